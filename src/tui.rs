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
mod geometry;
mod keys;
mod library;
mod look;
mod needle;
mod picture;
mod player;
mod reading;
mod shelf;
mod state;
mod terminal;
mod terms;
#[cfg(test)]
mod tests;
mod typeset;
mod view;

pub use look::Colours;
pub use picture::{Pictures, text_of};

use std::io;

use crossterm::event::EventStream;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use drive::{Run, drive};
use library::Library;
use look::Look;
use reading::Reader;
use shelf::Shelf;
use state::App;
use terminal::{Guard, Synchronized};

use crate::explain::Reading;
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
    /// Whether to show things moving. Without it each motion has arrived at once, also while the story plays by itself.
    pub motion: bool,
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
    /// A letter from outside, explained in English and in Japanese.
    Letter(Box<[Reading; 2]>),
}

/// Why the screen could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The terminal cannot be drawn on or read from.
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
}

/// Whether the environment leaves things moving: not where `TEGAMI_NO_MOTION` is set to anything, as with `NO_COLOR`.
pub fn motion_from_env() -> bool {
    std::env::var_os("TEGAMI_NO_MOTION").is_none_or(|value| value.is_empty())
}

/// Opens the screen, and returns when the learner leaves it or the program is asked to stop. The terminal is then as it
/// was before, also after a panic.
///
/// A scenario that cannot be run is no error: the screen says so, over the list of lessons.
///
/// # Errors
/// Where the terminal cannot be drawn on or read from.
pub async fn run(options: Options) -> Result<(), Error> {
    let library = Shelf::open();
    let look = Look::new(options.theme, options.ascii);
    let app = App::new(options.lang, look, library.lessons());
    let app = app.starting_at(options.step.unwrap_or(1).saturating_sub(1)).moving(options.motion);
    let (mut app, run) = open(app, options.open);
    let stop = terminal::asked_to_stop()?;
    let _guard = Guard::take(options.mouse)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(Synchronized::new(io::stdout())))?;
    drive(&mut terminal, &mut app, &library, run, EventStream::new(), stop).await?;
    Ok(())
}

/// What the screen opens with, and what has to be run for it.
fn open(mut app: App, open: Open) -> (App, Option<Run>) {
    match open {
        Open::Lessons => (app, None),
        Open::Letter(readings) => (app.explaining(Reader::new(readings)), None),
        Open::Play(scenario) => (app.opening(), Some(Run::start(shelf::run(*scenario)))),
        Open::Replay(scenario, trace) => {
            app.opened(Ok(shelf::tell(&scenario, &trace)));
            (app, None)
        }
    }
}
