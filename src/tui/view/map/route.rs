//! Which cells lie between two machines.
//!
//! In the row the way is level, and passes behind a machine that stands between. To DNS it goes up from the middle of the
//! machine and then along the upper lane; to a host below the row, down and then along the lower one.

use super::plan::{Floor, Plan, Site};
use crate::tui::look::Glyphs;

type Point = (u16, u16);

/// How the way runs through a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bend {
    Level,
    Upright,
    /// A corner, by its number in [`Glyphs::corners`].
    Corner(usize),
}

impl Bend {
    /// How the way runs that comes from `before` and leads to `after`.
    fn between(before: Point, at: Point, after: Point) -> Self {
        let side = |point: Point| (point.0 > at.0, point.0 < at.0, point.1 > at.1, point.1 < at.1);
        let (one, two) = (side(before), side(after));
        let (right, left, below, above) = (one.0 || two.0, one.1 || two.1, one.2 || two.2, one.3 || two.3);
        match (right, left, below, above) {
            (true, false, true, false) => Self::Corner(0),
            (false, true, true, false) => Self::Corner(1),
            (true, false, false, true) => Self::Corner(2),
            (false, true, false, true) => Self::Corner(3),
            (_, _, true, _) | (_, _, _, true) => Self::Upright,
            _ => Self::Level,
        }
    }

    pub(super) fn glyph(self, glyphs: &Glyphs, secret: bool) -> &'static str {
        match self {
            Self::Level if secret => glyphs.level_secret,
            Self::Level => glyphs.level,
            Self::Upright if secret => glyphs.upright_secret,
            Self::Upright => glyphs.upright,
            Self::Corner(corner) if secret => glyphs.corners_secret[corner],
            Self::Corner(corner) => glyphs.corners[corner],
        }
    }
}

/// One cell of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) at: Point,
    pub(super) bend: Bend,
}

/// The way from one machine to another, in the direction of travel.
pub(super) struct Route {
    pub(super) cells: Vec<Cell>,
    /// The cells of the two machines' borders at which it begins and ends.
    pub(super) ends: [Point; 2],
}

impl Route {
    /// The way between two machines; none where one of them is not on the map, or both are the same.
    pub(super) fn between(plan: &Plan<'_>, from: &str, to: &str) -> Option<Self> {
        let (from, to) = (plan.site(from)?, plan.site(to)?);
        if from.actor.host == to.actor.host {
            return None;
        }
        let corners = match (from.floor, to.floor) {
            (Floor::Row, Floor::Row) => along_row(from, to),
            (Floor::Row, Floor::Band) => up(plan, from, to),
            (Floor::Band, Floor::Row) => reversed(up(plan, to, from)),
            (Floor::Others, Floor::Band) => around(plan, from, to),
            (Floor::Band, Floor::Others) => reversed(around(plan, to, from)),
            _ => below(plan, from, to),
        };
        Self::along(plan, &corners)
    }

    /// The way along these corners, the first and the last of which are on the borders of machines.
    fn along(plan: &Plan<'_>, corners: &[Point]) -> Option<Self> {
        let points = points(corners);
        let cell = |three: &[Point]| match three {
            [before, at, after] => Some(Cell { at: *at, bend: Bend::between(*before, *at, *after) }),
            _ => None,
        };
        let cells = points.windows(3).filter_map(cell).filter(|cell| !plan.covered(cell.at)).collect();
        Some(Self { cells, ends: [*points.first()?, *points.last()?] })
    }

    /// Whether it ends further left than it begins.
    pub(super) fn leads_left(&self) -> bool {
        self.ends[1].0 < self.ends[0].0
    }

    /// The longest run of level cells, as the first and the last.
    pub(super) fn level_run(&self) -> Option<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (at, _) in self.cells.iter().enumerate().filter(|(_, cell)| cell.bend == Bend::Level) {
            match runs.last_mut().filter(|(_, last)| last + 1 == at) {
                Some((_, last)) => *last = at,
                None => runs.push((at, at)),
            }
        }
        runs.into_iter().max_by_key(|(first, last)| last - first)
    }
}

/// All points along the corners, each once.
fn points(corners: &[Point]) -> Vec<Point> {
    let mut points: Vec<Point> = corners.first().copied().into_iter().collect();
    for to in corners {
        while let Some(last) = points.last().copied().filter(|last| last != to) {
            points.push((towards(last.0, to.0), towards(last.1, to.1)));
        }
    }
    points
}

fn towards(from: u16, to: u16) -> u16 {
    match from.cmp(&to) {
        std::cmp::Ordering::Less => from + 1,
        std::cmp::Ordering::Equal => from,
        std::cmp::Ordering::Greater => from - 1,
    }
}

fn reversed(mut corners: Vec<Point>) -> Vec<Point> {
    corners.reverse();
    corners
}

fn along_row(from: &Site<'_>, to: &Site<'_>) -> Vec<Point> {
    // The row of the machines' names: just above the address and the lower border.
    let y = from.rect.bottom().saturating_sub(3);
    let right = |site: &Site<'_>| (site.rect.right().saturating_sub(1), y);
    let left = |site: &Site<'_>| (site.rect.x, y);
    if from.rect.x < to.rect.x { vec![right(from), left(to)] } else { vec![left(from), right(to)] }
}

/// From a machine of the row up to DNS.
fn up(plan: &Plan<'_>, low: &Site<'_>, high: &Site<'_>) -> Vec<Point> {
    let (x, lane) = (low.centre(), plan.upper_lane());
    let (left, right) = (high.rect.x, high.rect.right().saturating_sub(1));
    if (left..=right).contains(&x) {
        return vec![(x, low.rect.y), (x, high.rect.bottom().saturating_sub(1))];
    }
    vec![(x, low.rect.y), (x, lane), (if x < left { left } else { right }, lane)]
}

/// From one machine to another of which one stands below the row.
fn below(plan: &Plan<'_>, from: &Site<'_>, to: &Site<'_>) -> Vec<Point> {
    let lane = plan.lower_lane();
    let [start, end] = [from, to].map(|site| (site.centre(), edge_at_lane(site)));
    vec![start, (start.0, lane), (end.0, lane), end]
}

/// The row of a machine's border that looks to the lower lane.
fn edge_at_lane(site: &Site<'_>) -> u16 {
    if site.floor == Floor::Others { site.rect.y } else { site.rect.bottom().saturating_sub(1) }
}

/// From a host below the row up to DNS, which stands over the gap between the two servers.
fn around(plan: &Plan<'_>, low: &Site<'_>, dns: &Site<'_>) -> Vec<Point> {
    let (x, lane, gap) = (low.centre(), plan.lower_lane(), dns.centre());
    vec![(x, low.rect.y), (x, lane), (gap, lane), (gap, dns.rect.bottom().saturating_sub(1))]
}
