//! Aggregate reports (RFC 9990): once a day a receiver tells the owner of a domain who has sent in the domain's name.
//!
//! A DMARC record asks for them with `rua=mailto:…`. They are the one view that an owner has of letters that never came
//! near the owner's servers: which addresses sent, how many letters, how SPF and DKIM came out, and what was done.
//!
//! ```text
//!   letters at the receiver                     the report, XML and gzip
//!   192.0.2.25     pass, delivered  ─┐            row 192.0.2.25     × 2  pass
//!   192.0.2.25     pass, delivered  ─┼─► rows ──► row 198.51.100.25  × 1  reject
//!   198.51.100.25  fail, refused    ─┘
//! ```
//!
//! `mail-auth` knows the XML; here stands what a report says, and nothing of how a letter with it travels.

mod read;
mod write;

use std::net::IpAddr;

use mail_auth::dmarc::Dmarc;

use super::dmarc::understand;
use crate::trace::{Address, DkimResult, Policy, SpfResult, Time};

pub use read::read;

/// The most rows that are written or read.
pub const MOST_ROWS: usize = 1_000;

/// What one receiver has seen of one domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its number, which no other report of this receiver has.
    pub id: String,
    /// The receiver: `org_name`.
    pub receiver: String,
    /// Whom to ask about it.
    pub email: String,
    /// The domain whose record was applied.
    pub domain: String,
    /// The record's `p=`.
    pub policy: Policy,
    /// From when on.
    pub begin: Time,
    /// Until when.
    pub end: Time,
    /// What was seen, one row for all letters that are alike.
    pub rows: Vec<Row>,
}

/// Letters that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// From which address they came; none where a report does not say.
    pub ip: Option<IpAddr>,
    /// How many.
    pub letters: u32,
    /// What the receiver did with them.
    pub done: Done,
    /// Whether it did something else than the policy asks for.
    pub overridden: bool,
    /// Whether a signature passed and is aligned.
    pub dkim_aligned: bool,
    /// Whether SPF passed and is aligned.
    pub spf_aligned: bool,
    /// The domain in the header From.
    pub header_from: String,
    /// The domain on the envelope; empty where the reverse-path was null.
    pub envelope_from: String,
    /// Each signature: domain, selector, result.
    pub dkim: Vec<(String, String, DkimResult)>,
    /// What SPF was asked about, and what it said.
    pub spf: Option<(String, SpfResult)>,
}

/// What a receiver did with letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Let through, because DMARC passed.
    Passed,
    /// Let through, although it did not.
    Nothing,
    /// Put into the junk folder.
    Quarantined,
    /// Refused.
    Rejected,
}

impl Report {
    /// How many letters there were.
    pub fn letters(&self) -> u32 {
        self.rows.iter().fold(0, |sum, row| sum.saturating_add(row.letters))
    }

    /// From how many addresses they came.
    pub fn sources(&self) -> usize {
        let mut ips: Vec<_> = self.rows.iter().map(|row| row.ip).collect();
        ips.sort();
        ips.dedup();
        ips.len()
    }
}

impl Row {
    /// Whether DMARC passed.
    pub fn passed(&self) -> bool {
        self.dkim_aligned || self.spf_aligned
    }

    /// Whether another letter belongs into the same row.
    pub fn is_like(&self, other: &Self) -> bool {
        *self == Self { letters: self.letters, ..other.clone() }
    }
}

/// Where the reports about the domain of that record are to go: the addresses in `rua=`. The record is somebody else's, and
/// what is no address must not come near an envelope or a header.
pub fn addresses(record: &str) -> Vec<Address> {
    let uris = understand(record).map(|record: Dmarc| record.rua).unwrap_or_default();
    let address = |uri: &str| Address(uri.strip_prefix("mailto:").unwrap_or(uri).to_owned());
    uris.iter().map(|uri| address(&uri.uri)).filter(Address::is_mailbox).collect()
}
