//! The list of lessons.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{footer, put};
use crate::lang::Lang;
use crate::scenario::Level;
use crate::story::Tone;
use crate::tui::library::Lesson;
use crate::tui::look::Look;
use crate::tui::state::{App, Screen};
use crate::tui::typeset::{hang, paragraph};
use crate::words;

/// As wide as a line may be and still be read easily.
const WIDTH: u16 = 90;

pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    let width = area.width.saturating_sub(4).min(WIDTH);
    let column = Rect { x: area.x + (area.width - width) / 2, width, height: area.height.saturating_sub(2), ..area };
    let (lines, here) = lines(app, width.into());
    let below = usize::from(column.height).saturating_sub(3);
    let skip = (here + 4).saturating_sub(below);
    for (line, y) in lines.iter().skip(skip).zip(column.y + 1..column.bottom()) {
        put(buf, column, (column.x, y), line);
    }
    status(app, Rect { y: column.bottom(), height: 1, ..column }, buf);
    footer::row(&keys(app), Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
}

/// All lines of the list, and which of them the selected lesson begins at.
fn lines(app: &App, width: usize) -> (Vec<Line<'static>>, usize) {
    let mut lines = vec![Line::from(vec![
        Span::styled(format!("{} tegami  ", app.look.glyphs.letter), Look::strong()),
        Span::raw(words!(app.lang, en: "see how an e-mail travels", ja: "メールが届くまでを見てみよう")),
    ])];
    lines.push(Line::default());
    let mut here = 0;
    for (at, lesson) in app.lessons.iter().enumerate() {
        if at == app.selected {
            here = lines.len();
        }
        lines.extend(entry(app, at, lesson, width));
    }
    (lines, here)
}

fn entry(app: &App, at: usize, lesson: &Lesson, width: usize) -> Vec<Line<'static>> {
    let selected = at == app.selected;
    let marker = if selected { app.look.glyphs.right } else { " " };
    let style = if selected { Look::selected() } else { Look::strong() };
    let lead = vec![Span::raw(format!("{marker} {:>2}  ", at + 1))];
    let mut lines = hang(lead, &format!(" {} ", lesson.title.get(app.lang)), style, width);
    let level = Span::styled(format!("       {}  ", level(lesson.level, app.lang)), Look::faint());
    lines.extend(hang(vec![level], lesson.goal.get(app.lang), Style::new(), width));
    lines.push(Line::default());
    lines
}

fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Beginner => words!(lang, en: "beginner", ja: "初級"),
        Level::Intermediate => words!(lang, en: "intermediate", ja: "中級"),
        Level::Advanced => words!(lang, en: "advanced", ja: "上級"),
    }
}

/// That a lesson is being run, or why it could not be.
fn status(app: &App, rect: Rect, buf: &mut Buffer) {
    let line = match (&app.screen, &app.notice) {
        (Screen::Opening, _) => {
            let running = words!(
                app.lang,
                en: "The servers start, and the letter travels…",
                ja: "サーバーを起動して、手紙を送っています…",
            );
            Some(Line::styled(running, Look::strong()))
        }
        (_, Some(notice)) => {
            let failed = words!(app.lang, en: "This lesson could not be run", ja: "このレッスンを実行できませんでした");
            let text = format!("{} {failed}: {notice}", app.look.glyphs.bad);
            paragraph(&text, app.look.tone(Tone::Bad), rect.width.into()).into_iter().next()
        }
        _ => None,
    };
    if let Some(line) = line {
        put(buf, rect, (rect.x, rect.y), &line);
    }
}

fn keys(app: &App) -> [(&'static str, &'static str); 5] {
    let [_, _, up_down] = app.look.glyphs.arrows;
    [
        (up_down, words!(app.lang, en: "choose", ja: "選ぶ")),
        ("Enter", words!(app.lang, en: "open", ja: "開く")),
        ("t", footer::other_language(app.lang)),
        ("?", words!(app.lang, en: "keys", ja: "キー一覧")),
        ("q", words!(app.lang, en: "quit", ja: "終了")),
    ]
}
