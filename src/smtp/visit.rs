//! One SMTP session as the mail server behind the door sees it, and what that server has to decide.

use futures_util::future::BoxFuture;

use crate::net::TlsFacts;
use crate::trace::{Address, Envelope, EventId, LetterId, Mistake, Origin, Peer, Reply, Service, SessionId, Stage};

/// What is known about a caller at the moment of a decision.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The connection.
    pub session: SessionId,
    /// Who called.
    pub client: Peer,
    /// This server.
    pub server: Peer,
    /// Whether the caller is a host of the world.
    pub origin: Origin,
    /// Through which door.
    pub service: Service,
    /// In which stage.
    pub stage: Stage,
    /// Which letter it is about, where that is known.
    pub letter: Option<LetterId>,
    /// What the client called itself in HELO or EHLO. It may say anything.
    pub helo: String,
    /// Whether it said EHLO.
    pub esmtp: bool,
    /// What TLS agreed on, where the conversation is encrypted.
    pub tls: Option<TlsFacts>,
    /// Who has logged in.
    pub user: Option<String>,
    /// The last line of the conversation: the cause of what is decided now.
    pub last: EventId,
    /// The facts that what is written on the letter rests on.
    pub trail: Trail,
}

/// Where in the conversation the client said what a server later writes on the letter.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    /// The connection: from which address the client called.
    pub connected: Option<EventId>,
    /// HELO or EHLO.
    pub hello: Option<EventId>,
    /// The beginning of TLS.
    pub tls: Option<EventId>,
    /// MAIL FROM.
    pub mail: Option<EventId>,
    /// RCPT TO, one for each recipient that was taken.
    pub rcpt: Vec<EventId>,
}

impl Trail {
    /// A conversation that has just begun.
    pub fn beginning(connected: EventId) -> Self {
        Self { connected: Some(connected), ..Self::default() }
    }

    /// What a `Received` line tells of: who called, and for whom the letter is.
    pub fn of_received(&self) -> impl Iterator<Item = EventId> {
        let recipient = if let [only] = self.rcpt.as_slice() { Some(*only) } else { None };
        [self.connected, self.hello, self.tls, recipient].into_iter().flatten()
    }
}

/// The decisions of a mail server. What is a matter of the protocol the door and mailin have already seen to.
pub trait MailServer: Send + Sync {
    /// AUTH: is that the right password?
    fn login(&self, visit: &Visit, user: &str, password: &str) -> bool;

    /// MAIL FROM: may this sender write?
    ///
    /// # Errors
    /// The reply where not.
    fn mail(&self, visit: &Visit, from: &Address) -> Result<(), Reply>;

    /// RCPT TO: is this recipient served here?
    ///
    /// # Errors
    /// The reply where not.
    fn rcpt(&self, visit: &Visit, from: &Address, to: &Address) -> Result<(), Reply>;

    /// The letter is here, with CRLF line ends and single dots. The reply says who is responsible for it from now on.
    fn data<'a>(&'a self, visit: &'a Visit, envelope: Envelope, source: Vec<u8>) -> BoxFuture<'a, Reply>;

    /// The mistakes that this server makes. An honest one makes none.
    fn mistakes(&self) -> &[Mistake] {
        &[]
    }

    /// The largest letter that is taken, in octets.
    fn max_size(&self) -> usize;
}
