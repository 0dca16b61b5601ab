//! All that the screen is drawn from. [`app`](super::app) changes it, [`view`](super::view) reads it.
//!
//! ```text
//!   Lessons ──► Opening ──► Story
//! ```

use ratatui::layout::Rect;

use super::library::Lesson;
use super::look::Look;
use super::player::Player;
use super::reading::Reader;
use crate::lang::Lang;

/// What is on the screen.
#[derive(Debug, Clone)]
pub(super) enum Screen {
    /// The list of lessons.
    Lessons,
    /// A lesson is being run.
    Opening,
    /// A story.
    Story(Box<Player>),
    /// A letter from outside, explained.
    Reading(Reader),
}

/// The whole state. The view is a pure function of it.
#[derive(Debug, Clone)]
pub(super) struct App {
    pub(super) lang: Lang,
    pub(super) look: Look,
    pub(super) screen: Screen,
    pub(super) lessons: Vec<Lesson>,
    /// Which lesson the learner points at.
    pub(super) selected: usize,
    /// Why a lesson could not be opened.
    pub(super) notice: Option<String>,
    /// How far the help page is scrolled, where it is open.
    pub(super) help: Option<usize>,
    pub(super) blank: bool,
    /// Whether the story is set for the last row of a classroom.
    pub(super) large: bool,
    /// How large the terminal was when it last said so.
    pub(super) size: Rect,
    /// The step at which the first story opens, from 0.
    pub(super) start: usize,
    pub(super) animate: bool,
}
