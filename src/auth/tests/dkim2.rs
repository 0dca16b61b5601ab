//! DKIM2: a letter that two servers have passed on, each signing its envelope.

use pretty_assertions::assert_eq;

use super::*;
use crate::auth::dkim2::sign;
use crate::trace::proof::dkim2::Dkim2Proof;
use crate::trace::{Check, Dkim2Check, Envelope, Field};

const LIST: &str = "hello@list.example";
const BOUNCES: &str = "bounces@list.example";
const AOI: &str = "aoi@school.example";

fn envelope(from: &str, to: &str) -> Envelope {
    Envelope { from: Address::from(from), to: vec![Address::from(to)] }
}

fn signed_by(domain: &str, ordinal: usize, envelope: &Envelope, source: &str) -> String {
    let key = SigningKey::demonstration(DkimKey::Ed25519, ordinal).unwrap();
    let fields = sign(&key, domain, "h1", envelope, source.as_bytes(), NOW).unwrap();
    let field = |field: &Field| format!("{}:{}\r\n", field.name, String::from_utf8_lossy(field.value.as_slice()));
    fields.iter().fold(source.to_owned(), |letter, one| field(one) + &letter)
}

/// From the company to the list, and from there to Aoi.
async fn world() -> (Case, String) {
    let case = Case::new(&[("a-corp.example", "@ A 192.0.2.25"), ("list.example", "@ A 192.0.2.80")]);
    for (domain, ordinal) in [("a-corp.example", 0), ("list.example", 1)] {
        let key = SigningKey::demonstration(DkimKey::Ed25519, ordinal).unwrap();
        assert!(case.dns.publish_key(domain, "h1", &key.txt()).await.unwrap());
    }
    let first = signed_by("a-corp.example", 0, &envelope(TARO, LIST), &letter(TARO));
    (case, signed_by("list.example", 1, &envelope(BOUNCES, AOI), &format!("Received: by list.example\r\n{first}")))
}

async fn check(case: &Case, from: &str, source: &str) -> (Dkim2Check, Dkim2Proof) {
    let findings = case.receive(arrival("192.0.2.80", from, source)).await;
    let dkim2 =
        |(_, check): &(EventId, Check)| if let Check::Dkim2(check) = check { Some(check.clone()) } else { None };
    let check = findings.checks.iter().find_map(dkim2).unwrap();
    let proof = *check.proof.clone().unwrap();
    (check, proof)
}

#[tokio::test]
async fn each_hop_has_signed_its_envelope() {
    let (case, source) = world().await;
    let (check, proof) = check(&case, BOUNCES, &source).await;
    assert_eq!((check.result, check.hops, check.reason), (DkimResult::Pass, 2, None));
    let hops: Vec<_> = proof
        .hops
        .iter()
        .map(|hop| (hop.domain.as_str(), hop.mail_from.as_deref(), hop.rcpt_to.join(" "), hop.takes_over))
        .collect();
    let expected = [
        ("a-corp.example", Some("<taro@a-corp.example>"), format!("<{LIST}>"), None),
        ("list.example", Some("<bounces@list.example>"), format!("<{AOI}>"), Some(true)),
    ];
    assert_eq!(hops, expected);
    assert!(proof.envelope_fits);
    assert!(proof.hops.iter().flat_map(|hop| &hop.signatures).all(|signature| signature.holds == Some(true)));
    assert_eq!(proof.instances.len(), 1);
    assert_eq!(proof.instances[0].claimed, proof.instances[0].computed);
    assert_eq!(proof.hops[0].signed_at, 1_795_500_000);
    let findings = case.receive(arrival("192.0.2.80", BOUNCES, source)).await;
    assert!(results::field(HOST, &findings).value.to_string().contains("dkim2=pass header.d=list.example"));
}

#[tokio::test]
async fn a_hop_that_was_left_out_changed_or_sent_elsewhere_shows() {
    let (case, source) = world().await;
    let (result, proof) = check(&case, TARO, &source).await;
    assert_eq!((result.result, proof.envelope_fits), (DkimResult::Permerror, false));
    let (result, proof) = check(&case, BOUNCES, &source.replace("Hello, Aoi.", "Hello, Eve.")).await;
    assert_eq!(result.result, DkimResult::Fail);
    assert_ne!(proof.instances[0].claimed.as_ref().unwrap().body, proof.instances[0].computed.as_ref().unwrap().body);
    // Somebody who was not written to passes the letter on.
    let first = signed_by("a-corp.example", 0, &envelope(TARO, "someone@else.example"), &letter(TARO));
    let second = signed_by("list.example", 1, &envelope(BOUNCES, AOI), &first);
    let (result, proof) = check(&case, BOUNCES, &second).await;
    assert_eq!((result.result, proof.hops[1].takes_over), (DkimResult::Permerror, Some(false)));
    // The envelope of the first hop was changed afterwards.
    let first = signed_by("a-corp.example", 0, &envelope("eve@a-corp.example", LIST), &letter(TARO));
    let forged = first.replace("PGV2ZU", "PGV4ZU");
    let second = signed_by("list.example", 1, &envelope(BOUNCES, AOI), &forged);
    let (result, proof) = check(&case, BOUNCES, &second).await;
    assert_eq!((result.result, proof.hops[0].signatures[0].holds), (DkimResult::Fail, Some(false)));
    assert_eq!(proof.hops[1].signatures[0].holds, Some(true));
}

#[tokio::test]
async fn signatures_are_good_for_two_weeks_of_virtual_time() {
    let (case, source) = world().await;
    case.recorder.pass(std::time::Duration::from_hours(13 * 24));
    assert_eq!(check(&case, BOUNCES, &source).await.0.result, DkimResult::Pass);
    case.recorder.pass(std::time::Duration::from_hours(2 * 24));
    assert_eq!(check(&case, BOUNCES, &source).await.0.result, DkimResult::Permerror);
}

#[tokio::test]
async fn a_letter_without_dkim2_is_not_asked_for_it() {
    let case = Case::company("v=DMARC1; p=reject");
    let findings = case.receive(arrival(COMPANY, TARO, letter(TARO))).await;
    assert!(!findings.checks.iter().any(|(_, check)| matches!(check, Check::Dkim2(_))));
}
