//! What a verdict of ARC rests on (RFC 8617 §5.2).
//!
//! ```text
//!   i=1  ARC-Authentication-Results   what the first sealer saw
//!        ARC-Message-Signature        the letter as it left that sealer
//!        ARC-Seal  cv=none            both of the above
//!   i=2  …         cv=pass            … and all of i=1
//! ```

use serde::{Deserialize, Serialize};

use crate::trace::{DkimResult, EventId};

/// How ARC came to its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ArcProof {
    /// The links of the chain, the first sealer's first.
    pub links: Vec<Link>,
    /// Fields that belong to no link, because their number cannot be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strays: Vec<Stray>,
    /// What breaks the chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken: Option<Broken>,
    /// The lowest link whose signature still holds without a gap up to the last one; 0 where all of them do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_pass: Option<u32>,
    /// What the library that checks too has found, where it is something else and no reason for that is known: a fault of
    /// this program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disagrees: Option<DkimResult>,
}

/// One link: the fields that one server has added.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Link {
    /// `i=`.
    pub instance: u32,
    /// What stands in the `ARC-Authentication-Results`: the name of the server, and what it has found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<Results>,
    /// The `ARC-Message-Signature`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signed>,
    /// The `ARC-Seal`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Signed>,
}

/// What a sealer says it has found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// The server.
    pub server: String,
    /// The results, unfolded, one method each.
    pub methods: Vec<String>,
}

/// A signature of a link.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signed {
    /// `d=`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// `s=`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selector: Option<String>,
    /// `a=`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// `cv=`, which only a seal has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cv: Option<String>,
    /// Whether it holds.
    #[serde(flatten)]
    pub state: State,
    /// The questions for its key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<EventId>,
}

/// Whether a signature holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "state", content = "why", rename_all = "kebab-case")]
pub enum State {
    /// Nobody looked, because something before it decided.
    #[default]
    Unchecked,
    /// It does.
    Holds,
    /// It does not.
    Broken(Why),
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The field cannot be read as a list of tags (RFC 6376 §3.2).
    NotTags,
    /// A tag stands in it twice.
    TagTwice,
    /// A tag that must be there is not.
    TagMissing,
    /// A tag has a value that it cannot have.
    TagWrong,
    /// The field has a tag or signs a field that it must not (RFC 8617 §4.1.2, §4.1.3).
    Forbidden,
    /// The header From is not signed.
    FromUnsigned,
    /// There is no key at that selector.
    NoKey,
    /// The key there is of no use.
    BadKey,
    /// DNS did not answer.
    NoAnswer,
    /// Its time is over (`x=`).
    Expired,
    /// The body is not the one that was signed.
    Body,
    /// What was signed is not what is there now.
    Mismatch,
}

/// A field that belongs to no link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stray {
    /// Its name.
    pub name: String,
    /// Its value, unfolded.
    pub text: String,
}

/// What breaks a chain: a rule, and the link that breaks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// The rule.
    pub rule: Rule,
    /// The link; 0 where it is none of them.
    pub instance: u32,
}

/// The rules of a chain, in the order in which they are looked at (RFC 8617 §5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// There are more than 50 links (step 1).
    TooLong,
    /// The last sealer has said that it was broken already: `cv=fail` (step 2).
    SaidToBeBroken,
    /// A field cannot be read, or its number cannot (step 3, §4.2.1).
    Unreadable,
    /// A field of a link is missing (step 3 A).
    Missing,
    /// A field of a link is there twice (step 3 A).
    Twice,
    /// A link is missing (step 3 B).
    Gap,
    /// `cv=` is not `none` in the first link and `pass` in all others (step 3 C).
    WrongCv,
    /// The last signature over the letter does not hold (step 4).
    Signature,
    /// A seal does not hold (step 6).
    Seal,
}
