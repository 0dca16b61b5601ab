//! A story that is still happening. Whoever stands at its last step follows what comes; whoever has gone back stays there
//! and sees how much is new.

use super::Player;
use crate::lang::Lang;
use crate::tui::library::Tale;

impl Player {
    /// The story is still happening.
    pub(in crate::tui) fn going_on(mut self) -> Self {
        self.live = Some(self.steps());
        self
    }

    pub(in crate::tui) fn is_live(&self) -> bool {
        self.live.is_some()
    }

    /// How many steps have come since the learner last stood at the last one.
    pub(in crate::tui) fn unseen(&self) -> usize {
        self.live.map_or(0, |seen| self.steps().saturating_sub(seen))
    }

    /// There is more of the story.
    pub(in crate::tui) fn grow(&mut self, tale: Tale) {
        let (follows, before) = (self.at_end(), self.steps());
        self.tale = tale;
        let has_grown = self.steps() > before;
        if follows && has_grown && !self.is_typing() {
            self.arrive(self.last());
        }
        self.cursor = self.cursor.min(self.last());
    }

    /// Whoever is at the last step has seen all of them.
    pub(super) fn take_note_of_end(&mut self) {
        if self.live.is_some() && self.at_end() {
            self.live = Some(self.steps());
        }
    }

    fn steps(&self) -> usize {
        self.story(Lang::En).steps.len()
    }
}
