//! Whom the header From names.

use crate::lang::Lang;
use crate::story::decode;
use crate::story::model::{Reason, Sign};
use crate::trace::proof::dmarc::Author;
use crate::{text, words};

/// Where DMARC begins (RFC 9989 §5.3.1).
pub fn reason(lang: Lang, author: &Author) -> Reason {
    let text = author.text.as_deref().unwrap_or_default();
    let label = format!("From: {}", decode::shown(text.as_bytes()));
    let (sign, text) = match (author.fields, author.domains.as_slice()) {
        (1, [domain]) if !domain.is_empty() => (Sign::Yes, one(lang, domain)),
        (0, _) => (
            Sign::Error,
            words!(
                lang,
                en: "The letter has no From, so there is no author to ask about.",
                ja: "From がないので、差出人が分かりません。"
            )
            .to_owned(),
        ),
        (1, []) => (
            Sign::Error,
            words!(
                lang,
                en: "There is no address in it, so no domain can be read.",
                ja: "アドレスが書かれていないので、ドメインが分かりません。"
            )
            .to_owned(),
        ),
        (1, domains) => (Sign::Error, several(lang, &domains.join(", "))),
        (fields, _) => (
            Sign::Error,
            text!(
                lang,
                en: "The letter has {fields} From fields. The reader may see any of them, so DMARC cannot choose one.",
                ja: "From が{fields}個あります。どれが読む人に見えるか分からないので、DMARCは選びません。"
            ),
        ),
    };
    Reason::new(sign, label, text).clause("RFC 9989 §5.3.1")
}

fn one(lang: Lang, domain: &str) -> String {
    text!(
        lang,
        en: "The part behind the @ is the Author Domain: {domain}. All of DMARC is about this name.",
        ja: "@ の後ろが差出人のドメイン（Author Domain）です：{domain}。DMARCが調べるのは、この名前についてです。"
    )
}

fn several(lang: Lang, domains: &str) -> String {
    text!(
        lang,
        en: "It names authors of different domains ({domains}), and DMARC needs exactly one.",
        ja: "複数のドメイン ({domains}) の差出人が書かれています。DMARCで調べられるのは、1つのときだけです。"
    )
}
