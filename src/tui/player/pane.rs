//! The five panes, numbered as the keys `1` to `5` call them.

use crate::lang::Lang;
use crate::words;

/// A region of the screen that the keys can be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::tui) enum Pane {
    /// All steps, by stage.
    Steps,
    /// What the step means.
    Explanation,
    /// The wire lines and DNS answers.
    Conversation,
    /// Envelope and letter.
    Letter,
    /// The verdicts so far; at the last step the letter's source as a mail client shows it.
    Verdicts,
}

impl Pane {
    /// All five, in their order.
    pub(in crate::tui) const ALL: [Self; 5] =
        [Self::Steps, Self::Explanation, Self::Conversation, Self::Letter, Self::Verdicts];

    /// The pane of that number, from 1.
    pub(super) fn numbered(number: usize) -> Option<Self> {
        Self::ALL.get(number.checked_sub(1)?).copied()
    }

    /// From 1.
    pub(in crate::tui) fn number(self) -> usize {
        self as usize + 1
    }

    pub(super) fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    pub(super) fn previous(self) -> Self {
        Self::ALL[(self as usize + Self::ALL.len() - 1) % Self::ALL.len()]
    }

    /// What stands over it; the last pane has another name at the last step.
    pub(in crate::tui) fn title(self, lang: Lang, at_end: bool) -> &'static str {
        match self {
            Self::Steps => words!(lang, en: "Steps", ja: "ステップ"),
            Self::Explanation => words!(lang, en: "Explanation", ja: "説明"),
            Self::Conversation => words!(lang, en: "Conversation", ja: "会話"),
            Self::Letter => words!(lang, en: "Letter", ja: "手紙"),
            Self::Verdicts if at_end => words!(lang, en: "Original", ja: "原文と結果"),
            Self::Verdicts => words!(lang, en: "Verdicts", ja: "認証の結果"),
        }
    }
}
