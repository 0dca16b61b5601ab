//! The map as a whole: ways below, machines on them, what moves on top.

use super::badges::badges;
use super::cargo::{cargo, placed};
use super::fit::{Face, Spot, line};
use super::machine::machine;
use super::plan::Plan;
use super::stages::stages;
use crate::story::{Step, Story};

/// The map at that step; before anything has happened where there is none.
pub(in crate::report) fn map(story: &Story, plan: &Plan<'_>, step: Option<&Step>) -> String {
    let mut map = stages(story, plan, step);
    for site in &plan.sites {
        map += &machine(site, step.is_some_and(|step| step.host == site.actor.host));
    }
    map += &missing(plan);
    let Some(step) = step else { return map };
    map += &badges(plan, step, story.lang);
    if let (Some(cargo), Some(motion)) = (cargo(plan, step, story.lang), &step.motion) {
        map += &placed(plan, &cargo, motion.outcome);
    }
    map
}

/// How many machines there was no room for.
fn missing(plan: &Plan<'_>) -> String {
    if plan.missing == 0 {
        return String::new();
    }
    let spot =
        Spot { x: plan.width - 24.0, y: plan.height - 12.0, size: 16.0, room: 80.0, anchor: "end", class: "faint" };
    line(&format!("+{}", plan.missing), spot, Face::Words)
}
