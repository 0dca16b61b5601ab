//! The side of the door that the client sees: what it says and hears is written down on the way.

use std::io;

use crate::net::{Counter, Lines, Wire};
use crate::smtp::visit::Visit;
use crate::trace::{Reply, Side};

/// A client on the doorstep.
pub(super) struct Porch {
    pub(super) lines: Lines,
    pub(super) counter: Counter,
    pub(super) wire: Wire,
    /// Whether the conversation is inside TLS.
    pub(super) secret: bool,
}

impl Porch {
    /// Says a reply to the client, several lines where its text has several.
    pub(super) async fn say(&mut self, reply: &Reply) -> io::Result<()> {
        let mut octets = Vec::new();
        let mut texts = reply.text.split('\n').peekable();
        while let Some(text) = texts.next() {
            let dash = if texts.peek().is_some() { '-' } else { ' ' };
            let line = format!("{}{dash}{text}", reply.code);
            self.wire.line(Side::Server, line.as_bytes(), self.secret);
            octets.extend_from_slice(line.as_bytes());
            octets.extend_from_slice(b"\r\n");
        }
        self.lines.send(&octets).await
    }

    /// Writes down what the client said.
    pub(super) fn heard(&self, line: &[u8]) {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        self.wire.line(Side::Client, line.strip_suffix(b"\r").unwrap_or(line), self.secret);
    }

    /// There is no place for another session.
    pub(super) async fn turn_away(mut self, visit: &Visit) {
        let busy = format!("4.3.2 {} serves as many sessions as it can, come back later", visit.server.host);
        let _ = self.say(&Reply::new(421, busy)).await;
        // Who has no place is not heard out either.
        self.end().await;
    }

    pub(super) async fn close(mut self) {
        self.end().await;
        self.lines.hear_out().await;
    }

    async fn end(&mut self) {
        self.lines.shutdown().await;
        self.wire.closed(self.counter.read(), self.counter.written());
    }
}
