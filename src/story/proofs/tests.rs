//! Proofs of DMARC and ARC out of any facts at all: every leaf has its clause, both languages say the same, and nothing
//! from outside reaches a screen as it is.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{arc, dmarc};
use crate::lang::Lang;
use crate::story::model::{Proof, Reason};
use crate::trace::proof::arc as a;
use crate::trace::proof::dmarc as d;
use crate::trace::{
    ArcCheck, Disposition, DispositionReason, DkimResult, DmarcCheck, DmarcResult, Event, EventId, Fact, Policy, Time,
};

/// Names and texts with everything in them that could go wrong.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}(\\.[a-z]{1,6}){0,3}",
        "\\PC{0,12}",
        Just("\u{202e}\u{1b}[2J\0\r\n".to_owned()),
        Just("..".to_owned()),
        Just("a".repeat(3_000)),
        Just(String::new()),
    ]
}

fn asked() -> impl Strategy<Value = Vec<EventId>> {
    vec((0..9_u32).prop_map(EventId), 0..3)
}

fn found() -> impl Strategy<Value = d::Found> {
    let psd = select(vec![d::Psd::Yes, d::Psd::No, d::Psd::Unsaid]);
    prop_oneof![
        Just(d::Found::Nothing),
        Just(d::Found::NoAnswer),
        (word(), psd).prop_map(|(text, psd)| d::Found::Record { text, psd }),
        vec(word(), 0..3).prop_map(|texts| d::Found::Several { texts }),
    ]
}

fn walk() -> impl Strategy<Value = d::Walk> {
    use d::OrganizationRule::{BelowSuffix, Highest, Itself, PsdNo};
    let stop = (word(), asked(), found(), vec(word(), 0..2)).prop_map(|(domain, asked, found, ignored)| d::Stop {
        domain,
        asked,
        found,
        ignored,
    });
    let organization = (word(), select(vec![PsdNo, BelowSuffix, Highest, Itself]))
        .prop_map(|(domain, by)| d::Organization { domain, by });
    (word(), vec(stop, 0..4), option::of(organization)).prop_map(|(domain, stops, organization)| d::Walk {
        domain,
        stops,
        organization,
    })
}

fn record() -> impl Strategy<Value = d::AppliedRecord> {
    use d::TagState::{Bad, Good, Old, Repeated, Unknown};
    let name = prop_oneof![select(vec!["p", "sp", "adkim", "t", "rua", "pct", "v"]).prop_map(str::to_owned), word()];
    let tag = (name, word(), select(vec![Good, Bad, Old, Repeated, Unknown])).prop_map(|(name, value, state)| d::Tag {
        name,
        value,
        state,
    });
    let of = select(vec![d::RecordOf::Author, d::RecordOf::Organization, d::RecordOf::Suffix]);
    let usable = select(vec![d::Usable::Yes, d::Usable::AsNone, d::Usable::No]);
    (word(), of, vec(tag, 0..5), usable).prop_map(|(domain, of, tags, usable)| d::AppliedRecord {
        domain,
        of,
        tags,
        usable,
    })
}

fn alignment() -> impl Strategy<Value = d::Alignment> {
    use d::Comparison::{NotTheSame, OtherOrganization, Outside, Same, SameOrganization, Unknown};
    let shows = select(vec![Same, SameOrganization, NotTheSame, Outside, OtherOrganization, Unknown]);
    let speaker = select(vec![d::Speaker::Spf, d::Speaker::Dkim]);
    let result = select(vec!["pass", "fail", "temperror", "?"]).prop_map(str::to_owned);
    (speaker, word(), result, any::<bool>(), option::of(word()), shows).prop_map(
        |(speaker, domain, result, strict, organization, shows)| d::Alignment {
            speaker,
            check: EventId(1),
            domain,
            result,
            strict,
            organization,
            shows,
        },
    )
}

fn policy() -> impl Strategy<Value = d::AppliedPolicy> {
    let existence = (option::of(any::<bool>()), asked()).prop_map(|(exists, asked)| d::Existence { exists, asked });
    let wish = || select(Policy::ALL);
    (option::of(word()), wish(), option::of(existence), any::<bool>(), wish()).prop_map(
        |(tag, stated, existence, testing, applied)| d::AppliedPolicy { tag, stated, existence, testing, applied },
    )
}

fn dmarc_check() -> impl Strategy<Value = DmarcCheck> {
    let author = (0..3_u32, option::of(word()), vec(word(), 0..3)).prop_map(|(fields, text, domains)| d::Author {
        fields,
        text,
        domains,
    });
    let parts = (author, vec(walk(), 0..3), option::of(record()), vec(alignment(), 0..3), option::of(policy()));
    let proof = (parts, option::of(select(DmarcResult::ALL))).prop_map(
        |((author, walks, record, alignments, policy), disagrees)| d::DmarcProof {
            author,
            walks,
            record,
            alignments,
            policy,
            disagrees,
        },
    );
    (select(DmarcResult::ALL), word(), option::of(select(Policy::ALL)), any::<bool>(), proof).prop_map(
        |(result, author_domain, policy, aligned, proof)| DmarcCheck {
            result,
            author_domain,
            record_domain: None,
            record: None,
            policy,
            spf_aligned: aligned,
            dkim_aligned: !aligned,
            proof: Some(Box::new(proof)),
        },
    )
}

fn decided() -> impl Strategy<Value = Event> {
    let reason = prop_oneof![
        Just(DispositionReason::Nothing),
        word().prop_map(|rule| DispositionReason::LocalRule { rule }),
        select(Policy::ALL).prop_map(|policy| DispositionReason::DmarcPolicy { policy }),
    ];
    (select(Disposition::ALL), reason).prop_map(|(disposition, reason)| Event {
        id: EventId(7),
        at: Time(0),
        host: "mx".to_owned(),
        stage: None,
        letter: None,
        because: Vec::new(),
        fact: Fact::Decided { disposition, reason },
    })
}

fn arc_check() -> impl Strategy<Value = ArcCheck> {
    use a::Rule::{Gap, Missing, SaidToBeBroken, Seal, Signature, TooLong, Twice, Unreadable, WrongCv};
    use a::Why::{Body, Expired, Forbidden, NoKey, NotTags, TagTwice};
    let why = select(vec![Body, Expired, Forbidden, NoKey, NotTags, TagTwice]).prop_map(a::State::Broken);
    let state = prop_oneof![Just(a::State::Unchecked), Just(a::State::Holds), why];
    let signed = (option::of(word()), option::of(word()), option::of(word()), state, asked()).prop_map(
        |(domain, selector, cv, state, asked)| a::Signed { domain, selector, algorithm: None, cv, state, asked },
    );
    let results = (word(), vec(word(), 0..3)).prop_map(|(server, methods)| a::Results { server, methods });
    let signed = signed.boxed();
    let link = (0..60_u32, option::of(results), option::of(signed.clone()), option::of(signed))
        .prop_map(|(instance, results, signature, seal)| a::Link { instance, results, signature, seal });
    let stray = (word(), word()).prop_map(|(name, text)| a::Stray { name, text });
    let rule = select(vec![Gap, Missing, SaidToBeBroken, Seal, Signature, TooLong, Twice, Unreadable, WrongCv]);
    let broken = (rule, 0..3_u32).prop_map(|(rule, instance)| a::Broken { rule, instance });
    (select(DkimResult::ALL), vec(link, 0..3), vec(stray, 0..2), option::of(broken)).prop_map(
        |(result, links, strays, broken)| {
            let proof = a::ArcProof { links, strays, broken, oldest_pass: None, disagrees: None };
            ArcCheck { result, links: 1, reason: None, proof: Some(Box::new(proof)) }
        },
    )
}

/// Every reason, the inner ones too.
fn all(reasons: &[Reason]) -> Vec<&Reason> {
    reasons.iter().flat_map(|reason| std::iter::once(reason).chain(all(&reason.reasons))).collect()
}

fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() || c == '\u{202e}')
}

fn hold(en: &Proof, ja: &Proof) {
    let (one, other) = (all(&en.reasons), all(&ja.reasons));
    assert_eq!(one.len(), other.len());
    for (en, ja) in one.iter().zip(&other) {
        assert_eq!((en.sign, &en.clause, &en.because, &en.exhibits), (ja.sign, &ja.clause, &ja.because, &ja.exhibits));
        assert!(en.clause.as_ref().is_some_and(|clause| !clause.is_empty()), "no clause: {en:?}");
        assert!(!en.text.is_empty() && !ja.text.is_empty(), "nothing is said: {en:?}");
        let spans = en.exhibits.iter().flat_map(|exhibit| exhibit.lines.iter().flatten());
        for text in [&en.label, &en.text, &ja.text].into_iter().chain(spans.map(|span| &span.text)) {
            assert!(is_harmless(text) && text.chars().count() <= 3_000, "{text:?}");
        }
    }
    for proof in [en, ja] {
        assert!(is_harmless(&proof.question) && is_harmless(&proof.conclusion) && !proof.conclusion.is_empty());
    }
}

proptest! {
    #[test]
    fn a_proof_of_dmarc_names_its_clauses_in_both_languages(check in dmarc_check(), decided in option::of(decided())) {
        let [en, ja] = Lang::ALL.map(|lang| dmarc::proof(EventId(3), &check, decided.as_ref(), lang).unwrap());
        hold(&en, &ja);
    }

    #[test]
    fn a_proof_of_arc_names_its_clauses_in_both_languages(check in arc_check()) {
        let [en, ja] = Lang::ALL.map(|lang| arc::proof(EventId(3), &check, lang).unwrap());
        hold(&en, &ja);
    }
}
