//! What the mouse and the scrolling keys have to know of a screen: what stands at a cell, and how far a page reaches.
//!
//! ```text
//!   state ◄── view ◄── app        The view lays the state out; whoever handles an event asks the view where
//!      ▲       │        │         things stand, and changes the state. Nothing below knows what is above.
//!      │    geometry ◄──┘
//!      └────────────────┘
//! ```

use std::ops::Range;

use super::player::{Pane, Stop};

/// What a click meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    /// That pane.
    Pane(Pane),
    /// Something in it that can be pointed at.
    Stop(Pane, Stop),
    /// That step of the list, from 0.
    Step(usize),
}

/// How far a page is scrolled, how far it can be, and what in it can be pointed at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// Its first line in sight.
    pub(super) offset: usize,
    /// The greatest that can be.
    pub(super) last: usize,
    /// How many lines are in sight.
    pub(super) height: usize,
    /// What can be pointed at, and on which lines it stands.
    pub(super) stops: Vec<(Stop, Range<usize>)>,
    /// What is pointed at.
    pub(super) here: Option<Stop>,
}

/// What one press of an arrow key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// Something else is pointed at.
    To(Stop),
    /// The page is scrolled, so that this line is its first.
    Scroll(usize),
}

impl Reach {
    /// The first line in sight after scrolling by so many lines.
    pub(super) fn scrolled(&self, lines: isize) -> usize {
        self.offset.saturating_add_signed(lines).min(self.last)
    }

    /// One step down or up: to the next thing that can be pointed at where it is in sight, else a line further. So nothing
    /// on a page is passed unread.
    pub(super) fn step(&self, down: bool) -> Move {
        let sight = self.offset..self.offset + self.height;
        let seen = |lines: &Range<usize>| lines.start < sight.end && lines.end > sight.start;
        let here = self.stops.iter().position(|(stop, lines)| Some(*stop) == self.here && seen(lines));
        let next = match (here, down) {
            (Some(at), true) => self.stops.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| self.stops.get(at)),
            (None, true) => self.stops.iter().find(|(_, lines)| lines.start >= sight.start),
            (None, false) => self.stops.iter().rfind(|(_, lines)| lines.start < sight.end),
        };
        match next {
            Some((stop, lines)) if sight.contains(&lines.start) => Move::To(*stop),
            _ => Move::Scroll(self.scrolled(if down { 1 } else { -1 })),
        }
    }

    /// On which row of the pane something stands.
    pub(super) fn row_of(&self, stop: Stop) -> Option<usize> {
        let (_, lines) = self.stops.iter().find(|(one, _)| *one == stop)?;
        lines.start.checked_sub(self.offset)
    }

    /// The first line in sight that leaves something on that row of the pane, moved only as far as it needs to be seen
    /// whole.
    pub(super) fn keeping(&self, stop: Stop, row: usize) -> usize {
        let Some((_, lines)) = self.stops.iter().find(|(one, _)| *one == stop) else { return self.offset };
        let whole = lines.end.saturating_sub(self.height).min(lines.start);
        lines.start.saturating_sub(row).max(whole).min(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(offset: usize, here: Option<Stop>) -> Reach {
        let stops = vec![(Stop::Field(0), 2..3), (Stop::Field(1), 4..14), (Stop::Field(2), 14..15)];
        Reach { offset, last: 12, height: 5, stops, here }
    }

    #[test]
    fn what_is_in_sight_is_pointed_at_and_what_is_not_is_scrolled_to() {
        assert_eq!(reach(0, None).step(true), Move::To(Stop::Field(0)));
        assert_eq!(reach(0, Some(Stop::Field(0))).step(true), Move::To(Stop::Field(1)));
        assert_eq!(reach(4, Some(Stop::Field(1))).step(true), Move::Scroll(5), "its lines are read first");
        assert_eq!(reach(10, Some(Stop::Field(1))).step(true), Move::To(Stop::Field(2)));
        assert_eq!(reach(4, Some(Stop::Field(1))).step(false), Move::Scroll(3));
        assert_eq!(reach(0, Some(Stop::Field(0))).step(false), Move::Scroll(0));
    }

    #[test]
    fn what_is_pointed_at_stays_on_its_row_and_is_seen_whole() {
        assert_eq!(reach(0, None).keeping(Stop::Field(0), 2), 0);
        assert_eq!(reach(0, None).keeping(Stop::Field(2), 4), 10);
        assert_eq!(reach(0, None).keeping(Stop::Field(1), 4), 4, "longer than the pane: from its first line");
    }
}
