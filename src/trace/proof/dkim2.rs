//! What stands behind the verdict on DKIM2 (draft-ietf-dkim-dkim2-spec): who handed the letter to whom, hop by hop.
//!
//! ```text
//!   i=1  a-corp.example   signs   MAIL FROM taro@a-corp.example   RCPT TO list@list.example
//!                                                                          │ the next one is who was written to
//!   i=2  list.example     signs   MAIL FROM bounces@list.example  ◄────────┘ RCPT TO aoi@school.example
//!                                                                          │ and that is how it arrives
//! ```

use serde::{Deserialize, Serialize};

use super::dkim::KeyRecord;
use crate::trace::{Address, Octets, Time};

/// All that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dkim2Proof {
    /// The hops, the first signer's first.
    pub hops: Vec<Hop>,
    /// The states of the letter that were hashed, the first one first.
    pub instances: Vec<Instance>,
    /// The reverse-path with which the letter arrived.
    pub mail_from: Address,
    /// Whether the last hop has signed for that very envelope.
    pub envelope_fits: bool,
    /// When it was checked.
    pub at: Time,
}

/// One `DKIM2-Signature`: a server handed the letter on and has signed with which envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// `i=`.
    pub number: u32,
    /// `m=`: which state of the letter it has signed.
    pub instance: u32,
    /// `d=`.
    pub domain: String,
    /// `t=`.
    pub signed_at: u64,
    /// `mf=`, decoded; none where the hop names only the next domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_from: Option<String>,
    /// `rt=`, decoded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rcpt_to: Vec<String>,
    /// `nd=`: the domain that takes over, in place of an envelope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_domain: Option<String>,
    /// `f=`: what the signer asks of those after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// The signatures, one for each key.
    pub signatures: Vec<HopSignature>,
    /// Whether the hop before has handed the letter to this one; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_over: Option<bool>,
    /// The field as it stood.
    pub field: Octets,
}

/// One signature of a hop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HopSignature {
    /// The selector.
    pub selector: String,
    /// Such as `rsa-sha256`.
    pub algorithm: String,
    /// The key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyRecord>,
    /// Whether it fits; none where it could not be tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<bool>,
}

/// One `Message-Instance`: the letter in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// `m=`.
    pub number: u32,
    /// The hashes of header and body that it claims, in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed: Option<Hashes>,
    /// The hashes that the receiver computed; only for the last state, which is the one that arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<Hashes>,
    /// Whether it says how to get the state before back (`r=`).
    pub recipe: bool,
}

/// The hashes of a letter, in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hashes {
    /// Of the header.
    pub header: String,
    /// Of the body.
    pub body: String,
}
