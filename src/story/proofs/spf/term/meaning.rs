//! What a term means, whatever came of it.

use super::super::words;
use crate::lang::Lang;
use crate::text;
use crate::trace::proof::spf::{Kind, Look, Term};

/// What the term stands for; nothing where it cannot be told.
pub(super) fn of(term: &Term, lang: Lang) -> String {
    let name = term.target.as_ref().map(|target| target.name.as_str());
    match (term.kind, name) {
        (Kind::All, _) => text!(lang, en: "It matches every address.", ja: "どのIPアドレスにも当てはまります。"),
        (Kind::Ip4 | Kind::Ip6, _) => network(term, lang),
        (Kind::OtherModifier, _) => modifier(term, lang),
        (Kind::Exp, _) => text!(
            lang,
            en: "It says where the domain's explanation for those who fail is found. It does not affect the result.",
            ja: "失敗した相手に見せる説明文のありかです。結果には影響しません。"
        ),
        (Kind::A | Kind::Mx, Some(name)) => words::join(lang, &[&about(term.kind, name, lang), &widened(term, lang)]),
        (kind, Some(name)) => about(kind, name, lang),
        _ => String::new(),
    }
}

fn about(kind: Kind, name: &str, lang: Lang) -> String {
    match kind {
        Kind::A => {
            text!(
                lang,
                en: "It stands for the addresses of {name} in DNS.",
                ja: "DNSにある {name} のIPアドレスを指します。"
            )
        }
        Kind::Mx => text!(
            lang,
            en: "It stands for the addresses of the mail servers of {name} (MX).",
            ja: "{name} のメールサーバー (MX) のIPアドレスを指します。"
        ),
        Kind::Ptr => text!(
            lang,
            en: "It stands for addresses whose name in DNS is {name} or ends in it. Looking that up is slow and often \
                 fails, so the RFC advises against it.",
            ja: "DNSに登録された名前が {name} に含まれるIPアドレスを指します。遅く、失敗しやすいので、RFCは使わないように\
                 勧めています。"
        ),
        Kind::Exists => text!(
            lang,
            en: "It matches if the name {name} has an address in DNS, whichever that is.",
            ja: "{name} という名前にIPアドレスがあれば当てはまります。どのIPアドレスかは問いません。"
        ),
        Kind::Include => text!(
            lang,
            en: "It asks the record of {name} as well. Only a pass there is a match here.",
            ja: "{name} の設定にも尋ねます。そこで pass（成功）になったときだけ、当てはまります。"
        ),
        Kind::Redirect => text!(
            lang,
            en: "No term matched, so the record of {name} takes over.",
            ja: "どの項目にも当てはまらなかったので、代わりに {name} の設定に従います。"
        ),
        Kind::All | Kind::Ip4 | Kind::Ip6 | Kind::Exp | Kind::OtherModifier | Kind::Unknown => String::new(),
    }
}

/// Where a length stands behind `a` or `mx`, each address stands for a whole network.
fn widened(term: &Term, lang: Lang) -> String {
    let compared = term.looks.iter().find_map(|look| if let Look::Compared(one) = look { Some(one) } else { None });
    let Some((prefix, address)) = compared.map(|one| (one.prefix, one.network)) else { return String::new() };
    if prefix >= if address.is_ipv4() { 32 } else { 128 } {
        return String::new();
    }
    text!(
        lang,
        en: "Each of them stands for its whole network: all addresses that begin with the same {prefix} bits.",
        ja: "どのIPアドレスも、先頭の{prefix}ビットが同じネットワーク全体とみなします。"
    )
}

fn network(term: &Term, lang: Lang) -> String {
    let Some(Look::Compared(comparison)) = term.looks.first() else { return String::new() };
    let (address, prefix) = (comparison.network, comparison.prefix);
    let whole = if address.is_ipv4() { 32 } else { 128 };
    match prefix {
        0 if address.is_ipv4() => {
            text!(lang, en: "It stands for every IPv4 address.", ja: "すべてのIPv4アドレスを指します。")
        }
        0 => text!(lang, en: "It stands for every IPv6 address.", ja: "すべてのIPv6アドレスを指します。"),
        _ if prefix >= whole => {
            text!(lang, en: "It names one address, {address}.", ja: "IPアドレス {address} だけを指します。")
        }
        _ => text!(
            lang,
            en: "It stands for the network {address}/{prefix}: all addresses that begin with the same {prefix} bits.",
            ja: "ネットワーク {address}/{prefix} を指します。先頭の{prefix}ビットが同じIPアドレスの集まりです。"
        ),
    }
}

fn modifier(term: &Term, lang: Lang) -> String {
    let ignored = text!(
        lang,
        en: "SPF knows no modifier of this name, and ignores it.",
        ja: "SPFにない名前の設定なので、無視されます。"
    );
    if !looks_like_a_mechanism(term) {
        return ignored;
    }
    let name = name_of(term);
    text!(
        lang,
        en: "{ignored} Was {name}: with a colon meant? With = it does nothing.",
        ja: "{ignored}コロンで「{name}:」と書くつもりだったのかもしれません。「=」では何の働きもしません。"
    )
}

/// `ip4=192.0.2.1`: right by the grammar, and hardly what was meant.
pub(super) fn looks_like_a_mechanism(term: &Term) -> bool {
    let known = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"];
    term.kind == Kind::OtherModifier && known.iter().any(|known| name_of(term).eq_ignore_ascii_case(known))
}

fn name_of(term: &Term) -> &str {
    term.text.split('=').next().unwrap_or_default()
}
