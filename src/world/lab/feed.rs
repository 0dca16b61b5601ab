//! What a lab tells those who watch it. A clone watches the same lab; watching keeps nothing open.

use std::fmt;
use std::sync::Arc;

use super::tend;
use crate::smtp::server::Server;
use crate::trace::{Header, Recorder, Trace};

/// How many facts are told at most; the trace itself keeps more.
const MOST_TOLD: usize = 20_000;

/// By how many facts the beginning of the story moves on at once.
const BLOCK: usize = 5_000;

/// A window into a lab.
#[derive(Clone)]
pub struct Feed {
    pub(super) header: Header,
    pub(super) recorder: Recorder,
    pub(super) servers: Vec<Arc<Server>>,
}

impl Feed {
    /// What has happened lately, as much as can be told again and again.
    pub fn trace(&self) -> Trace {
        // It begins at the same fact for a while, so that what has been told stays as it was.
        let from = self.recorder.len().saturating_sub(MOST_TOLD) / BLOCK * BLOCK;
        Trace { header: self.header.clone(), events: self.recorder.since(from) }
    }

    /// Waits until more has happened than so many facts.
    pub async fn grown(&self, known: usize) {
        self.recorder.grown(known).await;
    }

    /// Lets time jump to the moment at which the next waiting letter is tried again; says whether one waits.
    pub fn hurry(&self) -> bool {
        let due = |server: &Arc<Server>| server.next_due().map(|(due, why)| (due, why, server.name().to_owned()));
        let next = self.servers.iter().filter_map(due).min();
        if let Some((due, because, host)) = &next {
            tend::jump(&self.recorder, *due, *because, host);
        }
        next.is_some()
    }
}

impl fmt::Debug for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed").field("header", &self.header).finish_non_exhaustive()
    }
}
