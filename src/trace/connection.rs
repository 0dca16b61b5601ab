//! The parts of a connection that facts speak of: what is served, who calls, which end speaks.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

/// Which connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub u32);

/// What a door serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// Mail from a user to their own server, port 587 (RFC 6409).
    Submission,
    /// Mail from server to server, port 25 (RFC 5321).
    Smtp,
    /// A mailbox, port 993 (RFC 9051 and RFC 8314; the dialect is RFC 3501).
    Imap,
    /// DNS, port 53.
    Dns,
    /// A web page, port 443 (RFC 9110): the policy of a domain (RFC 8461).
    Https,
}

impl Service {
    /// The port that it has on the real Internet, and in the world of a scenario.
    pub fn port(self) -> u16 {
        match self {
            Self::Submission => 587,
            Self::Smtp => 25,
            Self::Imap => 993,
            Self::Dns => 53,
            Self::Https => 443,
        }
    }
}

impl Service {
    /// The port that such a caller comes in at. A visitor's own mail client begins in plain text (RFC 3501 §6.2.1).
    pub fn port_for(self, origin: Origin) -> u16 {
        match (self, origin) {
            (Self::Imap, Origin::Visitor) => 143,
            _ => self.port(),
        }
    }
}

/// One end of a connection, by its name and address in the scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    /// The host.
    pub host: String,
    /// Its documentation address.
    pub ip: IpAddr,
}

/// Who calls: a host of the world, or somebody from outside it who plays one (a learner's own client).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A host of the scenario.
    Host,
    /// A visitor.
    Visitor,
}

/// Which end of a connection spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The one who connected.
    Client,
    /// The one who was connected to.
    Server,
}
