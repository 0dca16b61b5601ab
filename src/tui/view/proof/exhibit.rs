//! Something to look at in a proof: lines whose columns are meant.
//!
//! What stands out is marked in a row below, so that it does on a terminal without colour too:
//!
//! ```text
//!   198.51.100.25   11000110 00110011
//!   192.0.2.25      11000000 00000000
//!                   =====^^= ==^^==^^     = the same, ^ different, + added, - removed
//! ```

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthChar;

use super::Scene;
use crate::story::{self, Emphasis, Exhibit};
use crate::tui::look::Look;
use crate::tui::typeset::{bounded, hang};

/// A character of a line, and how it stands out.
type Cell = (char, Emphasis);

pub(super) fn lines(scene: Scene<'_>, exhibit: &Exhibit, indent: usize, width: usize) -> Vec<Line<'static>> {
    let lead = || vec![Span::raw(" ".repeat(indent))];
    let mut lines = Vec::new();
    if !exhibit.caption.is_empty() {
        lines.extend(hang(lead(), &exhibit.caption, Look::faint(), width));
    }
    let room = width.saturating_sub(indent + 4).max(8);
    lines.extend(bounded(exhibit.lines.iter().flat_map(|line| set(scene, line, indent, room))));
    lines
}

/// A line, broken where it is too long, each piece with its marks below it.
fn set(scene: Scene<'_>, line: &[story::Span], indent: usize, room: usize) -> Vec<Line<'static>> {
    let cells: Vec<Cell> =
        line.iter().flat_map(|span| span.text.chars().map(|c| (c, span.emphasis))).take(4_000).collect();
    let whole = only(&cells);
    let gutter = match whole {
        Some(Emphasis::Added) => "+ ",
        Some(Emphasis::Removed) => "- ",
        _ => "  ",
    };
    let margin = format!("{}{}{gutter}", " ".repeat(indent), scene.look.glyphs.upright);
    let mut lines = Vec::new();
    for piece in pieces(&cells, room) {
        lines.push(painted(scene, &margin, piece));
        if gutter.trim().is_empty() {
            let blank = format!("{}{}  ", " ".repeat(indent), scene.look.glyphs.upright);
            lines.extend(below(piece).map(|marks| Line::styled(format!("{blank}{marks}"), Look::strong())));
        }
    }
    lines
}

/// How the whole line stands out, if all of it does in the same way.
fn only(cells: &[Cell]) -> Option<Emphasis> {
    let (_, first) = cells.first()?;
    cells.iter().all(|(_, emphasis)| emphasis == first).then_some(*first)
}

/// The line in pieces of at most `room` cells; an empty line is one empty piece.
fn pieces(cells: &[Cell], room: usize) -> Vec<&[Cell]> {
    let (mut pieces, mut begins, mut taken) = (Vec::new(), 0, 0);
    for (at, (c, _)) in cells.iter().enumerate() {
        let wide = c.width().unwrap_or(0);
        if taken + wide > room {
            pieces.push(&cells[begins..at]);
            (begins, taken) = (at, 0);
        }
        taken += wide;
    }
    pieces.push(&cells[begins..]);
    pieces
}

fn painted(scene: Scene<'_>, margin: &str, piece: &[Cell]) -> Line<'static> {
    let mut line = Line::from(Span::styled(margin.to_owned(), Look::faint()));
    for run in piece.chunk_by(|(_, one), (_, other)| one == other) {
        let text: String = run.iter().map(|(c, _)| c).collect();
        let emphasis = run.first().map(|(_, emphasis)| *emphasis).unwrap_or_default();
        line.push_span(Span::styled(text, style(scene, emphasis)));
    }
    line
}

/// The marks below a piece; none where nothing in it stands out.
fn below(piece: &[Cell]) -> Option<String> {
    let mark = |emphasis| match emphasis {
        Emphasis::Same => '=',
        Emphasis::Differs => '^',
        Emphasis::Added => '+',
        Emphasis::Removed => '-',
        Emphasis::Plain | Emphasis::Quiet => ' ',
    };
    let marks: String =
        piece.iter().flat_map(|(c, emphasis)| std::iter::repeat_n(mark(*emphasis), c.width().unwrap_or(0))).collect();
    let marks = marks.trim_end();
    (!marks.is_empty()).then(|| marks.to_owned())
}

fn style(scene: Scene<'_>, emphasis: Emphasis) -> Style {
    match emphasis {
        Emphasis::Plain => Style::new(),
        Emphasis::Same => scene.look.tone(story::Tone::Good),
        Emphasis::Differs => scene.look.tone(story::Tone::Bad),
        Emphasis::Added => scene.look.new_here(),
        Emphasis::Removed => Look::faint().add_modifier(Modifier::CROSSED_OUT),
        Emphasis::Quiet => Look::faint(),
    }
}
