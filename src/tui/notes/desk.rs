//! The speaker's screen: the newest card, and how long the lesson has lasted.

use crossterm::event::{Event, KeyEventKind};

use super::card::Card;
use crate::lang::Lang;
use crate::tui::keys::Action;
use crate::tui::look::Look;

/// All that the speaker's screen is drawn from.
#[derive(Debug, Clone)]
pub(in crate::tui) struct Desk {
    pub(in crate::tui) lang: Lang,
    pub(in crate::tui) look: Look,
    pub(in crate::tui) card: Card,
    pub(in crate::tui) scroll: usize,
    /// How many seconds the lesson has lasted.
    pub(in crate::tui) elapsed: i64,
    /// Whether the lesson has ended.
    pub(in crate::tui) over: bool,
}

impl Desk {
    pub(in crate::tui) fn new(lang: Lang, look: Look) -> Self {
        Self { lang, look, card: Card::default(), scroll: 0, elapsed: 0, over: false }
    }

    /// Another moment of the lesson.
    pub(in crate::tui) fn turn(&mut self, card: Option<Card>) {
        match card {
            Some(card) => (self.card, self.scroll) = (card, 0),
            None => self.over = true,
        }
    }

    /// Does what a key asks for; whether the speaker stays.
    pub(in crate::tui) fn act(&mut self, event: &Event) -> bool {
        let Event::Key(key) = event else { return true };
        if key.kind == KeyEventKind::Release {
            return true;
        }
        match Action::of(*key) {
            Some(Action::Quit | Action::Escape) => return false,
            Some(Action::Language) => self.lang = self.lang.other(),
            Some(Action::Down) => self.scroll += 1,
            Some(Action::Up) => self.scroll = self.scroll.saturating_sub(1),
            _ => {}
        }
        true
    }
}
