//! A letter being read: the lines of its header, one of them pointed at, and what it means.
//!
//! ```text
//!   ┌ From, Subject ──────────────────────────────┐
//!   │ what to look at  │ what the line that is    │
//!   │ Received         │ pointed at means, what   │
//!   │ ── boundary ──   │ it says, and its tags    │
//!   │ Received, From … │                          │
//!   └ keys ───────────────────────────────────────┘
//! ```

use super::keys::Action;
use crate::explain::Reading;
use crate::lang::Lang;

/// How many lines a turn of the wheel scrolls.
const WHEEL: usize = 3;

/// A letter, explained in both languages, and where the reader is in it.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    /// In the order of [`Lang::ALL`].
    readings: Box<[Reading; 2]>,
    /// What is pointed at: 0 is what to look at first, then the fields from the top.
    selected: usize,
    /// The first line of the right side that is in sight.
    scroll: usize,
}

/// What comes of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The reader goes on.
    Stay,
    /// The reader leaves.
    Leave,
}

impl Reader {
    pub(super) fn new(readings: Box<[Reading; 2]>) -> Self {
        Self { readings, selected: 0, scroll: 0 }
    }

    /// The letter in that language.
    pub(super) fn reading(&self, lang: Lang) -> &Reading {
        let [english, japanese] = self.readings.as_ref();
        match lang {
            Lang::En => english,
            Lang::Ja => japanese,
        }
    }

    /// What is pointed at: none for what to look at first, else a field.
    pub(super) fn field(&self) -> Option<usize> {
        self.selected.checked_sub(1)
    }

    /// How far the right side is scrolled, where it can be scrolled so far.
    pub(super) fn scroll(&self, last: usize) -> usize {
        self.scroll.min(last)
    }

    /// Does what a key asks for. The right side can be scrolled as far as `last`, a page is `height` lines.
    pub(super) fn act(&mut self, action: Action, last: usize, height: usize) -> Turn {
        let end = self.readings[0].fields.len();
        let now = self.scroll(last);
        match action {
            Action::Down => self.point_at((self.selected + 1).min(end)),
            Action::Up => self.point_at(self.selected.saturating_sub(1)),
            Action::First => self.point_at(0),
            Action::Last => self.point_at(end),
            Action::Next | Action::HalfDown => self.scroll = (now + height / 2).min(last),
            Action::Back | Action::HalfUp => self.scroll = now.saturating_sub(height / 2),
            Action::Escape => return Turn::Leave,
            _ => {}
        }
        Turn::Stay
    }

    /// The wheel was turned.
    pub(super) fn wheel(&mut self, down: bool, last: usize) {
        let now = self.scroll(last);
        self.scroll = if down { (now + WHEEL).min(last) } else { now.saturating_sub(WHEEL) };
    }

    fn point_at(&mut self, entry: usize) {
        (self.selected, self.scroll) = (entry, 0);
    }
}

#[cfg(test)]
mod tests;
