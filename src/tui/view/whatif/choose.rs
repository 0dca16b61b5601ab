//! What can be changed, and the line in which one of it is changed, in its place.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Lines;
use crate::scenario::patch::Piece;
use crate::story::Tone;
use crate::tui::look::Look;
use crate::tui::state::App;
use crate::tui::typeset::{self, cut, pad, paragraph};
use crate::tui::view::editing;
use crate::tui::whatif::{Edit, Face, WhatIf, group, subject};
use crate::words;

pub(super) fn lines(app: &App, whatif: &WhatIf, width: usize) -> Lines {
    let mut all = Vec::new();
    let mut here = 0..0;
    let mut under = String::new();
    let names = names(app, whatif, width);
    for (at, piece) in whatif.pieces().iter().enumerate() {
        let group = group(&piece.subject, app.lang);
        if group != under {
            all.push(heading(app, &group, width));
            under = group;
        }
        let start = all.len();
        all.extend(entry(app, whatif, at, piece, names, width));
        if at == whatif.selected() {
            here = start..all.len();
        }
    }
    Lines { all, here }
}

/// How wide the column of names is: as wide as they are, and never more than leaves the values room.
fn names(app: &App, whatif: &WhatIf, width: usize) -> usize {
    let widest = whatif.pieces().iter().map(|piece| typeset::width(&subject(&piece.subject, app.lang))).max();
    widest.unwrap_or(0).min(width / 2)
}

pub(super) fn heading(app: &App, text: &str, width: usize) -> Line<'static> {
    let glyphs = app.look.glyphs;
    let text = cut(text, width.saturating_sub(6), glyphs.ellipsis);
    let rule = glyphs.level.repeat(width.saturating_sub(typeset::width(&text) + 4));
    let faint = |text: String| Span::styled(text, Look::faint());
    Line::from(vec![faint(glyphs.level.repeat(2)), Span::styled(format!(" {text} "), Look::strong()), faint(rule)])
}

fn entry(app: &App, whatif: &WhatIf, at: usize, piece: &Piece, names: usize, width: usize) -> Vec<Line<'static>> {
    let selected = at == whatif.selected();
    let glyphs = app.look.glyphs;
    let name = pad(&subject(&piece.subject, app.lang), names, glyphs.ellipsis);
    let style = if selected { Look::selected() } else { Style::new() };
    let marker = if selected { glyphs.right } else { " " };
    let mut spans = vec![Span::raw(format!("{marker} ")), Span::styled(name, style), Span::raw("  ")];
    let room = width.saturating_sub(names + 4);
    let edit = match &whatif.face {
        Face::Edit(edit) if selected => Some((edit, true)),
        Face::Running(edit) if selected => Some((edit, false)),
        _ => None,
    };
    match edit {
        Some((edit, true)) => spans.extend(editing::spans(&edit.line, true, room)),
        Some((edit, false)) => spans.push(Span::styled(cut(&edit.line.text(), room, glyphs.ellipsis), Look::strong())),
        None => {
            let value = cut(&piece.value, room, glyphs.ellipsis);
            let style = if selected { Look::strong() } else { Look::faint() };
            spans.push(Span::styled(value, style));
        }
    }
    let mut lines = vec![Line::from(spans)];
    if let Some((edit, typing)) = edit {
        lines.extend(beside(app, piece, edit, typing, width));
    }
    lines
}

/// Below the line: which values there are, how it was, and why it cannot be run.
fn beside(app: &App, piece: &Piece, edit: &Edit, typing: bool, width: usize) -> Vec<Line<'static>> {
    let room = width.saturating_sub(4);
    let mut lines = Vec::new();
    let mut say = |text: &str, style| {
        lines.extend(paragraph(text, style, room).into_iter().map(|mut line| {
            line.spans.insert(0, Span::raw("    "));
            line
        }));
    };
    if !typing {
        let running = words!(app.lang, en: "The servers start, and the letter travels…", ja: "サーバーを起動して、手紙を送っています…");
        say(running, Look::strong());
        return lines;
    }
    let was = words!(app.lang, en: "it was: ", ja: "元の値：");
    let nothing = words!(app.lang, en: "(nothing)", ja: "（なし）");
    say(&format!("{was}{}", if piece.value.is_empty() { nothing } else { &piece.value }), Look::faint());
    if !piece.choices().is_empty() {
        let choices = piece.choices().join(" / ");
        let [_, _, up_down] = app.look.glyphs.arrows;
        say(&format!("{up_down}  {choices}"), Look::faint());
    }
    if let Some(trouble) = &edit.trouble {
        lines.extend(mistakes(app, &trouble.words(app.lang), room));
    }
    lines.push(Line::default());
    lines
}

/// Mistakes with their lines of source, which are not broken; a single sentence is.
fn mistakes(app: &App, words: &str, room: usize) -> Vec<Line<'static>> {
    /// As many as fit on a small screen beside what is being typed.
    const MOST: usize = 14;
    let style = app.look.tone(Tone::Warn);
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (at, line) in words.trim_end().lines().take(MOST).enumerate() {
        let symbol = if at == 0 { app.look.symbol(Tone::Warn) } else { " " };
        let text = cut(line, room, app.look.glyphs.ellipsis);
        let style = if at == 0 { style } else { Style::new() };
        lines.push(Line::from(vec![Span::styled(format!("  {symbol} "), style), Span::styled(text, style)]));
    }
    lines
}
