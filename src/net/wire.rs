//! What crosses one connection, written into the trace.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::middle::Meddling;
use super::{Caller, Faults, Network};
use crate::trace::{Draft, EventId, Fact, LetterId, Octets, Origin, Recorder, SessionId, Side, Stage, Time};

/// The recording side of a connection. A clone writes for the same connection.
///
/// A line is recorded before it is passed on, so that causes always stand before their effects. Each is caused by the
/// last one of the other side, the first by the connection itself.
#[derive(Clone)]
pub struct Wire(Arc<Inner>);

struct Inner {
    network: Network,
    host: String,
    session: SessionId,
    stage: Stage,
    letter: Mutex<Option<LetterId>>,
    meddling: Meddling,
    /// Who has come from outside the world, where somebody has.
    visitor: Option<String>,
    last: AtomicU32,
}

impl Wire {
    pub(super) fn new(network: Network, host: &str, caller: &Caller, origin: Origin) -> Self {
        Self(Arc::new(Inner {
            network,
            host: host.to_owned(),
            session: caller.session,
            stage: caller.stage,
            letter: Mutex::new(caller.letter),
            meddling: caller.meddling.clone(),
            visitor: (origin == Origin::Visitor).then(|| caller.peer.host.clone()),
            last: AtomicU32::new(caller.opened.0),
        }))
    }

    /// The number of the connection.
    pub fn session(&self) -> SessionId {
        self.0.session
    }

    /// The last fact of this connection.
    pub fn last(&self) -> EventId {
        EventId(self.0.last.load(Ordering::SeqCst))
    }

    /// A new letter, which the connection is about from now on: a visitor has begun one.
    pub fn new_letter(&self) -> LetterId {
        let letter = self.0.network.recorder().new_letter();
        self.turn_to(Some(letter));
        letter
    }

    /// The connection is about that letter from now on.
    pub fn turn_to(&self, letter: Option<LetterId>) {
        *self.0.letter.lock().unwrap_or_else(PoisonError::into_inner) = letter;
    }

    /// The server's host.
    pub fn host(&self) -> &str {
        &self.0.host
    }

    /// Who has come from outside the world, where somebody has.
    pub fn visitor(&self) -> Option<&str> {
        self.0.visitor.as_deref()
    }

    /// What the world has written down so far.
    pub fn recorder(&self) -> &Recorder {
        self.0.network.recorder()
    }

    /// Which letter the connection is about.
    pub fn letter(&self) -> Option<LetterId> {
        *self.0.letter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A line, without its CRLF.
    pub fn line(&self, from: Side, octets: &[u8], secret: bool) -> EventId {
        self.record(Fact::Line { session: self.session(), from, octets: octets.into(), secret })
    }

    /// A whole letter.
    pub fn content(&self, from: Side, octets: impl Into<Octets>, secret: bool) -> EventId {
        self.record(Fact::Content { session: self.session(), from, octets: octets.into(), secret })
    }

    /// TLS has begun.
    pub fn tls_started(&self, version: &str, cipher: &str) -> EventId {
        let (version, cipher) = (version.to_owned(), cipher.to_owned());
        self.record(Fact::TlsStarted { session: self.session(), version, cipher })
    }

    /// The connection has ended.
    pub fn closed(&self, client_octets: u64, server_octets: u64) -> EventId {
        let closed = self.record(Fact::Closed { session: self.session(), client_octets, server_octets });
        self.0.network.part(self.session());
        closed
    }

    /// Any other fact that the last line of this connection caused; it does not become the cause of the next line.
    pub fn note(&self, fact: Fact) -> EventId {
        self.0.network.recorder().record(self.draft(fact))
    }

    /// The same, of a fact on another host than the one that keeps the door.
    pub fn note_of(&self, host: &str, fact: Fact) -> EventId {
        self.0.network.recorder().record(self.draft_of(host, fact))
    }

    /// The same, on the host of a visitor; nothing where none has come.
    pub fn note_at_visitor(&self, fact: Fact) {
        if let Some(visitor) = self.visitor() {
            let draft = Draft::new(visitor, fact).in_stage(self.0.stage).about(self.letter()).because([self.last()]);
            self.recorder().record(draft);
        }
    }

    /// The moment of the world.
    pub fn now(&self) -> Time {
        self.0.network.recorder().now()
    }

    /// Where to report what the machine could not give.
    pub fn faults(&self) -> &Faults {
        self.0.network.faults()
    }

    fn record(&self, fact: Fact) -> EventId {
        let event = self.0.network.recorder().record(self.draft(fact));
        self.0.last.store(event.0, Ordering::SeqCst);
        event
    }

    fn draft(&self, fact: Fact) -> Draft {
        self.draft_of(&self.0.host, fact)
    }

    fn draft_of(&self, host: &str, fact: Fact) -> Draft {
        let draft = Draft::new(host, fact).in_stage(self.0.stage).about(self.letter());
        draft.because([self.last()]).because(self.0.meddling.take())
    }
}

impl Drop for Inner {
    /// A conversation that was torn off has ended too.
    fn drop(&mut self) {
        self.network.part(self.session);
    }
}
