//! The letter as it is at one moment.

use serde::Serialize;

use super::{Origin, Part};
use crate::trace::EventId;

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
    /// What the attachment says, where it is an aggregate report: a sentence for each row of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub report: Vec<String>,
    /// Envelope From and header From compared in words, where both are known.
    pub senders: Option<SenderComparison>,
    /// Where the part of the body begins that no signature covers, once that is known (`l=`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsigned: Option<Unsigned>,
}

/// The part of a body that nobody has signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unsigned {
    /// Its first line, counted from 0.
    pub from_line: usize,
    /// What to say above it.
    pub text: String,
}

/// A header field on show.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
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
    /// What a field of this name is for, in one sentence; empty where it is not known.
    pub meaning: String,
    /// Who put it there and because of what, where it was added on the way.
    pub origin: Option<Origin>,
    /// The value in pieces whose texts joined are `raw`, where some of them are the adder's own word and others only
    /// repeat what somebody claimed; empty where the field is not of that kind.
    pub parts: Vec<Part>,
}

/// What happened to a header field in this step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// It was there before.
    #[default]
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
