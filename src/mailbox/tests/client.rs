//! A client that says whatever a test wants.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{HOST, PLAIN, SERVER, World, call};
use crate::net::{Authority, Stream};
use crate::trace::{Service, SessionId};

/// A client that says whatever the test wants.
pub(super) struct Raw(Stream, SessionId);

impl Raw {
    pub(super) async fn connect(world: &World) -> Self {
        let connection = world.network.connect(call(), SERVER, Service::Imap).await.unwrap();
        let config = Authority::shared().client_config();
        Self(Stream::plain(connection.stream).connect_tls(HOST, config).await.unwrap(), connection.session)
    }

    /// At the door that is plain until STARTTLS.
    pub(super) async fn connect_plain(world: &World) -> Self {
        let connection = world.network.connect(call(), PLAIN, Service::Imap).await.unwrap();
        Self(Stream::plain(connection.stream), connection.session)
    }

    pub(super) async fn start_tls(self) -> Self {
        Self(self.0.connect_tls(HOST, Authority::shared().client_config()).await.unwrap(), self.1)
    }

    /// Logged in, with `INBOX` selected.
    pub(super) async fn reading(world: &World) -> Self {
        let mut raw = Self::logged_in(world).await;
        raw.ask(b"s SELECT INBOX\r\n", "s OK").await;
        raw
    }

    pub(super) async fn logged_in(world: &World) -> Self {
        let mut raw = Self::connect(world).await;
        raw.ask(b"a LOGIN mari mari-secret\r\n", "a OK").await;
        raw
    }

    /// Sends octets.
    pub(super) async fn say(&mut self, octets: &[u8]) {
        self.0.write_all(octets).await.unwrap();
        self.0.flush().await.unwrap();
    }

    /// Sends octets, and reads on until a line begins with `until`.
    pub(super) async fn ask(&mut self, octets: &[u8], until: &str) -> String {
        self.say(octets).await;
        let (mut heard, mut line) = (Vec::new(), 0);
        while !(heard.ends_with(b"\r\n") && heard[line..].starts_with(until.as_bytes())) {
            line = if heard.ends_with(b"\n") { heard.len() } else { line };
            let octet = self.0.read_u8().await;
            heard.push(octet.unwrap_or_else(|_| panic!("no {until} in {}", String::from_utf8_lossy(&heard))));
        }
        String::from_utf8_lossy(&heard).into_owned()
    }

    pub(super) async fn ask_line(&mut self, octets: &[u8], until: &str) -> String {
        self.ask(octets, until).await.lines().last().unwrap_or_default().to_owned()
    }

    /// Sends a command, and gives everything up to its tagged answer, which has to begin like that.
    pub(super) async fn command(&mut self, command: &str, answer: &str) -> String {
        let all = self.ask(format!("t {command}\r\n").as_bytes(), "t ").await;
        let last = all.lines().last().unwrap_or_default();
        assert!(last.starts_with(&format!("t {answer}")), "{command}: {last}");
        all.strip_suffix("\r\n").and_then(|all| all.strip_suffix(last)).unwrap_or_default().to_owned()
    }

    /// Hangs up, once the server has heard everything. Which conversation it was.
    pub(super) async fn hang_up(mut self, world: &World) -> SessionId {
        self.0.shutdown().await.ok();
        self.0.read_to_end(&mut Vec::new()).await.ok();
        world.network.parted(self.1).await;
        self.1
    }

    pub(super) async fn has_ended(&mut self) -> bool {
        let mut rest = Vec::new();
        self.0.read_to_end(&mut rest).await.map_or(true, |read| read == 0)
    }
}
