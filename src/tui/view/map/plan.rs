//! Where the machines stand: the mail's way in one row, DNS above it between the two servers, any other host of this
//! step beside DNS.

use ratatui::layout::Rect;

use super::route::Route;
use crate::story::{Actor, ActorKind};
use crate::trace::Stage;
use crate::tui::typeset::{width as cells, wrap};
use crate::tui::view::Scene;

/// The fewest cells between two machines.
const SMALLEST_GAP: u16 = 3;
/// The most cells between two machines; more would tear the picture apart.
const WIDEST_GAP: u16 = 26;
/// With this many rows to spare, DNS gets a box of three rows and not just one.
const ROOM_FOR_TALL: u16 = 16;

/// A machine and its place.
pub(super) struct Site<'a> {
    pub(super) actor: &'a Actor,
    pub(super) rect: Rect,
    /// Whether it stands in the band above the row.
    pub(super) above: bool,
}

impl Site<'_> {
    /// The column at which a way from above meets the machine.
    pub(super) fn centre(&self) -> u16 {
        self.rect.x + self.rect.width / 2
    }
}

/// Where everything stands.
pub(super) struct Plan<'a> {
    pub(super) sites: Vec<Site<'a>>,
    band: Rect,
}

impl<'a> Plan<'a> {
    /// How many rows the map takes of `room`.
    pub(super) fn rows(actors: &[Actor], width: u16, room: u16) -> u16 {
        let boxes = Boxes::of(actors, width).height();
        [band_height(room) + boxes, 1 + boxes].into_iter().find(|rows| *rows <= room).unwrap_or(0)
    }

    pub(super) fn of(scene: Scene<'a>, rect: Rect) -> Self {
        let actors = &scene.player.story(scene.lang).actors;
        let boxes = Boxes::of(actors, rect.width);
        let band = Rect { height: rect.height.saturating_sub(boxes.height()), ..rect };
        let row = Rect { y: band.bottom(), height: boxes.height(), ..rect };
        let mut sites: Vec<Site<'a>> =
            boxes.places(row).map(|(at, rect)| Site { actor: &actors[at], rect, above: false }).collect();
        let middle = middle_of_servers(&sites).unwrap_or(rect.x + rect.width / 2);
        sites.extend(dns(actors, band, middle));
        let mut plan = Self { sites, band };
        plan.add_others(scene);
        plan
    }

    /// The machines of the row, left to right.
    pub(super) fn row(&self) -> impl Iterator<Item = &Site<'a>> {
        self.sites.iter().filter(|site| !site.above)
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

    /// The row of the band in which its ways run.
    pub(super) fn lane(&self) -> u16 {
        self.band.y + self.band.height / 2
    }

    /// How many cells the number of a stage and its name may take beside its way.
    pub(super) fn room_for_number(&self, stage: Stage, route: &Route) -> usize {
        match stage {
            Stage::Resolution if self.band.height < 3 => 1,
            Stage::Resolution => route.cells.len() + 4,
            _ => route.cells.len(),
        }
    }

    /// Where a number of that width stands: over the middle of its way; that of the way to DNS beside DNS, where a high
    /// band has a row for it above the way.
    pub(super) fn place_of_number(&self, stage: Stage, route: &Route, width: usize) -> Option<(u16, u16)> {
        let width = u16::try_from(width).ok()?;
        let (x, _) = route.cells.get(route.cells.len() / 2)?.at;
        Some(match (stage, self.dns()) {
            (Stage::Resolution, Some(dns)) if self.band.height >= 3 => {
                (dns.rect.x.saturating_sub(width + 1), self.band.y)
            }
            (Stage::Resolution, _) => (x, self.lane()),
            _ => (x.saturating_sub(width / 2), self.band.bottom()),
        })
    }

    /// Whether a machine covers that cell.
    pub(super) fn covered(&self, (x, y): (u16, u16)) -> bool {
        self.sites.iter().any(|site| site.rect.contains((x, y).into()))
    }

    /// Other hosts come onto the map when something of this step concerns them.
    fn add_others(&mut self, scene: Scene<'a>) {
        let Some(step) = scene.player.step(scene.lang) else { return };
        let motion = step.motion.iter().flat_map(|motion| [motion.from.as_str(), motion.to.as_str()]);
        let concerned: Vec<&str> = motion.chain([step.host.as_str()]).collect();
        let others = scene.player.story(scene.lang).actors.iter();
        let mut left = true;
        for actor in others.filter(|actor| actor.kind == ActorKind::Other && concerned.contains(&actor.host.as_str())) {
            let width = chip_width(actor, self.band).min(self.band.width / 4);
            let x = if left { self.band.x } else { self.band.right().saturating_sub(width) };
            self.sites.push(Site { actor, rect: Rect { x, width, ..self.band }, above: true });
            if !left {
                return;
            }
            left = false;
        }
    }
}

/// Which stage runs between two machines.
pub(super) fn stage_between(from: ActorKind, to: ActorKind) -> Option<Stage> {
    match (from, to) {
        (ActorKind::SenderPc, ActorKind::SenderServer) => Some(Stage::Submission),
        (ActorKind::SenderServer, ActorKind::Dns) => Some(Stage::Resolution),
        (ActorKind::SenderServer, ActorKind::ReceiverServer) => Some(Stage::Transfer),
        (ActorKind::ReceiverServer, ActorKind::ReceiverPc) => Some(Stage::Retrieval),
        _ => None,
    }
}

fn band_height(room: u16) -> u16 {
    if room >= ROOM_FOR_TALL { 3 } else { 1 }
}

fn middle_of_servers(sites: &[Site<'_>]) -> Option<u16> {
    let find = |kind| sites.iter().find(|site| site.actor.kind == kind).map(|site| site.rect);
    let (left, right) = (find(ActorKind::SenderServer)?, find(ActorKind::ReceiverServer)?);
    Some(u16::midpoint(left.right(), right.x))
}

fn dns(actors: &[Actor], band: Rect, middle: u16) -> Option<Site<'_>> {
    let actor = actors.iter().find(|actor| actor.kind == ActorKind::Dns)?;
    let width = chip_width(actor, band).min(band.width / 3);
    let x = middle.saturating_sub(width / 2).clamp(band.x, band.right().saturating_sub(width).max(band.x));
    Some(Site { actor, rect: Rect { x, width, ..band }, above: true })
}

/// A machine in the band shows its label, and its name where it is not DNS.
fn chip_width(actor: &Actor, band: Rect) -> u16 {
    let name = if actor.kind == ActorKind::Dns { &actor.label } else { &actor.host };
    u16::try_from(cells(name)).unwrap_or(band.width).saturating_add(4).min(band.width)
}

/// The sizes of the machines in the row.
struct Boxes {
    /// Index into the actors, and the width inside the borders.
    inner: Vec<(usize, u16)>,
    labels: u16,
    width: u16,
}

impl Boxes {
    fn of(actors: &[Actor], width: u16) -> Self {
        let mut row: Vec<usize> = (0..actors.len()).filter(|at| place(actors[*at].kind).is_some()).collect();
        row.sort_by_key(|at| place(actors[*at].kind));
        let gaps = u16::try_from(row.len().saturating_sub(1)).unwrap_or(0);
        let borders = 2 * u16::try_from(row.len()).unwrap_or(0);
        let room = width.saturating_sub(borders + gaps * SMALLEST_GAP);
        let [one, two] =
            [1, 2].map(|labels| row.iter().map(|at| (*at, inner(&actors[*at], labels))).collect::<Vec<_>>());
        let total = |sizes: &[(usize, u16)]| sizes.iter().map(|(_, size)| *size).fold(0, u16::saturating_add);
        if total(&one) + 6 * gaps <= room {
            return Self { inner: one, labels: 1, width };
        }
        let mut inner = two;
        while total(&inner) > room {
            let Some((_, widest)) = inner.iter_mut().max_by_key(|(_, size)| *size).filter(|(_, size)| *size > 4) else {
                break;
            };
            *widest -= 1;
        }
        Self { inner, labels: 2, width }
    }

    /// Two borders, the label, the name, the address.
    fn height(&self) -> u16 {
        4 + self.labels
    }

    fn places(&self, row: Rect) -> impl Iterator<Item = (usize, Rect)> {
        let gaps = u16::try_from(self.inner.len().saturating_sub(1)).unwrap_or(0).max(1);
        let boxes: u16 = self.inner.iter().map(|(_, size)| size + 2).sum();
        let free = self.width.saturating_sub(boxes);
        let gap = ((free.saturating_sub(2)) / gaps).clamp(SMALLEST_GAP.min(free / gaps), WIDEST_GAP);
        let mut x = row.x + free.saturating_sub(gap * (gaps.min(free))) / 2;
        self.inner.iter().map(move |(at, size)| {
            let rect = Rect { x, width: size + 2, ..row };
            x = rect.right().saturating_add(gap);
            (*at, rect)
        })
    }
}

/// Where in the row a machine stands, if it does.
fn place(kind: ActorKind) -> Option<usize> {
    match kind {
        ActorKind::SenderPc => Some(0),
        ActorKind::SenderServer => Some(1),
        ActorKind::ReceiverServer => Some(2),
        ActorKind::ReceiverPc => Some(3),
        ActorKind::Dns | ActorKind::Other => None,
    }
}

/// The width that shows a machine's name and address whole, and its label in so many rows.
fn inner(actor: &Actor, labels: usize) -> u16 {
    let least = cells(&actor.host).max(cells(&actor.address)).max(4);
    let label = (least..=cells(&actor.label)).find(|size| wrap(&actor.label, *size).len() <= labels);
    u16::try_from(label.unwrap_or(least)).unwrap_or(u16::MAX).min(200)
}
