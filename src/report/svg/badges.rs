//! On the lower border of a machine: how many letters lie in its mailboxes and in its queue.

use super::fit::{Face, width};
use super::plan::{Floor, Plan, Site};
use crate::lang::Lang;
use crate::report::markup::escape;
use crate::story::{Outcome, PlaceKind, Step};
use crate::words;

const SIZE: f64 = 15.0;

/// The badges of all machines at that step.
pub(in crate::report) fn badges(plan: &Plan<'_>, step: &Step, lang: Lang) -> String {
    plan.sites.iter().map(|site| of(site, step, lang)).collect()
}

fn of(site: &Site<'_>, step: &Step, lang: Lang) -> String {
    let kinds = [PlaceKind::Inbox, PlaceKind::Junk, PlaceKind::Queue];
    let texts: Vec<(String, bool)> = kinds.into_iter().filter_map(|kind| badge(site, step, kind, lang)).collect();
    let widths: Vec<f64> = texts.iter().map(|(text, _)| width(text, SIZE, Face::Words) + 22.0).collect();
    let total: f64 = widths.iter().sum();
    let mut x = site.centre() - total / 2.0;
    let y = if site.floor == Floor::Dns { site.y } else { site.bottom() };
    let draw = |((text, new), width): (&(String, bool), &f64)| {
        x += width;
        drawn(text, *new, (x - width, y), *width)
    };
    texts.iter().zip(&widths).map(draw).collect()
}

fn drawn(text: &str, new: bool, (x, y): (f64, f64), width: f64) -> String {
    let class = if new { "lies new" } else { "lies" };
    format!(
        "<g class=\"{class}\"><rect class=\"badge\" x=\"{:.0}\" y=\"{:.0}\" width=\"{:.0}\" height=\"26\" rx=\"13\"/>\
         <text class=\"count\" x=\"{:.0}\" y=\"{:.0}\" font-size=\"{SIZE}\" text-anchor=\"middle\">{}</text></g>\n",
        x + 2.0,
        y - 13.0,
        width - 4.0,
        x + width / 2.0,
        y + 5.5,
        escape(text)
    )
}

/// What is to be seen of one kind of place, and whether it is new with this step.
fn badge(site: &Site<'_>, step: &Step, kind: PlaceKind, lang: Lang) -> Option<(String, bool)> {
    let host = &site.actor.host;
    let places: Vec<_> = step.places.iter().filter(|place| place.host == *host && place.kind == kind).collect();
    let letters: usize = places.iter().map(|place| place.letters.len()).sum();
    let lands = step
        .motion
        .as_ref()
        .is_some_and(|motion| motion.outcome == Outcome::Junked && motion.to == *host && kind == PlaceKind::Junk);
    if letters == 0 && !lands {
        return None;
    }
    let new = lands || places.iter().flat_map(|place| &place.letters).any(|placed| placed.new);
    let count = if places.is_empty() { String::new() } else { format!(" {letters}") };
    let letter = if new { "✉ " } else { "" };
    Some((format!("{letter}{}{count}", name(kind, lang)), new))
}

fn name(kind: PlaceKind, lang: Lang) -> &'static str {
    match kind {
        PlaceKind::Inbox => words!(lang, en: "inbox", ja: "受信"),
        PlaceKind::Junk => words!(lang, en: "junk", ja: "迷惑"),
        PlaceKind::Queue => words!(lang, en: "queue", ja: "送信待ち"),
    }
}
