//! Whole deliveries through real servers: where a letter goes, who refuses it, what comes back.

use tegami::scenario;
use tegami::trace::{
    DkimResult, DmarcResult, EventId, Fact, Fate, LetterOutcome, Route, Service, SpfResult, Time, Trace,
};
use tegami::world::{self, Options};

const START: Time = Time(1_800_000_000);

/// A company that sends, a school that receives; what a test adds stands behind it.
const CAST: &str = r#"
format = 1
title.en = "A test"
title.ja = "試験"
goal.en = "Hold the world to it."
goal.ja = "世界を確かめます。"
level = "beginner"

[hosts]
kimura-pc = { role = "client", ip = "192.0.2.7" }
"mail.a-corp.example" = { role = "server", ip = "192.0.2.25", users = ["kimura"] }
"mx.school.example" = { role = "server", ip = "203.0.113.25", users = ["aoi", "sora"] }
aoi-pc = { role = "client", ip = "203.0.113.7" }
HOSTS

[zones]
"a-corp.example" = '''
@ MX 10 mail
mail A 192.0.2.25
@ TXT "v=spf1 ip4:192.0.2.25 -all"
'''
ZONES
"#;

const SCHOOL: &str = "\"school.example\" = '''\n@ MX 10 mx\nmx A 203.0.113.25\n'''\n";

/// A world of the cast, more hosts and zones, and what happens in it.
struct Play {
    hosts: &'static str,
    zones: &'static str,
    rest: String,
}

impl Play {
    fn new(rest: impl Into<String>) -> Self {
        Self { hosts: "", zones: SCHOOL, rest: rest.into() }
    }

    async fn run(self) -> Trace {
        let source = CAST.replace("HOSTS", self.hosts).replace("ZONES", self.zones) + &self.rest;
        let parsed = scenario::parse("test", "test.toml", &source);
        let rendered = scenario::render(&parsed.diagnostics, "test.toml", &source, tegami::lang::Lang::En, false);
        let scenario = parsed.scenario.unwrap_or_else(|| panic!("{rendered}"));
        world::run(&scenario, Options { start: Some(START) }).await.unwrap()
    }
}

/// A `send` step from kimura.
fn letter(to: &str, more: &str) -> String {
    format!(
        "[[step]]\ndo = \"send\"\nfrom = \"kimura-pc\"\nvia = \"mail.a-corp.example\"\n\
         envelope = {{ from = \"kimura@a-corp.example\", to = [{to}] }}\n\
         header.From = \"Kimura <kimura@a-corp.example>\"\nheader.Subject = \"hello\"\nbody = \"hi\"\n{more}\n"
    )
}

const AOI: &str = "\"aoi@school.example\"";

fn only(trace: &Trace) -> LetterOutcome {
    let mut outcomes = trace.outcomes();
    assert_eq!(outcomes.len(), 1, "one letter, and no bounce");
    outcomes.remove(0)
}

fn reply(outcome: &LetterOutcome, recipient: usize) -> String {
    outcome.recipients[recipient].reply.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn count(trace: &Trace, wanted: impl Fn(&Fact) -> bool) -> usize {
    trace.events.iter().filter(|event| wanted(&event.fact)).count()
}

/// The letter as its reader got it.
fn as_read(trace: &Trace) -> String {
    let fetched = trace.events.iter().rev().find_map(|event| match &event.fact {
        Fact::Fetched { source, .. } => Some(source.to_string()),
        _ => None,
    });
    fetched.expect("somebody fetched it")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_travels_through_all_four_stages() {
    for key in ["rsa-2048", "ed25519"] {
        let signer = format!("[dkim.\"a-corp.example\"]\nselector = \"s1\"\nkey = \"{key}\"\n");
        let trace = Play::new(signer + &letter(AOI, "")).run().await;
        let outcome = only(&trace);
        assert_eq!(outcome.recipients[0].fate.folder(), Some("INBOX"));
        assert_eq!(outcome.checks.spf.unwrap().1.result, SpfResult::Pass);
        assert_eq!(outcome.checks.dkim.unwrap().1.result, DkimResult::Pass, "{key}");
        assert_eq!(outcome.checks.dmarc.unwrap().1.result, DmarcResult::None);
        let source = as_read(&trace);
        let fields: Vec<&str> =
            source.lines().take_while(|line| !line.trim().is_empty()).filter(|l| !l.starts_with([' ', '\t'])).collect();
        let names: Vec<&str> = fields.iter().filter_map(|field| field.split(':').next()).collect();
        assert_eq!(names[..5], ["Return-Path", "Authentication-Results", "Received", "DKIM-Signature", "Received"]);
        assert!(
            source.contains("by mx.school.example with ESMTPS")
                && source.contains("by mail.a-corp.example with ESMTPSA")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_leave_the_same_trace() {
    let play = || {
        Play::new(
            "[dkim.\"a-corp.example\"]\nselector = \"s1\"\n".to_owned()
                + &letter("\"aoi@school.example\", \"nobody@school.example\"", ""),
        )
    };
    let (one, two) = (play().run().await, play().run().await);
    for (first, second) in one.events.iter().zip(&two.events) {
        // TLS records differ in length from run to run by the few octets of a signature.
        if !matches!(first.fact, Fact::Closed { .. }) {
            assert_eq!(first, second);
        }
    }
    assert_eq!(one.events.len(), two.events.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cause_stands_before_its_effect_and_only_the_beginning_has_none() {
    let trace = Play::new(letter(AOI, "")).run().await;
    for event in &trace.events {
        assert!(event.because.iter().all(|cause| *cause < event.id), "{event:?}");
        assert_eq!(event.because.is_empty(), matches!(event.fact, Fact::StepBegan { .. }), "{event:?}");
    }
    let mut saved = Vec::new();
    trace.save(&mut saved).unwrap();
    assert_eq!(Trace::load(&saved[..]).unwrap(), trace);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_submit_is_told_so() {
    for (more, code) in [("password = \"wrong\"", "535 5.7.8"), ("login = false", "530 5.7.0")] {
        let trace = Play::new(letter(AOI, more)).run().await;
        let outcome = only(&trace);
        assert_eq!(outcome.recipients[0].fate, Fate::NotTaken);
        assert!(reply(&outcome, 0).starts_with(code), "{code}: {}", reply(&outcome, 0));
        assert_eq!(count(&trace, |fact| matches!(fact, Fact::Routed { .. })), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_cannot_relay() {
    let mut play = Play::new(
        "[[step]]\ndo = \"send\"\nfrom = \"mail.evil.example\"\n\
         envelope = { from = \"mallory@evil.example\", to = [\"victim@elsewhere.example\"] }\nheader.From = \"m@evil.example\"\nbody = \"x\"\n",
    );
    play.hosts =
        "\"mail.evil.example\" = { role = \"server\", ip = \"198.51.100.25\", users = [\"mallory\"], bounces = false }";
    play.zones = "\"elsewhere.example\" = '''\n@ MX 10 mx.school.example.\n'''\n\"school.example\" = '''\n@ MX 10 mx\nmx A 203.0.113.25\n'''\n\"evil.example\" = '''\nmail A 198.51.100.25\n'''\n";
    let trace = play.run().await;
    let outcome = only(&trace);
    assert_eq!(outcome.recipients[0].fate, Fate::Failed);
    assert!(reply(&outcome, 0).starts_with("550 5.7.1"), "{}", reply(&outcome, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_user_is_refused_and_the_sender_gets_a_report() {
    let trace = Play::new(letter("\"aoi@school.example\", \"nobody@school.example\"", "")).run().await;
    let outcomes = trace.outcomes();
    assert_eq!(outcomes.len(), 2);
    assert_eq!(outcomes[0].recipients[0].fate.folder(), Some("INBOX"));
    assert_eq!(outcomes[0].recipients[1].fate, Fate::Failed);
    assert!(reply(&outcomes[0], 1).starts_with("550 5.1.1"));
    let bounce = &outcomes[1];
    assert_eq!(bounce.about, Some(outcomes[0].letter));
    assert!(bounce.envelope.from.is_null() && bounce.envelope.to == ["kimura@a-corp.example".into()]);
    assert_eq!(bounce.recipients[0].fate.folder(), Some("INBOX"));
    let report = as_read(&trace);
    for part in [
        "multipart/report; report-type=delivery-status",
        "Final-Recipient: rfc822; nobody@school.example",
        "Status: 5.1.1",
        "Subject: hello",
    ] {
        assert!(report.contains(part), "{part} is not in {report}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bounce_that_cannot_be_delivered_is_not_bounced_again() {
    let more = letter("\"nobody@school.example\"", "")
        .replace("from = \"kimura@a-corp.example\"", "from = \"gone@school.example\"");
    let trace = Play::new(more).run().await;
    assert_eq!(trace.outcomes().len(), 2, "the letter and one bounce");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_best_mx_is_tried_first_and_the_next_when_it_is_down() {
    let mut play = Play::new(
        "[[step]]\ndo = \"host\"\nhost = \"mx1.school.example\"\nstate = \"down\"\n".to_owned() + &letter(AOI, ""),
    );
    play.hosts = "\"mx1.school.example\" = { role = \"server\", ip = \"203.0.113.24\" }";
    play.zones = "\"school.example\" = '''\n@ MX 20 mx\n@ MX 10 mx1\nmx A 203.0.113.25\nmx1 A 203.0.113.24\n'''\n";
    let trace = play.run().await;
    let targets = trace.events.iter().find_map(|event| match &event.fact {
        Fact::Routed { route: Route::Mx { targets }, .. } => Some(targets.clone()),
        _ => None,
    });
    let names: Vec<String> = targets.unwrap().into_iter().map(|target| target.name).collect();
    assert_eq!(names, ["mx1.school.example", "mx.school.example"]);
    assert_eq!(count(&trace, |fact| matches!(fact, Fact::Unreachable { refused: false, .. })), 1);
    assert_eq!(only(&trace).recipients[0].fate.folder(), Some("INBOX"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_mx_the_address_serves_and_a_null_mx_takes_nothing() {
    let mut implicit = Play::new(letter(AOI, ""));
    implicit.zones = "\"school.example\" = '''\n@ A 203.0.113.25\n'''\n";
    let trace = implicit.run().await;
    assert_eq!(count(&trace, |fact| matches!(fact, Fact::Routed { route: Route::ImplicitMx { .. }, .. })), 1);
    assert_eq!(trace.outcomes()[0].recipients[0].fate.folder(), Some("INBOX"));
    for (zone, code) in [
        ("\"school.example\" = '''\n@ MX 0 .\n@ A 203.0.113.25\n'''\n", "556 5.1.10"),
        ("\"school.example\" = '''\n@ MX 10 mx\n'''\n", "550 5.1.2"),
        ("\"other.example\" = '''\n@ MX 10 mx\n'''\n", "550 5.1.2"),
    ] {
        let mut play = Play::new(letter(AOI, ""));
        play.zones = zone;
        play.hosts = "";
        let trace = play.run().await;
        let outcomes = trace.outcomes();
        assert!(reply(&outcomes[0], 0).starts_with(code), "{code}: {}", reply(&outcomes[0], 0));
        assert_eq!(outcomes[1].about, Some(outcomes[0].letter), "the sender is told");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn greylisting_puts_a_letter_off_and_virtual_time_brings_it_back() {
    let rest = "[receivers.\"mx.school.example\"]\ngreylist = \"5m\"\n".to_owned()
        + &letter(AOI, "")
        + "[[step]]\ndo = \"wait\"\nfor = \"10m\"\n";
    let trace = Play::new(rest).run().await;
    let deferred = trace.events.iter().find_map(|event| match &event.fact {
        Fact::Deferred { reply, until, attempt, .. } => Some((reply.clone(), *until, *attempt)),
        _ => None,
    });
    let (said, until, attempt) = deferred.unwrap();
    assert!(said.to_string().starts_with("451 4.7.1"), "{said}");
    assert_eq!((until, attempt), (Time(START.0 + 300), 1));
    let outcome = only(&trace);
    assert_eq!((outcome.recipients[0].fate.folder(), outcome.recipients[0].tries), (Some("INBOX"), 2));
    assert!(
        as_read(&trace).contains(&Time(START.0 + 300).rfc5322()),
        "the second server's Received bears the later time"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn time_jumps_by_itself_where_nothing_else_is_left_to_do() {
    let rest =
        "[receivers.\"mx.school.example\"]\ngreylist = \"5m\"\n".to_owned() + &letter(AOI, "") + &letter(AOI, "");
    let trace = Play::new(rest).run().await;
    let outcomes = trace.outcomes();
    assert_eq!(outcomes.iter().map(|outcome| outcome.recipients[0].tries).collect::<Vec<_>>(), [2, 1]);
    assert!(outcomes.iter().all(|outcome| outcome.recipients[0].fate.folder() == Some("INBOX")));
    let jumps = trace.events.iter().filter(|event| matches!(event.fact, Fact::TimePassed { .. })).collect::<Vec<_>>();
    assert_eq!(jumps.len(), 1);
    assert_eq!(jumps[0].host, "mail.a-corp.example");
    let why = trace.event(jumps[0].because[0]).unwrap();
    assert!(matches!(why.fact, Fact::Deferred { .. }), "{why:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stays_down_costs_five_days_and_then_a_report() {
    let rest = "[[step]]\ndo = \"host\"\nhost = \"mx.school.example\"\nstate = \"down\"\n".to_owned()
        + &letter(AOI, "")
        + "[[step]]\ndo = \"wait\"\nfor = \"6d\"\n";
    let trace = Play::new(rest).run().await;
    let outcomes = trace.outcomes();
    assert_eq!(outcomes[0].recipients[0].fate, Fate::Failed);
    assert!(reply(&outcomes[0], 0).contains("4.4.7"), "{}", reply(&outcomes[0], 0));
    assert_eq!(outcomes[1].about, Some(outcomes[0].letter));
    assert!(as_read(&trace).contains("Status: 4.4.7"));
}

#[tokio::test(flavor = "multi_thread")]
async fn dns_that_does_not_answer_puts_a_letter_off() {
    for trouble in ["timeout", "servfail"] {
        let rest = format!("[[step]]\ndo = \"dns\"\n{trouble} = [\"school.example\"]\n{}", letter(AOI, ""))
            + "[[step]]\ndo = \"dns\"\nanswer = [\"school.example\"]\n[[step]]\ndo = \"wait\"\nfor = \"5m\"\n";
        let trace = Play::new(rest).run().await;
        assert_eq!(
            count(&trace, |f| matches!(f, Fact::Deferred { reply, .. } if reply.text.starts_with("4.4.3"))),
            1,
            "{trouble}"
        );
        assert_eq!(only(&trace).recipients[0].fate.folder(), Some("INBOX"), "{trouble}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_results_under_the_receivers_name_are_removed_and_others_stay() {
    let forged = "header.Authentication-Results = \"mx.school.example; dmarc=pass header.from=a-corp.example\"\n\
                  header.Return-Path = \"<fake@x.example>\"";
    let trace = Play::new(letter(AOI, forged)).run().await;
    let removed = count(&trace, |fact| matches!(fact, Fact::HeaderRemoved { .. }));
    let source = as_read(&trace);
    assert_eq!(
        (removed, source.matches("Authentication-Results:").count(), source.matches("Return-Path:").count()),
        (2, 1, 1)
    );
    assert!(source.contains("Return-Path: <kimura@a-corp.example>") && !source.contains("dmarc=pass"), "{source}");
    let others = "header.Authentication-Results = \"elsewhere.example; spf=pass\"";
    let source = as_read(&Play::new(letter(AOI, others)).run().await);
    assert!(source.contains("elsewhere.example; spf=pass"), "{source}");
}

#[tokio::test(flavor = "multi_thread")]
async fn local_mail_needs_no_dns_and_no_second_server() {
    let trace = Play::new(letter("\"kimura@a-corp.example\"", "")).run().await;
    assert_eq!(count(&trace, |fact| matches!(fact, Fact::Asked { .. } | Fact::Routed { .. })), 0);
    assert_eq!(only(&trace).recipients[0].fate.folder(), Some("INBOX"));
    assert!(as_read(&trace).starts_with("Return-Path: <kimura@a-corp.example>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn postmaster_is_everywhere() {
    let trace = Play::new(letter("\"postmaster@school.example\"", "")).run().await;
    assert!(matches!(&only(&trace).recipients[0].fate, Fate::Filed { user, .. } if user == "aoi"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_too_large_or_with_endless_lines_is_refused_by_its_own_server() {
    let small = "[receivers.\"mail.a-corp.example\"]\nmax_size = 2000\n";
    for (rest, code) in [
        (
            small.to_owned()
                + &letter(AOI, "").replace("body = \"hi\"", &format!("body = \"{}\"", "x\\n".repeat(2_000))),
            "552 5.3.4",
        ),
        (letter(AOI, "").replace("body = \"hi\"", &format!("body = \"{}\"", "x".repeat(2_000))), "500 5.6.0"),
    ] {
        let outcome = only(&Play::new(rest).run().await);
        assert_eq!(outcome.recipients[0].fate, Fate::NotTaken);
        assert!(reply(&outcome, 0).starts_with(code), "{code}: {}", reply(&outcome, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_octets_reach_the_reader_unchanged() {
    let odd = r#"body = "a\u0000b\u001b[31m\u007f\n.\n..\nend""#;
    let trace = Play::new(letter(AOI, "").replace("body = \"hi\"", odd)).run().await;
    assert_eq!(only(&trace).recipients[0].fate.folder(), Some("INBOX"));
    let fetched = trace.events.iter().find_map(|event| match &event.fact {
        Fact::Fetched { source, .. } => Some(source.0.clone()),
        _ => None,
    });
    let fetched = fetched.unwrap();
    assert!(
        fetched.ends_with(b"\r\n\r\na\x00b\x1b[31m\x7f\r\n.\r\n..\r\nend\r\n"),
        "{}",
        String::from_utf8_lossy(&fetched)
    );
    assert!(!as_read(&trace).contains('\u{1b}'), "what is shown is escaped");
}

#[tokio::test(flavor = "multi_thread")]
async fn fetching_is_caused_by_filing_and_filing_by_the_decision() {
    let trace = Play::new(letter(AOI, "")).run().await;
    let find = |wanted: fn(&Fact) -> bool| trace.events.iter().find(|event| wanted(&event.fact)).unwrap().id;
    let chain = [
        find(|fact| matches!(fact, Fact::Written { .. })),
        find(|fact| matches!(fact, Fact::Accepted { .. })),
        find(|fact| matches!(fact, Fact::Routed { .. })),
        find(|fact| matches!(fact, Fact::Decided { .. })),
        find(|fact| matches!(fact, Fact::Filed { .. })),
        find(|fact| matches!(fact, Fact::Fetched { .. })),
    ];
    for pair in chain.windows(2) {
        assert!(leads_to(&trace, pair[0], pair[1]), "{pair:?}");
    }
}

/// What the fields of that name on the letter rest on: the client's lines, and other facts by their kind.
fn rests_on(trace: &Trace, name: &str) -> Vec<Vec<String>> {
    let causes = |event: &tegami::trace::Event| -> Vec<String> {
        let facts = event.because.iter().map(|cause| &trace.event(*cause).unwrap().fact);
        facts
            .map(|fact| match fact {
                Fact::Line { octets, .. } => octets.to_string(),
                other => serde_json::to_value(other).unwrap()["fact"].as_str().unwrap().to_owned(),
            })
            .collect()
    };
    let added =
        |event: &&tegami::trace::Event| matches!(&event.fact, Fact::HeaderAdded { field, .. } if field.name == name);
    trace.events.iter().filter(added).map(causes).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_writes_on_a_letter_says_what_it_rests_on() {
    let trace = Play::new(letter(AOI, "")).run().await;
    assert_eq!(rests_on(&trace, "Return-Path"), [["MAIL FROM:<kimura@a-corp.example>", "accepted"]]);
    let received = rests_on(&trace, "Received");
    for (hello, causes) in ["EHLO kimura-pc", "EHLO mail.a-corp.example"].into_iter().zip(&received) {
        assert_eq!(causes, &["connected", "tls-started", hello, "RCPT TO:<aoi@school.example>", "accepted"]);
    }
    let several = Play::new(letter("\"aoi@school.example\", \"sora@school.example\"", "")).run().await;
    assert!(!rests_on(&several, "Received").concat().iter().any(|cause| cause.starts_with("RCPT")));
    let here = Play::new(letter("\"kimura@a-corp.example\"", "")).run().await;
    assert_eq!(rests_on(&here, "Return-Path"), [["MAIL FROM:<kimura@a-corp.example>", "accepted"]]);
}

/// Whether one fact is among the causes of another, however far back.
fn leads_to(trace: &Trace, cause: EventId, effect: EventId) -> bool {
    let mut seen = vec![false; trace.events.len()];
    let mut open = vec![effect];
    while let Some(id) = open.pop() {
        if id == cause {
            return true;
        }
        if !std::mem::replace(&mut seen[id.0 as usize], true) {
            open.extend(&trace.event(id).unwrap().because);
        }
    }
    false
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_has_passed_a_hundred_servers_goes_no_further() {
    let passed = |hops: usize| format!("header.Received = [{}]", "\"by x.example\", ".repeat(hops));
    let outcome = only(&Play::new(letter(AOI, &passed(98))).run().await);
    assert_eq!(outcome.recipients[0].fate.folder(), Some("INBOX"));
    let outcomes = Play::new(letter(AOI, &passed(99))).run().await.outcomes();
    assert!(reply(&outcomes[0], 0).starts_with("554 5.4.6"), "{}", reply(&outcomes[0], 0));
    assert_eq!(outcomes[1].about, Some(outcomes[0].letter), "the sender is told");
    let outcome = only(&Play::new(letter(AOI, &passed(100))).run().await);
    assert_eq!(outcome.recipients[0].fate, Fate::NotTaken);
    assert!(reply(&outcome, 0).starts_with("554 5.4.6"), "{}", reply(&outcome, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_dns_sends_to_each_other_or_to_themselves_end_at_once() {
    let zones = "\"school.example\" = '''\n@ MX 10 mail.a-corp.example.\n@ MX 20 mx\nmx A 203.0.113.25\n'''\n\
                 \"itself.example\" = '''\n@ MX 10 mail.a-corp.example.\n'''\n";
    for to in [AOI, "\"x@itself.example\""] {
        let mut play = Play::new(letter(to, ""));
        play.zones = zones;
        let trace = play.run().await;
        let outcomes = trace.outcomes();
        assert!(reply(&outcomes[0], 0).starts_with("550 5.7.1"), "{to}: {}", reply(&outcomes[0], 0));
        assert_eq!(
            (outcomes.len(), outcomes[1].about),
            (2, Some(outcomes[0].letter)),
            "{to}: the sender is told, once"
        );
        assert_eq!(outcomes[1].recipients[0].fate.folder(), Some("INBOX"), "{to}");
        let calls = count(&trace, |fact| matches!(fact, Fact::Connected { service: Service::Smtp, .. }));
        assert_eq!(calls, 1, "{to}: a server calls itself once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_that_was_refused_does_not_wait_with_the_others() {
    let trace = Play::new(letter("\"aoi@school.example\", \"nobody@a-corp.example\"", "")).run().await;
    let outcome = only(&trace);
    assert_eq!(outcome.recipients[0].fate.folder(), Some("INBOX"));
    assert_eq!(outcome.recipients[1].fate, Fate::NotTaken);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_may_begin_at_any_time() {
    let rest = "[receivers.\"mx.school.example\"]\ngreylist = \"5m\"\n[dkim.\"a-corp.example\"]\nselector = \"s1\"\n"
        .to_owned()
        + &letter("\"aoi@school.example\", \"nobody@school.example\"", "")
        + "[[step]]\ndo = \"wait\"\nfor = \"10m\"\n";
    let source = CAST.replace("HOSTS", "").replace("ZONES", SCHOOL) + &rest;
    let scenario = scenario::parse("test", "test.toml", &source).scenario.unwrap();
    for start in [i64::MIN, -62_167_219_200, -1, 0, 253_402_300_799, i64::MAX - 1, i64::MAX] {
        let trace = world::run(&scenario, Options { start: Some(Time(start)) }).await.unwrap();
        for lang in tegami::lang::Lang::ALL {
            let story = tegami::story::tell(&scenario, &trace, lang);
            let findings = world::expect::check(&scenario, &trace);
            assert!(tegami::report::json::run(&scenario, &trace, &story, &findings).contains("letters"), "{start}");
        }
        let folder = trace.outcomes()[0].recipients[0].fate.folder().map(str::to_owned);
        let ordinary = (0..=i64::MAX - 600).contains(&start);
        assert!(!ordinary || folder.as_deref() == Some("INBOX"), "{start}: {folder:?}");
    }
}
