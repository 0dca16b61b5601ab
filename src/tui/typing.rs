//! `tegami lab --play smtp`: SMTP typed by hand, on a screen of its own.
//!
//! ```text
//!   ┌ who answers, whom the learner plays ────────────────────┐
//!   │ the conversation         │ what the server knows        │
//!   │ C ► EHLO …               │ the verdicts on a letter     │
//!   │    S ◄ 250-…             │ help for what is being typed │
//!   ├ what could come next ────┴──────────────────────────────┤
//!   │ C ► MAIL FROM:<█                                        │
//!   └ keys ───────────────────────────────────────────────────┘
//! ```
//!
//! The screen talks to nobody: it hands out lines ([`Ask`](crate::tutor::Ask)) and is told what came back ([`Heard`]). Whoever opened it
//! holds the connection to the door of the world. One command is handed out at a time, so that a paste of a whole session
//! is a conversation too; the lines of a letter go as they come.

mod entry;
mod input;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;

pub(super) use self::entry::Entry;
use self::input::Input;
pub(super) use self::input::Request;
use super::look::{Colours, Look};
use crate::lang::Lang;
use crate::trace::Peer;
use crate::tutor::{Course, Dialogue, Heard, Judged, Phase};

/// The most entries of a conversation that are kept in sight.
const MOST_ENTRIES: usize = 2_000;

/// The most lines that wait to be said.
const MOST_WAITING: usize = 1_000;

/// Why the screen was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// The learner has had enough.
    Done,
    /// The learner wants to see the whole story.
    Story,
}

/// Where the learner sits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The server behind the door.
    pub server: Peer,
    /// Whom the learner plays.
    pub visitor: Peer,
}

/// A conversation that is typed, and the screen that shows it.
pub struct Typing {
    pub(super) lang: Lang,
    pub(super) look: Look,
    pub(super) place: Place,
    pub(super) course: Course,
    pub(super) dialogue: Dialogue,
    pub(super) entries: VecDeque<Entry>,
    pub(super) input: Input,
    waiting: VecDeque<String>,
    /// Whether the next line is proposed.
    pub(super) guided: bool,
    /// How many lines the conversation is scrolled back.
    pub(super) scroll: usize,
    pub(super) judged: Option<Judged>,
    pub(super) mouse: bool,
}

impl Typing {
    /// A conversation that begins with the greeting of the server.
    pub fn new(lang: Lang, theme: Colours, ascii: bool, place: Place, course: Course) -> Self {
        Self {
            lang,
            look: Look::new(theme, ascii),
            place,
            course,
            dialogue: Dialogue::default(),
            entries: VecDeque::new(),
            input: Input::default(),
            waiting: VecDeque::new(),
            guided: true,
            scroll: 0,
            judged: None,
            mouse: false,
        }
    }

    /// The wheel of the mouse scrolls the conversation, where it is wanted. The terminal's own selection works without it.
    #[must_use]
    pub fn with_mouse(self, mouse: bool) -> Self {
        Self { mouse, ..self }
    }

    /// In which language it is shown.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The line that is proposed.
    pub(super) fn proposed(&self) -> Option<String> {
        self.course.next(&self.dialogue, self.lang).filter(|_| self.guided && !self.dialogue.waits())
    }

    /// The next line to be said; none as long as an answer is due.
    pub(super) fn next_to_say(&mut self) -> Option<String> {
        if self.dialogue.waits() {
            return None;
        }
        let part = self.dialogue.part();
        let line = self.waiting.pop_front()?;
        self.dialogue.say(&line);
        self.add(match part {
            Some(part) => Entry::OfLetter(line.clone(), part),
            None => Entry::Said(line.clone()),
        });
        Some(line)
    }

    /// Whether there is something to say now.
    pub(super) fn has_to_say(&self) -> bool {
        !self.waiting.is_empty() && !self.dialogue.waits()
    }

    /// Takes a line that was typed; nothing where the server has hung up. Enter by itself says something in a letter only.
    fn submit(&mut self, line: String) {
        self.scroll = 0;
        if self.dialogue.phase() == Phase::Over {
            if self.entries.back() != Some(&Entry::NobodyListens) {
                self.add(Entry::NobodyListens);
            }
        } else if self.waiting.len() < MOST_WAITING && (!line.is_empty() || self.is_in_letter()) {
            self.waiting.push_back(line);
        }
    }

    /// Whether a line that is typed now will be one of a letter, as far as can be told.
    fn is_in_letter(&self) -> bool {
        self.dialogue.phase() == Phase::Letter || !self.waiting.is_empty() || self.dialogue.waits()
    }

    pub(super) fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Reply(reply) => {
                self.dialogue.hear(&reply);
                self.add(Entry::Answered(reply));
            }
            Heard::Encrypted => {
                self.dialogue.encrypted();
                self.add(Entry::Encrypted);
            }
            Heard::HungUp => {
                self.dialogue.hung_up();
                self.waiting.clear();
                self.add(Entry::HungUp);
            }
            Heard::Judged(judged) => self.judged = Some(judged),
        }
    }

    /// A new call: nothing is known yet.
    fn begin_again(&mut self) {
        (self.dialogue, self.judged) = (Dialogue::default(), None);
        self.waiting.clear();
        self.add(Entry::CalledAgain);
    }

    fn add(&mut self, entry: Entry) {
        if self.entries.len() == MOST_ENTRIES {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }
}
