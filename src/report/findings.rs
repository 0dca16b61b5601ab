//! Expectations as they are reported: where in the file, and at which step of the story it went another way.

use serde::Serialize;

use crate::scenario::Scenario;
use crate::story::Story;
use crate::world::expect::Finding;

/// One expectation and how it came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingRow {
    /// The step of the scenario, from 1.
    pub step: usize,
    /// The line in the scenario file, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
    /// The key, such as `spf`.
    pub key: String,
    /// What the author wrote.
    pub expected: String,
    /// What is so; none where nothing of the kind happened.
    pub actual: Option<String>,
    /// Whether they agree.
    pub ok: bool,
    /// The number of the story's step at which it went this way.
    pub story_step: Option<usize>,
    /// That step's title.
    pub story_title: Option<String>,
}

/// Puts findings beside the file and the story.
pub fn rows(scenario: &Scenario, findings: &[Finding], story: &Story) -> Vec<FindingRow> {
    findings.iter().map(|finding| row(scenario, finding, story)).collect()
}

fn row(scenario: &Scenario, finding: &Finding, story: &Story) -> FindingRow {
    let (line, column) = place(&scenario.source, finding.span.start);
    let step = finding.event.and_then(|event| story.steps.iter().find(|step| step.events.contains(&event)));
    FindingRow {
        step: finding.step + 1,
        line,
        column,
        key: finding.key.clone(),
        expected: finding.expected.clone(),
        actual: finding.actual.clone(),
        ok: finding.ok,
        story_step: step.map(|step| step.number),
        story_title: step.map(|step| step.title.clone()),
    }
}

/// Line and column of an octet of the file, both from 1; a column is a character.
fn place(source: &str, offset: usize) -> (usize, usize) {
    let before = source.get(..offset).unwrap_or(source);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = "a = 1\n件名 = \"x\"\n";
        assert_eq!(place(source, source.find('"').unwrap()), (2, 6));
        assert_eq!(place(source, 0), (1, 1));
        assert_eq!(place(source, 999), (3, 1));
    }
}
