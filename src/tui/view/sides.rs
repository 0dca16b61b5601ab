//! A table with two sides: what came of a letter in one case, and in another.

use ratatui::text::{Line, Span};

use crate::story::{Cell, ComparedRow, Tone};
use crate::tui::look::Look;
use crate::tui::typeset::{pad, wrap};

/// How wide the column of labels is.
pub(super) const LABELS: usize = 13;

fn column(width: usize) -> usize {
    width.saturating_sub(LABELS + 4) / 2
}

/// What stands over the two sides.
pub(super) fn columns(one: &str, other: &str, width: usize) -> Line<'static> {
    let cells = column(width);
    let lead = " ".repeat(LABELS + 2);
    Line::styled(format!("{lead}  {}  {other}", pad(one, cells.saturating_sub(2), "")), Look::faint())
}

/// A row of the table; cells that do not fit go on in the next line.
pub(super) fn row(look: &Look, row: &ComparedRow, width: usize) -> Vec<Line<'static>> {
    let cells = column(width);
    let (before, after) = (cell_lines(look, &row.before, cells), cell_lines(look, &row.after, cells));
    let mark = if row.differs() { look.glyphs.right } else { " " };
    let side = |lines: &[String], at: usize, cell: &Cell, new: bool| {
        let text = pad(lines.get(at).map_or("", String::as_str), cells, look.glyphs.ellipsis);
        let style = match (row.differs(), new) {
            (false, _) => Look::faint(),
            (true, true) if cell.tone == Tone::Plain => look.new_here(),
            (true, _) => look.tone(cell.tone),
        };
        Span::styled(text, style)
    };
    let line = |at: usize| {
        let (mark, label) = if at == 0 { (mark, row.label.as_str()) } else { (" ", "") };
        let label_style = if row.differs() { Look::strong() } else { Look::faint() };
        Line::from(vec![
            Span::styled(format!("{mark} "), look.new_here()),
            Span::styled(pad(label, LABELS, look.glyphs.ellipsis), label_style),
            side(&before, at, &row.before, false),
            Span::raw("  "),
            side(&after, at, &row.after, true),
        ])
    };
    (0..before.len().max(after.len())).map(line).collect()
}

/// The words of a cell behind its symbol, wrapped.
fn cell_lines(look: &Look, cell: &Cell, cells: usize) -> Vec<String> {
    /// A reply may be long, and the table is to be seen at one glance.
    const MOST: usize = 4;
    let words = if cell.text.is_empty() { "-" } else { &cell.text };
    let lines = wrap(words, cells.saturating_sub(2));
    let symbol = |at: usize| if at == 0 { look.symbol(cell.tone) } else { " " };
    lines.into_iter().take(MOST).enumerate().map(|(at, line)| format!("{} {line}", symbol(at))).collect()
}
