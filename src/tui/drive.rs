//! The loop: wait for one thing to happen, change the state, draw it.
//!
//! It is the same loop in the program and in the tests: the terminal it draws on, the stream of events, the word to
//! stop and the library are handed in. Where nothing moves, nothing wakes it.

use std::future::pending;
use std::io;

use crossterm::event::Event;
use futures_util::{Stream, StreamExt};
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::{Position, Rect};
use tokio::task::JoinHandle;

use super::app::Request;
use super::library::{Library, Tale};
use super::state::App;
use super::view;

/// A lesson that is being run in a task of its own; dropping it stops the task.
pub(super) struct Run(JoinHandle<Result<Tale, String>>);

impl Run {
    /// Begins to run it.
    pub(super) fn start(run: impl Future<Output = Result<Tale, String>> + Send + 'static) -> Self {
        Self(tokio::spawn(run))
    }

    async fn finished(run: &mut Option<Self>) -> Result<Tale, String> {
        let Some(Self(task)) = run else { return pending().await };
        let result = task.await;
        *run = None;
        result.unwrap_or_else(|broken| Err(broken.to_string()))
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What can happen.
enum Happening {
    Stop,
    Opened(Box<Result<Tale, String>>),
    Event(Event),
    NoMoreEvents,
    Alarm,
}

/// Draws the screen and lets the learner use it, until they quit, `stop` says so, or the events end.
///
/// # Errors
/// Where the terminal cannot be drawn on or read from.
pub(super) async fn drive<B>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    library: &impl Library,
    mut run: Option<Run>,
    mut events: impl Stream<Item = io::Result<Event>> + Unpin,
    stop: impl Future<Output = ()>,
) -> io::Result<()>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    tokio::pin!(stop);
    let size = terminal.size().map_err(io::Error::other)?;
    app.resize(size.width, size.height);
    let (mut ended, mut drawn) = (false, false);
    loop {
        if !std::mem::take(&mut drawn) {
            terminal.draw(|frame| view::draw(app, frame.area(), frame.buffer_mut())).map_err(io::Error::other)?;
        }
        if ended && run.is_none() {
            return Ok(());
        }
        let happening = tokio::select! {
            biased;
            () = &mut stop => Happening::Stop,
            result = Run::finished(&mut run) => Happening::Opened(Box::new(result)),
            event = events.next(), if !ended => event.transpose()?.map_or(Happening::NoMoreEvents, Happening::Event),
            () = alarm(app), if !ended => Happening::Alarm,
        };
        match happening {
            Happening::Stop => return Ok(()),
            Happening::Opened(result) => {
                app.opened(*result);
                draw_anew(terminal)?;
            }
            Happening::Event(event) => match app.event(&event) {
                Request::Quit => return Ok(()),
                Request::Wait => drawn = true,
                Request::Draw => {}
                Request::Redraw => draw_anew(terminal)?,
                Request::Open(lesson) => run = Some(Run::start(library.open(lesson))),
                Request::Cancel => run = None,
            },
            Happening::NoMoreEvents => ended = true,
            Happening::Alarm => app.tick(),
        }
    }
}

/// Lets the next frame be drawn whole. `Terminal::clear` would first ask the terminal where its cursor is, and wait for
/// an answer that the stream of events has already taken.
fn draw_anew<B>(terminal: &mut Terminal<B>) -> io::Result<()>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    let size = terminal.size().map_err(io::Error::other)?;
    terminal.resize(Rect::from((Position::ORIGIN, size))).map_err(io::Error::other)
}

async fn alarm(app: &App) {
    match app.alarm() {
        Some(wait) => tokio::time::sleep(wait).await,
        None => pending().await,
    }
}
