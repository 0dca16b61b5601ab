//! The expectations of a scenario that has been changed, so that its file can stand by itself.
//!
//! ```text
//!   expect = { dmarc = "fail", folder = "none", reply = 550 }      as the author wrote it, before the change
//!   expect = { dmarc = "fail", folder = "INBOX", reply = 250 }     as it came out
//! ```
//!
//! What can be said anew is; the rest (questions to DNS, header fields) is left out.

use std::ops::Range;

use super::{Finding, check};
use crate::scenario::{Scenario, parse, patch};
use crate::trace::Trace;

/// The scenario's text with expectations that this run of it fulfils; none where it fulfils them all already.
pub fn renewed(scenario: &Scenario, trace: &Trace) -> Option<String> {
    let again = |source: &str| parse(&scenario.name, &scenario.path, source).scenario;
    let unmet = unmet(scenario, trace, said);
    if unmet.is_empty() {
        return None;
    }
    let source = patch::expecting(&scenario.source, unmet);
    let adjusted = again(&source)?;
    // Of a letter to several people that fared differently, not everything can be said in one word.
    let left = self::unmet(&adjusted, trace, |_| None);
    let source = patch::expecting(&source, left);
    again(&source).map(|_| source)
}

fn unmet(
    scenario: &Scenario,
    trace: &Trace,
    said: impl Fn(&Finding) -> Option<String>,
) -> Vec<(Range<usize>, Option<String>)> {
    let findings = check(scenario, trace).into_iter().filter(|finding| !finding.ok);
    findings.map(|finding| (finding.span.clone(), said(&finding))).collect()
}

/// What is so, as a file has it.
fn said(finding: &Finding) -> Option<String> {
    let actual = finding.actual.as_deref()?;
    let key = finding.key.as_str();
    match key.strip_prefix("bounce.").unwrap_or(key) {
        "spf" | "dkim" | "dmarc" | "arc" | "folder" => Some(format!("\"{actual}\"")),
        "reply" => actual.split(' ').next().map(str::to_owned),
        "bounce" | "tries" => Some(actual.to_owned()),
        _ => None,
    }
}
