//! Who asks, why, and what they have asked: what makes a question in the trace more than a name and a type.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::trace::{EventId, LetterId, Stage};

/// How many questions of a visitor are written down; whoever asks more gets answers all the same.
const MOST_OF_A_VISITOR: usize = 10_000;

/// Why a host asks: what its questions are recorded with.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// In which stage of the delivery.
    pub stage: Option<Stage>,
    /// About which letter.
    pub letter: Option<LetterId>,
    /// The facts that made it ask.
    pub because: Vec<EventId>,
}

/// On whose behalf questions come in on a line, and what came of them.
pub(super) struct Asker {
    pub(super) host: String,
    pub(super) context: Context,
    /// Whether a resolver of the world sits at the other end, which is told SERVFAIL where the zone's server is silent.
    pub(super) resolves: bool,
    asked: Mutex<Asked>,
}

/// What was asked on a line.
#[derive(Default)]
struct Asked {
    events: Vec<EventId>,
    /// How many questions a visitor has asked.
    visits: usize,
    /// Whether the last question got no answer.
    in_vain: bool,
    /// The last datagram, with its answer: the same one again is the same question, sent twice.
    last: Option<(Vec<u8>, Vec<u8>)>,
}

/// What was asked on a line since the last time somebody looked.
pub(super) struct Seen {
    pub(super) events: Vec<EventId>,
    pub(super) in_vain: bool,
}

impl Asker {
    pub(super) fn host(host: &str) -> Self {
        Self::new(host, Context::default(), true)
    }

    pub(super) fn visitor(host: &str) -> Self {
        Self::new(host, Context::default(), false)
    }

    /// The same host on another errand.
    pub(super) fn on(&self, context: Context) -> Self {
        Self::new(&self.host, context, self.resolves)
    }

    fn new(host: &str, context: Context, resolves: bool) -> Self {
        Self { host: host.to_owned(), context, resolves, asked: Mutex::default() }
    }

    /// What was asked since the last time this was called.
    pub(super) fn take(&self) -> Seen {
        let mut asked = self.asked();
        asked.last = None;
        Seen { events: std::mem::take(&mut asked.events), in_vain: std::mem::take(&mut asked.in_vain) }
    }

    /// Counts a question that has come, and says whether it is written down.
    pub(super) fn admit(&self) -> bool {
        let mut asked = self.asked();
        asked.visits += usize::from(!self.resolves);
        asked.visits <= MOST_OF_A_VISITOR
    }

    /// One more question.
    pub(super) fn note(&self, event: EventId, in_vain: bool) {
        // Nobody looks at what a visitor has asked.
        if self.resolves {
            let mut asked = self.asked();
            asked.events.push(event);
            asked.in_vain = in_vain;
        }
    }

    /// What that datagram was answered with, where it was the last one.
    pub(super) fn answered_before(&self, packet: &[u8]) -> Option<Vec<u8>> {
        self.asked().last.as_ref().filter(|(question, _)| question == packet).map(|(_, answer)| answer.clone())
    }

    pub(super) fn remember(&self, packet: &[u8], answer: &[u8]) {
        self.asked().last = Some((packet.to_vec(), answer.to_vec()));
    }

    fn asked(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
