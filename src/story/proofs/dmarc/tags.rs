//! The tags of a DMARC record (RFC 9989 §4.7): what the glossary says of them, and what their values say.

use crate::glossary::{self, Entry};
use crate::lang::Lang;
use crate::words;

/// What a tag is for; none where nobody knows it.
pub fn tag(name: &str) -> Option<&'static Entry> {
    glossary::tag("DMARC", name)
}

/// What a value of a tag says; empty where it says it by itself.
pub fn value(lang: Lang, name: &str, value: &str) -> &'static str {
    match (name, value.to_ascii_lowercase().as_str()) {
        ("p" | "sp" | "np", "none") => words!(lang, en: "Here: nothing.", ja: "ここでは「何もしない」です。"),
        ("p" | "sp" | "np", "quarantine") => words!(
            lang,
            en: "Here: put it aside, as suspicious.",
            ja: "ここでは「隔離」です。"
        ),
        ("p" | "sp" | "np", "reject") => words!(lang, en: "Here: refuse it.", ja: "ここでは「拒否」です。"),
        ("adkim" | "aspf", "r") => words!(
            lang,
            en: "Here: the same organization is enough (relaxed).",
            ja: "ここでは、同じ組織ならよい（緩やか、relaxed）です。"
        ),
        ("adkim" | "aspf", "s") => words!(
            lang,
            en: "Here: only the very same name (strict).",
            ja: "ここでは、まったく同じ名前だけ（厳格、strict）です。"
        ),
        ("psd", "y") => words!(lang, en: "Here: a public suffix.", ja: "ここでは公開サフィックスです。"),
        ("psd", "n") => words!(lang, en: "Here: an organization.", ja: "ここでは組織の代表です。"),
        ("psd", "u") => words!(lang, en: "Here: left open.", ja: "ここでは、どちらとも言っていません。"),
        ("t", "y") => {
            words!(
                lang,
                en: "Here: yes, so the policy is applied one level milder.",
                ja: "ここでは「はい」なので、扱いが1段階緩くなります。"
            )
        }
        ("t", "n") => words!(
            lang,
            en: "Here: no, so the policy counts as written.",
            ja: "ここでは「いいえ」なので、書かれたとおりです。"
        ),
        _ => "",
    }
}
