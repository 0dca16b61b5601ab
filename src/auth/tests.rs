mod aggregate;
mod agreement;
mod arc;
mod discovery;
mod dkim;
mod dkim2;
mod dmarc;
mod odd;

use std::collections::BTreeMap;

use pretty_assertions::assert_eq;

use super::disposition::{decide, reply};
use super::keys::SigningKey;
use super::results;
use super::sign::{SignError, sign};
use super::verify::{Arriving, Findings, verify};
use crate::dns::{Dns, tests::zone};
use crate::net::Faults;
use crate::scenario::{DkimKey, DnsStep, Receiver, SpfFailRule};
use crate::trace::{
    Address, Disposition, DispositionReason, DkimResult, DmarcResult, EventId, Fact, Field, LetterId, Policy, Recorder,
    SpfIdentity, SpfResult, Stage, Time,
};

const NOW: Time = Time(1_795_500_000);
const HOST: &str = "mx.school.example";
const COMPANY: &str = "192.0.2.25";
const ATTACKER: &str = "198.51.100.25";

/// A world of zones, and one letter that arrives in it.
struct Case {
    recorder: Recorder,
    dns: Dns,
    rules: Receiver,
}

/// How the letter arrives.
struct Arrival<'a> {
    ip: &'a str,
    helo: &'a str,
    from: &'a str,
    source: Vec<u8>,
}

impl Case {
    fn new(zones: &[(&str, &str)]) -> Self {
        let recorder = Recorder::starting_at(NOW);
        let zones: Vec<_> = zones.iter().map(|(origin, text)| zone(origin, text)).collect();
        let dns = Dns::new(recorder.clone(), &zones, Faults::default()).unwrap();
        Self { recorder, dns, rules: Receiver::of(HOST) }
    }

    /// The company, whose policy is this, and an attacker with a domain in good order.
    fn company(dmarc: &str) -> Self {
        let company = format!(
            "@ TXT \"v=spf1 ip4:192.0.2.25 -all\"\nmail A 192.0.2.25\nmail TXT \"v=spf1 a -all\"\n_dmarc TXT \"{dmarc}\"\n\
             news A 192.0.2.26"
        );
        Self::new(&[("a-corp.example", &company), ("evil.example", "@ TXT \"v=spf1 ip4:198.51.100.25 -all\"")])
    }

    fn spf_only(record: &str) -> Self {
        Self::new(&[("a-corp.example", &format!("@ TXT \"{record}\""))])
    }

    async fn signed(&self, kind: DkimKey, source: &str) -> Vec<u8> {
        let key = SigningKey::demonstration(kind, 0).unwrap();
        assert!(self.dns.publish_key("a-corp.example", "s1", &key.txt()).await.unwrap());
        let field = sign(&key, "a-corp.example", "s1", source.as_bytes(), NOW).unwrap().field;
        signed(&field, source)
    }

    async fn receive(&self, arrival: Arrival<'_>) -> Findings {
        let from = Address::from(arrival.from);
        let arriving = Arriving {
            host: HOST,
            client_ip: arrival.ip.parse().unwrap(),
            helo: arrival.helo,
            mail_from: &from,
            rcpt_to: &[Address::from("aoi@school.example")],
            source: &arrival.source,
            stage: Stage::Transfer,
            letter: Some(LetterId(1)),
            because: vec![],
            at: self.recorder.now(),
            mistakes: &[],
        };
        verify(&self.dns.resolver(HOST), &self.recorder, arriving).await
    }

    /// `spf dkim dmarc disposition`, as the catalogue of lessons writes them.
    async fn verdicts(&self, arrival: Arrival<'_>) -> String {
        summary(&self.receive(arrival).await, &self.rules)
    }
}

fn summary(findings: &Findings, rules: &Receiver) -> String {
    let spf = findings.spf().unwrap().result;
    let dkim = findings.dkim().next().unwrap().result;
    let dmarc = findings.dmarc().unwrap().result;
    let (disposition, reason) = decide(findings, rules);
    let verdict = match disposition {
        Disposition::Inbox | Disposition::Junk => disposition.to_string(),
        _ => reply(findings, disposition, &reason).code.to_string(),
    };
    format!("{spf} {dkim} {dmarc} {verdict}")
}

/// A letter with one more field on top.
fn signed(field: &Field, source: impl AsRef<[u8]>) -> Vec<u8> {
    [field.name.as_bytes(), b":", field.value.as_slice(), b"\r\n", source.as_ref()].concat()
}

fn letter(author: &str) -> String {
    format!("From: <{author}>\r\nTo: <aoi@school.example>\r\nSubject: Hello\r\n\r\nHello, Aoi.\r\n")
}

fn arrival<'a>(ip: &'a str, from: &'a str, source: impl Into<Vec<u8>>) -> Arrival<'a> {
    let helo = if ip == COMPANY { "mail.a-corp.example" } else { "mail.evil.example" };
    Arrival { ip, helo, from, source: source.into() }
}

const TARO: &str = "taro@a-corp.example";
const MALLORY: &str = "mallory@evil.example";

#[tokio::test]
async fn the_first_nine_lessons_come_out_as_the_catalogue_says() {
    let mut seen = Vec::new();
    // 1: legitimate.
    let case = Case::company("v=DMARC1; p=reject");
    let source = case.signed(DkimKey::Rsa2048, &letter(TARO)).await;
    seen.push(case.verdicts(arrival(COMPANY, TARO, source.clone())).await);
    // 2 to 4: forged header From, the attacker's own envelope.
    for policy in ["reject", "none", "quarantine"] {
        let case = Case::company(&format!("v=DMARC1; p={policy}"));
        seen.push(case.verdicts(arrival(ATTACKER, MALLORY, letter(TARO))).await);
    }
    // 5 to 8: forged envelope, no DMARC.
    for record in ["v=spf1 ip4:192.0.2.25 -all", "v=spf1 ip4:192.0.2.25 ~all", "no record", "v=spf1 ip4:192.0.2.25"] {
        let mut case = Case::spf_only(record);
        case.rules.spf_fail = SpfFailRule::Reject;
        seen.push(case.verdicts(arrival(ATTACKER, TARO, letter(TARO))).await);
    }
    // 9: forwarded with its signature; a rule for failed SPF does not overrule DMARC.
    let mut case = Case::company("v=DMARC1; p=reject");
    case.rules.spf_fail = SpfFailRule::Reject;
    let source = case.signed(DkimKey::Ed25519, &letter(TARO)).await;
    seen.push(case.verdicts(arrival("203.0.113.80", TARO, source)).await);
    let expected = [
        "pass pass pass inbox",
        "pass none fail 550",
        "pass none fail inbox",
        "pass none fail junk",
        "fail none none 550",
        "softfail none none inbox",
        "none none none inbox",
        "neutral none none inbox",
        "fail pass pass inbox",
    ];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn so_do_some_of_the_later_lessons() {
    let mut seen = Vec::new();
    // 16: the body was changed on the way, and SPF still speaks for the author.
    let case = Case::company("v=DMARC1; p=reject");
    let source = String::from_utf8(case.signed(DkimKey::Rsa2048, &letter(TARO)).await).unwrap();
    seen.push(case.verdicts(arrival(COMPANY, TARO, source.replace("Aoi.", "Aoi!"))).await);
    // 12: the same, out of a mailing list.
    seen.push(case.verdicts(arrival(ATTACKER, MALLORY, source.replace("Aoi.", "Aoi!"))).await);
    // 20: no key at this selector.
    seen.push(case.verdicts(arrival(COMPANY, TARO, source.replace("s=s1;", "s=s9;"))).await);
    // 25: test mode, one level lower.
    let case = Case::company("v=DMARC1; p=reject; t=y");
    seen.push(case.verdicts(arrival(ATTACKER, MALLORY, letter(TARO))).await);
    // 28: two SPF records.
    let records = "@ TXT \"v=spf1 ip4:192.0.2.25 -all\"\n@ TXT \"v=spf1 -all\"\n_dmarc TXT \"v=DMARC1; p=quarantine\"";
    let case = Case::new(&[("a-corp.example", records)]);
    seen.push(case.verdicts(arrival(COMPANY, TARO, letter(TARO))).await);
    let expected = [
        "pass fail pass inbox",
        "pass fail fail 550",
        "pass permerror pass inbox",
        "pass none fail junk",
        "permerror none fail junk",
    ];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn every_check_is_recorded_with_the_questions_it_rests_on() {
    let case = Case::company("v=DMARC1; p=reject");
    let source = case.signed(DkimKey::Rsa2048, &letter(TARO)).await;
    let findings = case.receive(arrival(COMPANY, TARO, source)).await;
    let trace = case.recorder.since(0);
    let mut rests_on = BTreeMap::new();
    for (order, (event, check)) in findings.checks.iter().enumerate() {
        let recorded = &trace[event.0 as usize];
        assert_eq!(recorded.fact, Fact::Checked { check: check.clone() });
        assert_eq!(
            (recorded.host.as_str(), recorded.stage, recorded.letter),
            (HOST, Some(Stage::Transfer), Some(LetterId(1)))
        );
        let asked = recorded.because.iter().filter_map(|EventId(id)| match &trace[*id as usize].fact {
            Fact::Asked { name, rtype, .. } => Some(format!("{name} {rtype}")),
            _ => None,
        });
        rests_on.insert(order, asked.collect::<Vec<_>>().join(", "));
    }
    let expected = [
        "mail.a-corp.example TXT, mail.a-corp.example A",
        "a-corp.example TXT",
        "s1._domainkey.a-corp.example TXT",
        "",
        "_dmarc.a-corp.example TXT, _dmarc.example TXT",
    ];
    assert_eq!(rests_on.into_values().collect::<Vec<_>>(), expected);
    let spf = findings.spf().unwrap();
    assert_eq!(spf.record.as_deref(), Some("v=spf1 ip4:192.0.2.25 -all"));
    assert_eq!(spf.term.as_deref(), Some("ip4:192.0.2.25"));
    let dmarc = findings.dmarc().unwrap();
    assert_eq!(dmarc.record_domain.as_deref(), Some("a-corp.example"));
    assert_eq!(dmarc.record.as_deref(), Some("v=DMARC1; p=reject"));
    assert!(dmarc.spf_aligned && dmarc.dkim_aligned);
    let field = results::field(HOST, &findings);
    let expected = " mx.school.example;\r\n\tspf=pass smtp.mailfrom=taro@a-corp.example;\r\n\tspf=pass \
                    smtp.helo=mail.a-corp.example;\r\n\tdkim=pass header.d=a-corp.example header.s=s1 \
                    header.a=rsa-sha256;\r\n\tdmarc=pass header.from=a-corp.example policy.dmarc=reject";
    assert_eq!(field.value.to_string(), expected.replace('\r', "\\x0d"));
    assert!(results::claims_to_be_from(field.value.as_slice(), HOST));
}

#[tokio::test]
async fn signatures_are_the_same_each_time_and_break_with_what_they_cover() {
    for kind in [DkimKey::Rsa2048, DkimKey::Ed25519] {
        let case = Case::company("v=DMARC1; p=reject");
        let text = letter(TARO);
        let source = String::from_utf8(case.signed(kind, &text).await).unwrap();
        let key = SigningKey::demonstration(kind, 0).unwrap();
        let again = sign(&key, "a-corp.example", "s1", text.as_bytes(), NOW).unwrap().field;
        assert!(source.starts_with(&format!("DKIM-Signature:{}", String::from_utf8_lossy(again.value.as_slice()))));
        assert!(source.lines().all(|line| line.len() <= 78), "{source}");
        for (changed, expected, reason) in [
            (source.clone(), DkimResult::Pass, None),
            (source.replace("Hello, Aoi.", "Hello, Eve."), DkimResult::Fail, Some("body hash does not match")),
            (
                source.replace("Subject: Hello", "Subject: Help"),
                DkimResult::Fail,
                Some("signature does not match the header"),
            ),
            (source.replace("Subject: Hello", "Subject:  Hello"), DkimResult::Pass, None),
            (
                format!("From: <eve@evil.example>\r\n{source}"),
                DkimResult::Fail,
                Some("signature does not match the header"),
            ),
            (source.replace("s=s1;", "s=s2;"), DkimResult::Permerror, Some("no key at this selector")),
        ] {
            let findings = case.receive(arrival(COMPANY, TARO, changed)).await;
            let check = findings.dkim().next().unwrap();
            assert_eq!((check.result, check.reason.as_deref()), (expected, reason));
        }
    }
    assert_eq!(
        sign(&SigningKey::demonstration(DkimKey::Ed25519, 0).unwrap(), "d", "s", b"To: a\r\n\r\n", NOW),
        Err(SignError::NoFrom)
    );
}

#[test]
fn keys_are_different_and_published_as_the_world_expects() {
    let mut texts = std::collections::HashSet::new();
    for ordinal in 0..super::keys::MOST_KEYS {
        let rsa = SigningKey::demonstration(DkimKey::Rsa2048, ordinal).unwrap().txt();
        assert!(rsa.starts_with("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA"), "{rsa}");
        assert!(rsa.ends_with("IDAQAB"), "{rsa}");
        texts.extend([rsa, SigningKey::demonstration(DkimKey::Ed25519, ordinal).unwrap().txt()]);
    }
    assert_eq!(texts.len(), 2 * super::keys::MOST_KEYS);
    assert!(SigningKey::demonstration(DkimKey::Ed25519, super::keys::MOST_KEYS).is_err());
}

#[tokio::test]
async fn signatures_expire_in_virtual_time() {
    let case = Case::company("v=DMARC1; p=reject");
    let source = String::from_utf8(case.signed(DkimKey::Rsa2048, &letter(TARO)).await).unwrap();
    let expiring = source.replace("s=s1;", &format!("s=s1; x={};", NOW.0 + 60));
    let reason = |findings: Findings| findings.dkim().next().unwrap().reason.clone().unwrap();
    // The tag itself was not signed, but before it expires that is all that is wrong.
    assert_eq!(
        reason(case.receive(arrival(COMPANY, TARO, expiring.clone())).await),
        "signature does not match the header"
    );
    case.recorder.pass(std::time::Duration::from_mins(1));
    assert_eq!(reason(case.receive(arrival(COMPANY, TARO, expiring)).await), "signature has expired");
}

#[tokio::test]
async fn a_null_reverse_path_is_judged_by_its_helo_name() {
    let case = Case::company("v=DMARC1; p=reject");
    let findings = case.receive(arrival(COMPANY, "", letter("mailer-daemon@a-corp.example"))).await;
    assert_eq!(findings.spf_all().count(), 1);
    let spf = findings.spf().unwrap();
    assert_eq!((spf.identity, spf.result), (SpfIdentity::Helo, SpfResult::Pass));
    assert_eq!((spf.sender.0.as_str(), spf.term.as_deref()), ("postmaster@mail.a-corp.example", Some("a")));
    assert_eq!(findings.dmarc().unwrap().result, DmarcResult::Pass);
}

#[tokio::test]
async fn where_dns_does_not_answer_the_letter_waits_only_if_it_matters() {
    let silent = |name: &str| DnsStep { timeout: vec![name.to_owned()], ..DnsStep::default() };
    let case = Case::company("v=DMARC1; p=reject");
    case.dns.change(&silent("a-corp.example")).await;
    let findings = case.receive(arrival(COMPANY, TARO, letter(TARO))).await;
    assert_eq!(summary(&findings, &case.rules), "temperror none temperror 451");
    let (disposition, reason) = decide(&findings, &case.rules);
    assert!(reply(&findings, disposition, &reason).text.starts_with("4.4.3 "));
    let answer = DnsStep { answer: vec!["a-corp.example".to_owned()], ..DnsStep::default() };
    case.dns.change(&answer).await;
    assert_eq!(case.verdicts(arrival(COMPANY, TARO, letter(TARO))).await, "pass none pass inbox");

    let mut case = Case::spf_only("v=spf1 -all");
    case.dns.change(&silent("a-corp.example")).await;
    assert_eq!(case.verdicts(arrival(COMPANY, TARO, letter(TARO))).await, "temperror none none inbox");
    case.rules.spf_fail = SpfFailRule::Junk;
    assert_eq!(case.verdicts(arrival(COMPANY, TARO, letter(TARO))).await, "temperror none none 451");
}

#[tokio::test]
async fn refusals_say_by_what() {
    let case = Case::company("v=DMARC1; p=reject");
    let findings = case.receive(arrival(ATTACKER, MALLORY, letter(TARO))).await;
    let (disposition, reason) = decide(&findings, &case.rules);
    assert_eq!(reason, DispositionReason::DmarcPolicy { policy: Policy::Reject });
    let said = reply(&findings, disposition, &reason).to_string();
    assert_eq!(said, "550 5.7.1 rejected by the DMARC policy of a-corp.example");

    let mut case =
        Case::new(&[("a-corp.example", "@ TXT \"v=spf1 -all exp=why.a-corp.example\"\nwhy TXT \"ask %{c}\"")]);
    case.rules.spf_fail = SpfFailRule::Reject;
    let findings = case.receive(arrival(ATTACKER, TARO, letter(TARO))).await;
    let (disposition, reason) = decide(&findings, &case.rules);
    let said = reply(&findings, disposition, &reason).to_string();
    let expected = "550 5.7.23 rejected: 198.51.100.25 may not send for a-corp.example (SPF); \
                    a-corp.example explains: ask 198.51.100.25";
    assert_eq!(said, expected);
}
