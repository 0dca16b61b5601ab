//! The speaker's loop: wait for a card, a key or a second, and draw.

use std::io;
use std::time::Duration;

use crossterm::event::Event;
use futures_util::{Stream, StreamExt};
use ratatui::Terminal;
use ratatui::backend::Backend;

use super::card::Card;
use super::desk::Desk;
use crate::trace::Time;
use crate::tui::drive::draw_anew;
use crate::tui::view;

/// How often the clock moves on.
const SECOND: Duration = Duration::from_secs(1);

/// Shows cards as they come, until the speaker leaves, `stop` says so, or the events end.
pub(super) async fn drive<B>(
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
