//! The server's end of one connection: lines come in, responses go out, and both are written into the trace first.
//!
//! ```text
//!  socket ──► Lines ──► trace ──► imap_next::server ──► command
//!  socket ◄── outbox ◄── trace ◄── imap_next::server ◄── responses
//! ```
//!
//! The state machine of imap-next does no input or output of its own. It is fed one line at a time, so that a line always
//! stands in the trace before the answer to it; answers are collected and leave the machine together.

use std::io;
use std::time::Duration;

use imap_codec::imap_types::core::{Tag, Text};
use imap_codec::imap_types::response::{CommandContinuationRequest, Data, Greeting, Status};
use imap_next::server::{Error, Event, Options, Server};
use imap_next::{Interrupt, Io, State};

use super::transcript::{Piece, pieces, split_line};
use crate::net::{Line, Lines, Stream, Wire};
use crate::trace::Side;

/// The longest line that a client may send; RFC 2683 §3.2.1.5 asks for 8,000 octets.
const LONGEST_LINE: usize = 8 * 1024;

/// The longest literal that a client may send: a name or a password.
const LONGEST_LITERAL: u32 = 4 * 1024;

/// The longest command with its literals.
const LONGEST_COMMAND: u32 = 32 * 1024;

/// How many lines a client may send in one session.
const MOST_LINES: usize = 10_000;

/// How many octets a client may be sent in one session; each is kept in the trace too.
const MOST_SAID: usize = 256 * 1024 * 1024;

/// How much may gather before it is sent.
const FULL_OUTBOX: usize = 64 * 1024;

/// How long a client may take to read an answer.
const SENDING: Duration = Duration::from_mins(1);

/// How long a client may be silent once it has logged in; the least that RFC 3501 §5.4 allows.
const AUTOLOGOUT: Duration = Duration::from_mins(30);

/// How long it may be silent before it has.
const LOGIN: Duration = Duration::from_mins(1);

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
    outbox: Vec<u8>,
    heard: usize,
    said: usize,
    patience: Duration,
}

impl Talk {
    /// Begins with a greeting, which leaves together with whatever is said next or when a command is waited for.
    pub(super) fn new(stream: Stream, wire: Wire, greeting: Greeting<'static>) -> Self {
        let mut options = Options::default();
        options.max_literal_size = LONGEST_LITERAL;
        options.max_command_size = LONGEST_COMMAND;
        // Either text could only be refused for a line end in it.
        let _ = options.set_literal_accept_text("go on".to_owned());
        let _ = options.set_literal_reject_text("that literal is too long".to_owned());
        let server = Server::new(options, greeting);
        Self {
            server,
            lines: Lines::new(stream, AUTOLOGOUT),
            wire,
            outbox: Vec::new(),
            heard: 0,
            said: 0,
            patience: LOGIN,
        }
    }

    /// Where this conversation is written down.
    pub(super) fn wire(&self) -> &Wire {
        &self.wire
    }

    /// The client has logged in and may take its time from now on.
    pub(super) fn be_patient(&mut self) {
        self.patience = AUTOLOGOUT;
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
                    if !self.read_line().await? {
                        return Ok(Heard::TooLong);
                    }
                }
                Err(Interrupt::Error(error)) => return Ok(unclear(&error)),
            }
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

    /// Says goodbye on the transport.
    pub(super) async fn hang_up(mut self) {
        let _ = tokio::time::timeout(SENDING, self.lines.shutdown()).await;
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
                Piece::Line(line) => self.wire.line(Side::Server, line, true),
                Piece::Content(letter) => self.wire.content(Side::Server, letter, true),
            };
        }
        self.said = self.said.saturating_add(message.len());
        if self.outbox.is_empty() {
            self.outbox = message;
        } else {
            self.outbox.extend_from_slice(&message);
        }
    }

    /// Passes one line on to the state machine; false where it was too long.
    async fn read_line(&mut self) -> Result<bool, End> {
        self.heard += 1;
        if self.heard > MOST_LINES || self.said > MOST_SAID {
            return Err(End::TooMuch);
        }
        let next = tokio::time::timeout(self.patience, self.lines.next(LONGEST_LINE)).await;
        match next.map_err(|_| End::Idle)?? {
            Line::Whole(octets) => {
                self.wire.line(Side::Client, split_line(&octets).0, true);
                self.server.enqueue_input(&octets);
                Ok(true)
            }
            Line::TooLong { .. } => Ok(false),
            Line::Gone => Err(End::Gone),
            Line::Idle => Err(End::Idle),
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
