//! Where each region stands, from the size of the screen.
//!
//! Below 90 columns one pane is shown at a time; from 90 on two columns, from 150 on three. On a screen too low for the
//! map, the caption alone says what moves.

use ratatui::layout::Rect;

use super::{Scene, explanation, large, map};
use crate::tui::player::Pane;

/// From this many columns on there are two columns of panes.
pub(super) const TWO_COLUMNS: u16 = 90;
/// And from this many on three.
const THREE_COLUMNS: u16 = 150;
/// The fewest rows that the panes are worth having.
const FEWEST_ROWS: u16 = 9;
/// The fewest rows, with its title, of the pane below an explanation that wants more room.
const FEWEST_BELOW: u16 = 5;
/// The fewest rows of a screen that has a time line.
const ROOM_FOR_TIMELINE: u16 = 18;
/// Cells between two columns.
const GAP: u16 = 2;

/// The regions of the screen.
pub(super) struct Layout {
    pub(super) header: Rect,
    /// Of no height where there is no room for it.
    pub(super) map: Rect,
    pub(super) caption: Rect,
    pub(super) heading: Rect,
    /// Of no height where there is no room for it.
    pub(super) timeline: Rect,
    /// Each pane that is on the screen; its first row is its title.
    pub(super) panes: Vec<(Pane, Rect)>,
    pub(super) footer: Rect,
}

impl Layout {
    pub(super) fn of(scene: Scene<'_>, area: Rect) -> Self {
        let title_rows = if scene.large { large::title_rows(area.height) } else { 1 };
        let timeline_rows = u16::from(area.height >= ROOM_FOR_TIMELINE && !scene.large);
        let taken = 3 + title_rows + timeline_rows;
        let map_rows = map::rows(scene, area.width, area.height.saturating_sub(taken + FEWEST_ROWS));
        let mut rest = area;
        let [header, map, caption, heading] = [1, map_rows, 1, title_rows].map(|rows| take_top(&mut rest, rows));
        let [footer, timeline] = [1, timeline_rows].map(|rows| take_bottom(&mut rest, rows));
        Self { header, map, caption, heading, timeline, panes: panes(scene, rest), footer }
    }

    /// Where that pane stands, if it is on the screen.
    pub(super) fn pane(&self, pane: Pane) -> Option<Rect> {
        self.panes.iter().find(|(p, _)| *p == pane).map(|(_, rect)| *rect)
    }

    /// All that lies below the map and above the time line.
    pub(super) fn below_map(&self, area: Rect) -> Rect {
        let top = self.heading.y;
        Rect { y: top, height: self.timeline.y.saturating_sub(top), ..area }
    }
}

fn panes(scene: Scene<'_>, area: Rect) -> Vec<(Pane, Rect)> {
    let focused = scene.player.pane();
    match area.width {
        _ if scene.large => vec![(focused, large::column(area))],
        THREE_COLUMNS.. => three_columns(scene, focused, area),
        TWO_COLUMNS.. => two_columns(scene, area),
        _ => vec![(focused, area)],
    }
}

/// Steps at the left; explanation and one other pane at the right. An explanation that needs more room gets it, unless the
/// learner works in the pane below.
fn two_columns(scene: Scene<'_>, area: Rect) -> Vec<(Pane, Rect)> {
    let (left, right) = split_columns(area, area.width * 2 / 5);
    let wanted = u16::try_from(explanation::rows(scene, right.width.into()) + 2);
    let usual = (right.height * 2 / 5).clamp(6, 12);
    let most = right.height.saturating_sub(FEWEST_BELOW).max(usual);
    let (lower, most) = match scene.player.pane() {
        Pane::Steps | Pane::Explanation => (telling(scene), most),
        pane => (pane, usual),
    };
    let (top, bottom) = split_rows(right, wanted.unwrap_or(usual).clamp(usual, most));
    vec![(Pane::Steps, left), (Pane::Explanation, top), (lower, bottom)]
}

/// The pane that shows most of what the step is about.
fn telling(scene: Scene<'_>) -> Pane {
    scene.player.step(scene.lang).map_or(Pane::Conversation, |step| Pane::telling(step)[0])
}

/// The list, the explanation, and the three panes that tell most about the step; the one that the keys go to is always
/// among them.
fn three_columns(scene: Scene<'_>, focused: Pane, area: Rect) -> Vec<(Pane, Rect)> {
    let (left, rest) = split_columns(area, area.width / 4);
    let (middle, right) = split_columns(rest, rest.width / 2);
    let (top, bottom) = split_rows(middle, middle.height * 2 / 5);
    let [one, two, three] = shown(scene, focused);
    let (upper, lower) = split_rows(right, right.height / 2);
    vec![(Pane::Steps, left), (Pane::Explanation, top), (one, bottom), (two, upper), (three, lower)]
}

fn shown(scene: Scene<'_>, focused: Pane) -> [Pane; 3] {
    let telling = scene.player.step(scene.lang).map(Pane::telling);
    let [one, two, three, ..] =
        telling.unwrap_or([Pane::Conversation, Pane::Letter, Pane::Verdicts, Pane::Headers, Pane::Mailboxes]);
    let three = if [Pane::Steps, Pane::Explanation, one, two].contains(&focused) { three } else { focused };
    let mut shown = [one, two, three];
    // Always in the order of their numbers, so that a pane does not change its place without need.
    shown.sort_by_key(|pane| pane.number());
    shown
}

fn take_top(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    let top = Rect { height: rows, ..*rest };
    *rest = Rect { y: rest.y + rows, height: rest.height - rows, ..*rest };
    top
}

fn take_bottom(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    rest.height -= rows;
    Rect { y: rest.bottom(), height: rows, ..*rest }
}

fn split_columns(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    let start = (width + GAP).min(area.width);
    (Rect { width, ..area }, Rect { x: area.x + start, width: area.width - start, ..area })
}

fn split_rows(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
}
