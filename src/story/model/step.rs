//! One step: what it says, what moves, and the lines it rests on.

use serde::Serialize;

use super::{LetterView, Link, Place};
use crate::trace::{EventId, LetterId, Stage};

/// One step: something happened, and this is what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// From 1.
    pub number: usize,
    /// In which stage; none between deliveries.
    pub stage: Option<Stage>,
    /// Where in the stage, so that a screen can group steps.
    pub phase: Phase,
    /// About which letter.
    pub letter: Option<LetterId>,
    /// When, as `2026-11-24 05:30:00`.
    pub time: String,
    /// On which host.
    pub host: String,
    /// What moves on the map; none where everything stands.
    pub motion: Option<Motion>,
    /// A few words.
    pub title: String,
    /// One or two sentences for a newcomer.
    pub text: String,
    /// The teacher's own words, where the scenario has some here.
    pub remark: Option<String>,
    /// How it came out.
    pub tone: Tone,
    /// The wire lines or DNS answers that it rests on: those that are new with this step.
    pub lines: Vec<Line>,
    /// The letter as it is at this moment, where it is about one.
    pub view: Option<LetterView>,
    /// The verdicts known so far about this letter.
    pub verdicts: Vec<Verdict>,
    /// The facts that this step tells, in order.
    pub events: Vec<EventId>,
    /// Earlier steps that made this one happen.
    pub causes: Vec<Link>,
    /// Later steps that it made happen. Their texts tell how those came out: a front end that lets its reader guess shows
    /// only those that come before the next open question.
    pub effects: Vec<Link>,
    /// Mailboxes and queues as they are after this step: those that hold something or have held something.
    pub places: Vec<Place>,
}

/// What kind of moment a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// The scenario changes the world: DNS, a host, time.
    World,
    /// The letter is written.
    Write,
    /// A connection is made and greeted.
    Connect,
    /// TLS begins.
    Encrypt,
    /// A user logs in.
    Login,
    /// The envelope is handed over.
    Envelope,
    /// The letter itself is handed over, and accepted or refused.
    Data,
    /// A sender looks for what a domain says about encryption, or holds its servers to it.
    Policy,
    /// Somebody on the way takes a hand in the conversation.
    Intercept,
    /// A server adds or removes header fields, or signs.
    Stamp,
    /// A server passes the letter on to others, in a new envelope.
    Forward,
    /// DNS is asked.
    Lookup,
    /// SPF.
    Spf,
    /// DKIM, and DKIM2.
    Dkim,
    /// DMARC.
    Dmarc,
    /// ARC.
    Arc,
    /// The receiver decides.
    Decision,
    /// The letter is filed.
    File,
    /// The letter waits for another try.
    Wait,
    /// A bounce is written.
    Bounce,
    /// A report to the owner of a domain is written.
    Report,
    /// The letter is fetched.
    Fetch,
    /// The letter is read: the last step.
    Read,
}

/// How a step came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// It just happened.
    Plain,
    /// It went well.
    Good,
    /// It did not.
    Bad,
    /// Look twice.
    Warn,
}

/// What moved, from where to where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Motion {
    /// From this host; `dns` for DNS.
    pub from: String,
    /// To this host.
    pub to: String,
    /// What.
    pub cargo: Cargo,
    /// How it fared.
    pub outcome: Outcome,
}

/// What can move on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "cargo", rename_all = "kebab-case")]
pub enum Cargo {
    /// A letter in its envelope.
    Letter {
        /// The envelope From; `<>` for a bounce.
        mail_from: String,
        /// The envelope To.
        rcpt_to: String,
        /// Whether it is a bounce.
        bounce: bool,
    },
    /// A question to DNS.
    Question {
        /// Such as `school.example MX`.
        question: String,
    },
    /// Words of a conversation: a greeting, a login.
    Words,
}

/// How a motion fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It arrived.
    Arrived,
    /// It was refused for good.
    Refused,
    /// It was turned away for now.
    Deferred,
    /// Nobody answered.
    Lost,
    /// It arrived, and went to the junk folder.
    Junked,
}

/// A line of a conversation or an answer of DNS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Who said it.
    pub speaker: Speaker,
    /// What it is.
    pub kind: LineKind,
    /// The line, escaped.
    pub text: String,
    /// Whether it was inside TLS: nobody on the way could read it.
    pub secret: bool,
    /// The fact behind it.
    pub event: EventId,
}

/// Who said a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speaker {
    /// The client of the connection, or who asks DNS.
    Client,
    /// The server of the connection, or DNS.
    Server,
    /// Nobody: a remark in between (“TLS begins”), in the reader's language.
    Nobody,
}

/// What a line is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// SMTP.
    Smtp,
    /// A line of the letter itself, after DATA.
    Letter,
    /// IMAP.
    Imap,
    /// DNS.
    Dns,
    /// HTTP.
    Http,
    /// A remark.
    Note,
}

/// A verdict as it stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// `SPF`, `DKIM`, `DMARC`, `ARC`.
    pub method: String,
    /// The RFC's word for the result.
    pub result: String,
    /// The word explained: “pass (成功)”.
    pub gloss: String,
    /// About what: “evil.example, from 198.51.100.25”.
    pub about: String,
    /// Good, bad, or to be looked at twice.
    pub tone: Tone,
    /// The fact.
    pub event: EventId,
}
