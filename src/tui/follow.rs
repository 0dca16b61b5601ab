//! `tegami notes`: a second screen that follows the one that the class looks at. It waits for a card, a key or a second,
//! and draws.

use std::io;
use std::time::Duration;

use crossterm::event::{Event, EventStream};
use futures_util::{Stream, StreamExt};
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};

use super::drive::draw_anew;
use super::look::{Colours, Look};
use super::notes::{self, Card, Desk};
use super::terminal::{Guard, Synchronized, asked_to_stop};
use super::view;
use crate::lang::Lang;
use crate::trace::Time;

/// How often the clock moves on.
const SECOND: Duration = Duration::from_secs(1);

/// Why there are no notes.
#[derive(Debug, thiserror::Error)]
pub enum NotesError {
    /// No lesson is being given with `--notes`.
    #[error("no lesson is being shown with --notes")]
    NobodySpeaks,
    /// The terminal, or the connection, fails.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Follows a lesson on a screen of its own, until the speaker leaves or the lesson ends.
///
/// # Errors
/// Where no lesson is shown with `--notes`, or the terminal cannot be used.
pub async fn follow(lang: Lang, theme: Colours, ascii: bool) -> Result<(), NotesError> {
    let cards = notes::find().await.ok_or(NotesError::NobodySpeaks)?.cards();
    let stop = asked_to_stop()?;
    let _guard = Guard::take(false)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(Synchronized::new(io::stdout())))?;
    let desk = Desk::new(lang, Look::new(theme, ascii));
    drive(&mut terminal, desk, Box::pin(cards), EventStream::new(), stop).await?;
    Ok(())
}

/// Follows a lesson as text that is only ever added to, until the lesson ends.
///
/// # Errors
/// Where no lesson is shown with `--notes`, or the text cannot be written.
pub async fn follow_as_text(lang: Lang, mut out: impl io::Write) -> Result<(), NotesError> {
    let mut cards = Box::pin(notes::find().await.ok_or(NotesError::NobodySpeaks)?.cards());
    let mut before = None;
    while let Some(card) = cards.next().await {
        let text = card.page(lang).text(lang);
        if before.as_ref() != Some(&text) {
            writeln!(out, "{text}")?;
            out.flush()?;
            before = Some(text);
        }
    }
    Ok(())
}

/// Shows cards as they come, until the speaker leaves, `stop` says so, or the events end.
async fn drive<B>(
    terminal: &mut Terminal<B>,
    mut desk: Desk,
    mut cards: impl Stream<Item = Card> + Unpin,
    mut events: impl Stream<Item = io::Result<Event>> + Unpin,
    stop: impl Future<Output = ()>,
) -> io::Result<()>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    tokio::pin!(stop);
    let mut clock = tokio::time::interval(SECOND);
    loop {
        let lang = desk.lang;
        if !desk.over {
            desk.elapsed = Time::now().0.saturating_sub(desk.card.opened).max(0);
        }
        let drawn = terminal.draw(|frame| {
            let area = frame.area();
            desk.scroll = desk.scroll.min(view::notes(&desk, area, frame.buffer_mut()));
        });
        drawn.map_err(io::Error::other)?;
        tokio::select! {
            biased;
            () = &mut stop => return Ok(()),
            card = cards.next(), if !desk.over => desk.turn(card),
            event = events.next() => match event.transpose()? {
                Some(event) if desk.act(&event) => {}
                _ => return Ok(()),
            },
            _ = clock.tick(), if !desk.over => {}
        }
        if desk.lang != lang {
            draw_anew(terminal)?;
        }
    }
}
