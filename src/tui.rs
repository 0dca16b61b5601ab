//! The screen: a story, drawn and walked through in a terminal.
//!
//! ```text
//!   events ──► app ──► view ──► terminal
//!  (keys,     (state) (a pure   (cells)
//!   size,        ▲     function
//!   mouse)       │     of it)
//!             library: runs a lesson in a task, brings its story
//! ```
//!
//! The story has all the words; this module lays them out, and adds only labels of its own. A screen never talks to a
//! server: stepping back is moving a cursor.

mod app;
mod drive;
#[cfg(test)]
mod fixture;
mod keys;
mod library;
mod look;
mod player;
mod terminal;
mod typeset;
mod view;

pub use look::Colours;

use std::io;

use crate::lang::Lang;
use crate::scenario::Scenario;
use crate::trace::Trace;

/// How the screen opens.
#[derive(Debug, Clone)]
pub struct Options {
    /// In which language.
    pub lang: Lang,
    /// With what.
    pub open: Open,
    /// At which step, from 1, where a story opens at once.
    pub step: Option<usize>,
    /// Whether to use the mouse. Without it the terminal's own selection works.
    pub mouse: bool,
    /// Whether to draw in plain ASCII.
    pub ascii: bool,
    /// In which colours.
    pub theme: Colours,
}

/// What the screen opens with.
#[derive(Debug, Clone)]
pub enum Open {
    /// The list of lessons.
    Lessons,
    /// A scenario, run now.
    Play(Box<Scenario>),
    /// A saved trace of a scenario; nothing is run.
    Replay(Box<Scenario>, Trace),
}

/// Why the screen could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The terminal cannot be drawn on or read from.
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
}
