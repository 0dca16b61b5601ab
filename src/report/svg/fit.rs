//! Text that fits: SVG does not wrap, and nobody knows the reader's fonts, so widths are estimated on the wide side.

use unicode_width::UnicodeWidthStr;

use super::point::count;
use crate::report::markup::escape;

/// How wide a column is, in parts of the size of the font: half a Japanese character, or a Latin one.
const PROPORTIONAL: f64 = 0.56;
const MONOSPACE: f64 = 0.61;
/// How far text is made smaller before it is cut.
const SMALLEST: f64 = 0.7;

/// In which kind of font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// For words.
    Words,
    /// For what stands as it was on the wire.
    Mono,
}

impl Face {
    fn column(self) -> f64 {
        if self == Self::Mono { MONOSPACE } else { PROPORTIONAL }
    }
}

/// How wide a text is.
pub(super) fn width(text: &str, size: f64, face: Face) -> f64 {
    count(text.width()) * size * face.column()
}

/// Where and how a text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    pub x: f64,
    pub y: f64,
    pub size: f64,
    pub room: f64,
    pub anchor: &'a str,
    pub class: &'a str,
}

/// A line of text that takes no more than its room: smaller where it has to be, and cut where that is not enough.
pub(super) fn line(text: &str, spot: Spot<'_>, face: Face) -> String {
    if text.is_empty() {
        return String::new();
    }
    let wanted = width(text, spot.size, face);
    let size = spot.size * (spot.room / wanted).clamp(SMALLEST, 1.0);
    let shown = cut(text, spot.room, size, face);
    let Spot { x, y, anchor, class, .. } = spot;
    let mono = if face == Face::Mono { " mono" } else { "" };
    format!(
        "<text class=\"{class}{mono}\" x=\"{x:.0}\" y=\"{y:.0}\" font-size=\"{size:.1}\" text-anchor=\"{anchor}\">{}</text>\n",
        escape(&shown)
    )
}

fn cut(text: &str, room: f64, size: f64, face: Face) -> String {
    if width(text, size, face) <= room * 1.02 {
        return text.to_owned();
    }
    let mut shown = String::new();
    for c in text.chars() {
        shown.push(c);
        if width(&shown, size, face) + size * face.column() > room {
            shown.pop();
            break;
        }
    }
    shown.push('…');
    shown
}

/// Words wrapped into lines of that width, at most so many; the last one says where something is left out.
pub(super) fn wrapped(text: &str, room: f64, size: f64, most: usize) -> Vec<String> {
    let mut columns = 8;
    while count(columns + 1) * size * PROPORTIONAL <= room {
        columns += 1;
    }
    let options = textwrap::Options::new(columns)
        .word_separator(textwrap::WordSeparator::UnicodeBreakProperties)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut lines: Vec<String> = textwrap::wrap(text, options).into_iter().map(String::from).collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_no_more_than_its_room() {
        for text in ["mail.example", "受信者のメールサーバー", &"x".repeat(500)] {
            let shown = cut(text, 100.0, 20.0, Face::Mono);
            assert!(width(&shown, 20.0, Face::Mono) <= 103.0 || shown.chars().count() <= 2, "{shown}");
        }
        assert_eq!(
            wrapped("one two three four five", 60.0, 10.0, 2).last().map(|last| last.ends_with('…')),
            Some(true)
        );
    }
}
