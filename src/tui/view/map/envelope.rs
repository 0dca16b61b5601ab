//! A letter on its way: one cell on a narrow way, an envelope of three rows on a wider one, and where a letter rests on a
//! wide one, an envelope with both addresses on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::plan::Plan;
use super::route::{Bend, Route};
use crate::tui::look::Glyphs;
use crate::tui::typeset::{pad, width as cells};
use crate::tui::view::{dot, put};

/// The size of the envelope without addresses.
const SMALL: (u16, u16) = (5, 3);
/// How far from where it is an envelope is drawn rather than a single cell: near the end of a way, its middle cannot be.
const NEAR: usize = 4;

/// A letter, with what stands on its envelope.
pub(super) struct Envelope<'a> {
    pub(super) mail_from: &'a str,
    pub(super) rcpt_to: &'a str,
    pub(super) bounce: bool,
    pub(super) style: Style,
    /// How many cells at the end of the way stay free.
    pub(super) margin: u16,
}

impl Envelope<'_> {
    /// Draws it at a cell of its way, as large as there is room for.
    pub(super) fn draw(
        &self,
        glyphs: &Glyphs,
        plan: &Plan<'_>,
        route: &Route,
        at: usize,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let picture = if self.bounce { glyphs.bounce } else { glyphs.envelope };
        if let Some(corner) = self.corner(plan, route, (at, NEAR), SMALL, area) {
            paint(&picture.map(str::to_owned), corner, self.style, area, buf);
        } else if let Some(cell) = route.cells.get(at) {
            dot(buf, area, cell.at, glyphs.letter, self.style);
        }
    }

    /// Draws it at rest, with both addresses where there is room, else as [`draw`](Self::draw) does.
    pub(super) fn rest(
        &self,
        glyphs: &Glyphs,
        plan: &Plan<'_>,
        route: &Route,
        at: usize,
        area: Rect,
        buf: &mut Buffer,
    ) {
        for rows in [self.with_labels(glyphs), self.with_addresses(glyphs)] {
            let size = (u16::try_from(rows.first().map_or(0, |row| cells(row))).unwrap_or(u16::MAX), 4);
            if let Some(corner) = self.corner(plan, route, (at, route.cells.len()), size, area) {
                paint(&rows, corner, self.style, area, buf);
                return;
            }
        }
        self.draw(glyphs, plan, route, at, area, buf);
    }

    /// Where the top left corner of something of that size stands whose way passes through it at that cell, or so near to
    /// it: on a level way, beside all machines, with the end of the way in sight.
    fn corner(
        &self,
        plan: &Plan<'_>,
        route: &Route,
        (at, near): (usize, usize),
        (width, height): (u16, u16),
        area: Rect,
    ) -> Option<(u16, u16)> {
        let end = route.cells.last()?.at;
        let fits = |index: &usize| {
            let cell = route.cells.get(*index).filter(|cell| cell.bend == Bend::Level)?;
            let (x, y) = (cell.at.0.checked_sub(width / 2)?, cell.at.1.checked_sub(1)?);
            let rect = Rect { x, y, width, height };
            let beside = plan.sites.iter().all(|site| !site.rect.intersects(rect));
            let ahead = end.0.saturating_add(self.margin) <= x || end.0 >= rect.right().saturating_add(self.margin - 1);
            (beside && ahead && area.intersection(rect) == rect).then_some((x, y))
        };
        let nearest = (0..=near).flat_map(|distance| [at.checked_sub(distance), at.checked_add(distance)]).flatten();
        nearest.filter(|index| *index < route.cells.len()).find_map(|index| fits(&index))
    }

    /// The sender at the top, the recipient below, as the client will say them.
    fn with_labels(&self, glyphs: &Glyphs) -> Vec<String> {
        opened(glyphs, &format!("MAIL FROM {}", self.mail_from), &format!("RCPT TO   {}", self.rcpt_to))
    }

    fn with_addresses(&self, glyphs: &Glyphs) -> Vec<String> {
        opened(glyphs, self.mail_from, &format!("{} {}", glyphs.right, self.rcpt_to))
    }
}

fn opened(glyphs: &Glyphs, from: &str, to: &str) -> Vec<String> {
    let width = cells(from).max(cells(to)).max(4);
    let [left, right, bottom_left, bottom_right] = glyphs.corners;
    let row = |text: &str| format!("{}{}{}", glyphs.upright, pad(text, width, glyphs.ellipsis), glyphs.upright);
    let half = width.saturating_sub(cells(glyphs.flap)) / 2;
    let rest = width.saturating_sub(half + cells(glyphs.flap));
    vec![
        format!("{left}{}{}{}{right}", glyphs.level.repeat(half), glyphs.flap, glyphs.level.repeat(rest)),
        row(from),
        row(to),
        format!("{bottom_left}{}{bottom_right}", glyphs.level.repeat(width)),
    ]
}

fn paint(rows: &[String], (x, y): (u16, u16), style: Style, area: Rect, buf: &mut Buffer) {
    for (row, y) in rows.iter().zip(y..) {
        put(buf, area, (x, y), &Line::styled(row.clone(), style));
    }
}
