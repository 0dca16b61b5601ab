//! A line: two ports of the server, one for UDP and one for TCP, that questions of one asker come in on.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::asker::Asker;
use super::desk::Desk;
use crate::net::Faults;
use crate::trace::Transport;

/// Where every socket of a world lives.
pub(super) const LOOPBACK: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// The longest question that is looked at. Real ones are far shorter.
const LONGEST_QUESTION: usize = 4096;

/// How many TCP connections a line serves at once; a host waits for a place.
const MOST_CONNECTIONS: usize = 16;

/// How many of visitors; further ones are closed at once, as RFC 7766 §6.2.3 lets a server do.
const MOST_VISITORS: usize = 256;

/// How long a TCP connection may be idle (RFC 7766 §6.2.3 suggests seconds).
const IDLE: Duration = Duration::from_secs(5);

/// How many messages one TCP connection may bring.
const MOST_MESSAGES: usize = 10_000;

/// How often the same port is tried for UDP and TCP before they may differ.
const TRIES: usize = 8;

/// How many errors in a row a socket may have before it is given up.
const MOST_ERRORS: usize = 100;

/// What the lines of a world have in common. A clone is the same one.
#[derive(Clone)]
pub(super) struct Exchange {
    pub(super) desk: Arc<Desk>,
    pub(super) tasks: TaskTracker,
    pub(super) closing: CancellationToken,
    pub(super) faults: Faults,
}

/// The two sockets of a line.
pub(super) struct Sockets {
    udp: UdpSocket,
    tcp: TcpListener,
}

impl Sockets {
    /// Any two ports.
    pub(super) fn open() -> io::Result<Self> {
        Ok(Self { udp: udp(LOOPBACK)?, tcp: tcp(LOOPBACK)? })
    }

    /// The same port twice, where one can be had.
    pub(super) fn open_alike() -> io::Result<Self> {
        for _ in 0..TRIES {
            let udp = udp(LOOPBACK)?;
            if let Ok(tcp) = tcp(udp.local_addr()?) {
                return Ok(Self { udp, tcp });
            }
        }
        Self::open()
    }

    /// That port, for both.
    pub(super) fn open_at(port: u16) -> io::Result<Self> {
        let address = SocketAddr::new(LOOPBACK.ip(), port);
        Ok(Self { udp: udp(address)?, tcp: tcp(address)? })
    }

    pub(super) fn udp_address(&self) -> io::Result<SocketAddr> {
        self.udp.local_addr()
    }

    pub(super) fn tcp_address(&self) -> io::Result<SocketAddr> {
        self.tcp.local_addr()
    }

    /// Answers on both until `closing`.
    pub(super) fn serve(self, exchange: &Exchange, asker: impl Into<Arc<Asker>>, closing: CancellationToken) {
        let asker = asker.into();
        let line = Served { exchange: exchange.clone(), asker, closing };
        exchange.tasks.spawn(line.clone().datagrams(self.udp));
        exchange.tasks.spawn(line.connections(self.tcp));
    }
}

/// A connection, from where it comes, and its place.
type Admitted = (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>);

#[derive(Clone)]
struct Served {
    exchange: Exchange,
    asker: Arc<Asker>,
    closing: CancellationToken,
}

impl Served {
    /// One datagram after the other: an answer takes microseconds, so none waits long, and there is no queue to bound
    /// but the kernel's.
    async fn datagrams(self, socket: UdpSocket) {
        let mut buffer = vec![0; LONGEST_QUESTION];
        let mut errors = 0;
        while errors < MOST_ERRORS {
            let received = tokio::select! {
                () = self.closing.cancelled() => return,
                received = socket.recv_from(&mut buffer) => received,
            };
            let Ok((length, from)) = received else {
                errors += 1;
                continue;
            };
            errors = 0;
            let question = buffer.get(..length).unwrap_or_default();
            if let Some(answer) = self.exchange.desk.answer(&self.asker, question, from, Transport::Udp).await {
                // Who has gone away in the meantime needs no answer.
                let _ = socket.send_to(&answer, from).await;
            }
        }
    }

    async fn connections(self, listener: TcpListener) {
        let most = if self.asker.resolves { MOST_CONNECTIONS } else { MOST_VISITORS };
        let places = Arc::new(Semaphore::new(most));
        let mut errors = 0;
        while errors < MOST_ERRORS {
            let accepted = tokio::select! {
                () = self.closing.cancelled() => return,
                accepted = self.admitted(&listener, &places) => accepted,
            };
            let Ok((stream, from, place)) = accepted else {
                errors += 1;
                continue;
            };
            errors = 0;
            let Some(place) = place else { continue };
            let line = self.clone();
            self.exchange.tasks.spawn(async move {
                tokio::select! {
                    () = line.closing.cancelled() => {}
                    _ = line.conversation(stream, from) => {}
                }
                drop(place);
            });
        }
    }

    /// The next connection, and its place; a visitor may find none.
    async fn admitted(&self, listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<Admitted> {
        if self.asker.resolves {
            let place = places.clone().acquire_owned().await.ok();
            let (stream, from) = listener.accept().await?;
            return Ok((stream, from, place));
        }
        let (stream, from) = listener.accept().await?;
        Ok((stream, from, places.clone().try_acquire_owned().ok()))
    }

    /// Each message is preceded by its length in two octets (RFC 1035 §4.2.2).
    async fn conversation(&self, mut stream: TcpStream, from: SocketAddr) -> io::Result<()> {
        stream.set_nodelay(true)?;
        for _ in 0..MOST_MESSAGES {
            let question = timeout(IDLE, read_message(&mut stream)).await??;
            let Some(answer) = self.exchange.desk.answer(&self.asker, &question, from, Transport::Tcp).await else {
                continue;
            };
            let length = u16::try_from(answer.len()).map_err(io::Error::other)?;
            let framed = [&length.to_be_bytes()[..], &answer].concat();
            timeout(IDLE, stream.write_all(&framed)).await??;
        }
        Ok(())
    }
}

async fn read_message(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let length = usize::from(stream.read_u16().await?);
    if length > LONGEST_QUESTION {
        return Err(io::Error::from(io::ErrorKind::InvalidData));
    }
    let mut message = vec![0; length];
    stream.read_exact(&mut message).await?;
    Ok(message)
}

fn udp(address: SocketAddr) -> io::Result<UdpSocket> {
    let socket = std::net::UdpSocket::bind(address)?;
    socket.set_nonblocking(true)?;
    UdpSocket::from_std(socket)
}

fn tcp(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}
