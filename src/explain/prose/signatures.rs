//! Who signs.

use crate::explain::signatures::Signed;
use crate::lang::Lang;
use crate::story::safe;
use crate::text;

/// A signature in a sentence. Whether it holds is not said: nobody has looked.
pub(crate) fn signature(lang: Lang, signed: &Signed) -> String {
    let tag = |name: &str| signed.tag(name).map(safe::line).unwrap_or_default();
    let (domain, selector, instance) = (tag("d"), tag("s"), tag("i"));
    match signed.name.to_ascii_lowercase().as_str() {
        "arc-seal" => text!(
            lang,
            en: "Seal {instance} of the ARC chain: {domain} seals what it and the servers before it have written.",
            ja: "ARCの{instance}番目の封印です。{domain} が、それまでの記録と自分の記録を封じています。"
        ),
        "arc-message-signature" => text!(
            lang,
            en: "The letter as {domain} passed it on, signed: link {instance} of the ARC chain.",
            ja: "{domain} が転送したときのメールへの署名です（ARCの{instance}番目）。"
        ),
        "x-google-dkim-signature" => text!(
            lang,
            en: "Google's own signature, for its own use.",
            ja: "Googleが自分で使うための署名です。"
        ),
        "domainkey-signature" => text!(
            lang,
            en: "The forerunner of DKIM (DomainKeys, RFC 4870), obsolete since 2007.",
            ja: "DKIMの前身（DomainKeys、RFC 4870）の署名です。2007年に廃止されました。"
        ),
        _ => text!(
            lang,
            en: "{domain} says that it has signed this letter. Its key is in DNS at {selector}._domainkey.{domain}.",
            ja: "{domain} が署名したと書かれています。鍵はDNSの {selector}._domainkey.{domain} にあります。"
        ),
    }
}
