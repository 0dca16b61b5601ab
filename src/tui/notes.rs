//! The speaker's notes: a second terminal follows the screen that the class looks at.
//!
//! ```text
//!   tegami play NAME --notes                        tegami notes
//!   state ──► Card ──► Speaker ════ loopback ════► Listener ──► Card ──► a screen, or text
//!                        │                            ▲
//!                        └──► Place (port, token) ────┘
//!                             a file that only its owner can read
//! ```
//!
//! Nothing goes beyond this machine: the socket is bound to 127.0.0.1, and whoever connects has to know the token that
//! stands in the file. Where nobody asked for notes there is no socket and no file.

mod card;
mod desk;
mod follow;
mod listen;
mod place;
mod speak;

use std::io;

use crossterm::event::EventStream;
use futures_util::StreamExt;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

pub(super) use card::{Asked, Card, Page};
pub(super) use desk::Desk;
pub(super) use speak::Speaker;

use super::look::{Colours, Look};
use super::terminal::{Guard, Synchronized, asked_to_stop};
use crate::lang::Lang;

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
    let cards = listen::find().await.ok_or(NotesError::NobodySpeaks)?.cards();
    let stop = asked_to_stop()?;
    let _guard = Guard::take(false)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(Synchronized::new(io::stdout())))?;
    let desk = Desk::new(lang, Look::new(theme, ascii));
    follow::drive(&mut terminal, desk, Box::pin(cards), EventStream::new(), stop).await?;
    Ok(())
}

/// Follows a lesson as text that is only ever added to, until the lesson ends.
///
/// # Errors
/// Where no lesson is shown with `--notes`, or the text cannot be written.
pub async fn follow_as_text(lang: Lang, mut out: impl io::Write) -> Result<(), NotesError> {
    let mut cards = Box::pin(listen::find().await.ok_or(NotesError::NobodySpeaks)?.cards());
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

#[cfg(test)]
mod tests;
