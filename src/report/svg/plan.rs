//! Where the machines stand.
//!
//! ```text
//!   wide            [ DNS ]                       narrow        [ DNS ]
//!     [PC] [server]        [server] [PC]            [server]            [server]
//!            [other]  [other]                       [PC]                [PC]
//!                                                          [other]  [other]
//! ```
//!
//! The way between the two servers is kept free below DNS, so that another machine's question can go straight up.

use super::point::{Point, count};
use crate::story::{Actor, ActorKind};

/// For which kind of screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Shape {
    /// Slides, projectors, windows.
    Wide,
    /// Telephones.
    Narrow,
}

/// On which floor a machine stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Floor {
    Dns,
    Servers,
    Clients,
    Others,
}

/// A machine and its place.
#[derive(Debug, Clone)]
pub(in crate::report) struct Site<'a> {
    pub(super) actor: &'a Actor,
    pub(super) floor: Floor,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Site<'_> {
    pub(super) fn centre(&self) -> f64 {
        self.x + self.width / 2.0
    }

    pub(super) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Where a level way meets it: low enough that what is told of it hangs below the machines.
    pub(super) fn level(&self) -> f64 {
        self.bottom() - 40.0
    }
}

/// Where everything stands.
#[derive(Debug)]
pub(in crate::report) struct Plan<'a> {
    pub shape: Shape,
    pub width: f64,
    pub height: f64,
    pub(super) sites: Vec<Site<'a>>,
    /// How many machines there was no room for.
    pub(super) missing: usize,
}

const EDGE: f64 = 24.0;
const PC: f64 = 200.0;
const SERVER: f64 = 240.0;
const ROW: f64 = 176.0;
const OTHER: f64 = 92.0;
/// What hangs below a machine needs so much room.
const BELOW: f64 = 118.0;
/// The most machines below the row; more would be too small to read.
const MOST_OTHERS: usize = 20;

impl<'a> Plan<'a> {
    /// The plan for these machines.
    pub fn of(actors: &'a [Actor], shape: Shape) -> Self {
        match shape {
            Shape::Wide => Self::wide(actors),
            Shape::Narrow => Self::narrow(actors),
        }
    }

    fn wide(actors: &'a [Actor]) -> Self {
        let row = row(actors);
        let widths: f64 = row.iter().map(|actor| own_width(actor)).sum();
        let gaps = count(row.len().saturating_sub(1));
        let gap = if gaps > 0.0 { ((1280.0 - 2.0 * EDGE - widths) / gaps).min(280.0) } else { 0.0 };
        let mut x = (1280.0 - widths - gap * gaps) / 2.0;
        let mut plan = Self { shape: Shape::Wide, width: 1280.0, height: 0.0, sites: Vec::new(), missing: 0 };
        for actor in row {
            let floor = if own_width(actor) > PC { Floor::Servers } else { Floor::Clients };
            plan.sites.push(Site { actor, floor, x, y: 142.0, width: own_width(actor), height: ROW });
            x += own_width(actor) + gap;
        }
        let middle = plan.middle();
        plan.dns(actors, middle, 208.0);
        plan.height = 142.0 + ROW + BELOW;
        plan.others(actors, 5);
        plan
    }

    fn narrow(actors: &'a [Actor]) -> Self {
        let mut plan = Self { shape: Shape::Narrow, width: 600.0, height: 0.0, sites: Vec::new(), missing: 0 };
        let mut lowest = 0.0_f64;
        for actor in row(actors) {
            let left = matches!(actor.kind, ActorKind::SenderPc | ActorKind::SenderServer);
            let server = own_width(actor) > PC;
            let (floor, y) = if server { (Floor::Servers, 136.0) } else { (Floor::Clients, 430.0) };
            let x = if left { 14.0 } else { 600.0 - 14.0 - SERVER };
            plan.sites.push(Site { actor, floor, x, y, width: SERVER, height: ROW });
            lowest = lowest.max(y + ROW);
        }
        plan.dns(actors, 300.0, 208.0);
        plan.height = lowest + 24.0;
        plan.others(actors, 2);
        plan
    }

    /// DNS, above the row.
    fn dns(&mut self, actors: &'a [Actor], middle: f64, width: f64) {
        if let Some(actor) = actors.iter().find(|actor| actor.kind == ActorKind::Dns) {
            let x = (middle - width / 2.0).clamp(EDGE, (self.width - width - EDGE).max(EDGE));
            self.sites.push(Site { actor, floor: Floor::Dns, x, y: 10.0, width, height: 64.0 });
        }
    }

    /// All others, below the row, so many beside each other.
    fn others(&mut self, actors: &'a [Actor], columns: usize) {
        let all: Vec<&Actor> = actors.iter().filter(|actor| actor.kind == ActorKind::Other).collect();
        let shown = all.get(..all.len().min(MOST_OTHERS)).unwrap_or_default();
        self.missing = all.len() - shown.len();
        for beside in shown.chunks(columns) {
            let room = (self.width - 2.0 * EDGE) / count(beside.len());
            let width = (room - 20.0).min(250.0);
            for (at, actor) in beside.iter().copied().enumerate() {
                let x = EDGE + room * (count(at) + 0.5) - width / 2.0;
                self.sites.push(Site { actor, floor: Floor::Others, x, y: self.height, width, height: OTHER });
            }
            self.height += OTHER + 44.0;
        }
    }

    /// The middle of the way between the servers.
    fn middle(&self) -> f64 {
        let of = |kind| self.sites.iter().find(|site| site.actor.kind == kind);
        match (of(ActorKind::SenderServer), of(ActorKind::ReceiverServer)) {
            (Some(left), Some(right)) => f64::midpoint(left.right(), right.x),
            _ => self.sites.last().map_or(self.width / 2.0, |last| last.right() + 170.0),
        }
    }

    pub(super) fn site(&self, host: &str) -> Option<&Site<'a>> {
        self.sites.iter().find(|site| site.actor.host == host)
    }

    pub(super) fn of_kind(&self, kind: ActorKind) -> Option<&Site<'a>> {
        self.sites.iter().find(|site| site.actor.kind == kind)
    }

    /// The point in the plan nearest to that one at which something of that width is not cut off.
    pub(super) fn inside(&self, at: Point, width: f64) -> Point {
        let edge = width / 2.0 + 6.0;
        Point::new(at.x.clamp(edge, (self.width - edge).max(edge)), at.y)
    }
}

/// The machines of the mail's way, left to right.
fn row(actors: &[Actor]) -> Vec<&Actor> {
    let kinds = [ActorKind::SenderPc, ActorKind::SenderServer, ActorKind::ReceiverServer, ActorKind::ReceiverPc];
    kinds.iter().filter_map(|kind| actors.iter().find(|actor| actor.kind == *kind)).collect()
}

fn own_width(actor: &Actor) -> f64 {
    if matches!(actor.kind, ActorKind::SenderPc | ActorKind::ReceiverPc) { PC } else { SERVER }
}
