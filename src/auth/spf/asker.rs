//! Asking within the limits of RFC 7208 §4.6.4: terms that ask, questions that find nothing, and time.
//!
//! The RFC counts terms whose questions find nothing; here, as with most receivers, each such question counts. Those that
//! only ask whether the names of an address lead back do not: whoever wrote the record has no say in them.

use std::time::Duration;

use hickory_proto::rr::{Record, RecordType};
use tokio::time::{Instant, timeout_at};

use super::lookups::Lookups;
use super::{names, told};
use crate::dns::{Lookup, Outcome};
use crate::trace::proof::spf::{Answered, Budget, MOST_LOOKUPS, MOST_VOIDS, Problem, Question};

/// How long the whole evaluation may take in real time; the RFC asks for at least 20 seconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// Asks, and keeps count.
pub(super) struct Asker<'a, L> {
    lookups: &'a L,
    deadline: Instant,
    pub(super) budget: Budget,
}

/// A question, and the records that were found.
pub(super) struct Asked {
    pub(super) question: Question,
    pub(super) found: Vec<Record>,
}

impl<'a, L: Lookups> Asker<'a, L> {
    pub(super) fn new(lookups: &'a L) -> Self {
        Self { lookups, deadline: Instant::now() + PATIENCE, budget: Budget::default() }
    }

    /// Counts a term that asks DNS.
    pub(super) fn spend(&mut self) -> Result<(), Problem> {
        if self.budget.lookups >= MOST_LOOKUPS {
            return Err(Problem::TooManyLookups);
        }
        self.budget.lookups += 1;
        Ok(())
    }

    /// Counts a question that found nothing.
    pub(super) fn count_void(&mut self, question: &Question) -> Result<(), Problem> {
        if question.is_void() {
            self.budget.voids += 1;
        }
        if self.budget.voids > MOST_VOIDS { Err(Problem::TooManyVoids) } else { Ok(()) }
    }

    /// Asks for the records of a name.
    pub(super) async fn ask(&self, name: &str, rtype: RecordType) -> Asked {
        let (answer, found, events) = match names::in_dns(name) {
            None => (Answered::NotAName, Vec::new(), Vec::new()),
            Some(fqdn) => match timeout_at(self.deadline, self.lookups.lookup(fqdn, rtype)).await {
                Ok(Lookup { outcome, events }) => {
                    let (answer, found) = answered(outcome);
                    (answer, found, events)
                }
                Err(_) => (Answered::TooLate, Vec::new(), Vec::new()),
            },
        };
        let mut question = told::question(name, &rtype.to_string(), answer, &found);
        question.events = events;
        Asked { question, found }
    }
}

/// What keeps a term from being evaluated, where the answer does.
pub(super) fn trouble(question: &Question) -> Result<(), Problem> {
    match question.answer {
        Answered::Failed | Answered::Silent => Err(Problem::NoAnswer),
        Answered::TooLate => Err(Problem::TooLate),
        Answered::Found | Answered::NoData | Answered::NxDomain | Answered::NotAName => Ok(()),
    }
}

fn answered(outcome: Outcome) -> (Answered, Vec<Record>) {
    match outcome {
        Outcome::Found(records) => (Answered::Found, records),
        Outcome::NoData => (Answered::NoData, Vec::new()),
        Outcome::NxDomain => (Answered::NxDomain, Vec::new()),
        Outcome::ServFail => (Answered::Failed, Vec::new()),
        Outcome::TimedOut => (Answered::Silent, Vec::new()),
    }
}
