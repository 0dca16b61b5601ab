//! An exhibit: lines whose columns are meant, with marks below what the eye should stop at.
//!
//! ```text
//!   - Pay by Friday.          a line that was taken out
//!   + Pay by Monday.          a line that was added
//!     d=mail.a-corp.example   part of a line differs
//!       ^^^^^
//! ```

use unicode_width::UnicodeWidthChar;

use crate::report::page::Page;
use crate::story::{Emphasis, Exhibit, Span};

/// Draws it at that column. What is too wide goes on below, its marks with it.
pub(super) fn draw(page: &mut Page, exhibit: &Exhibit, indent: usize) {
    if !exhibit.caption.is_empty() {
        page.paragraph(indent, &exhibit.caption);
    }
    let room = page.look.width.saturating_sub(indent + 2).max(20);
    for line in &exhibit.lines {
        let whole = only_emphasis(line);
        let (margin, end) = margin(page, whole);
        for row in rows(line, room) {
            page.line(&format!("{}{margin}{}{end}", " ".repeat(indent), text(page, &row)));
            let mark = |cell: &Cell| mark(page, cell.emphasis, whole).repeat(cell.width);
            let marks: String = row.iter().map(mark).collect();
            if !marks.trim_end().is_empty() {
                page.line(&format!("{}{marks}", " ".repeat(indent + 2)));
            }
        }
    }
}

/// A character in its place.
struct Cell {
    character: char,
    width: usize,
    emphasis: Emphasis,
}

/// The emphasis of a line that has only one.
fn only_emphasis(line: &[Span]) -> Option<Emphasis> {
    let mut spans = line.iter().filter(|span| !span.text.trim().is_empty()).map(|span| span.emphasis);
    spans.next().filter(|first| spans.all(|other| other == *first))
}

/// What stands before and behind a line that is all of one kind.
fn margin(page: &Page, whole: Option<Emphasis>) -> (&'static str, &'static str) {
    match whole {
        Some(Emphasis::Added) => ("+ ", ""),
        Some(Emphasis::Removed) => ("- ", ""),
        Some(Emphasis::Quiet) if !page.look.color => (" (", ")"),
        _ => ("  ", ""),
    }
}

/// The mark below a character; a line that is all of one kind shows it in its margin.
fn mark(page: &Page, emphasis: Emphasis, whole: Option<Emphasis>) -> &'static str {
    match emphasis {
        Emphasis::Differs => "^",
        Emphasis::Added if whole.is_none() => "+",
        Emphasis::Removed if whole.is_none() => "-",
        Emphasis::Quiet if whole.is_none() && !page.look.color => "~",
        _ => " ",
    }
}

/// The line in rows that have room.
fn rows(line: &[Span], room: usize) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new()];
    let mut columns = 0;
    for (character, emphasis) in line.iter().flat_map(|span| span.text.chars().map(|c| (c, span.emphasis))) {
        let width = character.width().unwrap_or(0);
        if columns + width > room {
            rows.push(Vec::new());
            columns = 0;
        }
        columns += width;
        if let Some(row) = rows.last_mut() {
            row.push(Cell { character, width, emphasis });
        }
    }
    rows
}

fn text(page: &Page, row: &[Cell]) -> String {
    let runs = row.chunk_by(|one, next| one.emphasis == next.emphasis);
    runs.map(|run| {
        let text: String = run.iter().map(|cell| cell.character).collect();
        match run.first().map(|cell| cell.emphasis) {
            Some(Emphasis::Quiet) => page.look.dim(&text),
            Some(Emphasis::Differs) => page.look.strong(&text),
            _ => text,
        }
    })
    .collect()
}
