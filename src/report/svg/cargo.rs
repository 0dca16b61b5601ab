//! What moves, and what is to be told of it: a letter in its envelope with the two addresses, a question, words.
//!
//! Both are drawn around the origin, so that a page can move them; [`placed`] puts them where a figure has them.

use super::fit::{Face, Spot, line, width};
use super::plan::{Plan, Shape};
use super::point::Point;
use super::way::{Side, Way};
use crate::lang::Lang;
use crate::story::{Cargo as Moved, LineKind, Motion, Outcome, Speaker, Step};
use crate::words;

/// The widest card.
const WIDEST: f64 = 440.0;
const NARROW: f64 = 320.0;
const ROW: f64 = 25.0;

/// Something under way.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Cargo {
    pub way: Way,
    /// The thing itself, around the origin.
    pub icon: String,
    /// What is told of it; the origin is the middle of its upper edge.
    pub card: String,
    pub width: f64,
    pub height: f64,
}

/// What moves in this step; none where everything stands, or where the way is not on the map.
pub(in crate::report) fn cargo(plan: &Plan<'_>, step: &Step, lang: Lang) -> Option<Cargo> {
    let motion = step.motion.as_ref()?;
    let way = Way::between(plan, &motion.from, &motion.to)?;
    let rows = rows(step, motion, lang);
    let width =
        rows.iter().map(Row::width).fold(120.0, f64::max).min(if plan.shape == Shape::Wide { WIDEST } else { NARROW });
    let height = 12.0 + ROW * super::point::count(rows.len());
    let icon = icon(motion) + &stamp(motion.outcome);
    Some(Cargo { way, icon, card: card(&rows, width, height), width, height })
}

/// What moves, in the middle of its way; what was turned away, near where that happened.
pub(super) fn placed(plan: &Plan<'_>, cargo: &Cargo, outcome: Outcome) -> String {
    let part = match outcome {
        Outcome::Refused => 0.66,
        Outcome::Arrived | Outcome::Junked | Outcome::Deferred | Outcome::Lost => 0.5,
    };
    let at = cargo.way.at(part);
    let card = beside(plan, cargo, at);
    format!(
        "<g class=\"going\"><path class=\"way\" d=\"{}\"/>{}</g>\n<g class=\"cargo\" transform=\"translate({:.0} {:.0})\">{}</g>\n\
         <g class=\"told\" transform=\"translate({:.0} {:.0})\">{}</g>\n",
        cargo.way.path(),
        cargo.way.arrow(),
        at.x,
        at.y,
        cargo.icon,
        card.x,
        card.y,
        cargo.card
    )
}

/// Where the card stands for something that is there.
fn beside(plan: &Plan<'_>, cargo: &Cargo, at: Point) -> Point {
    match cargo.way.side {
        Side::Below => plan.inside(Point::new(at.x, at.y + if at.y < 100.0 { 28.0 } else { 64.0 }), cargo.width),
        Side::Beside => {
            let right = at.x + 44.0 + cargo.width / 2.0;
            let left = at.x - 44.0 - cargo.width / 2.0;
            let x = if right + cargo.width / 2.0 < plan.width { right } else { left };
            plan.inside(Point::new(x, at.y - cargo.height / 2.0), cargo.width)
        }
    }
}

/// One line of a card.
struct Row {
    label: &'static str,
    text: String,
    class: &'static str,
}

impl Row {
    fn width(&self) -> f64 {
        width(self.label, 12.0, Face::Words) + width(&self.text, 15.0, Face::Mono) + 52.0
    }
}

fn rows(step: &Step, motion: &Motion, lang: Lang) -> Vec<Row> {
    let plain = |label, text: &str| Row { label, text: text.to_owned(), class: "told-text" };
    let mut rows = match &motion.cargo {
        Moved::Letter { mail_from, rcpt_to, .. } => vec![plain("MAIL FROM", mail_from), plain("RCPT TO", rcpt_to)],
        Moved::Question { question } => vec![plain("", question)],
        Moved::Words => words_of(step).map(|text| plain("", text)).take(2).collect(),
    };
    if let Some(reply) = turned_away(step, motion.outcome) {
        rows.push(Row { label: "", text: reply, class: "outcome result bad" });
    }
    if motion.outcome == Outcome::Lost {
        let nobody = words!(lang, en: "nobody answers", ja: "返事がありません");
        rows.push(Row { label: "", text: nobody.to_owned(), class: "outcome result bad" });
    }
    rows
}

fn words_of(step: &Step) -> impl Iterator<Item = &str> {
    let said = step.lines.iter().filter(|line| line.speaker == Speaker::Client && line.kind != LineKind::Letter);
    said.map(|line| line.text.as_str())
}

/// The reply of a server that did not take it.
fn turned_away(step: &Step, outcome: Outcome) -> Option<String> {
    if !matches!(outcome, Outcome::Refused | Outcome::Deferred) {
        return None;
    }
    let refused = |text: &str| text.starts_with(['4', '5']);
    let reply = step.lines.iter().rfind(|line| line.speaker == Speaker::Server && refused(&line.text));
    reply.map(|line| line.text.clone())
}

fn card(rows: &[Row], width: f64, height: f64) -> String {
    let (left, mut y) = (-width / 2.0, 0.0);
    let mut card = format!(
        "<rect class=\"card\" x=\"{left:.0}\" y=\"0\" width=\"{width:.0}\" height=\"{height:.0}\" rx=\"8\"/>\n"
    );
    let label = rows.iter().map(|row| self::width(row.label, 12.0, Face::Words)).fold(0.0, f64::max);
    for row in rows {
        y += ROW;
        let spot = |x: f64, size, room, class| Spot { x, y: y - 1.0, size, room, anchor: "start", class };
        let begin = if row.label.is_empty() { 14.0 } else { 36.0 + label };
        card += &line(row.label, spot(left + 14.0, 12.0, 90.0, "faint"), Face::Words);
        card += &line(&row.text, spot(left + begin, 15.0, width - begin - 12.0, row.class), Face::Mono);
    }
    card
}

fn icon(motion: &Motion) -> String {
    match &motion.cargo {
        Moved::Letter { bounce, .. } => {
            let flap = if *bounce { "M-29-20l29 18 29-18M-8 10h16" } else { "M-29-20l29 24 29-24" };
            format!("<path class=\"envelope\" stroke-linejoin=\"round\" d=\"M-29-20h58v40h-58z{flap}\"/>")
        }
        Moved::Question { .. } => bubble("?"),
        Moved::Words => bubble("…"),
    }
}

fn bubble(sign: &str) -> String {
    format!(
        "<circle class=\"envelope\" r=\"19\"/><text class=\"strong\" y=\"8\" font-size=\"24\" text-anchor=\"middle\">{sign}</text>"
    )
}

/// What became of it, as a stamp on its corner.
fn stamp(outcome: Outcome) -> String {
    let mark = match outcome {
        Outcome::Arrived | Outcome::Junked => return String::new(),
        Outcome::Refused => "M-6-6L6 6M6-6L-6 6",
        Outcome::Deferred => "M0-7V0l5 4",
        Outcome::Lost => "M-6 0h.1M0 0h.1M6 0h.1",
    };
    format!(
        "<g class=\"outcome\" transform=\"translate(28 -20)\"><circle class=\"stamp\" r=\"14\"/><path class=\"stamp-mark\" d=\"{mark}\"/></g>"
    )
}
