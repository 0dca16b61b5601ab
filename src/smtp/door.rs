//! The front door before each SMTP address: it knows the caller, writes down the conversation, keeps the bounds, and
//! speaks RFC 5321 where the server behind it speaks only a part of it.
//!
//! ```text
//!            EHLO kimura-pc                        EHLO 7f3a.12.door.invalid
//!   client ◄───────────────► Door (one task each) ◄───────────────► mailin (a thread of its own)
//!            250-mail.a-corp.example …             250-server offers extensions: …
//!                              │
//!                              └── every line into the trace, before it is passed on
//! ```
//!
//! A caller is heard out for as long as it keeps within the [`Bounds`] and is told when it does not: 421 4.4.2 where it is
//! too slow, 421 4.7.0 where it says too much, 421 4.3.2 where there is no place for one more.
//!
//! What may follow what is decided by mailin, who may do what by the [`MailServer`]. The door sees both, so it ends TLS
//! too: the trace holds what client and server understood, and says that nobody on the way could read it.

mod backline;
mod bounds;
mod command;
mod letter;
mod login;
mod obey;
mod path;
mod porch;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use tokio::time::Instant;

use self::backline::Backline;
pub use self::bounds::Bounds;
use self::command::Command;
use self::porch::Porch;
use super::backend::Registered;
use super::naive;
use super::visit::{MailServer, Trail, Visit};
use crate::net::{Gate, Guest, Identity, Line, Lines, Network, Stream};
use crate::trace::{Fact, Reply, Service};

/// Opens a door for `host` at `ip`: [`Service::Submission`] or [`Service::Smtp`]. Says where on loopback it is.
///
/// # Errors
/// Where no socket can be had.
pub fn open(
    network: &Network,
    host: &str,
    ip: IpAddr,
    service: Service,
    server: Arc<dyn MailServer>,
    bounds: Bounds,
) -> io::Result<SocketAddr> {
    let gate = network.listen(host, ip, service)?;
    let address = gate.local_addr()?;
    attend(network, gate, service, server, bounds);
    Ok(address)
}

/// Serves whoever comes in through a gate, until the network closes.
pub fn attend(network: &Network, gate: Gate, service: Service, server: Arc<dyn MailServer>, bounds: Bounds) {
    let world = network.clone();
    network.spawn(async move {
        while let Some(guest) = gate.accept().await {
            let serving = serve(guest, service, server.clone(), bounds);
            world.spawn(serving);
        }
    });
}

/// Serves one caller until one of the two has had enough.
async fn serve(guest: Guest, service: Service, server: Arc<dyn MailServer>, bounds: Bounds) {
    let (stream, counter) = Stream::counted(guest.stream);
    let lines = Lines::new(stream, if guest.hurried { bounds.hurried } else { bounds.idle });
    let visit = Visit {
        session: guest.wire.session(),
        client: guest.client,
        server: guest.server,
        origin: guest.origin,
        service,
        stage: guest.stage,
        letter: guest.letter,
        helo: String::new(),
        esmtp: false,
        tls: None,
        user: None,
        last: guest.wire.last(),
        trail: Trail::beginning(guest.wire.last()),
    };
    let identity = guest.identity;
    let porch = Porch { lines, counter, wire: guest.wire, secret: false };
    // A broken connection is an ending like any other; what was said before it stands in the trace.
    if guest.place.is_none() {
        porch.turn_away(&visit).await;
    } else if let Some(door) = Door::open(porch, visit, server, bounds, identity).await {
        door.converse().await;
    }
}

/// One session.
struct Door {
    porch: Porch,
    backline: Backline,
    registered: Registered,
    host: String,
    service: Service,
    /// As whom the server shows itself.
    identity: Identity,
    bounds: Bounds,
    /// When it has lasted long enough.
    end: Instant,
    /// How many commands the client has left.
    patience: u32,
    /// How many more of them may be wrong.
    leniency: u32,
    /// The recipients of the letter that is being announced; none where no letter is.
    recipients: Option<usize>,
    /// Whether the next letter is one that nobody in this world has written down: a visitor's, or the second one in a
    /// conversation that is about one.
    strange: bool,
}

/// How a session goes on after a command.
enum Next {
    Go,
    Encrypt,
    End,
}

impl Door {
    /// None where there is no place, or the machine has none to give.
    async fn open(
        porch: Porch,
        visit: Visit,
        server: Arc<dyn MailServer>,
        bounds: Bounds,
        identity: Identity,
    ) -> Option<Self> {
        let (service, host) = (visit.service, visit.server.host.clone());
        let backline = match Backline::open(service, visit.origin, bounds.idle).await {
            Ok(Some(backline)) => backline,
            Ok(None) => {
                porch.turn_away(&visit).await;
                return None;
            }
            Err(error) => {
                porch.wire.faults().report(error);
                porch.turn_away(&visit).await;
                return None;
            }
        };
        let strange = visit.letter.is_none();
        let registered = Registered::new(visit, server);
        let (patience, leniency, end) = (bounds.commands, bounds.mistakes, Instant::now() + bounds.session);
        Some(Self {
            porch,
            backline,
            registered,
            host,
            service,
            identity,
            bounds,
            end,
            patience,
            leniency,
            recipients: None,
            strange,
        })
    }

    /// The whole conversation, greeting to goodbye.
    async fn converse(mut self) {
        let greeting = Reply::new(220, format!("{} ESMTP tegami", self.host));
        let mut next = self.porch.say(&greeting).await.map(|()| Next::Go);
        loop {
            next = match next {
                Ok(Next::Go) => self.next().await,
                Ok(Next::Encrypt) => match self.encrypt().await {
                    Some(encrypted) => {
                        self = encrypted;
                        Ok(Next::Go)
                    }
                    None => return,
                },
                Ok(Next::End) | Err(_) => break,
            };
        }
        self.porch.close().await;
    }

    /// One line of the client, and what comes of it.
    async fn next(&mut self) -> io::Result<Next> {
        if Instant::now() >= self.end {
            return self.leave(self.too_slow()).await;
        }
        match self.porch.lines.next(self.bounds.line).await? {
            Line::Whole(line) => {
                self.porch.heard(&line);
                self.take_note();
                self.backline.stay_awake().await?;
                match Command::parse(&line) {
                    Ok(command) => self.obey(command).await,
                    Err(reply) => self.refuse_unless_naive(&line, reply).await,
                }
            }
            Line::TooLong { .. } => {
                self.refuse(Reply::new(500, format!("5.5.2 a line has at most {} octets", self.bounds.line))).await
            }
            Line::Idle => self.leave(self.too_slow()).await,
            Line::Endless => self.leave(self.endless()).await,
            Line::Gone => Ok(Next::End),
        }
    }

    fn too_slow(&self) -> Reply {
        Reply::new(421, format!("4.4.2 {} has waited long enough", self.host))
    }

    fn endless(&self) -> Reply {
        Reply::new(421, format!("4.7.0 {} has heard enough of a line without an end", self.host))
    }

    /// What is decided from now on is decided because of the last line.
    fn take_note(&self) {
        self.registered.session.state().visit.last = self.porch.wire.last();
    }

    /// A copy of what is known about the session.
    fn visit(&self) -> Visit {
        self.registered.session.state().visit.clone()
    }

    /// Says a reply and goes on, as long as there is patience left.
    async fn answer(&mut self, reply: Reply) -> io::Result<Next> {
        self.patience = self.patience.saturating_sub(1);
        if !reply.is_positive() && !reply.is_transient() {
            self.leniency = self.leniency.saturating_sub(1);
        }
        self.porch.say(&reply).await?;
        if self.patience == 0 || self.leniency == 0 {
            let why = if self.patience == 0 { "commands" } else { "mistakes" };
            return self.leave(Reply::new(421, format!("4.7.0 {} has heard too many {why}", self.host))).await;
        }
        Ok(if reply.code == 421 { Next::End } else { Next::Go })
    }

    /// A naive server takes a sender that is none.
    async fn refuse_unless_naive(&mut self, line: &[u8], reply: Reply) -> io::Result<Next> {
        let Some((from, mistake)) = naive::sender(self.registered.session.server.mistakes(), line) else {
            return self.refuse(reply).await;
        };
        let next = self.obey(Command::Mail { from, size: None, utf8: false }).await?;
        self.porch.wire.note(Fact::Mistaken { mistake, believed: None });
        Ok(next)
    }

    async fn refuse(&mut self, reply: Reply) -> io::Result<Next> {
        self.answer(reply).await
    }

    /// Says the last word.
    async fn leave(&mut self, reply: Reply) -> io::Result<Next> {
        self.porch.say(&reply).await?;
        Ok(Next::End)
    }

    /// TLS on both sides of the door: towards the client under the host's own name, and towards mailin where it logs
    /// users in. None where a handshake failed; the session is over then.
    async fn encrypt(self) -> Option<Self> {
        let Self { porch, backline, registered, .. } = self;
        let Porch { lines, counter, wire, .. } = porch;
        let with_backend = self.service == Service::Submission;
        let client = tokio::time::timeout(self.bounds.handshake, lines.into_stream().accept_tls(&self.identity));
        let backend = async { if with_backend { backline.encrypt().await } else { Ok(backline) } };
        let (client, backend) = tokio::join!(client, backend);
        let (Ok(Ok((stream, facts))), Ok(backline)) = (client, backend) else {
            wire.closed(counter.read(), counter.written());
            return None;
        };
        let begun = wire.tls_started(&facts.version, &facts.cipher);
        {
            let mut state = registered.session.state();
            (state.visit.tls, state.visit.trail.tls) = (Some(facts), Some(begun));
            state.visit.helo.clear();
        }
        let porch = Porch { lines: Lines::new(stream, self.bounds.idle), counter, wire, secret: true };
        Some(Self { porch, backline, registered, ..self })
    }
}

/// Which replies mailin gives without an enhanced status code (RFC 3463), and what a client hears instead.
fn enhanced(reply: Reply) -> Reply {
    if reply.status().is_some() {
        return reply;
    }
    let text = match reply.code {
        503 => "5.5.1 not now: this command comes too early, or a second time",
        500..=502 => "5.5.2 this command is not understood",
        421 => "4.3.0 something has gone wrong here, come back later",
        451 => "4.3.0 something has gone wrong here, try again later",
        _ => return Reply::new(reply.code, format!("{}.0.0 {}", reply.code / 100, reply.text)),
    };
    Reply::new(reply.code, text)
}
