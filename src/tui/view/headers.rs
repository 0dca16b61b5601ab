//! The letter's head as “show original” has it: every field from the top, and the chosen one explained below it.
//!
//! ```text
//!     Return-Path: <mallory@evil.example>
//!   ► Received: from mail.evil.example ([198.51.100.25]) by mx.school.example with …
//!     │ What it is    Every server on the way writes such a line.
//!     │ Who wrote it  mx.school.example, when the letter came in.
//!     │   from mail.evil.example ([198.51.100.25])
//!     │   by mx.school.example with ESMTPS id …
//!     │   claimed  mail.evil.example   what the caller called itself
//!     │   seen     198.51.100.25       the address it called from
//!     │ ► step 19: A postmark
//!     From: =?utf-8?b?…?= <kimura@a-corp.example>
//! ```

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::Scene;
use super::page::Page;
use crate::story::{FieldView, Link, Mark, Part, Word};
use crate::tui::look::Look;
use crate::tui::player::{Pane, Stop};
use crate::tui::typeset::{bounded, cut, hang, pad, paragraph, width as cells};
use crate::{text, words};

/// How far the explanation of a field is indented.
const INDENT: usize = 4;

pub(super) fn page(scene: Scene<'_>, width: usize) -> Page {
    let step = scene.player.step(scene.lang);
    let Some(view) = step.and_then(|step| step.view.as_ref()) else {
        let none = words!(scene.lang, en: "This step is not about a letter.", ja: "このステップに手紙は出てきません。");
        return Page::of(paragraph(none, Look::faint(), width));
    };
    let mut page = Page::of(hint(scene, width));
    let open = match scene.player.stop(Pane::Headers) {
        Some(Stop::Field(at) | Stop::Origin(at, _)) => at,
        _ => 0,
    };
    for (at, field) in view.header.iter().enumerate() {
        if at == open {
            explained(scene, at, field, width, &mut page);
        } else {
            page.add_stop(Stop::Field(at), [closed(scene, field, width)]);
        }
    }
    page
}

fn hint(scene: Scene<'_>, width: usize) -> Vec<Line<'static>> {
    let [_, _, up_down] = scene.look.glyphs.arrows;
    let hint = text!(
        scene.lang,
        en: "Newest first. {up_down} choose, Enter: where it comes from",
        ja: "新しいものほど上にあります。{up_down}で選び、Enterで追加した場面へ",
    );
    vec![Line::styled(cut(&hint, width, scene.look.glyphs.ellipsis), Look::faint())]
}

/// A field that is not chosen, on one line.
fn closed(scene: Scene<'_>, field: &FieldView, width: usize) -> Line<'static> {
    let value = field.raw.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    let (mark, style) = marked(scene, field.mark);
    let text = cut(&format!("{}: {value}", field.name), width.saturating_sub(4), scene.look.glyphs.ellipsis);
    Line::from(vec![Span::styled(format!("  {mark} "), style), Span::styled(text, style)])
}

fn marked(scene: Scene<'_>, mark: Mark) -> (&'static str, Style) {
    match mark {
        Mark::New => ("+", scene.look.new_here()),
        Mark::Removed => ("-", Look::faint().add_modifier(Modifier::CROSSED_OUT)),
        Mark::Old => (" ", Style::new()),
    }
}

fn explained(scene: Scene<'_>, at: usize, field: &FieldView, width: usize, page: &mut Page) {
    let chosen = scene.pointed(Pane::Headers);
    let mut lines = vec![title(scene, field, chosen == Some(Stop::Field(at)), width)];
    lines.extend(about(scene, field, width));
    lines.extend(whole(scene, field, width));
    lines.extend(bounded(field.parts.iter().flat_map(|part| piece(scene, part, width))));
    page.add_stop(Stop::Field(at), lines);
    for (number, link) in field.origin.iter().flat_map(|origin| &origin.links).enumerate() {
        let stop = Stop::Origin(at, number);
        page.add_stop(stop, [link_line(scene, link, scene.look.glyphs.left, chosen == Some(stop), width)]);
    }
    page.add([Line::default()]);
}

/// The chosen field, as it stood before it was chosen.
fn title(scene: Scene<'_>, field: &FieldView, chosen: bool, width: usize) -> Line<'static> {
    let mut line = closed(scene, field, width);
    let (mark, _) = marked(scene, field.mark);
    let style = if chosen { Look::selected() } else { Look::strong() };
    if let Some(lead) = line.spans.first_mut() {
        lead.content = format!("{} {mark} ", scene.look.glyphs.right).into();
    }
    if let Some(text) = line.spans.last_mut() {
        text.style = text.style.patch(style);
    }
    line
}

/// The value as it stands, each of its lines, where the title could not show it whole.
fn whole(scene: Scene<'_>, field: &FieldView, width: usize) -> Vec<Line<'static>> {
    if !field.raw.contains('\n') && cells(&field.raw) + cells(&field.name) + 2 + INDENT <= width {
        return Vec::new();
    }
    let set = |line: &str| barred(scene, vec![Span::raw("  ")], line.trim_start(), Look::strong(), width);
    bounded(field.raw.split('\n').flat_map(set))
}

/// What it is for, what it says in plain letters, and who put it there.
fn about(scene: Scene<'_>, field: &FieldView, width: usize) -> Vec<Line<'static>> {
    let lang = scene.lang;
    let labels = [
        words!(lang, en: "What it is", ja: "意味"),
        words!(lang, en: "It reads", ja: "読める形"),
        words!(lang, en: "Who wrote it", ja: "書き手"),
    ];
    let column = labels.iter().map(|label| cells(label)).max().unwrap_or(0);
    let row = |label: &str, text: &str| {
        let lead = vec![Span::styled(pad(label, column, "") + "  ", Look::faint())];
        barred(scene, lead, text, Style::new(), width)
    };
    let mut lines = Vec::new();
    if !field.meaning.is_empty() {
        lines.extend(row(labels[0], &field.meaning));
    }
    if field.raw.contains("=?") && field.shown != field.raw {
        lines.extend(row(labels[1], &field.shown));
    }
    let sender =
        words!(lang, en: "The sender. Anybody can write anything here.", ja: "差出人です。何でも自由に書けます。");
    lines.extend(row(labels[2], field.origin.as_ref().map_or(sender, |origin| &origin.text)));
    lines
}

/// A piece of the value and whose word it is. Pieces that say nothing are left out.
fn piece(scene: Scene<'_>, part: &Part, width: usize) -> Vec<Line<'static>> {
    let (word, style) = match part.word {
        Word::Own => (words!(scene.lang, en: "seen", ja: "確認"), scene.look.tone(crate::story::Tone::Good)),
        Word::Repeated => (words!(scene.lang, en: "claimed", ja: "自称"), scene.look.tone(crate::story::Tone::Warn)),
        Word::Neutral if part.note.is_empty() => return Vec::new(),
        Word::Neutral => ("", Style::new()),
    };
    let text = part.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = cut(&text, (width / 2).max(8), scene.look.glyphs.ellipsis);
    let lead =
        vec![Span::styled(format!("{} ", pad(word, 7, "")), style), Span::styled(format!("{text}  "), Look::strong())];
    barred(scene, lead, &part.note, Style::new(), width)
}

/// A paragraph of the explanation, set in below its field, with an upright before each of its lines.
fn barred(scene: Scene<'_>, lead: Vec<Span<'static>>, text: &str, style: Style, width: usize) -> Vec<Line<'static>> {
    let mut lines = hang(lead, text, style, width.saturating_sub(INDENT + 2));
    for line in &mut lines {
        let upright = format!("{}{} ", " ".repeat(INDENT), scene.look.glyphs.upright);
        line.spans.insert(0, Span::styled(upright, Look::faint()));
    }
    lines
}

/// A way to another step. What stands behind a question stays hidden.
pub(super) fn link_line(scene: Scene<'_>, link: &Link, arrow: &str, chosen: bool, width: usize) -> Line<'static> {
    let style = if chosen { Look::selected() } else { Style::new() };
    let hidden = words!(scene.lang, en: "comes after the question", ja: "質問のあとで分かります");
    let (number, what) = if scene.player.veiled(link.step) {
        (scene.look.glyphs.ellipsis.to_owned(), hidden)
    } else {
        ((link.step + 1).to_string(), link.text.as_str())
    };
    let text = text!(scene.lang, en: "step {number}: {what}", ja: "ステップ{number}：{what}");
    let text = cut(&text, width.saturating_sub(8), scene.look.glyphs.ellipsis);
    Line::from(vec![Span::styled(format!("    {arrow} "), Look::strong()), Span::styled(text, style)])
}
