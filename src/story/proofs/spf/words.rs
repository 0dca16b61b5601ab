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
        en: "Spent so far: DNS lookups {lookups}/{MOST_LOOKUPS}, void {voids}/{MOST_VOIDS}.",
        ja: "ここまでのDNS問い合わせは {lookups}/{MOST_LOOKUPS}、空振りは {voids}/{MOST_VOIDS} です。"
    )
}
