//! Whatever is published and whoever sends: the reasons that a learner is told lead to the verdict that is told.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::trace::DmarcCheck;
use crate::trace::proof::dmarc::DmarcProof;

/// What the tags of a record may be, right ones and wrong ones.
const TAGS: [&str; 30] = [
    "p=none",
    "p=quarantine",
    "p=reject",
    "P = Reject",
    "p=rejct",
    "p=",
    "sp=none",
    "sp=reject",
    "sp=x",
    "np=reject",
    "np=quarantine",
    "np=none",
    "adkim=s",
    "adkim=r",
    "adkim=strict",
    "aspf=s",
    "aspf=x",
    "psd=y",
    "psd=n",
    "psd=u",
    "psd=yes",
    "t=y",
    "t=Y",
    "t=yes",
    "fo=1:d",
    "rua=mailto:d@a-corp.example",
    "rua=https://a-corp.example/",
    "pct=50",
    "nonsense",
    "",
];

/// The names at which something may be published, and those that may be anybody's domain.
const PLACES: [&str; 6] =
    ["example", "a-corp.example", "news.a-corp.example", "x.news", "mail.a-corp.example", "evil.example"];
const DOMAINS: [&str; 10] = [
    "a-corp.example",
    "A-Corp.Example.",
    "news.a-corp.example",
    "b.x.news.a-corp.example",
    "no.such.a-corp.example",
    "mail.a-corp.example",
    "a.b.c.d.e.f.g.news.a-corp.example",
    "evil.example",
    "bücher.example",
    "not-a-corp.example",
];

fn record() -> impl Strategy<Value = String> {
    let tags = proptest::collection::vec(select(TAGS.to_vec()), 0..5);
    let version = prop_oneof![9 => Just("v=DMARC1"), 1 => Just("v=DMARC2"), 1 => Just("V = DMARC1 "), 1 => Just("x")];
    (version, tags).prop_map(|(version, tags)| [&[version], tags.as_slice()].concat().join("; "))
}

/// Each record at its place, one line of a zone.
fn zone_text() -> impl Strategy<Value = String> {
    let one =
        (select(PLACES.to_vec()), record()).prop_map(|(place, record)| format!("_dmarc.{place}. TXT \"{record}\""));
    let spf = PLACES
        .iter()
        .map(|place| format!("{place}. TXT \"v=spf1 ip4:192.0.2.25 -all\""))
        .collect::<Vec<_>>()
        .join("\n");
    proptest::collection::vec(one, 0..6).prop_map(move |lines| {
        format!(
            "{spf}\nxn--bcher-kva.example. TXT \"v=spf1 +all\"\nb.x.news.a-corp.example. A 192.0.2.1\n{}",
            lines.join("\n")
        )
    })
}

async fn checked(zone: &str, author: &str, envelope: &str, signers: &[&str], silent: Option<&str>) -> DmarcCheck {
    let case = Case::new(&[("example", zone)]);
    let mut source = letter(&format!("a@{author}")).into_bytes();
    for (ordinal, domain) in signers.iter().enumerate() {
        let key = SigningKey::demonstration(DkimKey::Ed25519, ordinal).unwrap();
        let selector = format!("s{ordinal}");
        let field = sign(&key, domain, &selector, &source, NOW).unwrap();
        if let Ok(true) = case.dns.publish_key(domain.trim_end_matches('.'), &selector, &key.txt()).await {
            source = signed(&field.field, source);
        }
    }
    if let Some(silent) = silent {
        case.dns.change(&DnsStep { timeout: vec![silent.to_owned()], ..DnsStep::default() }).await;
    }
    case.receive(arrival(COMPANY, &format!("b@{envelope}"), source)).await.dmarc().unwrap().clone()
}

fn is_bounded(proof: &DmarcProof) -> bool {
    let tags = proof.record.as_ref().map_or(0, |record| record.tags.len());
    proof.walks.len() < 24 && proof.walks.iter().all(|walk| walk.stops.len() <= 8) && tags <= 40
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_reasons_lead_to_the_verdict(
        zone in zone_text(),
        author in select(DOMAINS.to_vec()),
        envelope in select(DOMAINS.to_vec()),
        signers in proptest::collection::vec(select(DOMAINS.to_vec()), 0..3),
        silent in proptest::option::weighted(0.1, select(PLACES.to_vec())),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let check = runtime.block_on(checked(&zone, author, envelope, &signers, silent));
        let proof = check.proof.as_ref().unwrap();
        prop_assert_eq!(proof.disagrees, None, "{:#?}", check);
        prop_assert_eq!(proof.policy.as_ref().map(|policy| policy.applied), check.policy);
        prop_assert!(is_bounded(proof));
        let again: DmarcCheck = serde_json::from_str(&serde_json::to_string(&check).unwrap()).unwrap();
        prop_assert_eq!(again, check);
    }
}
