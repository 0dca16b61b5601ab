//! The server's end of one connection: lines come in, responses go out, and both are written into the trace first.
//!
//! ```text
//!  socket ──► Lines ──► trace ──► imap_next::server ──► command
//!  socket ◄── outbox ◄── trace ◄── imap_next::server ◄── responses
//! ```
//!
//! The state machine of imap-next does no input or output of its own. It is fed one line at a time, so that a line always
//! stands in the trace before the answer to it; answers are collected and leave the machine together. What a client sends
//! as a literal is no line: it is read by its length, and a letter stands in the trace in one piece.

mod listening;
mod machine;

use std::io;
use std::time::Duration;

use imap_codec::imap_types::core::{Tag, Text};
use imap_codec::imap_types::response::{CommandContinuationRequest, Data, Greeting, Status};
use imap_next::server::{Error, Event, Server};
use imap_next::{Interrupt, Io, State};
use tokio::sync::watch;
use tokio::time::Instant;

use self::machine::{continued, machine};
use super::incoming::Incoming;
use super::transcript::{Piece, pieces, split_line};
use crate::net::{Identity, Lines, Share, Stream, Wire};
use crate::trace::{Origin, Side};

/// The longest literal of a client that has not logged in: a name or a password.
const LONGEST_WORD: u32 = 4 * 1024;

/// The longest literal of one that has: a letter.
const LONGEST_LETTER: u32 = 8 * 1024 * 1024;

/// How much may gather before it is sent.
const FULL_OUTBOX: usize = 64 * 1024;

/// How long a client may take to read an answer.
const SENDING: Duration = Duration::from_mins(1);

/// How long a client may be silent once it has logged in; the least that RFC 3501 §5.4 allows.
const AUTOLOGOUT: Duration = Duration::from_mins(30);

/// How long each of its lines may take before it has.
const LOGIN: Duration = Duration::from_mins(1);

/// How long it may take until it has.
const STRANGER: Duration = Duration::from_mins(5);

/// What a client has said.
pub(super) enum Heard {
    /// A command, or a part of one.
    Event(Event),
    /// Something that is not a command. Its tag, where it has one.
    Unclear(Option<Tag<'static>>),
    /// A command with a literal beyond all measure. It has been answered.
    Refused,
    /// A line beyond all measure. It has been thrown away.
    TooLong,
}

/// Why there is nothing more to hear.
#[derive(Debug)]
pub(super) enum End {
    /// The client has gone, or the connection broke.
    Gone,
    /// It was silent for too long.
    Idle,
    /// It has said or asked for too much.
    TooMuch,
    /// The letters of others have taken all the room there is.
    NoRoom,
}

impl From<io::Error> for End {
    /// Whichever way a connection breaks, nobody is there any more.
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

/// The server's end of one connection.
pub(super) struct Talk {
    server: Server,
    lines: Lines,
    wire: Wire,
    /// As whom the server shows itself.
    identity: Identity,
    /// Whether all that is said is inside TLS.
    secret: bool,
    longest_literal: u32,
    literal: Incoming,
    /// What the command that comes in takes of the room that all visitors have.
    share: Share,
    outbox: Vec<u8>,
    heard: usize,
    said: usize,
    patience: Duration,
    /// Until when the client has to log in; none once it has.
    login_by: Option<Instant>,
}

impl Talk {
    /// Begins with a greeting, which leaves together with whatever is said next or when a command is waited for.
    pub(super) fn new(
        stream: Stream,
        wire: Wire,
        identity: Identity,
        secret: bool,
        greeting: Greeting<'static>,
    ) -> Self {
        let origin = if wire.visitor().is_some() { Origin::Visitor } else { Origin::Host };
        Self {
            server: machine(LONGEST_WORD, greeting),
            lines: Lines::new(stream, AUTOLOGOUT),
            wire,
            identity,
            secret,
            longest_literal: LONGEST_WORD,
            literal: Incoming::default(),
            share: Share::of(origin),
            outbox: Vec::new(),
            heard: 0,
            said: 0,
            patience: LOGIN,
            login_by: Some(Instant::now() + STRANGER),
        }
    }

    /// Goes on inside TLS (RFC 3501 §6.2.1). Whatever the client has sent ahead of it was not inside, and is forgotten.
    pub(super) async fn start_tls(mut self) -> Option<Self> {
        self.send().await.ok()?;
        let stream = self.lines.into_stream();
        let handshake = tokio::time::timeout(LOGIN, stream.accept_tls(&self.identity)).await;
        let (stream, facts) = handshake.ok()?.ok()?;
        self.wire.tls_started(&facts.version, &facts.cipher);
        Some(Self {
            server: continued(LONGEST_WORD),
            lines: Lines::new(stream, AUTOLOGOUT),
            secret: true,
            literal: Incoming::default(),
            ..self
        })
    }

    /// Whether all that is said is inside TLS.
    pub(super) fn is_secret(&self) -> bool {
        self.secret
    }

    /// Where this conversation is written down.
    pub(super) fn wire(&self) -> &Wire {
        &self.wire
    }

    /// The client has logged in. It may take its time from now on, and send letters.
    pub(super) fn admit(&mut self) {
        self.patience = AUTOLOGOUT;
        self.login_by = None;
        self.longest_literal = LONGEST_LETTER;
        self.server = continued(LONGEST_LETTER);
    }

    /// Greets, and nothing else.
    pub(super) async fn only_greet(mut self) -> Self {
        self.write();
        // A client that has hung up does not hear it, and need not.
        let _ = self.send().await;
        self
    }

    /// Waits for what the client says next.
    pub(super) async fn hear(&mut self) -> Result<Heard, End> {
        loop {
            match self.server.next() {
                Ok(Event::GreetingSent { .. } | Event::ResponseSent { .. }) => {}
                Ok(event) => return Ok(Heard::Event(event)),
                Err(Interrupt::Io(Io::Output(message))) => self.put(message),
                Err(Interrupt::Io(Io::NeedMoreInput)) => {
                    self.send().await?;
                    if !self.literal.goes_on() {
                        self.share.give_back();
                    }
                    if !self.read().await? {
                        return Ok(Heard::TooLong);
                    }
                }
                Err(Interrupt::Error(error)) => return Ok(unclear(&error)),
            }
        }
    }

    /// Waits for what the client says next, or for the bell. None where it has rung.
    pub(super) async fn hear_or(&mut self, bell: &mut watch::Receiver<()>) -> Result<Option<Heard>, End> {
        // Sent first: the bell may break off listening, but not a word in the middle.
        self.send().await?;
        tokio::select! {
            heard = self.hear() => heard.map(Some),
            Ok(()) = bell.changed() => Ok(None),
        }
    }

    /// An untagged response with data. What has gathered leaves when it is much, so that many letters never pile up.
    pub(super) async fn data(&mut self, data: Data<'static>) -> Result<(), End> {
        self.server.enqueue_data(data);
        self.write();
        if self.outbox.len() >= FULL_OUTBOX { self.send().await } else { Ok(()) }
    }

    /// A status response.
    pub(super) fn status(&mut self, status: Status<'static>) {
        self.server.enqueue_status(status);
        self.write();
    }

    /// `+`: the client may go on with AUTHENTICATE.
    pub(super) fn go_on(&mut self) {
        // Refused only outside AUTHENTICATE, where nobody waits for it.
        let _ = self.server.authenticate_continue(CommandContinuationRequest::base64(&b""[..]));
    }

    /// The end of AUTHENTICATE; outside of it, a status response like any other.
    pub(super) fn authenticated(&mut self, status: Status<'static>) {
        if let Err(status) = self.server.authenticate_finish(status) {
            self.server.enqueue_status(status);
        }
        self.write();
    }

    /// `+`: the client may be idle, and is told what happens.
    pub(super) fn be_idle(&mut self) {
        if let Ok(go_on) = CommandContinuationRequest::basic(None, "idling") {
            // Refused only where no IDLE has been heard.
            let _ = self.server.idle_accept(go_on);
        }
        self.write();
    }

    /// The client wants to be idle and may not.
    pub(super) fn not_idle(&mut self, status: Status<'static>) {
        if let Err(status) = self.server.idle_reject(status) {
            self.server.enqueue_status(status);
        }
        self.write();
    }

    /// Sends what has been said so far.
    pub(super) async fn send(&mut self) -> Result<(), End> {
        if self.outbox.is_empty() {
            return Ok(());
        }
        let sent = tokio::time::timeout(SENDING, self.lines.send(&self.outbox)).await;
        self.outbox = Vec::new();
        Ok(sent.map_err(|_| End::Idle)??)
    }

    /// Says goodbye on the transport, and hears out a client that has been served.
    pub(super) async fn hang_up(mut self, was_served: bool) {
        let _ = tokio::time::timeout(SENDING, self.lines.shutdown()).await;
        if was_served {
            self.lines.hear_out().await;
        }
    }

    /// Moves every response that waits in the state machine to the outbox.
    fn write(&mut self) {
        loop {
            match self.server.next() {
                Err(Interrupt::Io(Io::Output(message))) => self.put(message),
                Ok(Event::GreetingSent { .. } | Event::ResponseSent { .. }) => {}
                // The client is not heard before its last line has been answered, so nothing else can be there.
                _ => return,
            }
        }
    }

    fn put(&mut self, message: Vec<u8>) {
        for piece in pieces(&message) {
            match piece {
                Piece::Line(line) => self.wire.line(Side::Server, line, self.secret),
                Piece::Content(letter) => self.wire.content(Side::Server, letter, self.secret),
            };
        }
        self.said = self.said.saturating_add(message.len());
        if self.outbox.is_empty() {
            self.outbox = message;
        } else {
            self.outbox.extend_from_slice(&message);
        }
    }
}

/// What imap-next could make nothing of. A literal that is too large it has answered already.
fn unclear(error: &Error) -> Heard {
    match error {
        Error::LiteralTooLong { .. } => Heard::Refused,
        Error::ExpectedCrlfGotLf { discarded_bytes }
        | Error::MalformedMessage { discarded_bytes }
        | Error::CommandTooLong { discarded_bytes } => Heard::Unclear(tag_of(discarded_bytes.declassify())),
    }
}

/// The first word, where a command follows it.
fn tag_of(octets: &[u8]) -> Option<Tag<'static>> {
    let (line, _) = split_line(octets);
    let at = line.iter().position(|octet| *octet == b' ')?;
    Tag::try_from(line[..at].to_vec()).ok()
}

/// A text for people, as a status response carries it.
pub(super) fn text(words: impl Into<String>) -> Text<'static> {
    Text::try_from(words.into()).unwrap_or_else(|_| Text::unvalidated("no words for it"))
}
