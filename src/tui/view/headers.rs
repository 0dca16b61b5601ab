//! The letter's head as “show original” has it: every field from the top, and the chosen one explained below it.
//!
//! ```text
//!     Return-Path: <mallory@evil.example>
//!   ► Received: from mail.evil.example ([198.51.100.25]) …
//!     │ What it is   Every server on the way writes such a line.
//!     │ Who wrote it mx.school.example …
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
        en: "The newest field stands first. {up_down} choose, Enter: where it comes from",
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
    let mut lines = whole(scene, field, chosen == Some(Stop::Field(at)), width);
    lines.extend(about(scene, field, width));
    page.add_stop(Stop::Field(at), lines);
    for (number, link) in field.origin.iter().flat_map(|origin| &origin.links).enumerate() {
        let stop = Stop::Origin(at, number);
        page.add_stop(stop, [link_line(scene, link, scene.look.glyphs.left, chosen == Some(stop), width)]);
    }
    page.add([Line::default()]);
}

/// The field as it stands, each of its lines; where its pieces are different people's words, that is marked.
fn whole(scene: Scene<'_>, field: &FieldView, chosen: bool, width: usize) -> Vec<Line<'static>> {
    let (mark, style) = marked(scene, field.mark);
    let lead = if chosen { Look::selected() } else { Look::strong() };
    let name = Span::styled(format!("{}:", field.name), lead);
    let mark = Span::styled(format!("{} {mark} ", scene.look.glyphs.right), style);
    let mut raw = field.raw.split('\n');
    let first = raw.next().unwrap_or_default().trim_start();
    let mut lines = hang(vec![mark, name, Span::raw(" ")], first, style, width);
    let folded = raw.flat_map(|line| hang(vec![Span::raw(" ".repeat(INDENT + 4))], line.trim_start(), style, width));
    lines.extend(bounded(folded));
    lines
}

/// What it is for, what it says in plain letters, who put it there, and whose words its pieces are.
fn about(scene: Scene<'_>, field: &FieldView, width: usize) -> Vec<Line<'static>> {
    let lang = scene.lang;
    let labels = [
        words!(lang, en: "What it is", ja: "意味"),
        words!(lang, en: "It reads", ja: "読み方"),
        words!(lang, en: "Who wrote it", ja: "書いた人"),
    ];
    let column = labels.iter().map(|label| cells(label)).max().unwrap_or(0);
    let row = |label: &str, text: &str| {
        let lead = vec![bar(scene), Span::styled(pad(label, column, "") + "  ", Look::faint())];
        hang(lead, text, Style::new(), width)
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
    lines.extend(bounded(field.parts.iter().flat_map(|part| piece(scene, part, width))));
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
    let lead = vec![
        bar(scene),
        Span::styled(format!("{} ", pad(word, 7, "")), style),
        Span::styled(format!("{text}  "), Look::strong()),
    ];
    let note = if part.note.is_empty() { scene.look.glyphs.dot } else { &part.note };
    hang(lead, note, Style::new(), width)
}

fn bar(scene: Scene<'_>) -> Span<'static> {
    Span::styled(format!("    {} ", scene.look.glyphs.upright), Look::faint())
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
