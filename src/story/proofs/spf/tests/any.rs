//! A saved trace may have been edited: whatever tree stands in it, telling it does no harm.

use std::net::IpAddr;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Lang, told};
use crate::story::model::Reason;
use crate::trace::proof::spf::{
    Answered, Branch, Budget, Comparison, DomainFlaw, Ending, Evaluation, Expansion, Explanation, Ground, Kind, Look,
    Mistake, Outcome, Problem, Question, Target, Term,
};
use crate::trace::{EventId, SpfResult};

fn word() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,8}", Just("\u{1b}[2J\u{202e}\r\n\0".to_owned()), Just("-ip4:é/99".to_owned())]
}

fn ip() -> impl Strategy<Value = IpAddr> {
    prop_oneof![any::<[u8; 4]>().prop_map(IpAddr::from), any::<[u8; 16]>().prop_map(IpAddr::from)]
}

fn result() -> impl Strategy<Value = SpfResult> {
    select(SpfResult::ALL)
}

fn question() -> impl Strategy<Value = Question> {
    let answer =
        select(vec![Answered::Found, Answered::NxDomain, Answered::Silent, Answered::TooLate, Answered::NotAName]);
    (word(), word(), answer, vec(word(), 0..3), any::<u32>()).prop_map(|(name, rtype, answer, data, left_out)| {
        Question { name, rtype, answer, data, left_out, events: vec![EventId(left_out)] }
    })
}

fn look() -> impl Strategy<Value = Look> {
    let compared = (ip(), any::<u8>(), any::<bool>());
    prop_oneof![
        question().prop_map(Look::Asked),
        compared.prop_map(|(network, prefix, matches)| Look::Compared(Comparison { network, prefix, matches })),
        (word(), any::<bool>(), any::<bool>()).prop_map(|(name, validated, within)| Look::Named {
            name,
            validated,
            within
        }),
    ]
}

fn target() -> impl Strategy<Value = Target> {
    let expansion = (word(), word()).prop_map(|(written, value)| Expansion { written, value });
    (word(), word(), vec(expansion, 0..3), any::<bool>()).prop_map(|(spec, name, expansions, cut)| Target {
        spec,
        name,
        expansions,
        cut,
    })
}

fn mistake() -> impl Strategy<Value = Mistake> {
    select(vec![Mistake::TopLabel, Mistake::Macro, Mistake::Twice, Mistake::Prefix, Mistake::UnknownMechanism])
}

fn outcome() -> impl Strategy<Value = Outcome> {
    let problem = prop_oneof![
        (any::<u32>(), mistake()).prop_map(|(at, mistake)| Problem::Mistake { at, mistake }),
        any::<u32>().prop_map(|found| Problem::TooManyServers { found }),
        result().prop_map(|result| Problem::Within { result }),
        select(vec![Problem::TooManyLookups, Problem::TooManyVoids, Problem::NoAnswer, Problem::NoRecord]),
    ];
    prop_oneof![
        select(vec![Outcome::Matched, Outcome::NotMatched, Outcome::NotReached, Outcome::Noted]),
        problem.prop_map(|problem| Outcome::Problem { problem }),
    ]
}

fn term(branch: impl Strategy<Value = Branch> + 'static) -> impl Strategy<Value = Term> {
    let kind = select(vec![
        Kind::All,
        Kind::Include,
        Kind::A,
        Kind::Mx,
        Kind::Ptr,
        Kind::Ip4,
        Kind::Ip6,
        Kind::Exists,
        Kind::Redirect,
        Kind::Exp,
        Kind::OtherModifier,
        Kind::Unknown,
    ]);
    let said = (word(), kind, option::of(result()), outcome());
    let done = (option::of(target()), vec(look(), 0..4), any::<u32>(), option::of(branch), any::<(u32, u32)>());
    (said, done).prop_map(|((text, kind, gives, outcome), (target, looks, left_out, branch, (lookups, voids)))| Term {
        text,
        kind,
        gives,
        outcome,
        target,
        looks,
        left_out,
        branch: branch.map(Box::new),
        budget: Some(Budget { lookups, voids }),
    })
}

fn branch() -> impl Strategy<Value = Branch> {
    let leaf = branch_with(Just(Vec::new()).boxed()).boxed();
    leaf.prop_recursive(3, 20, 3, |inner| branch_with(vec(term(inner), 0..4).boxed()))
}

fn branch_with(terms: BoxedStrategy<Vec<Term>>) -> impl Strategy<Value = Branch> {
    let ground = select(vec![
        Ground::Malformed { flaw: DomainFlaw::OneLabel },
        Ground::NoAnswer,
        Ground::TooLate,
        Ground::NoRecord,
        Ground::SeveralRecords,
        Ground::NotAscii,
        Ground::Mistake,
        Ground::Matched,
        Ground::Redirected,
        Ground::Default,
        Ground::Problem,
    ]);
    let asked = option::of(question());
    (word(), result(), ground, asked, vec(word(), 0..3), terms, any::<u32>()).prop_map(
        |(domain, result, ground, asked, records, terms, left_out)| Branch {
            domain,
            result,
            ground,
            asked,
            records,
            terms,
            left_out,
        },
    )
}

fn explanation() -> impl Strategy<Value = Explanation> {
    let ending = prop_oneof![
        (word(), word()).prop_map(|(published, text)| Ending::Given { published, text }),
        (any::<u32>(), mistake()).prop_map(|(at, mistake)| Ending::Mistake { at, mistake }),
        select(vec![Ending::NotFound, Ending::Several, Ending::NotAscii]),
    ];
    (word(), target(), vec(look(), 0..3), ending).prop_map(|(text, target, looks, ending)| Explanation {
        text,
        target,
        looks,
        ending,
    })
}

fn is_safe(reason: &Reason) -> bool {
    let is_plain = |text: &String| !text.chars().any(|c| c.is_control() || c == '\u{202e}');
    let shown =
        reason.exhibits.iter().flat_map(|one| one.lines.iter().flatten().map(|span| &span.text).chain([&one.caption]));
    [&reason.label, &reason.text].into_iter().chain(shown).all(is_plain) && reason.reasons.iter().all(is_safe)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tree_can_be_told(ip in ip(), branch in branch(), explanation in option::of(explanation())) {
        let evaluation = Evaluation { ip, branch, explanation };
        for lang in Lang::ALL {
            let proof = told(evaluation.clone(), lang);
            prop_assert!(proof.reasons.iter().all(is_safe), "{:#?}", proof);
            prop_assert!(proof.reasons.iter().all(|reason| reason.clause.is_some()));
        }
    }
}
