//! The letters that a server has taken responsibility for and has not got rid of yet (RFC 5321 §4.5.4.1).
//!
//! A letter that is turned away for now waits here, a little longer each time; virtual time jumps over the waiting.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::trace::{Address, EventId, LetterId, Time};

/// How long to wait after the first try; after each further one twice as long, up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = minutes(5);

/// The longest wait between two tries.
const LONGEST_WAIT: Duration = minutes(24 * 60);

/// How long a letter may wait altogether before its sender is told: five days, as RFC 5321 §4.5.4.1 has it.
pub const TIME_LIMIT: Duration = minutes(5 * 24 * 60);

/// How many letters one queue holds.
const MOST_LETTERS: usize = 10_000;

const fn minutes(n: u64) -> Duration {
    Duration::from_secs(n * 60)
}

/// A letter in the queue, with the recipients that are still to be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which letter.
    pub letter: LetterId,
    /// Its reverse-path.
    pub from: Address,
    /// Who has not got it yet.
    pub recipients: Vec<Address>,
    /// The letter as it leaves this server.
    pub source: Vec<u8>,
    /// When it was taken.
    pub since: Time,
    /// How many tries there were.
    pub attempts: u32,
    /// When the next one is.
    pub due: Time,
    /// Why it is here: the fact that it was taken, or that it was put off.
    pub because: EventId,
    /// The fact that named its reverse-path, where that is known: the line with MAIL FROM, or that it was written.
    pub named: Option<EventId>,
}

impl Entry {
    /// A letter that has just been taken: due at once.
    pub fn new(
        letter: LetterId,
        from: Address,
        recipients: Vec<Address>,
        source: Vec<u8>,
        now: Time,
        because: EventId,
    ) -> Self {
        Self { letter, from, recipients, source, since: now, attempts: 0, due: now, because, named: None }
    }

    /// When the next try would be after one that has just failed; none once the time limit is over, or time itself.
    pub fn next_try(&self, now: Time) -> Option<Time> {
        let doubled = 2_u32.saturating_pow(self.attempts.saturating_sub(1));
        let next = now.after(FIRST_WAIT.saturating_mul(doubled).min(LONGEST_WAIT));
        (next > now && next.since(self.since) <= TIME_LIMIT).then_some(next)
    }
}

/// The queue of one server.
#[derive(Debug, Default)]
pub struct Queue(Mutex<Vec<Entry>>);

impl Queue {
    /// Puts a letter in; gives it back where the queue is full.
    pub fn push(&self, entry: Entry) -> Result<(), Entry> {
        let mut entries = self.entries();
        if entries.len() >= MOST_LETTERS {
            return Err(entry);
        }
        entries.push(entry);
        Ok(())
    }

    /// Takes out the letter that has been due longest, where one is due.
    pub fn pop_due(&self, now: Time) -> Option<Entry> {
        let mut entries = self.entries();
        let (index, _) = entries.iter().enumerate().filter(|(_, e)| e.due <= now).min_by_key(|(_, e)| e.due)?;
        Some(entries.remove(index))
    }

    /// When the next letter is due, and the fact that made it wait.
    pub fn next_due(&self) -> Option<(Time, EventId)> {
        self.entries().iter().map(|entry| (entry.due, entry.because)).min()
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(letter: u32, due: i64) -> Entry {
        let taken = Entry::new(LetterId(letter), Address::NULL, Vec::new(), Vec::new(), Time(0), EventId(0));
        Entry { due: Time(due), ..taken }
    }

    #[test]
    fn the_longest_due_goes_first_and_what_is_not_due_waits() {
        let queue = Queue::default();
        for e in [entry(1, 20), entry(2, 10), entry(3, 99)] {
            queue.push(e).unwrap();
        }
        assert_eq!(queue.pop_due(Time(20)).unwrap().letter, LetterId(2));
        assert_eq!(queue.pop_due(Time(20)).unwrap().letter, LetterId(1));
        assert_eq!(queue.pop_due(Time(20)), None);
        assert_eq!(queue.next_due(), Some((Time(99), EventId(0))));
    }

    #[test]
    fn waits_grow_and_end_after_five_days() {
        let mut waiting = entry(1, 0);
        let mut now = Time(0);
        let mut waits = Vec::new();
        loop {
            waiting.attempts += 1;
            let Some(next) = waiting.next_try(now) else { break };
            waits.push(next.since(now).as_secs() / 60);
            now = next;
        }
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 640, 1_280, 1_440, 1_440, 1_440]);
        assert!(now.since(Time(0)) > Duration::from_hours(96) && now.since(Time(0)) <= TIME_LIMIT);
    }
}
