//! DNS of a world: one server that knows the scenario's zones and nothing else, and a resolver for each host.
//!
//! The server is authoritative for every zone of the scenario and owns the root (RFC 1034 §4.3.2), so a name that nobody
//! wrote down does not exist: NXDOMAIN, with the SOA that RFC 2308 asks for. Who asks what, and what comes back, is
//! recorded as [`Fact::Asked`](crate::trace::Fact::Asked).
//!
//! ```text
//!  host A ──► Resolver ──its own Line──► 127.0.0.1:40001 ─┐
//!  host B ──► Resolver ──its own Line──► 127.0.0.1:40002 ─┼─► Desk: who asks? ─► zones (hickory-server) ─► answer
//!  a learner's dig ────────────────────► 127.0.0.1:40000 ─┘         └─► trace
//! ```
//!
//! Every errand of a host ([`Resolver::asking`]) gets a line of its own: a port of the server that nobody else knows. So
//! the server knows without any doubt on behalf of which host, stage and letter each question comes, also when several
//! hosts ask at once, and also when the question is asked by a library. A resolver knows no address but its line's: it
//! cannot reach any other name server.
//!
//! A line stands for the recursive resolver that a real mail server has beside it. Where the zone's server keeps silent
//! (a `timeout` of the scenario) that resolver waits, gives up, and tells its client SERVFAIL. Here it gives up at once,
//! because time is virtual; the trace says what happened on the network: a question, and no answer.
//!
//! For a letter from the real world ([`Dns::asking`]) the desk has no zones: it passes each question on to another server, on
//! this machine only ([`Upstream`]), and records the answer as ever.

mod asker;
mod desk;
mod line;
mod resolver;
mod upstream;
mod wording;
mod zones;

use std::net::SocketAddr;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::net::{Faults, VISITOR};
use crate::scenario::{DnsStep, Zone};
use crate::trace::Recorder;
use asker::Asker;
use desk::Desk;
use line::{Exchange, Sockets};
use zones::Zones;

pub use asker::Context;
pub use resolver::{Lookup, Outcome, Resolver};
pub use upstream::Upstream;

/// The DNS of one world. A clone is the same DNS.
#[derive(Clone)]
pub struct Dns {
    exchange: Exchange,
    public: SocketAddr,
}

/// DNS could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum DnsError {
    /// No socket could be had.
    #[error("no socket for DNS: {0}")]
    Socket(#[from] std::io::Error),
    /// A name has a CNAME record and others (RFC 1034 §3.6.2).
    #[error("{name} has a CNAME record, so it can have no other record")]
    CnameAndOther {
        /// The name, without the final dot.
        name: String,
    },
    /// Something that must be a name is none.
    #[error("{name} is not a name: {why}")]
    Name {
        /// As it was given.
        name: String,
        /// What is wrong with it.
        why: String,
    },
}

impl Dns {
    /// Serves these zones, on UDP and TCP. It has to be called inside a tokio runtime.
    ///
    /// # Errors
    /// [`DnsError`] where no socket can be had or the zones contradict themselves.
    pub fn new(recorder: Recorder, zones: &[Zone], faults: Faults) -> Result<Self, DnsError> {
        Self::open(Desk::new(recorder, Zones::new(zones)?), faults)
    }

    /// Knows nothing itself, and passes every question on to another server on this machine. What is asked is recorded as
    /// ever. It has to be called inside a tokio runtime.
    ///
    /// # Errors
    /// [`DnsError::Socket`] where no socket can be had.
    pub fn asking(recorder: Recorder, upstream: Upstream, faults: Faults) -> Result<Self, DnsError> {
        Self::open(Desk::passing_on(recorder, Zones::new(&[])?, upstream), faults)
    }

    fn open(desk: Desk, faults: Faults) -> Result<Self, DnsError> {
        let desk = Arc::new(desk);
        let exchange = Exchange { desk, tasks: TaskTracker::new(), closing: CancellationToken::new(), faults };
        let sockets = Sockets::open_alike()?;
        let public = sockets.udp_address()?;
        sockets.serve(&exchange, Asker::visitor(VISITOR), exchange.closing.clone());
        Ok(Self { exchange, public })
    }

    /// Where it answers anybody, on loopback: for a learner's own `dig`.
    pub fn public_address(&self) -> SocketAddr {
        self.public
    }

    /// Answers anybody at one more port of loopback too, on UDP and TCP; at any where it is 0. Says at which. Questions
    /// there are those of `visitor`.
    ///
    /// # Errors
    /// Where that port is taken.
    pub fn answer_at(&self, port: u16, visitor: &str) -> std::io::Result<SocketAddr> {
        let sockets = if port == 0 { Sockets::open_alike() } else { Sockets::open_at(port) }?;
        let address = sockets.udp_address()?;
        sockets.serve(&self.exchange, Asker::visitor(visitor), self.exchange.closing.clone());
        Ok(address)
    }

    /// The resolver of a host. Its questions belong to no stage and no letter until [`Resolver::asking`] says so.
    pub fn resolver(&self, host: &str) -> Resolver {
        Resolver::new(self.exchange.clone(), Asker::host(host))
    }

    /// Changes records, or how the server behaves about names. Says which names were touched, without final dots.
    pub async fn change(&self, step: &DnsStep) -> Vec<String> {
        self.exchange.desk.zones.change(step).await
    }

    /// Publishes a DKIM key at `<selector>._domainkey.<domain>` (RFC 6376 §3.6.2), where the author of the scenario has
    /// not published one by hand. Says whether it did.
    ///
    /// # Errors
    /// [`DnsError::Name`] where selector and domain do not make a name.
    pub async fn publish_key(&self, domain: &str, selector: &str, txt: &str) -> Result<bool, DnsError> {
        self.exchange.desk.zones.publish_key(domain, selector, txt).await
    }

    /// Ends every task and closes every socket of the server, and waits until that is done.
    pub async fn close(self) {
        self.exchange.closing.cancel();
        self.exchange.tasks.close();
        self.exchange.tasks.wait().await;
    }
}

#[cfg(test)]
pub(crate) mod tests;
