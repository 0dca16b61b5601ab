//! What stands behind the verdict on a DKIM signature (RFC 6376): its tags, the key, and the octets that were hashed.
//!
//! ```text
//!   DKIM-Signature ─► tags ─┬─ d= s= ─► DNS ──────────► KeyRecord ─┐
//!                           ├─ h= c= ─► header octets ─────────────┼─► does b= fit?   holds
//!                           └─ l= c= ─► body octets ─► hash ─► is it bh=?            BodyHash
//! ```

use serde::{Deserialize, Serialize};

use crate::trace::{EventId, Field, Octets, Time};

/// How many octets of a canonical form are kept; the rest is only counted.
pub const MOST_OCTETS: usize = 16 * 1024;

/// All that was looked at for one signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DkimProof {
    /// The signature field as it stood in the letter.
    pub field: Field,
    /// Its tags, in order.
    pub tags: Vec<Tag>,
    /// The key that it names; none where nobody asked for it, because the field could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyRecord>,
    /// The fields that it signs, in the order of `h=`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed: Vec<Covered>,
    /// The names of the letter's fields that it does not sign, from the top.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsigned: Vec<String>,
    /// The canonical header that was hashed: the signed fields, then the signature itself with an empty `b=`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Kept>,
    /// The body and its hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyHash>,
    /// Lines that canonicalization has changed: the first of the header and the first of the body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rewritten: Vec<Rewritten>,
    /// Whether `b=` fits header and key; none where it could not be tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<bool>,
    /// When it was checked: `t=` and `x=` are compared with it.
    pub at: Time,
    /// What decided against it; none where nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<DkimFault>,
}

/// A tag of a tag list (RFC 6376 §3.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Before the `=`.
    pub name: String,
    /// Behind it, folding and all, without the white space around it.
    pub value: String,
}

/// Octets, of which only the beginning may have been kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kept {
    /// The first of them, at most [`MOST_OCTETS`].
    pub octets: Octets,
    /// How many there were.
    pub length: u64,
}

impl Kept {
    /// Keeps the beginning.
    pub fn of(octets: &[u8]) -> Self {
        let kept = octets.get(..MOST_OCTETS).unwrap_or(octets);
        Self { octets: kept.into(), length: u64::try_from(octets.len()).unwrap_or(u64::MAX) }
    }

    /// Whether all of them are there.
    pub fn is_whole(&self) -> bool {
        u64::try_from(self.octets.as_slice().len()).is_ok_and(|kept| kept == self.length)
    }
}

/// One name in `h=`, and the field of the letter that it took (RFC 6376 §5.4.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// The name as `h=` has it.
    pub name: String,
    /// Which of the fields with that name, counted from the bottom, from 1; none where there was none left: the name then
    /// stands for a field that must not be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_bottom: Option<u32>,
    /// How many fields of that name the letter has.
    pub of: u32,
}

/// The body as it was hashed, beside what the signature says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyHash {
    /// The canonical body, up to `l=` where there is one.
    pub octets: Kept,
    /// What comes after `l=`: nobody has signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<Kept>,
    /// The hash that the receiver computed, in base64.
    pub computed: String,
    /// The hash that the signature claims: `bh=` without its folding.
    pub claimed: String,
}

/// A line before and after canonicalization (RFC 6376 §3.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rewritten {
    /// Of the header, or else of the body.
    pub header: bool,
    /// As it stood in the letter.
    pub before: Octets,
    /// As it was hashed.
    pub after: Octets,
}

/// What DNS said about the key (RFC 6376 §3.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRecord {
    /// The name that was asked: `s1._domainkey.a-corp.example`.
    pub name: String,
    /// The text records that were found there, at most four of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<String>,
    /// The tags of the record that was used, or of the last one where none could be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// How it stands with the key.
    pub state: KeyState,
    /// How many bits the key has, where it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bits: Option<u32>,
    /// The question to DNS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<EventId>,
}

/// How it stands with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyState {
    /// It can be read.
    Readable,
    /// There is none at that name.
    Missing,
    /// DNS did not answer.
    NoAnswer,
    /// `p=` is empty: the domain has taken it back.
    Revoked,
    /// There is something that is no key.
    Unreadable,
}

/// What speaks against a signature. Each of them is a sentence of RFC 6376, 8301 or 8463.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum DkimFault {
    /// The field is no list of tags (RFC 6376 §3.2), or a value is not what its tag wants.
    Unreadable {
        /// Which tag; empty where it is the list itself.
        tag: String,
    },
    /// A tag that must be there is not (§6.1.1).
    TagMissing {
        /// Which.
        tag: String,
    },
    /// A tag is there twice, which makes the whole list invalid (§3.2).
    TagTwice {
        /// Which.
        tag: String,
    },
    /// `h=` leaves `From` out (§6.1.1).
    FromNotSigned,
    /// `i=` is neither `d=` nor a subdomain of it (§6.1.1), or a subdomain although the key says `t=s` (§3.6.1).
    OtherIdentity,
    /// `x=` is over, or not after `t=` (§3.5).
    Expired,
    /// `l=` is more than the body has (§3.5).
    LengthBeyondBody,
    /// `q=` names no way to the key that is known (§3.5).
    UnknownQuery,
    /// `rsa-sha1` must not be used any more (RFC 8301 §3.1).
    HistoricAlgorithm,
    /// The letter has more signatures, or the signature more fields, than are looked at (RFC 6376 §8.4).
    TooMuch,
    /// DNS gave no answer about the key (§6.1.2).
    NoAnswer,
    /// There is no key at that name (§6.1.2).
    KeyMissing,
    /// What stands there is no key (§6.1.2).
    KeyUnreadable,
    /// The key has been taken back: `p=` is empty (§6.1.2).
    KeyRevoked,
    /// The key has fewer than 1,024 bits (RFC 8301 §3.2).
    KeyTooShort,
    /// The key is of another type than `a=` (§6.1.2).
    KeyOfOtherType,
    /// The key's `h=` does not allow the hash of `a=` (§6.1.2).
    KeyForOtherHash,
    /// The key's `s=` does not allow mail (§3.6.1).
    KeyForOtherService,
    /// The key's `t=y`: the domain only tries DKIM, and its letters count as if they were not signed (§3.6.1).
    Testing,
    /// The body's hash is not the one in `bh=` (§6.1.3).
    BodyHash,
    /// `b=` fits neither header nor key (§6.1.3).
    Signature,
}

/// What a signer hashed when it signed: a receiver never learns of it, but the story does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedOctets {
    /// The canonical header: the signed fields, then the signature itself with an empty `b=`.
    pub header: Kept,
    /// The canonical body.
    pub body: Kept,
}
