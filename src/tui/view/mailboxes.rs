//! Where letters lie now: the folders of each user, and the queue of each server.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Scene;
use super::page::{Opens, Page};
use crate::story::{Place, PlaceKind, Placed, Tone};
use crate::tui::look::Look;
use crate::tui::typeset::{bounded, hang, paragraph};
use crate::{text, words};

pub(super) fn page(scene: Scene<'_>, width: usize) -> Page {
    let places = scene.player.step(scene.lang).map(|step| step.places.as_slice()).unwrap_or_default();
    if places.is_empty() {
        let none = words!(
            scene.lang,
            en: "No letter is anywhere yet: no mailbox and no queue has received one.",
            ja: "まだどこにも手紙はありません。メールボックスにも、送信待ちの列（キュー）にも届いていません。",
        );
        return Page::of(paragraph(none, Look::faint(), width));
    }
    let mut page = Page::of(Vec::new());
    let mut host = None;
    for place in places {
        if host != Some(&place.host) {
            page.add(machine(&place.host, host.is_some()));
            host = Some(&place.host);
        }
        let begins = page.lines.len();
        if place.letters.iter().any(|letter| letter.new) {
            page.opens = Opens::At(begins);
        }
        page.add(folder(scene, place, width));
    }
    page
}

fn machine(host: &str, gap: bool) -> Vec<Line<'static>> {
    let gap = gap.then(Line::default);
    gap.into_iter().chain([Line::styled(host.to_owned(), Look::faint())]).collect()
}

fn folder(scene: Scene<'_>, place: &Place, width: usize) -> Vec<Line<'static>> {
    let (symbol, tone) = match place.kind {
        PlaceKind::Junk => ("!", Tone::Warn),
        PlaceKind::Inbox => (scene.look.glyphs.letter, Tone::Plain),
        PlaceKind::Queue => (scene.look.glyphs.dot, Tone::Plain),
    };
    let count = place.letters.len();
    let count = text!(scene.lang, en: " ({count})", ja: "（{count}通）");
    let lead = vec![Span::styled(format!(" {symbol} "), scene.look.tone(tone))];
    let mut lines = hang(lead, &format!("{}{count}", place.label), Look::strong(), width);
    if place.letters.is_empty() {
        lines.push(Line::styled(words!(scene.lang, en: "     (empty)", ja: "     （空）"), Look::faint()));
    }
    lines.extend(bounded(place.letters.iter().flat_map(|letter| letter_lines(scene, place.kind, letter, width))));
    lines
}

fn letter_lines(scene: Scene<'_>, kind: PlaceKind, letter: &Placed, width: usize) -> Vec<Line<'static>> {
    let style = if letter.new { scene.look.new_here() } else { Style::new() };
    let mark = if letter.new { "+" } else { " " };
    let to = if kind == PlaceKind::Queue { scene.look.glyphs.right } else { "" };
    let who = format!("{to}{}{}", if to.is_empty() { "" } else { " " }, letter.who);
    let new = if letter.new { words!(scene.lang, en: "  (new)", ja: "  （新着）") } else { "" };
    let lead = vec![Span::styled(format!("   {mark} "), style)];
    let mut lines = hang(lead, &format!("{who}{new}"), style, width);
    let below = |text: &str| hang(vec![Span::raw("     ")], text, Style::new(), width);
    if !letter.subject.is_empty() {
        lines.extend(below(&letter.subject));
    }
    lines.extend(letter.note.iter().flat_map(|note| below(note)));
    lines
}
