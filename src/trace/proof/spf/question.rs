//! A question to DNS.

use serde::{Deserialize, Serialize};

use super::is_zero;
use crate::trace::EventId;

/// A question to DNS, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The name, without the final dot.
    pub name: String,
    /// `TXT`, `A`, `AAAA`, `MX` or `PTR`.
    pub rtype: String,
    /// How it was answered.
    pub answer: Answered,
    /// What was found, as far as it is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<String>,
    /// How much more was found.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u32,
    /// The facts that record it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventId>,
}

impl Question {
    /// Whether it found nothing, in the sense of RFC 7208 §4.6.4.
    pub fn is_void(&self) -> bool {
        matches!(self.answer, Answered::NoData | Answered::NxDomain)
    }
}

/// How a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answered {
    /// With records.
    Found,
    /// The name exists and has no such record.
    NoData,
    /// The name does not exist.
    NxDomain,
    /// DNS failed.
    Failed,
    /// Nobody answered.
    Silent,
    /// The time for the whole check was over.
    TooLate,
    /// It was not asked, because DNS cannot hold such a name.
    NotAName,
}
