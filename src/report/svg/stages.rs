//! The ways that letters and questions go, each with the number and the name of its stage.

use super::fit::{Face, Spot, line, width};
use super::plan::{Plan, Shape};
use super::point::Point;
use super::way::Way;
use crate::report::labels::stage_name;
use crate::story::{ActorKind, Step, Story};
use crate::trace::Stage;

/// All ways of the map; that of the stage under way stands out.
pub(super) fn stages(story: &Story, plan: &Plan<'_>, step: Option<&Step>) -> String {
    let current = step.and_then(|step| step.stage);
    let ways = [
        (Some(Stage::Submission), ActorKind::SenderPc, ActorKind::SenderServer),
        (Some(Stage::Resolution), ActorKind::SenderServer, ActorKind::Dns),
        (None, ActorKind::ReceiverServer, ActorKind::Dns),
        (Some(Stage::Transfer), ActorKind::SenderServer, ActorKind::ReceiverServer),
        (Some(Stage::Retrieval), ActorKind::ReceiverServer, ActorKind::ReceiverPc),
    ];
    ways.into_iter().filter_map(|(stage, from, to)| one(story, plan, stage, (from, to), current)).collect()
}

fn one(
    story: &Story,
    plan: &Plan<'_>,
    stage: Option<Stage>,
    (from, to): (ActorKind, ActorKind),
    current: Option<Stage>,
) -> Option<String> {
    let (from, to) = (plan.of_kind(from)?, plan.of_kind(to)?);
    let way = Way::between(plan, &from.actor.host, &to.actor.host)?;
    let class = if stage.is_some() && stage == current { "stage current" } else { "stage" };
    let named = stage.map(|stage| format!(" data-stage=\"{}\"", stage.number())).unwrap_or_default();
    let label = stage.map(|stage| label(story, plan, stage, &way)).unwrap_or_default();
    Some(format!("<g class=\"{class}\"{named}><path class=\"way\" d=\"{}\"/>\n{label}</g>\n", way.path()))
}

/// The number in its circle, and the name beside or above it.
fn label(story: &Story, plan: &Plan<'_>, stage: Stage, way: &Way) -> String {
    let name = stage_name(story.lang, stage);
    let (at, text, anchor) = place(plan, stage, way, name);
    let spot = Spot { x: text.x, y: text.y, size: 17.0, room: 400.0, anchor, class: "name strong" };
    let digit = stage.number();
    format!(
        "<circle class=\"number\" cx=\"{:.0}\" cy=\"{:.0}\" r=\"15\" stroke-width=\"2\"/>\
         <text class=\"digit strong\" x=\"{:.0}\" y=\"{:.0}\" font-size=\"18\" text-anchor=\"middle\">{digit}</text>\n{}",
        at.x,
        at.y,
        at.x,
        at.y + 6.5,
        line(name, spot, Face::Words)
    )
}

/// Where the circle stands and where the name: above a level way over the machines' heads, beside an upright one.
fn place(plan: &Plan<'_>, stage: Stage, way: &Way, name: &str) -> (Point, Point, &'static str) {
    let middle = way.at(0.5);
    let half = width(name, 17.0, Face::Words) / 2.0;
    match (stage, plan.shape) {
        (Stage::Resolution, _) => {
            let corner = way.corners.get(way.corners.len() / 2).copied().unwrap_or(middle);
            let x = (corner.x - 20.0).max(half + 48.0);
            (Point::new(x - half - 24.0, corner.y - 20.0), Point::new(x, corner.y - 14.0), "middle")
        }
        (Stage::Transfer, Shape::Narrow) => {
            (Point::new(middle.x, middle.y - 100.0), Point::new(middle.x, middle.y - 148.0), "middle")
        }
        (_, Shape::Narrow) => (middle, Point::new(middle.x, middle.y + 38.0), "middle"),
        _ => (Point::new(middle.x, middle.y - 112.0), Point::new(middle.x, middle.y - 148.0), "middle"),
    }
}
