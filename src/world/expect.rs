//! Whether a scenario came out as its author expects.
//!
//! An expectation belongs to a step, and is judged as things stand **when that step is over**: the letter that a
//! greylisting server turned away has `reply = 451` after its `send` step, and `folder = "INBOX"` after the `wait` step
//! behind it. (Without a step behind it that waits or changes something, time has jumped within the `send` step already.)
//! What must be so at the very end is written at the last step.
//!
//! ```text
//!   send ───────────┬── wait ──────────┬──
//!                   │                  │
//!         reply = 451, tries = 1   folder = "INBOX", tries = 2
//! ```
//!
//! A `send` or `raw` step speaks of the letter that it sends (of several that were typed or smuggled in, the last), any
//! other step of the letter sent last. A letter to several people
//! must be as expected for each of them. A method that no server came to (the letter was refused before) has no
//! result, not even `none`.

mod judge;
mod renew;

use std::ops::Range;

pub use renew::renewed;

use crate::scenario::{Expectation, Scenario, Step};
use crate::trace::{Event, EventId, Fact, LetterOutcome, Trace};

/// How one expectation came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The step that it belongs to: the index into [`Scenario::steps`].
    pub step: usize,
    /// Its key in the file.
    pub key: String,
    /// Where its value stands in the file.
    pub span: Range<usize>,
    /// What the author wrote; several allowed values are joined by ` | `.
    pub expected: String,
    /// What is so, in the same words; none where nothing of the kind happened.
    pub actual: Option<String>,
    /// Whether the two agree.
    pub ok: bool,
    /// The fact at which it went this way, where there is one.
    pub event: Option<EventId>,
}

/// Judges every expectation of the scenario, in the order of the file.
pub fn check(scenario: &Scenario, trace: &Trace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, step) in scenario.steps.iter().enumerate().filter(|(_, step)| !step.expect.all.is_empty()) {
        let moment = Moment::after(trace, index, step);
        findings.extend(step.expect.all.iter().map(|expectation| moment.finding(index, expectation)));
    }
    findings
}

/// How things stand when a step is over.
struct Moment<'a> {
    /// What happened in the step itself.
    events: &'a [Event],
    /// The letter that the step speaks of; none where none has been sent yet.
    letter: Option<LetterOutcome>,
    /// The bounces about that letter.
    bounces: Vec<LetterOutcome>,
    trace: &'a Trace,
}

impl<'a> Moment<'a> {
    fn after(trace: &'a Trace, index: usize, step: &Step) -> Self {
        let range = facts_of(trace, index);
        let outcomes = trace.outcomes_before(range.end);
        let sends = step.kind.sends();
        let spoken_of = |outcome: &&LetterOutcome| outcome.about.is_none() && (!sends || outcome.step == index);
        let letter = outcomes.iter().rev().find(spoken_of).cloned();
        let about =
            |outcome: &&LetterOutcome| outcome.about.is_some() && outcome.about == letter.as_ref().map(|l| l.letter);
        let bounces = outcomes.iter().filter(about).cloned().collect();
        Self { events: trace.events.get(range).unwrap_or_default(), letter, bounces, trace }
    }

    fn finding(&self, step: usize, expectation: &Expectation) -> Finding {
        let verdict = self.judge(&expectation.fact);
        Finding {
            step,
            key: expectation.key.clone(),
            span: expectation.span.clone(),
            expected: verdict.expected,
            actual: verdict.actual,
            ok: verdict.ok,
            event: verdict.event,
        }
    }
}

/// The facts of a step: from the one that it began to the one that the next step began.
fn facts_of(trace: &Trace, index: usize) -> Range<usize> {
    let began = |event: &&Event| matches!(event.fact, Fact::StepBegan { step } if step == index);
    let Some(first) = trace.events.iter().position(|event| began(&event)) else {
        return trace.events.len()..trace.events.len();
    };
    let next = |event: &Event| matches!(event.fact, Fact::StepBegan { .. });
    let length = trace.events.iter().skip(first + 1).position(next);
    first..length.map_or(trace.events.len(), |length| first + 1 + length)
}

#[cfg(test)]
mod tests;
