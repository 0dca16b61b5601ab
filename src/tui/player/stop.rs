//! What can be pointed at in a pane, and where the learner has got to in each.

use super::{Pane, Player};

/// Something in a pane that can be pointed at with the keys, and opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Stop {
    /// A step of the list, from 0.
    Step(usize),
    /// A cause of this step.
    Cause(usize),
    /// An effect of it.
    Effect(usize),
    /// A header field, from the top.
    Field(usize),
    /// A step that a header field comes from: which field, which of its links.
    Origin(usize, usize),
    /// A verdict.
    Verdict(usize),
    /// A reason of the open proof, counted through the whole tree.
    Reason(usize),
}

/// Where the learner has got to in one pane.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::tui) struct Spot {
    /// What is pointed at, if anything was chosen.
    pub(in crate::tui) stop: Option<Stop>,
    /// How far it is scrolled; where it begins by itself, if nobody scrolled.
    pub(in crate::tui) scroll: Option<usize>,
}

impl Player {
    /// Where the learner has got to in a pane.
    pub(in crate::tui) fn spot(&self, pane: Pane) -> Spot {
        self.spots.get(pane as usize).copied().unwrap_or_default()
    }

    pub(super) fn spot_mut(&mut self, pane: Pane) -> Option<&mut Spot> {
        self.spots.get_mut(pane as usize)
    }

    /// How far a pane is scrolled, if somebody did.
    pub(in crate::tui) fn scroll_of(&self, pane: Pane) -> Option<usize> {
        self.spot(pane).scroll
    }

    /// Scrolls the question, or the pane that the keys go to, so that this line is its first.
    pub(in crate::tui) fn scroll_to(&mut self, line: usize) {
        self.moved = None;
        if self.quiz.scroll(line) {
            return;
        }
        if let Some(spot) = self.spot_mut(self.pane()) {
            spot.scroll = Some(line);
        }
    }

    /// Points at something in the pane that the keys go to.
    pub(in crate::tui) fn point_at(&mut self, stop: Stop) {
        if let Some(spot) = self.spot_mut(self.pane()) {
            spot.stop = Some(stop);
        }
    }

    /// A click points at something; another one opens it.
    pub(in crate::tui) fn click(&mut self, pane: Pane, stop: Stop) {
        let again = self.pane() == pane && self.stop(pane) == Some(stop);
        self.focus(pane);
        self.point_at(stop);
        if again {
            self.open();
        }
    }

    /// What is pointed at in a pane: what was chosen, or what stands out by itself.
    pub(in crate::tui) fn stop(&self, pane: Pane) -> Option<Stop> {
        self.spot(pane).stop.or_else(|| self.natural_stop(pane))
    }

    fn natural_stop(&self, pane: Pane) -> Option<Stop> {
        match pane {
            Pane::Steps => Some(Stop::Step(self.cursor())),
            Pane::Headers => Some(Stop::Field(0)),
            Pane::Verdicts if self.proof().is_some() => Some(Stop::Reason(0)),
            Pane::Verdicts => Some(Stop::Verdict(0)),
            _ => None,
        }
    }
}
