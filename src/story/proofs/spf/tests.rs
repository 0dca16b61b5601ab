//! The proof as a reader gets it.

mod any;

use pretty_assertions::assert_eq;
use proptest::prelude::*;

use super::*;
use crate::auth::spf::tests::all_cases;
use crate::auth::spf::tests::bounds::{evaluated, record};
use crate::story::model::Emphasis;
use crate::trace::{Address, SpfResult};

fn check_of(identity: SpfIdentity, evaluation: Evaluation) -> SpfCheck {
    SpfCheck {
        identity,
        domain: evaluation.branch.domain.clone(),
        sender: Address::from("taro@a.example"),
        ip: evaluation.ip,
        result: evaluation.result(),
        record: None,
        term: None,
        explanation: None,
        proof: Some(Box::new(evaluation)),
    }
}

fn told(evaluation: Evaluation, lang: Lang) -> Proof {
    proof(EventId(7), &check_of(SpfIdentity::MailFrom, evaluation), lang).unwrap()
}

/// The records that `a.example`, `b.example`, `c.example` and `d.example` have.
fn asked(records: [&str; 4], ip: &str) -> Evaluation {
    evaluated(records.map(str::to_owned), ip, "mail.a.example", "taro@a.example")
}

/// Every reason, with how deep it lies.
fn walk<'a>(reasons: &'a [Reason], depth: usize, all: &mut Vec<(usize, &'a Reason)>) {
    for reason in reasons {
        all.push((depth, reason));
        walk(&reason.reasons, depth + 1, all);
    }
}

/// One line for each reason: its sign, its label, its clause.
fn outline(proof: &Proof) -> Vec<String> {
    let mut all = Vec::new();
    walk(&proof.reasons, 0, &mut all);
    let line = |(depth, reason): (usize, &Reason)| {
        let clause = reason.clause.as_deref().and_then(|clause| clause.split('§').nth(1)).unwrap_or("none");
        format!("{:depth$}{:?} {} {clause}", "", reason.sign, reason.label)
    };
    all.into_iter().map(line).collect()
}

/// What every proof owes its reader.
fn is_complete(proof: &Proof) -> bool {
    let mut all = Vec::new();
    walk(&proof.reasons, 0, &mut all);
    let said = [&proof.question, &proof.conclusion].into_iter().all(|text| !text.is_empty());
    let is_told = |reason: &Reason| !reason.label.is_empty() && !reason.text.is_empty();
    said && all.iter().all(|(_, reason)| is_told(reason) && reason.clause.is_some())
}

#[tokio::test]
async fn every_case_of_the_table_is_told_down_to_its_clauses() {
    for case in all_cases() {
        let evaluation = case.evaluate().await;
        let proofs = Lang::ALL.map(|lang| told(evaluation.clone(), lang));
        assert!(proofs.iter().all(is_complete), "{proofs:#?}");
        assert_eq!(outline(&proofs[0]), outline(&proofs[1]));
        assert_eq!(proofs[0].result, evaluation.result().word());
        assert!(proofs.iter().all(|proof| proof.conclusion.starts_with(evaluation.result().word())));
    }
}

#[test]
fn a_forged_sender_is_followed_through_every_branch() {
    let records = [
        "v=spf1 ip4:192.0.2.1 include:b.example redirect=c.example",
        "v=spf1 a:b.example -all",
        "v=spf1 ?exists:%{i}.none.example -all exp=d.example",
        "%{i} may not send",
    ];
    let proof = told(asked(records, "192.0.2.25"), Lang::En);
    let expected = [
        "Note MAIL FROM:<taro@a.example> 2.4",
        "Yes v=spf1 ip4:192.0.2.1 include:b.example redirect=c.example 4.5",
        " No ip4:192.0.2.1 5.6",
        " No include:b.example 5.2",
        "  Yes v=spf1 a:b.example -all 4.5",
        "   No a:b.example 5.3",
        "    Yes b.example A 5.3",
        "   Yes -all 5.1",
        " Yes redirect=c.example 6.1",
        "  Yes v=spf1 ?exists:%{i}.none.example -all exp=d.example 4.5",
        "   No ?exists:%{i}.none.example 5.7",
        "    No 192.0.2.25.none.example A 5.7",
        "   Yes -all 5.1",
        "   Note exp=d.example 6.2",
        "Yes exp=d.example 6.2",
        " Yes d.example TXT 6.2",
    ];
    assert_eq!(outline(&proof), expected);
    let mut all = Vec::new();
    walk(&proof.reasons, 0, &mut all);
    let said = |label: &str| all.iter().find(|(_, reason)| reason.label.starts_with(label)).unwrap().1;
    assert!(said("ip4:").text.contains("address is another one"));
    assert!(said("a:b.example").text.ends_with("DNS lookups 2 of 10, void lookups 0 of 2."));
    assert!(said("?exists:").text.ends_with("DNS lookups 4 of 10, void lookups 1 of 2."));
    assert!(said("include:").text.contains("gives fail"));
    let shown = |reason: &Reason| {
        reason.exhibits.iter().flat_map(|one| one.lines.concat()).map(|span| span.text).collect::<String>()
    };
    assert!(shown(said("?exists:")).contains("%{i} → 192.0.2.25"));
    let explanation = shown(proof.reasons.last().unwrap());
    assert!(explanation.ends_with("192.0.2.25 may not send"), "{explanation}");
    let bits = &said("ip4:").exhibits[0].lines[0];
    assert!(bits.iter().any(|span| (span.text.as_str(), span.emphasis) == ("1", Emphasis::Differs)));
    assert_eq!((proof.event, proof.tone), (EventId(7), crate::story::Tone::Bad));
}

#[test]
fn a_mistake_is_shown_in_its_place_and_the_other_terms_as_unread() {
    let proof = told(asked(["v=spf1 a -ip4:192.0.2.0/33", "", "", ""], "192.0.2.25"), Lang::Ja);
    let expected = [
        "Note MAIL FROM:<taro@a.example> 2.4",
        "Error v=spf1 a -ip4:192.0.2.0/33 4.6",
        " Skipped a 5.3",
        " Error -ip4:192.0.2.0/33 5.6",
    ];
    assert_eq!(outline(&proof), expected);
    let wrong = &proof.reasons[1].reasons[1];
    let spans: Vec<_> = wrong.exhibits[0].lines.concat().into_iter().map(|span| (span.text, span.emphasis)).collect();
    let expected = [("-ip4:192.0.2.0/", Emphasis::Plain), ("3", Emphasis::Differs), ("3", Emphasis::Plain)];
    assert_eq!(spans, expected.map(|(text, emphasis)| (text.to_owned(), emphasis)));
    assert!(proof.conclusion.contains("-ip4:192.0.2.0/33"));
}

#[test]
fn the_two_identities_say_which_of_them_dmarc_uses() {
    let evaluation = asked(["v=spf1 -all", "", "", ""], "192.0.2.25");
    for (identity, clause, says) in [
        (SpfIdentity::Helo, "RFC 7208 §2.3", "DMARC uses its result only where the envelope has no sender"),
        (SpfIdentity::MailFrom, "RFC 7208 §2.4", "about the sender on the envelope, and DMARC uses its result"),
    ] {
        let proof = proof(EventId(0), &check_of(identity, evaluation.clone()), Lang::En).unwrap();
        assert_eq!(proof.reasons[0].clause.as_deref(), Some(clause));
        assert!(proof.reasons[0].text.contains(says), "{}", proof.reasons[0].text);
    }
}

#[test]
fn an_address_in_the_clothes_of_another_is_told() {
    let mut check = check_of(SpfIdentity::MailFrom, asked(["v=spf1 -all", "", "", ""], "::ffff:192.0.2.25"));
    check.ip = "::ffff:192.0.2.25".parse().unwrap();
    let proof = proof(EventId(0), &check, Lang::En).unwrap();
    assert_eq!(outline(&proof)[1], "Note ::ffff:192.0.2.25 5");
}

#[test]
fn a_check_of_an_earlier_version_has_no_proof() {
    let mut check = check_of(SpfIdentity::MailFrom, asked(["v=spf1 -all", "", "", ""], "192.0.2.25"));
    check.proof = None;
    let saved = serde_json::to_string(&check).unwrap();
    assert!(!saved.contains("proof"));
    let check: SpfCheck = serde_json::from_str(&saved).unwrap();
    assert_eq!((check.result, proof(EventId(0), &check, Lang::En)), (SpfResult::Fail, None));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_leaf_of_any_proof_names_a_clause(
        records in [record(), record(), record(), record()],
        helo in "(\\PC{0,12}|mail\\.a\\.example)",
    ) {
        let evaluation = evaluated(records, "192.0.2.25", &helo, "taro@a.example");
        for lang in Lang::ALL {
            let proof = told(evaluation.clone(), lang);
            prop_assert!(is_complete(&proof), "{:#?}", proof);
        }
    }
}
