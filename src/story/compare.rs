//! Two stories side by side: what came of a change.
//!
//! ```text
//!   story as it was ──┬── letter by letter: verdicts, reply, folder, and which of them differ
//!   story after   ────┴── the first step at which they part
//! ```
//!
//! Both are told in the same language, and of runs that began at the same time: whatever differs between them comes of
//! the change.

pub mod beside;
mod letters;

use super::model::{ComparedLetter, LineKind, Step, Story};

/// How two stories differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Each letter and recipient.
    pub letters: Vec<ComparedLetter>,
    /// Where the stories part; none where they are the same.
    pub first: Option<Parting>,
}

/// The first step at which two stories part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parting {
    /// Its place in both stories, from 0.
    pub step: usize,
    /// The story as it was; none where it was over.
    pub before: Option<Side>,
    /// The story after the change; none where it was over.
    pub after: Option<Side>,
}

/// One story's side of a parting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The step's title.
    pub title: String,
    /// What was said in it, or written on the letter, and was not in the other story; what the step means, where there
    /// is no such line.
    pub lines: Vec<String>,
}

/// Compares two stories told in the same language.
pub fn compare(before: &Story, after: &Story) -> Comparison {
    Comparison { letters: letters::compare(before, after), first: parting(before, after) }
}

fn parting(before: &Story, after: &Story) -> Option<Parting> {
    let longest = before.steps.len().max(after.steps.len());
    let pair = |at: usize| (before.steps.get(at), after.steps.get(at));
    let step = (0..longest).find(|at| match pair(*at) {
        (Some(one), Some(other)) => !same(one, other),
        _ => true,
    })?;
    let (one, other) = pair(step);
    Some(Parting { step, before: one.map(|step| side(step, other)), after: other.map(|step| side(step, one)) })
}

fn same(one: &Step, other: &Step) -> bool {
    let said = |step: &Step| (step.phase, step.host.clone(), step.title.clone(), step.text.clone(), step.tone);
    said(one) == said(other)
        && one.motion == other.motion
        && lines(one).eq(lines(other))
        && written(one) == written(other)
        && letters::results(&one.verdicts).eq(letters::results(&other.verdicts))
}

/// What was really said. Remarks in between count octets, and TLS has not the same number of them twice.
fn lines(step: &Step) -> impl Iterator<Item = &str> {
    step.lines.iter().filter(|line| line.kind != LineKind::Note).map(|line| line.text.as_str())
}

/// The envelope and the header, as they are read.
fn written(step: &Step) -> Vec<String> {
    let Some(view) = &step.view else { return Vec::new() };
    let from = view.mail_from.iter().map(|from| format!("MAIL FROM: {from}"));
    let to = view.rcpt_to.iter().map(|to| format!("RCPT TO: {to}"));
    from.chain(to).chain(view.header.iter().map(|field| format!("{}: {}", field.name, field.shown))).collect()
}

fn side(step: &Step, other: Option<&Step>) -> Side {
    /// Enough to see what it is about.
    const MOST: usize = 6;
    let known = |text: &str| other.is_some_and(|other| lines(other).any(|line| line == text));
    let mut new: Vec<String> = lines(step).filter(|text| !known(text)).map(str::to_owned).collect();
    if new.is_empty() {
        let others = other.map(written).unwrap_or_default();
        new = written(step).into_iter().filter(|text| !others.contains(text)).collect();
    }
    if new.is_empty() {
        new.push(step.text.clone());
    }
    new.truncate(MOST);
    Side { title: step.title.clone(), lines: new }
}
