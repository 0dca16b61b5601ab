//! The list of lessons: by subject, with what each is about, and what has been completed.
//!
//! ```text
//!   The first three lessons ────── 3     where not all fit, a subject is open only while one of its lessons is
//!   Forged senders ─────────────── 6     pointed at, so that all subjects are in sight
//!      4   A forged header From
//!      5   …
//!   SPF: who may send ──────────── 8
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{editing, footer, notice, put};
use crate::lang::Lang;
use crate::scenario::Level;
use crate::story::Tone;
use crate::tui::library::Lesson;
use crate::tui::look::Look;
use crate::tui::state::{App, Screen};
use crate::tui::typeset::{self, cut, hang, paragraph};
use crate::{text, words};

/// As wide as a line may be and still be read easily.
const WIDTH: u16 = 100;
/// Where titles begin, behind number and mark.
const INDENT: usize = 9;

pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    let width = area.width.saturating_sub(4).min(WIDTH);
    let column = Rect { x: area.x + (area.width - width) / 2, width, height: area.height.saturating_sub(2), ..area };
    let top = top(app, width.into());
    let below = usize::from(column.height).saturating_sub(top.len() + 1);
    let all = lines(app, width.into(), true);
    let (lines, here) = if all.0.len() > below { lines(app, width.into(), false) } else { all };
    // What belongs to the selected lesson is to be in sight, its heading first.
    let skip = here.end.saturating_sub(below).min(here.start);
    let from = column.y + u16::try_from(top.len()).unwrap_or(0);
    for (line, y) in top.iter().zip(column.y..column.bottom()) {
        put(buf, column, (column.x, y), line);
    }
    for (line, y) in lines.iter().skip(skip).zip(from..column.bottom()) {
        put(buf, column, (column.x, y), line);
    }
    status(app, Rect { y: column.bottom(), height: 1, ..column }, buf);
    footer::row(&keys(app), Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
}

/// The name of the program, how much is done, and what is looked for.
fn top(app: &App, width: usize) -> Vec<Line<'static>> {
    let words = words!(app.lang, en: "see how an e-mail travels", ja: "メールが届くまでを見てみよう");
    let mut first =
        vec![Span::styled(format!("{} tegami  ", app.look.glyphs.letter), Look::strong()), Span::raw(words)];
    let done = app.lessons.in_sight().filter(|lesson| app.lessons.is_done(lesson)).count();
    let all = app.lessons.in_sight().count();
    if done > 0 {
        let done = text!(app.lang, en: "  {done} of {all} done", ja: "  完了 {done}/{all}");
        first.push(Span::styled(done, app.look.tone(Tone::Good)));
    }
    let mut lines = vec![Line::default(), Line::from(first), Line::default()];
    lines.extend(looking(app, width));
    lines
}

fn looking(app: &App, width: usize) -> Option<Line<'static>> {
    let tag = app.lessons.tag().map(|tag| text!(app.lang, en: "tag: {tag}  ", ja: "タグ：{tag}  "));
    let query = app.lessons.query();
    if tag.is_none() && query.is_none() {
        return None;
    }
    let mut spans = vec![Span::raw(" "), Span::styled(tag.unwrap_or_default(), Look::strong())];
    if let Some(query) = query {
        spans.push(Span::styled("/ ", Look::strong()));
        spans.extend(editing::spans(query, app.lessons.is_typing(), width.saturating_sub(24)));
    }
    Some(Line::from(spans))
}

/// All lines of the list, and which of them belong to the selected lesson. Where not all groups are `open`, only that of
/// the selected lesson is.
fn lines(app: &App, width: usize, open: bool) -> (Vec<Line<'static>>, std::ops::Range<usize>) {
    let mut lines = Vec::new();
    let mut here = 0..0;
    let mut group = None;
    let chosen = app.lessons.chosen().map(Lesson::group);
    for (at, lesson) in app.lessons.in_sight().enumerate() {
        let start = lines.len();
        if group != Some(lesson.group()) {
            if at > 0 && open {
                lines.push(Line::default());
            }
            lines.push(heading(app, lesson, width));
            group = Some(lesson.group());
        }
        if !open && group != chosen {
            continue;
        }
        lines.extend(entry(app, at, lesson, width));
        if at == app.lessons.selected() {
            here = start..lines.len();
        }
    }
    if lines.is_empty() {
        lines.push(Line::from(
            words!(app.lang, en: " No lesson is like that.", ja: " 当てはまるレッスンはありません。"),
        ));
    }
    (lines, here)
}

/// The subject, or else the level, and how many lessons there are, and done.
fn heading(app: &App, lesson: &Lesson, width: usize) -> Line<'static> {
    let name = lesson.subject.as_ref().map_or(level_word(lesson.level, app.lang), |subject| subject.get(app.lang));
    let members = || app.lessons.in_sight().filter(|other| other.group() == lesson.group());
    let (all, done) = (members().count(), members().filter(|other| app.lessons.is_done(other)).count());
    let count = if done > 0 { format!(" {done}/{all}") } else { format!(" {all}") };
    let tone = if done == all { app.look.tone(Tone::Good) } else { Look::faint() };
    let name = cut(name, width.saturating_sub(count.len() + 3), app.look.glyphs.ellipsis);
    let rule = app.look.glyphs.level.repeat(width.saturating_sub(typeset::width(&name) + count.len() + 3));
    let name = Span::styled(format!(" {name} "), Look::strong());
    Line::from(vec![name, Span::styled(rule, Look::faint()), Span::styled(count, tone)])
}

fn level_word(level: Option<Level>, lang: Lang) -> &'static str {
    match level {
        None => words!(lang, en: "cannot be read", ja: "読めないファイル"),
        Some(Level::Beginner) => words!(lang, en: "beginner", ja: "初級"),
        Some(Level::Intermediate) => words!(lang, en: "intermediate", ja: "中級"),
        Some(Level::Advanced) => words!(lang, en: "advanced", ja: "上級"),
    }
}

fn entry(app: &App, at: usize, lesson: &Lesson, width: usize) -> Vec<Line<'static>> {
    let selected = at == app.lessons.selected();
    let mut lines = vec![title(app, at, lesson, width)];
    if let Some(flaw) = lesson.flaw.as_ref().filter(|_| selected) {
        lines.extend(mistakes(app, &flaw.words(app.lang), width));
    } else if selected {
        lines.extend(hang(indent(), lesson.goal.get(app.lang), Style::new(), width));
    }
    lines
}

fn title(app: &App, at: usize, lesson: &Lesson, width: usize) -> Line<'static> {
    let selected = at == app.lessons.selected();
    let marker = if selected { app.look.glyphs.right } else { " " };
    let tone = match (&lesson.flaw, app.lessons.is_done(lesson)) {
        (Some(_), _) => Tone::Bad,
        (None, true) => Tone::Good,
        (None, false) => Tone::Plain,
    };
    let level = lesson.subject.as_ref().map(|_| level_word(lesson.level, app.lang));
    let tags: Vec<&str> = lesson.tags.iter().map(String::as_str).chain(level).collect();
    let tags = tags.join(" ");
    let title = cut(lesson.title.get(app.lang), width.saturating_sub(INDENT + 2), app.look.glyphs.ellipsis);
    let gap = width.saturating_sub(INDENT + 1 + typeset::width(&title) + typeset::width(&tags));
    let style = if selected { Look::selected() } else { Look::strong() };
    let mut spans = vec![
        Span::raw(format!(" {marker} {:>2} ", at + 1)),
        Span::styled(format!("{} ", app.look.symbol(tone)), app.look.tone(tone)),
        Span::styled(format!(" {title} "), style),
    ];
    if gap > 1 {
        spans.push(Span::styled(format!("{}{tags}", " ".repeat(gap - 1)), Look::faint()));
    }
    Line::from(spans)
}

fn indent() -> Vec<Span<'static>> {
    vec![Span::raw(" ".repeat(INDENT))]
}

/// The mistakes of a file, as a terminal shows them; lines of source are not broken.
fn mistakes(app: &App, words: &str, width: usize) -> Vec<Line<'static>> {
    let room = width.saturating_sub(INDENT);
    let line = |line: &str| {
        let mut spans = indent();
        spans.push(Span::raw(cut(line, room, app.look.glyphs.ellipsis)));
        Line::from(spans)
    };
    typeset::bounded(words.trim_end().lines().map(line))
}

/// That a lesson is being run, or what has just happened.
fn status(app: &App, rect: Rect, buf: &mut Buffer) {
    if matches!(app.screen, Screen::Opening) {
        let running = words!(
            app.lang,
            en: "The servers start, and the letter travels…  (Esc stops it)",
            ja: "サーバーを起動して、手紙を送っています…（Escで中止）",
        );
        let line = paragraph(running, Look::strong(), rect.width.into()).into_iter().next().unwrap_or_default();
        put(buf, rect, (rect.x, rect.y), &line);
    } else {
        notice::draw(app, rect, buf);
    }
}

fn keys(app: &App) -> Vec<(&'static str, &'static str)> {
    let lang: Lang = app.lang;
    let [_, _, up_down] = app.look.glyphs.arrows;
    if app.lessons.is_typing() {
        return vec![
            ("Enter", words!(lang, en: "done", ja: "決定")),
            ("Esc", words!(lang, en: "show all", ja: "すべて表示")),
        ];
    }
    vec![
        (up_down, words!(lang, en: "choose", ja: "選ぶ")),
        ("Enter", words!(lang, en: "open", ja: "開く")),
        ("/", words!(lang, en: "search", ja: "検索")),
        ("[ ]", words!(lang, en: "subject", ja: "分野")),
        ("Tab", words!(lang, en: "tag", ja: "タグ")),
        ("t", footer::other_language(lang)),
        ("?", words!(lang, en: "keys", ja: "キー")),
        ("q", words!(lang, en: "quit", ja: "終了")),
        ("r", words!(lang, en: "reload", ja: "再読み込み")),
    ]
}
