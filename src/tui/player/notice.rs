//! A word of the screen itself about a key that led nowhere, or to one of several places. The next key takes it away.

use crate::lang::Lang;
use crate::{text, words};

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Notice {
    /// Nothing in the story caused this step.
    NoCause,
    /// Nothing in the story came of it.
    NoEffect,
    /// A header field that was there when the letter was written.
    NoOrigin,
    /// The step is the one that is shown.
    Here,
    /// A question stands before that step.
    Veiled,
    /// The verdict has no proof.
    NoProof,
    /// There was no jump to go back from.
    NoWayBack,
    /// That match of so many; some steps may not have been searched.
    Found { at: usize, of: usize, veiled: bool },
    /// Nothing matches; some steps may not have been searched.
    NotFound { veiled: bool },
}

impl Notice {
    /// In words.
    pub(in crate::tui) fn words(self, lang: Lang) -> String {
        match self {
            Self::NoCause => words!(lang, en: "No earlier step caused this one.", ja: "原因になったステップはありません。").to_owned(),
            Self::NoEffect => words!(lang, en: "No later step follows from this one.", ja: "このステップから起きたことはありません。").to_owned(),
            Self::NoOrigin => words!(lang, en: "The sender wrote this field; no server added it.", ja: "差出人が書いたフィールドです。途中で追加されたものではありません。").to_owned(),
            Self::Here => words!(lang, en: "This is that step.", ja: "今見ているステップです。").to_owned(),
            Self::Veiled => words!(lang, en: "A question comes first. Go on with Space.", ja: "先に質問があります。Spaceで進んでください。").to_owned(),
            Self::NoProof => words!(lang, en: "There is no proof of this verdict.", ja: "この結果には、詳しい理由の記録がありません。").to_owned(),
            Self::NoWayBack => words!(lang, en: "There is no jump to go back from.", ja: "戻る先はありません。").to_owned(),
            Self::Found { at, of, veiled } => text!(lang, en: "match {at} of {of}", ja: "{of}件中{at}件目") + unsearched(lang, veiled),
            Self::NotFound { veiled } => words!(lang, en: "not found", ja: "見つかりません").to_owned() + unsearched(lang, veiled),
        }
    }
}

fn unsearched(lang: Lang, veiled: bool) -> &'static str {
    if veiled {
        words!(lang, en: " (not searched: what comes after the question)", ja: "（質問より先は検索していません）")
    } else {
        ""
    }
}
