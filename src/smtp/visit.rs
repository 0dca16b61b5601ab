//! One SMTP session as the mail server behind the door sees it, and what that server has to decide.

use futures_util::future::BoxFuture;

use crate::net::TlsFacts;
use crate::trace::{Address, Envelope, EventId, LetterId, Origin, Peer, Reply, Service, SessionId, Stage};

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

    /// The largest letter that is taken, in octets.
    fn max_size(&self) -> usize;
}
