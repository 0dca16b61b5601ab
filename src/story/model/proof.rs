//! Why a check came out as it did: a tree that any front end can draw, whatever the check.
//!
//! ```text
//!   Proof   SPF of MAIL FROM evil.example from 198.51.100.25: fail
//!   └─ Reason  ✓ v=spf1 ip4:192.0.2.25 -all       the record that was found          RFC 7208 §4.5
//!      ├─ Reason  ✗ ip4:192.0.2.25                does not match                     RFC 7208 §5.6
//!      │            198.51.100.25  11000110 …     (Exhibit: the bits side by side)
//!      └─ Reason  ✓ -all                          matches every address: fail        RFC 7208 §5.1
//! ```

use serde::Serialize;

use super::Tone;
use crate::trace::EventId;

/// The proof of one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The fact that it proves: the `event` of a [`Verdict`](super::Verdict).
    pub event: EventId,
    /// `SPF`, `DKIM`, `DMARC`, `ARC`, `DKIM2`.
    pub method: String,
    /// What was asked, in one sentence.
    pub question: String,
    /// The RFC's word for the result.
    pub result: String,
    /// How it came out.
    pub tone: Tone,
    /// The result in one sentence, with what decided.
    pub conclusion: String,
    /// What it rests on, in the order in which it was looked at.
    pub reasons: Vec<Reason>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// How it came out.
    pub sign: Sign,
    /// What was looked at, in the notation of the field: `-all`, `bh=`, `_dmarc.a-corp.example TXT`. The same in every language.
    pub label: String,
    /// What it means and why it came out so, in the reader's language.
    pub text: String,
    /// The clause that says so, such as `RFC 7208 §5.6`.
    pub clause: Option<String>,
    /// Something to look at, in lines whose columns are meant: bits, names one above the other, octets that were hashed.
    pub exhibits: Vec<Exhibit>,
    /// What it rests on in turn.
    pub reasons: Vec<Reason>,
    /// The facts behind it: DNS answers.
    pub because: Vec<EventId>,
}

/// How one thing in a proof came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// It matches, it holds.
    Yes,
    /// It does not.
    No,
    /// It cannot be told: an error.
    Error,
    /// Look twice: it holds, and something is odd about it.
    Warn,
    /// It was never looked at, because something before it decided.
    Skipped,
    /// It is only said.
    Note,
}

/// Lines to be shown as they stand, in cells of equal width.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exhibit {
    /// What is shown, in a few words; empty where nothing needs to be said.
    pub caption: String,
    /// The lines.
    pub lines: Vec<Vec<Span>>,
}

/// A piece of such a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The text, escaped.
    pub text: String,
    /// Whether the eye should stop here.
    pub emphasis: Emphasis,
}

/// How a piece of an exhibit stands out. A front end must show it without colour too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Emphasis {
    /// Not at all.
    #[default]
    Plain,
    /// It is the same as its counterpart.
    Same,
    /// It differs from its counterpart.
    Differs,
    /// It was added on the way.
    Added,
    /// It was there when the letter was signed, and is no more.
    Removed,
    /// It does not count.
    Quiet,
}
