//! Which steps may still change while a world goes on: those that a conversation which has not ended is in.
//!
//! ```text
//!   step 3  MAIL, RCPT     ┐ the same conversation; it has moved on, so step 3 is as it will be
//!   step 4  DATA …         ┘ it may go on, so step 4 may change
//!   step 5  SPF              no conversation
//! ```

use std::collections::{BTreeSet, HashMap, HashSet};

use super::model::Step;
use crate::trace::{EventId, Fact, SessionId, Trace};

/// The places of these steps, from 0.
pub fn unfinished(trace: &Trace, steps: &[Step]) -> BTreeSet<usize> {
    let mut latest: HashMap<SessionId, usize> = HashMap::new();
    let mut ended: HashSet<SessionId> = HashSet::new();
    for (index, step) in steps.iter().enumerate() {
        for fact in step.events.iter().filter_map(|event| fact(trace, *event)) {
            if let Some(session) = session_of(fact) {
                latest.insert(session, index);
                if matches!(fact, Fact::Closed { .. }) {
                    ended.insert(session);
                }
            }
        }
    }
    latest.into_iter().filter(|(session, _)| !ended.contains(session)).map(|(_, index)| index).collect()
}

fn fact(trace: &Trace, event: EventId) -> Option<&Fact> {
    trace.event(event).map(|event| &event.fact)
}

fn session_of(fact: &Fact) -> Option<SessionId> {
    match fact {
        Fact::Connected { session, .. }
        | Fact::Line { session, .. }
        | Fact::Content { session, .. }
        | Fact::TlsStarted { session, .. }
        | Fact::Closed { session, .. } => Some(*session),
        _ => None,
    }
}
