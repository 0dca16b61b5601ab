//! Proofs of DKIM, told from facts that are right, odd, or nonsense.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::facts::{octets, word};
use super::tape::{MX, START, Tape};
use crate::lang::Lang;
use crate::story::model::{Emphasis, Reason, Sign};
use crate::story::proofs;
use crate::trace::proof::dkim::{BodyHash, Covered, DkimFault, DkimProof, Kept, KeyRecord, KeyState, Rewritten, Tag};
use crate::trace::proof::dkim2::{Dkim2Proof, Hashes, Hop, HopSignature, Instance};
use crate::trace::{Address, Check, DkimCheck, DkimResult, Fact, Field, Octets, Time};

fn kept() -> impl Strategy<Value = Kept> {
    (octets(), any::<u64>()).prop_map(|(octets, length)| Kept { octets, length })
}

fn tags() -> impl Strategy<Value = Vec<Tag>> {
    let name =
        prop_oneof![word(), prop::sample::select(vec!["v", "l", "t", "x", "c", "h", "k"]).prop_map(str::to_owned)];
    vec((name, word()).prop_map(|(name, value)| Tag { name, value }), 0..4)
}

fn fault() -> impl Strategy<Value = DkimFault> {
    prop_oneof![
        word().prop_map(|tag| DkimFault::Unreadable { tag }),
        word().prop_map(|tag| DkimFault::TagMissing { tag }),
        word().prop_map(|tag| DkimFault::TagTwice { tag }),
        prop::sample::select(FAULTS.to_vec()),
    ]
}

const FAULTS: [DkimFault; 18] = [
    DkimFault::FromNotSigned,
    DkimFault::OtherIdentity,
    DkimFault::Expired,
    DkimFault::LengthBeyondBody,
    DkimFault::UnknownQuery,
    DkimFault::HistoricAlgorithm,
    DkimFault::TooMuch,
    DkimFault::NoAnswer,
    DkimFault::KeyMissing,
    DkimFault::KeyUnreadable,
    DkimFault::KeyRevoked,
    DkimFault::KeyTooShort,
    DkimFault::KeyOfOtherType,
    DkimFault::KeyForOtherHash,
    DkimFault::KeyForOtherService,
    DkimFault::Testing,
    DkimFault::BodyHash,
    DkimFault::Signature,
];

fn key() -> impl Strategy<Value = KeyRecord> {
    let state = prop::sample::select(vec![
        KeyState::Readable,
        KeyState::Missing,
        KeyState::NoAnswer,
        KeyState::Revoked,
        KeyState::Unreadable,
    ]);
    (word(), vec(word(), 0..3), tags(), state, option::of(any::<u32>()))
        .prop_map(|(name, records, tags, state, bits)| KeyRecord { name, records, tags, state, bits, asked: None })
}

/// Any proof of a signature, however little sense it makes.
pub fn proof() -> BoxedStrategy<DkimProof> {
    let covered = (word(), option::of(any::<u32>()), any::<u32>());
    let covered = covered.prop_map(|(name, from_bottom, of)| Covered { name, from_bottom, of });
    let hash = (kept(), option::of(kept()), word(), word());
    let hash = hash.prop_map(|(octets, rest, computed, claimed)| BodyHash { octets, rest, computed, claimed });
    let rewritten = (any::<bool>(), octets(), octets());
    let rewritten = rewritten.prop_map(|(header, before, after)| Rewritten { header, before, after });
    let read = (word(), octets(), tags(), option::of(key().boxed()), vec(covered, 0..3), vec(word(), 0..3));
    let computed = (option::of(kept()), option::of(hash), vec(rewritten, 0..3), option::of(any::<bool>()));
    (read, computed, any::<i64>(), option::of(fault()))
        .prop_map(|((name, value, tags, key, signed, unsigned), (header, body, rewritten, holds), at, fault)| {
            DkimProof {
                field: Field { name, value },
                tags,
                key,
                signed,
                unsigned,
                header,
                body,
                rewritten,
                holds,
                at: Time(at),
                fault,
            }
        })
        .boxed()
}

/// Any proof of DKIM2.
pub fn dkim2() -> BoxedStrategy<Dkim2Proof> {
    let signature = (word(), word(), option::of(key()), option::of(any::<bool>()));
    let signature =
        signature.prop_map(|(selector, algorithm, key, holds)| HopSignature { selector, algorithm, key, holds });
    let path = (option::of(word()), vec(word(), 0..3), option::of(word()), option::of(any::<bool>()));
    let hop = (any::<u32>(), any::<u64>(), word(), path, vec(signature.boxed(), 0..2), octets());
    let hop = hop.prop_map(
        |(number, signed_at, domain, (mail_from, rcpt_to, next_domain, takes_over), signatures, field)| Hop {
            number,
            instance: number,
            domain,
            signed_at,
            mail_from,
            flags: rcpt_to.clone(),
            rcpt_to,
            next_domain,
            signatures,
            takes_over,
            field,
        },
    );
    let hashes = || option::of((word(), word()).prop_map(|(header, body)| Hashes { header, body }));
    let instance = (any::<u32>(), hashes(), hashes(), any::<bool>());
    let instance =
        instance.prop_map(|(number, claimed, computed, recipe)| Instance { number, claimed, computed, recipe });
    (vec(hop.boxed(), 0..3), vec(instance, 0..3), word(), any::<bool>(), any::<i64>())
        .prop_map(|(hops, instances, from, envelope_fits, at)| Dkim2Proof {
            hops,
            instances,
            mail_from: Address(from),
            envelope_fits,
            at: Time(at),
        })
        .boxed()
}

fn check(result: DkimResult, proof: DkimProof) -> Check {
    let (domain, selector) = (Some("a-corp.example".to_owned()), Some("s1".to_owned()));
    Check::Dkim(DkimCheck { result, domain, selector, algorithm: None, reason: None, proof: Some(Box::new(proof)) })
}

fn told(check: Check, lang: Lang) -> crate::story::Proof {
    let mut tape = Tape::new();
    tape.fact(MX, Fact::Checked { check });
    proofs::of(&tape.end(), lang).remove(0)
}

fn all(reasons: &[Reason]) -> Vec<&Reason> {
    reasons.iter().flat_map(|reason| std::iter::once(reason).chain(all(&reason.reasons))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_recorded_each_reason_says_something_and_names_its_clause(
        facts in proof(),
        result in prop::sample::select(DkimResult::ALL),
    ) {
        for lang in Lang::ALL {
            let proof = told(check(result, facts.clone()), lang);
            prop_assert!(!proof.reasons.is_empty());
            for reason in all(&proof.reasons) {
                prop_assert!(!reason.text.is_empty(), "{}", reason.label);
                prop_assert!(reason.clause.as_deref().is_some_and(|clause| clause.starts_with("RFC ")), "{}", reason.label);
            }
            let parted = proof.reasons.iter().any(|reason| reason.label == "tegami");
            prop_assert_eq!(parted, (result == DkimResult::Pass) != facts.fault.is_none());
        }
    }
}

#[test]
fn every_fault_has_a_sentence_and_stands_where_it_was_found() {
    let tag = |name: &str| Tag { name: name.to_owned(), value: "1".to_owned() };
    let key = KeyRecord {
        name: "s1._domainkey.a-corp.example".to_owned(),
        records: vec!["v=DKIM1; p=".to_owned()],
        tags: vec![],
        state: KeyState::Readable,
        bits: Some(2048),
        asked: None,
    };
    let body = BodyHash { octets: Kept::of(b"a"), rest: None, computed: "AA==".to_owned(), claimed: "AB==".to_owned() };
    for fault in FAULTS {
        let facts = DkimProof {
            field: Field { name: "DKIM-Signature".to_owned(), value: Octets::default() },
            tags: ["v", "a", "h", "i", "l", "q", "x"].map(tag).to_vec(),
            key: Some(key.clone()),
            signed: vec![],
            unsigned: vec![],
            header: Some(Kept::of(b"from:x")),
            body: Some(body.clone()),
            rewritten: vec![],
            holds: Some(false),
            at: START,
            fault: Some(fault.clone()),
        };
        for lang in Lang::ALL {
            let proof = told(check(DkimResult::Fail, facts.clone()), lang);
            assert!(!proof.conclusion.is_empty(), "{fault:?}");
            let stands = |reason: &&Reason| reason.text.ends_with(&proof.conclusion);
            let reason = all(&proof.reasons).into_iter().find(stands);
            assert!(reason.is_some_and(|reason| reason.sign != Sign::Yes), "{fault:?} {}", proof.conclusion);
        }
    }
}

#[test]
fn two_hashes_that_differ_are_marked() {
    let body =
        BodyHash { octets: Kept::of(b"a"), rest: Some(Kept::of(b"b")), computed: "AA".into(), claimed: "AB".into() };
    let facts = DkimProof {
        field: Field { name: "DKIM-Signature".to_owned(), value: Octets::default() },
        tags: vec![],
        key: None,
        signed: vec![],
        unsigned: vec!["Subject".to_owned()],
        header: None,
        body: Some(body),
        rewritten: vec![],
        holds: None,
        at: START,
        fault: Some(DkimFault::BodyHash),
    };
    let proof = told(check(DkimResult::Fail, facts), Lang::En);
    let hash = proof.reasons.iter().find(|reason| reason.label == "bh=").unwrap();
    let marks = hash.exhibits[0].lines.iter().flatten().filter(|span| span.emphasis == Emphasis::Differs);
    assert_eq!(marks.map(|span| span.text.as_str()).collect::<Vec<_>>(), ["AB", "AA"]);
    let rest = hash.reasons.iter().find(|reason| reason.label == "l=").unwrap();
    assert_eq!((rest.sign, rest.exhibits[0].lines[0][0].emphasis), (Sign::Warn, Emphasis::Differs));
}
