//! What each tag of a signature and of a key record says: the sentence of the glossary.

use crate::glossary;
use crate::lang::Lang;
use crate::words;

/// A tag of a `DKIM-Signature`.
pub fn tag(lang: Lang, name: &str) -> &'static str {
    of("DKIM-Signature", lang, name)
}

/// A tag of a key record.
pub fn key_tag(lang: Lang, name: &str) -> &'static str {
    of("DKIM key", lang, name)
}

/// Tags are told apart by their case (RFC 6376 §3.2), which the glossary does not do.
fn of(list: &str, lang: Lang, name: &str) -> &'static str {
    glossary::tag(list, name)
        .filter(|entry| entry.name == name)
        .map_or_else(|| unknown(lang), |entry| entry.short(lang))
}

fn unknown(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "A tag that is not known here; it is ignored.",
        ja: "ここでは知られていない項目です。無視されます。"
    )
}
