//! The map: the machines of the lesson, and on it what moves in this step.
//!
//! ```text
//!                 ┌──────②─────┤ DNS ├───────────┐
//!  ┌──────────┐ ① ┏━┴━━━━━━━━━┓   ③   ┌──────────┴┐ ④ ┌──────────┐
//!  │sender's  │   ┃sender's   ┃       │receiver's │   │receiver's│
//!  │PC        │───┃server     ┃──✉───►│server     │───│PC        │
//!  └──────────┘   ┗━━━━━━━━━━━┛       └───────────┘   └──────────┘
//! ```
//!
//! [`plan`] says where the machines stand, [`route`] which cells lie between two of them, [`cargo`] what is drawn on
//! those. The machine at which the step happens has a heavy border.

mod cargo;
mod machine;
mod plan;
mod route;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::{Scene, dot, put};
use crate::trace::Stage;
use crate::tui::look::Look;
use crate::tui::typeset;
use plan::{Plan, Site};
use route::Route;

pub(super) use cargo::tone as outcome_tone;

/// How many rows the map wants, if it may have `room`; none where that is too little.
pub(super) fn rows(scene: Scene<'_>, width: u16, room: u16) -> u16 {
    Plan::rows(&scene.player.story(scene.lang).actors, width, room)
}

pub(super) fn draw(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    if rect.height == 0 {
        return;
    }
    let plan = Plan::of(scene, rect);
    ways(scene, &plan, rect, buf);
    for site in &plan.sites {
        machine::draw(scene, &plan, site, rect, buf);
    }
    let motion = scene.player.step(scene.lang).and_then(|step| Some((step, step.motion.as_ref()?)));
    if let Some((step, motion)) = motion
        && let Some(route) = Route::between(&plan, &motion.from, &motion.to)
    {
        cargo::draw(scene, step, motion, &route, rect, buf);
    }
}

/// The ways that letters and questions go, faint, with the numbers of their stages.
fn ways(scene: Scene<'_>, plan: &Plan<'_>, rect: Rect, buf: &mut Buffer) {
    for pair in plan.row().collect::<Vec<_>>().windows(2) {
        if let [left, right] = pair {
            way(scene, plan, left, right, rect, buf);
        }
    }
    let servers: Vec<&Site<'_>> = plan.servers().collect();
    if let Some(dns) = plan.dns() {
        for server in &servers {
            way(scene, plan, server, dns, rect, buf);
        }
    }
}

fn way(scene: Scene<'_>, plan: &Plan<'_>, from: &Site<'_>, to: &Site<'_>, rect: Rect, buf: &mut Buffer) {
    let Some(route) = Route::between(plan, &from.actor.host, &to.actor.host) else { return };
    for cell in &route.cells {
        dot(buf, rect, cell.at, cell.bend.glyph(scene.look.glyphs, false), Look::faint());
    }
    if let Some(stage) = plan::stage_between(from.actor.kind, to.actor.kind) {
        number(scene, plan, stage, &route, rect, buf);
    }
}

/// The stage's number beside its way; its name too where there is room.
fn number(scene: Scene<'_>, plan: &Plan<'_>, stage: Stage, route: &Route, rect: Rect, buf: &mut Buffer) {
    let current = scene.player.step(scene.lang).and_then(|step| step.stage) == Some(stage);
    let style = if current { Look::selected() } else { Style::new() };
    let digit = scene.look.glyphs.stages[stage.number() - 1];
    let name = format!(" {digit} {} ", super::steps::stage_name(Some(stage), scene.lang));
    let room = route.cells.len().saturating_sub(if stage == Stage::Resolution { 4 } else { 0 });
    let label = if typeset::width(&name) <= room { name } else { digit.to_owned() };
    let Some(middle) = route.cells.get(route.cells.len() / 2) else { return };
    let half = u16::try_from(typeset::width(&label) / 2).unwrap_or(0);
    let y = if stage == Stage::Resolution { plan.number_row() } else { plan.top() };
    put(buf, rect, (middle.at.0.saturating_sub(half), y), &Line::styled(label, style));
}
