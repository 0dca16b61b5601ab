//! DKIM against the letters of RFC 6376 and RFC 8463, and against everything that can go wrong with a signature.
//!
//! Each of them goes through the whole path, with a real DNS server; and each time the proof says the same as the verdict.

mod signer;

use pretty_assertions::assert_eq;
use proptest::prelude::*;

use self::signer::{Mold, revoked, rsa_of_512_bits};
use super::*;
use crate::trace::proof::dkim::{DkimFault, DkimProof, KeyState};
use crate::trace::{Check, DkimCheck};

const RFC_6376: &str = include_str!("dkim/rfc6376-a2.eml");
const RFC_8463: &str = include_str!("dkim/rfc8463-a3.eml");

/// RFC 6376 appendix C.
const BRISBANE: &str = "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOC\
                        KG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSP\
                        DdQPNUYckcQ2QIDAQAB";

/// RFC 8463 appendix A.2.
const ED25519: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
const RSA: &str = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi\
                   0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB";

/// The DKIM checks of a letter, each with its proof; every time it is seen to that both say the same.
async fn checks(case: &Case, source: impl Into<Vec<u8>>) -> Vec<DkimCheck> {
    let findings = case.receive(arrival(COMPANY, TARO, source)).await;
    let checks: Vec<DkimCheck> = findings.dkim().cloned().collect();
    for check in &checks {
        if let Some(proof) = &check.proof {
            assert_eq!(check.result == DkimResult::Pass, proof.fault.is_none(), "{check:#?}");
            let saved = serde_json::to_string(&Check::Dkim(check.clone())).unwrap();
            assert_eq!(serde_json::from_str::<Check>(&saved).unwrap(), Check::Dkim(check.clone()));
        }
    }
    checks
}

async fn check(case: &Case, source: impl Into<Vec<u8>>) -> (DkimResult, String, DkimProof) {
    let check = checks(case, source).await.remove(0);
    (check.result, check.reason.unwrap_or_default(), *check.proof.unwrap())
}

fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

#[tokio::test]
async fn the_letter_of_rfc_6376_holds() {
    let case = Case::new(&[("example.com", "@ A 192.0.2.1")]);
    case.dns.publish_key("example.com", "brisbane", BRISBANE).await.unwrap();
    let (result, _, proof) = check(&case, crlf(RFC_6376)).await;
    assert_eq!((result, proof.holds), (DkimResult::Pass, Some(true)));
    assert_eq!(proof.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>().join(" "), "v a s d c q i h bh b");
    let key = proof.key.unwrap();
    assert_eq!(
        (key.name.as_str(), key.state, key.bits),
        ("brisbane._domainkey.example.com", KeyState::Readable, Some(1024))
    );
    let body = proof.body.unwrap();
    assert_eq!(body.computed, "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
    assert_eq!(body.octets.length, 54);
    let header = String::from_utf8(proof.header.unwrap().octets.0).unwrap();
    assert!(header.starts_with("Received: from client1.football.example.com  [192.0.2.1]\r\n      by"), "{header}");
    assert!(header.ends_with("bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n      b=;"), "{header}");
    // With c=simple/simple the smallest change is too much.
    let (result, reason, _) = check(&case, crlf(RFC_6376).replace("Subject: Is", "subject: Is")).await;
    assert_eq!((result, reason.as_str()), (DkimResult::Fail, "signature does not match the header"));
}

#[tokio::test]
async fn the_letter_of_rfc_8463_holds_twice() {
    let case = Case::new(&[("football.example.com", "@ A 192.0.2.1")]);
    case.dns.publish_key("football.example.com", "brisbane", ED25519).await.unwrap();
    case.dns.publish_key("football.example.com", "test", RSA).await.unwrap();
    let checks = checks(&case, crlf(RFC_8463)).await;
    let shown = |check: &DkimCheck| {
        let key = check.proof.as_ref().unwrap().key.as_ref().unwrap();
        format!("{} {} {}", check.result, check.algorithm.as_deref().unwrap(), key.bits.unwrap())
    };
    assert_eq!(checks.iter().map(shown).collect::<Vec<_>>(), ["pass ed25519-sha256 256", "pass rsa-sha256 1024"]);
    let proof = checks[0].proof.as_ref().unwrap();
    let signed = proof.signed.iter().map(|name| format!("{}{}", name.name, name.from_bottom.map_or("-", |_| "")));
    let expected = ["from", "to", "subject", "date", "message-id", "from-", "subject-", "date-"];
    assert_eq!(signed.collect::<Vec<_>>(), expected);
    assert_eq!(proof.unsigned, ["DKIM-Signature"]);
}

/// What becomes of a good signature when one thing is wrong with it, or with its key.
#[tokio::test]
async fn everything_that_can_be_wrong_with_a_signature_is_found() {
    use DkimFault::*;
    use DkimResult::{Fail, Neutral, Pass, Permerror};
    let missing = |tag: &str| Some(TagMissing { tag: tag.to_owned() });
    let unreadable = |tag: &str| Some(Unreadable { tag: tag.to_owned() });
    let now = NOW.0;
    let mold = Mold::default;
    let cases: Vec<(Mold, DkimResult, Option<DkimFault>)> = vec![
        (mold(), Pass, None),
        (mold().without("v"), Neutral, missing("v")),
        (mold().without("a"), Neutral, missing("a")),
        (mold().without("d"), Neutral, missing("d")),
        (mold().without("s"), Neutral, missing("s")),
        (mold().without("h"), Neutral, missing("h")),
        (mold().without("bh"), Neutral, missing("bh")),
        (mold().without("b"), Neutral, missing("b")),
        (mold().without("c"), Pass, None),
        (mold().with("v=2"), Neutral, unreadable("v")),
        (mold().with("d=a-corp.example").and("d=evil.example"), Neutral, Some(TagTwice { tag: "d".to_owned() })),
        (mold().with("c=loose"), Neutral, unreadable("c")),
        (mold().with("a=rsa-sha512"), Neutral, unreadable("a")),
        (mold().with("a=rsa-sha1"), Permerror, Some(HistoricAlgorithm)),
        (mold().with("h=to:subject"), Permerror, Some(FromNotSigned)),
        (mold().with("h=from:from:to:to"), Pass, None),
        (mold().with("q=http"), Neutral, Some(UnknownQuery)),
        (mold().with("i=taro@mail.a-corp.example"), Pass, None),
        (mold().with("i=@evil.example"), Permerror, Some(OtherIdentity)),
        (mold().with("i=@xa-corp.example"), Permerror, Some(OtherIdentity)),
        (mold().with(&format!("x={now}")), Fail, Some(Expired)),
        (mold().with(&format!("t={}", now - 9)).with(&format!("x={}", now + 9)), Pass, None),
        (mold().with(&format!("t={}", now + 9)).with(&format!("x={}", now + 9)), Fail, Some(Expired)),
        // RFC 6376 §3.5: a time to come may be ignored, and is not here.
        (mold().with(&format!("t={}", now + 999)), Pass, None),
        (mold().with("x=soon"), Neutral, unreadable("x")),
        (mold().with("l=5"), Pass, None),
        (mold().with("l=5").then("Hello, Aoi.", "HELLO, Aoi."), Fail, Some(BodyHash)),
        (mold().with("l=5").then("Hello, Aoi.", "Hello, Eve! https://evil.example/"), Pass, None),
        (mold().with("l=0").then("Hello, Aoi.", "anything"), Pass, None),
        (mold().with("l=99"), Neutral, Some(LengthBeyondBody)),
        (mold().with("c=relaxed/relaxed").with("l=13").body("Hello,   Aoi.  \r\n"), Pass, None),
        (mold().then("Aoi.", "Eve."), Fail, Some(BodyHash)),
        (mold().with("bh=AAAA"), Fail, Some(BodyHash)),
        (mold().then("Subject: Hello", "Subject: Help"), Fail, Some(Signature)),
        (mold().with("h=from:to:subject:from").then("To:", "From: <eve@evil.example>\r\nTo:"), Fail, Some(Signature)),
        (mold().then("To:", "X-Note: unsigned\r\nTo:"), Pass, None),
        (mold().with("b=AAAA"), Fail, Some(Signature)),
        (mold().with("s=none"), Permerror, Some(KeyMissing)),
        (mold().key("v=DKIM1; p="), Permerror, Some(KeyRevoked)),
        (mold().key("hello"), Permerror, Some(KeyUnreadable)),
        (mold().key("v=DKIM9; p=AAAA"), Permerror, Some(KeyUnreadable)),
        (mold().key(&rsa_of_512_bits()), Permerror, Some(KeyTooShort)),
        (mold().key(ED25519), Permerror, Some(KeyOfOtherType)),
        (mold().key(BRISBANE), Fail, Some(Signature)),
        (mold().key_says("t=y"), Neutral, Some(Testing)),
        (mold().key_says("t=y").then("Aoi.", "Eve."), Neutral, Some(Testing)),
        (mold().key_says("t=s"), Pass, None),
        (mold().key_says("t=s").with("i=@a-corp.example"), Pass, None),
        (mold().key_says("t=s").with("i=@mail.a-corp.example"), Permerror, Some(OtherIdentity)),
        (mold().key_says("s=email"), Pass, None),
        (mold().key_says("s=fax : *"), Pass, None),
        (mold().key_says("s=fax"), Permerror, Some(KeyForOtherService)),
        (mold().key_says("h=sha1:sha256"), Pass, None),
        (mold().key_says("h=sha1"), Permerror, Some(KeyForOtherHash)),
        (mold().key_says("n=a note; g=*"), Pass, None),
        (mold().key_says("t=y; t=s"), Permerror, Some(KeyUnreadable)),
    ];
    for (mold, result, fault) in cases {
        let case = Case::company("v=DMARC1; p=reject");
        case.dns.publish_key("a-corp.example", "s1", &mold.published()).await.unwrap();
        let source = mold.letter();
        let (seen, reason, proof) = check(&case, source.clone()).await;
        assert_eq!((seen, &proof.fault), (result, &fault), "{reason}\n{source}\n{}", mold.published());
        assert_eq!(reason.is_empty(), result == Pass, "{reason}");
    }
}

#[tokio::test]
async fn every_canonicalization_forgives_what_it_should() {
    let spaces = |text: String| text.replace("Hello, Aoi.\r\n", "Hello,   Aoi. \r\n\r\n\r\n");
    let folds = |text: String| text.replace("Subject: Hello", "SUBJECT:\r\n\tHello ");
    for (c, after_spaces, after_folds) in [
        ("simple/simple", DkimResult::Fail, DkimResult::Fail),
        ("simple/relaxed", DkimResult::Pass, DkimResult::Fail),
        ("relaxed/simple", DkimResult::Fail, DkimResult::Pass),
        ("relaxed", DkimResult::Fail, DkimResult::Pass),
        ("relaxed/relaxed", DkimResult::Pass, DkimResult::Pass),
    ] {
        let case = Case::company("v=DMARC1; p=reject");
        let mold = Mold::default().with(&format!("c={c}"));
        case.dns.publish_key("a-corp.example", "s1", &mold.published()).await.unwrap();
        let seen = |source| async { check(&case, source).await.0 };
        assert_eq!(seen(mold.letter()).await, DkimResult::Pass, "{c}");
        assert_eq!(seen(spaces(mold.letter())).await, after_spaces, "{c}");
        assert_eq!(seen(folds(mold.letter())).await, after_folds, "{c}");
    }
}

#[tokio::test]
async fn the_proof_shows_what_was_not_signed_and_the_key_even_where_the_body_has_changed() {
    let case = Case::company("v=DMARC1; p=reject");
    let mold = Mold::default().with("l=5").with("h=from:from:x-none:to");
    case.dns.publish_key("a-corp.example", "s1", &mold.published()).await.unwrap();
    let (_, _, proof) = check(&case, mold.letter()).await;
    assert_eq!(proof.unsigned, ["Subject"]);
    let taken: Vec<_> = proof.signed.iter().map(|covered| (covered.from_bottom, covered.of)).collect();
    assert_eq!(taken, [(Some(1), 1), (None, 1), (None, 0), (Some(1), 1)]);
    assert_eq!(proof.body.unwrap().rest.unwrap().octets.as_slice(), b", Aoi.\r\n");
    let (result, _, proof) = check(&case, mold.letter().replace("Hello,", "HELLO,")).await;
    assert_eq!((result, proof.holds), (DkimResult::Fail, Some(true)));
    assert_eq!(proof.key.unwrap().state, KeyState::Readable);
}

#[tokio::test]
async fn a_domain_that_only_tries_dkim_gains_nothing_from_it() {
    let case = Case::company("v=DMARC1; p=reject");
    let mold = Mold::default().key_says("t=y");
    case.dns.publish_key("a-corp.example", "s1", &mold.published()).await.unwrap();
    assert_eq!(case.verdicts(arrival(ATTACKER, MALLORY, mold.letter())).await, "pass neutral fail 550");
    let case = Case::company("v=DMARC1; p=reject");
    case.dns.publish_key("a-corp.example", "s1", &revoked()).await.unwrap();
    assert_eq!(case.verdicts(arrival(ATTACKER, MALLORY, mold.letter())).await, "pass permerror fail 550");
}

/// Pieces of bodies and headers in which canonicalization finds something to do.
const PIECES: [&str; 9] = ["a", " ", "\t", "\r\n", "\r\n\r\n", "\r", "\n", ".", "é"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is done to a letter, proof and verdict agree (see [`checks`]), and the hash is the one that was signed
    /// where, and only where, the canonical body is.
    #[test]
    fn proof_and_verdict_agree_whatever_happens_on_the_way(
        before in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..12),
        after in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..12),
        c in proptest::sample::select(vec!["simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"]),
        length in proptest::option::of(0_usize..12),
        from in proptest::sample::select(vec!["Subject: Hello", "To: ", "from:to", "b=", "v=1", ";", "d=", "a-corp"]),
        to in proptest::sample::select(vec!["Subject: Hello", "subject:Hello ", "To:\r\n ", "From: x", "", ";\r\n ", "B=", "t", "é"]),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let case = Case::company("v=DMARC1; p=reject");
            let mold = Mold::default().with(&format!("c={c}")).body(&before.concat());
            let mold = length.map_or(mold.clone(), |length| mold.with(&format!("l={length}")));
            case.dns.publish_key("a-corp.example", "s1", &mold.published()).await.unwrap();
            let source = mold.letter();
            let first = check(&case, source.clone()).await;
            let (header, _) = source.split_once("\r\n\r\n").unwrap();
            let (result, _, proof) = check(&case, format!("{header}\r\n\r\n{}", after.concat())).await;
            if first.0 == DkimResult::Pass && proof.fault != Some(DkimFault::LengthBeyondBody) {
                let (was, is) = (first.2.body.unwrap(), proof.body.unwrap());
                assert_eq!(was.octets == is.octets, is.computed == is.claimed);
                assert_eq!(was.octets == is.octets, result == DkimResult::Pass);
            }
            checks(&case, source.replacen(from, to, 2)).await;
        });
    }
}
