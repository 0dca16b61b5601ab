//! The guide to a lab: a page of its own, with the lines to type.
//!
//! A line that is too long is continued as a shell continues it, with a backslash, so that it can be copied as it stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{footer, put};
use crate::guide::{Row, Section};
use crate::lang::Lang;
use crate::tui::geometry::Reach;
use crate::tui::live::Page;
use crate::tui::look::Look;
use crate::tui::typeset::{hang, paragraph, width as cells};
use crate::words;

/// Cells before a sentence.
const INDENT: usize = 2;

pub(super) fn draw(page: &Page, look: Look, lang: Lang, area: Rect, buf: &mut Buffer) {
    let inside = inside(area);
    let lines = lines(page, lang, inside.width.into());
    let offset = reach(page, lang, area).offset;
    for (line, y) in lines.iter().skip(offset).zip(inside.y..inside.bottom()) {
        put(buf, inside, (inside.x, y), line);
    }
    let [_, _, up_down] = look.glyphs.arrows;
    let keys = [
        (up_down, words!(lang, en: "scroll", ja: "スクロール")),
        ("Enter", words!(lang, en: "what happens", ja: "起きたことを見る")),
        ("d", words!(lang, en: "back to this page", ja: "このページに戻る")),
        ("t", footer::other_language(lang)),
        ("q", words!(lang, en: "close the lab", ja: "実験室を閉じる")),
    ];
    footer::row(&keys, Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }, buf);
}

/// How far the page is scrolled, and how far it can be.
pub(super) fn reach(page: &Page, lang: Lang, area: Rect) -> Reach {
    let inside = inside(area);
    let height = usize::from(inside.height);
    let last = lines(page, lang, inside.width.into()).len().saturating_sub(height);
    Reach { offset: page.open.unwrap_or(0).min(last), last, height, ..Reach::default() }
}

fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: area.height.saturating_sub(2), ..area }
}

fn lines(page: &Page, lang: Lang, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for section in &page.guide(lang).sections {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(section.title.clone(), Look::strong()));
        lines.extend(rows(section, width));
    }
    lines
}

fn rows(section: &Section, width: usize) -> Vec<Line<'static>> {
    let labels =
        section.rows.iter().filter_map(|row| if let Row::Pair(label, _) = row { Some(cells(label)) } else { None });
    let widest = labels.max().unwrap_or(0);
    let mut lines = Vec::new();
    for row in &section.rows {
        match row {
            Row::Text(text) => {
                let indented = paragraph(text, Style::new(), width.saturating_sub(INDENT));
                lines.extend(indented.into_iter().map(|line| prefixed(INDENT, line)));
            }
            Row::Pair(label, text) => {
                let padding = " ".repeat(INDENT + widest - cells(label));
                let lead = vec![Span::raw(" ".repeat(INDENT)), Span::raw(label.clone()), Span::raw(padding)];
                lines.extend(hang(lead, text, Style::new(), width));
            }
            Row::Type(line) => {
                lines.extend(continued(line, width).into_iter().map(|line| Line::styled(line, Look::strong())));
            }
        }
    }
    lines
}

fn prefixed(indent: usize, line: Line<'static>) -> Line<'static> {
    let mut spans = vec![Span::raw(" ".repeat(indent))];
    spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
    Line::from(spans)
}

/// The line in pieces that a shell reads as one: it breaks at spaces outside quotes only.
fn continued(line: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words_of(line) {
        let last = lines.last_mut().map_or(0, |last| cells(last));
        if last > 0 && last + 1 + cells(word) + 2 > width {
            if let Some(last) = lines.last_mut() {
                last.push_str(" \\");
            }
            lines.push(format!("  {word}"));
        } else if let Some(last) = lines.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

/// The words of a line as a shell splits it.
fn words_of(line: &str) -> Vec<&str> {
    let mut quoted = false;
    line.split(|c: char| {
        quoted ^= c == '\'';
        c == ' ' && !quoted
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_still_one_line_to_a_shell() {
        let line = "neomutt -n -e 'set imap_user=aoi imap_pass=aoi-secret' -e 'set record='";
        let pieces = continued(line, 40);
        assert!(pieces.len() > 2, "{pieces:?}");
        let read: Vec<&str> = pieces.iter().map(|piece| piece.trim_end_matches('\\').trim()).collect();
        assert_eq!(read.join(" "), line);
        assert!(pieces.iter().rev().skip(1).all(|piece| piece.ends_with(" \\")), "{pieces:?}");
        assert_eq!(continued("dig -x", 40), ["dig -x"]);
    }
}
