//! One machine: a box with what it is, its name and its address.

use super::fit::{Face, Spot, line, width, wrapped};
use super::plan::{Floor, Site};
use crate::report::markup::escape;
use crate::story::ActorKind;

/// How large what it is stands.
const LABEL: f64 = 19.0;

/// The machine; `here` where the step happens.
pub(super) fn machine(site: &Site<'_>, here: bool) -> String {
    let host = escape(&site.actor.host);
    let class = if here { "machine here" } else { "machine" };
    let Site { x, y, width, height, .. } = site;
    let inside = match site.floor {
        Floor::Dns => dns(site),
        Floor::Others => other(site),
        Floor::Servers | Floor::Clients => large(site),
    };
    format!(
        "<g class=\"{class}\" data-host=\"{host}\"><rect class=\"box\" x=\"{x:.0}\" y=\"{y:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" rx=\"12\"/>\n{inside}</g>\n"
    )
}

fn spot<'a>(of: &Site<'_>, below: f64, size: f64, class: &'a str) -> Spot<'a> {
    Spot { x: of.centre(), y: of.y + below, size, room: of.width - 20.0, anchor: "middle", class }
}

fn dns(site: &Site<'_>) -> String {
    let label = Spot { x: site.centre() + 16.0, room: site.width - 60.0, ..spot(site, 40.0, 20.0, "label strong") };
    glyph(site.x + 34.0, site.y + 32.0, site.actor.kind) + &line(&site.actor.label, label, Face::Words)
}

fn other(site: &Site<'_>) -> String {
    [
        line(&site.actor.label, spot(site, 26.0, 16.0, "label strong"), Face::Words),
        line(&site.actor.host, spot(site, 51.0, 16.0, "host"), Face::Mono),
        line(&site.actor.address, spot(site, 73.0, 14.0, "address faint"), Face::Mono),
    ]
    .concat()
}

fn large(site: &Site<'_>) -> String {
    let labels = label(&site.actor.label, site.width - 20.0);
    let first = if labels.len() > 1 { 66.0 } else { 78.0 };
    let mut inside = glyph(site.centre(), site.y + 28.0, site.actor.kind);
    for (text, y) in labels.iter().zip([first, first + 24.0]) {
        inside += &line(text, spot(site, y, LABEL, "label strong"), Face::Words);
    }
    inside += &line(&site.actor.host, spot(site, 120.0, 17.0, "host"), Face::Mono);
    inside += &line(&site.actor.address, spot(site, 146.0, 15.0, "address faint"), Face::Mono);
    inside
}

/// On one line where it can be made small enough, else on two.
fn label(text: &str, room: f64) -> Vec<String> {
    if width(text, LABEL, Face::Words) * 0.84 <= room { vec![text.to_owned()] } else { wrapped(text, room, LABEL, 2) }
}

/// A sign for what kind of machine it is, around a point.
fn glyph(x: f64, y: f64, kind: ActorKind) -> String {
    let path = match kind {
        ActorKind::SenderPc | ActorKind::ReceiverPc => "M-19-14h38v24h-38zM-9 16h18M0 10v6",
        ActorKind::Dns => "M-13-15h22a4 4 0 0 1 4 4v26h-22a4 4 0 0 1-4-4zM-13 11a4 4 0 0 1 4-4h22M-5-7h10M-5-1h7",
        _ => "M-18-15h36v13h-36zM-18 1h36v13h-36zM-12-8.500h4M-12 7.500h4M3-8.500h9M3 7.500h9",
    };
    format!("<path class=\"glyph\" transform=\"translate({x:.0} {y:.0})\" d=\"{path}\"/>\n")
}
