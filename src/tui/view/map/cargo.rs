//! What moves: a letter, a question, words; and how it fared.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::route::{Bend, Cell, Route};
use crate::story::{Cargo, Motion, Outcome, Step, Tone};
use crate::tui::look::{Glyphs, Look};
use crate::tui::view::{Scene, dot, put};

/// From this many cells on there is room for a letter of three rows.
const ROOM_FOR_ENVELOPE: usize = 9;

pub(super) fn draw(scene: Scene<'_>, step: &Step, motion: &Motion, route: &Route, area: Rect, buf: &mut Buffer) {
    let glyphs = scene.look.glyphs;
    let secret = step.lines.iter().any(|line| line.secret);
    let style = scene.look.tone(tone(motion.outcome)).patch(Look::strong());
    for cell in &route.cells {
        dot(buf, area, cell.at, cell.bend.glyph(glyphs, secret), style);
    }
    let arrived = scene.player.moved() >= 1000;
    if let Some(end) = head(glyphs, motion, route).filter(|_| arrived || motion.outcome == Outcome::Arrived)
        && let Some(cell) = route.cells.last()
    {
        dot(buf, area, cell.at, end, style);
    }
    if let Some(at) = position(scene, motion, route) {
        thing(scene, motion, route, at, area, buf);
    }
}

/// The tone of an outcome.
pub(in crate::tui::view) fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Arrived => Tone::Plain,
        Outcome::Refused => Tone::Bad,
        Outcome::Deferred | Outcome::Lost | Outcome::Junked => Tone::Warn,
    }
}

/// What stands at the end of the way: an arrow head, or that it did not get there.
fn head(glyphs: &Glyphs, motion: &Motion, route: &Route) -> Option<&'static str> {
    match motion.outcome {
        Outcome::Refused => return Some(glyphs.bad),
        Outcome::Lost | Outcome::Deferred => return Some("!"),
        Outcome::Arrived | Outcome::Junked => {}
    }
    let [.., before, last] = route.cells.as_slice() else { return None };
    Some(match (before.at, last) {
        ((x, _), Cell { at, .. }) if at.0 > x => glyphs.right,
        ((x, _), Cell { at, .. }) if at.0 < x => glyphs.left,
        ((_, y), Cell { at, .. }) if at.1 > y => glyphs.down,
        (_, Cell { bend: Bend::Upright, .. }) => glyphs.up,
        _ => return None,
    })
}

/// On which cell the thing is now. It comes to rest in the middle of the way, where it is seen best. A question goes to
/// DNS and comes back.
fn position(scene: Scene<'_>, motion: &Motion, route: &Route) -> Option<usize> {
    let last = route.cells.len().checked_sub(1)?;
    let moved = usize::from(scene.player.moved());
    if moved >= 1000 {
        return Some(last / 2);
    }
    let there = if matches!(motion.cargo, Cargo::Question { .. }) { 1000 - (2 * moved).abs_diff(1000) } else { moved };
    Some(last * there / 1000)
}

fn thing(scene: Scene<'_>, motion: &Motion, route: &Route, at: usize, area: Rect, buf: &mut Buffer) {
    let glyphs = scene.look.glyphs;
    let (glyph, style) = match &motion.cargo {
        Cargo::Letter { .. } if route.level && route.cells.len() >= ROOM_FOR_ENVELOPE => {
            return envelope(scene, motion, route, at, area, buf);
        }
        Cargo::Letter { .. } => (glyphs.letter, Look::strong()),
        Cargo::Question { .. } => ("?", Look::selected()),
        Cargo::Words => (glyphs.words[usize::from(route.leads_left())], Look::strong()),
    };
    if let Some(cell) = route.cells.get(at) {
        dot(buf, area, cell.at, glyph, style.patch(scene.look.tone(tone(motion.outcome))));
    }
}

fn envelope(scene: Scene<'_>, motion: &Motion, route: &Route, at: usize, area: Rect, buf: &mut Buffer) {
    let Some(middle) = route.cells.get(at.clamp(2, route.cells.len().saturating_sub(4).max(2))) else { return };
    let (x, y) = (middle.at.0.saturating_sub(2), middle.at.1.saturating_sub(1));
    let style: Style = Look::strong().patch(scene.look.tone(tone(motion.outcome)));
    for (row, y) in scene.look.glyphs.envelope.into_iter().zip(y..) {
        put(buf, area, (x, y), &Line::styled(row, style));
    }
}
