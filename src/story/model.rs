//! The story: steps in order, each with all that a screen needs to draw it.
//!
//! Everything in here is already in the reader's language and safe to show: control characters and bytes that are not
//! text have been escaped. A front end lays it out and adds nothing.

use serde::Serialize;

use crate::lang::Lang;
use crate::scenario::Moment;
use crate::trace::{EventId, LetterId, Stage};

/// A whole story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Story {
    /// The scenario's name.
    pub name: String,
    /// In which language.
    pub lang: Lang,
    /// The lesson's title.
    pub title: String,
    /// Its goal; empty where the author gave none.
    pub goal: String,
    /// Who takes part, left to right as the stages go, others behind them.
    pub actors: Vec<Actor>,
    /// What happens.
    pub steps: Vec<Step>,
    /// The questions, in the order in which they come up.
    pub questions: Vec<Question>,
    /// How each letter that was sent ended.
    pub endings: Vec<Ending>,
}

/// A host, or DNS, as it stands on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// The host's name; `dns` for DNS.
    pub host: String,
    /// What it is in this story.
    pub kind: ActorKind,
    /// What it is in the reader's words: “receiver's mail server”.
    pub label: String,
    /// Its addresses, joined by `, `; empty for DNS.
    pub address: String,
}

/// What an actor is in the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// The first sender's PC.
    SenderPc,
    /// The first sender's server.
    SenderServer,
    /// DNS.
    Dns,
    /// The server of the first recipient.
    ReceiverServer,
    /// The PC of the first recipient.
    ReceiverPc,
    /// Any other host.
    Other,
}

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
    /// A server adds or removes header fields, or signs.
    Stamp,
    /// DNS is asked.
    Lookup,
    /// SPF.
    Spf,
    /// DKIM.
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
    /// A remark.
    Note,
}

/// The letter at one moment: envelope beside header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterView {
    /// Envelope From, `<>` where it is null; none once the letter is out of its envelope (Return-Path holds it then).
    pub mail_from: Option<String>,
    /// Envelope To.
    pub rcpt_to: Vec<String>,
    /// The header fields, from the top.
    pub header: Vec<FieldView>,
    /// The body, escaped, lines joined by `\n`.
    pub body: String,
    /// Envelope From and header From compared in words, where both are known.
    pub senders: Option<SenderComparison>,
}

/// A header field on show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldView {
    /// Its name.
    pub name: String,
    /// Its value as it stands, escaped; folded lines are joined by `\n`.
    pub raw: String,
    /// Its value as a mail client shows it: unfolded and decoded (RFC 2047).
    pub shown: String,
    /// Whether it is new, gone, or was there.
    pub mark: Mark,
    /// The fact that put it there, where it was added on the way.
    pub added_by: Option<EventId>,
}

/// What happened to a header field in this step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// It was there before.
    Old,
    /// This step added it.
    New,
    /// This step took it out.
    Removed,
}

/// The two senders, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SenderComparison {
    /// Envelope From (Return-Path), `<>` where it is null.
    pub envelope: String,
    /// The address in the header From.
    pub header: String,
    /// Whether the two domains are the same.
    pub same_domain: bool,
    /// The comparison in a sentence.
    pub text: String,
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

/// A question of the lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// It stands before this step; the index into [`Story::steps`].
    pub before: usize,
    /// Which moment it hangs on, as the scenario says.
    #[serde(skip)]
    pub moment: Moment,
    /// The question.
    pub text: String,
    /// The answers.
    pub choices: Vec<String>,
    /// The right one, from 0.
    pub answer: usize,
    /// Why.
    pub why: String,
    /// Who asks it.
    pub asked_by: Asking,
}

/// Who wrote a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asking {
    /// The author of the scenario.
    Author,
    /// The program, from the verdicts.
    Program,
}

/// How a letter ended: the “show original” view of a mail client, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ending {
    /// Which letter.
    pub letter: LetterId,
    /// For which recipient; empty where the letter never left the sender's PC.
    pub recipient: String,
    /// `INBOX`, `Junk`, or none where it was not filed.
    pub folder: Option<String>,
    /// The last word of the server that had to take it, such as `550 5.7.1 …`.
    pub reply: Option<String>,
    /// What came of it, in one sentence.
    pub outcome: String,
    /// How it ended.
    pub tone: Tone,
    /// The table above the source.
    pub summary: Summary,
    /// The letter's source as it was read, escaped; empty where nobody got it.
    pub source: String,
    /// Return-Path against From, in words.
    pub senders: Option<SenderComparison>,
}

/// The table that mail clients show above the source of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Summary {
    /// Message-ID, created, From, To, Subject, SPF, DKIM, DMARC: in this order, those that are known.
    pub rows: Vec<SummaryRow>,
}

/// One row of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryRow {
    /// Left.
    pub label: String,
    /// Right.
    pub value: String,
    /// How to colour it.
    pub tone: Tone,
}
