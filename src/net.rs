//! The virtual network: documentation addresses outside, loopback sockets inside.
//!
//! A learner sees `mail.a-corp.example [192.0.2.25]`; the socket behind it is a port on 127.0.0.1. [`Network::connect`]
//! is the only function of the program that opens a TCP connection, and it can only open one to a [`Gate`] of the same
//! world. Nothing else could be reached even by mistake: that is the safety promise of the program.
//!
//! ```text
//!   host A ──connect(192.0.2.25, smtp)──►  Network  ──► 127.0.0.1:40123 ──► Gate of host B
//!            from 127.0.0.1:51007,                       "51007? that is host A,
//!            registered as host A                         with letter 1, in stage 3"
//! ```

mod authority;
mod gate;
mod lines;
mod stream;
mod wire;

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::trace::{Draft, EventId, Fact, LetterId, Origin, Peer, Recorder, Service, SessionId, Stage};

pub use authority::Authority;
pub use gate::{Gate, Guest};
pub use lines::{Line, Lines};
pub use stream::{Counter, Stream, TlsFacts};
pub use wire::Wire;

/// Where every socket of a world lives.
const LOOPBACK: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// How many connections may wait at a gate to be accepted. With fewer, a burst of clients is dropped by the kernel and
/// comes back a second later.
const BACKLOG: u32 = 1024;

/// How long a server may take to notice that its client has hung up.
const LONGEST_GOODBYE: Duration = Duration::from_secs(5);

/// The network of one world. A clone is the same network.
#[derive(Clone)]
pub struct Network(Arc<Inner>);

struct Inner {
    recorder: Recorder,
    map: Mutex<Map>,
    /// Told each time a connection has ended.
    parted: Notify,
    tasks: TaskTracker,
    closing: CancellationToken,
}

/// Who is where.
#[derive(Default)]
struct Map {
    hosts: HashMap<String, Vec<IpAddr>>,
    down: HashSet<String>,
    gates: HashMap<(IpAddr, Service), (Peer, SocketAddr)>,
    /// Local ports of callers, from the moment before they connect until the gate has taken note of them.
    callers: HashMap<u16, Caller>,
    /// Connections between hosts of this world that have not ended yet.
    open: HashSet<SessionId>,
    visitor: Option<Peer>,
}

/// What a gate is told about a caller that is a host of this world.
#[derive(Debug, Clone)]
struct Caller {
    peer: Peer,
    session: SessionId,
    opened: EventId,
    stage: Stage,
    letter: Option<LetterId>,
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
    /// A network without hosts, which writes down what happens on it.
    pub fn new(recorder: Recorder) -> Self {
        let (tasks, closing) = (TaskTracker::new(), CancellationToken::new());
        Self(Arc::new(Inner { recorder, map: Mutex::default(), parted: Notify::new(), tasks, closing }))
    }

    /// Where facts are recorded.
    pub fn recorder(&self) -> &Recorder {
        &self.0.recorder
    }

    /// Makes a host known, with its documentation addresses.
    pub fn add_host(&self, name: &str, ips: &[IpAddr]) {
        self.map().hosts.insert(name.to_owned(), ips.to_vec());
    }

    /// Takes a host off the network, or puts it back. One that is down answers nothing.
    pub fn set_up(&self, host: &str, up: bool) {
        let mut map = self.map();
        if up {
            map.down.remove(host)
        } else {
            map.down.insert(host.to_owned())
        };
    }

    /// Says which host is played by a caller from outside this process.
    pub fn set_visitor(&self, host: &str, ip: IpAddr) {
        self.map().visitor = Some(Peer { host: host.to_owned(), ip });
    }

    /// The address that a host calls from: its first one of the family of `like`, or else its first one.
    pub fn ip_of(&self, host: &str, like: IpAddr) -> Option<IpAddr> {
        let map = self.map();
        let ips = map.hosts.get(host)?;
        ips.iter().find(|ip| ip.is_ipv4() == like.is_ipv4()).or_else(|| ips.first()).copied()
    }

    /// Opens a gate: a socket on loopback that stands for `ip` and the port of `service`. Only inside a tokio runtime.
    ///
    /// # Errors
    /// Where no socket can be had.
    pub fn listen(&self, host: &str, ip: IpAddr, service: Service) -> io::Result<Gate> {
        let socket = socket()?;
        let listener = socket.listen(BACKLOG)?;
        let server = Peer { host: host.to_owned(), ip };
        self.map().gates.insert((ip, service), (server.clone(), listener.local_addr()?));
        Ok(Gate::new(self.clone(), listener, server, service))
    }

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
            Err(_) => Err(self.unreachable(&call, to, service, true)),
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

    /// Runs a task that belongs to this world and ends with it.
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let closing = self.0.closing.clone();
        self.0.tasks.spawn(async move {
            tokio::select! {
                () = closing.cancelled() => {}
                () = task => {}
            }
        });
    }

    /// Ends every task of this world and waits for them. Nothing is left behind.
    pub async fn close(self) {
        self.0.closing.cancel();
        self.0.tasks.close();
        self.0.tasks.wait().await;
        *self.map() = Map::default();
    }

    async fn dial(
        &self,
        call: &Call,
        client: Peer,
        server: Peer,
        service: Service,
        door: SocketAddr,
    ) -> io::Result<(TcpStream, SessionId, EventId)> {
        let socket = socket()?;
        let port = socket.local_addr()?.port();
        let session = self.recorder().new_session();
        let fact = Fact::Connected { session, service, client: client.clone(), server, origin: Origin::Host };
        let opened = self.record(call, fact);
        let caller = Caller { peer: client, session, opened, stage: call.stage, letter: call.letter };
        {
            let mut map = self.map();
            map.open.insert(session);
            map.callers.insert(port, caller);
        }
        let stream = socket.connect(door).await.inspect_err(|_| {
            self.map().callers.remove(&port);
            self.part(session);
        })?;
        Ok((stream, session, opened))
    }

    /// That connection has ended.
    fn part(&self, session: SessionId) {
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

    fn map(&self) -> MutexGuard<'_, Map> {
        self.0.map.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A TCP socket on loopback that does not hold small packets back.
fn socket() -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.set_nodelay(true)?;
    socket.bind(LOOPBACK)?;
    Ok(socket)
}

/// A blocking listener on loopback, for a server that is not a gate of any world and speaks to our own doors only.
pub(crate) fn loopback_listener() -> io::Result<std::net::TcpListener> {
    let listener = socket()?.listen(BACKLOG)?.into_std()?;
    listener.set_nonblocking(false)?;
    Ok(listener)
}

/// Connects to such a listener.
pub(crate) async fn connect_backend(address: SocketAddr) -> io::Result<TcpStream> {
    debug_assert!(address.ip().is_loopback());
    socket()?.connect(address).await
}
