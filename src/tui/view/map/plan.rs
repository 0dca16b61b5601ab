//! Where the machines stand: the mail's way in one row, DNS above it between the two servers, all other hosts below it.
//!
//! ```text
//!   band            DNS            the upper lane runs at its height
//!   row    PC   server   server   PC
//!   lane   ─────────────────────   the lower lane
//!   others    forwarder   list
//! ```

use ratatui::layout::Rect;

use super::boxes::Boxes;
use super::others;
use crate::story::{Actor, ActorKind, Motion};
use crate::tui::typeset::width as cells;
use crate::tui::view::Scene;

/// With this many rows to spare, DNS and the other hosts get boxes and not just one row each.
const ROOM_FOR_TALL: u16 = 16;
/// With this many, a letter of three rows can pass on the lower lane.
const ROOM_FOR_WIDE_LANE: u16 = 30;

/// On which floor of the map a machine stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Floor {
    Band,
    Row,
    Others,
}

/// A machine and its place.
pub(super) struct Site<'a> {
    pub(super) actor: &'a Actor,
    pub(super) rect: Rect,
    pub(super) floor: Floor,
}

impl Site<'_> {
    /// The column at which a way from above or below meets the machine.
    pub(super) fn centre(&self) -> u16 {
        self.rect.x + self.rect.width / 2
    }
}

/// How high each floor is.
#[derive(Clone, Copy)]
struct Heights {
    band: u16,
    row: u16,
    lane: u16,
    others: u16,
}

impl Heights {
    /// What there is to choose from, and how much room each wants around it; the highest first.
    fn choices(actors: &[Actor], width: u16) -> [(u16, Self); 3] {
        let row = Boxes::of(actors, width).height();
        let peopled = others::any(actors);
        [(ROOM_FOR_WIDE_LANE, 3, 3, 4), (ROOM_FOR_TALL, 3, 1, 4), (0, 1, 1, 1)].map(|(room, band, lane, others)| {
            let (lane, others) = if peopled { (lane, others) } else { (0, 0) };
            (room, Self { band, row, lane, others })
        })
    }

    fn total(self) -> u16 {
        self.band + self.row + self.lane + self.others
    }
}

/// Where everything stands.
pub(super) struct Plan<'a> {
    pub(super) sites: Vec<Site<'a>>,
    pub(super) band: Rect,
    /// How many hosts there was no room for.
    pub(super) missing: usize,
    lower: Rect,
}

impl<'a> Plan<'a> {
    /// How many rows the map takes of `room`.
    pub(super) fn rows(actors: &[Actor], width: u16, room: u16) -> u16 {
        let fits = |(least, heights): &(u16, Heights)| *least <= room && heights.total() <= room;
        Heights::choices(actors, width).into_iter().find(fits).map_or(0, |(_, heights)| heights.total())
    }

    /// The plan of a map of so many [`rows`](Self::rows); none where it is of no such height.
    pub(super) fn of(scene: Scene<'a>, rect: Rect) -> Option<Self> {
        let actors = &scene.player.story(scene.lang).actors;
        let (_, heights) =
            Heights::choices(actors, rect.width).into_iter().find(|(_, heights)| heights.total() == rect.height)?;
        let mut top = rect.y;
        let [band, row, lower, others] = [heights.band, heights.row, heights.lane, heights.others].map(|height| {
            let floor = Rect { y: top, height, ..rect };
            top += height;
            floor
        });
        let mut sites: Vec<Site<'a>> = Boxes::of(actors, rect.width)
            .places(row)
            .map(|(at, rect)| Site { actor: &actors[at], rect, floor: Floor::Row })
            .collect();
        let middle = middle_of_servers(&sites).unwrap_or(rect.x + rect.width / 2);
        sites.extend(dns(actors, band, middle));
        let (below, missing) = others::places(actors, &concerned(scene), others);
        sites.extend(below.into_iter().map(|(actor, rect)| Site { actor, rect, floor: Floor::Others }));
        Some(Self { sites, band, missing, lower })
    }

    /// The machines of the row, left to right.
    pub(super) fn row(&self) -> impl Iterator<Item = &Site<'a>> {
        self.sites.iter().filter(|site| site.floor == Floor::Row)
    }

    /// The two servers.
    pub(super) fn servers(&self) -> impl Iterator<Item = &Site<'a>> {
        self.row().filter(|site| matches!(site.actor.kind, ActorKind::SenderServer | ActorKind::ReceiverServer))
    }

    pub(super) fn dns(&self) -> Option<&Site<'a>> {
        self.sites.iter().find(|site| site.actor.kind == ActorKind::Dns)
    }

    pub(super) fn site(&self, host: &str) -> Option<&Site<'a>> {
        self.sites.iter().find(|site| site.actor.host == host)
    }

    /// The row in which the ways to DNS run.
    pub(super) fn upper_lane(&self) -> u16 {
        self.band.y + self.band.height / 2
    }

    /// The row in which the ways between the other hosts run.
    pub(super) fn lower_lane(&self) -> u16 {
        self.lower.y + self.lower.height / 2
    }

    /// Whether what moves in this step passes through the row, on its way between DNS and a host below.
    pub(super) fn crosses_row(&self, motion: &Motion) -> bool {
        let floors = [&motion.from, &motion.to].map(|host| self.site(host).map(|site| site.floor));
        floors.contains(&Some(Floor::Band)) && floors.contains(&Some(Floor::Others))
    }

    /// Whether a machine covers that cell.
    pub(super) fn covered(&self, (x, y): (u16, u16)) -> bool {
        self.sites.iter().any(|site| site.rect.contains((x, y).into()))
    }
}

/// The hosts that something of this step concerns.
fn concerned(scene: Scene<'_>) -> Vec<&str> {
    let Some(step) = scene.player.step(scene.lang) else { return Vec::new() };
    let motion = step.motion.iter().flat_map(|motion| [motion.from.as_str(), motion.to.as_str()]);
    motion.chain([step.host.as_str()]).collect()
}

fn middle_of_servers(sites: &[Site<'_>]) -> Option<u16> {
    let find = |kind| sites.iter().find(|site| site.actor.kind == kind).map(|site| site.rect);
    let (left, right) = (find(ActorKind::SenderServer)?, find(ActorKind::ReceiverServer)?);
    Some(u16::midpoint(left.right(), right.x))
}

fn dns(actors: &[Actor], band: Rect, middle: u16) -> Option<Site<'_>> {
    let actor = actors.iter().find(|actor| actor.kind == ActorKind::Dns)?;
    let label = u16::try_from(cells(&actor.label)).unwrap_or(band.width);
    let width = label.saturating_add(4).min(band.width / 3);
    let x = middle.saturating_sub(width / 2).clamp(band.x, band.right().saturating_sub(width).max(band.x));
    Some(Site { actor, rect: Rect { x, width, ..band }, floor: Floor::Band })
}
