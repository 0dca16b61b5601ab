//! What stands in a pane: lines, more of them than are in sight, that can be scrolled.

use std::ops::Range;

use ratatui::text::Line;

use crate::tui::player::Stop;

/// Where a page opens by itself.
#[derive(Debug, Clone, Copy)]
pub(super) enum Opens {
    /// At its top.
    Top,
    /// With this line near the top, so that what came before it is just in sight.
    At(usize),
    /// With this line in the middle.
    Around(usize),
}

/// What stands in a pane: all of its lines, however few are in sight.
pub(super) struct Page {
    pub(super) lines: Vec<Line<'static>>,
    pub(super) opens: Opens,
    /// What in it can be pointed at, and on which lines it stands.
    pub(super) stops: Vec<(Stop, Range<usize>)>,
}

impl Page {
    /// These lines, from the top.
    pub(super) fn of(lines: Vec<Line<'static>>) -> Self {
        Self { lines, opens: Opens::Top, stops: Vec::new() }
    }

    /// Adds lines.
    pub(super) fn add(&mut self, lines: impl IntoIterator<Item = Line<'static>>) {
        self.lines.extend(lines);
    }

    /// Adds an empty line, unless there is one.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Line::default());
        }
    }

    /// Adds lines that can be pointed at.
    pub(super) fn add_stop(&mut self, stop: Stop, lines: impl IntoIterator<Item = Line<'static>>) {
        let begins = self.lines.len();
        self.add(lines);
        self.stops.push((stop, begins..self.lines.len()));
    }

    /// On which lines something stands.
    pub(super) fn place_of(&self, stop: Stop) -> Option<&Range<usize>> {
        self.stops.iter().find(|(one, _)| *one == stop).map(|(_, lines)| lines)
    }

    /// The first line in sight, in a pane of `height` rows, scrolled to `scroll` where somebody did.
    pub(super) fn offset(&self, height: usize, scroll: Option<usize>) -> usize {
        let opens = match self.opens {
            Opens::Top => 0,
            Opens::At(line) => line.saturating_sub(2),
            Opens::Around(line) => line.saturating_sub(height / 2),
        };
        scroll.unwrap_or(opens).min(self.last(height))
    }

    /// The furthest that it can be scrolled.
    pub(super) fn last(&self, height: usize) -> usize {
        self.lines.len().saturating_sub(height)
    }
}
