//! One term of a record, and what was done to find out whether it matches.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::{Branch, Mistake, Question, is_zero};
use crate::trace::SpfResult;

/// One term of a record, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// As it is written.
    pub text: String,
    /// Which mechanism or modifier it is.
    pub kind: Kind,
    /// What its sign says where it matches; none for a modifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gives: Option<SpfResult>,
    /// What came of it.
    pub outcome: Outcome,
    /// The name that it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// What was looked at, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looks: Vec<Look>,
    /// How much more was looked at, without a match.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u32,
    /// Where `include` and `redirect` lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<Box<Branch>>,
    /// What was spent of the limits when it was done; none where it was not reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Budget>,
}

/// Which mechanism (RFC 7208 §5) or modifier (§6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Every address.
    All,
    /// Whoever another domain's record lets pass.
    Include,
    /// The addresses of a name.
    A,
    /// The addresses of a domain's mail servers.
    Mx,
    /// The name that belongs to the address.
    Ptr,
    /// An IPv4 network.
    Ip4,
    /// An IPv6 network.
    Ip6,
    /// Whether a name exists.
    Exists,
    /// Modifier: another domain's record instead.
    Redirect,
    /// Modifier: where the explanation is.
    Exp,
    /// A modifier that nobody knows.
    OtherModifier,
    /// Nothing that is known.
    Unknown,
}

/// What came of a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Outcome {
    /// It matches; a `redirect` is followed.
    Matched,
    /// It does not match.
    NotMatched,
    /// It was not looked at, because the result stood before.
    NotReached,
    /// A modifier that decides nothing by itself.
    Noted,
    /// It ended the evaluation.
    Problem {
        /// What is wrong.
        problem: Problem,
    },
}

/// Why a term ended the evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Problem {
    /// It is not written as it must be.
    Mistake {
        /// Where in the term, counted in octets.
        at: u32,
        /// What is wrong.
        mistake: Mistake,
    },
    /// It would be one more than [`MOST_LOOKUPS`](super::MOST_LOOKUPS).
    TooManyLookups,
    /// It is one more than [`MOST_VOIDS`](super::MOST_VOIDS).
    TooManyVoids,
    /// The domain has more mail servers than [`MOST_NAMES`](super::MOST_NAMES).
    TooManyServers {
        /// How many.
        found: u32,
    },
    /// DNS did not answer.
    NoAnswer,
    /// The time for the whole check was over.
    TooLate,
    /// The domain that it leads to has no record.
    NoRecord,
    /// The check of the domain that it leads to ended in an error.
    Within {
        /// `temperror` or `permerror`.
        result: SpfResult,
    },
}

impl Problem {
    /// The result that it leads to.
    pub fn result(&self) -> SpfResult {
        match self {
            Self::NoAnswer | Self::TooLate => SpfResult::Temperror,
            Self::Within { result } => *result,
            _ => SpfResult::Permerror,
        }
    }
}

/// The name that a term is about (RFC 7208 §4.8).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Target {
    /// As it is written; empty where the domain of the record is meant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub spec: String,
    /// The name, macros filled in.
    pub name: String,
    /// What the macros stood for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expansions: Vec<Expansion>,
    /// Whether labels were cut off its left side, because it was longer than 253 octets (RFC 7208 §7.3).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
}

/// What a macro stands for (RFC 7208 §7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expansion {
    /// `%{ir}`.
    pub written: String,
    /// `25.100.51.198`.
    pub value: String,
}

/// One thing that was looked at for a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "look", rename_all = "kebab-case")]
pub enum Look {
    /// DNS was asked.
    Asked(Question),
    /// The address was compared with a network.
    Compared(Comparison),
    /// A name that the address is said to have (RFC 7208 §5.5).
    Named {
        /// The name.
        name: String,
        /// Whether it leads back to the address.
        validated: bool,
        /// Whether it lies within the domain that the term is about.
        within: bool,
    },
}

impl Look {
    /// The question, where it is one.
    pub fn question(&self) -> Option<&Question> {
        match self {
            Self::Asked(question) => Some(question),
            _ => None,
        }
    }
}

/// The calling address against a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The address of the network.
    pub network: IpAddr,
    /// How many of its bits count, from the left.
    pub prefix: u8,
    /// Whether the address lies in it.
    pub matches: bool,
}

/// What has been spent of the limits of RFC 7208 §4.6.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Budget {
    /// Terms that asked DNS.
    pub lookups: u32,
    /// Questions that found nothing.
    pub voids: u32,
}
