//! The questions of a lesson.

use serde::Serialize;

use crate::scenario::Moment;

/// A question of the lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// It stands before this step; the index into [`Story::steps`](super::Story::steps).
    pub before: usize,
    /// Which moment it hangs on, as the scenario says.
    #[serde(skip)]
    pub moment: Moment,
    /// The question.
    pub text: String,
    /// The answers.
    pub choices: Vec<String>,
    /// The right one, from 0.
    pub answer: usize,
    /// Why.
    pub why: String,
    /// Who asks it.
    pub asked_by: Asking,
}

/// Who wrote a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asking {
    /// The author of the scenario.
    Author,
    /// The program, from the verdicts.
    Program,
}
