//! For programs: one object, whose list of scenarios grows as they are done.

use std::time::Duration;

use serde_json::{Value, json};

use super::{CheckReport, Checked, Tally, Verdict};

/// Prints one JSON object, one scenario per line.
#[derive(Debug, Default)]
pub struct JsonReport {
    written: usize,
}

fn object(checked: &Checked) -> Value {
    let (result, expectations, failures, message) = match &checked.verdict {
        Verdict::Held { expectations } => ("held", *expectations, json!([]), None),
        Verdict::Failed { expectations, failures } => ("failed", *expectations, json!(failures), None),
        Verdict::Unreadable(message) => ("unreadable", 0, json!([]), Some(message)),
        Verdict::NotRun(message) => ("not-run", 0, json!([]), Some(message)),
    };
    json!({
        "name": checked.name,
        "path": checked.path,
        "result": result,
        "expectations": expectations,
        "failures": failures,
        "message": message,
        "warnings": (!checked.warnings.is_empty()).then_some(&checked.warnings),
    })
}

impl CheckReport for JsonReport {
    fn begin(&mut self) -> String {
        "{\"scenarios\":[".to_owned()
    }

    fn one(&mut self, checked: &Checked) -> String {
        let comma = if self.written == 0 { "" } else { "," };
        self.written += 1;
        format!("{comma}\n{}", object(checked))
    }

    fn end(&mut self, tally: Tally, took: Duration) -> String {
        let Tally { held, failed, unreadable, not_run } = tally;
        let seconds = took.as_secs_f64();
        format!(
            "\n],\"held\":{held},\"failed\":{failed},\"unreadable\":{unreadable},\"not_run\":{not_run},\"seconds\":{seconds:.3}}}\n"
        )
    }
}
