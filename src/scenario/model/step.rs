//! `[[step]]`: what happens.

use std::ops::Range;
use std::time::Duration;

use super::{Expect, Raw, ZoneRecord};
use crate::trace::Envelope;

/// One step of the scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub kind: StepKind,
    /// What must come of it.
    pub expect: Expect,
    /// Where the step stands in the file.
    pub span: Range<usize>,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepKind {
    /// A letter is sent, and travels as far as it gets. One that has to wait in a queue waits for the next step where that
    /// changes something (`dns`, `host`, `wait`); otherwise time jumps to each further try.
    Send(Box<Send>),
    /// SMTP is typed by hand; a letter that comes of it travels like any other.
    Raw(Raw),
    /// Virtual time passes: retries come due.
    Wait(Duration),
    /// DNS changes.
    Dns(DnsStep),
    /// A server goes down or comes back.
    Host(HostStep),
    /// Somebody throws away all letters of a folder.
    Empty(EmptyStep),
    /// The day of a receiving server ends: it writes to the owners of domains what it has seen in their names (RFC 9990).
    Report {
        /// Which server.
        host: String,
    },
}

impl StepKind {
    /// Whether a letter may come of it: a `send` or `raw` step, by which questions and remarks are counted.
    pub fn sends(&self) -> bool {
        matches!(self, Self::Send(_) | Self::Raw(_))
    }
}

/// A letter to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Send {
    /// The PC that it is written on; or a server, which then sends it by itself, with no submission.
    pub from: String,
    /// The server that it is submitted to; none where `from` is a server.
    pub via: Option<String>,
    /// The name to say in EHLO, where it is not the host's own.
    pub helo: Option<String>,
    /// The envelope.
    pub envelope: Envelope,
    /// The header fields as the author wrote them, in order. The client adds `Date`, `Message-ID` and the MIME fields
    /// where they are not among them.
    pub header: Vec<(String, String)>,
    /// The body. Its line ends are `\n` here and CRLF in the letter.
    pub body: String,
    /// The password to log in with, where it is not the right one.
    pub password: Option<String>,
    /// Whether to log in at all.
    pub login: bool,
    /// Whether the sender's server signs, where the domain has a key.
    pub sign: bool,
    /// The letter that goes out once more, where it is no new one: it then has neither `header` nor `body`.
    pub again: Option<Again>,
}

/// A letter of an earlier step, as its reader holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Of which `send` step, from 0.
    pub send: usize,
    /// What is added below, with `\n` for line ends; often nothing.
    pub append: String,
}

/// A change of DNS.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DnsStep {
    /// Records to publish; they replace all records of the same name and type.
    pub set: Vec<ZoneRecord>,
    /// Names whose records go away, all of them, or those of one type.
    pub remove: Vec<(String, Option<String>)>,
    /// Records that somebody puts into the answers; the zones do not know them.
    pub forge: Vec<ZoneRecord>,
    /// Names about which nobody answers from now on.
    pub timeout: Vec<String>,
    /// Names about which the server fails from now on.
    pub servfail: Vec<String>,
    /// Names about which it answers again, and truly.
    pub answer: Vec<String>,
}

/// A change of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostStep {
    /// Which.
    pub host: String,
    /// Up from now on, or down.
    pub up: bool,
}

/// A mailbox is cleared out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmptyStep {
    /// The PC on which its owner does so.
    pub pc: String,
    /// The folder.
    pub folder: String,
}
