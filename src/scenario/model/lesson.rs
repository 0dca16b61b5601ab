//! `[[ask]]` and `[[say]]`: what the learner is asked and told.

use std::ops::Range;

use super::Text;
use crate::trace::Stage;

/// A moment of the story that questions and remarks hang on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// The first step of a stage.
    Stage(Stage),
    /// The first result of SPF.
    Spf,
    /// The first result of DKIM.
    Dkim,
    /// The first result of DMARC.
    Dmarc,
    /// The receiver's decision.
    Decision,
    /// The letter as it is read, at the end.
    End,
}

/// A question. It stands before the learner sees the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Before which moment.
    pub before: Moment,
    /// In which `send` step, from 0; the first where none is named.
    pub send: usize,
    /// The question.
    pub text: Text,
    /// The answers to choose from.
    pub choices: Vec<Choice>,
    /// The right one, from 0.
    pub answer: usize,
    /// Why.
    pub why: Text,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// One answer to choose.
pub type Choice = Text;

/// A remark of the teacher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    /// At which moment.
    pub at: Moment,
    /// In which `send` step, from 0.
    pub send: usize,
    /// The remark.
    pub text: Text,
}
