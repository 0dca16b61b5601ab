//! For people: one line for what held, and for what did not, where, what was expected, and at which step.

use std::time::Duration;

use super::{CheckReport, Checked, Tally, Verdict};
use crate::report::FindingRow;
use crate::report::page::{Look, Page};
use crate::story::Tone;
use crate::{text, words};

/// Prints lines.
#[derive(Debug)]
pub struct TextReport {
    look: Look,
}

impl TextReport {
    /// A report that looks so.
    pub fn new(look: Look) -> Self {
        Self { look }
    }

    fn mark(&self, good: bool) -> String {
        if good { self.look.toned(Tone::Good, "✓") } else { self.look.toned(Tone::Bad, "✗") }
    }

    fn held(&self, name: &str, expectations: usize) -> String {
        let mark = self.mark(true);
        match expectations {
            0 => {
                text!(self.look.lang, en: "- {name}  nothing is expected of it\n", ja: "- {name}  期待は書かれていません\n")
            }
            1 => text!(self.look.lang, en: "{mark} {name}  1 expectation\n", ja: "{mark} {name}  期待1件\n"),
            n => text!(self.look.lang, en: "{mark} {name}  {n} expectations\n", ja: "{mark} {name}  期待{n}件\n"),
        }
    }

    fn failed(&self, checked: &Checked, expectations: usize, failures: &[FindingRow]) -> String {
        let (mark, name, count) = (self.mark(false), &checked.name, failures.len());
        let mut page = Page::new(self.look);
        page.line(&text!(
            self.look.lang,
            en: "{mark} {name}  {count} of {expectations} expectations failed",
            ja: "{mark} {name}  期待{expectations}件のうち{count}件が不一致"
        ));
        for failure in failures {
            self.failure(&mut page, &checked.path, failure);
        }
        page.finish()
    }

    fn failure(&self, page: &mut Page, path: &str, row: &FindingRow) {
        let lang = self.look.lang;
        let FindingRow { line, column, key, expected, .. } = row;
        page.line(&format!("    {path}:{line}:{column}: {key}"));
        let actual = row.actual.as_deref().unwrap_or(words!(
            lang,
            en: "nothing: it did not come to that",
            ja: "なし（そこまで進みませんでした）"
        ));
        let mut lines = vec![
            (words!(lang, en: "expected", ja: "期待"), expected.clone()),
            (words!(lang, en: "actual", ja: "実際"), actual.to_owned()),
        ];
        if let (Some(number), Some(title)) = (row.story_step, &row.story_title) {
            let place = text!(lang, en: "step {number}: {title}", ja: "ステップ{number}：{title}");
            lines.push((words!(lang, en: "see", ja: "分かれ目"), place));
        }
        page.table(6, lines.iter().map(|(label, text)| (*label, text.as_str())).collect::<Vec<_>>());
    }

    fn trouble(&self, name: &str, message: &str) -> String {
        format!("{} {name}\n{}", self.mark(false), below(message))
    }
}

/// What stands below the line of a scenario.
fn below(message: &str) -> String {
    textwrap::indent(message.trim_end(), "    ") + "\n"
}

impl CheckReport for TextReport {
    fn begin(&mut self) -> String {
        String::new()
    }

    fn one(&mut self, checked: &Checked) -> String {
        let result = match &checked.verdict {
            Verdict::Held { expectations } => self.held(&checked.name, *expectations),
            Verdict::Failed { expectations, failures } => self.failed(checked, *expectations, failures),
            Verdict::Unreadable(message) | Verdict::NotRun(message) => self.trouble(&checked.name, message),
        };
        if checked.warnings.is_empty() { result } else { result + &below(&checked.warnings) }
    }

    fn end(&mut self, tally: Tally, took: Duration) -> String {
        let lang = self.look.lang;
        let (total, held, seconds) = (tally.total(), tally.held, format!("{:.2}", took.as_secs_f64()));
        let scenarios = if total == 1 { "scenario" } else { "scenarios" };
        let mut parts = vec![text!(lang, en: "{held} as expected", ja: "期待どおり{held}件")];
        let others = [
            (tally.failed, words!(lang, en: "otherwise", ja: "不一致")),
            (tally.unreadable, words!(lang, en: "with mistakes in the file", ja: "ファイルに誤り")),
            (tally.not_run, words!(lang, en: "could not be run", ja: "実行できず")),
        ];
        for (count, word) in others.into_iter().filter(|(count, _)| *count > 0) {
            parts.push(text!(lang, en: "{count} {word}", ja: "{word}{count}件"));
        }
        let parts = parts.join(words!(lang, en: ", ", ja: "、"));
        text!(lang, en: "\n{total} {scenarios}: {parts} ({seconds} s)\n", ja: "\nシナリオ{total}件：{parts}（{seconds}秒）\n")
    }
}
