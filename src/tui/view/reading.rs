//! A letter being read: its header on the left, what the line that is pointed at means on the right.

mod page;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{footer, put};
use crate::explain::Reading;
use crate::lang::Lang;
use crate::story::Tone;
use crate::tui::look::Look;
use crate::tui::reading::Reader;
use crate::tui::typeset;
use crate::words;

/// A reader, and how it is drawn.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) reader: &'a Reader,
    pub(super) look: Look,
    pub(super) lang: Lang,
}

impl<'a> Sheet<'a> {
    fn reading(self) -> &'a Reading {
        self.reader.reading(self.lang)
    }
}

/// Where things stand.
struct Places {
    top: Rect,
    list: Rect,
    rule: u16,
    page: Rect,
    keys: Rect,
}

impl Places {
    fn of(area: Rect) -> Self {
        let list = (area.width * 2 / 5).clamp(24, 44);
        let middle = Rect { y: area.y + 2, height: area.height.saturating_sub(3), ..area };
        let page_at = area.x + list + 2;
        Self {
            top: Rect { height: 1, ..area },
            list: Rect { width: list, ..middle },
            rule: area.x + list,
            page: Rect { x: page_at, width: area.right().saturating_sub(page_at), ..middle },
            keys: Rect { y: area.bottom().saturating_sub(1), height: 1, ..area },
        }
    }
}

/// Draws the whole screen.
pub(super) fn draw(sheet: Sheet<'_>, area: Rect, buf: &mut Buffer) {
    let places = Places::of(area);
    top(sheet, places.top, buf);
    for y in places.list.top()..places.list.bottom() {
        put(buf, area, (places.rule, y), &Line::styled(sheet.look.glyphs.upright, Look::faint()));
    }
    list(sheet, places.list, buf);
    let lines = page::lines(sheet, places.page.width.into());
    let (height, last) = reach(&lines, places.page);
    let offset = sheet.reader.scroll(last);
    for (line, y) in lines.iter().skip(offset).take(height).zip(places.page.y..) {
        put(buf, places.page, (places.page.x, y), line);
    }
    footer::row(&keys(sheet, last > offset), places.keys, buf);
}

/// How many lines of the right side are in sight, and how far it can be scrolled.
pub(super) fn right_side(sheet: Sheet<'_>, area: Rect) -> (usize, usize) {
    let rect = Places::of(area).page;
    reach(&page::lines(sheet, rect.width.into()), rect)
}

fn reach(lines: &[Line<'_>], rect: Rect) -> (usize, usize) {
    let height = usize::from(rect.height);
    (height, lines.len().saturating_sub(height))
}

fn top(sheet: Sheet<'_>, rect: Rect, buf: &mut Buffer) {
    let reading = sheet.reading();
    let text = format!(" {}  {}", reading.from, reading.subject);
    let text = typeset::cut(&text, rect.width.into(), sheet.look.glyphs.ellipsis);
    put(buf, rect, (rect.x, rect.y), &Line::styled(text, Look::strong()));
}

/// The entries of the list, the one that is pointed at in the middle where there are too many.
fn list(sheet: Sheet<'_>, rect: Rect, buf: &mut Buffer) {
    let (lines, here) = entries(sheet, rect.width.into());
    let height = usize::from(rect.height);
    let offset = here.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    for (line, y) in lines.iter().skip(offset).take(height).zip(rect.y..) {
        put(buf, rect, (rect.x, y), line);
    }
}

fn entries(sheet: Sheet<'_>, width: usize) -> (Vec<Line<'static>>, usize) {
    let reading = sheet.reading();
    let boundary = boundary(reading);
    let first = words!(sheet.lang, en: "What to look at first", ja: "まず見るところ");
    let mut lines = vec![entry(sheet, None, first, "", width)];
    let mut here = 0;
    for (at, row) in reading.fields.iter().enumerate() {
        if sheet.reader.field() == Some(at) {
            here = lines.len();
        }
        lines.push(entry(sheet, Some(at), &row.name, &row.shown, width));
        if boundary == Some(at) {
            lines.push(boundary_line(sheet, width));
        }
    }
    (lines, here)
}

/// The last field that is believed: a server may write its findings below its own Received line.
fn boundary(reading: &Reading) -> Option<usize> {
    let path = &reading.path;
    let last = path.believed.checked_sub(1).filter(|_| path.outside)?;
    let received = path.hops.get(last)?.field?;
    let findings = reading.results.iter().filter(|results| results.believed).filter_map(|results| results.field);
    findings.chain([received]).max()
}

fn entry(sheet: Sheet<'_>, field: Option<usize>, name: &str, value: &str, width: usize) -> Line<'static> {
    let ellipsis = sheet.look.glyphs.ellipsis;
    let tone = tone(sheet.reading(), field);
    let lead = Span::styled(format!("{} ", sheet.look.symbol(tone)), sheet.look.tone(tone));
    let name_style = if sheet.reader.field() == field { Look::selected() } else { Look::strong() };
    let name = typeset::cut(name, width.saturating_sub(3), ellipsis);
    let room = width.saturating_sub(typeset::width(&name) + 5);
    let value = typeset::cut(value, room, ellipsis);
    Line::from(vec![lead, Span::styled(format!(" {name} "), name_style), Span::styled(value, Style::new())])
}

/// The gravest that was found about a field.
fn tone(reading: &Reading, field: Option<usize>) -> Tone {
    let about = reading.findings.iter().filter(|finding| field.is_some() && finding.field == field);
    about.map(|finding| finding.tone).next().unwrap_or(Tone::Plain)
}

fn boundary_line(sheet: Sheet<'_>, width: usize) -> Line<'static> {
    let label = words!(sheet.lang, en: " trust boundary ", ja: " 信頼できる境目 ");
    let level = sheet.look.glyphs.level;
    let rest = width.saturating_sub(typeset::width(label) + 4);
    let text = format!("{}{label}{}", level.repeat(3), level.repeat(rest));
    Line::styled(text, sheet.look.tone(Tone::Warn))
}

fn keys(sheet: Sheet<'_>, more: bool) -> Vec<(&'static str, &'static str)> {
    let [right, _, up_down] = sheet.look.glyphs.arrows;
    let lang = sheet.lang;
    let mut keys = vec![(up_down, words!(lang, en: "choose a line", ja: "行を選ぶ"))];
    if more {
        keys.push((right, words!(lang, en: "read on", ja: "続きを読む")));
    }
    keys.push(("t", footer::other_language(lang)));
    keys.push(("q", words!(lang, en: "quit", ja: "終了")));
    keys
}
