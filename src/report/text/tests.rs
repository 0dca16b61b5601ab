use super::*;
use crate::lang::Lang;
use crate::scenario::Moment;
use crate::story::{
    ActorKind, Asking, Ending, FieldView, LetterView, Line, LineKind, Mark, Phase, Question, Speaker, Step, Summary,
    SummaryRow, Tone,
};
use crate::trace::{EventId, LetterId, Stage};

fn field(name: &str, value: &str, mark: Mark) -> FieldView {
    FieldView { name: name.into(), raw: value.into(), shown: value.into(), mark, ..FieldView::default() }
}

fn step(number: usize, stage: Stage, title: &str, header: Vec<FieldView>) -> Step {
    let view = LetterView {
        mail_from: Some("mallory@evil.example".into()),
        rcpt_to: vec!["aoi@school.example".into()],
        header,
        body: "Hello".into(),
        report: Vec::new(),
        senders: None,
        unsigned: None,
    };
    let said = Line {
        speaker: Speaker::Client,
        kind: LineKind::Smtp,
        text: "EHLO mallory-pc".into(),
        secret: false,
        event: EventId(1),
    };
    Step {
        number,
        stage: Some(stage),
        phase: Phase::Write,
        letter: Some(LetterId(1)),
        time: "2026-11-24 05:30:00".into(),
        host: "mallory-pc".into(),
        motion: None,
        title: title.into(),
        text: "What it means.".into(),
        remark: None,
        tone: Tone::Plain,
        lines: vec![said],
        view: Some(view),
        verdicts: Vec::new(),
        events: Vec::new(),
        causes: Vec::new(),
        effects: Vec::new(),
        places: Vec::new(),
    }
}

pub(super) fn small() -> Story {
    let subject = || field("Subject", "Hello", Mark::Old);
    let received = field("Received", "from mallory-pc", Mark::New);
    let question = Question {
        before: 1,
        moment: Moment::Spf,
        text: "Who?".into(),
        choices: vec!["The bank".into(), "Mallory".into()],
        answer: 1,
        why: "The envelope says so.".into(),
        asked_by: Asking::Author,
    };
    let row = SummaryRow { label: "SPF".into(), value: "pass".into(), tone: Tone::Good };
    let ending = Ending {
        letter: LetterId(1),
        recipient: "aoi@school.example".into(),
        event: None,
        folder: Some("Junk".into()),
        reply: Some("250 2.0.0 OK".into()),
        outcome: "It lies in Junk.".into(),
        tone: Tone::Warn,
        summary: Summary { rows: vec![row] },
        source: "Subject: Hello\n\nHello\n".into(),
        senders: None,
    };
    let actor = Actor {
        host: "mallory-pc".into(),
        kind: ActorKind::SenderPc,
        label: "sender's PC".into(),
        address: "198.51.100.7".into(),
    };
    Story {
        name: "small".into(),
        lang: Lang::En,
        title: "A small story".into(),
        goal: "To see it whole.".into(),
        actors: vec![actor],
        steps: vec![
            step(1, Stage::Submission, "The letter is written", vec![subject()]),
            step(2, Stage::Transfer, "The server stamps it", vec![received, subject()]),
        ],
        questions: vec![question],
        proofs: Vec::new(),
        endings: vec![ending],
        beside: Vec::new(),
    }
}

#[test]
fn a_story_is_told_from_the_top_to_the_bottom() {
    let expected = "\
A small story
=============

Goal: To see it whole.

Who takes part
  mallory-pc  sender's PC (198.51.100.7)

Stage 1: submission (sender's PC → sender's mail server)
========================================================

Step 1. The letter is written
  mallory-pc, 2026-11-24 05:30:00
  What it means.

    client: EHLO mallory-pc

    The envelope
      envelope From (MAIL FROM)  mallory@evil.example
      envelope To (RCPT TO)      aoi@school.example

    The letter (header and body)
      Subject: Hello

      Hello

Stage 3: transfer (sender's mail server → receiver's mail server)
=================================================================

Question 1: Who?
  1) The bank
  2) Mallory

Step 2. The server stamps it
  mallory-pc, 2026-11-24 05:30:00
  What it means.

    client: EHLO mallory-pc

    added: Received: from mallory-pc

How it ended
============

It lies in Junk.
The server's last word: 250 2.0.0 OK

Show original (message source)

  SPF  pass

  Subject: Hello

  Hello

Answers
=======

Question 1: Who?
  2) Mallory
  The envelope says so.
";
    pretty_assertions::assert_eq!(story(&small(), Proofs::LeftOut, Look::plain(Lang::En)), expected);
}

#[test]
fn one_step_can_be_told_alone() {
    let story = Story { lang: Lang::Ja, ..small() };
    let told = one_step(&story, &story.steps[1], Look::plain(Lang::Ja));
    assert!(told.starts_with("ステップ2 The server stamps it\n"), "{told}");
}
