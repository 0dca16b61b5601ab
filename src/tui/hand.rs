//! The loop of the screen on which SMTP is typed: wait for a key or for the server, change the state, draw it.

use std::io;

use crossterm::event::Event;
use futures_util::{Stream, StreamExt};
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use tokio::sync::mpsc;

use super::drive::draw_anew;
use super::terminal::{Guard, Synchronized, asked_to_stop};
use super::typing::{Left, Request, Typing};
use super::{Keyboard, view};
use crate::tutor::{Ask, Heard};

/// What can happen.
enum Happening<'a> {
    Stop,
    Heard(Option<Heard>),
    MaySay(mpsc::Permit<'a, Ask>),
    Event(Option<Event>),
}

/// Shows the conversation, and returns when the learner leaves it or the program is asked to stop. The terminal is then as
/// it was before.
///
/// # Errors
/// Where the terminal cannot be drawn on or read from.
pub async fn type_smtp(
    typing: &mut Typing,
    ask: &mpsc::Sender<Ask>,
    heard: &mut mpsc::Receiver<Heard>,
    keyboard: &mut Keyboard,
) -> io::Result<Left> {
    let stop = asked_to_stop()?;
    let _guard = Guard::take(typing.mouse)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(Synchronized::new(io::stdout())))?;
    drive(&mut terminal, typing, (ask, heard), &mut keyboard.0, stop).await
}

/// Draws the screen and lets the learner type, until they leave, `stop` says so, or the events end and all is answered.
///
/// # Errors
/// Where the terminal cannot be drawn on or read from.
pub(super) async fn drive<B>(
    terminal: &mut Terminal<B>,
    typing: &mut Typing,
    (ask, heard): (&mpsc::Sender<Ask>, &mut mpsc::Receiver<Heard>),
    mut events: impl Stream<Item = io::Result<Event>> + Unpin,
    stop: impl Future<Output = ()>,
) -> io::Result<Left>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    tokio::pin!(stop);
    let (mut connected, mut ended) = (true, false);
    loop {
        terminal.draw(|frame| view::typing(typing, frame.area(), frame.buffer_mut())).map_err(io::Error::other)?;
        if ended && !(connected && (typing.dialogue.waits() || typing.has_to_say())) {
            return Ok(Left::Done);
        }
        let happening = tokio::select! {
            biased;
            () = &mut stop => Happening::Stop,
            heard = heard.recv(), if connected => Happening::Heard(heard),
            Ok(permit) = ask.reserve(), if typing.has_to_say() => Happening::MaySay(permit),
            event = events.next(), if !ended => Happening::Event(event.transpose()?),
        };
        let request = match happening {
            Happening::Stop => return Ok(Left::Done),
            Happening::Heard(Some(heard)) => {
                typing.hear(heard);
                Request::Draw
            }
            Happening::Heard(None) => {
                connected = false;
                typing.hear(Heard::HungUp);
                Request::Draw
            }
            Happening::MaySay(permit) => {
                if let Some(line) = typing.next_to_say() {
                    permit.send(Ask::Say(line));
                }
                Request::Draw
            }
            Happening::Event(Some(event)) => typing.event(&event),
            Happening::Event(None) => {
                ended = true;
                Request::Draw
            }
        };
        match request {
            Request::Draw => {}
            Request::Redraw => draw_anew(terminal)?,
            Request::Call => drop(ask.try_send(Ask::Call)),
            Request::Leave(left) => return Ok(left),
        }
    }
}
