//! `expect`: what must come of a step.

use std::ops::Range;

use crate::trace::{DkimResult, DmarcResult, SpfResult};

/// What must come of a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expect {
    /// One by one, in the order of the file.
    pub all: Vec<Expectation>,
}

/// One thing that must come of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// Its key in the file, such as `spf`.
    pub key: String,
    /// What must be so.
    pub fact: Fact,
    /// Where its value stands in the file.
    pub span: Range<usize>,
}

/// A fact of the trace that a step must leave. Lists allow any of their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// `spf = "pass"`: SPF of the identity that counted.
    Spf(Vec<SpfResult>),
    /// `dkim = "pass"`: the best of the signatures.
    Dkim(Vec<DkimResult>),
    /// `dmarc = "pass"`.
    Dmarc(Vec<DmarcResult>),
    /// `arc = "none"`. The words are `none`, `pass` and `fail`.
    Arc(Vec<DkimResult>),
    /// `folder = "INBOX"`: where the letter was filed; `"none"` where it was not.
    Folder(Vec<String>),
    /// `reply = 550` or `reply = "550 5.7.1"`: how the last server's final reply begins.
    Reply(Vec<String>),
    /// `bounce = true`: whether a bounce was written.
    Bounce(bool),
    /// `bounce = { spf = "pass" }`: what must come of the bounce itself, the first one about the letter.
    OfBounce(Box<Fact>),
    /// `tries = 2`: how often the letter was taken to a server.
    Tries(u32),
    /// `asked = ["_dmarc.a-corp.example TXT"]`: each of these questions was asked of DNS.
    Asked(Vec<(String, String)>),
    /// `header.Subject = "Hello"`: a field of the letter as it was read contains this.
    Header {
        /// The field's name.
        name: String,
        /// What it contains, after decoding (RFC 2047).
        contains: String,
    },
}
