//! DMARC against RFC 9989, rule by rule.

use pretty_assertions::assert_eq;

use super::*;

/// A company with these records, an attacker in good order, and the zone above them.
fn world(records: &str, above: &str) -> Case {
    let company = format!("@ TXT \"v=spf1 ip4:192.0.2.25 -all\"\nmail TXT \"v=spf1 ip4:192.0.2.25 -all\"\n{records}");
    let evil = "@ TXT \"v=spf1 ip4:198.51.100.25 -all\"";
    Case::new(&[("a-corp.example", &company), ("evil.example", evil), ("example", above)])
}

/// `dmarc policy domain disposition` of a letter that says it is from the company and is not.
async fn forged(case: &Case) -> String {
    shown(case, &case.receive(arrival(ATTACKER, MALLORY, letter(TARO))).await)
}

fn shown(case: &Case, findings: &Findings) -> String {
    let dmarc = findings.dmarc().unwrap();
    let policy = dmarc.policy.map_or("-".to_owned(), |policy| policy.to_string());
    let domain = dmarc.record_domain.as_deref().unwrap_or("-");
    let disposition = decide(findings, &case.rules).0;
    format!("{} {policy} {domain} {disposition}", dmarc.result)
}

#[tokio::test]
async fn a_record_counts_as_far_as_it_can_be_understood() {
    for (records, expected) in [
        ("_dmarc TXT \"v=DMARC1; p=reject; adkim=x; fo=?; unknown=1\"", "fail reject a-corp.example reject"),
        // RFC 9989 §4.10: several records are all discarded.
        ("_dmarc TXT \"v=DMARC1; p=reject\"\n_dmarc TXT \"v=DMARC1; p=none\"", "none - - inbox"),
        ("_dmarc TXT \"v=DMARC1; p=reject\"\n_dmarc TXT \"something else\"", "fail reject a-corp.example reject"),
        ("_dmarc TXT \"p=reject; v=DMARC1\"", "none - - inbox"),
        // RFC 9989 §4.10.1: without a policy it is p=none for those who ask for reports, and nothing for all others.
        ("_dmarc TXT \"v=DMARC1; p=rejct\"", "permerror - a-corp.example inbox"),
        ("_dmarc TXT \"v=DMARC1\"", "permerror - a-corp.example inbox"),
        ("_dmarc TXT \"v=DMARC1; p=reject; sp=rejct\"", "permerror - a-corp.example inbox"),
        ("_dmarc TXT \"v=DMARC1; p=rejct; rua=mailto:d@a-corp.example\"", "fail none a-corp.example inbox"),
    ] {
        assert_eq!(forged(&world(records, "")).await, expected, "{records}");
    }
    let mut case = world("_dmarc TXT \"v=DMARC1; p=rejct\"", "");
    case.rules.spf_fail = SpfFailRule::Reject;
    let findings = case.receive(arrival(ATTACKER, TARO, letter(TARO))).await;
    assert_eq!(summary(&findings, &case.rules), "fail none permerror 550");
    let (disposition, reason) = decide(&findings, &case.rules);
    assert!(reply(&findings, disposition, &reason).text.starts_with("5.7.23 "));
}

#[tokio::test]
async fn in_test_mode_the_policy_is_one_level_lower() {
    for (policy, expected) in [
        ("reject", "fail quarantine a-corp.example junk"),
        ("quarantine", "fail none a-corp.example inbox"),
        ("none", "fail none a-corp.example inbox"),
    ] {
        let case = world(&format!("_dmarc TXT \"v=DMARC1; p={policy}; t=y\""), "");
        assert_eq!(forged(&case).await, expected);
    }
}

#[tokio::test]
async fn a_public_suffix_speaks_for_those_who_say_nothing_and_for_nobody_else() {
    let suffix = "_dmarc TXT \"v=DMARC1; p=none; sp=quarantine; np=reject; psd=y\"";
    let silent = world("", suffix);
    assert_eq!(forged(&silent).await, "fail quarantine example junk");
    let missing = silent.receive(arrival(ATTACKER, MALLORY, letter("a@no-such-corp.example"))).await;
    assert_eq!(shown(&silent, &missing), "fail reject example reject");
    // Its customers do not belong to each other: SPF has passed for evil.example.
    let outspoken = world("_dmarc TXT \"v=DMARC1; p=reject; sp=none\"", suffix);
    assert_eq!(forged(&outspoken).await, "fail reject a-corp.example reject");
    // A mistake above does not spoil what is below.
    let spoilt = world("_dmarc TXT \"v=DMARC1; p=reject\"", "_dmarc TXT \"v=DMARC1; p=rejct; psd=y\"");
    assert_eq!(forged(&spoilt).await, "fail reject a-corp.example reject");
}

#[tokio::test]
async fn a_subdomain_that_stands_for_itself_is_not_aligned_with_its_parent() {
    for (own, expected) in [
        ("", "pass reject a-corp.example inbox"),
        ("_dmarc.mail TXT \"v=DMARC1; p=none\"", "pass reject a-corp.example inbox"),
        ("_dmarc.mail TXT \"v=DMARC1; p=none; psd=n\"", "fail reject a-corp.example reject"),
        ("_dmarc.mail TXT \"v=DMARC1; p=none; psd=n; fo=?\"", "fail reject a-corp.example reject"),
    ] {
        let case = world(&format!("_dmarc TXT \"v=DMARC1; p=reject\"\n{own}"), "");
        let findings = case.receive(arrival(COMPANY, "bounce@mail.a-corp.example", letter(TARO))).await;
        assert_eq!(shown(&case, &findings), expected, "{own}");
    }
}

#[tokio::test]
async fn a_helo_name_speaks_for_the_author_only_where_the_reverse_path_is_null() {
    let case = world("_dmarc TXT \"v=DMARC1; p=reject\"", "");
    let arrive = |from, helo| Arrival { ip: COMPANY, helo, from, source: letter(TARO).into_bytes() };
    for (from, helo, expected) in [
        ("", "mail.a-corp.example", "pass"),
        ("", "MAIL.a-corp.example.", "pass"),
        ("", "mail.evil.example", "fail"),
        (MALLORY, "mail.a-corp.example", "fail"),
    ] {
        let findings = case.receive(arrive(from, helo)).await;
        assert_eq!(findings.dmarc().unwrap().result.word(), expected, "<{from}> {helo}");
    }
}

#[tokio::test]
async fn one_of_several_signatures_is_enough() {
    let case = world("_dmarc TXT \"v=DMARC1; p=reject\"", "");
    let key = SigningKey::demonstration(DkimKey::Ed25519, 1).unwrap();
    assert!(case.dns.publish_key("evil.example", "m", &key.txt()).await.unwrap());
    let other = sign(&key, "evil.example", "m", letter(TARO).as_bytes(), NOW).unwrap().field;
    let other = [other.name.as_bytes(), b":", other.value.as_slice(), b"\r\n"].concat();
    let own = case.signed(DkimKey::Rsa2048, &letter(TARO)).await;
    let findings = case.receive(arrival(ATTACKER, MALLORY, [other.clone(), own].concat())).await;
    let signers: Vec<_> = findings.dkim().map(|check| (check.domain.as_deref().unwrap(), check.result)).collect();
    assert_eq!(signers, [("evil.example", DkimResult::Pass), ("a-corp.example", DkimResult::Pass)]);
    let dmarc = findings.dmarc().unwrap();
    assert_eq!((dmarc.result, dmarc.spf_aligned, dmarc.dkim_aligned), (DmarcResult::Pass, false, true));
    let without = case.receive(arrival(ATTACKER, MALLORY, [other, letter(TARO).into_bytes()].concat())).await;
    assert_eq!(shown(&case, &without), "fail reject a-corp.example reject");
}

#[tokio::test]
async fn subdomains_follow_the_record_of_their_organization() {
    let case = Case::company("v=DMARC1; p=reject; sp=none; np=quarantine");
    for (author, policy) in
        [(TARO, Policy::Reject), ("a@news.a-corp.example", Policy::None), ("a@no.a-corp.example", Policy::Quarantine)]
    {
        let findings = case.receive(arrival(ATTACKER, MALLORY, letter(author))).await;
        let dmarc = findings.dmarc().unwrap();
        assert_eq!((dmarc.result, dmarc.policy), (DmarcResult::Fail, Some(policy)), "{author}");
        assert_eq!(dmarc.record_domain.as_deref(), Some("a-corp.example"), "{author}");
    }
    // A bounce subdomain is aligned unless the domain asks for more.
    for (mode, result) in [("r", DmarcResult::Pass), ("s", DmarcResult::Fail)] {
        let case = Case::company(&format!("v=DMARC1; p=reject; aspf={mode}"));
        let findings = case.receive(arrival(COMPANY, "bounce@mail.a-corp.example", letter(TARO))).await;
        assert_eq!(findings.dmarc().unwrap().result, result, "{mode}");
    }
}
