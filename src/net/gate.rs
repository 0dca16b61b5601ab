//! A gate: one service of one host, and who comes in through it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::OwnedSemaphorePermit;

use super::middle::Meddling;
use super::places::Places;
use super::{Authority, Caller, Identity, Network, VISITOR, Wire};
use crate::trace::{Draft, Fact, LetterId, Origin, Peer, Service, Stage};

/// A listener on loopback that stands for one port of one host.
pub struct Gate {
    network: Network,
    listener: TcpListener,
    server: Peer,
    service: Service,
    authority: &'static Authority,
    places: Places,
}

/// A caller who has come in.
pub struct Guest {
    /// The socket.
    pub stream: TcpStream,
    /// Writes what crosses it into the trace.
    pub wire: Wire,
    /// Who called.
    pub client: Peer,
    /// Who was called.
    pub server: Peer,
    /// Whether the caller is a host of the world.
    pub origin: Origin,
    /// In which stage.
    pub stage: Stage,
    /// About which letter.
    pub letter: Option<LetterId>,
    /// As whom the server shows itself.
    pub identity: Identity,
    /// The guest's place among the sessions at once; none where all are taken, and the guest should be sent away.
    pub place: Option<OwnedSemaphorePermit>,
    /// Whether places are so scarce that the guest should come to the point.
    pub hurried: bool,
}

impl Gate {
    pub(super) fn new(network: Network, listener: TcpListener, server: Peer, service: Service) -> Self {
        let (authority, places) = (Authority::shared(), Places::new(network.0.visitors.at(service)));
        Self { network, listener, server, service, authority, places }
    }

    /// One at which other certificates are shown.
    pub(super) fn showing(mut self, authority: &'static Authority) -> Self {
        self.authority = authority;
        self
    }

    /// Where the gate really is, on loopback.
    ///
    /// # Errors
    /// Where the socket has gone.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Waits for the next caller; none once the world closes, or has to because the machine has no socket left.
    pub async fn accept(&self) -> Option<Guest> {
        loop {
            tokio::select! {
                () = self.network.0.closing.cancelled() => return None,
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, from)) => {
                        if let Ok(guest) = self.welcome(stream, from.port()) {
                            return Some(guest);
                        }
                    }
                    // A caller who is gone again before we looked is nobody's trouble.
                    Err(error) if is_gone(&error) => {}
                    Err(error) => {
                        self.network.faults().report(error);
                        return None;
                    }
                }
            }
        }
    }

    fn welcome(&self, stream: TcpStream, port: u16) -> io::Result<Guest> {
        stream.set_nodelay(true)?;
        let known = self.network.map().callers.remove(&port);
        let origin = if known.is_some() { Origin::Host } else { Origin::Visitor };
        let caller = known.unwrap_or_else(|| self.visitor());
        let wire = Wire::new(self.network.clone(), &self.server.host, &caller, origin);
        Ok(Guest {
            stream,
            wire,
            client: caller.peer,
            server: self.server.clone(),
            origin,
            stage: caller.stage,
            letter: caller.letter,
            identity: Identity { host: self.server.host.clone(), authority: self.authority },
            place: self.places.take(origin),
            hurried: origin == Origin::Visitor && self.places.are_scarce(),
        })
    }

    /// Somebody from outside the world, who plays a host of it where that has been said.
    fn visitor(&self) -> Caller {
        let played = self.network.map().played.get(&(self.server.host.clone(), self.service)).cloned();
        let peer = played.unwrap_or_else(|| Peer { host: VISITOR.to_owned(), ip: Ipv4Addr::LOCALHOST.into() });
        let stage = stage_of(self.service);
        let session = self.network.recorder().new_session();
        let (client, server, origin) = (peer.clone(), self.server.clone(), Origin::Visitor);
        let through = None;
        let fact = Fact::Connected { session, service: self.service, client, server, origin, through };
        let opened = self.network.recorder().record(Draft::new(&peer.host, fact).in_stage(stage));
        Caller { peer, session, opened, stage, letter: None, meddling: Meddling::default() }
    }
}

fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset)
}

/// In which stage a service is used.
fn stage_of(service: Service) -> Stage {
    match service {
        Service::Submission => Stage::Submission,
        Service::Dns | Service::Https => Stage::Resolution,
        Service::Smtp => Stage::Transfer,
        Service::Imap => Stage::Retrieval,
    }
}
