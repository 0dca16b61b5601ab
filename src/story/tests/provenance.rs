//! Who wrote which line, where the letter has met no server yet, or was written by one.

use pretty_assertions::assert_eq;

use super::lesson::{scenario, told};
use super::tape::{Judgement, MAIL, MX, PC, Tape};
use crate::lang::Lang;
use crate::story::{FieldView, Link, Mark, Phase, Step, Story, Word, tell};
use crate::trace::{Fact, Field, LetterId, Service, Side, Stage};

fn field<'a>(step: &'a Step, name: &str) -> &'a FieldView {
    step.view.as_ref().unwrap().header.iter().find(|field| field.name == name).unwrap()
}

/// The host and the sentence of a field's origin.
fn origin<'a>(step: &'a Step, name: &str) -> (&'a str, &'a str) {
    let origin = field(step, name).origin.as_ref().unwrap();
    (&origin.host, &origin.text)
}

fn texts(links: &[Link]) -> Vec<&str> {
    links.iter().map(|link| link.text.as_str()).collect()
}

#[test]
fn what_the_user_wrote_and_what_the_mail_client_added_are_told_apart() {
    let story = told(Judgement::GOOD, Lang::En);
    let read = story.steps.last().unwrap();
    assert_eq!(origin(read, "From"), (PC, "The sender wrote it, on kimura-pc."));
    assert_eq!(origin(read, "Date"), (PC, "The mail client on kimura-pc added it by itself."));
    let signed = story.steps.iter().find(|step| step.title.starts_with("Signed")).unwrap();
    let signature = "mail.a-corp.example signed the letter with the key of a-corp.example.";
    assert_eq!(origin(signed, "DKIM-Signature"), (MAIL, signature));
    assert_eq!(field(read, "From").origin.as_ref().unwrap().links[0].step, 0);
}

#[test]
fn a_line_that_only_looks_like_a_servers_is_a_claim_and_stays_one_when_it_is_removed() {
    let mut tape = Tape::new();
    let (envelope, source) = tape.written(0, "kimura@a-corp.example", "kimura@a-corp.example");
    let claim = format!("{MX}; dmarc=pass");
    let source = format!("Authentication-Results: {claim}\r\nReceived: from bank.example by {MX}; now\r\n{source}");
    tape.submit(&envelope, &source);
    tape.transfer(&envelope, &source, Judgement::GOOD);
    let removed = Field { name: "Authentication-Results".into(), value: format!(" {claim}").into() };
    tape.fact(MX, Fact::HeaderRemoved { field: removed });
    let story = tell(&scenario(&[]), &tape.end(), Lang::En);
    let removing = story.steps.last().unwrap();
    let forged = field(removing, "Authentication-Results");
    assert_eq!((forged.mark, forged.parts.len(), forged.parts[0].word), (Mark::Removed, 1, Word::Repeated));
    let claimed = "It was in the letter from the start, on kimura-pc: anyone may write such a line.";
    assert_eq!(origin(removing, "Authentication-Results"), (PC, claimed));
    let received: Vec<&FieldView> =
        removing.view.as_ref().unwrap().header.iter().filter(|field| field.name == "Received").collect();
    let hosts: Vec<&str> = received.iter().map(|field| field.origin.as_ref().unwrap().host.as_str()).collect();
    assert_eq!(hosts, [MAIL, PC]);
    assert_eq!(received[1].parts.iter().map(|part| part.word).collect::<Vec<_>>(), [Word::Repeated]);
}

#[test]
fn a_bounce_is_its_servers_own_and_a_strangers_letter_is_whose_it_came_from() {
    let story = told(Judgement::FORGED, Lang::Ja);
    let (host, text) = origin(story.steps.last().unwrap(), "From");
    assert!(host == MAIL && text.contains("通知"), "{text}");
    let mut tape = Tape::new();
    tape.letter = Some(LetterId(1));
    tape.connect(Stage::Transfer, Service::Smtp, ("stranger", "198.51.100.7"), (MX, "203.0.113.25"));
    tape.talk(
        MX,
        &["C: MAIL FROM:<a@x.example>", "S: 250 ok", "C: RCPT TO:<aoi@school.example>", "S: 250 ok", "C: DATA"],
    );
    tape.content(MX, Side::Client, "From: a@x.example\r\nReceived: from nowhere\r\n\r\nhello\r\n");
    let story = tell(&scenario(&[]), &tape.end(), Lang::En);
    let arrived = story.steps.last().unwrap();
    assert_eq!(origin(arrived, "From"), ("stranger", "It was in the letter that stranger brought."));
    assert_eq!(origin(arrived, "Received").0, "stranger");
}

#[test]
fn links_say_what_was_said_never_a_password_nor_the_last_line_of_a_long_reply() {
    let mut tape = Tape::new();
    let (envelope, source) = tape.written(0, "kimura@a-corp.example", "kimura@a-corp.example");
    tape.connect(Stage::Submission, Service::Submission, (PC, "192.0.2.7"), (MAIL, "192.0.2.25"));
    tape.talk(MAIL, &["S: 220 hello", "C: EHLO kimura-pc", "S: 250-hello", "S: 250-AUTH PLAIN", "S: 250 HELP"]);
    tape.talk(
        MAIL,
        &["C: AUTH PLAIN AGtpbXVyYQBraW11cmEtc2VjcmV0", "S: 235 welcome", "C: MAIL FROM:<kimura@a-corp.example>"],
    );
    tape.content(MAIL, Side::Client, &source);
    tape.fact(MAIL, Fact::Accepted { envelope, source: source.as_str().into() });
    let story = tell(&scenario(&[]), &tape.end(), Lang::En);
    let at = |story: &Story, phase: Phase| story.steps.iter().position(|step| step.phase == phase).unwrap();
    let login = &story.steps[at(&story, Phase::Login)];
    assert_eq!(texts(&login.causes), ["EHLO kimura-pc"]);
    assert_eq!(texts(&story.steps[at(&story, Phase::Connect)].effects), ["AUTH PLAIN ****"]);
    assert_eq!(texts(&story.steps[at(&story, Phase::Envelope)].causes), ["235 welcome"]);
}
