//! The map: the machines of the lesson, and on it what moves in this step.
//!
//! ```text
//!                 ┌──────②─────┤ DNS ├───────────┐
//!  ┌──────────┐ ① ┏━┴━━━━━━━━━┓   ③   ┌──────────┴┐ ④ ┌──────────┐
//!  │sender's  │   ┃sender's   ┃       │receiver's │   │receiver's│
//!  │PC        │───┃server     ┃──✉───►│server     │───│PC        │
//!  └──────────┘   ┗━━━━━━━━━━━┛       └───[junk 1]┘   └──────────┘
//!                    [forwarder]     [list]
//! ```
//!
//! [`plan`] says where the machines stand, [`route`] which cells lie between two of them, [`stages`] which stage a way is
//! of, [`flight`] how far along its way something has come and [`cargo`] what is drawn there. The machine at which the
//! step happens has a heavy border, and on its lower border a server shows what lies in its mailboxes and its queue.

mod badges;
mod boxes;
mod cargo;
mod envelope;
mod flight;
mod machine;
mod others;
mod plan;
mod route;
mod stages;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Scene, put};
use crate::tui::look::Look;
use plan::{Floor, Plan};
use route::Route;

pub(super) use cargo::{reply_code, tone as outcome_tone};

/// How many rows the map wants, if it may have `room`; none where that is too little.
pub(super) fn rows(scene: Scene<'_>, width: u16, room: u16) -> u16 {
    Plan::rows(&scene.player.story(scene.lang).actors, width, room)
}

pub(super) fn draw(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    let Some(plan) = Plan::of(scene, rect).filter(|_| rect.height > 0) else { return };
    stages::draw(scene, &plan, rect, buf);
    for site in &plan.sites {
        machine::draw(scene, &plan, site, rect, buf);
    }
    missing(&plan, rect, buf);
    let motion = scene.player.step(scene.lang).and_then(|step| Some((step, step.motion.as_ref()?)));
    if let Some((step, motion)) = motion
        && let Some(route) = Route::between(&plan, &motion.from, &motion.to)
    {
        cargo::draw(scene, &plan, step, motion, &route, rect, buf);
    }
    for site in plan.sites.iter().filter(|site| site.floor == Floor::Others && site.rect.height < 3) {
        badges::over_name(scene, site, rect, buf);
    }
}

/// How many hosts there was no room for.
fn missing(plan: &Plan<'_>, rect: Rect, buf: &mut Buffer) {
    if plan.missing > 0 {
        let more = format!("+{}", plan.missing);
        let x = rect.right().saturating_sub(u16::try_from(more.len()).unwrap_or(0));
        put(buf, rect, (x, plan.lower_lane()), &Line::styled(more, Look::faint()));
    }
}
