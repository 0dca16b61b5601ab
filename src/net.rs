//! The virtual network: documentation addresses outside, loopback sockets inside.
//!
//! A learner sees `mail.a-corp.example [192.0.2.25]`; the socket behind it is a port on 127.0.0.1. A host connects
//! through [`Network::connect`] only, and that can only open a connection to a [`Gate`] of the same world. Nothing else
//! could be reached even by mistake: that is the safety promise of the program. (DNS keeps it too: a resolver knows no
//! address but the port of this world's own server.)
//!
//! ```text
//!   host A ──connect(192.0.2.25, smtp)──►  Network  ──► 127.0.0.1:40123 ──► Gate of host B
//!            from 127.0.0.1:51007,                       "51007? that is host A,
//!            registered as host A                         with letter 1, in stage 3"
//! ```

mod authority;
mod call;
mod faults;
mod gate;
mod lines;
mod middle;
mod outside;
mod places;
mod rush;
mod stream;
mod wire;

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::scenario::Middle;
use crate::trace::{Peer, Recorder, Service, SessionId};

pub(crate) use authority::provider as tls_provider;
pub use authority::{Authority, Identity};
use call::Caller;
pub use call::{Call, Connection, Unreachable};
pub use faults::Faults;
pub use gate::{Gate, Guest};
pub use lines::{Line, Lines};
use places::Visitors;
pub(crate) use rush::Share;
pub use stream::{Counter, Stream, TlsFacts};
pub use wire::Wire;

/// What a caller from outside the world is called.
pub const VISITOR: &str = "visitor";

/// Where every socket of a world lives.
const LOOPBACK: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// How many connections may wait at a gate to be accepted. With fewer, a burst of clients is dropped by the kernel and
/// comes back a second later.
const BACKLOG: u32 = 1024;

/// The network of one world. A clone is the same network.
#[derive(Clone)]
pub struct Network(Arc<Inner>);

struct Inner {
    recorder: Recorder,
    map: Mutex<Map>,
    visitors: Visitors,
    /// Told each time a connection has ended.
    parted: Notify,
    tasks: TaskTracker,
    closing: CancellationToken,
    /// What this machine could not give.
    faults: Faults,
}

/// Who is where.
#[derive(Default)]
struct Map {
    hosts: HashMap<String, Vec<IpAddr>>,
    down: HashSet<String>,
    middles: Vec<Arc<Middle>>,
    gates: HashMap<(IpAddr, Service), (Peer, SocketAddr)>,
    /// Local ports of callers, from the moment before they connect until the gate has taken note of them.
    callers: HashMap<u16, Caller>,
    /// Whom a caller from outside the world plays, at each service of each host.
    played: HashMap<(String, Service), Peer>,
    /// Connections between hosts of this world that have not ended yet.
    open: HashSet<SessionId>,
}

impl Network {
    /// A network without hosts, which writes down what happens on it.
    pub fn new(recorder: Recorder) -> Self {
        Self(Arc::new(Inner {
            recorder,
            map: Mutex::default(),
            visitors: Visitors::default(),
            parted: Notify::new(),
            tasks: TaskTracker::new(),
            closing: CancellationToken::new(),
            faults: Faults::default(),
        }))
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
        let listener = bound()?.listen(BACKLOG)?;
        let server = Peer { host: host.to_owned(), ip };
        self.map().gates.insert((ip, service), (server.clone(), listener.local_addr()?));
        Ok(Gate::new(self.clone(), listener, server, service))
    }

    /// Opens one more gate to a service, at a port on loopback that people outside the world can be told; 0 for any. The
    /// hosts of the world do not use it. Only inside a tokio runtime.
    ///
    /// # Errors
    /// Where that port is taken.
    pub fn listen_outside(&self, host: &str, ip: IpAddr, service: Service, port: u16) -> io::Result<Gate> {
        let socket = socket()?;
        // Who closes a lab and opens it again need not wait until the last connections are forgotten.
        #[cfg(unix)]
        socket.set_reuseaddr(true)?;
        socket.bind(SocketAddr::new(LOOPBACK.ip(), port))?;
        let server = Peer { host: host.to_owned(), ip };
        let gate = Gate::new(self.clone(), socket.listen(BACKLOG)?, server, service);
        Ok(gate.showing(Authority::for_visitors()))
    }

    /// Whoever comes to that service from outside the world plays that host.
    pub fn let_visitors_play(&self, peer: Peer, host: &str, service: Service) {
        self.map().played.insert((host.to_owned(), service), peer);
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

    /// Where to report what the machine could not give.
    pub fn faults(&self) -> &Faults {
        &self.0.faults
    }

    /// Ends every task of this world and waits for them. Nothing is left behind.
    pub async fn close(self) {
        self.0.closing.cancel();
        self.0.tasks.close();
        self.0.tasks.wait().await;
        *self.map() = Map::default();
    }

    fn map(&self) -> MutexGuard<'_, Map> {
        self.0.map.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A TCP socket that does not hold small packets back.
fn socket() -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.set_nodelay(true)?;
    Ok(socket)
}

/// One with a port of its own on loopback.
fn bound() -> io::Result<TcpSocket> {
    let socket = socket()?;
    socket.bind(LOOPBACK)?;
    Ok(socket)
}

/// A TCP socket to call from. It hangs up with a reset: nothing is on its way any more then, and a port that has said a
/// proper goodbye rests for a minute. Thousands of worlds would soon use up all there are.
fn calling() -> io::Result<TcpSocket> {
    let socket = socket()?;
    socket.set_zero_linger()?;
    Ok(socket)
}

/// A blocking listener on loopback, for a server that is not a gate of any world and speaks to our own doors only.
pub(crate) fn loopback_listener() -> io::Result<std::net::TcpListener> {
    let listener = bound()?.listen(BACKLOG)?.into_std()?;
    listener.set_nonblocking(false)?;
    Ok(listener)
}

/// Connects to such a listener, and to nothing that is not on loopback. Nobody asks from which port, so the system finds
/// one: it can use the same one for many listeners.
pub(crate) async fn connect_backend(address: SocketAddr) -> io::Result<TcpStream> {
    if !address.ip().is_loopback() {
        return Err(io::ErrorKind::AddrNotAvailable.into());
    }
    calling()?.connect(address).await
}
