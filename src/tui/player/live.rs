//! A story that is still happening. Whoever stands at its last step follows what comes; whoever has gone back stays there
//! and sees how much is new.

use super::Player;
use crate::lang::Lang;
use crate::story::Step;
use crate::tui::library::Tale;

impl Player {
    /// The story is still happening.
    pub(in crate::tui) fn going_on(mut self) -> Self {
        self.live = Some(self.steps().last().and_then(|step| step.events.first()).copied());
        self
    }

    pub(in crate::tui) fn is_live(&self) -> bool {
        self.live.is_some()
    }

    /// How many steps have come since the learner last stood at the last one.
    pub(in crate::tui) fn unseen(&self) -> usize {
        let Some(seen) = self.live else { return 0 };
        self.steps().iter().filter(|step| step.events.first().copied() > seen).count()
    }

    /// There is more of the story; its oldest steps may have gone.
    pub(in crate::tui) fn grow(&mut self, tale: Tale) {
        let follows = self.at_end() && !self.is_typing();
        let here = self.steps().get(self.cursor).and_then(|step| step.events.last()).copied();
        self.tale = tale;
        let place = here.and_then(|here| self.steps().iter().position(|step| step.events.contains(&here)));
        self.cursor = place.unwrap_or_default();
        if follows && !(self.at_end() && place.is_some()) {
            self.arrive(self.last());
        }
    }

    /// Whoever is at the last step has seen all of them.
    pub(super) fn take_note_of_end(&mut self) {
        if self.live.is_some() && self.at_end() {
            self.live = Some(self.steps().last().and_then(|step| step.events.first()).copied());
        }
    }

    fn steps(&self) -> &[Step] {
        &self.story(Lang::En).steps
    }
}
