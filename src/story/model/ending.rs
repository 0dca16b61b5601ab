//! How a letter ended.

use serde::Serialize;

use super::{SenderComparison, Tone};
use crate::trace::{EventId, LetterId};

/// How a letter ended: the “show original” view of a mail client, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ending {
    /// Which letter.
    pub letter: LetterId,
    /// For which recipient; empty where the letter never left the sender's PC.
    pub recipient: String,
    /// The fact that ended it; none where nothing at all happened.
    pub event: Option<EventId>,
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
