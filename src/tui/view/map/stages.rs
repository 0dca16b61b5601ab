//! The ways that letters and questions go, faint, and the number of its stage beside each; the stage under way stands out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::plan::{Plan, Site};
use super::route::Route;
use crate::story::ActorKind;
use crate::trace::Stage;
use crate::tui::look::Look;
use crate::tui::typeset;
use crate::tui::view::{Scene, dot, put, steps};

pub(super) fn draw(scene: Scene<'_>, plan: &Plan<'_>, rect: Rect, buf: &mut Buffer) {
    for pair in plan.row().collect::<Vec<_>>().windows(2) {
        if let [left, right] = pair {
            way(scene, plan, left, right, rect, buf);
        }
    }
    if let Some(dns) = plan.dns() {
        for server in plan.servers() {
            way(scene, plan, server, dns, rect, buf);
        }
    }
}

fn way(scene: Scene<'_>, plan: &Plan<'_>, from: &Site<'_>, to: &Site<'_>, rect: Rect, buf: &mut Buffer) {
    let Some(route) = Route::between(plan, &from.actor.host, &to.actor.host) else { return };
    let stage = between(from.actor.kind, to.actor.kind);
    let current = stage.is_some() && scene.player.step(scene.lang).and_then(|step| step.stage) == stage;
    let style = if current { Style::new() } else { Look::faint() };
    for cell in &route.cells {
        dot(buf, rect, cell.at, cell.bend.glyph(scene.look.glyphs, false), style);
    }
    if let Some(stage) = stage {
        number(scene, plan, stage, current, &route, rect, buf);
    }
}

/// The stage's number beside its way; its name too where there is room.
fn number(scene: Scene<'_>, plan: &Plan<'_>, stage: Stage, current: bool, route: &Route, rect: Rect, buf: &mut Buffer) {
    let style = if current { Look::selected() } else { Style::new() };
    let digit = scene.look.glyphs.stages[stage.number() - 1];
    let name = format!(" {digit} {} ", steps::stage_name(Some(stage), scene.lang));
    // A way that passes through the middle must not cut the name in two.
    let motion = scene.player.step(scene.lang).and_then(|step| step.motion.as_ref());
    let crossed = stage == Stage::Transfer && motion.is_some_and(|motion| plan.crosses_row(motion));
    let room = if crossed { route.cells.len() / 2 } else { room(plan, stage, route) };
    let label = if typeset::width(&name) <= room { name } else { digit.to_owned() };
    let aside = if crossed { route.cells.first().map(|cell| (cell.at.0, plan.band.bottom())) } else { None };
    if let Some(at) = aside.or_else(|| place(plan, stage, route, typeset::width(&label))) {
        put(buf, rect, at, &Line::styled(label, style));
    }
}

/// How many cells the number of a stage and its name may take beside its way.
fn room(plan: &Plan<'_>, stage: Stage, route: &Route) -> usize {
    match stage {
        Stage::Resolution if plan.band.height < 3 => 1,
        Stage::Resolution => route.cells.len() + 4,
        _ => route.cells.len(),
    }
}

/// Where a number of that width stands: over the middle of its way; that of the way to DNS beside DNS, where a high band
/// has a row for it above the way.
fn place(plan: &Plan<'_>, stage: Stage, route: &Route, width: usize) -> Option<(u16, u16)> {
    let width = u16::try_from(width).ok()?;
    let (x, _) = route.cells.get(route.cells.len() / 2)?.at;
    Some(match (stage, plan.dns()) {
        (Stage::Resolution, Some(dns)) if plan.band.height >= 3 => (dns.rect.x.saturating_sub(width + 1), plan.band.y),
        (Stage::Resolution, _) => (x, plan.upper_lane()),
        _ => (x.saturating_sub(width / 2), plan.band.bottom()),
    })
}

/// Which stage runs between two machines.
fn between(from: ActorKind, to: ActorKind) -> Option<Stage> {
    match (from, to) {
        (ActorKind::SenderPc, ActorKind::SenderServer) => Some(Stage::Submission),
        (ActorKind::SenderServer, ActorKind::Dns) => Some(Stage::Resolution),
        (ActorKind::SenderServer, ActorKind::ReceiverServer) => Some(Stage::Transfer),
        (ActorKind::ReceiverServer, ActorKind::ReceiverPc) => Some(Stage::Retrieval),
        _ => None,
    }
}
