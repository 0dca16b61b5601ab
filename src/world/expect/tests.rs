use std::time::Duration;

use super::*;
use crate::scenario::{Expect, Fact as Expected, Level, Send, StepKind, Text};
use crate::trace::{
    Address, Check, Draft, Envelope, FORMAT, Header, LetterId, Recorder, Reply, SpfCheck, SpfIdentity, SpfResult, Time,
    Writing,
};

const SOURCE: &str =
    "From: Aoi <aoi@school.example>\r\nSubject: =?utf-8?B?6Iez5oCl?=\r\n =?utf-8?B?44Gu?=\r\n\r\nHi\r\n";

fn envelope() -> Envelope {
    Envelope { from: "mallory@evil.example".into(), to: vec!["aoi@school.example".into()] }
}

/// A letter is greylisted in the first step, and filed in the second one, a wait.
fn greylisted() -> Trace {
    let recorder = Recorder::starting_at(Time(0));
    let record = |fact: Fact| recorder.record(Draft::new("mx.school.example", fact).about(LetterId(1)));
    let (to, recipients) = (Address::from("aoi@school.example"), envelope().to);
    let reply = Reply::new(451, "4.7.1 Come back later");
    record(Fact::StepBegan { step: 0 });
    record(Fact::Written { envelope: envelope(), source: SOURCE.into(), supplied: Vec::new(), how: Writing::Composed });
    record(Fact::Accepted { envelope: envelope(), source: SOURCE.into() });
    record(Fact::Deferred { recipients: recipients.clone(), attempt: 1, until: Time(300), reply });
    record(Fact::StepBegan { step: 1 });
    let (name, rtype) = ("evil.example".to_owned(), "TXT".to_owned());
    record(Fact::Asked { name, rtype, transport: crate::trace::Transport::Udp, answer: None, forged: false });
    record(Fact::Checked { check: Check::Spf(spf()) });
    let (user, folder) = ("aoi".to_owned(), "INBOX".to_owned());
    record(Fact::Filed { user, recipient: to, folder, uid: 1, source: SOURCE.into() });
    record(Fact::Relayed { recipients, reply: Reply::new(250, "2.0.0 OK") });
    let header = Header { tegami_trace: FORMAT, name: "x".into(), started: Time(0), scenario: String::new() };
    Trace { header, events: recorder.take() }
}

fn spf() -> SpfCheck {
    SpfCheck {
        identity: SpfIdentity::MailFrom,
        domain: "evil.example".into(),
        sender: "mallory@evil.example".into(),
        ip: std::net::Ipv4Addr::new(198, 51, 100, 25).into(),
        result: SpfResult::Pass,
        record: None,
        term: None,
        explanation: None,
        proof: None,
    }
}

fn scenario(first: Vec<Expected>, second: Vec<Expected>) -> Scenario {
    let expect = |facts: Vec<Expected>| Expect {
        all: facts.into_iter().map(|fact| Expectation { key: "key".into(), fact, span: 0..0 }).collect(),
    };
    let send = Send {
        from: "mallory-pc".into(),
        via: None,
        helo: None,
        envelope: envelope(),
        header: Vec::new(),
        body: String::new(),
        password: None,
        login: true,
        sign: true,
        again: None,
    };
    let (send, wait) = (StepKind::Send(Box::new(send)), StepKind::Wait(Duration::from_mins(10)));
    Scenario {
        name: "x".into(),
        path: "x.toml".into(),
        source: String::new(),
        title: Text::default(),
        goal: Text::default(),
        level: Level::Beginner,
        tags: Vec::new(),
        hosts: Vec::new(),
        zones: Vec::new(),
        dkim: Vec::new(),
        receivers: Vec::new(),

        forwards: Vec::new(),
        lists: Vec::new(),
        middles: Vec::new(),
        visitor: None,
        mta_sts: Vec::new(),
        steps: vec![
            Step { kind: send, expect: expect(first), span: 0..0 },
            Step { kind: wait, expect: expect(second), span: 0..0 },
        ],
        asks: Vec::new(),
        says: Vec::new(),
    }
}

fn folder(word: &str) -> Expected {
    Expected::Folder(vec![word.into()])
}

fn reply(word: &str) -> Expected {
    Expected::Reply(vec![word.into()])
}

fn contains(text: &str) -> Expected {
    Expected::Header { name: "subject".into(), contains: text.into() }
}

/// What is not as expected, as `step: expected/actual`.
fn failures(first: Vec<Expected>, second: Vec<Expected>) -> Vec<String> {
    let findings = check(&scenario(first, second), &greylisted());
    let failed = findings.iter().filter(|finding| !finding.ok);
    failed.map(|f| format!("{}: {}/{}", f.step, f.expected, f.actual.as_deref().unwrap_or("-"))).collect()
}

#[test]
fn a_step_is_judged_as_things_stand_when_it_is_over() {
    let first = vec![folder("none"), reply("451"), reply("451 4.7.1"), Expected::Tries(1), Expected::Bounce(false)];
    let question = ("EVIL.example.".to_owned(), "txt".to_owned());
    let second = vec![
        folder("INBOX"),
        reply("250"),
        Expected::Tries(2),
        Expected::Spf(vec![SpfResult::Fail, SpfResult::Pass]),
        Expected::Asked(vec![question]),
        contains("至急の"),
    ];
    assert_eq!(failures(first, second), [""; 0]);
}

#[test]
fn what_is_otherwise_is_said_in_the_words_of_the_file() {
    let question = ("evil.example".to_owned(), "MX".to_owned());
    let first = vec![Expected::Spf(vec![SpfResult::None]), folder("INBOX"), reply("451 4.7.10"), Expected::Tries(2)];
    let second = vec![
        Expected::Spf(vec![SpfResult::Fail, SpfResult::None]),
        Expected::Bounce(true),
        Expected::Asked(vec![question]),
        contains("急ぎ"),
    ];
    let expected = [
        "0: none/-",
        "0: INBOX/none",
        "0: 451 4.7.10/451 4.7.1 Come back later",
        "0: 2/1",
        "1: fail | none/pass",
        "1: true/false",
        "1: evil.example MX/-",
        "1: 急ぎ/至急の",
    ];
    assert_eq!(failures(first, second), expected);
}

#[test]
fn a_finding_names_the_fact_at_which_it_went_another_way() {
    let (scenario, trace) = (scenario(vec![folder("Junk")], vec![Expected::Spf(vec![SpfResult::Fail])]), greylisted());
    let findings = check(&scenario, &trace);
    let facts: Vec<&Fact> = findings.iter().map(|f| &trace.event(f.event.unwrap()).unwrap().fact).collect();
    assert!(matches!(facts[..], [Fact::Deferred { .. }, Fact::Checked { .. }]), "{facts:?}");
}
