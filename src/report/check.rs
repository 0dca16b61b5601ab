//! The report of `check`: which scenarios came out as their authors expect.
//!
//! Results come one by one, as each scenario is done, so that a thousand of them take no more room than one:
//!
//! ```text
//!   begin ──► one ──► one ──► one ──► … ──► end (how many held, and how long it took)
//! ```

mod json;
mod junit;
mod text;

use std::time::Duration;

pub use json::JsonReport;
pub use junit::JunitReport;
pub use text::TextReport;

use super::{FindingRow, rows};
use crate::lang::Lang;
use crate::scenario::Scenario;
use crate::story::tell;
use crate::trace::Trace;
use crate::world::expect;

/// One scenario, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Its name, or the path where it has none because it could not be read.
    pub name: String,
    /// As shown in messages.
    pub path: String,
    /// Warnings about the file, as its author sees them; empty where there are none.
    pub warnings: String,
    /// How it came out.
    pub verdict: Verdict,
}

impl Checked {
    /// What could not be run at all, under the name that was asked for.
    pub fn not_run(argument: String, verdict: Verdict) -> Self {
        Self { name: argument.clone(), path: argument, warnings: String::new(), verdict }
    }
}

/// How a scenario came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every expectation held; there may be none.
    Held {
        /// How many there are.
        expectations: usize,
    },
    /// Some did not.
    Failed {
        /// How many there are.
        expectations: usize,
        /// Those that did not hold.
        failures: Vec<FindingRow>,
    },
    /// The file has mistakes, or there is no such file: what is wrong with it.
    Unreadable(String),
    /// The world could not be built: why.
    NotRun(String),
}

/// How many came out how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All expectations held.
    pub held: usize,
    /// An expectation failed.
    pub failed: usize,
    /// The file has mistakes.
    pub unreadable: usize,
    /// The world could not be built.
    pub not_run: usize,
}

/// Something that prints results as they come.
pub trait CheckReport {
    /// Before the first.
    fn begin(&mut self) -> String;
    /// One scenario.
    fn one(&mut self, checked: &Checked) -> String;
    /// After the last.
    fn end(&mut self, tally: Tally, took: Duration) -> String;
}

/// Judges a run. The story is told only where something failed: it says where.
pub fn judge(scenario: &Scenario, trace: &Trace, lang: Lang) -> Verdict {
    let findings = expect::check(scenario, trace);
    let expectations = findings.len();
    let failed: Vec<_> = findings.into_iter().filter(|finding| !finding.ok).collect();
    if failed.is_empty() {
        return Verdict::Held { expectations };
    }
    let story = tell(scenario, trace, lang);
    Verdict::Failed { expectations, failures: rows(scenario, &failed, &story) }
}

impl Tally {
    /// Takes one more into account.
    pub fn count(&mut self, verdict: &Verdict) {
        *match verdict {
            Verdict::Held { .. } => &mut self.held,
            Verdict::Failed { .. } => &mut self.failed,
            Verdict::Unreadable(_) => &mut self.unreadable,
            Verdict::NotRun(_) => &mut self.not_run,
        } += 1;
    }

    /// How many there were.
    pub fn total(self) -> usize {
        self.held + self.failed + self.unreadable + self.not_run
    }
}

#[cfg(test)]
mod tests;
