//! A first letter, line by line: what a learner who has never done it could type next.

use super::dialogue::{Dialogue, Phase};
use crate::lang::Lang;
use crate::words;

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
    /// The line that could be typed next; none where the server has hung up.
    pub fn next(&self, dialogue: &Dialogue, lang: Lang) -> Option<String> {
        match dialogue.phase() {
            Phase::Over => None,
            Phase::Letter => Some(self.letter_line(dialogue.letter_lines(), lang)),
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

    /// The line of that number of the letter, from 0; then the dot.
    fn letter_line(&self, number: usize, lang: Lang) -> String {
        match number {
            0 => format!("From: {}", self.from),
            1 => format!("To: {}", self.to),
            2 => "Subject: Hello".to_owned(),
            3 => String::new(),
            4 => words!(lang, en: "This letter was typed by hand.", ja: "この手紙は手で打ちました。").to_owned(),
            _ => ".".to_owned(),
        }
    }
}
