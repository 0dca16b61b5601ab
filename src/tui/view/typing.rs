//! SMTP typed by hand: the conversation, what the server knows of it, and help for what is being typed.
//!
//! From 100 columns on the last two stand at the right; below that under the conversation.

mod help;
mod knows;
mod talk;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{editing, footer, put};
use crate::tui::look::Look;
use crate::tui::typeset::{cut, line_width, pad};
use crate::tui::typing::Typing;
use crate::tutor::Phase;
use crate::{text, words};

/// From this many columns on there are two.
const BESIDE: u16 = 100;

/// What is known, and the help, in rows, where they stand under the conversation.
const ROWS_BELOW: u16 = 10;

pub(super) fn draw(typing: &Typing, area: Rect, buf: &mut Buffer) {
    let row = |y: u16| Rect { y, height: 1, ..area };
    header(typing, row(area.y), buf);
    let middle = Rect { y: area.y + 1, height: area.height.saturating_sub(5), ..area };
    if area.width >= BESIDE {
        beside(typing, middle, buf);
    } else {
        below(typing, middle, buf);
    }
    rule(typing, row(area.bottom() - 4), buf);
    proposal(typing, row(area.bottom() - 3), buf);
    input(typing, row(area.bottom() - 2), buf);
    keys(typing, row(area.bottom() - 1), buf);
}

fn header(typing: &Typing, rect: Rect, buf: &mut Buffer) {
    let (server, visitor) = (&typing.place.server, &typing.place.visitor);
    let (host, ip) = (&visitor.host, visitor.ip);
    let right = text!(typing.lang, en: "you are {host} [{ip}] ", ja: "あなたは {host} [{ip}] ");
    let ellipsis = typing.look.glyphs.ellipsis;
    let width = usize::from(rect.width);
    let right = cut(&right, width * 2 / 3, ellipsis);
    let room = width.saturating_sub(line_width(&Line::from(right.as_str())) + 1);
    let left = pad(&format!(" {} [{}]:25", server.host, server.ip), room, ellipsis);
    let line = Line::from(vec![Span::styled(left, Look::strong()), Span::raw(" "), Span::raw(right)]);
    put(buf, rect, (rect.x, rect.y), &line);
}

fn beside(typing: &Typing, area: Rect, buf: &mut Buffer) {
    let left = Rect { width: area.width * 3 / 5, ..area };
    let right = Rect { x: left.right() + 2, width: area.width - left.width - 2, ..area };
    talk::draw(typing, left, buf);
    let known = knows::lines(typing, right.width.into());
    let rest = paint(&known, right, buf);
    let gap = Rect { y: rest.y + 1, height: rest.height.saturating_sub(1), ..rest };
    paint(&help::lines(typing, gap.width.into()), gap, buf);
}

/// The conversation gets the rest, and never less than half of the rows.
fn below(typing: &Typing, area: Rect, buf: &mut Buffer) {
    let rows = ROWS_BELOW.min(area.height / 2);
    let top = Rect { height: area.height - rows, ..area };
    talk::draw(typing, top, buf);
    let bottom = Rect { y: top.bottom(), height: rows, ..area };
    rule(typing, Rect { height: 1, ..bottom }, buf);
    let under = Rect { y: bottom.y + 1, height: rows - 1, ..bottom };
    let rest = paint(&knows::rows(typing, under.width.into()), under, buf);
    paint(&help::lines(typing, rest.width.into()), rest, buf);
}

/// Puts lines into an area, and says what is left of it.
fn paint(lines: &[Line<'static>], area: Rect, buf: &mut Buffer) -> Rect {
    let mut rest = area;
    for line in lines.iter().take(area.height.into()) {
        put(buf, area, (area.x, rest.y), line);
        rest = Rect { y: rest.y + 1, height: rest.height - 1, ..rest };
    }
    rest
}

fn rule(typing: &Typing, rect: Rect, buf: &mut Buffer) {
    let level = typing.look.glyphs.level.repeat(rect.width.into());
    put(buf, rect, (rect.x, rect.y), &Line::styled(level, Look::faint()));
}

/// What could be typed next.
fn proposal(typing: &Typing, rect: Rect, buf: &mut Buffer) {
    let words = match (typing.dialogue.phase(), typing.proposed()) {
        (Phase::Over, _) => words!(
            typing.lang,
            en: "The server has hung up. Ctrl-R calls it again, Ctrl-O shows the whole story.",
            ja: "サーバーが接続を切りました。Ctrl-Rでもう一度つなぎ、Ctrl-Oで話の全体を見ます。"
        )
        .to_owned(),
        (_, None) => String::new(),
        (_, Some(line)) if line.is_empty() => words!(
            typing.lang,
            en: "next you could type: an empty line (Enter)",
            ja: "次に打てる行：空行（Enter）"
        )
        .to_owned(),
        (_, Some(line)) => {
            text!(typing.lang, en: "next you could type: {line}   (Tab)", ja: "次に打てる行：{line}   (Tab)")
        }
    };
    let words = cut(&words, usize::from(rect.width).saturating_sub(2), typing.look.glyphs.ellipsis);
    put(buf, rect, (rect.x + 1, rect.y), &Line::styled(words, typing.look.new_here()));
}

fn input(typing: &Typing, rect: Rect, buf: &mut Buffer) {
    let lead = format!("C {} ", typing.look.glyphs.right);
    let room = usize::from(rect.width).saturating_sub(6);
    let mut spans = vec![Span::styled(format!(" {lead}"), Look::strong())];
    spans.extend(editing::spans(&typing.input.editor, true, room));
    put(buf, rect, (rect.x, rect.y), &Line::from(spans));
}

fn keys(typing: &Typing, rect: Rect, buf: &mut Buffer) {
    let lang = typing.lang;
    let guide = if typing.guided {
        words!(lang, en: "no guide", ja: "案内なし")
    } else {
        words!(lang, en: "guide", ja: "案内")
    };
    let [_, _, up_down] = typing.look.glyphs.arrows;
    let keys = [
        ("Tab", words!(lang, en: "complete", ja: "補完")),
        (up_down, words!(lang, en: "earlier lines", ja: "前の行")),
        ("^O", words!(lang, en: "story", ja: "話の全体")),
        ("^G", guide),
        ("^T", footer::other_language(lang)),
        ("^C", words!(lang, en: "quit", ja: "終了")),
    ];
    footer::row(&keys, rect, buf);
}
