//! One machine on the map: a box with its label, its name and its address; in a low band, just its name.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::badges;
use super::plan::{Floor, Plan, Site};
use crate::story::ActorKind;
use crate::tui::look::{Glyphs, Look};
use crate::tui::typeset::{pad, width as cells, wrap};
use crate::tui::view::{Scene, dot, put};

pub(super) fn draw(scene: Scene<'_>, plan: &Plan<'_>, site: &Site<'_>, area: Rect, buf: &mut Buffer) {
    let here = scene.player.step(scene.lang).is_some_and(|step| step.host == site.actor.host);
    if site.rect.height < 3 {
        chip(scene, site, here, area, buf);
        return;
    }
    border(scene.look.glyphs, site.rect, here, area, buf);
    let width = usize::from(site.rect.width.saturating_sub(2));
    for (at, (text, style)) in (1..site.rect.height.saturating_sub(1)).zip(rows(scene, site, width)) {
        let text = pad(&text, width, scene.look.glyphs.ellipsis);
        put(buf, area, (site.rect.x + 1, site.rect.y + at), &Line::styled(text, style));
    }
    if site.floor == Floor::Row && has_way_up(plan, site) {
        dot(buf, area, (site.centre(), site.rect.y), scene.look.glyphs.joints[0], border_style(here));
    }
    if here && letter_lies_here(scene) {
        dot(buf, area, (site.rect.x + 2, site.rect.y), scene.look.glyphs.letter, Look::strong());
    }
    badges::draw(scene, site, area, buf);
}

/// The rows inside the borders, as many as there are.
fn rows(scene: Scene<'_>, site: &Site<'_>, width: usize) -> Vec<(String, Style)> {
    let inside = usize::from(site.rect.height.saturating_sub(2));
    let label = (Look::strong(), site.actor.label.as_str());
    match site.floor {
        Floor::Band => vec![(centred(label.1, width), label.0)],
        Floor::Others => vec![(site.actor.host.clone(), label.0), (site.actor.address.clone(), Look::faint())],
        Floor::Row => {
            let lines = label_lines(scene, label.1, width, inside.saturating_sub(2));
            let mut rows: Vec<(String, Style)> = lines.into_iter().map(|line| (line, label.0)).collect();
            rows.push((site.actor.host.clone(), Style::new()));
            rows.push((site.actor.address.clone(), Look::faint()));
            rows
        }
    }
}

/// The label in exactly so many lines.
fn label_lines(scene: Scene<'_>, label: &str, width: usize, count: usize) -> Vec<String> {
    let mut lines = wrap(label, width);
    if lines.len() > count {
        lines.truncate(count);
        if let Some(last) = lines.last_mut() {
            last.push_str(scene.look.glyphs.ellipsis);
        }
    }
    lines.resize(count, String::new());
    lines
}

fn centred(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(cells(text)) / 2))
}

/// The name between brackets; between heavy bars where the step happens.
fn chip(scene: Scene<'_>, site: &Site<'_>, here: bool, area: Rect, buf: &mut Buffer) {
    let inner = usize::from(site.rect.width.saturating_sub(2));
    let name = if site.actor.kind == ActorKind::Dns { &site.actor.label } else { &site.actor.host };
    let [_, bar, ..] = scene.look.glyphs.heavy;
    let (left, right) = if here { (bar, bar) } else { ("[", "]") };
    let text = format!("{left}{}{right}", pad(&centred(name, inner), inner, scene.look.glyphs.ellipsis));
    let concerned = here
        || scene
            .player
            .step(scene.lang)
            .and_then(|step| step.motion.as_ref())
            .is_some_and(|motion| [&motion.from, &motion.to].contains(&&site.actor.host));
    let style = if concerned { Look::strong() } else { Style::new() };
    put(buf, area, (site.rect.x, site.rect.y), &Line::styled(text, style));
}

fn border(glyphs: &Glyphs, rect: Rect, here: bool, area: Rect, buf: &mut Buffer) {
    let [c0, c1, c2, c3] = glyphs.corners;
    let [level, upright, top_left, top_right, bottom_left, bottom_right] =
        if here { glyphs.heavy } else { [glyphs.level, glyphs.upright, c0, c1, c2, c3] };
    let style = border_style(here);
    let (right, bottom) = (rect.right().saturating_sub(1), rect.bottom().saturating_sub(1));
    for x in rect.x..=right {
        dot(buf, area, (x, rect.y), level, style);
        dot(buf, area, (x, bottom), level, style);
    }
    for y in rect.y..=bottom {
        dot(buf, area, (rect.x, y), upright, style);
        dot(buf, area, (right, y), upright, style);
    }
    dot(buf, area, (rect.x, rect.y), top_left, style);
    dot(buf, area, (right, rect.y), top_right, style);
    dot(buf, area, (rect.x, bottom), bottom_left, style);
    dot(buf, area, (right, bottom), bottom_right, style);
}

fn border_style(here: bool) -> Style {
    if here { Look::strong() } else { Style::new() }
}

fn has_way_up(plan: &Plan<'_>, site: &Site<'_>) -> bool {
    plan.dns().is_some() && plan.servers().any(|server| server.actor.host == site.actor.host)
}

/// Whether the step is about a letter that lies still.
fn letter_lies_here(scene: Scene<'_>) -> bool {
    scene.player.step(scene.lang).is_some_and(|step| {
        step.motion.is_none()
            && step.view.is_some()
            && step.places.iter().all(|place| place.letters.iter().all(|placed| !placed.new))
    })
}
