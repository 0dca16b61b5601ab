//! What caused what: every step knows what made it happen and what it made happen, and every header field knows who put
//! it there and because of what.
//!
//! ```text
//!   Event::because ──► links    step ◄──► step               MAIL FROM:<…> ──► Return-Path
//!                  ──► origin   field ──► its adder, its cause
//!   the field itself ► parts    own word, or only repeated?  Received: from «any name» ([203.0.113.25]) …
//! ```
//!
//! Nothing here is guessed: a cause is one because whoever recorded the effect has said so.

mod cutting;
mod links;
mod origin;
mod parts;
mod received;
mod results;
mod ways;

use self::origin::Origins;
use self::ways::Ways;
use super::model::{FieldView, Step};
use super::safe;
use crate::glossary;
use crate::lang::Lang;
use crate::trace::{Fact, LetterId, Trace};

/// Fills in the links of all steps, and where each header field comes from.
pub fn fill(trace: &Trace, steps: &mut [Step], lang: Lang) {
    let ways = Ways::new(trace, steps, lang);
    let origins = Origins::of(&ways);
    for step in steps.iter_mut() {
        let letter = step.letter;
        for field in step.view.iter_mut().flat_map(|view| &mut view.header) {
            complete(field, letter, &ways, &origins);
        }
    }
    links::fill(&ways, steps);
}

fn complete(field: &mut FieldView, letter: Option<LetterId>, ways: &Ways<'_>, origins: &Origins) {
    let adder = field.added_by.and_then(|id| ways.trace.event(id));
    let adder = adder.filter(|event| matches!(event.fact, Fact::HeaderAdded { .. } | Fact::HeaderChanged { .. }));
    glossary::field(ways.lang, &field.name).unwrap_or_default().clone_into(&mut field.meaning);
    field.origin = match adder {
        Some(event) => Some(origin::added(field, event, ways)),
        None => letter.and_then(|letter| origins.written(field, letter, ways)),
    };
    let adder = adder.map(|event| safe::line(&event.host));
    field.parts = parts::of(ways.lang, &field.name, &field.raw, adder.as_deref());
}

#[cfg(test)]
mod tests;
