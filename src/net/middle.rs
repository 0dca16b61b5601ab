//! A machine in the middle: somebody has got hold of a router between two hosts, and all they say passes through it.
//!
//! The caller's address stays what it is, because packets only pass by here; the two ends notice nothing. What is in clear
//! text can be read and changed. Once TLS has begun there is only noise to pass on (RFC 3207, RFC 7435 §1).
//!
//! ```text
//!   caller ──► near ─┐                                  ┌─► far ──► gate
//!                    └► line by line: reads, takes out, ┘   (from the port that is
//!                       replaces, answers itself             registered as the caller's)
//! ```
//!
//! [`talk`] knows where in the conversation the two ends are, [`letter`] what to do with the lines of a letter.

mod letter;
mod talk;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::TcpStream;

use super::{Caller, Line, Lines, Network, Stream, bound, calling};
use crate::scenario::Middle;
use crate::trace::{Draft, EventId, Fact, Interception, Peer, Service};
use letter::Letter;
use talk::{Talk, Verb, without_line_end};

/// How long a conversation may be silent; the ends have less patience.
const IDLE: Duration = Duration::from_mins(10);

/// The longest line that passes; whoever says a longer one is cut off.
const LONGEST_LINE: usize = 128 * 1024;

/// How many octets are passed on at once where they are no lines.
const CHUNK: usize = 16 * 1024;

/// What the machine in the middle of a connection has done, and the gate has not seen the effects of yet.
#[derive(Debug, Clone, Default)]
pub(super) struct Meddling(Arc<Mutex<Vec<EventId>>>);

impl Meddling {
    fn add(&self, event: EventId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }

    /// All of it; the next fact of the connection happens because of it.
    pub(super) fn take(&self) -> Vec<EventId> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Network {
    /// Puts a machine in the middle of the way between two hosts.
    pub fn put_between(&self, middle: Middle) {
        self.map().middles.push(Arc::new(middle));
    }

    /// The machine in the middle, where there is one that understands what is spoken there.
    pub(super) fn middle_of(&self, client: &str, server: &str, service: Service) -> Option<Arc<Middle>> {
        let understood = matches!(service, Service::Smtp | Service::Submission);
        let map = self.map();
        let stands = |middle: &&Arc<Middle>| middle.stands_between(client, server) && !map.down.contains(&middle.host);
        map.middles.iter().find(stands).filter(|_| understood).cloned()
    }

    /// Leads a connection through that machine; hands back the caller's new end of it.
    pub(super) async fn lead_through(
        &self,
        middle: Arc<Middle>,
        host: Peer,
        far: TcpStream,
        caller: Caller,
    ) -> io::Result<TcpStream> {
        let listener = bound()?.listen(1)?;
        let stream = calling()?.connect(listener.local_addr()?).await?;
        let near = accept_from(&listener, stream.local_addr()?).await?;
        near.set_nodelay(true)?;
        let (client, server) = (Stream::plain(near), Stream::plain(far));
        let machine = Machine {
            client: Lines::new(client, IDLE),
            server: Lines::new(server, IDLE),
            talk: Talk::beginning(),
            letter: Letter::default(),
            notes: Notes { network: self.clone(), host, caller },
            middle,
        };
        self.spawn(machine.stand());
        Ok(stream)
    }
}

/// The connection from that address; whoever else may knock is not let in.
async fn accept_from(listener: &tokio::net::TcpListener, caller: SocketAddr) -> io::Result<TcpStream> {
    loop {
        let (stream, from) = listener.accept().await?;
        if from == caller {
            return Ok(stream);
        }
    }
}

/// Writes down what the machine does.
struct Notes {
    network: Network,
    host: Peer,
    caller: Caller,
}

impl Notes {
    fn write(&self, act: Interception) {
        let recorder = self.network.recorder();
        let cause = recorder.last_line(self.caller.session).unwrap_or(self.caller.opened);
        let fact = Fact::Intercepted { session: self.caller.session, act };
        let draft = Draft::new(&self.host.host, fact).in_stage(self.caller.stage).about(self.caller.letter);
        self.caller.meddling.add(recorder.record(draft.because([cause])));
    }
}

/// The machine, between the two ends of one connection.
struct Machine {
    client: Lines,
    server: Lines,
    talk: Talk,
    letter: Letter,
    notes: Notes,
    middle: Arc<Middle>,
}

impl Machine {
    /// Passes everything on, until one of the two has gone.
    async fn stand(mut self) {
        while self.pass_on().await.is_ok_and(|more| more) {}
        self.client.shutdown().await;
        self.server.shutdown().await;
    }

    /// `false` once one of the two has gone.
    async fn pass_on(&mut self) -> io::Result<bool> {
        let blind = self.talk.is_encrypted();
        tokio::select! {
            said = hear(&mut self.client, blind) => match said? {
                Some(octets) if blind => self.server.send(&octets).await?,
                Some(line) => self.client_says(line).await?,
                None => return Ok(false),
            },
            said = hear(&mut self.server, blind) => match said? {
                Some(octets) if blind => self.client.send(&octets).await?,
                Some(line) => self.server_says(line).await?,
                None => return Ok(false),
            },
        }
        Ok(true)
    }

    async fn client_says(&mut self, line: Vec<u8>) -> io::Result<()> {
        if self.talk.is_letter() {
            let (line, act) = self.letter.pass(line, &self.middle.replaces);
            if let Some(act) = act {
                self.notes.write(act);
            }
            self.talk.letter_line(&line);
            return self.server.send(&line).await;
        }
        let verb = Verb::of(&line);
        if verb == Verb::StartTls && self.middle.strips_starttls {
            return self.answer_starttls(&line).await;
        }
        self.talk.command(verb)?;
        self.server.send(&line).await
    }

    /// In the server's place, as a server does that does not know the command (RFC 5321 §4.2.4).
    async fn answer_starttls(&mut self, line: &[u8]) -> io::Result<()> {
        const REPLY: &str = "502 5.5.1 STARTTLS is not known here";
        self.notes.write(Interception::Answered { said: without_line_end(line).into(), reply: REPLY.into() });
        self.client.send(format!("{REPLY}\r\n").as_bytes()).await
    }

    async fn server_says(&mut self, line: Vec<u8>) -> io::Result<()> {
        let Some(reply) = self.talk.reply_line(line)? else { return Ok(()) };
        let reply = if self.middle.strips_starttls { self.stripped(reply) } else { reply };
        self.client.send(&reply.lines.concat()).await
    }

    fn stripped(&self, mut reply: talk::Reply) -> talk::Reply {
        for act in reply.strip_starttls() {
            self.notes.write(act);
        }
        reply
    }
}

/// The next line, or the next octets where nothing can be understood; none where that end has gone.
async fn hear(end: &mut Lines, blind: bool) -> io::Result<Option<Vec<u8>>> {
    let heard = if blind { end.octets(CHUNK).await? } else { end.next(LONGEST_LINE).await? };
    Ok(match heard {
        Line::Whole(octets) => Some(octets),
        Line::TooLong { .. } | Line::Endless | Line::Gone | Line::Idle => None,
    })
}
