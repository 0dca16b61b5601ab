//! What a verdict of DMARC rests on (RFC 9989).
//!
//! ```text
//!   author ─► walks ─► record ─► alignments ─► result
//!                        └─────► policy: p, sp or np; t
//! ```

use serde::{Deserialize, Serialize};

use crate::trace::{DmarcResult, EventId, Policy};

/// How DMARC came to its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DmarcProof {
    /// Where the Author Domain was read.
    pub author: Author,
    /// The walks through DNS: first that of the Author Domain, then those of the domains that are compared with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub walks: Vec<Walk>,
    /// The record that applies to the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<AppliedRecord>,
    /// Each domain that SPF or DKIM speaks for, compared with the Author Domain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alignments: Vec<Alignment>,
    /// What the record asks for, as it applies to the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<AppliedPolicy>,
    /// The result that follows from all this, where it is not the one of the check: a fault of this program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disagrees: Option<DmarcResult>,
}

/// The header From, as far as DMARC is concerned (RFC 9989 §5.3.1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Author {
    /// How many `From` fields the letter has.
    pub fields: u32,
    /// The first of them, as it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The different domains in it, as DNS writes them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
}

/// One DNS Tree Walk (RFC 9989 §4.10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    /// Where it starts.
    pub domain: String,
    /// The names it looked at, the longest first.
    pub stops: Vec<Stop>,
    /// The Organizational Domain that it leads to; none where DNS did not answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
}

/// One name that a walk looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// The domain; `_dmarc.` stands before it in the question.
    pub domain: String,
    /// The questions that told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<EventId>,
    /// What is published there.
    #[serde(flatten)]
    pub found: Found,
    /// Texts at that name that are no policy records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
}

/// What is published at a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum Found {
    /// No policy record.
    Nothing,
    /// One policy record.
    Record {
        /// As it is published.
        text: String,
        /// What it says about the place of its domain.
        psd: Psd,
    },
    /// Several policy records, which is as good as none.
    Several {
        /// The first of them.
        texts: Vec<String>,
    },
    /// DNS did not answer.
    NoAnswer,
}

/// `psd=` of a record (RFC 9989 §4.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Psd {
    /// `y`: a public suffix, below which organizations begin.
    Yes,
    /// `n`: an Organizational Domain.
    No,
    /// `u`, or not said.
    #[default]
    Unsaid,
}

/// An Organizational Domain, and the rule that found it (RFC 9989 §4.10.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// The domain.
    pub domain: String,
    /// By which rule.
    pub by: OrganizationRule,
}

/// How an Organizational Domain is told from a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganizationRule {
    /// Its record says `psd=n`.
    PsdNo,
    /// It is one label below a record that says `psd=y`.
    BelowSuffix,
    /// Its record is that with the fewest labels.
    Highest,
    /// No record was found, so the domain stands for itself.
    Itself,
}

/// The record that applies to the letter (RFC 9989 §4.10.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedRecord {
    /// Where it was found.
    pub domain: String,
    /// Whose it is.
    pub of: RecordOf,
    /// Its tags in order.
    pub tags: Vec<Tag>,
    /// Whether `p`, `sp` and `np` can be used.
    pub usable: Usable,
}

/// Whose record applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordOf {
    /// The Author Domain's own.
    Author,
    /// That of its Organizational Domain.
    Organization,
    /// That of the public suffix above it.
    Suffix,
}

/// Whether the policy in a record can be used (RFC 9989 §4.10.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Usable {
    /// As it is written.
    Yes,
    /// It is missing or wrong, but somebody asks for reports: as if it were `p=none`.
    AsNone,
    /// It is missing or wrong, and nobody asks for reports: DMARC does not apply.
    No,
}

/// One tag of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Its name; empty where there is no `=`.
    pub name: String,
    /// Its value.
    pub value: String,
    /// What becomes of it.
    pub state: TagState,
}

/// What becomes of a tag (RFC 9989 §4.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TagState {
    /// It is known, and its value is one that it can have.
    Good,
    /// It is known, and its value is none that it can have: as if it were not there.
    Bad,
    /// The same tag stands again behind it, and that one counts.
    Repeated,
    /// It belongs to an older version of DMARC (RFC 7489), and means nothing any more.
    Old,
    /// Nobody knows it: it is left out.
    Unknown,
}

/// Which of the two speaks for a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speaker {
    /// SPF, for the domain on the envelope.
    Spf,
    /// DKIM, for the domain that has signed.
    Dkim,
}

/// A domain compared with the Author Domain (RFC 9989 §4.4, §4.10.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alignment {
    /// Who speaks for it.
    pub speaker: Speaker,
    /// The check of it.
    pub check: EventId,
    /// The domain, as DNS writes it.
    pub domain: String,
    /// How that check came out, in its own word.
    pub result: String,
    /// Whether only the same name will do (`aspf=s`, `adkim=s`).
    pub strict: bool,
    /// The Organizational Domain of it, where a walk was needed to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// What the comparison showed.
    pub shows: Comparison,
}

/// What a comparison of two domains shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// They are the same name.
    Same,
    /// They are of the same organization.
    SameOrganization,
    /// They are not the same name, and nothing else will do.
    NotTheSame,
    /// It does not lie within the organization of the Author Domain.
    Outside,
    /// It lies within it, and is an organization of its own.
    OtherOrganization,
    /// DNS did not answer.
    Unknown,
}

impl Comparison {
    /// Whether the two are aligned; none where that cannot be told.
    pub fn aligned(self) -> Option<bool> {
        match self {
            Self::Same | Self::SameOrganization => Some(true),
            Self::NotTheSame | Self::Outside | Self::OtherOrganization => Some(false),
            Self::Unknown => None,
        }
    }
}

/// Which policy applies to the letter, and how far (RFC 9989 §4.7, §4.10.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedPolicy {
    /// The tag that says it: `p`, `sp` or `np`; none where there is none that can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// What it asks for.
    pub stated: Policy,
    /// Whether the Author Domain exists in DNS, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existence: Option<Existence>,
    /// Whether the domain is only testing (`t=y`).
    pub testing: bool,
    /// What is left of it.
    pub applied: Policy,
}

/// Whether a domain exists (RFC 9989 §3.2.13: not, where DNS says NXDOMAIN).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Existence {
    /// Whether it does; none where DNS did not answer.
    pub exists: Option<bool>,
    /// The questions that told.
    pub asked: Vec<EventId>,
}
