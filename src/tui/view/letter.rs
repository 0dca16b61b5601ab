//! The letter at this moment: what stands on the envelope beside what stands on the letter in it.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::Scene;
use super::page::{Opens, Page};
use crate::story::{FieldView, LetterView, Mark, Phase, SenderComparison, Step, Tone};
use crate::tui::look::Look;
use crate::tui::typeset::{self, bounded, hang, line_width, paragraph};
use crate::words;

/// From this many columns on envelope and header stand beside each other.
const SIDE_BY_SIDE: usize = 60;

pub(super) fn page(scene: Scene<'_>, width: usize) -> Page {
    let view = scene.player.step(scene.lang).and_then(|step| step.view.as_ref());
    let Some(view) = view else {
        let none = words!(scene.lang, en: "This step is not about a letter.", ja: "このステップに手紙は出てきません。");
        return Page::of(vec![Line::styled(none, Look::faint())]);
    };
    let mut lines = report(scene, view, width);
    lines.extend(view.senders.iter().flat_map(|senders| compared(scene, senders, width)));
    let (envelope, header) = (|width| envelope(scene, view, width), |width| letter(scene, view, width));
    let mut begins = lines.len();
    if width >= SIDE_BY_SIDE && view.mail_from.is_some() {
        let left = width * 2 / 5;
        lines.extend(beside(scene.look, envelope(left), left, header(width - left - 3)));
    } else {
        lines.extend(envelope(width));
        lines.push(Line::default());
        begins = lines.len();
        lines.extend(header(width));
    }
    // A new field is always the first one.
    let new = view.header.first().is_some_and(|field| field.mark == Mark::New);
    Page { opens: if new { Opens::At(begins + 1) } else { Opens::Top }, ..Page::of(lines) }
}

/// What the step shows of the letter: all of it where it has just been written, else what was added or removed, else the
/// two senders.
pub(super) fn news(scene: Scene<'_>, step: &Step, width: usize) -> Vec<Line<'static>> {
    let Some(view) = &step.view else { return Vec::new() };
    if step.phase == Phase::Write {
        return page(scene, width).lines;
    }
    let mut lines = Vec::new();
    let changed = view.header.iter().filter(|field| field.mark != Mark::Old);
    let changed = bounded(changed.flat_map(|field| header_field(scene, field, false, width)));
    if changed.is_empty() && step.phase != Phase::Read {
        lines.extend(view.senders.iter().flat_map(|senders| compared(scene, senders, width)));
    }
    lines.extend(changed);
    lines
}

/// The two senders in a sentence; where they differ, it is pointed out. That they agree proves nothing yet.
pub(super) fn compared(scene: Scene<'_>, senders: &SenderComparison, width: usize) -> Vec<Line<'static>> {
    let tone = if senders.same_domain { Tone::Plain } else { Tone::Warn };
    let style = if senders.same_domain { Style::new() } else { scene.look.tone(tone) };
    let lead = Span::styled(format!("{} ", scene.look.symbol(tone)), scene.look.tone(tone));
    let mut lines = hang(vec![lead], &senders.text, style, width);
    lines.push(Line::default());
    lines
}

fn envelope(scene: Scene<'_>, view: &LetterView, width: usize) -> Vec<Line<'static>> {
    let Some(from) = &view.mail_from else {
        let gone = words!(
            scene.lang,
            en: "Out of its envelope. The envelope's sender is kept in Return-Path.",
            ja: "封筒から出された手紙です。封筒の差出人は Return-Path に残っています。",
        );
        return paragraph(gone, Look::faint(), width);
    };
    let title = words!(scene.lang, en: "ENVELOPE", ja: "エンベロープ（封筒）");
    let mut lines = vec![Line::styled(format!("{} {title}", scene.look.glyphs.letter), Look::strong())];
    let differs = view.senders.as_ref().is_some_and(|senders| !senders.same_domain);
    let style = if differs { scene.look.tone(Tone::Warn) } else { Style::new() };
    lines.extend(hang(vec![Span::styled("From: ", Look::faint())], from, style, width));
    for to in &view.rcpt_to {
        lines.extend(hang(vec![Span::styled("To:   ", Look::faint())], to, Style::new(), width));
    }
    lines
}

fn letter(scene: Scene<'_>, view: &LetterView, width: usize) -> Vec<Line<'static>> {
    let title = words!(scene.lang, en: "LETTER: header", ja: "手紙（便せん）：ヘッダー");
    let mut lines = vec![Line::styled(title, Look::strong())];
    let differs = view.senders.as_ref().is_some_and(|senders| !senders.same_domain);
    lines.extend(bounded(view.header.iter().flat_map(|field| header_field(scene, field, differs, width))));
    lines.push(Line::styled(words!(scene.lang, en: "body", ja: "本文"), Look::strong()));
    lines.extend(body(scene, view, width));
    lines
}

/// The body, with a line across it where the part begins that nobody has signed.
fn body(scene: Scene<'_>, view: &LetterView, width: usize) -> Vec<Line<'static>> {
    let from_line = view.unsigned.as_ref().map_or(usize::MAX, |unsigned| unsigned.from_line);
    let all: Vec<&str> = view.body.lines().collect();
    let (signed, below) = all.split_at(from_line.min(all.len()));
    let shown = |lines: &[&str], style| bounded(lines.iter().flat_map(|line| paragraph(line, style, width)));
    let mut lines = shown(signed, Style::new());
    if let Some(unsigned) = &view.unsigned {
        let style = scene.look.tone(Tone::Warn);
        let lead = vec![Span::styled(format!("{} ", scene.look.symbol(Tone::Warn)), style)];
        lines.extend(hang(lead, &unsigned.text, style, width));
        lines.extend(shown(below, style));
    }
    lines
}

/// What an attached report says.
pub(super) fn report(scene: Scene<'_>, view: &LetterView, width: usize) -> Vec<Line<'static>> {
    if view.report.is_empty() {
        return Vec::new();
    }
    let title = words!(scene.lang, en: "REPORT in the attachment", ja: "添付されたレポート");
    let lead = || vec![Span::raw(format!("{} ", scene.look.glyphs.dot))];
    let rows = view.report.iter().flat_map(|line| hang(lead(), line, Style::new(), width));
    let title = Line::styled(title, Look::strong());
    std::iter::once(title).chain(bounded(rows)).chain([Line::default()]).collect()
}

fn header_field(scene: Scene<'_>, field: &FieldView, differs: bool, width: usize) -> Vec<Line<'static>> {
    let (mark, style) = match field.mark {
        Mark::New => ("+ ", scene.look.new_here()),
        Mark::Removed => ("- ", Look::faint().add_modifier(Modifier::CROSSED_OUT)),
        Mark::Old if differs && field.name.eq_ignore_ascii_case("From") => ("! ", scene.look.tone(Tone::Warn)),
        Mark::Old => ("  ", Style::new()),
    };
    let name = Span::styled(format!("{}: ", field.name), style.patch(Look::faint()));
    let lead = vec![Span::styled(mark, style), name];
    let mut lines = hang(lead, &field.shown, style, width);
    let new = words!(scene.lang, en: "new", ja: "追加");
    if field.mark == Mark::New
        && let Some(first) = lines.first_mut()
        && line_width(first) + typeset::width(new) + 3 <= width
    {
        first.push_span(Span::styled(format!(" ({new})"), style));
    }
    lines
}

/// Two columns of lines, and an upright between them.
fn beside(look: Look, left: Vec<Line<'static>>, width: usize, right: Vec<Line<'static>>) -> Vec<Line<'static>> {
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let row = |_| {
        let mut line = left.next().unwrap_or_default();
        let missing = width.saturating_sub(line_width(&line));
        let (style, spans) = (line.style, std::mem::take(&mut line.spans));
        let mut spans: Vec<Span<'static>> = spans.into_iter().map(|span| span.patch_style(style)).collect();
        spans.push(Span::styled(format!("{} {} ", " ".repeat(missing), look.glyphs.upright), Look::faint()));
        let right = right.next().unwrap_or_default();
        let style = right.style;
        spans.extend(right.spans.into_iter().map(|span| Span::styled(span.content, style.patch(span.style))));
        Line::from(spans)
    };
    (0..rows).map(row).collect()
}
