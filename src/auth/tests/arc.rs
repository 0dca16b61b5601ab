//! Chains that this program seals itself, whole and damaged.

use pretty_assertions::assert_eq;

use super::*;
use crate::auth::seal::Sealer;
use crate::trace::ArcCheck;
use crate::trace::proof::arc::{Broken, Rule, State, Why};

const LIST: &str = "lists.univ.example";
const SCHOOL: &str = "mx.school.example";

/// A server that passes a letter on: it checks what it gets, changes it, and seals it.
async fn pass_on(case: &Case, host: &str, number: usize, source: Vec<u8>, change: (&str, &str)) -> Vec<u8> {
    let findings = case.receive(arrival(ATTACKER, MALLORY, source.clone())).await;
    let key = SigningKey::demonstration(DkimKey::Ed25519, number).unwrap();
    case.dns.publish_key(host, "arc", &key.txt()).await.unwrap();
    let changed = String::from_utf8(source).unwrap().replacen(change.0, change.1, 1).into_bytes();
    let sealer = Sealer { key: &key, domain: host, selector: "arc", host };
    let Some(fields) = sealer.seal(&changed, &findings, NOW).unwrap() else { return changed };
    fields.into_iter().rev().fold(changed, |source, field| signed(&field, source))
}

fn world() -> Case {
    let zones = ["univ.example", "school.example"].map(|origin| (origin, "@ A 192.0.2.9"));
    Case::new(&[("a-corp.example", "@ A 192.0.2.25"), zones[0], zones[1]])
}

async fn chain(case: &Case, source: &[u8]) -> ArcCheck {
    case.receive(arrival(ATTACKER, MALLORY, source)).await.arc().unwrap().clone()
}

async fn two_hops(case: &Case) -> String {
    let source = pass_on(case, LIST, 0, letter(TARO).into_bytes(), ("Hello\r\n", "[list] Hello\r\n")).await;
    let source = pass_on(case, SCHOOL, 1, source, ("Hello, Aoi.", "Hello, Aoi!")).await;
    String::from_utf8(source).unwrap()
}

fn states(check: &ArcCheck) -> Vec<(u32, State, State)> {
    let links = check.proof.as_ref().unwrap().links.iter();
    links.map(|link| (link.instance, link.signature.clone().unwrap().state, link.seal.clone().unwrap().state)).collect()
}

#[tokio::test]
async fn a_letter_sealed_by_two_servers_verifies() {
    let case = world();
    let source = two_hops(&case).await;
    let check = chain(&case, source.as_bytes()).await;
    assert_eq!((check.result, check.links, check.reason.as_deref()), (DkimResult::Pass, 2, None), "{source}");
    let proof = check.proof.as_ref().unwrap();
    assert_eq!(proof.disagrees, None);
    // The second server has changed the body, and that is what the seal of the first one is for.
    assert_eq!(states(&check), [(1, State::Broken(Why::Body), State::Holds), (2, State::Holds, State::Holds)]);
    assert_eq!(proof.oldest_pass, Some(2));
    assert_eq!(proof.links[0].results.as_ref().unwrap().server, LIST);
    let keys = proof.links.iter().flat_map(|link| link.seal.iter().flat_map(|seal| &seal.asked));
    let trace = case.recorder.since(0);
    let asked = keys.filter_map(|event| match &trace[event.0 as usize].fact {
        Fact::Asked { name, .. } => Some(name.as_str()),
        _ => None,
    });
    assert_eq!(asked.collect::<Vec<_>>(), ["arc._domainkey.lists.univ.example", "arc._domainkey.mx.school.example"]);
}

#[tokio::test]
async fn a_key_that_may_not_sign_mail_breaks_a_chain() {
    for rule in ["s=other", "h=sha1"] {
        let case = world();
        let key = SigningKey::demonstration(DkimKey::Ed25519, 1).unwrap().txt();
        case.dns.publish_key(SCHOOL, "arc", &key.replacen("; ", &format!("; {rule}; "), 1)).await.unwrap();
        let source = two_hops(&case).await;
        let check = chain(&case, source.as_bytes()).await;
        assert_eq!(check.result, DkimResult::Fail, "{rule}");
        assert_eq!(states(&check)[1].1, State::Broken(Why::BadKey), "{rule}");
        assert_eq!(check.proof.unwrap().disagrees, None, "{rule}");
    }
}

#[tokio::test]
async fn what_breaks_a_chain_is_told() {
    let case = world();
    let whole = two_hops(&case).await;
    let seal_of = |instance| whole.find(&format!("ARC-Seal: i={instance}")).unwrap();
    let without_seal_1 = {
        let rest = &whole[seal_of(1)..];
        let end = rest.find("\r\nARC-Message-Signature").unwrap() + 2;
        [&whole[..seal_of(1)], &rest[end..]].concat()
    };
    let table = [
        (whole.replace("Hello, Aoi!", "Hello, Mallory!"), Rule::Signature, 2),
        (whole.replacen("i=1; lists.univ.example", "i=1; lists.evil.example", 1), Rule::Seal, 2),
        (whole.replace("cv=pass", "cv=none"), Rule::WrongCv, 2),
        (whole.replace("cv=pass", "cv=fail"), Rule::SaidToBeBroken, 2),
        (whole.replace("i=1;", "i=3;"), Rule::Gap, 1),
        (whole.replace("i=2;", "i=1;"), Rule::Twice, 1),
        (whole.replacen("i=2; a=", "i=51; a=", 1), Rule::Unreadable, 0),
        (whole.replacen("cv=pass;", "cv=pass;;", 1), Rule::Unreadable, 2),
        (without_seal_1, Rule::Missing, 1),
    ];
    for (source, rule, instance) in table {
        let check = chain(&case, source.as_bytes()).await;
        let proof = check.proof.clone().unwrap();
        assert_eq!((check.result, proof.broken), (DkimResult::Fail, Some(Broken { rule, instance })), "{source}");
        assert_eq!(proof.disagrees, None);
        assert!(check.reason.is_some());
        let again: ArcCheck = serde_json::from_str(&serde_json::to_string(&check).unwrap()).unwrap();
        assert_eq!(again, check);
    }
}

#[tokio::test]
async fn a_broken_chain_is_sealed_once_more_and_then_never_again() {
    let case = world();
    let broken = two_hops(&case).await.replace("Hello, Aoi!", "Hello, Mallory!").into_bytes();
    let sealed = pass_on(&case, LIST, 0, broken, ("", "")).await;
    assert!(String::from_utf8_lossy(&sealed).starts_with("ARC-Seal: i=3; a=ed25519-sha256; cv=fail;"));
    assert_eq!(pass_on(&case, SCHOOL, 1, sealed.clone(), ("", "")).await, sealed);
    let check = chain(&case, &sealed).await;
    assert_eq!(check.proof.unwrap().broken, Some(Broken { rule: Rule::SaidToBeBroken, instance: 3 }));
}

#[tokio::test]
async fn keys_that_are_missing_or_silent_break_a_chain_for_good() {
    let case = world();
    let source = two_hops(&case).await;
    for (step, why) in [
        (
            DnsStep { timeout: vec!["arc._domainkey.lists.univ.example".to_owned()], ..DnsStep::default() },
            Why::NoAnswer,
        ),
        (
            DnsStep { remove: vec![("arc._domainkey.lists.univ.example".to_owned(), None)], ..DnsStep::default() },
            Why::NoKey,
        ),
    ] {
        let case = world();
        let _ = two_hops(&case).await;
        case.dns.change(&step).await;
        let check = chain(&case, source.as_bytes()).await;
        assert_eq!(check.result, DkimResult::Fail);
        assert_eq!(states(&check)[0].2, State::Broken(why));
    }
}
