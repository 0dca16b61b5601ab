//! What DNS says: how a question travelled, and what came back.

use serde::{Deserialize, Serialize};

/// How a DNS question travelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// A datagram.
    Udp,
    /// A connection, where the answer did not fit into a datagram.
    Tcp,
}

/// How DNS answered (RFC 1035 §4.1.1, RFC 2308).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rcode {
    /// There is an answer; with no records in it the name exists, and has none of that type.
    NoError,
    /// The name does not exist.
    NxDomain,
    /// The server failed.
    ServFail,
    /// Any other code.
    Other,
}

/// One resource record of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The owner, without the final dot.
    pub name: String,
    /// `TXT`, `MX`, …
    pub rtype: String,
    /// Seconds it may be kept.
    pub ttl: u32,
    /// The data in zone-file syntax, without final dots.
    pub data: String,
}

/// An answer of DNS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// How it came out.
    pub rcode: Rcode,
    /// The answer section.
    pub records: Vec<Record>,
}
