//! What the mouse and the scrolling keys have to know of a screen: what stands at a cell, and how far a page reaches.
//!
//! ```text
//!   state ◄── view ◄── app        The view lays the state out; whoever handles an event asks the view where
//!      ▲       │        │         things stand, and changes the state. Nothing below knows what is above.
//!      │    geometry ◄──┘
//!      └────────────────┘
//! ```

use super::player::Pane;

/// What a click meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    /// That pane.
    Pane(Pane),
    /// That step of the list, from 0.
    Step(usize),
}

/// How far a page is scrolled, and how far it can be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// Its first line in sight.
    pub(super) offset: usize,
    /// The greatest that can be.
    pub(super) last: usize,
}

impl Reach {
    /// The first line in sight after scrolling by so many lines.
    pub(super) fn scrolled(&self, lines: isize) -> usize {
        self.offset.saturating_add_signed(lines).min(self.last)
    }
}
