//! Which text is the record, and what its terms come to: §3.1, §3.3, §4.5 to §4.7.

use hickory_proto::rr::rdata::NULL;
use hickory_proto::rr::{RData, RecordType};

use super::{CASE, Case, NOW, evaluate};
use crate::auth::spf::Query;
use crate::dns::tests::{record, zone};
use crate::dns::{Context, Dns};
use crate::net::Faults;
use crate::trace::SpfResult::{self, Fail, Neutral, Pass, Permerror, Softfail};
use crate::trace::{Fact, Recorder};

pub(super) const CASES: &[Case] = &[
    Case {
        clause: "3.1",
        says: "a record beyond ASCII is no use",
        zone: "a.example TXT \"v=spf1 a:é.example -all\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "3.1",
        says: "other texts may hold what they like",
        zone: "a.example TXT \"手紙\"\na.example TXT \"v=spf1 -all\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "3.3",
        says: "strings are joined without a space",
        zone: "a.example TXT \"v=spf1 ip4:192.0.2\" \".25 -all\"",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "3.3",
        says: "a version that lost its space so is none",
        zone: "a.example TXT \"v=spf1\" \"-all\"",
        ..CASE
    },
    Case {
        clause: "4.5",
        says: "texts of another kind are no records",
        zone: "a.example TXT \"hello v=spf1 -all\"",
        ..CASE
    },
    Case { clause: "4.5", says: "spf10 is another version", zone: "a.example TXT \"v=spf10 -all\"", ..CASE },
    Case {
        clause: "4.5",
        says: "the version is read in any case",
        zone: "a.example TXT \"V=SPF1 ~all\"",
        result: Softfail,
        ..CASE
    },
    Case {
        clause: "4.5",
        says: "a version alone is a record",
        zone: "a.example TXT \"v=spf1\"",
        result: Neutral,
        ..CASE
    },
    Case {
        clause: "4.5",
        says: "two records are an error",
        zone: "a.example TXT \"v=spf1 +all\"\na.example TXT \"v=spf1 -all\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6",
        says: "a mistake behind a match spoils it",
        zone: "a.example TXT \"v=spf1 ip4:192.0.2.25 -all ip4:1.2.3\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6",
        says: "so does one behind all",
        zone: "a.example TXT \"v=spf1 -all moo\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6.2",
        says: "the first match decides",
        zone: "a.example TXT \"v=spf1 ?ip4:192.0.2.25 -ip4:192.0.2.25 +all\"",
        result: Neutral,
        ..CASE
    },
    Case {
        clause: "4.6.2",
        says: "no sign is a plus",
        zone: "a.example TXT \"v=spf1 ip4:192.0.2.25 -all\"",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "4.6.2",
        says: "a minus is a fail",
        zone: "a.example TXT \"v=spf1 -ip4:192.0.2.25 +all\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "4.6.2",
        says: "a tilde is a softfail",
        zone: "a.example TXT \"v=spf1 ~ip4:192.0.2.25 +all\"",
        result: Softfail,
        ..CASE
    },
    Case {
        clause: "4.6.3",
        says: "a redirect counts behind all terms wherever it stands",
        zone: "a.example TXT \"v=spf1 redirect=b.example ip4:192.0.2.25\"\nb.example TXT \"v=spf1 -all\"",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "4.6.3",
        says: "an unknown modifier does nothing",
        zone: "a.example TXT \"v=spf1 default=pass -all\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "4.7",
        says: "without a match it is neutral",
        zone: "a.example TXT \"v=spf1 ip4:192.0.2.1\"",
        result: Neutral,
        ..CASE
    },
];

/// §3.1: the type that SPF records had once is neither asked for nor taken.
#[tokio::test]
async fn a_record_of_type_99_is_not_looked_at() {
    let mut zone = zone("", "a.example A 192.0.2.25");
    let old = RData::Unknown { code: RecordType::Unknown(99), rdata: NULL::with(b"\x0bv=spf1 +all".to_vec()) };
    zone.records.push(record("a.example", old));
    let recorder = Recorder::starting_at(NOW);
    let dns = Dns::new(recorder.clone(), &[zone], Faults::default()).unwrap();
    let query = Query {
        ip: "192.0.2.25".parse().unwrap(),
        domain: "a.example",
        sender: "taro@a.example",
        helo: "mail.a.example",
        host: "mx.school.example",
        at: NOW,
    };
    let evaluation = evaluate(&dns.resolver("mx.school.example").asking(Context::default()), query).await;
    assert_eq!(evaluation.result(), SpfResult::None);
    let asked =
        recorder.pick(0, |event| if let Fact::Asked { rtype, .. } = &event.fact { Some(rtype.clone()) } else { None });
    assert_eq!(asked, ["TXT"]);
}
