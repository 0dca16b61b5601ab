//! What the script of the page is given: both stories, the drawings of each step, and the words on buttons.

use serde_json::{Value, json};

use super::pack::{inside_script, packed};
use super::words;
use crate::lang::Lang;
use crate::report::svg::{self, Plan, Shape, Side};
use crate::report::{heading, labels};
use crate::story::{Step, Story};

/// All of it, to stand in a `script` element.
pub(super) fn json(stories: [&Story; 2], lang: Lang) -> String {
    let told = stories.map(|story| (story.lang.tag().to_owned(), one(story)));
    inside_script(&packed(&json!({ "lang": lang.tag(), "told": told.into_iter().collect::<serde_json::Map<_, _>>() })))
}

fn one(story: &Story) -> Value {
    let places: Vec<String> = (0..story.steps.len()).map(|index| heading::of(story.lang, story, index)).collect();
    let proofs: Vec<String> = story.proofs.iter().map(|proof| labels::proved(story, proof)).collect();
    let mut told = json!(story);
    prune(&mut told);
    json!({
        "story": told,
        "places": places,
        "proofs": proofs,
        "words": words::of(story.lang),
        "wide": drawing(story, Shape::Wide),
        "narrow": drawing(story, Shape::Narrow),
    })
}

fn drawing(story: &Story, shape: Shape) -> Value {
    let plan = Plan::of(&story.actors, shape);
    let steps: Vec<Value> = story.steps.iter().map(|step| moment(story, &plan, step)).collect();
    json!({ "width": plan.width, "height": plan.height, "map": svg::map(story, &plan, None), "steps": steps })
}

/// What a step changes on the map.
fn moment(story: &Story, plan: &Plan<'_>, step: &Step) -> Value {
    let cargo = svg::cargo(plan, step, story.lang).map(|cargo| {
        let svg::Cargo { way, icon, card, width, height } = cargo;
        let beside = way.side == Side::Beside;
        json!({
            "way": way.path(), "arrow": way.arrow(), "beside": beside,
            "icon": icon, "card": card, "width": width, "height": height,
        })
    });
    json!({ "badges": svg::badges(plan, step, story.lang), "cargo": cargo })
}

/// What names a fact of the trace says nothing to a page that has no trace.
const FACTS: [&str; 4] = ["events", "because", "added_by", "asked_by"];
/// Things that are told of a fact, and need its name no more.
const TOLD: [&str; 4] = ["lines", "causes", "effects", "links"];

/// Leaves out the names of facts. A verdict keeps its own: its proof is found by it.
fn prune(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(prune),
        Value::Object(fields) => {
            fields.retain(|name, _| !FACTS.contains(&name.as_str()));
            for (name, field) in fields {
                if let Some(items) = field.as_array_mut().filter(|_| TOLD.contains(&name.as_str())) {
                    items.iter_mut().filter_map(Value::as_object_mut).for_each(|item| {
                        item.remove("event");
                    });
                }
                prune(field);
            }
        }
        _ => {}
    }
}
