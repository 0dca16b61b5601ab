//! What a right file becomes.

use std::time::Duration;

use hickory_proto::rr::{RData, RecordType};

use super::*;
use crate::scenario::{DkimKey, Fact, Moment, Role, SpfFailRule, StepKind, library};

const LEGAL: &str = include_str!("../../../tests/errors/legal.toml");

fn legal() -> Scenario {
    let parsed = parse("legal", "legal.toml", LEGAL);
    assert_eq!(parsed.diagnostics, []);
    parsed.scenario.unwrap()
}

fn changed(from: &str, to: &str) -> Scenario {
    assert!(LEGAL.contains(from), "{from}");
    parse("legal", "legal.toml", &LEGAL.replacen(from, to, 1)).scenario.unwrap()
}

#[test]
fn what_is_not_written_about_a_host_is_inferred() {
    let scenario = legal();
    let mx = &scenario.host("mx.school.example").unwrap().role;
    let domains = vec!["school.example".to_owned()];
    assert_eq!(*mx, Role::Server { users: vec!["aoi".to_owned()], domains, bounces: true });
    assert_eq!(scenario.pc_of("mx.school.example", "aoi").map(|host| host.name.as_str()), Some("aoi-pc"));
    let scenario = changed("users = [\"aoi\"]", "users = [], domains = [\"Alumni.example.\"], bounces = false");
    let mx = &scenario.host("mx.school.example").unwrap().role;
    assert_eq!(*mx, Role::Server { users: Vec::new(), domains: vec!["alumni.example".to_owned()], bounces: false });
    assert_eq!(scenario.host("aoi-pc").unwrap().role, Role::Client { server: None, user: None });
}

#[test]
fn zone_text_becomes_records_with_their_places() {
    let scenario = legal();
    assert_eq!(
        scenario.zones.iter().map(|zone| zone.origin.as_str()).collect::<Vec<_>>(),
        ["a-corp.example", "school.example"]
    );
    let zone = &scenario.zones[0];
    let shown = |record: &crate::scenario::ZoneRecord| {
        (record.value.name.to_ascii(), record.value.ttl, &LEGAL[record.span.clone()])
    };
    assert_eq!(shown(&zone.records[0]), ("a-corp.example.".to_owned(), 3600, "@       MX   10 mail"));
    assert!(matches!(&zone.records[0].value.data, RData::MX(mx) if mx.exchange.to_ascii() == "mail.a-corp.example."));
    assert_eq!(shown(&zone.records[1]), ("mail.a-corp.example.".to_owned(), 3600, "mail    A    192.0.2.25"));
}

#[test]
fn a_dns_step_may_use_all_of_zone_text() {
    let scenario = legal();
    let StepKind::Dns(step) = &scenario.steps[1].kind else { panic!("{:?}", scenario.steps[1]) };
    let shown = |index: usize| {
        let record = &step.set[index].value;
        (record.name.to_ascii(), record.ttl, record.record_type())
    };
    assert_eq!(shown(0), ("mail.a-corp.example.".to_owned(), 300, RecordType::TXT));
    assert!(matches!(&step.set[0].value.data, RData::TXT(txt) if *txt.txt_data[0] == *"你".as_bytes()));
    assert_eq!(shown(1), ("mail.a-corp.example.".to_owned(), 300, RecordType::MX));
    assert!(matches!(&step.set[1].value.data, RData::MX(mx) if mx.exchange.is_root()));
    assert_eq!(shown(2), ("a-corp.example.".to_owned(), 300, RecordType::Unknown(99)));
    assert_eq!(step.remove, [("s1._domainkey.a-corp.example".to_owned(), Some("TXT".to_owned()))]);
}

#[test]
fn steps_and_keys_are_as_written() {
    let scenario = legal();
    let keys: Vec<_> = scenario.dkim.iter().map(|key| (key.selector.as_str(), key.key, key.dkim2)).collect();
    assert_eq!(keys, [("s1", DkimKey::Rsa2048, false), ("s2", DkimKey::Ed25519, true)]);
    assert_eq!(scenario.steps[2].kind, StepKind::Wait(Duration::from_mins(90)));
    let header = Fact::Header { name: "Subject".to_owned(), contains: "ご案内".to_owned() };
    assert_eq!(scenario.steps[2].expect.all[0].fact, header);
    assert_eq!(&LEGAL[scenario.steps[2].expect.all[0].span.clone()], "\"ご案内\"");
    let StepKind::Send(send) = &scenario.steps[3].kind else { panic!("{:?}", scenario.steps[3]) };
    assert_eq!((send.from.as_str(), send.via.as_deref()), ("mail.a-corp.example", None));
    assert!(send.envelope.from.is_null());
    assert_eq!(send.header.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["From", "From"]);
    assert_eq!((send.login, send.sign, send.body.as_str()), (true, true, ""));
}

#[test]
fn the_lessons_are_what_their_files_say() {
    let failed_spf = library::find("failed-spf").unwrap().parse().scenario.unwrap();
    assert_eq!(failed_spf.receiver("mx.school.example").spf_fail, SpfFailRule::Reject);
    assert_eq!(failed_spf.receiver("mail.evil.example").spf_fail, SpfFailRule::Accept);
    let forged = library::find("forged-from").unwrap().parse().scenario.unwrap();
    let asks: Vec<_> = forged.asks.iter().map(|ask| (ask.before, ask.send, ask.answer)).collect();
    assert_eq!(asks, [(Moment::Spf, 0, 0), (Moment::Dmarc, 0, 1), (Moment::Decision, 0, 1), (Moment::End, 1, 1)]);
    let keys: Vec<_> = forged.steps[0].expect.all.iter().map(|expected| expected.key.as_str()).collect();
    assert_eq!(keys, ["spf", "dkim", "dmarc", "arc", "folder", "reply"]);
    assert_eq!(forged.steps[0].expect.all[5].fact, Fact::Reply(vec!["550".to_owned()]));
}

#[test]
fn a_file_from_windows_says_the_same() {
    for builtin in library::all() {
        let windows = format!("\u{feff}{}", builtin.source.replace('\n', "\r\n"));
        let parsed = parse(builtin.name, builtin.path, &windows);
        assert_eq!(parsed.diagnostics, [], "{}", builtin.path);
        let (there, here) = (parsed.scenario.unwrap(), builtin.parse().scenario.unwrap());
        let sends = |scenario: &Scenario| scenario.steps.iter().map(|step| step.kind.clone()).collect::<Vec<_>>();
        let of_kind_send = |kinds: Vec<StepKind>| kinds.into_iter().filter(|kind| matches!(kind, StepKind::Send(_)));
        assert!(of_kind_send(sends(&there)).eq(of_kind_send(sends(&here))), "{}", builtin.path);
        for (there, here) in there.zones.iter().flat_map(|z| &z.records).zip(here.zones.iter().flat_map(|z| &z.records))
        {
            assert_eq!(there.value, here.value);
            // A record may go over several lines.
            assert_eq!(windows[there.span.clone()].replace("\r\n", "\n"), builtin.source[here.span.clone()]);
        }
    }
    let windows = "\u{feff}format = 1 # 日本\r\ntitel = 3\r\n";
    let diagnostics = parse("x", "x.toml", windows).diagnostics;
    assert!(diagnostics.iter().any(|diagnostic| &windows[diagnostic.span.clone()] == "titel"), "{diagnostics:?}");
}
