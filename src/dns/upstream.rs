//! Another DNS server on this machine, whose answers are passed on: for letters from the real world.
//!
//! Only an address on loopback is ever asked, as with everything else in this program: a local resolver such as
//! 127.0.0.53, or the server of a lab. What that one does to find an answer is its own business.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, UdpSocket};
use tokio::time::timeout;

use crate::trace::Transport;

/// How long an answer may take. A resolver that has to ask the world needs longer than a zone's own server.
const PATIENCE: Duration = Duration::from_secs(4);

/// The longest answer that is taken over UDP.
const LONGEST_DATAGRAM: usize = 4096;

/// A server on loopback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upstream(SocketAddr);

impl Upstream {
    /// That server; none where the address is not on loopback.
    pub fn at(address: SocketAddr) -> Option<Self> {
        address.ip().to_canonical().is_loopback().then_some(Self(address))
    }

    /// Its address.
    pub fn address(self) -> SocketAddr {
        self.0
    }

    /// What it answers; none where nothing comes.
    pub(super) async fn ask(self, question: &[u8], transport: Transport) -> Option<Vec<u8>> {
        let answer = match transport {
            Transport::Udp => timeout(PATIENCE, self.over_udp(question)).await,
            Transport::Tcp => timeout(PATIENCE, self.over_tcp(question)).await,
        };
        answer.ok()?.ok()
    }

    async fn over_udp(self, question: &[u8]) -> io::Result<Vec<u8>> {
        let socket = UdpSocket::bind(self.here()).await?;
        socket.connect(self.0).await?;
        socket.send(question).await?;
        let mut answer = vec![0; LONGEST_DATAGRAM];
        loop {
            let length = socket.recv(&mut answer).await?;
            // A late answer to somebody else's question has another number.
            if answer.get(..2) == question.get(..2) {
                answer.truncate(length);
                return Ok(answer);
            }
        }
    }

    async fn over_tcp(self, question: &[u8]) -> io::Result<Vec<u8>> {
        let socket = if self.0.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        socket.bind(self.here())?;
        let mut stream = socket.connect(self.0).await?;
        let length = u16::try_from(question.len()).map_err(io::Error::other)?;
        stream.write_all(&[&length.to_be_bytes()[..], question].concat()).await?;
        let length = usize::from(stream.read_u16().await?);
        let mut answer = vec![0; length];
        stream.read_exact(&mut answer).await?;
        Ok(answer)
    }

    /// Any port on loopback, so that nothing can leave by another way.
    fn here(self) -> SocketAddr {
        match self.0.ip() {
            IpAddr::V4(_) => SocketAddr::from(([127, 0, 0, 1], 0)),
            IpAddr::V6(_) => SocketAddr::from((std::net::Ipv6Addr::LOCALHOST, 0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_ever_asked() {
        for address in ["127.0.0.1:53", "127.0.0.53:53", "[::1]:5300", "[::ffff:127.0.0.1]:53"] {
            assert!(Upstream::at(address.parse().unwrap()).is_some(), "{address}");
        }
        for address in ["192.0.2.53:53", "0.0.0.0:53", "[2001:db8::53]:53", "[::]:53", "10.0.0.1:53"] {
            assert!(Upstream::at(address.parse().unwrap()).is_none(), "{address}");
        }
    }
}
