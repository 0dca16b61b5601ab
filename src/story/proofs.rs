//! From what a check recorded to the tree of reasons that a reader walks through. One file for each kind of check.
//!
//! ```text
//!   auth::verify ──records──► trace::proof::{spf, dkim, …} ──told here──► Proof ─ Reason ─ Exhibit ──drawn──► tui, report
//!   (evaluates, once)         (facts, no prose)                           (words, clauses, marks)
//! ```
//!
//! A proof is told from the facts of the trace alone: nothing is looked up or computed again. Each reason that decides
//! names its clause. Where the reasons lead to another result than the verdict, that is said too (`shown`): a fault of
//! this program, and nothing to hide. What a tag means comes from the [`glossary`](crate::glossary).

mod arc;
mod dkim;
mod dkim2;
mod dmarc;
mod report;
mod shown;
mod spf;
#[cfg(test)]
mod tests;

use super::model::{Proof, Reason, Sign};
use crate::lang::Lang;
use crate::trace::{Check, Event, Fact, Trace};

/// The proofs of all checks of a trace, in the order in which they were made.
pub fn of(trace: &Trace, lang: Lang) -> Vec<Proof> {
    trace.events.iter().filter_map(|event| of_event(trace, event, lang)).collect()
}

fn of_event(trace: &Trace, event: &Event, lang: Lang) -> Option<Proof> {
    let check = match &event.fact {
        Fact::Checked { check } => check,
        Fact::Reported { .. } => return report::proof(trace, event, lang),
        _ => return None,
    };
    match check {
        Check::Spf(check) => spf::proof(event.id, check, lang),
        Check::Dkim(check) => dkim::proof(trace, event.id, check, lang),
        Check::Dkim2(check) => dkim2::proof(event.id, check, lang),
        Check::Dmarc(check) => dmarc::proof(event.id, check, decided(trace, event), lang),
        Check::Arc(check) => arc::proof(event.id, check, lang),
    }
}

/// The decision that followed a check of DMARC, by the same host about the same letter.
fn decided<'a>(trace: &'a Trace, checked: &Event) -> Option<&'a Event> {
    let here = |event: &&Event| event.id > checked.id && event.letter == checked.letter && event.host == checked.host;
    let next = trace
        .events
        .iter()
        .filter(here)
        .find(|event| matches!(&event.fact, Fact::Decided { .. } | Fact::Checked { check: Check::Dmarc(_) }));
    next.filter(|event| matches!(event.fact, Fact::Decided { .. }))
}

impl Reason {
    /// Something that was looked at, with nothing below it yet.
    fn new(sign: Sign, label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            sign,
            label: label.into(),
            text: text.into(),
            clause: None,
            exhibits: Vec::new(),
            reasons: Vec::new(),
            because: Vec::new(),
        }
    }

    /// The clause that says so.
    fn clause(mut self, clause: impl Into<String>) -> Self {
        self.clause = Some(clause.into());
        self
    }

    /// What it rests on in turn.
    fn resting_on(mut self, reasons: impl IntoIterator<Item = Self>) -> Self {
        self.reasons.extend(reasons);
        self
    }
}
