//! A host of the world that stands for a mail server outside it: somebody's own, on this machine.
//!
//! ```text
//!   host A ──► Gate of mail.a-corp.example ──► 127.0.0.1:2526, a real Postfix
//!              (every line is written down on the way)
//! ```
//!
//! Only loopback is ever connected to. The conversation stays in plain text, so that it can be told: STARTTLS is taken out
//! of what the other server offers, and who needs it is told so.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use super::{Guest, Line, Lines, Network, Stream, Wire};
use crate::trace::{Service, Side};

/// How long that server may take to answer a call.
const CONNECTING: Duration = Duration::from_secs(5);

/// How long each side may stay silent.
const IDLE: Duration = Duration::from_mins(5);

/// The longest line that is passed on.
const LONGEST_LINE: usize = 4096;

/// How many lines one reply may have.
const MOST_LINES: usize = 100;

/// The longest letter that is passed on.
const LONGEST_LETTER: usize = 64 * 1024 * 1024;

impl Network {
    /// Whoever in the world connects to port 25 of that host reaches a server outside the world, on loopback.
    ///
    /// # Errors
    /// Where the address is not on loopback, or no socket can be had.
    pub fn open_to_outside(&self, host: &str, ip: IpAddr, server: SocketAddr) -> io::Result<()> {
        if !server.ip().to_canonical().is_loopback() {
            return Err(io::ErrorKind::AddrNotAvailable.into());
        }
        let gate = self.listen(host, ip, Service::Smtp)?;
        let world = self.clone();
        self.spawn(async move {
            while let Some(guest) = gate.accept().await {
                world.spawn(pass_on(guest, server));
            }
        });
        Ok(())
    }
}

/// Brings one caller together with the server.
async fn pass_on(guest: Guest, server: SocketAddr) {
    let (stream, counter) = Stream::counted(guest.stream);
    // Where nobody answers, the caller sees that nobody does.
    let Ok(Ok(there)) = timeout(CONNECTING, call(server)).await else {
        guest.wire.closed(counter.read(), counter.written());
        return;
    };
    let mut passage = Passage {
        client: Lines::new(stream, IDLE),
        server: Lines::new(Stream::plain(there), IDLE),
        wire: guest.wire.clone(),
    };
    // A conversation that breaks has ended as well.
    let _ = passage.converse().await;
    passage.client.shutdown().await;
    passage.server.shutdown().await;
    guest.wire.closed(counter.read(), counter.written());
}

async fn call(server: SocketAddr) -> io::Result<TcpStream> {
    let (socket, here) = match server.ip() {
        IpAddr::V4(_) => (TcpSocket::new_v4()?, SocketAddr::from((Ipv4Addr::LOCALHOST, 0))),
        IpAddr::V6(_) => (TcpSocket::new_v6()?, SocketAddr::from((Ipv6Addr::LOCALHOST, 0))),
    };
    socket.set_nodelay(true)?;
    socket.bind(here)?;
    socket.connect(server).await
}

/// A conversation that passes through.
struct Passage {
    client: Lines,
    server: Lines,
    wire: Wire,
}

impl Passage {
    /// A reply, a command, a reply, … until one side has gone.
    async fn converse(&mut self) -> io::Result<()> {
        let mut command = Vec::new();
        loop {
            let Some(code) = self.reply(&command).await? else { return Ok(()) };
            if code == *b"354" && !self.letter().await? {
                return Ok(());
            }
            if code == *b"354" {
                command.clear();
                continue;
            }
            let Line::Whole(line) = self.client.next(LONGEST_LINE).await? else { return Ok(()) };
            self.wire.line(Side::Client, line.trim_ascii_end(), false);
            self.server.send(&line).await?;
            command = line.to_ascii_uppercase();
        }
    }

    /// Passes a whole reply on; its code, where one came.
    async fn reply(&mut self, command: &[u8]) -> io::Result<Option<[u8; 3]>> {
        let mut lines: Vec<Vec<u8>> = Vec::new();
        while lines.len() < MOST_LINES {
            let Line::Whole(line) = self.server.next(LONGEST_LINE).await? else { return Ok(None) };
            let goes_on = line.get(3) == Some(&b'-');
            lines.push(line.trim_ascii_end().to_vec());
            if !goes_on {
                break;
            }
        }
        if command.starts_with(b"EHLO") {
            lines.retain(|line| !line.get(4..).is_some_and(|word| word.eq_ignore_ascii_case(b"STARTTLS")));
        }
        let last = lines.len().saturating_sub(1);
        for (at, line) in lines.iter_mut().enumerate() {
            if let Some(mark) = line.get_mut(3) {
                *mark = if at == last { b' ' } else { b'-' };
            }
            self.wire.line(Side::Server, line, false);
            self.client.send(&[line.as_slice(), b"\r\n"].concat()).await?;
        }
        Ok(lines.last().and_then(|line| line.first_chunk().copied()))
    }

    /// Passes a letter on, to its final dot; `false` where it has none, or is too long.
    async fn letter(&mut self) -> io::Result<bool> {
        let mut letter = Vec::new();
        while letter.len() < LONGEST_LETTER {
            let Line::Whole(line) = self.client.next(LONGEST_LINE).await? else { return Ok(false) };
            self.server.send(&line).await?;
            if line == b".\r\n" {
                self.wire.content(Side::Client, letter, false);
                return Ok(true);
            }
            letter.extend_from_slice(&line);
        }
        Ok(false)
    }
}
