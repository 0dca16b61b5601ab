//! The facts of a run, in order, and how many of them are kept.
//!
//! A scenario ends, and all its facts are its trace. A world that stays open for visitors does not end: of that one the
//! oldest facts are let go once they are too many. Those that are left keep their numbers.

use super::{Event, EventId, Fact};

/// What a fact takes in memory beside the letter or the line that it holds, about.
const FACT: usize = 400;

/// The facts.
#[derive(Debug, Default)]
pub(super) struct Log {
    events: Vec<Event>,
    /// How many older ones have been let go: the number of the first that is left.
    gone: usize,
    /// What those that are left take in memory, where that counts.
    weight: usize,
    /// How much they may take; none where all are kept.
    room: Option<usize>,
}

impl Log {
    /// From now on the oldest facts go when all of them take more than that many octets.
    pub(super) fn keep(&mut self, room: usize) {
        self.room = Some(room);
        self.weight = self.events.iter().map(weight).sum();
    }

    /// The number of the next fact.
    pub(super) fn next(&self) -> usize {
        self.gone + self.events.len()
    }

    /// Writes a fact down, which gets its number here.
    pub(super) fn push(&mut self, mut event: Event) -> EventId {
        event.id = EventId(u32::try_from(self.next()).unwrap_or(u32::MAX));
        let id = event.id;
        if self.room.is_some() {
            self.weight += weight(&event);
        }
        self.events.push(event);
        if self.room.is_some_and(|room| self.weight > room) {
            self.forget();
        }
        id
    }

    /// The facts from number `from` on, as far as they are left.
    pub(super) fn since(&self, from: usize) -> &[Event] {
        self.events.get(from.saturating_sub(self.gone)..).unwrap_or_default()
    }

    /// Takes all facts out.
    pub(super) fn take(&mut self) -> Vec<Event> {
        self.gone = self.next();
        self.weight = 0;
        std::mem::take(&mut self.events)
    }

    /// Lets a quarter go, so that not every new fact has to move all others.
    fn forget(&mut self) {
        let enough = self.room.unwrap_or_default() / 4 * 3;
        let mut left = self.weight;
        let over = |event: &&Event| {
            let is_over = left > enough;
            left = left.saturating_sub(weight(event));
            is_over
        };
        let goes = self.events.iter().take_while(over).count();
        self.weight -= self.events.drain(..goes).map(|event| weight(&event)).sum::<usize>();
        self.gone += goes;
    }
}

fn weight(event: &Event) -> usize {
    let held = match &event.fact {
        Fact::Line { octets, .. } | Fact::Content { octets, .. } => octets.0.len(),
        Fact::Written { source, .. }
        | Fact::Accepted { source, .. }
        | Fact::Filed { source, .. }
        | Fact::Fetched { source, .. } => source.0.len(),
        // A proof holds many things; written down they are about as long as they are in memory.
        Fact::Checked { .. } | Fact::Asked { .. } | Fact::HeaderAdded { .. } | Fact::HeaderRemoved { .. } => {
            written(event)
        }
        Fact::HeaderChanged { .. } | Fact::FooterAdded { .. } | Fact::Intercepted { .. } => written(event),
        _ => 0,
    };
    FACT + held
}

/// How long a fact is in a saved trace.
fn written(event: &Event) -> usize {
    struct Count(usize);
    impl std::io::Write for Count {
        fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
            self.0 += octets.len();
            Ok(octets.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut count = Count(0);
    // Counting cannot fail, and what cannot be written down is not there.
    let _ = serde_json::to_writer(&mut count, event);
    count.0
}

#[cfg(test)]
mod tests {
    use super::super::proof::dkim::{Kept, SignedOctets};
    use super::super::{Draft, Field, Recorder, Time, Trace};
    use super::*;

    #[test]
    fn what_a_signer_has_hashed_counts_too() {
        let hashed = || Kept::of(&vec![b'x'; 10_000]);
        let signed = Some(Box::new(SignedOctets { header: hashed(), body: hashed() }));
        let field = Field { name: "DKIM-Signature".to_owned(), value: "v=1".into() };
        let recorder = Recorder::starting_at(Time(0));
        recorder.keep_at_most(100_000);
        for _ in 0..20 {
            let (field, signed) = (field.clone(), signed.clone());
            recorder.record(Draft::new("mx", Fact::HeaderAdded { field, signed }));
        }
        assert!((2..=5).contains(&recorder.since(0).len()), "{}", recorder.since(0).len());
    }

    #[test]
    fn the_oldest_facts_go_and_the_others_keep_their_numbers() {
        let recorder = Recorder::starting_at(Time(0));
        recorder.keep_at_most(20 * FACT);
        for step in 0..1_000 {
            let id = recorder.record(Draft::new("dns", Fact::StepBegan { step }));
            assert_eq!(id.0 as usize, step);
            assert!((14..=20).contains(&recorder.since(0).len()) || step < 20, "{step}");
        }
        assert_eq!(recorder.len(), 1_000);
        let header = super::super::Header {
            tegami_trace: super::super::FORMAT,
            name: String::new(),
            started: Time(0),
            scenario: String::new(),
        };
        let trace = Trace { header, events: recorder.take() };
        assert_eq!(trace.event(EventId(999)).map(|event| event.id), Some(EventId(999)));
        assert_eq!(trace.event(EventId(0)), None);
        let mut saved = Vec::new();
        trace.save(&mut saved).unwrap();
        assert_eq!(Trace::load(saved.as_slice()).unwrap(), trace);
    }
}
