//! How DMARC finds its record and compares domains, case by case (RFC 9989 §4.4, §4.7, §4.10).

use pretty_assertions::assert_eq;

use super::*;
use crate::trace::proof::dmarc::{Comparison, DmarcProof, Found, OrganizationRule, RecordOf, Speaker, Stop, Usable};

const SPF: &str = "TXT \"v=spf1 ip4:192.0.2.25 -all\"";

/// A zone `example` in which these policy records are published.
fn case(records: &[(&str, &str)]) -> Case {
    let record = |(place, text): &(&str, &str)| format!("_dmarc.{place}. TXT \"{text}\"");
    let records = records.iter().map(record);
    let hosts =
        ["a-corp", "news.a-corp", "mail.a-corp", "evil", "a.b.c.d.e.f.g.h.a-corp", "xn--bcher-kva", "not-a-corp"];
    let hosts: Vec<String> = hosts.iter().map(|host| format!("{host} {SPF}")).collect();
    Case::new(&[("example", &hosts.into_iter().chain(records).collect::<Vec<_>>().join("\n"))])
}

async fn proof(case: &Case, author: &str, envelope: &str) -> (String, DmarcProof) {
    let findings = case.receive(arrival(COMPANY, &format!("b@{envelope}"), letter(&format!("a@{author}")))).await;
    let check = findings.dmarc().unwrap();
    let policy = check.policy.map_or("-", Policy::word);
    let proof = *check.proof.clone().unwrap();
    assert_eq!(proof.disagrees, None);
    (format!("{} {policy}", check.result), proof)
}

/// `result policy | place rule | whose record, tag | comparison of SPF`.
fn shown(verdict: &str, proof: &DmarcProof) -> String {
    let organization = proof.walks[0].organization.as_ref().unwrap();
    let by = match organization.by {
        OrganizationRule::PsdNo => "psd=n",
        OrganizationRule::BelowSuffix => "below psd=y",
        OrganizationRule::Highest => "highest",
        OrganizationRule::Itself => "itself",
    };
    let of = proof.record.as_ref().map_or("no record", |record| match record.of {
        RecordOf::Author => "own",
        RecordOf::Organization => "organization",
        RecordOf::Suffix => "suffix",
    });
    let tag = proof.policy.as_ref().and_then(|policy| policy.tag.as_deref()).unwrap_or("-");
    let spf = proof.alignments.iter().find(|one| one.speaker == Speaker::Spf);
    let spf = spf.map_or("-".to_owned(), |one| format!("{:?}", one.shows));
    format!("{verdict} | {} {by} | {of} {tag} | {spf}", organization.domain)
}

/// What is published, who says to have written the letter, whose envelope it is in, and what comes of it.
type Row = (&'static [(&'static str, &'static str)], &'static str, &'static str, &'static str);

const OWN: (&str, &str) = ("a-corp.example", "v=DMARC1; p=reject");
const SUFFIX: (&str, &str) = ("example", "v=DMARC1; p=none; sp=quarantine; np=reject; psd=y");

const TABLE: &[Row] = &[
    // §4.10.1: the author's own record, that of the organization, that of the suffix, none.
    (&[OWN], "a-corp.example", "a-corp.example", "pass reject | a-corp.example highest | own p | Same"),
    (&[OWN], "news.a-corp.example", "evil.example", "fail reject | a-corp.example highest | organization p | Outside"),
    (&[SUFFIX], "a-corp.example", "evil.example", "fail quarantine | a-corp.example below psd=y | suffix sp | Outside"),
    (&[SUFFIX], "nobody.example", "evil.example", "fail reject | nobody.example below psd=y | suffix np | Outside"),
    (&[], "a-corp.example", "a-corp.example", "none - | a-corp.example itself | no record - | -"),
    // §4.10.2: of several records the highest names the organization, unless one says psd=.
    (
        &[OWN, ("news.a-corp.example", "v=DMARC1; p=none")],
        "news.a-corp.example",
        "mail.a-corp.example",
        "pass none | a-corp.example highest | own p | SameOrganization",
    ),
    (
        &[OWN, ("news.a-corp.example", "v=DMARC1; p=none; psd=n")],
        "news.a-corp.example",
        "a-corp.example",
        "fail none | news.a-corp.example psd=n | own p | Outside",
    ),
    (
        &[OWN, ("mail.a-corp.example", "v=DMARC1; p=none; psd=n")],
        "a-corp.example",
        "mail.a-corp.example",
        "fail reject | a-corp.example highest | own p | OtherOrganization",
    ),
    (&[OWN, SUFFIX], "a-corp.example", "evil.example", "fail reject | a-corp.example below psd=y | own p | Outside"),
    // A suffix that sends mail itself is its own organization.
    (
        &[("a-corp.example", "v=DMARC1; p=reject; psd=y")],
        "a-corp.example",
        "mail.a-corp.example",
        "fail reject | a-corp.example highest | own p | OtherOrganization",
    ),
    // A domain of one label can be an author too, whatever the library thinks.
    (
        &[("example", "v=DMARC1; p=reject")],
        "example",
        "evil.example",
        "pass reject | example highest | own p | SameOrganization",
    ),
    // §4.7: sp for those who exist, np for those who do not; without them the next best.
    (
        &[("a-corp.example", "v=DMARC1; p=reject; sp=none")],
        "news.a-corp.example",
        "evil.example",
        "fail none | a-corp.example highest | organization sp | Outside",
    ),
    (
        &[("a-corp.example", "v=DMARC1; p=none; np=reject")],
        "news.a-corp.example",
        "evil.example",
        "fail none | a-corp.example highest | organization p | Outside",
    ),
    (
        &[("a-corp.example", "v=DMARC1; p=none; np=reject")],
        "no.a-corp.example",
        "evil.example",
        "fail reject | a-corp.example highest | organization np | Outside",
    ),
    (
        &[("a-corp.example", "v=DMARC1; p=none; sp=reject; t=y")],
        "no.a-corp.example",
        "evil.example",
        "fail quarantine | a-corp.example highest | organization sp | Outside",
    ),
    // §4.4: a strict author, a name that only ends like the author's, capitals and a final dot.
    (
        &[("a-corp.example", "v=DMARC1; p=reject; aspf=s")],
        "a-corp.example",
        "mail.a-corp.example",
        "fail reject | a-corp.example highest | own p | NotTheSame",
    ),
    (
        &[("a-corp.example", "v=DMARC1; p=reject; aspf=s")],
        "a-corp.example",
        "A-Corp.example.",
        "pass reject | a-corp.example highest | own p | Same",
    ),
    (&[OWN], "a-corp.example", "not-a-corp.example", "fail reject | a-corp.example highest | own p | Outside"),
    // §5.3.1: an internationalized name is looked for as DNS writes it.
    (
        &[("xn--bcher-kva.example", "v=DMARC1; p=reject")],
        "bücher.example",
        "xn--bcher-kva.example",
        "pass reject | xn--bcher-kva.example highest | own p | Same",
    ),
    // §4.7: mistakes. A wrong policy spoils the record, unless reports are asked for.
    (
        &[("a-corp.example", "v=DMARC1; p=reject; aspf=x; psd=x; t=x")],
        "a-corp.example",
        "mail.a-corp.example",
        "pass reject | a-corp.example highest | own p | SameOrganization",
    ),
    (
        &[("a-corp.example", "v=DMARC1; p=x")],
        "a-corp.example",
        "evil.example",
        "permerror - | a-corp.example highest | own - | -",
    ),
    (
        &[("a-corp.example", "v=DMARC1; p=x; rua=https://a-corp.example/")],
        "a-corp.example",
        "evil.example",
        "fail none | a-corp.example highest | own - | Outside",
    ),
    (
        &[OWN, OWN, ("a-corp.example", "v=DMARC1; p=none")],
        "a-corp.example",
        "evil.example",
        "none - | a-corp.example itself | no record - | -",
    ),
];

#[tokio::test]
async fn records_are_found_and_domains_compared_as_the_clauses_say() {
    for (records, author, envelope, expected) in TABLE {
        let (verdict, proof) = proof(&case(records), author, envelope).await;
        assert_eq!(shown(&verdict, &proof), *expected, "{records:?}, from {author}, envelope {envelope}");
    }
}

#[tokio::test]
async fn a_long_name_costs_eight_questions_and_each_is_told() {
    let case = case(&[("a-corp.example", "v=DMARC1; p=reject")]);
    let (_, proof) = proof(&case, "a.b.c.d.e.f.g.h.a-corp.example", "evil.example").await;
    let names: Vec<&str> = proof.walks[0].stops.iter().map(|stop| stop.domain.as_str()).collect();
    let expected = [
        "a.b.c.d.e.f.g.h.a-corp.example",
        "d.e.f.g.h.a-corp.example",
        "e.f.g.h.a-corp.example",
        "f.g.h.a-corp.example",
        "g.h.a-corp.example",
        "h.a-corp.example",
        "a-corp.example",
        "example",
    ];
    assert_eq!(names, expected);
    let trace = case.recorder.since(0);
    for stop in &proof.walks[0].stops {
        let asked = stop.asked.iter().any(|event| {
            matches!(&trace[event.0 as usize].fact, Fact::Asked { name, .. } if *name == format!("_dmarc.{}", stop.domain))
        });
        assert!(asked, "{stop:?}");
    }
}

#[tokio::test]
async fn what_does_not_count_is_told_with_the_reason() {
    let texts = ["v=DMARC1; p=reject", "v=DMARC1; p=none", "hello"].map(|text| ("a-corp.example", text));
    let (_, proof) = proof(&case(&texts), "a-corp.example", "evil.example").await;
    let Stop { found: Found::Several { texts }, ignored, .. } = &proof.walks[0].stops[0] else { panic!("{proof:?}") };
    assert_eq!((texts.len(), ignored.as_slice()), (2, &["hello".to_owned()][..]));
}

#[tokio::test]
async fn the_question_that_told_whether_the_author_exists_is_known() {
    let case = case(&[("a-corp.example", "v=DMARC1; p=none; np=reject")]);
    for (author, exists) in [("news.a-corp.example", true), ("no.a-corp.example", false)] {
        let (_, proof) = proof(&case, author, "evil.example").await;
        let existence = proof.policy.unwrap().existence.unwrap();
        assert_eq!(existence.exists, Some(exists));
        let trace = case.recorder.since(0);
        let asked = &trace[existence.asked[0].0 as usize].fact;
        assert!(matches!(asked, Fact::Asked { name, rtype, .. } if name == author && rtype == "A"), "{asked:?}");
    }
}

#[tokio::test]
async fn where_dns_is_silent_the_walk_says_where() {
    let case = case(&[("a-corp.example", "v=DMARC1; p=reject")]);
    case.dns.change(&DnsStep { timeout: vec!["_dmarc.a-corp.example".to_owned()], ..DnsStep::default() }).await;
    let (verdict, proof) = proof(&case, "news.a-corp.example", "evil.example").await;
    assert_eq!(verdict, "temperror -");
    let last = proof.walks[0].stops.last().unwrap();
    assert_eq!((last.domain.as_str(), &last.found), ("a-corp.example", &Found::NoAnswer));
    assert_eq!(proof.walks[0].organization, None);
}

#[tokio::test]
async fn every_signature_is_compared_whether_it_holds_or_not() {
    let case = case(&[("a-corp.example", "v=DMARC1; p=reject; adkim=s")]);
    let key = SigningKey::demonstration(DkimKey::Ed25519, 2).unwrap();
    let mut source = letter("a@a-corp.example").into_bytes();
    for (domain, selector) in [("a-corp.example", "gone"), ("mail.a-corp.example", "s"), ("evil.example", "s")] {
        case.dns.publish_key(domain, "s", &key.txt()).await.unwrap();
        let field = sign(&key, domain, selector, &source, NOW).unwrap();
        source = signed(&field.field, source);
    }
    let findings = case.receive(arrival(COMPANY, "b@a-corp.example", source)).await;
    let proof = findings.dmarc().unwrap().proof.clone().unwrap();
    let said: Vec<_> =
        proof.alignments.iter().map(|one| (one.domain.as_str(), one.result.as_str(), one.shows)).collect();
    let expected = [
        ("a-corp.example", "pass", Comparison::Same),
        ("evil.example", "pass", Comparison::NotTheSame),
        ("mail.a-corp.example", "pass", Comparison::NotTheSame),
        ("a-corp.example", "permerror", Comparison::Same),
    ];
    assert_eq!(said, expected);
    assert_eq!(proof.record.as_ref().map(|record| record.usable), Some(Usable::Yes));
    for one in &proof.alignments {
        assert!(findings.checks.iter().any(|(event, _)| *event == one.check));
    }
}

#[tokio::test]
async fn a_signature_whose_key_cannot_be_had_for_now_leaves_dmarc_open() {
    let case = case(&[("a-corp.example", "v=DMARC1; p=reject")]);
    let key = SigningKey::demonstration(DkimKey::Ed25519, 2).unwrap();
    for (domain, expected) in [("mail.a-corp.example", DmarcResult::Temperror), ("evil.example", DmarcResult::Fail)] {
        let field = sign(&key, domain, "s", letter("a@a-corp.example").as_bytes(), NOW).unwrap().field;
        let silent = format!("s._domainkey.{domain}");
        case.dns.change(&DnsStep { timeout: vec![silent], ..DnsStep::default() }).await;
        let source = signed(&field, letter("a@a-corp.example"));
        let findings = case.receive(arrival(COMPANY, "b@evil.example", source)).await;
        let check = findings.dmarc().unwrap();
        assert_eq!((check.result, check.proof.as_ref().unwrap().disagrees), (expected, None), "{domain}");
    }
}
