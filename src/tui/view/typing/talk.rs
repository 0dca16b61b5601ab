//! The conversation: what was typed, what was answered, and what each answer means.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint;
use crate::story::{Tone, safe};
use crate::trace::Reply;
use crate::tui::look::Look;
use crate::tui::typeset::{hang, paragraph};
use crate::tui::typing::{Entry, Typing};
use crate::tutor::{about_letter_line, explain};
use crate::words;

/// The newest entries that are set; a screen has fewer rows.
const MOST_SET: usize = 300;

pub(super) fn draw(typing: &Typing, area: Rect, buf: &mut Buffer) {
    let lines = lines(typing, area.width.into());
    let height = usize::from(area.height);
    let last = lines.len().saturating_sub(height);
    let from = last.saturating_sub(typing.scroll.min(last));
    paint(lines.get(from..).unwrap_or_default(), area, buf);
}

fn lines(typing: &Typing, width: usize) -> Vec<Line<'static>> {
    let skip = typing.entries.len().saturating_sub(MOST_SET);
    typing.entries.iter().skip(skip).flat_map(|entry| set(typing, entry, width)).collect()
}

fn set(typing: &Typing, entry: &Entry, width: usize) -> Vec<Line<'static>> {
    let (lang, look) = (typing.lang, typing.look);
    let client = |line: &str, style: Style| {
        let lead = vec![Span::styled(format!(" C {} ", look.glyphs.right), style)];
        hang(lead, &safe::line(line), style, width)
    };
    match entry {
        Entry::Said(line) => client(line, Look::strong()),
        Entry::OfLetter(line, part) => {
            let mut lines = client(line, Style::new());
            lines.extend(about_letter_line(line, *part, lang).into_iter().flat_map(|about| meaning(about, width)));
            lines
        }
        Entry::Answered(reply) => answer(typing, reply, width),
        Entry::Encrypted => note(
            typing,
            words!(
                lang,
                en: "TLS has begun, and the certificate was the server's own. What you said before is forgotten: EHLO again.",
                ja: "TLSが始まりました。証明書はこのサーバーのものでした。前に言ったことは忘れられたので、もう一度EHLOを打ちます。"
            ),
            width,
        ),
        Entry::HungUp => note(typing, words!(lang, en: "The connection is closed.", ja: "接続が閉じました。"), width),
        Entry::CalledAgain => note(typing, words!(lang, en: "A new connection.", ja: "新しい接続です。"), width),
        Entry::NobodyListens => note(
            typing,
            words!(lang, en: "Nobody is there any more. Ctrl-R calls again.", ja: "もう誰も聞いていません。Ctrl-Rでもう一度つなぎます。"),
            width,
        ),
    }
}

fn answer(typing: &Typing, reply: &Reply, width: usize) -> Vec<Line<'static>> {
    let tone = match reply.code / 100 {
        2 | 3 => Tone::Plain,
        4 => Tone::Warn,
        _ => Tone::Bad,
    };
    let style = typing.look.tone(tone);
    let mut lines = Vec::new();
    let mut texts = reply.text.split('\n').peekable();
    while let Some(text) = texts.next() {
        let dash = if texts.peek().is_some() { '-' } else { ' ' };
        let lead = vec![Span::styled(format!("    S {} ", typing.look.glyphs.left), style)];
        lines.extend(hang(lead, &safe::line(&format!("{}{dash}{text}", reply.code)), style, width));
    }
    lines.extend(meaning(&explain(reply, typing.lang), width));
    lines
}

/// What a line means, standing back, under it.
fn meaning(text: &str, width: usize) -> Vec<Line<'static>> {
    hang(vec![Span::raw("        ")], text, Look::faint(), width)
}

fn note(typing: &Typing, text: &str, width: usize) -> Vec<Line<'static>> {
    let level = typing.look.glyphs.level;
    paragraph(&format!("{level}{level} {text}"), Look::faint(), width)
}
