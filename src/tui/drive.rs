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
use super::library::{Library, Opened, Tale, Trouble};
use super::state::App;
use super::view;
use crate::trace::Time;

/// A lesson that is being run in a task of its own; dropping it stops the task.
pub(super) struct Run(JoinHandle<Opened>);

impl Run {
    /// Begins to run it.
    pub(super) fn start(run: impl Future<Output = Opened> + Send + 'static) -> Self {
        Self(tokio::spawn(run))
    }

    async fn finished(run: &mut Option<Self>) -> Opened {
        let Some(Self(task)) = run else { return pending().await };
        let result = task.await;
        *run = None;
        result.unwrap_or_else(|broken| Err(Trouble::not_run(&broken)))
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
    Opened(Box<Opened>),
    Reloaded(Box<Opened>),
    FileChanged,
    News(Box<Tale>),
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
    let driven = until_the_end(terminal, app, library, &mut run, &mut events, stop).await;
    app.end();
    keep_results(app, library);
    driven
}

async fn until_the_end<B>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    library: &impl Library,
    run: &mut Option<Run>,
    events: &mut (impl Stream<Item = io::Result<Event>> + Unpin),
    stop: impl Future<Output = ()>,
) -> io::Result<()>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    tokio::pin!(stop);
    let size = terminal.size().map_err(io::Error::other)?;
    app.resize(size.width, size.height);
    let (mut ended, mut drawn, mut again) = (false, false, None);
    loop {
        if !std::mem::take(&mut drawn) {
            terminal.draw(|frame| view::draw(app, frame.area(), frame.buffer_mut())).map_err(io::Error::other)?;
        }
        library.show_speaker(|opened| app.card(opened));
        if ended && run.is_none() && again.is_none() {
            return Ok(());
        }
        let happening = tokio::select! {
            biased;
            () = &mut stop => Happening::Stop,
            result = Run::finished(run) => Happening::Opened(Box::new(result)),
            result = Run::finished(&mut again) => Happening::Reloaded(Box::new(result)),
            event = events.next(), if !ended => event.transpose()?.map_or(Happening::NoMoreEvents, Happening::Event),
            () = library.changed(), if !ended => Happening::FileChanged,
            tale = library.news(), if !ended => Happening::News(Box::new(tale)),
            () = alarm(app), if !ended => Happening::Alarm,
        };
        let request = match happening {
            Happening::Stop => Request::Quit,
            Happening::Opened(result) => {
                app.opened(*result);
                Request::Redraw
            }
            Happening::Reloaded(result) => {
                app.reloaded(*result);
                Request::Redraw
            }
            Happening::FileChanged => app.reload(),
            Happening::News(tale) => {
                app.grown(*tale);
                Request::Draw
            }
            Happening::Event(event) => app.event(&event),
            Happening::NoMoreEvents => {
                ended = true;
                Request::Draw
            }
            Happening::Alarm => {
                app.tick();
                Request::Draw
            }
        };
        match request {
            Request::Quit => return Ok(()),
            Request::Wait => drawn = true,
            Request::Draw => {}
            Request::Redraw => draw_anew(terminal)?,
            Request::Open(name) => {
                library.showing(Some(&name));
                *run = Some(Run::start(library.open(&name, None)));
            }
            Request::Again(name, start) => {
                library.showing(Some(&name));
                again = Some(Run::start(library.open(&name, Some(start))));
            }
            Request::Run(scenario, start) => *run = Some(Run::start(library.run(*scenario, start))),
            Request::Write { path, text } => app.written(library.write(&path, &text)),
            Request::List => app.lessons.set(library.lessons()),
            Request::Cancel => *run = None,
            Request::Hurry => app.hurried(library.hurry()),
        }
        keep_results(app, library);
    }
}

/// Hands on what there is to keep, first what could not be kept before.
fn keep_results(app: &mut App, library: &impl Library) {
    if app.record.waiting.is_empty() {
        return;
    }
    let mut lines = std::mem::take(&mut app.record.unkept);
    lines.extend(std::mem::take(&mut app.record.waiting).into_iter().map(|sitting| sitting.ended(Time::now())));
    for line in lines {
        let kept = library.keep(&line);
        app.kept(line, kept);
    }
}

/// Lets the next frame be drawn whole. `Terminal::clear` would first ask the terminal where its cursor is, and wait for
/// an answer that the stream of events has already taken.
pub(super) fn draw_anew<B>(terminal: &mut Terminal<B>) -> io::Result<()>
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
