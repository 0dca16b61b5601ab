//! Setting text into cells: a wide character takes two, and is never cut in half.
//!
//! `Paragraph` breaks Japanese where no reader would, so all text is wrapped here, by the rules of Unicode (UAX #14),
//! before it is painted.

use std::borrow::Cow;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The most characters of one line that are ever wrapped; a letter of many megabytes must not stop the screen.
const LONGEST: usize = 8 * 1024;
/// The most lines of one text that are ever set, for the same reason.
const MOST_LINES: usize = 2_000;

/// How many cells a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `cells`.
pub(super) fn wrap(text: &str, cells: usize) -> Vec<String> {
    // Most lines fit, and a screen has hundreds of them in every picture.
    if text.len() <= LONGEST && !text.contains('\n') && width(text) <= cells {
        return vec![text.trim_end_matches(' ').to_owned()];
    }
    let options = Options::new(cells.max(2))
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation);
    let wrap = |text: &str| textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect();
    match text.char_indices().nth(LONGEST) {
        None => wrap(text),
        Some((end, _)) => wrap(&format!("{}...", text.get(..end).unwrap_or_default())),
    }
}

/// As many lines as a reader can want; where there are more, that is said by a last one.
pub(super) fn bounded(mut lines: impl Iterator<Item = Line<'static>>) -> Vec<Line<'static>> {
    let mut some: Vec<Line<'static>> = lines.by_ref().take(MOST_LINES).collect();
    some.extend(lines.next().map(|_| Line::from("...")));
    some
}

/// The text, its end replaced by `ellipsis` where it takes more than `cells`.
pub(super) fn cut(text: &str, cells: usize, ellipsis: &str) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let room = cells.saturating_sub(width(ellipsis));
    let mut taken = 0;
    let fits = |c: &char| {
        taken += c.width().unwrap_or(0);
        taken <= room
    };
    let mut short: String = text.chars().take_while(fits).collect();
    if width(ellipsis) <= cells {
        short.push_str(ellipsis);
    }
    short
}

/// The text with blanks behind it, `cells` wide; cut where it is wider.
pub(super) fn pad(text: &str, cells: usize, ellipsis: &str) -> String {
    let mut padded = cut(text, cells, ellipsis);
    let missing = cells.saturating_sub(width(&padded));
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

/// How many cells a line takes.
pub(super) fn line_width(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| width(&span.content)).sum()
}

/// A paragraph in one style.
pub(super) fn paragraph(text: &str, style: Style, cells: usize) -> Vec<Line<'static>> {
    wrap(text, cells).into_iter().map(|line| Line::styled(line, style)).collect()
}

/// A paragraph behind a lead (`C ►`, `From:`): its further lines are indented as far as the lead is wide. A lead that
/// would leave too little room has a line of its own.
pub(super) fn hang(lead: Vec<Span<'static>>, text: &str, style: Style, cells: usize) -> Vec<Line<'static>> {
    let lead_width: usize = lead.iter().map(|span| width(&span.content)).sum();
    let indent = if lead_width * 2 > cells { 4.min(cells / 2) } else { lead_width };
    let mut lead = Some(lead);
    let mut lines = Vec::new();
    if lead_width * 2 > cells {
        lines.push(Line::from(lead.take().unwrap_or_default()));
    }
    for piece in wrap(text, cells.saturating_sub(indent)) {
        let mut spans = lead.take().unwrap_or_else(|| vec![Span::raw(" ".repeat(indent))]);
        spans.push(Span::styled(piece, style));
        lines.push(Line::from(spans));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_is_never_cut_in_half() {
        assert_eq!(cut("受信者のPC", 6, "…"), "受信…");
        assert_eq!(pad("受信者", 6, "…"), "受信者");
        assert_eq!(pad("受信者", 5, "…"), "受信…");
        assert_eq!(pad("受信者", 4, "…"), "受… ");
    }

    #[test]
    fn japanese_breaks_where_a_reader_would_break_it() {
        assert_eq!(wrap("手紙を、封筒に入れる。", 8), ["手紙を、", "封筒に入", "れる。"]);
    }

    #[test]
    fn a_letter_of_many_megabytes_is_set_in_part() {
        let line = "手".repeat(1 << 20);
        assert_eq!(wrap(&line, 80).iter().map(|line| width(line)).sum::<usize>(), 2 * LONGEST + width("..."));
        let lines = bounded(std::iter::repeat_with(|| Line::from("手")));
        assert_eq!((lines.len(), lines.last().map(ToString::to_string)), (MOST_LINES + 1, Some("...".to_owned())));
    }

    #[test]
    fn further_lines_stand_under_the_first_one() {
        let lines = hang(vec![Span::raw("C ")], "MAIL FROM now", Style::new(), 11);
        let texts: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["C MAIL FROM", "  now"]);
    }
}
