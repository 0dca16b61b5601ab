//! The DNS questions that a check asked: what its verdict rests on.

use crate::dns::Resolver;
use crate::trace::{Answer, EventId, Fact, Recorder};

/// A question, and the fact that records it.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) event: EventId,
    pub(super) name: String,
    pub(super) rtype: String,
    pub(super) answer: Option<Answer>,
}

/// The questions asked on this errand since the last time.
pub(super) fn questions(resolver: &Resolver, recorder: &Recorder) -> Vec<Question> {
    let asked = resolver.take_asked();
    let Some(EventId(first)) = asked.first().copied() else { return Vec::new() };
    let events = recorder.since(first as usize).into_iter().filter(|event| asked.contains(&event.id));
    let questions = events.filter_map(|event| match event.fact {
        Fact::Asked { name, rtype, answer, .. } => Some(Question { event: event.id, name, rtype, answer }),
        _ => None,
    });
    questions.collect()
}
