//! A first letter, line by line: what a learner who has never done it could type next.

use super::dialogue::{Dialogue, Phase};
use super::letter::{Draft, Part};
use crate::guide::People;
use crate::lang::Lang;
use crate::net::VISITOR;
use crate::words;
use crate::world::lab::Lab;

/// What a visitor calls itself who plays no host of the scenario.
const STRANGER: &str = "outside.example";

/// Whose letter it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The host that the learner plays.
    pub hello: String,
    /// The sender on the envelope.
    pub envelope_from: String,
    /// The recipient.
    pub to: String,
    /// The sender that the reader sees.
    pub from: String,
}

impl Course {
    /// The letter that the scenario of a lab is about, sent by whom the visitor plays.
    pub fn of(lab: &Lab) -> Self {
        let People { envelope_from, from, to, .. } = People::of(lab);
        let host = &lab.visitor().host;
        let hello = if host == VISITOR { STRANGER } else { host }.to_owned();
        Self { hello, envelope_from, to, from }
    }

    /// The line that could be typed next; none where the server has hung up.
    pub fn next(&self, dialogue: &Dialogue, lang: Lang) -> Option<String> {
        match dialogue.phase() {
            Phase::Over => None,
            Phase::Letter => Some(self.letter_line(dialogue.draft(), lang)),
            Phase::Commands => Some(self.command(dialogue)),
        }
    }

    fn command(&self, dialogue: &Dialogue) -> String {
        let known = dialogue.known();
        match (&known.hello, &known.from, known.to.is_empty()) {
            _ if known.letters > 0 && known.from.is_none() => "QUIT".to_owned(),
            (None, ..) => format!("EHLO {}", self.hello),
            (_, None, _) => format!("MAIL FROM:<{}>", self.envelope_from),
            (.., true) => format!("RCPT TO:<{}>", self.to),
            _ => "DATA".to_owned(),
        }
    }

    /// The next line of the letter: a field that it lacks, the empty line, a text, the dot.
    fn letter_line(&self, draft: &Draft, lang: Lang) -> String {
        match (draft.part(), draft.lacks()) {
            (Part::Header, Some("From")) => format!("From: {}", self.from),
            (Part::Header, Some("To")) => format!("To: {}", self.to),
            (Part::Header, Some(_)) => "Subject: Hello".to_owned(),
            (Part::Header, None) => String::new(),
            (Part::Body, _) if draft.has_text => ".".to_owned(),
            (Part::Body, _) => {
                words!(lang, en: "This letter was typed by hand.", ja: "この手紙は手で打ちました。").to_owned()
            }
        }
    }
}
