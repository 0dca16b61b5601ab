use super::*;
use crate::scenario::{Scenario, StepKind, library, parse};

const SCENARIO: &str = r#"# A comment that stays.
format   = 1
title.en = "T"
title.ja = "題"
[hosts]
a-pc             = { role = "client", ip = "192.0.2.7" }
"mail.a.example" = { role = "server", ip = ["192.0.2.25", '192.0.2.26'], users = ["kimura"] } # two
"mx.b.example"   = { role = "server", ip = "203.0.113.25", users = ["aoi"] }
[zones]
"a.example" = '''
@       MX   10 mail   ; the only one
        TXT  ( "v=spf1 "
               "-all" )
mail    A    192.0.2.25
_dmarc 300 IN TXT  "v=DMARC1; p = none;sp=reject" ; policy
'''
"b.example" = "@ MX 10 mx\nmx A 203.0.113.25"
[receivers]
"mx.b.example" = { greylist = "5m" }
[[step]]
do       = "send"
from     = "a-pc"
via      = "mail.a.example"
envelope = { from = "kimura@a.example", to = ["aoi@b.example"] }
header.From    = '木村 <kimura@a.example>'
header.To      = "\u8475 \"Aoi\" <aoi@b.example>"
body = "x"
"#;

fn read(source: &str) -> Scenario {
    let parsed = parse("x", "x.toml", source);
    parsed.scenario.unwrap_or_else(|| panic!("{source}\n{:?}", parsed.diagnostics))
}

fn piece(source: &str, wanted: &Subject) -> Piece {
    let found = pieces(source).into_iter().find(|piece| piece.subject == *wanted);
    found.unwrap_or_else(|| panic!("{wanted:?}"))
}

fn changed(source: &str, subject: &Subject, new: &str) -> String {
    apply(source, &piece(source, subject), new)
}

fn record(name: &str, rtype: &str) -> Subject {
    Subject::Record { name: name.to_owned(), rtype: rtype.to_owned(), step: None }
}

/// The lines that one text has and the other has not.
fn difference<'a>(before: &'a str, after: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let missing = |from: &'a str, other: &str| from.lines().filter(|l| !other.lines().any(|o| o == *l)).collect();
    (missing(before, after), missing(after, before))
}

#[test]
fn what_can_be_changed_has_its_value() {
    let found: Vec<(Subject, String)> = pieces(SCENARIO).into_iter().map(|p| (p.subject, p.value)).collect();
    let field = |name: &str| Subject::Field { send: 0, name: name.to_owned() };
    let policy = |tag| Subject::Policy { domain: "a.example".to_owned(), tag, step: None };
    for (subject, value) in [
        (record("a.example", "MX"), "@       MX   10 mail"),
        (record("a.example", "TXT"), "TXT \"v=spf1 \" \"-all\""),
        (record("mx.b.example", "A"), "mx A 203.0.113.25"),
        (policy("p"), "none"),
        (policy("sp"), "reject"),
        (Subject::NewRecord { zone: "b.example".to_owned() }, ""),
        (Subject::EnvelopeFrom { send: 0 }, "kimura@a.example"),
        (Subject::EnvelopeTo { send: 0 }, "aoi@b.example"),
        (field("From"), "木村 <kimura@a.example>"),
        (field("To"), "葵 \"Aoi\" <aoi@b.example>"),
        (Subject::SpfFail { host: "mx.b.example".to_owned() }, "accept"),
        (Subject::Greylist { host: "mx.b.example".to_owned() }, "5m"),
        (Subject::Greylist { host: "mail.a.example".to_owned() }, ""),
        (Subject::Address { host: "mail.a.example".to_owned() }, "192.0.2.26"),
    ] {
        assert!(found.contains(&(subject.clone(), value.to_owned())), "{subject:?} in {found:#?}");
    }
}

#[test]
fn a_record_changes_and_nothing_else() {
    let after = changed(SCENARIO, &record("a.example", "MX"), "@  MX 20 mail");
    let (before, after_lines) = difference(SCENARIO, &after);
    assert_eq!(before, ["@       MX   10 mail   ; the only one"]);
    assert_eq!(after_lines, ["@  MX 20 mail   ; the only one"]);
    assert_eq!(read(&after).zones[0].records.len(), 4);

    let policy = Subject::Policy { domain: "a.example".to_owned(), tag: "p", step: None };
    let after = changed(SCENARIO, &policy, "quarantine");
    assert_eq!(difference(SCENARIO, &after).1, ["_dmarc 300 IN TXT  \"v=DMARC1; p = quarantine;sp=reject\" ; policy"]);
}

#[test]
fn a_record_goes_and_the_one_below_keeps_its_name() {
    let after = changed(SCENARIO, &record("a.example", "MX"), " ");
    let spf = &read(&after).zones[0].records[0].value;
    assert_eq!((spf.name.to_string().as_str(), spf.record_type().to_string().as_str()), ("a.example.", "TXT"));
    let after = changed(SCENARIO, &record("a.example", "TXT"), "");
    assert_eq!(read(&after).zones[0].records.len(), 3, "{after}");
    let after = changed(SCENARIO, &record("mail.a.example", "A"), "");
    assert_eq!(difference(SCENARIO, &after), (vec!["mail    A    192.0.2.25"], vec![]));
}

#[test]
fn a_record_comes() {
    for zone in ["a.example", "b.example"] {
        let subject = Subject::NewRecord { zone: zone.to_owned() };
        let after = changed(SCENARIO, &subject, "www TXT \"back\\\\slash ' quote\"");
        let scenario = read(&after);
        let records = &scenario.zones.iter().find(|z| z.origin == zone).unwrap().records;
        assert_eq!(records.last().unwrap().value.name.to_string(), format!("www.{zone}."));
    }
}

#[test]
fn every_text_can_become_any_other() {
    let names = ["From", "To"].map(|name| Subject::Field { send: 0, name: name.to_owned() });
    for subject in names {
        for text in
            ["plain", "葵 <a@b.example>", "it's", "\"quoted\"", "back\\slash \\n", "tab\there", "a\u{1}b", "'''", ""]
        {
            let after = changed(SCENARIO, &subject, text);
            assert_eq!(piece(&after, &subject).value, text.trim(), "{after}");
            let others = |source: &str| {
                pieces(source).into_iter().filter(|p| p.subject != subject).map(|p| p.value).collect::<Vec<_>>()
            };
            assert_eq!(others(&after), others(SCENARIO));
        }
    }
}

#[test]
fn zone_text_between_any_marks_takes_any_record() {
    let (head, tail) = SCENARIO.split_once("\"b.example\" = ").unwrap();
    let (_, tail) = tail.split_once('\n').unwrap();
    for zone in ["'''\n@ TXT \"x\"\n'''", "\"\"\"\n@ TXT \\\"x\\\"\n\"\"\"", "\"@ TXT \\\"x\\\"\"", "'@ TXT \"x\"'"] {
        let source = format!("{head}\"b.example\" = {zone}\n{tail}");
        for new in ["@ TXT \"it's\"", "@ TXT \"'''\"", "@ TXT \"a\\\\b\\\"c\\\"\"", "@ TXT \"日本語\" \"\""] {
            let subject = record("b.example", "TXT");
            let after = changed(&source, &subject, new);
            assert_eq!(piece(&after, &subject).value, new, "{zone}: {after}");
            assert_eq!(read(&after).zones[1].records.len(), 1);
        }
    }
}

#[test]
fn rules_are_written_where_there_are_none_and_go_again() {
    let rule = |source: &str, host: &str| read(source).receiver(host);
    for host in ["mx.b.example", "mail.a.example"] {
        let spf_fail = Subject::SpfFail { host: host.to_owned() };
        let after = changed(SCENARIO, &spf_fail, "reject");
        assert_eq!(rule(&after, host).spf_fail, crate::scenario::SpfFailRule::Reject);
        assert_eq!(rule(&after, "mx.b.example").greylist, rule(SCENARIO, "mx.b.example").greylist);
        let greylist = Subject::Greylist { host: host.to_owned() };
        let both = changed(&after, &greylist, "1h");
        assert_eq!(rule(&both, host).greylist.unwrap().wait.as_secs(), 3600);
    }
    let greylist = Subject::Greylist { host: "mail.a.example".to_owned() };
    let there = changed(SCENARIO, &greylist, "5m");
    assert_eq!(rule(&changed(&there, &greylist, ""), "mail.a.example").greylist, None);
}

#[test]
fn in_every_built_in_scenario_every_piece_can_be_set_to_itself() {
    for builtin in library::all() {
        let before = read(builtin.source);
        for piece in pieces(builtin.source) {
            let after = apply(builtin.source, &piece, &piece.value);
            if piece.value == "accept" {
                continue;
            }
            // A record that goes over several lines is on one line afterwards, and says the same.
            let records = |scenario: &Scenario| {
                let all = scenario.zones.iter().flat_map(|zone| &zone.records);
                all.map(|record| record.value.clone()).collect::<Vec<_>>()
            };
            let is_record = matches!(piece.subject, Subject::Record { .. });
            let same = after == builtin.source || (is_record && records(&read(&after)) == records(&before));
            assert!(same, "{piece:?}");
        }
        let sends = before.steps.iter().filter(|step| matches!(step.kind, StepKind::Send(_))).count();
        let senders =
            pieces(builtin.source).iter().filter(|p| matches!(p.subject, Subject::EnvelopeFrom { .. })).count();
        assert_eq!(sends, senders);
    }
}

#[test]
fn a_text_that_is_no_scenario_breaks_nothing() {
    for source in [
        "",
        "[zones",
        "zones = 3",
        "[zones]\na = '@ A'\n[[step]]\nheader = 2\n[hosts]\nx = { ip = [1], role = 'server' }",
    ] {
        for piece in pieces(source) {
            apply(source, &piece, "x");
        }
    }
}
