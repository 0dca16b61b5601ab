//! What was searched for, marked wherever it stands on the screen.
//!
//! The marks are made on what has been drawn: no page has to know that anybody searches.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::Scene;
use super::page::Page;
use crate::tui::player::Stop;

/// Marks the matches in a region.
pub(super) fn draw(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    let Some(needle) = scene.player.search.needle() else { return };
    let rect = rect.intersection(buf.area);
    let cells: Vec<Vec<u16>> = (rect.top()..rect.bottom()).map(|y| cells(buf, rect, y)).collect();
    let text = |(xs, y): (&Vec<u16>, u16)| xs.iter().filter_map(|x| buf[(*x, y)].symbol().chars().next()).collect();
    let rows: Vec<String> = cells.iter().zip(rect.top()..).map(text).collect();
    for (row, at) in needle.places(rows) {
        let (Some(x), Ok(row)) = (cells.get(row).and_then(|xs| xs.get(at)), u16::try_from(row)) else { continue };
        if let Some(cell) = buf.cell_mut((*x, rect.y + row)) {
            // What is reversed already is set back; the underline remains.
            cell.modifier.toggle(Modifier::REVERSED);
            cell.modifier.insert(Modifier::UNDERLINED | Modifier::BOLD);
        }
    }
}

/// The first line of a page on which a match stands; behind the beginning of what is pointed at, if something is.
pub(super) fn first_line(scene: Scene<'_>, page: &Page, stop: Option<Stop>) -> Option<usize> {
    let needle = scene.player.search.needle()?;
    let from = stop.and_then(|stop| page.place_of(stop)).map_or(0, |lines| lines.start);
    let places = needle.places(page.lines.iter().skip(from).map(ToString::to_string));
    places.first().map(|(line, _)| from + line)
}

/// The columns of a row in which a character begins.
fn cells(buf: &Buffer, rect: Rect, y: u16) -> Vec<u16> {
    let mut x = rect.left();
    let next = move || {
        let here = x;
        let symbol = (here < rect.right()).then(|| buf[(here, y)].symbol())?;
        x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
        Some(here)
    };
    std::iter::from_fn(next).collect()
}
