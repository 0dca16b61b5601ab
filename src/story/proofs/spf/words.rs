//! Words that several parts of the proof use.

use crate::lang::Lang;
use crate::story::prose;
pub(super) use crate::story::prose::join;
use crate::text;
use crate::trace::SpfResult;
use crate::trace::proof::spf::{Budget, MOST_LOOKUPS, MOST_VOIDS};

/// The RFC's word for a result; in Japanese with what it means.
pub(super) fn result(lang: Lang, result: SpfResult) -> String {
    match lang {
        Lang::En => result.word().to_owned(),
        Lang::Ja => prose::gloss(lang, result.word()),
    }
}

/// What has been spent of the limits.
pub(super) fn budget(lang: Lang, budget: Budget) -> String {
    let Budget { lookups, voids } = budget;
    text!(
        lang,
        en: "So far: DNS lookups {lookups} of {MOST_LOOKUPS}, void lookups {voids} of {MOST_VOIDS}.",
        ja: "ここまでのDNS問い合わせは{MOST_LOOKUPS}回中{lookups}回、空振りは{MOST_VOIDS}回中{voids}回です。"
    )
}
