//! Changing one thing of a scenario in its text, so that a learner can ask: what if?
//!
//! ```text
//!   text ──pieces──► all that can be changed, each with its value and its place
//!                        │ one of them, another value
//!                        ▼
//!   text ──apply───► the same text, other only there
//! ```
//!
//! The file is edited, not written anew: comments, blanks and the order of its lines stay as the author has them. Where
//! a new value cannot stand between the quotation marks that are there, it gets others.

mod expectations;
mod pieces;
mod quoting;
mod records;

use std::ops::Range;

pub use expectations::expecting;
pub use pieces::pieces;

pub(super) use quoting::block;
pub(super) use quoting::quoted;
use quoting::{Quoted, spliced};

/// Something of a scenario that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub subject: Subject,
    /// What it is now, as one line; empty for what is not there yet.
    pub value: String,
    slot: Slot,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// What a domain wants done with letters that fail DMARC: `p` or `sp` of its record (RFC 9989 §4.7).
    Policy {
        /// The domain.
        domain: String,
        /// The tag.
        tag: &'static str,
        /// The step that publishes it, from 0; none where it is there from the beginning.
        step: Option<usize>,
    },
    /// A record of a zone.
    Record {
        /// Its name, whole, without the final dot.
        name: String,
        /// Its type.
        rtype: String,
        /// The step that publishes it, from 0; none where it is there from the beginning.
        step: Option<usize>,
    },
    /// A record that is not there yet.
    NewRecord {
        /// The zone that it would be in.
        zone: String,
    },
    /// The sender on an envelope.
    EnvelopeFrom {
        /// Of which letter: the `send` steps are counted from 0.
        send: usize,
    },
    /// A recipient on an envelope.
    EnvelopeTo {
        /// Of which letter.
        send: usize,
    },
    /// A field of a letter's header.
    Field {
        /// Of which letter.
        send: usize,
        /// The field's name.
        name: String,
    },
    /// What a server does when SPF says `fail`.
    SpfFail {
        /// The server.
        host: String,
    },
    /// How long a server turns strangers away.
    Greylist {
        /// The server.
        host: String,
    },
    /// An address of a host.
    Address {
        /// The host.
        host: String,
    },
}

/// Where a piece stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Slot {
    /// A part of a quoted text.
    Part { quoted: Quoted, part: Range<usize> },
    /// A record in zone text; another place to cut where it goes, and what has to stand there then.
    Record { quoted: Quoted, part: Range<usize>, gone: Range<usize>, heir: String },
    /// A line at the end of zone text.
    Line { quoted: Quoted },
    /// A value with a line of its own, which goes where the value goes.
    Own { quoted: Quoted, part: Range<usize>, line: Range<usize> },
    /// Nothing yet: the value comes there, in quotation marks, between these words.
    Missing { at: usize, before: String, after: String },
}

impl Piece {
    /// The only values that it can have, where they are few.
    pub fn choices(&self) -> &'static [&'static str] {
        match self.subject {
            Subject::Policy { .. } => &["none", "quarantine", "reject"],
            Subject::SpfFail { .. } => &["accept", "junk", "reject"],
            _ => &[],
        }
    }
}

/// The text with another value for a piece of it; nothing else is changed. Whether the value makes sense is for
/// [`parse`](super::parse()) to say.
pub fn apply(source: &str, piece: &Piece, new: &str) -> String {
    // A record, an address or a field is one line.
    let new = new.replace(['\r', '\n'], " ");
    let new = new.trim();
    match &piece.slot {
        Slot::Record { quoted, gone, heir, .. } if new.is_empty() => quoted.with(source, gone.clone(), heir),
        Slot::Own { line, .. } if new.is_empty() => spliced(source, line.clone(), ""),
        Slot::Line { .. } | Slot::Missing { .. } if new.is_empty() => source.to_owned(),
        Slot::Part { quoted, part } | Slot::Record { quoted, part, .. } | Slot::Own { quoted, part, .. } => {
            quoted.with(source, part.clone(), new)
        }
        Slot::Line { quoted } => {
            let end = quoted.value.len();
            let before = if end == 0 || quoted.value.ends_with('\n') { "" } else { "\n" };
            quoted.with(source, end..end, &format!("{before}{new}\n"))
        }
        Slot::Missing { at, before, after } => spliced(source, *at..*at, &format!("{before}{}{after}", quoted(new))),
    }
}

#[cfg(test)]
mod tests;
