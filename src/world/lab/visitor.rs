//! Who comes in from outside: which host of the scenario a visitor plays.
//!
//! Whoever brings mail to port 25 plays the visitor of the scenario, so that SPF judges that host's address. Whoever hands
//! in a letter or opens a mailbox sits at the PC of a user of that server.

use std::net::{IpAddr, Ipv4Addr};

use super::super::{Error, World};
use crate::net::VISITOR;
use crate::scenario::{Host, Role, Scenario};
use crate::trace::{Peer, Service};

/// The documentation network in which a stranger lives (RFC 5737, TEST-NET-2).
const OUTSIDE: [u8; 3] = [198, 51, 100];

/// The visitor: the host that was asked for, the one that the scenario names, or a stranger.
pub(super) fn of(scenario: &Scenario, asked: Option<&str>) -> Result<Peer, Error> {
    match asked.or(scenario.visitor.as_deref()) {
        Some(name) => {
            let host = scenario.host(name).and_then(peer);
            host.ok_or_else(|| Error::NoSuchHost(name.to_owned()))
        }
        None => Ok(stranger(scenario)),
    }
}

/// Says at each door who comes in.
pub(super) fn let_in(world: &World, visitor: &Peer) {
    for host in &world.scenario.hosts {
        let user = pc_of(&world.scenario, &host.name).unwrap_or_else(|| visitor.clone());
        world.network.let_visitors_play(visitor.clone(), &host.name, Service::Smtp);
        world.network.let_visitors_play(user.clone(), &host.name, Service::Submission);
        world.network.let_visitors_play(user, &host.name, Service::Imap);
    }
}

fn peer(host: &Host) -> Option<Peer> {
    Some(Peer { host: host.name.clone(), ip: *host.ips.first()? })
}

/// The PC of a user of that server.
fn pc_of(scenario: &Scenario, server: &str) -> Option<Peer> {
    let is_theirs = |host: &&Host| matches!(&host.role, Role::Client { server: Some(own), .. } if own == server);
    scenario.hosts.iter().find(is_theirs).and_then(peer)
}

/// Somebody whom the scenario does not know, at an address that nobody else has.
fn stranger(scenario: &Scenario) -> Peer {
    let [a, b, c] = OUTSIDE;
    let taken = |ip: &IpAddr| scenario.hosts.iter().any(|host| host.ips.contains(ip));
    let free = (1..=254).rev().map(|d| IpAddr::from(Ipv4Addr::new(a, b, c, d))).find(|ip| !taken(ip));
    Peer { host: VISITOR.to_owned(), ip: free.unwrap_or(IpAddr::from(Ipv4Addr::new(a, b, c, 254))) }
}
