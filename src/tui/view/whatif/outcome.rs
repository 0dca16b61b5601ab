//! Both outcomes side by side, what differs marked, and the step at which the stories part.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Lines, choose};
use crate::story::{ComparedLetter, ComparedRow, Parting, Side, Tone};
use crate::tui::look::Look;
use crate::tui::state::App;
use crate::tui::typeset::{self, cut, hang, pad, paragraph};
use crate::tui::view::sides::LABELS;
use crate::tui::view::{editing, sides};
use crate::tui::whatif::{Change, Naming, Outcome, WhatIf, subject};
use crate::{text, words};

pub(super) fn lines(app: &App, whatif: &WhatIf, outcome: &Outcome, width: usize) -> Lines {
    let comparison = outcome.comparison(app.lang);
    let mut all: Vec<Line<'static>> =
        outcome.naming.iter().flat_map(|naming| self::naming(app, naming, width)).collect();
    all.extend(whatif.changes().iter().flat_map(|change| changed(app, change, width)));
    all.push(Line::default());
    for letter in &comparison.letters {
        all.extend(letter_lines(app, letter, width));
    }
    match &comparison.first {
        Some(first) => all.extend(parting(app, first, width)),
        None => all.extend(paragraph(
            words!(
                app.lang,
                en: "Nothing is different: this change makes no difference to these letters.",
                ja: "違いはありません。この変更は、これらの手紙に影響しませんでした。",
            ),
            app.look.tone(Tone::Warn),
            width,
        )),
    }
    Lines { all, here: 0..0 }
}

fn naming(app: &App, naming: &Naming, width: usize) -> Vec<Line<'static>> {
    let ask = words!(app.lang, en: "Save as: ", ja: "保存するファイル名：");
    let mut spans = vec![Span::styled(ask, Look::strong())];
    spans.extend(editing::spans(&naming.line, true, width.saturating_sub(typeset::width(ask))));
    let mut lines = vec![Line::from(spans)];
    if let Some(trouble) = &naming.trouble {
        let text = format!("{} {}", app.look.symbol(Tone::Bad), trouble.get(app.lang));
        lines.extend(paragraph(&text, app.look.tone(Tone::Bad), width));
    }
    lines.push(Line::default());
    lines
}

fn changed(app: &App, change: &Change, width: usize) -> Vec<Line<'static>> {
    let shown = |value: &str| match value.trim() {
        "" => words!(app.lang, en: "(nothing)", ja: "（なし）").to_owned(),
        value => value.to_owned(),
    };
    let lead = vec![Span::styled(format!("{}: ", subject(&change.subject, app.lang)), Look::strong())];
    let text = format!("{} {} {}", shown(&change.before), app.look.glyphs.right, shown(&change.after));
    hang(lead, &text, Style::new(), width)
}

fn letter_lines(app: &App, letter: &ComparedLetter, width: usize) -> Vec<Line<'static>> {
    let before = words!(app.lang, en: "before", ja: "変える前");
    let after = words!(app.lang, en: "after", ja: "変えた後");
    let columns = sides::columns(before, after, width);
    let mut lines = vec![choose::heading(app, &letter.title, width), columns];
    lines.extend(letter.rows.iter().flat_map(|row| sides::row(&app.look, row, width)));
    if !letter.rows.iter().any(ComparedRow::differs) {
        let same = words!(app.lang, en: "  the same as before", ja: "  前と同じ");
        lines.truncate(1);
        lines.push(Line::styled(same, Look::faint()));
    }
    lines.push(Line::default());
    lines
}

fn parting(app: &App, first: &Parting, width: usize) -> Vec<Line<'static>> {
    let number = first.step + 1;
    let title = text!(app.lang, en: "The first difference: step {number}", ja: "最初に違うところ：ステップ{number}");
    let mut lines = vec![choose::heading(app, &title, width)];
    let before = words!(app.lang, en: "before", ja: "変える前");
    let after = words!(app.lang, en: "after", ja: "変えた後");
    for (name, side, style) in [(before, &first.before, Look::faint()), (after, &first.after, app.look.new_here())] {
        lines.extend(side_lines(app, name, side.as_ref(), style, width));
    }
    lines
}

fn side_lines(app: &App, name: &str, side: Option<&Side>, style: Style, width: usize) -> Vec<Line<'static>> {
    let lead = || vec![Span::raw("  "), Span::styled(pad(name, LABELS, ""), Look::strong())];
    let Some(side) = side else {
        let over = words!(app.lang, en: "the story is over", ja: "ここで終わり");
        return hang(lead(), over, Look::faint(), width);
    };
    let mut lines = hang(lead(), &side.title, Look::strong(), width);
    let indent = " ".repeat(LABELS + 2);
    for line in &side.lines {
        let text = cut(line, width.saturating_sub(LABELS + 2) * 3, app.look.glyphs.ellipsis);
        lines.extend(hang(vec![Span::raw(indent.clone())], &text, style, width));
    }
    lines
}
