//! Links between steps: each cause is the other side of an effect.

use std::collections::BTreeMap;

use super::ways::{MOST_LINKS, Ways, weight};
use crate::story::model::{Link, Step};
use crate::trace::{Event, EventId};

/// An effect, and a cause of it, both as facts.
#[derive(Debug, Clone, Copy)]
struct Edge {
    cause: EventId,
    effect: EventId,
}

/// Writes causes and effects into the steps, nearest first.
pub fn fill(ways: &Ways<'_>, steps: &mut [Step]) {
    let mut edges: Vec<((usize, usize), Edge)> = edges(ways, steps).into_iter().collect();
    edges.sort_by_key(|((cause, effect), _)| (effect - cause, *cause));
    for ((cause, effect), edge) in edges {
        let (Some(to_cause), Some(to_effect)) = (ways.link(edge.cause), ways.link(edge.effect)) else { continue };
        connect(steps, (cause, to_effect), (effect, to_cause));
    }
}

/// Both ends are linked, or none: a step that is full takes no more links.
fn connect(steps: &mut [Step], (cause, to_effect): (usize, Link), (effect, to_cause): (usize, Link)) {
    let has_room = |links: Option<&Vec<Link>>| links.is_some_and(|links| links.len() < MOST_LINKS);
    if has_room(steps.get(cause).map(|step| &step.effects)) && has_room(steps.get(effect).map(|step| &step.causes)) {
        steps[cause].effects.push(to_effect);
        steps[effect].causes.push(to_cause);
    }
}

/// The most telling edge between each two steps, from the earlier to the later one.
fn edges(ways: &Ways<'_>, steps: &[Step]) -> BTreeMap<(usize, usize), Edge> {
    let mut edges: BTreeMap<(usize, usize), Edge> = BTreeMap::new();
    for (index, step) in steps.iter().enumerate() {
        for event in step.events.iter().filter_map(|id| ways.trace.event(*id)) {
            for edge in event.because.iter().map(|cause| Edge { cause: ways.telling(*cause), effect: event.id }) {
                let Some(cause) = ways.step_of(edge.cause).filter(|cause| *cause < index) else { continue };
                let known = edges.entry((cause, index)).or_insert(edge);
                known.cause = more_telling(ways, known.cause, edge.cause, true);
                known.effect = more_telling(ways, known.effect, edge.effect, false);
            }
        }
    }
    edges
}

/// The one that tells more; of two that tell as much the later one, or the earlier one.
fn more_telling(ways: &Ways<'_>, known: EventId, other: EventId, later: bool) -> EventId {
    let rank = |id: EventId| ways.trace.event(id).map_or(0, |event: &Event| weight(&event.fact));
    match rank(other).cmp(&rank(known)) {
        std::cmp::Ordering::Greater => other,
        std::cmp::Ordering::Less => known,
        std::cmp::Ordering::Equal if later => known.max(other),
        std::cmp::Ordering::Equal => known.min(other),
    }
}
