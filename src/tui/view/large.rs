//! Large print: a story set for the last row of a classroom.
//!
//! A program cannot make a terminal's letters larger (the teacher can: Ctrl and +); it can make them fewer and easier to
//! read. One pane, wide margins, an empty line between any two, nothing faint, everything bold, and the step's title as
//! a bar across the screen:
//!
//! ```text
//!    map, caption
//!  ████ ③ ✗ DMARC: fail ████████████████
//!
//!       The domain in the header From …
//!
//!       … is not the domain that SPF …
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::Line;

use super::page::{Opens, Page};
use super::{Scene, put};
use crate::tui::look::Look;
use crate::tui::typeset;

/// From this many rows on the title's bar has an empty row above and below it.
const ROOM_FOR_BAR: u16 = 30;
/// The widest column of text.
const WIDEST: u16 = 80;

/// How many rows the title takes on a screen so high.
pub(super) fn title_rows(height: u16) -> u16 {
    if height >= ROOM_FOR_BAR { 3 } else { 1 }
}

/// The column of text in an area: margins of a tenth, or more.
pub(super) fn column(area: Rect) -> Rect {
    let width = (area.width * 4 / 5).min(WIDEST);
    Rect { x: area.x + (area.width - width) / 2, width, ..area }
}

/// The title of the step, as a bar.
pub(super) fn title(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    let Some(step) = scene.player.step(scene.lang) else { return };
    let look = scene.look;
    let stage = step.stage.map_or(look.glyphs.dot, |stage| look.glyphs.stages[stage.number() - 1]);
    let text = format!("{stage} {} {}", look.symbol(step.tone), step.title);
    let indent = usize::from(column(rect).x.saturating_sub(rect.x));
    let style = look.tone(step.tone).patch(Look::strong()).patch(Look::selected());
    for y in rect.y..rect.bottom() {
        let row = if y == rect.y + rect.height / 2 { format!("{}{text}", " ".repeat(indent)) } else { String::new() };
        let row = typeset::pad(&row, rect.width.into(), look.glyphs.ellipsis);
        put(buf, rect, (rect.x, y), &Line::styled(row, style));
    }
}

/// A page with an empty line behind each of its lines.
pub(super) fn spaced(page: Page) -> Page {
    let opens = match page.opens {
        Opens::Top => Opens::Top,
        Opens::At(line) => Opens::At(2 * line),
        Opens::Around(line) => Opens::Around(2 * line),
    };
    let lines = page.lines.into_iter().flat_map(|line| [line, Line::default()]).collect();
    let stops = page.stops.into_iter().map(|(stop, lines)| (stop, 2 * lines.start..2 * lines.end)).collect();
    Page { lines, opens, stops }
}

/// Nothing stands back, and all of it is bold.
pub(super) fn strengthen(area: Rect, buf: &mut Buffer) {
    for at in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(at) {
            cell.modifier.remove(Modifier::DIM);
            cell.modifier.insert(Modifier::BOLD);
        }
    }
}
