//! What the screen shows: a pure function of the state. One file for each region.
//!
//! ```text
//!  ┌ header ─────────────────────────────┐   the lesson, where we are in it
//!  │ map     sender ── server ── … ── PC │   the machines, and what moves between them
//!  │ caption                             │   what it is that moves
//!  │ heading                             │   the step
//!  │ panes                               │   one, two or three columns of them
//!  │ timeline                            │   all steps in one row
//!  └ footer ─────────────────────────────┘   a few keys
//! ```
//!
//! A new pane is another variant of `Pane`, another file here that makes a `Page` of the state, and a line in `pages`.

mod caption;
mod conversation;
mod editing;
mod endings;
mod explanation;
mod footer;
mod guide;
mod header;
mod headers;
mod help;
mod large;
mod layout;
mod lessons;
mod letter;
mod mailboxes;
mod map;
mod marks;
mod notes;
mod notice;
mod page;
mod pages;
mod popup;
mod prompt;
mod proof;
mod question;
mod reading;
mod result;
mod sides;
mod steps;
mod timeline;
mod typing;
mod verdicts;
mod whatif;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::geometry::{Hit, Reach};
use super::look::Look;
use super::notes::Desk;
use super::player::{Pane, Player, Stop};
use super::state::{App, Screen};
use super::typeset;
use super::typing::Typing;
use crate::lang::Lang;
use crate::story::Verdict;
use crate::words;
use layout::Layout;
use reading::Sheet;

/// The smallest screen that can be worked with.
const SMALLEST: (u16, u16) = (60, 15);

/// All that a region needs to know.
#[derive(Clone, Copy)]
struct Scene<'a> {
    player: &'a Player,
    look: Look,
    lang: Lang,
    /// Whether one pane is shown at a time: it has the whole width, and has to show what matters by itself.
    alone: bool,
    /// Whether it is set for the last row of a classroom.
    large: bool,
}

impl<'a> Scene<'a> {
    fn of(app: &App, player: &'a Player, area: Rect) -> Self {
        Self {
            player,
            look: app.look,
            lang: app.lang,
            alone: !app.large && area.width < layout::TWO_COLUMNS,
            large: app.large,
        }
    }

    /// Whether the story says why a verdict is what it is.
    fn proves(self, verdict: &Verdict) -> bool {
        self.player.proof_of(verdict.event, self.lang).is_some()
    }

    /// What is pointed at in a pane, if the keys go to it.
    fn pointed(self, pane: Pane) -> Option<Stop> {
        self.player.stop(pane).filter(|_| self.player.pane() == pane)
    }
}

/// Draws the whole screen.
pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    if app.blank {
        return;
    }
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        ask_for_room(app.lang, area, buf);
        return;
    }
    if app.help.is_some() {
        help::draw(app, area, buf);
        return;
    }
    if let Some(page) = app.guide.as_ref().filter(|page| page.open.is_some()) {
        guide::draw(page, app.look, app.lang, area, buf);
        return notice::draw(app, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
    }
    match &app.screen {
        Screen::Story(player) => story(Scene::of(app, player, area), area, buf),
        Screen::Reading(reader) => reading::draw(Sheet { reader, look: app.look, lang: app.lang }, area, buf),
        Screen::Lessons | Screen::Opening => lessons::draw(app, area, buf),
        Screen::WhatIf(whatif) => whatif::draw(app, whatif, area, buf),
    }
    if matches!(app.screen, Screen::Story(_)) {
        notice::draw(app, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
    }
    notice::trouble(app, area, buf);
}

/// Draws the speaker's notes, and says how far they can be scrolled.
pub(super) fn notes(desk: &Desk, area: Rect, buf: &mut Buffer) -> usize {
    notes::draw(desk, area, buf)
}

/// Draws a conversation that is being typed.
pub(super) fn typing(typing: &Typing, area: Rect, buf: &mut Buffer) {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        ask_for_room(typing.lang, area, buf);
    } else {
        typing::draw(typing, area, buf);
    }
}

/// Draws a story by itself, without the state of a whole screen.
pub(super) fn still(player: &Player, look: Look, lang: Lang, area: Rect, buf: &mut Buffer) {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        ask_for_room(lang, area, buf);
    } else {
        let scene = Scene { player, look, lang, alone: area.width < layout::TWO_COLUMNS, large: false };
        story(scene, area, buf);
    }
}

fn story(scene: Scene<'_>, area: Rect, buf: &mut Buffer) {
    let layout = Layout::of(scene, area);
    header::draw(scene, layout.header, buf);
    map::draw(scene, layout.map, buf);
    caption::draw(scene, layout.caption, layout.map.height > 0, buf);
    let popup = scene.player.quiz.popup();
    // Beside a question the rest of a lone pane and its heading would only be crumbs.
    if popup.is_none() || !(scene.alone || scene.large) {
        heading(scene, layout.heading, buf);
        for (pane, rect) in &layout.panes {
            pages::draw(scene, *pane, *rect, buf);
        }
    }
    marks::draw(scene, layout.heading, buf);
    timeline::draw(scene, layout.timeline, buf);
    if !prompt::draw(scene, layout.footer, buf) {
        footer::draw(scene, layout.footer, buf);
    }
    if scene.large {
        large::strengthen(area, buf);
    }
    if let Some(popup) = popup {
        question::draw(scene, popup, layout.below_map(area), area, buf);
    }
}

fn heading(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    if scene.large {
        large::title(scene, rect, buf);
    } else {
        header::heading(scene, rect, buf);
    }
}

/// How far the question or the focused pane is scrolled, and how far it can be.
pub(super) fn reach(app: &App, area: Rect) -> Reach {
    let player = match &app.screen {
        Screen::Story(player) => player,
        Screen::WhatIf(whatif) => return whatif::reach(app, whatif, area),
        Screen::Lessons | Screen::Opening | Screen::Reading(_) => return Reach::default(),
    };
    let scene = Scene::of(app, player, area);
    let layout = Layout::of(scene, area);
    if let Some(popup) = player.quiz.popup() {
        return question::reach(scene, popup, layout.below_map(area), area);
    }
    layout.pane(player.pane()).map_or_else(Reach::default, |rect| {
        let page = pages::page(scene, player.pane(), rect.width.into());
        let height = usize::from(rect.height.saturating_sub(1));
        let offset = page.offset(height, player.scroll_of(player.pane()));
        Reach { offset, last: page.last(height), height, stops: page.stops, here: player.stop(player.pane()) }
    })
}

/// How far the help page is scrolled, and how far it can be.
pub(super) fn reach_of_help(app: &App, area: Rect) -> Reach {
    help::reach(app, area)
}

/// How far the guide to a lab is scrolled, and how far it can be.
pub(super) fn reach_of_guide(app: &App, area: Rect) -> Reach {
    app.guide.as_ref().map(|page| guide::reach(page, app.lang, area)).unwrap_or_default()
}

/// What stands at a cell of the screen.
pub(super) fn hit(app: &App, area: Rect, (x, y): (u16, u16)) -> Option<Hit> {
    let Screen::Story(player) = &app.screen else { return None };
    let scene = Scene::of(app, player, area);
    let layout = Layout::of(scene, area);
    if layout.timeline.contains((x, y).into()) {
        return timeline::step_at(scene, layout.timeline, x).map(Hit::Step);
    }
    let (pane, rect) = layout.panes.iter().find(|(_, rect)| rect.contains((x, y).into()))?;
    if y == rect.y {
        return Some(Hit::Pane(if scene.alone { pages::tab_at(scene, *rect, x)? } else { *pane }));
    }
    Some(match pages::stop_at(scene, *pane, *rect, y) {
        Some(Stop::Step(step)) => Hit::Step(step),
        Some(stop) => Hit::Stop(*pane, stop),
        None => Hit::Pane(*pane),
    })
}

/// How many lines of the explanation of a letter are in sight, and how far it can be scrolled.
pub(super) fn right_side(app: &App, area: Rect) -> (usize, usize) {
    let Screen::Reading(reader) = &app.screen else { return (0, 0) };
    reading::right_side(Sheet { reader, look: app.look, lang: app.lang }, area)
}

fn ask_for_room(lang: Lang, area: Rect, buf: &mut Buffer) {
    let ask = words!(
        lang,
        en: "Please make the window larger: 60 columns and 15 rows at least.",
        ja: "画面を広げてください（横60文字、縦15行以上）。",
    );
    let lines = typeset::wrap(ask, area.width.into());
    let top = area.y + area.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(0)) / 2;
    for (line, y) in lines.into_iter().zip(top..area.bottom()) {
        put(buf, area, (area.x, y), &Line::from(line));
    }
}

/// Writes a line inside an area, over whatever stood there; what does not fit is left out, a wide character as a whole.
fn put(buf: &mut Buffer, area: Rect, (x, y): (u16, u16), line: &Line<'_>) {
    let area = area.intersection(buf.area);
    if !area.contains((x, y).into()) {
        return;
    }
    let room = area.right() - x;
    let taken = u16::try_from(typeset::line_width(line)).unwrap_or(room).min(room);
    blank_half(buf, (x, y));
    for x in x..x + taken {
        if let Some(cell) = buf.cell_mut((x, y)) {
            cell.reset();
        }
    }
    buf.set_line(x, y, line, room);
}

/// A wide character whose second half will be written over goes as a whole: a terminal cannot show half of it.
fn blank_half(buf: &mut Buffer, (x, y): (u16, u16)) {
    if let Some(before) = x.checked_sub(1).and_then(|x| buf.cell_mut((x, y)))
        && typeset::width(before.symbol()) > 1
    {
        before.reset();
    }
}

/// Writes one glyph into a cell inside an area, over whatever stood there.
fn dot(buf: &mut Buffer, area: Rect, (x, y): (u16, u16), glyph: &str, style: Style) {
    let inside = area.intersection(buf.area).contains((x, y).into());
    if let Some(cell) = buf.cell_mut((x, y)).filter(|_| inside) {
        cell.reset();
        cell.set_symbol(glyph).set_style(style);
    }
}
