//! A pane: its title or its tab, and the page behind it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::page::{Opens, Page};
use super::{Scene, conversation, explanation, headers, large, letter, mailboxes, marks, put, steps, verdicts};
use crate::tui::look::Look;
use crate::tui::player::{Pane, Stop};
use crate::tui::typeset;

/// What stands in that pane, set in so many columns. What was found or chosen is in sight, unless somebody scrolls.
pub(super) fn page(scene: Scene<'_>, pane: Pane, width: usize) -> Page {
    let mut set = of(scene, pane, width);
    let chosen = scene.player.spot(pane).stop;
    let found = scene.player.match_in(pane).then(|| marks::first_line(scene, &set, chosen)).flatten();
    if let Some(line) = found.or_else(|| Some(set.place_of(chosen?)?.start)) {
        set.opens = Opens::Around(line);
    }
    if scene.large { large::spaced(set) } else { set }
}

fn of(scene: Scene<'_>, pane: Pane, width: usize) -> Page {
    match pane {
        Pane::Steps => steps::page(scene, width),
        Pane::Explanation => explanation::page(scene, width),
        Pane::Conversation => conversation::page(scene, width),
        Pane::Letter => letter::page(scene, width),
        Pane::Headers => headers::page(scene, width),
        Pane::Verdicts => verdicts::page(scene, width),
        Pane::Mailboxes => mailboxes::page(scene, width),
    }
}

/// What can be pointed at in that row of the screen.
pub(super) fn stop_at(scene: Scene<'_>, pane: Pane, rect: Rect, y: u16) -> Option<Stop> {
    let height = usize::from(rect.height.saturating_sub(1));
    let set = page(scene, pane, rect.width.into());
    let line = set.offset(height, scene.player.scroll_of(pane)) + usize::from(y.checked_sub(rect.y + 1)?);
    set.stops.iter().find(|(_, lines)| lines.contains(&line)).map(|(stop, _)| *stop)
}

/// Draws a pane under its title, or under the tabs where it is alone.
pub(super) fn draw(scene: Scene<'_>, pane: Pane, rect: Rect, buf: &mut Buffer) {
    // In large print the pane stands under the step's title; its first row stays empty.
    if scene.alone {
        tabs(scene, rect, buf);
    } else if !scene.large {
        title(scene, pane, rect, buf);
    }
    let height = usize::from(rect.height.saturating_sub(1));
    let text = page(scene, pane, rect.width.into());
    let offset = text.offset(height, scene.player.scroll_of(pane));
    more(scene.look, rect, offset, text.last(height), buf);
    for (line, y) in text.lines.iter().skip(offset).zip(rect.y + 1..rect.bottom()) {
        put(buf, rect, (rect.x, y), line);
    }
    marks::draw(scene, below_title(rect), buf);
}

fn below_title(rect: Rect) -> Rect {
    Rect { y: rect.y + 1, height: rect.height.saturating_sub(1), ..rect }
}

/// The tabs over the only pane.
fn tabs(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    rule(scene.look, rect, buf);
    for (pane, x, label) in tab_places(scene, rect) {
        let style = if scene.player.pane() == pane { Look::selected() } else { Style::new() };
        put(buf, Rect { height: 1, ..rect }, (x, rect.y), &Line::styled(label, style));
    }
}

/// The tab at that column.
pub(super) fn tab_at(scene: Scene<'_>, rect: Rect, x: u16) -> Option<Pane> {
    tab_places(scene, rect)
        .find(|(_, start, label)| (*start..*start + cells(label)).contains(&x))
        .map(|(pane, ..)| pane)
}

/// How much of its name a tab shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Whole,
    Short,
    /// Only the chosen one has its name.
    Numbers,
}

/// Where the tabs stand. Where there is not room for all names they are short ones, or none.
fn tab_places(scene: Scene<'_>, rect: Rect) -> impl Iterator<Item = (Pane, u16, String)> {
    let label = move |names: Names, pane: Pane| match names {
        Names::Short => format!(" {} {} ", pane.number(), pane.tab(scene.lang)),
        Names::Numbers if pane != scene.player.pane() => format!(" {} ", pane.number()),
        Names::Whole | Names::Numbers => label(scene, pane),
    };
    // The arrows that say that there is more stand at the right end.
    let room = rect.width.saturating_sub(3);
    let taken = |names: Names| Pane::ALL.into_iter().map(|pane| cells(&label(names, pane)) + 1).sum::<u16>();
    let fits = |names: &Names| taken(*names) < room;
    let names = [Names::Whole, Names::Short].into_iter().find(fits).unwrap_or(Names::Numbers);
    Pane::ALL.into_iter().scan(rect.x + 1, move |x, pane: Pane| {
        let label = label(names, pane);
        let start = *x;
        *x += cells(&label) + 1;
        Some((pane, start, label))
    })
}

fn label(scene: Scene<'_>, pane: Pane) -> String {
    format!(" {} {} ", pane.number(), pane.title(scene.lang, scene.player.at_end()))
}

fn title(scene: Scene<'_>, pane: Pane, rect: Rect, buf: &mut Buffer) {
    rule(scene.look, rect, buf);
    let style = if scene.player.pane() == pane { Look::selected() } else { Look::strong() };
    put(
        buf,
        Rect { height: rect.height.min(1), ..rect },
        (rect.x + 1, rect.y),
        &Line::styled(label(scene, pane), style),
    );
}

fn rule(look: Look, rect: Rect, buf: &mut Buffer) {
    let line = look.glyphs.level.repeat(rect.width.into());
    put(buf, rect, (rect.x, rect.y), &Line::styled(line, Look::faint()));
}

/// At the right end of the title: that there is more above or below.
fn more(look: Look, rect: Rect, offset: usize, last: usize, buf: &mut Buffer) {
    let mut spans = Vec::new();
    if offset > 0 {
        spans.push(Span::raw(look.glyphs.up));
    }
    if offset < last {
        spans.push(Span::raw(look.glyphs.down));
    }
    let x = rect.right().saturating_sub(3);
    if x > rect.x && !spans.is_empty() {
        put(buf, Rect { height: rect.height.min(1), ..rect }, (x, rect.y), &Line::from(spans));
    }
}

fn cells(text: &str) -> u16 {
    u16::try_from(typeset::width(text)).unwrap_or(u16::MAX)
}
