//! A scenario come alive: its hosts with their servers, its DNS, its network; the mails it sends; the facts they leave.
//!
//! ```text
//!   open ──► play step, settle ──► play step, settle ──► … ──► close ──► Trace
//!            (a letter is sent)    (queues worked off, letters fetched)
//! ```
//!
//! A world opens and closes in milliseconds, and many may be open at once. One that stays open, for people to come in from
//! outside, is a [`lab`].

mod entrance;
pub mod expect;
pub mod lab;
mod open;
mod play;
mod write;

use std::sync::Arc;

pub use self::entrance::Entrance;
use crate::dns::Dns;
use crate::net::Network;
use crate::scenario::Scenario;
use crate::smtp::server::Server;
use crate::trace::{FORMAT, Header, LetterId, Recorder, Time, Trace};

/// How a scenario is run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Where virtual time starts; the wall clock where none is given. With a time given, two runs of a scenario leave the
    /// same trace.
    pub start: Option<Time>,
}

/// Why a scenario could not be run at all. A letter that does not arrive is not an error, it is a story.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A socket on loopback could not be had.
    #[error("cannot open a socket on 127.0.0.1: {0}")]
    Socket(#[from] std::io::Error),
    /// The servers behind all doors do not start.
    #[error("cannot start the mail servers: {0}")]
    Servers(std::io::Error),
    /// A key could not be made.
    #[error("cannot make the DKIM key of {domain}: {why}")]
    Key {
        /// Whose.
        domain: String,
        /// What the library said.
        why: String,
    },
    /// A port that was asked for cannot be had.
    #[error("port {port} on 127.0.0.1 is not free: {why}")]
    Port {
        /// Of what.
        entrance: Entrance,
        /// Which.
        port: u16,
        /// What the system said.
        why: std::io::Error,
    },
    /// A server outside the world has to be on this machine.
    #[error("{0} is not an address on loopback")]
    NotLoopback(std::net::SocketAddr),
    /// A visitor cannot play that host.
    #[error("there is no host {0} in this scenario")]
    NoSuchHost(String),
    /// DNS does not take a zone.
    #[error("DNS cannot serve the zones of this scenario: {0}")]
    Zone(String),
}

/// A running world.
pub struct World {
    scenario: Scenario,
    started: Time,
    recorder: Recorder,
    network: Network,
    dns: Dns,
    servers: Vec<Arc<Server>>,
    /// How many facts have been looked at for new letters.
    seen: usize,
    /// The letters of the `send` and `raw` steps so far; none where a `raw` step sends no letter.
    sent: Vec<Option<LetterId>>,
}

/// Runs a whole scenario and hands back what happened.
pub async fn run(scenario: &Scenario, options: Options) -> Result<Trace, Error> {
    let mut world = World::open(scenario, options).await?;
    let network = world.network.clone();
    let played = async {
        for index in 0..scenario.steps.len() {
            world.play(index).await;
        }
    };
    tokio::select! {
        () = network.faults().any() => {}
        () = played => {}
    }
    let trace = world.close().await;
    network.faults().first().map_or(Ok(trace), |error| Err(error.into()))
}

impl World {
    /// Ends everything, waits until it has ended, and hands back the trace.
    pub async fn close(self) -> Trace {
        let header = self.header();
        self.network.close().await;
        self.dns.close().await;
        Trace { header, events: self.recorder.take() }
    }
    fn header(&self) -> Header {
        let Scenario { name, source, .. } = &self.scenario;
        Header { tegami_trace: FORMAT, name: name.clone(), started: self.started, scenario: source.clone() }
    }
}
