//! How wide the machines of the row are, and how far apart: the mail's way from the sender's PC to the receiver's PC.

use ratatui::layout::Rect;

use crate::story::{Actor, ActorKind};
use crate::tui::typeset::{width as cells, wrap};

/// The fewest cells between two machines.
const SMALLEST_GAP: u16 = 3;
/// The most: an envelope with both addresses on it fits, and more would tear the picture apart.
const WIDEST_GAP: u16 = 40;
/// From this gap on a label may stand in one row.
const GAP_FOR_ONE_ROW: u16 = 6;

/// The sizes of the machines in the row.
pub(super) struct Boxes {
    /// Index into the actors, and the width inside the borders.
    inner: Vec<(usize, u16)>,
    labels: u16,
    width: u16,
}

impl Boxes {
    pub(super) fn of(actors: &[Actor], width: u16) -> Self {
        let mut row: Vec<usize> = (0..actors.len()).filter(|at| place(actors[*at].kind).is_some()).collect();
        row.sort_by_key(|at| place(actors[*at].kind));
        let gaps = u16::try_from(row.len().saturating_sub(1)).unwrap_or(0);
        let borders = 2 * u16::try_from(row.len()).unwrap_or(0);
        let room = width.saturating_sub(borders.saturating_add(gaps.saturating_mul(SMALLEST_GAP)));
        let [one, two] =
            [1, 2].map(|labels| row.iter().map(|at| (*at, inner(&actors[*at], labels))).collect::<Vec<_>>());
        if total(&one).saturating_add(GAP_FOR_ONE_ROW * gaps) <= room {
            return Self { inner: one, labels: 1, width };
        }
        Self { inner: shrunk(two, room), labels: 2, width }
    }

    /// Two borders, the label, the name, the address; nothing where no machine stands in the row.
    pub(super) fn height(&self) -> u16 {
        if self.inner.is_empty() { 0 } else { 4 + self.labels }
    }

    /// Each machine of the row, by its index, and its place.
    pub(super) fn places(&self, row: Rect) -> impl Iterator<Item = (usize, Rect)> {
        let gaps = u16::try_from(self.inner.len().saturating_sub(1)).unwrap_or(0).max(1);
        let boxes = self.inner.iter().map(|(_, size)| size + 2).fold(0, u16::saturating_add);
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

fn total(sizes: &[(usize, u16)]) -> u16 {
    sizes.iter().map(|(_, size)| *size).fold(0, u16::saturating_add)
}

/// The widest give way until all have room.
fn shrunk(mut inner: Vec<(usize, u16)>, room: u16) -> Vec<(usize, u16)> {
    while total(&inner) > room {
        let Some((_, widest)) = inner.iter_mut().max_by_key(|(_, size)| *size).filter(|(_, size)| *size > 4) else {
            break;
        };
        *widest -= 1;
    }
    inner
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
