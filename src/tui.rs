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
//!
//! | to see | look into |
//! |---|---|
//! | what there is to be drawn | `state`: one of `list`, `player` (a story), `reading` (a letter from outside), `whatif` |
//! | what a key does | `keys`, then `app`; in a story `player`: `travel`, `search`, `quiz`, `trail` (causes), `proving` |
//! | how a region looks | `view`, one file for each; its head has the map of the screen |
//! | how a lab is shown while it goes on | `live` |
//! | where lessons come from | `library`, and the program's own: `shelf`; `watch` tells of a file that changes |
//! | SMTP typed by hand | `typing`, and `hand`, a loop of its own |
//! | how it all turns | `drive`, the loop; `terminal` gives the terminal back, whatever ends it |
//! | what a class needs | `notes`, which `follow` shows in a second terminal; `score` |
//! | how text is set | `typeset`, `look` (colours and glyphs), `terms` (both languages), `needle` (what is searched for) |

mod app;
mod drive;
mod editor;
mod film;
#[cfg(test)]
mod fixture;
mod follow;
mod geometry;
mod hand;
mod keys;
mod library;
mod list;
mod live;
mod look;
mod needle;
mod notes;
mod picture;
mod player;
mod reading;
mod score;
mod shelf;
mod state;
mod terminal;
mod terms;
#[cfg(test)]
mod tests;
mod typeset;
mod typing;
mod view;
mod watch;
mod whatif;

pub use film::{Frame, film};
pub use follow::{NotesError, follow as follow_notes, follow_as_text as follow_notes_as_text};
pub use hand::type_smtp;
pub use live::Live;
pub use look::Colours;
pub use picture::{Pictures, text_of};
pub use terminal::asked_to_stop;
pub use typing::{Left, Place, Typing};

use std::io;
use std::path::PathBuf;

use crossterm::event::EventStream;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use drive::{Run, drive};
use library::Library;
use live::Telling;
use look::Look;
use notes::Speaker;
use reading::Reader;
use score::Score;
use shelf::Shelf;
use state::{App, Notice};
use terminal::{Guard, Synchronized};
use watch::Watch;

use crate::explain::Reading;
use crate::lang::Lang;
use crate::scenario::Scenario;
use crate::trace::{Time, Trace};

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
    /// What a class needs.
    pub classroom: Classroom,
}

/// What those who write lessons, give them and take them need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Classroom {
    /// Whether a file that changes is told anew.
    pub watch: bool,
    /// Whether a second terminal may show the speaker's notes.
    pub notes: bool,
    /// Where results are kept.
    pub score: Option<PathBuf>,
    /// Whose results they are; empty where nobody said.
    pub learner: String,
}

/// What the screen opens with.
#[derive(Debug, Clone)]
pub enum Open {
    /// The list of these lessons, by name or path; of the built-in ones, where none are named.
    Lessons(Vec<String>),
    /// A scenario, run now; its time begins then, or now.
    Play(Box<Scenario>, Option<Time>),
    /// A saved trace of a scenario; nothing is run.
    Replay(Box<Scenario>, Trace),
    /// A lab, while it goes on.
    Live(Box<Live>),
    /// A letter from outside, explained in English and in Japanese.
    Letter(Box<[Reading; 2]>),
}

/// Why the screen could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The terminal cannot be drawn on or read from.
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
    /// Results could not be written, and here they are.
    #[error("the results could not be written")]
    Results {
        /// One line of JSON for each lesson.
        lines: Vec<String>,
    },
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
    run_with(options, &mut Keyboard::default()).await
}

/// The keys of the learner, for several screens one after another: a stream of keys that ends may take one with it.
#[derive(Debug, Default)]
pub struct Keyboard(EventStream);

/// As [`run`], with the keys of another screen.
///
/// # Errors
/// As [`run`].
pub async fn run_with(options: Options, keyboard: &mut Keyboard) -> Result<(), Error> {
    let (speaker, notice) = speaker(options.classroom.notes).await;
    let telling = if let Open::Live(live) = &options.open { Some(Telling::start((**live).clone())) } else { None };
    let library = library(&options).speaking(speaker).telling(telling);
    let look = Look::new(options.theme, options.ascii);
    let mut app = App::new(options.lang, look, library.lessons());
    app.learnt(options.classroom.learner, library.completed());
    let app = app.starting_at(options.step.unwrap_or(1).saturating_sub(1)).moving(options.motion);
    let (mut app, run) = open(app, &library, options.open);
    app.notice = notice;
    let stop = asked_to_stop()?;
    let guard = Guard::take(options.mouse)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(Synchronized::new(io::stdout())))?;
    let driven = drive(&mut terminal, &mut app, &library, run, &mut keyboard.0, stop).await;
    drop(guard);
    if app.record.unkept.is_empty() { Ok(driven?) } else { Err(Error::Results { lines: app.record.unkept }) }
}

/// Whoever tells a second terminal what is shown, and what to say about that.
async fn speaker(wanted: bool) -> (Option<Speaker>, Option<Notice>) {
    if !wanted {
        return (None, None);
    }
    match Speaker::start().await {
        Ok(speaker) => (Some(speaker), Some(Notice::listen())),
        Err(error) => (None, Some(Notice::no_notes(&error))),
    }
}

fn library(options: &Options) -> Shelf {
    let lessons = if let Open::Lessons(lessons) = &options.open { lessons.clone() } else { Vec::new() };
    let Classroom { watch, score, learner, .. } = options.classroom.clone();
    let score = score.map(|path| Score::new(path, learner));
    Shelf::open(lessons).keeping(score).watching(watch.then(Watch::start))
}

/// What the screen opens with, and what has to be run for it.
fn open(mut app: App, library: &Shelf, open: Open) -> (App, Option<Run>) {
    match open {
        Open::Lessons(_) => (app, None),
        Open::Letter(readings) => (app.explaining(Reader::new(readings)), None),
        Open::Play(scenario, start) => {
            library.showing(Some(&shelf::called(&scenario)));
            (app.opening(), Some(Run::start(shelf::run(*scenario, start))))
        }
        Open::Live(live) => {
            let tale = live.tell(&live.feed.trace());
            (app.watching(tale, live.guides), None)
        }
        Open::Replay(scenario, trace) => {
            app.opened(Ok(shelf::tell(&scenario, &trace, None)));
            (app, None)
        }
    }
}
