//! The speaker's notes: what the class sees, what to say about it, the answer, and what comes next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{footer, put, steps};
use crate::story::Tone;
use crate::trace::Stage;
use crate::tui::look::Look;
use crate::tui::notes::{Asked, Desk, Page};
use crate::tui::typeset::{self, cut, hang, paragraph};
use crate::{text, words};

/// As wide as a line may be and still be read easily.
const WIDTH: u16 = 90;

/// Draws the notes, and says how far they can be scrolled.
pub(super) fn draw(desk: &Desk, area: Rect, buf: &mut Buffer) -> usize {
    if area.height < 4 {
        return 0;
    }
    header(desk, Rect { height: 1, ..area }, buf);
    let body = Rect {
        x: area.x + 1,
        y: area.y + 2,
        width: area.width.saturating_sub(2).min(WIDTH),
        height: area.height.saturating_sub(3),
    };
    let lines = lines(desk, body.width.into());
    for (line, y) in lines.iter().skip(desk.scroll).zip(body.y..body.bottom()) {
        put(buf, body, (body.x, y), line);
    }
    let [_, _, up_down] = desk.look.glyphs.arrows;
    let keys = [
        ("t", footer::other_language(desk.lang)),
        (up_down, words!(desk.lang, en: "scroll", ja: "スクロール")),
        ("q", words!(desk.lang, en: "quit", ja: "終了")),
    ];
    footer::row(&keys, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
    lines.len().saturating_sub(body.height.into())
}

/// The lesson, where the class is in it, and how long it has lasted.
fn header(desk: &Desk, rect: Rect, buf: &mut Buffer) {
    let page = desk.card.page(desk.lang);
    let (at, of) = page.step;
    let stage = page.stage.and_then(|number| Stage::ALL.get(number.checked_sub(1)?).copied());
    let name = steps::stage_name(stage, desk.lang);
    let (minutes, seconds) = (desk.elapsed / 60, desk.elapsed % 60);
    let clock = if desk.card.opened == 0 { String::new() } else { format!("{minutes}:{seconds:02}") };
    let right = if of == 0 { format!("{clock} ") } else { format!("{name}  {at}/{of}   {clock} ") };
    let room = usize::from(rect.width).saturating_sub(typeset::width(&right) + 1);
    let title = typeset::pad(&format!(" {}", page.lesson), room, desk.look.glyphs.ellipsis);
    put(
        buf,
        rect,
        (rect.x, rect.y),
        &Line::from(vec![Span::styled(title, Look::strong()), Span::raw(" "), Span::raw(right)]),
    );
}

fn lines(desk: &Desk, width: usize) -> Vec<Line<'static>> {
    let (lang, page) = (desk.lang, desk.card.page(desk.lang));
    if desk.over {
        let over = words!(lang, en: "The lesson has ended.", ja: "レッスンは終わりました。");
        return paragraph(over, Look::strong(), width);
    }
    if page.step.1 == 0 {
        let list = words!(lang, en: "The class sees the list of lessons.", ja: "画面はレッスンの一覧です。");
        return paragraph(list, Style::new(), width);
    }
    let mut lines = paragraph(&page.title, Look::strong(), width);
    lines.extend(paragraph(&page.text, Style::new(), width));
    if let Some(say) = &page.say {
        lines.extend(heading(desk, words!(lang, en: "To say", ja: "話すこと"), width));
        lines.extend(say.lines().flat_map(|line| paragraph(line, desk.look.new_here(), width)));
    }
    lines.extend(page.question.iter().flat_map(|asked| question(desk, asked, width)));
    lines.extend(heading(desk, words!(lang, en: "Next", ja: "次"), width));
    lines.extend(paragraph(&next(page, desk), Style::new(), width));
    lines
}

fn next(page: &Page, desk: &Desk) -> String {
    let end = || words!(desk.lang, en: "This is the last step.", ja: "これが最後のステップです。").to_owned();
    page.next.clone().unwrap_or_else(end)
}

fn question(desk: &Desk, asked: &Asked, width: usize) -> Vec<Line<'static>> {
    let mut lines = heading(desk, &asked.heading(desk.lang), width);
    lines.extend(paragraph(&asked.text, Look::strong(), width));
    for (at, choice) in asked.choices.iter().enumerate() {
        let tone = if at == asked.answer { Tone::Good } else { Tone::Plain };
        let lead = Span::styled(format!("{} {} ", desk.look.symbol(tone), at + 1), desk.look.tone(tone));
        lines.extend(hang(vec![lead], choice, desk.look.tone(tone), width));
    }
    let why = &asked.why;
    lines.extend(paragraph(&text!(desk.lang, en: "Because: {why}", ja: "理由：{why}"), Style::new(), width));
    lines
}

fn heading(desk: &Desk, title: &str, width: usize) -> Vec<Line<'static>> {
    let glyphs = desk.look.glyphs;
    let title = cut(title, width.saturating_sub(4), glyphs.ellipsis);
    let rule = glyphs.level.repeat(width.saturating_sub(typeset::width(&title) + 2));
    vec![
        Line::default(),
        Line::from(vec![Span::styled(format!("{title} "), Look::strong()), Span::styled(rule, Look::faint())]),
    ]
}
