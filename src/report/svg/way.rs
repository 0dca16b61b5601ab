//! Which way runs between two machines, as a line with corners.

use super::plan::{Floor, Plan, Site};
use super::point::Point;

/// Where what is told of something stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Side {
    Below,
    Beside,
}

/// A way, in the direction of travel.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Way {
    pub corners: Vec<Point>,
    pub side: Side,
}

impl Way {
    /// The way between two machines; none where one of them is not on the map, or both are the same.
    pub(super) fn between(plan: &Plan<'_>, from: &str, to: &str) -> Option<Self> {
        let (from, to) = (plan.site(from)?, plan.site(to)?);
        if from.actor.host == to.actor.host {
            return None;
        }
        // One direction is planned; the other one is the same way back.
        let swap = rank(from) > rank(to);
        let (high, low) = if swap { (to, from) } else { (from, to) };
        let (mut corners, side) = match (high.floor, low.floor) {
            (Floor::Dns, Floor::Others) => (straight_down(high, low), Side::Beside),
            (Floor::Dns, _) => (from_dns(high, low), Side::Below),
            (_, Floor::Others) => (around(high, low), Side::Beside),
            _ if high.y.total_cmp(&low.y).is_ne() => (upright(high, low), Side::Beside),
            _ => (level(high, low), Side::Below),
        };
        if swap {
            corners.reverse();
        }
        Some(Self { corners, side })
    }

    fn length(&self) -> f64 {
        self.corners.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
    }

    /// The point at that part of the way, from 0 to 1.
    pub(super) fn at(&self, part: f64) -> Point {
        let mut left = self.length() * part.clamp(0.0, 1.0);
        for pair in self.corners.windows(2) {
            let length = pair[0].distance(pair[1]);
            if left <= length && length > 0.0 {
                return pair[0].towards(pair[1], left / length);
            }
            left -= length;
        }
        self.corners.last().copied().unwrap_or(Point::new(0.0, 0.0))
    }

    /// The head of an arrow at its end.
    pub fn arrow(&self) -> String {
        let [.., before, end] = self.corners.as_slice() else { return String::new() };
        let angle = (end.y - before.y).atan2(end.x - before.x).to_degrees();
        let Point { x, y } = end;
        format!(
            "<path class=\"arrow\" transform=\"translate({x:.0} {y:.0}) rotate({angle:.0})\" d=\"M0 0l-16-8v16z\"/>"
        )
    }

    /// As the `d` of a `path`, with rounded corners.
    pub fn path(&self) -> String {
        let last = self.corners.len().saturating_sub(1);
        let leg = |(at, corner): (usize, &Point)| {
            let Point { x, y } = corner;
            match (at, at.checked_sub(1).and_then(|before| self.corners.get(before)), self.corners.get(at + 1)) {
                (0, ..) => format!("M{x:.0} {y:.0}"),
                (at, Some(before), Some(after)) if at < last => rounded(*before, *corner, *after),
                _ => format!("L{x:.0} {y:.0}"),
            }
        };
        self.corners.iter().enumerate().map(leg).collect()
    }
}

fn rounded(before: Point, corner: Point, after: Point) -> String {
    let near = |other: Point| {
        let distance = corner.distance(other);
        if distance > 0.0 { corner.towards(other, (16.0 / distance).min(0.5)) } else { corner }
    };
    let (a, b) = (near(before), near(after));
    format!("L{:.0} {:.0}Q{:.0} {:.0} {:.0} {:.0}", a.x, a.y, corner.x, corner.y, b.x, b.y)
}

fn rank(site: &Site<'_>) -> u8 {
    match site.floor {
        Floor::Dns => 0,
        Floor::Servers | Floor::Clients => 1,
        Floor::Others => 2,
    }
}

/// Between two machines of one row; from the left one or from the right one.
fn level(one: &Site<'_>, other: &Site<'_>) -> Vec<Point> {
    let y = one.level();
    if one.x < other.x {
        vec![Point::new(one.right(), y), Point::new(other.x, y)]
    } else {
        vec![Point::new(one.x, y), Point::new(other.right(), y)]
    }
}

/// Between a machine and the one below it.
fn upright(one: &Site<'_>, other: &Site<'_>) -> Vec<Point> {
    let (from, to) = if one.y < other.y { (one.bottom(), other.y) } else { (one.y, other.bottom()) };
    let middle = f64::midpoint(from, to);
    let (start, end) = (Point::new(one.centre(), from), Point::new(other.centre(), to));
    if (start.x - end.x).abs() < 1.0 {
        return vec![start, end];
    }
    vec![start, Point::new(start.x, middle), Point::new(end.x, middle), end]
}

/// From the side of DNS to a machine of the row.
fn from_dns(dns: &Site<'_>, low: &Site<'_>) -> Vec<Point> {
    let lane = dns.y + dns.height / 2.0;
    let x = low.centre();
    if (dns.x..=dns.right()).contains(&x) {
        return vec![Point::new(x, dns.bottom()), Point::new(x, low.y)];
    }
    let side = if x < dns.x { dns.x } else { dns.right() };
    vec![Point::new(side, lane), Point::new(x, lane), Point::new(x, low.y)]
}

/// From below DNS, between the servers, to a machine below the row.
fn straight_down(dns: &Site<'_>, low: &Site<'_>) -> Vec<Point> {
    let (x, lane) = (dns.centre(), low.y - 26.0);
    vec![
        Point::new(x, dns.bottom()),
        Point::new(x, lane),
        Point::new(low.centre(), lane),
        Point::new(low.centre(), low.y),
    ]
}

/// From a machine to one below the row, or between two that stand there.
fn around(one: &Site<'_>, other: &Site<'_>) -> Vec<Point> {
    if one.floor == Floor::Others {
        let lane = one.y.min(other.y) - 26.0;
        return vec![
            Point::new(one.centre(), one.y),
            Point::new(one.centre(), lane),
            Point::new(other.centre(), lane),
            Point::new(other.centre(), other.y),
        ];
    }
    upright(one, other)
}
