//! Calls: one host of the world connects to a gate of another.
//!
//! A caller registers its local port before it connects, so that the gate knows who comes in without asking.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::TcpStream;

use super::middle::Meddling;
use super::{LOOPBACK, Network, calling};
use crate::trace::{Draft, EventId, Fact, LetterId, Origin, Peer, Service, SessionId, Stage};

/// How long a server may take to notice that its client has hung up.
const LONGEST_GOODBYE: Duration = Duration::from_secs(5);

/// What a gate is told about a caller that is a host of this world.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    pub(super) peer: Peer,
    pub(super) session: SessionId,
    pub(super) opened: EventId,
    pub(super) stage: Stage,
    pub(super) letter: Option<LetterId>,
    /// What the machine in the middle does to this connection, where there is one.
    pub(super) meddling: Meddling,
}

/// A call to be made.
#[derive(Debug, Clone)]
pub struct Call {
    /// The host that calls.
    pub from: String,
    /// In which stage of the delivery.
    pub stage: Stage,
    /// About which letter.
    pub letter: Option<LetterId>,
    /// The facts that made it call.
    pub because: Vec<EventId>,
}

/// A connection that was made.
#[derive(Debug)]
pub struct Connection {
    /// The socket.
    pub stream: TcpStream,
    /// Its number in the trace.
    pub session: SessionId,
    /// Who called.
    pub client: Peer,
    /// Who was called.
    pub server: Peer,
    /// The recorded [`Fact::Connected`].
    pub opened: EventId,
}

/// Nobody answers at that address. It has been recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreachable {
    /// Refused at once, rather than without any answer.
    pub refused: bool,
    /// The recorded [`Fact::Unreachable`].
    pub event: EventId,
}

impl Network {
    /// Connects to a gate of this world.
    ///
    /// # Errors
    /// [`Unreachable`] where the address has no such gate, or its host is down.
    pub async fn connect(&self, call: Call, to: IpAddr, service: Service) -> Result<Connection, Unreachable> {
        let Some((server, door)) = self.door_at(to, service) else {
            let refused = self.is_up_at(to);
            return Err(self.unreachable(&call, to, service, refused));
        };
        let client = self.calling_peer(&call.from, to);
        match self.dial(&call, client.clone(), server.clone(), service, door).await {
            Ok((stream, session, opened)) => Ok(Connection { stream, session, client, server, opened }),
            Err(error) => {
                self.faults().report(error);
                Err(self.unreachable(&call, to, service, true))
            }
        }
    }

    /// Waits until the server's side of a connection has ended too. Whoever has hung up calls it before going on, so that
    /// a run leaves its facts in the same order each time.
    pub async fn parted(&self, session: SessionId) {
        let ended = async {
            loop {
                let next = self.0.parted.notified();
                if !self.map().open.contains(&session) {
                    return;
                }
                next.await;
            }
        };
        // A server that does not notice in time keeps nobody; only the order of its last fact is lost.
        let _ = tokio::time::timeout(LONGEST_GOODBYE, ended).await;
    }

    async fn dial(
        &self,
        call: &Call,
        client: Peer,
        server: Peer,
        service: Service,
        door: SocketAddr,
    ) -> io::Result<(TcpStream, SessionId, EventId)> {
        let socket = calling()?;
        socket.bind(LOOPBACK)?;
        let port = socket.local_addr()?.port();
        let session = self.recorder().new_session();
        let middle = self.middle_of(&client.host, &server.host, service);
        let through = middle.as_ref().map(|middle| self.calling_peer(&middle.host, server.ip));
        let (origin, passes) = (Origin::Host, through.clone());
        let fact = Fact::Connected { session, service, client: client.clone(), server, origin, through };
        let opened = self.record(call, fact);
        let caller = Caller {
            peer: client,
            session,
            opened,
            stage: call.stage,
            letter: call.letter,
            meddling: Meddling::default(),
        };
        {
            let mut map = self.map();
            map.open.insert(session);
            map.callers.insert(port, caller.clone());
        }
        let stream = socket.connect(door).await.inspect_err(|_| {
            self.map().callers.remove(&port);
            self.part(session);
        })?;
        let stream = match middle.zip(passes) {
            Some((middle, host)) => self.lead_through(middle, host, stream, caller).await?,
            None => stream,
        };
        Ok((stream, session, opened))
    }

    /// That connection has ended.
    pub(super) fn part(&self, session: SessionId) {
        if self.map().open.remove(&session) {
            self.0.parted.notify_waiters();
        }
    }

    fn door_at(&self, ip: IpAddr, service: Service) -> Option<(Peer, SocketAddr)> {
        let map = self.map();
        map.gates.get(&(ip, service)).filter(|(server, _)| !map.down.contains(&server.host)).cloned()
    }

    /// Whether a host that is up has this address: then a port without a gate refuses, instead of staying silent.
    fn is_up_at(&self, ip: IpAddr) -> bool {
        let map = self.map();
        map.hosts.iter().any(|(host, ips)| ips.contains(&ip) && !map.down.contains(host))
    }

    fn calling_peer(&self, host: &str, to: IpAddr) -> Peer {
        let ip = self.ip_of(host, to).unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        Peer { host: host.to_owned(), ip }
    }

    fn unreachable(&self, call: &Call, ip: IpAddr, service: Service, refused: bool) -> Unreachable {
        Unreachable { refused, event: self.record(call, Fact::Unreachable { service, ip, refused }) }
    }

    fn record(&self, call: &Call, fact: Fact) -> EventId {
        let draft = Draft::new(&call.from, fact).in_stage(call.stage).about(call.letter);
        self.recorder().record(draft.because(call.because.iter().copied()))
    }
}
