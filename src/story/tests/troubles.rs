//! What goes wrong on the way, told where it happens.

use pretty_assertions::assert_eq;

use super::lesson::scenario;
use super::tape::{Judgement, MAIL, MX, PC, START, Tape};
use crate::lang::Lang;
use crate::scenario::{Greylist, Receiver, Role, Scenario};
use crate::story::{Outcome, Phase, Step, Story, Tone, tell};
use crate::trace::{Address, Envelope, Fact, LetterId, Reply, Route, Service, Stage, Time, Trace, Writing};

const KIMURA: &str = "kimura@a-corp.example";

fn written() -> (Tape, Envelope, String) {
    let mut tape = Tape::new();
    let (envelope, source) = tape.written(0, KIMURA, KIMURA);
    (tape, envelope, source)
}

fn submitted() -> (Tape, Envelope, String) {
    let (mut tape, envelope, source) = written();
    tape.submit(&envelope, &source);
    (tape, envelope, source)
}

fn told_in(lesson: &Scenario, trace: &Trace) -> Story {
    let [en, ja] = Lang::ALL.map(|lang| tell(lesson, trace, lang));
    assert_eq!(en.steps.len(), ja.steps.len());
    en
}

fn told(tape: Tape) -> Story {
    told_in(&scenario(&[]), &tape.end())
}

fn last(story: &Story) -> &Step {
    story.steps.last().unwrap()
}

fn phases(story: &Story) -> Vec<Phase> {
    story.steps.iter().map(|step| step.phase).collect()
}

#[test]
fn a_wrong_password_keeps_the_letter_on_the_pc() {
    let (mut tape, ..) = written();
    tape.connect(Stage::Submission, Service::Submission, (PC, "192.0.2.7"), (MAIL, "192.0.2.25"));
    tape.talk(MAIL, &["S: 220 hello", "C: EHLO kimura-pc", "S: 250 AUTH PLAIN", "C: AUTH PLAIN AHgAeQ=="]);
    tape.fact(MAIL, Fact::Authenticated { user: "kimura".into(), accepted: false });
    tape.talk(MAIL, &["S: 535 5.7.8 wrong"]);
    tape.fact(PC, Fact::Refused { recipient: None, reply: Reply::new(535, "5.7.8 wrong") });
    tape.close(MAIL, &["C: QUIT", "S: 221 bye"]);
    let story = told(tape);
    assert_eq!(phases(&story), [Phase::Write, Phase::Connect, Phase::Login, Phase::Login]);
    assert_eq!((story.steps[2].title.as_str(), story.steps[2].tone), ("Wrong password", Tone::Bad));
    assert_eq!(last(&story).title, "The letter stays on the PC");
    assert_eq!(last(&story).motion.as_ref().unwrap().outcome, Outcome::Refused);
    let [ending] = story.endings.as_slice() else { panic!("{:?}", story.endings) };
    assert_eq!((ending.recipient.as_str(), ending.reply.as_deref()), ("", Some("535 5.7.8 wrong")));
    assert!(story.questions.is_empty(), "nobody decided about this letter");
}

#[test]
fn an_unknown_user_is_refused_on_the_envelope_and_the_sender_is_told() {
    let (mut tape, envelope, _) = submitted();
    tape.resolve();
    tape.connect(Stage::Transfer, Service::Smtp, (MAIL, "192.0.2.25"), (MX, "203.0.113.25"));
    tape.talk(
        MX,
        &["S: 220 hello", "C: MAIL FROM:<kimura@a-corp.example>", "S: 250 ok", "C: RCPT TO:<aoi@school.example>"],
    );
    let reply = Reply::new(550, "5.1.1 <aoi@school.example> has no mailbox here");
    let recipient = Some(envelope.to[0].clone());
    tape.fact(MX, Fact::Refused { recipient, reply: reply.clone() });
    tape.close(MX, &["S: 550 5.1.1 <aoi@school.example> has no mailbox here", "C: QUIT", "S: 221 bye"]);
    let failed = tape.fact(MAIL, Fact::Failed { recipients: envelope.to.clone(), reply });
    let about = tape.letter.unwrap();
    tape.letter = Some(LetterId(2));
    let bounced = tape.fact_because(MAIL, Fact::Bounced { about }, &[failed]);
    let to = Envelope { from: Address::NULL, to: vec![envelope.from] };
    tape.fact_because(
        MAIL,
        Fact::Written {
            envelope: to,
            source: "Subject: x\r\n\r\n".into(),
            supplied: Vec::new(),
            how: Writing::Composed,
        },
        &[bounced],
    );
    let story = told(tape);
    let tail: Vec<&Step> = story.steps.iter().rev().take(4).rev().collect();
    assert_eq!(
        tail.iter().map(|step| step.phase).collect::<Vec<_>>(),
        [Phase::Envelope, Phase::Envelope, Phase::Bounce, Phase::Bounce]
    );
    assert!(tail[0].lines.iter().all(|line| !line.text.starts_with("550")));
    assert!(tail[1].lines[0].text.starts_with("550 5.1.1"));
    assert_eq!(tail[1].title, "Recipient refused");
    assert!(story.endings[0].outcome.contains("a bounce tells"), "{}", story.endings[0].outcome);
    assert_eq!(story.endings.len(), 2);
}

#[test]
fn a_stranger_is_turned_away_and_comes_back() {
    let (mut tape, envelope, source) = submitted();
    tape.resolve();
    tape.connect(Stage::Transfer, Service::Smtp, (MAIL, "192.0.2.25"), (MX, "203.0.113.25"));
    tape.talk(
        MX,
        &["S: 220 hello", "C: MAIL FROM:<kimura@a-corp.example>", "S: 250 ok", "C: RCPT TO:<aoi@school.example>"],
    );
    let reply = Reply::new(451, "4.7.1 come back in 300 seconds");
    tape.fact(MX, Fact::Refused { recipient: Some(envelope.to[0].clone()), reply: reply.clone() });
    tape.close(MX, &["S: 451 4.7.1 come back in 300 seconds"]);
    let until = Time(START.0 + 300);
    tape.fact(MAIL, Fact::Deferred { recipients: envelope.to.clone(), attempt: 1, until, reply });
    tape.resolve();
    tape.transfer(&envelope, &source, Judgement::GOOD);
    tape.deliver(&envelope, &source, "INBOX");
    let mut lesson = scenario(&[]);
    let wait = std::time::Duration::from_mins(5);
    lesson.receivers.push(Receiver { greylist: Some(Greylist { wait }), ..Receiver::of(MX) });
    let story = told_in(&lesson, &tape.end());
    let away = story.steps.iter().find(|step| step.title.starts_with("Not now")).unwrap();
    assert!(away.text.contains("greylisting"), "{}", away.text);
    assert_eq!(away.motion.as_ref().unwrap().outcome, Outcome::Deferred);
    let waits = story.steps.iter().find(|step| step.phase == Phase::Wait).unwrap();
    assert!(waits.text.contains("again in 5 minutes"), "{}", waits.text);
    assert_eq!(last(&story).phase, Phase::Read);
    assert_eq!(story.endings[0].tone, Tone::Good);
}

#[test]
fn without_a_server_to_take_it_a_letter_goes_nowhere() {
    for (route, tone) in [(Route::NullMx, Tone::Bad), (Route::Nowhere, Tone::Bad), (Route::Unknown, Tone::Warn)] {
        let (mut tape, ..) = submitted();
        tape.ask(MAIL, Stage::Resolution, "school.example", "MX", Some("0 ."));
        tape.fact(MAIL, Fact::Routed { domain: "school.example".into(), route });
        let story = told(tape);
        assert_eq!((last(&story).phase, last(&story).tone), (Phase::Lookup, tone));
        assert!(story.steps[story.steps.len() - 2].text.contains("single dot"));
    }
    let (mut tape, ..) = submitted();
    tape.resolve();
    let fact = Fact::Unreachable { service: Service::Smtp, ip: "203.0.113.25".parse().unwrap(), refused: false };
    tape.fact(MAIL, fact);
    let story = told(tape);
    let motion = last(&story).motion.as_ref().unwrap();
    assert_eq!((motion.to.as_str(), motion.outcome), (MX, Outcome::Lost));
    assert!(last(&story).lines[0].text.contains("no answer"));
}

#[test]
fn an_impostors_server_keeps_quiet_about_a_refusal() {
    let (mut tape, envelope, source) = submitted();
    tape.transfer(&envelope, &source, Judgement::FORGED);
    let reply = Reply::new(550, "5.7.1 no");
    tape.fact(MX, Fact::Refused { recipient: None, reply: reply.clone() });
    tape.talk(MX, &["S: 550 5.7.1 no"]);
    tape.fact(MAIL, Fact::Failed { recipients: envelope.to.clone(), reply });
    let mut lesson = scenario(&[]);
    for host in &mut lesson.hosts {
        if let Role::Server { bounces, .. } = &mut host.role {
            *bounces = false;
        }
    }
    let story = told_in(&lesson, &tape.end());
    assert!(last(&story).text.contains("keeps quiet"), "{}", last(&story).text);
    assert!(story.endings[0].outcome.ends_with("nobody is told."));
}

#[test]
fn the_world_changes_between_letters() {
    let mut tape = Tape::new();
    tape.fact("dns", Fact::StepBegan { step: 0 });
    tape.fact("dns", Fact::DnsChanged { names: vec!["school.example".into()] });
    tape.fact(MX, Fact::HostChanged { up: false });
    tape.fact("dns", Fact::TimePassed { wait: std::time::Duration::from_hours(1) });
    let story = told(tape);
    let titles: Vec<&str> = story.steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(titles, ["DNS changes", "mx.school.example goes down", "1 hour later"]);
    assert!(story.steps.iter().all(|step| step.phase == Phase::World && step.view.is_none()));
    assert_eq!(story.steps[0].events.len(), 2);
}

#[test]
fn a_letter_from_outside_is_seen_when_it_arrives() {
    let mut tape = Tape::new();
    tape.letter = Some(LetterId(7));
    tape.connect(Stage::Transfer, Service::Smtp, ("visitor", "198.51.100.7"), (MX, "203.0.113.25"));
    tape.talk(MX, &["S: 220 hello", "C: MAIL FROM:<m@evil.example>", "S: 250 ok", "C: RCPT TO:<aoi@school.example>"]);
    tape.talk(MX, &["S: 250 ok", "C: DATA", "S: 354 go on"]);
    tape.content(MX, crate::trace::Side::Client, "From: m@evil.example\r\n\r\n..hidden\r\n");
    let story = told(tape);
    assert!(story.actors.iter().any(|actor| actor.host == "visitor"));
    let view = last(&story).view.as_ref().unwrap();
    assert_eq!((view.mail_from.as_deref(), view.body.as_str()), (Some("m@evil.example"), ".hidden"));
}
