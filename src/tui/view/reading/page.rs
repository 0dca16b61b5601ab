//! The right side: what to look at first, or what one line of the header means.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Sheet;
use crate::explain::{FieldRow, Method, Reading, Tag};
use crate::story::Tone;
use crate::tui::look::Look;
use crate::tui::typeset::{bounded, hang, paragraph};
use crate::words;

pub(super) fn lines(sheet: Sheet<'_>, width: usize) -> Vec<Line<'static>> {
    let reading = sheet.reading();
    let lines = match sheet.reader.field().and_then(|at| Some((at, reading.fields.get(at)?))) {
        None => summary(sheet, reading, width),
        Some((at, row)) => field(sheet, reading, (at, row), width),
    };
    bounded(lines.into_iter())
}

fn summary(sheet: Sheet<'_>, reading: &Reading, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for finding in &reading.findings {
        lines.extend(toned(sheet, finding.tone, &finding.text, width));
    }
    lines.push(Line::default());
    lines.extend(paragraph(&reading.caveat, Look::faint(), width));
    lines.push(Line::default());
    let way = words!(sheet.lang, en: "The way it came, newest first", ja: "届いた道のり（新しい順）");
    lines.extend(paragraph(way, Look::strong(), width));
    for (at, hop) in reading.path.hops.iter().enumerate() {
        let style = if hop.believed { Style::new() } else { Look::faint() };
        lines.extend(hang(vec![Span::raw(format!("{}. ", at + 1))], &hop.text, style, width));
        let late = hop.delay.is_some_and(|delay| delay < 0);
        let style = if late { sheet.look.tone(Tone::Warn) } else { Look::faint() };
        if !hop.waited.is_empty() {
            lines.extend(hang(vec![Span::raw("   ")], &hop.waited, style, width));
        }
    }
    lines.extend(paragraph(&reading.path.boundary, Style::new(), width));
    lines
}

fn field(sheet: Sheet<'_>, reading: &Reading, (at, row): (usize, &FieldRow), width: usize) -> Vec<Line<'static>> {
    let mut lines = paragraph(&row.name, Look::strong(), width);
    for raw in row.raw.split('\n').take(12) {
        lines.extend(paragraph(raw.trim(), Look::faint(), width));
    }
    lines.push(Line::default());
    let unknown = words!(sheet.lang, en: "This field is not in the glossary.", ja: "この行の説明はありません。");
    let meaning = if row.meaning.is_empty() { unknown } else { &row.meaning };
    lines.extend(paragraph(meaning, Style::new(), width));
    for note in &row.notes {
        let tone = reading.findings.iter().find(|finding| finding.field == Some(at) && finding.text == *note);
        lines.extend(toned(sheet, tone.map_or(Tone::Plain, |finding| finding.tone), note, width));
    }
    for found in reading.results.iter().filter(|found| found.field == Some(at)) {
        found.methods.iter().for_each(|method| lines.extend(one_method(sheet, method, width)));
    }
    row.tags.iter().for_each(|tag| lines.extend(one_tag(tag, width)));
    lines
}

fn toned(sheet: Sheet<'_>, tone: Tone, text: &str, width: usize) -> Vec<Line<'static>> {
    let symbol = if tone == Tone::Plain { "-" } else { sheet.look.symbol(tone) };
    hang(vec![Span::styled(format!("{symbol} "), sheet.look.tone(tone))], text, Style::new(), width)
}

fn one_method(sheet: Sheet<'_>, method: &Method, width: usize) -> Vec<Line<'static>> {
    let word = format!("{}={} ", method.method, method.result);
    hang(vec![Span::styled(word, sheet.look.tone(method.tone))], &method.text, Style::new(), width)
}

fn one_tag(tag: &Tag, width: usize) -> Vec<Line<'static>> {
    let mut lines =
        hang(vec![Span::styled(format!("{}= ", tag.name), Look::strong())], &tag.value, Look::faint(), width);
    lines.extend(hang(vec![Span::raw("    ")], &tag.meaning, Style::new(), width));
    lines
}
