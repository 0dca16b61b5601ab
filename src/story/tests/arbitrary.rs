//! A trace may have been edited, cut, or made by another program: whatever it says, telling it must not fail.

use std::collections::HashSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::facts::event;
use super::lesson::scenario;
use super::tape::{Judgement, START, delivery};
use crate::lang::Lang;
use crate::scenario::Moment;
use crate::story::{Link, Step, Story, tell};
use crate::trace::{Event, EventId, FORMAT, Fact, Field, Header, LetterId, Octets, Stage, Trace};

fn trace_of(mut events: Vec<Event>) -> Trace {
    for (number, event) in (0..).zip(&mut events) {
        event.id = EventId(number);
        event.because.retain(|cause| cause.0 < number);
    }
    let header = Header { tegami_trace: FORMAT, name: "any".into(), started: START, scenario: String::new() };
    Trace { header, events }
}

/// Nothing that a terminal would obey, and nothing that turns text round, anywhere in the story.
fn is_safe(story: &serde_json::Value) -> bool {
    use serde_json::Value;
    let harmless =
        |c: char| c == '\n' || !(c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    match story {
        Value::String(text) => text.chars().all(harmless),
        Value::Array(values) => values.iter().all(is_safe),
        Value::Object(fields) => fields.values().all(is_safe),
        _ => true,
    }
}

/// Links lead to the step that tells their fact, each cause is the other side of an effect, and pieces make up the whole.
fn is_connected(story: &Story) -> bool {
    let leads = |link: &Link| story.steps[link.step].events.contains(&link.event);
    let pairs = |links: fn(&Step) -> &[Link]| {
        let all = story.steps.iter().enumerate();
        all.flat_map(|(at, step)| links(step).iter().map(move |link| (at, link.step))).collect::<Vec<_>>()
    };
    let turned = |pairs: Vec<(usize, usize)>| pairs.into_iter().map(|(at, to)| (to, at)).collect::<HashSet<_>>();
    let (causes, effects) = (pairs(|step| &step.causes), pairs(|step| &step.effects));
    let mut fields = story.steps.iter().filter_map(|step| step.view.as_ref()).flat_map(|view| &view.header);
    story.steps.iter().flat_map(|step| step.causes.iter().chain(&step.effects)).all(leads)
        && causes.iter().all(|(at, cause)| cause < at)
        && turned(causes) == effects.into_iter().collect()
        && fields.all(|field| {
            let joined: String = field.parts.iter().map(|part| part.text.as_str()).collect();
            (field.parts.is_empty() || joined == field.raw)
                && field.origin.iter().flat_map(|origin| &origin.links).all(leads)
                && (field.added_by.is_none() || field.origin.is_some())
        })
}

#[test]
fn a_postmark_of_a_host_with_an_odd_name_is_shown_safely() {
    let field = Field { name: "Received".into(), value: Octets::from(b"from a; today".as_slice()) };
    let (id, at, host) = (EventId(0), START, "\u{202e}\u{1b}[2J".to_owned());
    let (letter, fact) = (Some(LetterId(0)), Fact::HeaderAdded { field, signed: None });
    let trace = trace_of(vec![Event { id, at, host, stage: None, letter, because: Vec::new(), fact }]);
    let story = tell(&scenario(&[]), &trace, Lang::En);
    assert!(is_safe(&serde_json::to_value(&story).unwrap()));
}

/// Reading a fact that there is none of says which there are.
#[test]
fn each_kind_of_fact_is_among_the_arbitrary_ones() {
    let error = serde_json::from_str::<Fact>("{\"fact\":\"\"}").unwrap_err().to_string();
    let mut missing: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
    assert!(missing.contains(&"step-began") && missing.contains(&"fetched"), "{error}");
    let mut runner = TestRunner::deterministic();
    for _ in 0..2_000 {
        let fact = serde_json::to_value(event().new_tree(&mut runner).unwrap().current()).unwrap();
        missing.retain(|kind| fact["fact"] != **kind);
    }
    assert_eq!(missing, [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_facts_can_be_told_and_each_at_most_once(events in vec(event(), 0..40)) {
        let trace = trace_of(events);
        let lesson = scenario(&[Moment::Spf, Moment::Decision, Moment::End, Moment::Stage(Stage::Retrieval)]);
        for lang in Lang::ALL {
            let story = tell(&lesson, &trace, lang);
            let mut told: Vec<EventId> = story.steps.iter().flat_map(|step| step.events.iter().copied()).collect();
            let all = told.len();
            told.sort();
            told.dedup();
            prop_assert_eq!(told.len(), all);
            prop_assert!(story.questions.iter().all(|question| question.before < story.steps.len()));
            prop_assert!(is_safe(&serde_json::to_value(&story).unwrap()));
            prop_assert!(is_connected(&story));
        }
    }

    #[test]
    fn a_delivery_can_be_cut_anywhere(from in 0..80_usize, length in 0..80_usize) {
        let events = delivery(Judgement::GOOD).events.into_iter().skip(from).take(length).collect();
        let story = tell(&scenario(&[Moment::End]), &trace_of(events), Lang::Ja);
        prop_assert!(story.steps.iter().all(|step| !step.title.is_empty() && !step.text.is_empty()));
        prop_assert!(is_connected(&story));
    }
}
