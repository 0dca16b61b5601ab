//! For whatever collects the results of tests: the XML that `JUnit` began with, one test case for each scenario.
//!
//! ```text
//!   testsuites
//!   └─ testsuite      tests, failures, errors, time
//!      ├─ testcase                          every expectation held
//!      ├─ testcase ── failure               some did not: which, where, and at which step of the story
//!      └─ testcase ── error                 the file has mistakes, or the world could not be built
//! ```
//!
//! The counts stand before what they count, so the test cases are kept until the last scenario is done.

use std::fmt::Write;
use std::time::Duration;

use super::{CheckReport, Checked, Tally, Verdict};
use crate::report::FindingRow;
use crate::report::markup::escape;

/// Prints one XML document.
#[derive(Debug, Default)]
pub struct JunitReport {
    cases: String,
}

/// A test case; `outcome` is what went wrong, as elements.
fn case(checked: &Checked, outcome: &str) -> String {
    let (name, path) = (escape(&checked.name), escape(&checked.path));
    let mut inside = outcome.to_owned();
    if !checked.warnings.is_empty() {
        // Writing to a String cannot fail.
        let _ = writeln!(inside, "      <system-err>{}</system-err>", escape(checked.warnings.trim_end()));
    }
    let begin = format!("    <testcase classname=\"tegami\" name=\"{name}\" file=\"{path}\"");
    if inside.is_empty() { format!("{begin}/>\n") } else { format!("{begin}>\n{inside}    </testcase>\n") }
}

fn failure(path: &str, expectations: usize, failures: &[FindingRow]) -> String {
    let rows: Vec<String> = failures.iter().map(|row| row_text(path, row)).collect();
    let message = format!("{} of {expectations} expectations failed", failures.len());
    element("failure", "expectation", &message, &rows.join("\n"))
}

fn row_text(path: &str, row: &FindingRow) -> String {
    let FindingRow { line, column, key, expected, actual, .. } = row;
    let actual = actual.as_deref().unwrap_or("nothing");
    let step = match (row.story_step, &row.story_title) {
        (Some(number), Some(title)) => format!(" (step {number}: {title})"),
        _ => String::new(),
    };
    format!("{path}:{line}:{column}: {key}: expected {expected}, actual {actual}{step}")
}

fn element(name: &str, kind: &str, message: &str, text: &str) -> String {
    let (message, text) = (escape(message), escape(text));
    format!("      <{name} type=\"{kind}\" message=\"{message}\">{text}</{name}>\n")
}

fn trouble(kind: &str, message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    element("error", kind, first, message.trim_end())
}

impl CheckReport for JunitReport {
    fn begin(&mut self) -> String {
        String::new()
    }

    fn one(&mut self, checked: &Checked) -> String {
        let outcome = match &checked.verdict {
            Verdict::Held { .. } => String::new(),
            Verdict::Failed { expectations, failures } => failure(&checked.path, *expectations, failures),
            Verdict::Unreadable(message) => trouble("unreadable", message),
            Verdict::NotRun(message) => trouble("not-run", message),
        };
        self.cases += &case(checked, &outcome);
        String::new()
    }

    fn end(&mut self, tally: Tally, took: Duration) -> String {
        let (tests, failures, errors) = (tally.total(), tally.failed, tally.unreadable + tally.not_run);
        let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\"");
        let time = format!("time=\"{:.3}\"", took.as_secs_f64());
        let cases = std::mem::take(&mut self.cases);
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts} {time}>\n  \
             <testsuite name=\"tegami check\" {counts} skipped=\"0\" {time}>\n{cases}  </testsuite>\n</testsuites>\n"
        )
    }
}
