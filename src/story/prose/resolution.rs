//! Stage ②: the sender's server asks DNS where the letter has to go.

use super::Prose;
use crate::lang::Lang;
use crate::trace::Route;
use crate::{text, words};

/// How a question to DNS came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'a> {
    /// These, in words.
    Records(&'a str),
    /// Several, with a preference each.
    Several(&'a str),
    /// A record that says that there is nothing (null MX).
    Null,
    /// The name has nothing of that type.
    Nothing,
    /// The name does not exist.
    NoSuchName,
    /// No answer, or a failure.
    Silence,
}

/// The question for MX records.
pub fn mx(lang: Lang, host: &str, domain: &str, found: Found<'_>) -> Prose {
    let asked = text!(
        lang,
        en: "{host} asks DNS which server takes mail for {domain} (MX record).",
        ja: "{host} は、{domain} あてのメールをどのサーバーに渡せばよいかをDNSに尋ねました（MXレコード）。"
    );
    let answer = match found {
        Found::Records(servers) => text!(lang, en: "The answer: {servers}.", ja: "答えは {servers} です。"),
        Found::Several(servers) => text!(
            lang,
            en: "The answer: {servers}. The lowest number is tried first.",
            ja: "答えは {servers} です。数字の小さいほうから順に試します。"
        ),
        Found::Null => words!(
            lang,
            en: "The answer is a single dot instead of a name.",
            ja: "答えは、名前の代わりに点が1つだけでした。"
        )
        .to_owned(),
        Found::Nothing => words!(
            lang,
            en: "The domain names none; then its own address is used (implicit MX).",
            ja: "指定はありませんでした。その場合は、ドメイン名そのもののアドレスに送ります（暗黙のMX）。"
        )
        .to_owned(),
        Found::NoSuchName => words!(
            lang,
            en: "The answer: there is no such domain.",
            ja: "答えは「そのようなドメインはありません」でした。"
        )
        .to_owned(),
        Found::Silence => words!(
            lang,
            en: "DNS gives no answer, so nobody knows where the letter has to go.",
            ja: "DNSから答えがもらえず、どこへ運べばよいか分かりません。"
        )
        .to_owned(),
    };
    let title = text!(lang, en: "DNS: who takes mail for {domain}?", ja: "DNSに宛先のサーバーを尋ねる");
    Prose::new(title, super::join(lang, &[&asked, &answer]))
}

/// A question that somebody asked for its own sake: a visitor with `dig`.
pub fn other(lang: Lang, host: &str, name: &str, rtype: &str, found: Found<'_>) -> Prose {
    let asked = text!(
        lang,
        en: "{host} asks DNS about {name} (type {rtype}).",
        ja: "{host} は、{name} についてDNSに尋ねました（種類は {rtype}）。"
    );
    let answer = match found {
        Found::Records(_) | Found::Several(_) | Found::Null => {
            words!(lang, en: "The records are in the answer.", ja: "答えにレコードがあります。")
        }
        Found::Nothing => words!(
            lang,
            en: "The name exists, but has nothing of that type.",
            ja: "名前はありますが、その種類のレコードはありません。"
        ),
        Found::NoSuchName => words!(lang, en: "There is no such name.", ja: "そのような名前はありません。"),
        Found::Silence => words!(lang, en: "No answer comes.", ja: "答えが返ってきませんでした。"),
    };
    let title = text!(lang, en: "DNS: {rtype} of {name}", ja: "DNSに {name} の {rtype} を尋ねる");
    Prose::new(title, super::join(lang, &[&asked, answer]))
}

/// The question for addresses; also any other question that no check asked.
pub fn address(lang: Lang, host: &str, name: &str, found: Found<'_>) -> Prose {
    let text = match found {
        Found::Records(ips) | Found::Several(ips) => text!(
            lang,
            en: "{host} asks DNS for the IP address of {name} and gets {ips}.",
            ja: "{host} は {name} のIPアドレスをDNSに尋ね、{ips} という答えを得ました。"
        ),
        Found::Nothing | Found::NoSuchName | Found::Null => text!(
            lang,
            en: "{host} asks DNS for the IP address of {name}, but there is none.",
            ja: "{host} は {name} のIPアドレスをDNSに尋ねましたが、見つかりませんでした。"
        ),
        Found::Silence => text!(
            lang,
            en: "{host} asks DNS for the IP address of {name}, but gets no answer.",
            ja: "{host} は {name} のIPアドレスをDNSに尋ねましたが、答えが返ってきませんでした。"
        ),
    };
    let place = words!(
        lang,
        en: "A name is not enough to connect to a server; it takes an address.",
        ja: "名前だけでは接続できません。IPアドレスが分かって、はじめて接続できます。"
    );
    let known = matches!(found, Found::Records(_) | Found::Several(_));
    let title = text!(lang, en: "DNS: the address of {name}", ja: "DNSにIPアドレスを尋ねる");
    Prose::new(title, text).meaning(if known { place } else { "" })
}

/// There is no way to the recipient.
pub fn no_route(lang: Lang, host: &str, domain: &str, route: &Route) -> Prose {
    let text = match route {
        Route::NullMx => text!(
            lang,
            en: "{domain} says in DNS that it takes no mail at all (null MX, RFC 7505). {host} does not even try to connect.",
            ja: "{domain} は「メールを一切受け取りません」とDNSで公開しています (null MX, RFC 7505)。\
                 {host} は接続を試みることもしません。"
        ),
        Route::Unknown => text!(
            lang,
            en: "DNS does not answer about {domain}. That may change, so {host} keeps the letter and asks again later.",
            ja: "{domain} についてDNSが答えてくれません。あとで直るかもしれないので、{host} はメールを取っておき、\
                 しばらくしてから尋ね直します。"
        ),
        Route::Nowhere | Route::Mx { .. } | Route::ImplicitMx { .. } => text!(
            lang,
            en: "DNS names no server for {domain}: {host} cannot take the letter anywhere. A typing mistake in the \
                 address often ends here.",
            ja: "{domain} のサーバーがDNSに見つからず、{host} はメールをどこへも運べません。\
                 宛先の打ち間違いは、よくここで見つかります。"
        ),
    };
    Prose::new(words!(lang, en: "No way to the recipient", ja: "運び先が見つかりません"), text)
}
