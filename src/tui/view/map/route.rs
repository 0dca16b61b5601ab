//! Which cells lie between two machines.
//!
//! In the row the way is level, and passes behind a machine that stands between. To the band above it goes up from the
//! middle of the machine and then along the lane of the band.

use super::plan::{Plan, Site};
use crate::tui::look::Glyphs;

/// How the way runs through a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bend {
    Level,
    Upright,
    /// From below to the right.
    UpRight,
    /// From below to the left.
    UpLeft,
}

impl Bend {
    pub(super) fn glyph(self, glyphs: &Glyphs, secret: bool) -> &'static str {
        match self {
            Self::Level if secret => glyphs.level_secret,
            Self::Level => glyphs.level,
            Self::Upright => glyphs.upright,
            Self::UpRight => glyphs.corners[0],
            Self::UpLeft => glyphs.corners[1],
        }
    }
}

/// One cell of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) at: (u16, u16),
    pub(super) bend: Bend,
}

/// The way from one machine to another, in the direction of travel.
pub(super) struct Route {
    pub(super) cells: Vec<Cell>,
    /// Whether it lies in the row, between machines that stand beside each other.
    pub(super) level: bool,
}

impl Route {
    /// The way between two machines; none where one of them is not on the map, or both are the same.
    pub(super) fn between(plan: &Plan<'_>, from: &str, to: &str) -> Option<Self> {
        let (from, to) = (plan.site(from)?, plan.site(to)?);
        if from.actor.host == to.actor.host {
            return None;
        }
        let (mut cells, backwards) = match (from.above, to.above) {
            (false, false) => along_row(from, to),
            (false, true) => (up(plan, from, to), false),
            (true, false) => (up(plan, to, from), true),
            (true, true) => along_lane(plan, from, to),
        };
        if backwards {
            cells.reverse();
        }
        cells.retain(|cell| !plan.covered(cell.at));
        Some(Self { level: !from.above && !to.above, cells })
    }

    /// Whether it ends further left than it begins.
    pub(super) fn leads_left(&self) -> bool {
        self.cells.first().zip(self.cells.last()).is_some_and(|(first, last)| last.at.0 < first.at.0)
    }
}

fn level(xs: impl Iterator<Item = u16>, y: u16) -> Vec<Cell> {
    xs.map(|x| Cell { at: (x, y), bend: Bend::Level }).collect()
}

fn along_row(from: &Site<'_>, to: &Site<'_>) -> (Vec<Cell>, bool) {
    let backwards = from.rect.x > to.rect.x;
    let (left, right) = if backwards { (to, from) } else { (from, to) };
    // The row of the machines' names: just above the address and the lower border.
    let y = from.rect.bottom().saturating_sub(3);
    (level(left.rect.right()..right.rect.x, y), backwards)
}

fn along_lane(plan: &Plan<'_>, from: &Site<'_>, to: &Site<'_>) -> (Vec<Cell>, bool) {
    let backwards = from.rect.x > to.rect.x;
    let (left, right) = if backwards { (to, from) } else { (from, to) };
    (level(left.rect.right()..right.rect.x, plan.lane()), backwards)
}

/// From a machine of the row up to one of the band.
fn up(plan: &Plan<'_>, low: &Site<'_>, high: &Site<'_>) -> Vec<Cell> {
    let (x, lane) = (low.centre(), plan.lane());
    let mut cells: Vec<Cell> = (lane + 1..low.rect.y).rev().map(|y| Cell { at: (x, y), bend: Bend::Upright }).collect();
    if x < high.rect.x {
        cells.push(Cell { at: (x, lane), bend: Bend::UpRight });
        cells.extend(level(x + 1..high.rect.x, lane));
    } else if x >= high.rect.right() {
        cells.push(Cell { at: (x, lane), bend: Bend::UpLeft });
        cells.extend(level((high.rect.right()..x).rev(), lane));
    }
    cells
}
