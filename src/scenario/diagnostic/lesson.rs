//! Mistakes about the course of a lesson: its steps, questions and remarks.

use crate::lang::Lang;
use crate::{text, words};

/// A mistake about steps, questions and remarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LessonMistake {
    /// Nothing happens.
    NoSteps,
    /// The answers of the two languages do not match.
    UnevenChoices {
        /// How many in English.
        en: usize,
        /// How many in Japanese.
        ja: usize,
    },
    /// A question with fewer than two answers.
    TooFewChoices,
    /// The right answer is none of them.
    AnswerBeyond {
        /// How many there are.
        choices: usize,
    },
    /// A letter that is never sent.
    SendBeyond {
        /// Its number.
        number: u64,
        /// How many are sent.
        sends: usize,
    },
    /// A `dns` step that changes nothing.
    NoChange,
}

impl LessonMistake {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::NoSteps => {
                words!(lang, en: "nothing happens in this scenario", ja: "このシナリオでは何も起こりません").to_owned()
            }
            Self::UnevenChoices { en, ja } => text!(lang,
                en: "there are {en} answers in English and {ja} in Japanese",
                ja: "選択肢の数が、英語は{en}、日本語は{ja}です"),
            Self::TooFewChoices => {
                words!(lang, en: "a question needs at least two answers", ja: "選択肢は2つ以上必要です").to_owned()
            }
            Self::AnswerBeyond { choices } => text!(lang,
                en: "the right answer must be a number from 1 to {choices}",
                ja: "正解は1から{choices}までの番号で書きます"),
            Self::SendBeyond { number, .. } => {
                text!(lang, en: "there is no letter {number}", ja: "{number}通目のメールはありません")
            }
            Self::NoChange => {
                words!(lang, en: "this step changes nothing in DNS", ja: "DNSに何の変更もありません").to_owned()
            }
        }
    }

    pub(super) fn help(&self, lang: Lang) -> Option<String> {
        let help = match self {
            Self::NoSteps => words!(lang,
                en: "write at least one `[[step]]` with `do = \"send\"`",
                ja: "`do = \"send\"` の `[[step]]` を1つ以上書いてください"),
            Self::NoChange => words!(lang,
                en: "expected `set`, `remove`, `timeout`, `servfail` or `answer`",
                ja: "`set`、`remove`、`timeout`、`servfail`、`answer` のどれかを書いてください"),
            Self::SendBeyond { sends, .. } => {
                return Some(text!(lang,
                    en: "letters are counted from 1 in the order of the `send` steps; the last one is {sends}",
                    ja: "`send` のステップを上から1、2、3と数えます。最後は{sends}です"));
            }
            _ => return None,
        };
        Some(help.to_owned())
    }
}
