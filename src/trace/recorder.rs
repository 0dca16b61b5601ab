//! The append-only log while a run goes on, and the virtual clock that stamps it.
//!
//! The clock stands still and jumps where somebody waits. In a world that stays open it follows the wall clock instead
//! ([`Recorder::follow_the_wall_clock`]), and a jump puts it ahead by that much.

use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use super::log::Log;
use super::{Event, EventId, Fact, LetterId, SessionId, Stage, Time};

/// Writes facts down. A clone writes into the same log.
///
/// Every server, client and resolver of a world holds one. Numbers of letters and sessions come from here too, so that
/// the same scenario gets the same numbers each time.
#[derive(Debug, Clone)]
pub struct Recorder(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    log: Mutex<Log>,
    now: AtomicI64,
    /// When the clock began to follow the wall clock; never, in a world that is only played.
    followed: OnceLock<Followed>,
    letters: AtomicU32,
    sessions: AtomicU32,
    /// Told of each new fact.
    grown: Notify,
}

/// A clock that goes on by itself.
#[derive(Debug)]
struct Followed {
    /// Since then.
    since: Instant,
    /// From where, in seconds since 1970, with all jumps.
    from: AtomicI64,
}

impl Followed {
    fn now(&self) -> i64 {
        let passed = i64::try_from(self.since.elapsed().as_secs()).unwrap_or(i64::MAX);
        self.from.load(Ordering::SeqCst).saturating_add(passed)
    }
}

impl Recorder {
    /// An empty log whose clock stands at `start`.
    pub fn starting_at(start: Time) -> Self {
        Self(Arc::new(Inner {
            log: Mutex::default(),
            now: AtomicI64::new(start.0),
            followed: OnceLock::new(),
            letters: AtomicU32::new(1),
            sessions: AtomicU32::new(1),
            grown: Notify::new(),
        }))
    }

    /// From now on virtual time goes on by itself, as fast as the wall clock.
    pub fn follow_the_wall_clock(&self) {
        let from = AtomicI64::new(self.0.now.load(Ordering::SeqCst));
        self.0.followed.get_or_init(|| Followed { since: Instant::now(), from });
    }

    /// From now on the oldest facts are let go when all of them take more than about that many octets: for a world that
    /// stays open. Those that are left keep their numbers.
    pub fn keep_at_most(&self, octets: usize) {
        self.log().keep(octets);
    }

    /// Virtual time now.
    pub fn now(&self) -> Time {
        if let Some(followed) = self.0.followed.get() {
            self.0.now.fetch_max(followed.now(), Ordering::SeqCst);
        }
        Time(self.0.now.load(Ordering::SeqCst))
    }

    /// Lets virtual time jump forward to `moment`; time never goes back.
    pub fn jump_to(&self, moment: Time) {
        if let Some(followed) = self.0.followed.get() {
            let ahead = moment.0.saturating_sub(followed.now()).max(0);
            followed.from.fetch_add(ahead, Ordering::SeqCst);
        }
        self.0.now.fetch_max(moment.0, Ordering::SeqCst);
    }

    /// Lets virtual time pass.
    pub fn pass(&self, wait: Duration) {
        self.jump_to(self.now().after(wait));
    }

    /// The number of the next letter.
    pub fn new_letter(&self) -> LetterId {
        LetterId(self.0.letters.fetch_add(1, Ordering::SeqCst))
    }

    /// The number of the next connection.
    pub fn new_session(&self) -> SessionId {
        SessionId(self.0.sessions.fetch_add(1, Ordering::SeqCst))
    }

    /// Writes a fact down and says which number it got.
    pub fn record(&self, draft: Draft) -> EventId {
        let at = self.now();
        let Draft { host, stage, letter, mut because, fact } = draft;
        because.sort_unstable();
        because.dedup();
        let id = self.log().push(Event { id: EventId(0), at, host, stage, letter, because, fact });
        self.0.grown.notify_waiters();
        id
    }

    /// Waits until there are more than `known` facts.
    pub async fn grown(&self, known: usize) {
        loop {
            let mut next = std::pin::pin!(self.0.grown.notified());
            next.as_mut().enable();
            if self.len() > known {
                return;
            }
            next.await;
        }
    }

    /// How many facts there have been: the number of the next one.
    pub fn len(&self) -> usize {
        self.log().next()
    }

    /// Whether nothing has happened yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The facts from number `from` on, copied.
    pub fn since(&self, from: usize) -> Vec<Event> {
        self.log().since(from).to_vec()
    }

    /// What `pick` makes of the facts from number `from` on, in order.
    pub fn pick<T>(&self, from: usize, pick: impl FnMut(&Event) -> Option<T>) -> Vec<T> {
        self.log().since(from).iter().filter_map(pick).collect()
    }

    /// The last line that either end of that connection has said.
    pub fn last_line(&self, session: SessionId) -> Option<EventId> {
        let said = |event: &&Event| matches!(&event.fact, Fact::Line { session: s, .. } if *s == session);
        self.log().since(0).iter().rev().find(said).map(|event| event.id)
    }

    /// Ends the run: takes all facts out of the log.
    pub fn take(&self) -> Vec<Event> {
        self.log().take()
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        // A writer that panicked has still left whole events behind.
        self.0.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A fact about to be recorded.
///
/// ```
/// use tegami::trace::{Draft, Fact, LetterId, Recorder, Stage, Time};
/// let recorder = Recorder::starting_at(Time(0));
/// let began = recorder.record(Draft::new("aoi-pc", Fact::StepBegan { step: 0 }));
/// let draft = Draft::new("aoi-pc", Fact::HostChanged { up: true });
/// recorder.record(draft.in_stage(Stage::Submission).about(LetterId(1)).because([began]));
/// assert_eq!(recorder.since(1)[0].because, [began]);
/// ```
#[derive(Debug, Clone)]
pub struct Draft {
    host: String,
    stage: Option<Stage>,
    letter: Option<LetterId>,
    because: Vec<EventId>,
    fact: Fact,
}

impl Draft {
    /// A fact on a host.
    pub fn new(host: impl Into<String>, fact: Fact) -> Self {
        Self { host: host.into(), stage: None, letter: None, because: Vec::new(), fact }
    }

    /// It belongs to a stage.
    #[must_use]
    pub fn in_stage(mut self, stage: impl Into<Option<Stage>>) -> Self {
        self.stage = stage.into();
        self
    }

    /// It is about a letter.
    #[must_use]
    pub fn about(mut self, letter: impl Into<Option<LetterId>>) -> Self {
        self.letter = letter.into();
        self
    }

    /// These facts made it happen; said more than once, they add up.
    #[must_use]
    pub fn because(mut self, causes: impl IntoIterator<Item = EventId>) -> Self {
        self.because.extend(causes);
        self
    }
}
