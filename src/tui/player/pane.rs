//! The panes, numbered as the keys `1` to `7` call them.

use crate::lang::Lang;
use crate::story::{Phase, Step};
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
    /// Every header field, explained.
    Headers,
    /// The verdicts so far; at the last step the letter's source as a mail client shows it.
    Verdicts,
    /// Where letters lie: folders and queues.
    Mailboxes,
}

impl Pane {
    /// All of them, in their order.
    pub(in crate::tui) const ALL: [Self; 7] = [
        Self::Steps,
        Self::Explanation,
        Self::Conversation,
        Self::Letter,
        Self::Headers,
        Self::Verdicts,
        Self::Mailboxes,
    ];

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

    /// What stands over it; the verdicts have another name at the last step.
    pub(in crate::tui) fn title(self, lang: Lang, at_end: bool) -> &'static str {
        match self {
            Self::Steps => words!(lang, en: "Steps", ja: "ステップ"),
            Self::Explanation => words!(lang, en: "Explanation", ja: "説明"),
            Self::Conversation => words!(lang, en: "Conversation", ja: "会話"),
            Self::Letter => words!(lang, en: "Letter", ja: "手紙"),
            Self::Headers => words!(lang, en: "Headers", ja: "ヘッダー"),
            Self::Verdicts if at_end => words!(lang, en: "Result", ja: "原文と結果"),
            Self::Verdicts => words!(lang, en: "Verdicts", ja: "認証の結果"),
            Self::Mailboxes => words!(lang, en: "Mailboxes", ja: "メールボックス"),
        }
    }

    /// A shorter name, for a row of tabs that has little room.
    pub(in crate::tui) fn tab(self, lang: Lang) -> &'static str {
        match self {
            Self::Explanation => words!(lang, en: "Explain", ja: "説明"),
            Self::Conversation => words!(lang, en: "Talk", ja: "会話"),
            Self::Verdicts => words!(lang, en: "Verdict", ja: "結果"),
            Self::Mailboxes => words!(lang, en: "Boxes", ja: "ボックス"),
            Self::Steps | Self::Letter | Self::Headers => self.title(lang, false),
        }
    }

    /// The panes that tell about a step, beside the list and the explanation; the one that tells most stands first, those
    /// that have nothing to say of it last.
    pub(in crate::tui) fn telling(step: &Step) -> [Self; 5] {
        use Pane::{Conversation, Headers, Letter, Mailboxes, Verdicts};
        let mut panes = match step.phase {
            Phase::Write | Phase::Bounce | Phase::Report => [Letter, Headers, Mailboxes, Conversation, Verdicts],
            Phase::Stamp | Phase::Forward => [Letter, Headers, Verdicts, Mailboxes, Conversation],
            Phase::Spf | Phase::Dkim | Phase::Dmarc | Phase::Arc | Phase::Decision => {
                [Verdicts, Conversation, Letter, Headers, Mailboxes]
            }
            Phase::File | Phase::Wait => [Mailboxes, Conversation, Letter, Headers, Verdicts],
            Phase::Read => [Verdicts, Headers, Letter, Mailboxes, Conversation],
            _ => [Conversation, Letter, Verdicts, Mailboxes, Headers],
        };
        panes.sort_by_key(|pane| !pane.speaks_of(step));
        panes
    }

    fn speaks_of(self, step: &Step) -> bool {
        match self {
            Self::Steps | Self::Explanation => true,
            Self::Conversation => !step.lines.is_empty(),
            Self::Letter | Self::Headers => step.view.is_some(),
            Self::Verdicts => !step.verdicts.is_empty() || step.phase == Phase::Read,
            Self::Mailboxes => !step.places.is_empty(),
        }
    }
}
