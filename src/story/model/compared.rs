//! Two outcomes side by side: before and after a change, or at a server that does it right and at a naive one.

use serde::Serialize;

use super::Tone;

/// A letter in two stories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparedLetter {
    /// Which letter, for whom.
    pub title: String,
    /// What came of it.
    pub rows: Vec<ComparedRow>,
}

/// One thing that came of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparedRow {
    /// What: `SPF`, “folder”.
    pub label: String,
    /// As it was; at the server that does it right.
    pub before: Cell,
    /// After the change; at the naive server.
    pub after: Cell,
}

impl ComparedRow {
    /// Whether there is a difference here.
    pub fn differs(&self) -> bool {
        self.before != self.after
    }
}

/// What stands in one story; empty where the story has no such thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The words.
    pub text: String,
    /// Good, bad, or to be looked at twice.
    pub tone: Tone,
}

/// What came of a letter at a server that does it right, beside what came of it at a naive one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// Which letters.
    pub title: String,
    /// The server that does it right.
    pub strict: String,
    /// The naive one.
    pub naive: String,
    /// What came of them.
    pub rows: Vec<ComparedRow>,
    /// The mistakes at which the two part.
    pub apart: Vec<Apart>,
}

/// A mistake of the naive server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Apart {
    /// The step that tells it, from 0.
    pub step: usize,
    /// What it is.
    pub text: String,
}
