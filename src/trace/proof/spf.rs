//! The evaluation of SPF (RFC 7208 §4): a tree that is verdict and proof at once.
//!
//! ```text
//!   Evaluation   198.51.100.25
//!   ├─ Branch    check_host() of a-corp.example: fail
//!   │  ├─ Question   a-corp.example TXT                      §4.4
//!   │  ├─ Term       ip4:192.0.2.25        not matched       §5.6    ─ Look: address against network
//!   │  ├─ Term       include:_spf.example  not matched       §5.2    ─ Branch of its own
//!   │  └─ Term       -all                  matched           §5.1
//!   └─ Explanation   what the domain says to those who fail  §6.2
//! ```
//!
//! The evaluator ([`auth::spf`](crate::auth::spf)) returns this tree and nothing else, so a verdict cannot differ from
//! its proof. Whatever DNS holds, the tree is bounded: what is beyond the bounds is counted (`left_out`), never lost from
//! the verdict.

mod clause;
mod explanation;
mod mistake;
mod question;
mod term;

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

pub use self::explanation::{Ending, Explanation};
pub use self::mistake::{DomainFlaw, Mistake};
pub use self::question::{Answered, Question};
pub use self::term::{Budget, Comparison, Expansion, Kind, Look, Outcome, Problem, Target, Term};
use crate::trace::{EventId, SpfResult};

/// How many terms of one check may ask DNS (RFC 7208 §4.6.4).
pub const MOST_LOOKUPS: u32 = 10;

/// How many questions of one check may find nothing (RFC 7208 §4.6.4).
pub const MOST_VOIDS: u32 = 2;

/// How many names one MX or PTR answer may make the receiver look up (RFC 7208 §4.6.4).
pub const MOST_NAMES: usize = 10;

/// The whole evaluation, for one identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The address that called, as it is compared: an IPv4 address mapped into IPv6 is an IPv4 address (RFC 7208 §5).
    pub ip: IpAddr,
    /// `check_host()` for the domain that was asked about; its result is the verdict.
    pub branch: Branch,
    /// What came of `exp=`, where the result is fail and the record has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

impl Evaluation {
    /// The verdict.
    pub fn result(&self) -> SpfResult {
        self.branch.result
    }

    /// The record of the domain that was asked about, where there is exactly one.
    pub fn record(&self) -> Option<&str> {
        self.branch.record()
    }

    /// The term of that record that decided.
    pub fn term(&self) -> Option<&str> {
        self.branch.deciding().map(|term| term.text.as_str())
    }

    /// What the domain says to those who fail.
    pub fn said(&self) -> Option<&str> {
        match &self.explanation.as_ref()?.ending {
            Ending::Given { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Every DNS question that was asked for it.
    pub fn events(&self) -> Vec<EventId> {
        let mut events = Vec::new();
        self.branch.collect_events(&mut events);
        let of_explanation = self.explanation.iter().flat_map(|explanation| &explanation.looks);
        events.extend(of_explanation.filter_map(Look::question).flat_map(|question| &question.events));
        events.sort_unstable();
        events.dedup();
        events
    }
}

/// One call of `check_host()`: of the domain that was asked about, or of one that an `include` or a `redirect` leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// The domain.
    pub domain: String,
    /// How it ended.
    pub result: SpfResult,
    /// Why it ended so.
    pub ground: Ground,
    /// The question for its record; none where the domain is not worth one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Question>,
    /// The SPF records that were found: every text that begins with `v=spf1`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<String>,
    /// The terms of the record, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// How many further terms there were, none of which decided.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u32,
}

impl Branch {
    /// The record, where there is exactly one.
    pub fn record(&self) -> Option<&str> {
        match self.records.as_slice() {
            [record] => Some(record),
            _ => None,
        }
    }

    /// The term that decided: the one that matched, or the `redirect` that was followed.
    pub fn deciding(&self) -> Option<&Term> {
        self.terms.iter().find(|term| term.outcome == Outcome::Matched)
    }

    fn collect_events(&self, events: &mut Vec<EventId>) {
        events.extend(self.asked.iter().flat_map(|question| &question.events));
        for term in &self.terms {
            let questions = term.looks.iter().filter_map(Look::question);
            events.extend(questions.flat_map(|question| &question.events));
            if let Some(branch) = &term.branch {
                branch.collect_events(events);
            }
        }
    }
}

/// Why a branch ended as it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Ground {
    /// The domain is none that could have a record: none.
    Malformed {
        /// What is wrong with it.
        flaw: DomainFlaw,
    },
    /// DNS did not answer the question for the record: temperror.
    NoAnswer,
    /// The time for the whole check was over: temperror.
    TooLate,
    /// There is no record: none.
    NoRecord,
    /// There are several: permerror.
    SeveralRecords,
    /// The record has characters beyond ASCII: permerror.
    NotAscii,
    /// A term is not written as it must be, and no term counts: permerror.
    Mistake,
    /// A term matched: the result is that of its sign.
    Matched,
    /// No term matched and `redirect` led on: the result is that of its branch.
    Redirected,
    /// No term matched: neutral.
    Default,
    /// A term could not be evaluated: permerror or temperror.
    Problem,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference on")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
