//! A lab: a world that stays open on fixed ports, for a learner's own mail client, `swaks`, `dig` and hands.
//!
//! ```text
//!   127.0.0.1:2525 ──► the receiver's server, port 25    ┐
//!   127.0.0.1:2587 ──► the sender's server, port 587     ├─ ordinary doors of the world, each with one more gate
//!   127.0.0.1:2143 ──► the receiver's mailbox, port 143  │
//!   127.0.0.1:2053 ──► DNS                               ┘
//!   2526, 2588, …  ──► the same of all other servers
//! ```
//!
//! Two things are other than in a world that is only [played](super::run). Time follows the wall clock, so a letter that
//! has to wait five minutes waits five minutes, unless somebody hurries it along. And nobody fetches the
//! letters: the learner does that.
//!
//! ```no_run
//! # async fn open() -> Result<(), tegami::world::Error> {
//! use tegami::world::lab::{Lab, Options};
//! let lesson = tegami::scenario::load("legitimate").unwrap().parsed.scenario.unwrap();
//! let lab = Lab::open(&lesson, &Options::default()).await?;
//! for door in lab.doors() {
//!     println!("{} {:?} {}", door.host, door.entrance, door.address);
//! }
//! let trace = lab.close().await;
//! # Ok(())
//! # }
//! ```

mod doors;
mod feed;
mod hand;
mod tend;
mod visitor;

use std::io;
use std::net::SocketAddr;

pub use self::doors::{Door, Ports};
pub use self::feed::Feed;
pub use self::hand::Hand;
use super::{Entrance, Error, World};
use crate::net::Network;
use crate::scenario::Scenario;
use crate::trace::{Header, Peer, Recorder, Trace};

/// How many octets of facts a lab keeps, about; of one that stays open for days, the oldest go.
const NOTEBOOK: usize = 64 * 1024 * 1024;

/// How a lab is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// At which ports.
    pub ports: Ports,
    /// The host that a visitor plays; otherwise the one that the scenario names, or else a stranger.
    pub visitor: Option<String>,
    /// A host of the scenario that stands for a mail server outside the world, and where that is on loopback. A visitor
    /// plays it, unless another one is named.
    pub outside: Option<(String, SocketAddr)>,
    /// Whether the scenario's own steps are played first.
    pub story: bool,
    /// Whether a letter that has to wait is hurried along at once.
    pub hurry: bool,
}

/// An open lab. It lives on by itself; dropping it without [`close`](Self::close) leaves its tasks to the runtime.
pub struct Lab {
    world: World,
    doors: Vec<Door>,
    visitor: Peer,
}

impl Lab {
    /// Opens the world of a scenario for visitors. Only inside a tokio runtime.
    ///
    /// # Errors
    /// Where the world cannot be built, a port is taken, or the visitor is to play a host that is not there.
    pub async fn open(scenario: &Scenario, options: &Options) -> Result<Self, Error> {
        let outside = options.outside.as_ref().map(|(host, _)| host.as_str());
        let visitor = visitor::of(scenario, options.visitor.as_deref().or(outside))?;
        let mut world = World::open_beside(scenario, super::Options::default(), options.outside.as_ref()).await?;
        if options.story {
            for index in 0..scenario.steps.len() {
                world.play(index).await;
            }
        }
        visitor::let_in(&world, &visitor);
        match doors::open(&world, options.ports, &visitor) {
            Ok(doors) => {
                world.recorder.follow_the_wall_clock();
                world.recorder.keep_at_most(NOTEBOOK);
                tend::all(&world, options.hurry);
                Ok(Self { world, doors, visitor })
            }
            Err(error) => {
                world.close().await;
                Err(error)
            }
        }
    }

    /// Its scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.world.scenario
    }

    /// All doors; of each service the one that most people want stands first.
    pub fn doors(&self) -> &[Door] {
        &self.doors
    }

    /// The first door of a kind.
    pub fn door(&self, entrance: Entrance) -> Option<&Door> {
        self.doors.iter().find(|door| door.entrance == entrance)
    }

    /// Where a service of a host is to be found on loopback.
    pub fn address_of(&self, host: &str, entrance: Entrance) -> Option<SocketAddr> {
        self.doors.iter().find(|door| door.host == host && door.entrance == entrance).map(|door| door.address)
    }

    /// Whom a visitor plays who brings mail from outside.
    pub fn visitor(&self) -> &Peer {
        &self.visitor
    }

    /// Its network, for whoever calls from inside the world.
    pub fn network(&self) -> &Network {
        &self.world.network
    }

    /// What has happened, as it happens.
    pub fn recorder(&self) -> &Recorder {
        &self.world.recorder
    }

    /// For whoever watches it.
    pub fn feed(&self) -> Feed {
        let World { recorder, servers, .. } = &self.world;
        Feed { header: self.header(), recorder: recorder.clone(), servers: servers.clone() }
    }

    /// The first line of its trace.
    pub fn header(&self) -> Header {
        self.world.header()
    }

    /// Waits until the machine cannot give what the lab needs: a socket, a port.
    pub async fn broken(&self) -> io::Error {
        let faults = self.world.network.faults();
        faults.any().await;
        faults.first().unwrap_or_else(|| io::ErrorKind::Other.into())
    }

    /// Ends everything, and hands back what happened.
    pub async fn close(self) -> Trace {
        self.world.close().await
    }
}

#[cfg(test)]
mod tests;
