//! The gates of a lab: which server stands behind which port.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use super::super::{Entrance, Error, World};
use crate::mailbox::server::{Security, attend as attend_mailboxes};
use crate::net::{Gate, Network};
use crate::scenario::{Role, Scenario, Send, StepKind};
use crate::smtp::door::{self, Bounds};
use crate::smtp::reception::Reception;
use crate::smtp::server::Server;
use crate::smtp::submission::Submission;
use crate::trace::{Address, Peer, Service};

/// How many ports above the first one are tried for the servers that come after it.
const MOST_TRIES: u16 = 200;

/// The first port of each service; 0 for any that is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ports {
    /// Mail from other servers.
    pub smtp: u16,
    /// Mail from users.
    pub submission: u16,
    /// Mailboxes.
    pub imap: u16,
    /// DNS.
    pub dns: u16,
}

impl Ports {
    /// Any ports that are free.
    pub const ANY: Self = Self { smtp: 0, submission: 0, imap: 0, dns: 0 };
}

impl Default for Ports {
    fn default() -> Self {
        Self { smtp: 2525, submission: 2587, imap: 2143, dns: 2053 }
    }
}

/// One way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// To which host.
    pub host: String,
    /// To what on it.
    pub entrance: Entrance,
    /// Where it is on loopback.
    pub address: SocketAddr,
}

/// Opens all doors, the most wanted one of each service first.
pub(super) fn open(world: &World, ports: Ports, visitor: &Peer) -> Result<Vec<Door>, Error> {
    let mut doors = Vec::new();
    let ways: [(Entrance, u16, Attend); 3] = [
        (Entrance::Smtp, ports.smtp, receive),
        (Entrance::Submission, ports.submission, take_from_users),
        (Entrance::Imap, ports.imap, show_mailboxes),
    ];
    for (entrance, first, attend) in ways {
        let mut port = first;
        for server in in_order(world, entrance) {
            let at = if port == first { At::Exactly(port) } else { At::From(port) };
            let address = at.try_each(|port| open_one(world, server, (entrance, attend), port));
            let address = address.map_err(|why| Error::Port { entrance, port, why })?;
            doors.push(Door { host: server.name().to_owned(), entrance, address });
            port = if first == 0 { 0 } else { address.port().saturating_add(1) };
        }
    }
    let failed = |why| Error::Port { entrance: Entrance::Dns, port: ports.dns, why };
    let address = world.dns.answer_at(ports.dns, &visitor.host).map_err(failed)?;
    doors.push(Door { host: "dns".to_owned(), entrance: Entrance::Dns, address });
    Ok(doors)
}

/// At which port a door may open.
enum At {
    /// There, or not at all.
    Exactly(u16),
    /// There, or a little above.
    From(u16),
}

impl At {
    fn try_each(self, open: impl Fn(u16) -> io::Result<SocketAddr>) -> io::Result<SocketAddr> {
        let (first, tries) = match self {
            Self::Exactly(port) => (port, 1),
            Self::From(port) => (port, MOST_TRIES),
        };
        let mut last = io::ErrorKind::AddrInUse.into();
        for port in (first..=u16::MAX).take(tries.into()) {
            match open(port) {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
                opened => return opened,
            }
        }
        Err(last)
    }
}

/// How a server attends to those who come in.
type Attend = fn(&Network, Gate, &Arc<Server>);

fn receive(network: &Network, gate: Gate, server: &Arc<Server>) {
    door::attend(network, gate, Service::Smtp, Arc::new(Reception(server.clone())), Bounds::default());
}

fn take_from_users(network: &Network, gate: Gate, server: &Arc<Server>) {
    door::attend(network, gate, Service::Submission, Arc::new(Submission(server.clone())), Bounds::default());
}

fn show_mailboxes(network: &Network, gate: Gate, server: &Arc<Server>) {
    attend_mailboxes(network, gate, server.store().clone(), Security::StartTls);
}

fn open_one(
    world: &World,
    server: &Arc<Server>,
    (entrance, attend): (Entrance, Attend),
    port: u16,
) -> io::Result<SocketAddr> {
    let (network, name) = (&world.network, server.name());
    let ip = *world.scenario.host(name).and_then(|host| host.ips.first()).ok_or(io::ErrorKind::AddrNotAvailable)?;
    let gate = network.listen_outside(name, ip, entrance.service(), port)?;
    let address = gate.local_addr()?;
    attend(network, gate, server);
    Ok(address)
}

/// The servers, the most wanted one first: for what is handed in that of the first sender, for all else that of the first
/// recipient.
fn in_order(world: &World, entrance: Entrance) -> Vec<&Arc<Server>> {
    let first = match entrance {
        Entrance::Submission => sender(&world.scenario),
        _ => receiver(&world.scenario),
    };
    let mut servers: Vec<&Arc<Server>> = world.servers.iter().collect();
    servers.sort_by_key(|server| first != Some(server.name()));
    servers
}

/// The first letter of the scenario.
fn first_letter(scenario: &Scenario) -> Option<&Send> {
    scenario
        .steps
        .iter()
        .find_map(|step| if let StepKind::Send(send) = &step.kind { Some(send.as_ref()) } else { None })
}

fn sender(scenario: &Scenario) -> Option<&str> {
    let send = first_letter(scenario)?;
    Some(send.via.as_deref().unwrap_or(&send.from))
}

/// The server that has the mailbox of the first recipient, or else one that receives for that domain.
fn receiver(scenario: &Scenario) -> Option<&str> {
    let to = first_letter(scenario)?.envelope.to.first()?;
    let servers = || scenario.hosts.iter().filter(|host| receives(&host.role, to));
    let knows = |role: &Role| matches!(role, Role::Server { users, .. } if users.iter().any(|user| user.eq_ignore_ascii_case(to.local())));
    servers().find(|host| knows(&host.role)).or_else(|| servers().next()).map(|host| host.name.as_str())
}

fn receives(role: &Role, to: &Address) -> bool {
    matches!(role, Role::Server { domains, .. } if domains.iter().any(|own| own.eq_ignore_ascii_case(to.domain())))
}
