//! One fact: what happened, when, on which host, in which stage, to which letter, and because of what.

use std::net::IpAddr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::proof::dkim::SignedOctets;
use super::{
    Address, Answer, Check, Disposition, DispositionReason, Envelope, Field, Interception, Mistake, NoFooter, Octets,
    Origin, Passing, Peer, Reply, Route, Service, SessionId, Side, Stage, StsFailure, StsFound, StsMode, Time,
    Transport, Writing,
};

/// A number that says which fact this is. Facts are numbered from 0 in the order in which they happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub u32);

/// Which letter. It keeps its number from server to server; a bounce is a letter of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LetterId(pub u32);

/// One fact with its circumstances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its number.
    pub id: EventId,
    /// When, in virtual time.
    pub at: Time,
    /// On which host: who did it, or who noticed it.
    pub host: String,
    /// In which stage; none for what the scenario itself does to the world.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// About which letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterId>,
    /// The earlier facts that made this one happen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<EventId>,
    /// What happened.
    #[serde(flatten)]
    pub fact: Fact,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact {
    /// The scenario's next step begins; its index from 0.
    StepBegan {
        /// Index in the scenario's list of steps.
        step: usize,
    },
    /// Somebody waited, and time jumped.
    TimePassed {
        /// How long.
        wait: Duration,
    },
    /// A `dns` step changed what DNS knows or how it behaves.
    DnsChanged {
        /// The names that it is about, without final dots.
        names: Vec<String>,
    },
    /// A `host` step: a server went down or came back.
    HostChanged {
        /// Whether it answers from now on.
        up: bool,
    },
    /// A letter was written: by a user in a mail client, or by a server (a bounce).
    Written {
        /// The envelope it is put into.
        envelope: Envelope,
        /// Header and body.
        source: Octets,
        /// The names of the header fields that the mail client added by itself.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        supplied: Vec<String>,
        /// How it was written.
        #[serde(default, skip_serializing_if = "Writing::is_usual")]
        how: Writing,
    },
    /// A connection was made.
    Connected {
        /// Its number.
        session: SessionId,
        /// What is served there.
        service: Service,
        /// Who called.
        client: Peer,
        /// Who was called.
        server: Peer,
        /// Whether the caller is a host of the world.
        origin: Origin,
        /// The machine in the middle, where there is one: all of it passes there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        through: Option<Peer>,
    },
    /// A connection could not be made: nobody answers there.
    Unreachable {
        /// What was asked for.
        service: Service,
        /// At which address.
        ip: IpAddr,
        /// Refused at once, rather than without any answer.
        refused: bool,
    },
    /// One line of a conversation, without its CRLF. Inside TLS it is what both ends read, not what the wire showed.
    Line {
        /// The connection.
        session: SessionId,
        /// Who spoke.
        from: Side,
        /// The line.
        octets: Octets,
        /// Whether it was inside TLS.
        secret: bool,
    },
    /// The letter itself crossed the wire, after DATA or APPEND, or in answer to FETCH: as it was sent, dots doubled.
    Content {
        /// The connection.
        session: SessionId,
        /// Who sent it.
        from: Side,
        /// All of it, without the final dot.
        octets: Octets,
        /// Whether it was inside TLS.
        secret: bool,
    },
    /// From here on the connection is encrypted.
    TlsStarted {
        /// The connection.
        session: SessionId,
        /// `TLSv1.3`.
        version: String,
        /// `TLS13_AES_256_GCM_SHA384`.
        cipher: String,
    },
    /// The connection ended.
    Closed {
        /// The connection.
        session: SessionId,
        /// Octets that the client put on the wire, TLS and all.
        client_octets: u64,
        /// Octets that the server put on the wire.
        server_octets: u64,
    },
    /// The machine in the middle of a connection took a hand in it; it is the host of this event.
    Intercepted {
        /// The connection.
        session: SessionId,
        /// What it did.
        #[serde(flatten)]
        act: Interception,
    },
    /// A question to DNS, and its answer; `answer` is none where none came.
    Asked {
        /// The name, without the final dot.
        name: String,
        /// `MX`, `TXT`, …
        rtype: String,
        /// How it travelled.
        transport: Transport,
        /// What came back.
        answer: Option<Answer>,
        /// Whether somebody on the way put it there: the zone does not say so.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        forged: bool,
    },
    /// A user showed, or failed to show, who they are.
    Authenticated {
        /// The name that was given.
        user: String,
        /// Whether the password was right.
        accepted: bool,
    },
    /// A server took responsibility for the letter (250 after DATA).
    Accepted {
        /// The envelope as it arrived here.
        envelope: Envelope,
        /// The letter as it arrived here, before anything is added.
        source: Octets,
    },
    /// A server would not take the letter, or one recipient of it.
    Refused {
        /// Which recipient; none where the whole letter was refused.
        recipient: Option<Address>,
        /// What it said.
        reply: Reply,
    },
    /// A header field was put on top of the letter.
    HeaderAdded {
        /// The field.
        field: Field,
        /// For a signature: what was hashed for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signed: Option<Box<SignedOctets>>,
    },
    /// A header field was taken out.
    HeaderRemoved {
        /// The field.
        field: Field,
    },
    /// A header field was changed where it stands.
    HeaderChanged {
        /// The field as it is now.
        field: Field,
        /// Its value before.
        before: Octets,
    },
    /// A text was appended to the body.
    FooterAdded {
        /// The text, with CRLF line ends.
        octets: Octets,
    },
    /// A text that belongs under every letter was not appended to this one.
    FooterLeftOut {
        /// Why.
        why: NoFooter,
    },
    /// A recipient of the letter has no mailbox on this server: it goes on to others, in a new envelope.
    Forwarded {
        /// Which recipient.
        recipient: Address,
        /// Why it goes on.
        #[serde(flatten)]
        how: Passing,
        /// The reverse-path with which it came.
        was: Address,
        /// The envelope in which it goes on.
        envelope: Envelope,
    },
    /// Where the letter for this domain will be taken.
    Routed {
        /// The domain behind the `@`.
        domain: String,
        /// What DNS said.
        #[serde(flatten)]
        route: Route,
    },
    /// A sender looked for what the recipient's domain says about encryption (RFC 8461).
    StsPolicy {
        /// The domain.
        domain: String,
        /// What came of it.
        #[serde(flatten)]
        found: StsFound,
    },
    /// A sender held a mail server against that policy.
    StsChecked {
        /// The domain.
        domain: String,
        /// The mail server, by the name that DNS has for it.
        server: String,
        /// What the policy asks for.
        mode: StsMode,
        /// What is wrong; none where all is right.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        failure: Option<StsFailure>,
    },
    /// A check of the receiver came out.
    Checked {
        /// The check.
        #[serde(flatten)]
        check: Check,
    },
    /// A naive server made a mistake that its author has told it to make.
    Mistaken {
        /// Which.
        mistake: Mistake,
        /// What it believes because of it: a domain, a name, a From; none where it only takes what it should refuse.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        believed: Option<String>,
    },
    /// The receiver decided.
    Decided {
        /// What it does with the letter.
        disposition: Disposition,
        /// Why.
        #[serde(flatten)]
        reason: DispositionReason,
    },
    /// The letter lies in a folder.
    Filed {
        /// Whose mailbox: the name of the user.
        user: String,
        /// For which recipient of the envelope.
        recipient: Address,
        /// `INBOX` or `Junk`.
        folder: String,
        /// The letter's number there.
        uid: u32,
        /// The letter as it was filed, every added field in it.
        source: Octets,
    },
    /// The letter waits in the queue and will be tried again.
    Deferred {
        /// Which recipients.
        recipients: Vec<Address>,
        /// Which try this was, from 1.
        attempt: u32,
        /// When the next one is.
        until: Time,
        /// What the other server said, or what a server says when nobody answers.
        reply: Reply,
    },
    /// The other server took the letter for these recipients.
    Relayed {
        /// Which recipients.
        recipients: Vec<Address>,
        /// Its answer after DATA.
        reply: Reply,
    },
    /// The server gave up for these recipients.
    Failed {
        /// Which recipients.
        recipients: Vec<Address>,
        /// Why, as a reply: the other server's, or one of RFC 3463's for what happened here.
        reply: Reply,
    },
    /// A bounce was written for a letter that failed; it is the letter of this event.
    Bounced {
        /// The letter that failed.
        about: LetterId,
    },
    /// A server writes to the owner of a domain what it has seen in the domain's name; it is the letter of this event.
    Reported {
        /// The domain.
        domain: String,
        /// How many letters it has seen.
        letters: u32,
        /// From how many addresses.
        sources: usize,
    },
    /// A report is not sent to that address: nobody there has said that it is wanted.
    NotReported {
        /// The domain that it would be about.
        domain: String,
        /// Where its owner wants it to go.
        to: Address,
    },
    /// Somebody sets out to throw away all letters of a folder.
    TidyingBegan {
        /// Whose mailbox.
        user: String,
        /// Which folder.
        folder: String,
    },
    /// Somebody threw away all letters of a folder.
    Emptied {
        /// Whose mailbox.
        user: String,
        /// Which folder.
        folder: String,
        /// How many letters there were.
        letters: usize,
    },
    /// The letter was fetched into the mail client.
    Fetched {
        /// From whose mailbox.
        user: String,
        /// From which folder.
        folder: String,
        /// Its number there.
        uid: u32,
        /// The letter as it arrived in the client.
        source: Octets,
    },
}
