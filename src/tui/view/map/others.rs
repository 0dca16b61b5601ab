//! The hosts that are none of the four machines of the row: a forwarder, a list, an attacker, a second server. They stand
//! below the row, all of them from the first step on, so that the picture stays the same.
//!
//! Where there is not room for all, names are cut first; then those stay away that have nothing to do with the step.

use ratatui::layout::Rect;

use crate::story::{Actor, ActorKind};
use crate::tui::typeset::width as cells;

/// The fewest cells between two of them.
const SMALLEST_GAP: u16 = 2;
/// The most.
const WIDEST_GAP: u16 = 14;
/// A name is cut down to this many cells before its host has to stay away.
const NARROWEST: u16 = 12;
/// Borders or brackets around a name.
const EDGES: u16 = 2;

/// Whether any such host takes part.
pub(super) fn any(actors: &[Actor]) -> bool {
    actors.iter().any(|actor| actor.kind == ActorKind::Other)
}

/// Who stands below the row and where, and how many had to stay away.
pub(super) fn places<'a>(actors: &'a [Actor], concerned: &[&str], area: Rect) -> (Vec<(&'a Actor, Rect)>, usize) {
    let all: Vec<&Actor> = actors.iter().filter(|actor| actor.kind == ActorKind::Other).collect();
    let most = usize::from((area.width + SMALLEST_GAP) / (NARROWEST + SMALLEST_GAP)).max(1);
    let stay = staying(&all, concerned, most);
    let missing = all.len() - stay.len();
    let boxed = area.height >= 3;
    let wanted = stay.iter().map(|actor| wanted(actor, boxed)).collect();
    let gaps = SMALLEST_GAP.saturating_mul(u16::try_from(stay.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let widths = fitted(wanted, area.width.saturating_sub(gaps));
    (stay.into_iter().zip(spread(&widths, area)).collect(), missing)
}

/// At most so many, in their order; the concerned ones in any case.
fn staying<'a>(all: &[&'a Actor], concerned: &[&str], most: usize) -> Vec<&'a Actor> {
    let is_concerned = |actor: &&&Actor| concerned.contains(&actor.host.as_str());
    let mut free = most.saturating_sub(all.iter().filter(is_concerned).count());
    let mut stays = |actor: &&&'a Actor| {
        is_concerned(actor) || {
            let room = free > 0;
            free = free.saturating_sub(1);
            room
        }
    };
    all.iter().filter(|actor| stays(actor)).copied().collect()
}

fn wanted(actor: &Actor, boxed: bool) -> u16 {
    let inner = if boxed { cells(&actor.host).max(cells(&actor.address)) } else { cells(&actor.host) };
    u16::try_from(inner).unwrap_or(u16::MAX).saturating_add(EDGES)
}

fn fitted(mut widths: Vec<u16>, room: u16) -> Vec<u16> {
    while widths.iter().copied().fold(0, u16::saturating_add) > room {
        match widths.iter_mut().max().filter(|widest| **widest > EDGES + 1) {
            Some(widest) => *widest = (*widest - 1).min(room),
            None => break,
        }
    }
    widths
}

fn spread(widths: &[u16], area: Rect) -> Vec<Rect> {
    let count = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    let taken = widths.iter().copied().fold(0, u16::saturating_add);
    let free = area.width.saturating_sub(taken);
    let gap = (free / count.saturating_add(1)).clamp(SMALLEST_GAP, WIDEST_GAP);
    let mut x = area.x + free.saturating_sub(gap * count.saturating_sub(1)) / 2;
    let place = |width: &u16| {
        let rect = Rect { x, width: *width, ..area };
        x = rect.right().saturating_add(gap);
        rect
    };
    widths.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(count: usize) -> Vec<Actor> {
        let host = |at| Actor {
            host: format!("mail{at}.very-long-name.example"),
            kind: ActorKind::Other,
            label: String::new(),
            address: "192.0.2.1".to_owned(),
        };
        (0..count).map(host).collect()
    }

    #[test]
    fn nobody_stands_on_anybody_and_nobody_that_is_needed_stays_away() {
        for count in [0, 1, 4, 8, 40, 300] {
            for width in [60, 80, 120, 200] {
                let actors = hosts(count);
                let needed = ["mail0.very-long-name.example", "mail39.very-long-name.example"];
                let area = Rect::new(0, 0, width, 4);
                let (places, missing) = places(&actors, &needed, area);
                assert_eq!(places.len() + missing, count);
                assert!(places.windows(2).all(|pair| pair[0].1.right() < pair[1].1.x), "{count} hosts in {width}");
                assert!(places.iter().all(|(_, rect)| area.intersection(*rect) == *rect), "{count} hosts in {width}");
                let there = |name: &&str| places.iter().any(|(actor, _)| actor.host == **name);
                assert!(needed.iter().filter(|name| actors.iter().any(|actor| actor.host == **name)).all(there));
            }
        }
    }
}
