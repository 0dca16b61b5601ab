//! What moves: a letter, a question, words; the way it goes, and how it fared.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::envelope::Envelope;
use super::flight::{Flight, flight};
use super::plan::Plan;
use super::route::{Bend, Cell, Route};
use crate::story::{Cargo, Motion, Outcome, Speaker, Step, Tone};
use crate::tui::look::{Glyphs, Look};
use crate::tui::view::{Scene, dot, put};

/// What is drawn of one motion, and where.
struct Moving<'a> {
    scene: Scene<'a>,
    plan: &'a Plan<'a>,
    step: &'a Step,
    motion: &'a Motion,
    route: &'a Route,
    flight: Flight,
    style: Style,
    area: Rect,
}

pub(super) fn draw(
    scene: Scene<'_>,
    plan: &Plan<'_>,
    step: &Step,
    motion: &Motion,
    route: &Route,
    area: Rect,
    buf: &mut Buffer,
) {
    let flight = flight(motion, route.cells.len(), scene.player.moved());
    let told = if flight.answered { tone(motion.outcome) } else { Tone::Plain };
    let style = scene.look.tone(told).patch(Look::strong());
    let moving = Moving { scene, plan, step, motion, route, flight, style, area };
    moving.way(buf);
    moving.heads(buf);
    moving.thing(buf);
    moving.reply(buf);
}

/// The tone of an outcome.
pub(in crate::tui::view) fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Arrived => Tone::Plain,
        Outcome::Refused => Tone::Bad,
        Outcome::Deferred | Outcome::Lost | Outcome::Junked => Tone::Warn,
    }
}

/// The code of the first no that the server said in this step: three digits (RFC 5321 §4.2).
pub(in crate::tui::view) fn reply_code(step: &Step) -> Option<&str> {
    let said = step.lines.iter().filter(|line| line.speaker == Speaker::Server);
    let mut codes = said.filter_map(|line| line.text.get(..3));
    codes.find(|code| code.starts_with(['4', '5']) && code.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Moving<'_> {
    fn glyphs(&self) -> &'static Glyphs {
        self.scene.look.glyphs
    }

    fn way(&self, buf: &mut Buffer) {
        let secret = self.step.lines.iter().any(|line| line.secret);
        for (at, cell) in self.route.cells.iter().enumerate() {
            // Nobody answered: behind the thing the way leads nowhere.
            let beyond = self.motion.outcome == Outcome::Lost && self.flight.at.is_some_and(|thing| at > thing);
            let style = if beyond { Look::faint() } else { self.style };
            dot(buf, self.area, cell.at, cell.bend.glyph(self.glyphs(), secret), style);
        }
        for (end, cell) in self.route.ends.into_iter().zip([self.route.cells.first(), self.route.cells.last()]) {
            self.joint(end, cell, buf);
        }
    }

    /// Where an upright way leaves or meets a box.
    fn joint(&self, (x, y): (u16, u16), cell: Option<&Cell>, buf: &mut Buffer) {
        let Some(cell) = cell.filter(|cell| cell.at.0 == x) else { return };
        let boxed = self.plan.sites.iter().any(|site| site.rect.height >= 3 && site.rect.contains((x, y).into()));
        if boxed {
            dot(buf, self.area, (x, y), self.glyphs().joints[usize::from(cell.at.1 > y)], self.style);
        }
    }

    /// What stands at the ends of the way: an arrow head where something got there, or that it did not.
    fn heads(&self, buf: &mut Buffer) {
        let Some(last) = self.route.cells.last() else { return };
        let turned_away = match self.motion.outcome {
            Outcome::Refused => Some(self.glyphs().bad),
            Outcome::Lost | Outcome::Deferred => Some("!"),
            Outcome::Arrived | Outcome::Junked => None,
        };
        let head = match turned_away {
            Some(mark) => Some(mark).filter(|_| self.flight.answered),
            None => self.head(self.route.cells.iter().rev(), self.route.ends[1]),
        };
        if let Some(head) = head {
            dot(buf, self.area, last.at, head, self.style);
        }
        let comes_back = matches!(self.motion.cargo, Cargo::Question { .. }) && turned_away.is_none();
        if comes_back
            && self.flight.answered
            && let Some(first) =
                self.route.cells.first().filter(|first| matches!(first.bend, Bend::Level | Bend::Upright))
            && let Some(head) = self.head(self.route.cells.iter(), self.route.ends[0])
        {
            dot(buf, self.area, first.at, head, self.style);
        }
    }

    /// The arrow head on the first of these cells that looks to the machine at `end`.
    fn head<'c>(&self, mut cells: impl Iterator<Item = &'c Cell>, end: (u16, u16)) -> Option<&'static str> {
        let (x, y) = cells.next()?.at;
        let glyphs = self.glyphs();
        Some(match end {
            end if end.0 > x => glyphs.right,
            end if end.0 < x => glyphs.left,
            end if end.1 > y => glyphs.down,
            _ => glyphs.up,
        })
    }

    fn thing(&self, buf: &mut Buffer) {
        let Some(at) = self.flight.at else { return };
        // The end of the way is its arrow head's.
        let asks = matches!(self.motion.cargo, Cargo::Question { .. });
        let at = if asks { at } else { at.min(self.route.cells.len().saturating_sub(2)) };
        match &self.motion.cargo {
            Cargo::Letter { mail_from, rcpt_to, bounce } => {
                let envelope =
                    Envelope { mail_from, rcpt_to, bounce: *bounce, style: self.style, margin: self.margin() };
                let draw = if self.flight.at_rest { Envelope::rest } else { Envelope::draw };
                draw(&envelope, self.glyphs(), self.plan, self.route, at, self.area, buf);
            }
            Cargo::Question { .. } if self.flight.at_rest && self.flight.answered => self.asked_and_answered(buf),
            Cargo::Question { .. } => self.mark(at, if self.flight.answered { "=" } else { "?" }, buf),
            Cargo::Words => self.mark(at, self.glyphs().words[usize::from(self.route.leads_left())], buf),
        }
    }

    /// How many cells at the end of the way a letter leaves free: one for the arrow head, more for the code of a no.
    fn margin(&self) -> u16 {
        if matches!(self.motion.outcome, Outcome::Refused | Outcome::Deferred) { 3 } else { 1 }
    }

    fn mark(&self, at: usize, glyph: &str, buf: &mut Buffer) {
        let lit = matches!(self.motion.cargo, Cargo::Question { .. });
        let style = if lit { self.style.patch(Look::selected()) } else { self.style };
        if let Some(cell) = self.route.cells.get(at) {
            dot(buf, self.area, cell.at, glyph, style);
        }
    }

    /// The question on its way there and the answer on its way back, in one picture; just the answer on a short way.
    fn asked_and_answered(&self, buf: &mut Buffer) {
        let glyphs = self.glyphs();
        let (there, back) =
            if self.route.leads_left() { (glyphs.left, glyphs.right) } else { (glyphs.right, glyphs.left) };
        let Some((first, last)) = self.route.level_run().filter(|_| self.motion.outcome == Outcome::Arrived) else {
            return self.mark(self.route.cells.len() / 2, "?", buf);
        };
        let start = usize::midpoint(first, last);
        let whole = [back, "=", glyphs.level, "?", there];
        let (start, picture) = match last - first {
            4.. => (start - 2, whole.as_slice()),
            2.. => (start - 1, ["=", "?"].as_slice()),
            _ => (start, ["="].as_slice()),
        };
        for (at, glyph) in (start..).zip(picture) {
            if let Some(cell) = self.route.cells.get(at) {
                dot(buf, self.area, cell.at, glyph, self.style);
            }
        }
    }

    /// The code with which a door turned a letter away, over its way, where that ends.
    fn reply(&self, buf: &mut Buffer) {
        let turned_away = matches!(self.motion.outcome, Outcome::Refused | Outcome::Deferred) && self.flight.answered;
        let Some(code) = reply_code(self.step).filter(|_| turned_away) else { return };
        let Some(Cell { at: (x, y), bend }) = self.route.cells.last().copied() else { return };
        let x = match bend {
            Bend::Level if self.route.leads_left() => x,
            Bend::Level => x.saturating_sub(2),
            _ => x + 2,
        };
        let above = if bend == Bend::Level { y.saturating_sub(1) } else { y };
        let free = (x..x + 3).all(|x| !self.plan.covered((x, above)));
        if free {
            put(buf, self.area, (x, above), &Line::styled(code.to_owned(), self.style));
        }
    }
}
