//! Why a term matched, or did not, or was never looked at.

use std::net::IpAddr;

use super::super::words;
use crate::lang::Lang;
use crate::text;
use crate::trace::proof::spf::{Branch, Comparison, Ground, Kind, Look, Outcome, Term};

/// What came of a term that was evaluated.
pub(super) fn of(term: &Term, ip: IpAddr, lang: Lang) -> String {
    match term.outcome {
        Outcome::Matched if term.kind == Kind::Redirect => followed(term, lang),
        Outcome::Matched if term.kind == Kind::All => sign_of_all(term, lang),
        Outcome::Matched => words::join(lang, &[&why(term, ip, lang), &sign(term, lang)]),
        Outcome::NotMatched => words::join(lang, &[&why(term, ip, lang), &on(lang)]),
        Outcome::Noted | Outcome::NotReached | Outcome::Problem { .. } => String::new(),
    }
}

/// Why nobody looked at it.
pub(super) fn not_reached(term: &Term, of: &Branch, lang: Lang) -> String {
    match of.ground {
        Ground::Mistake => text!(
            lang,
            en: "It is written correctly, but was not looked at: a mistake elsewhere makes the whole record useless.",
            ja: "この項目は正しく書かれていますが、ほかに書き間違いがあるので調べませんでした。"
        ),
        Ground::Matched if term.kind == Kind::Redirect => text!(
            lang,
            en: "It was not followed, because a term matched. It counts only where none does.",
            ja: "当てはまる項目があったので、使いませんでした。どの項目にも当てはまらないときだけ使われます。"
        ),
        Ground::Matched => text!(
            lang,
            en: "It was not looked at, because a term before it had decided.",
            ja: "前の項目で結果が決まったので、調べませんでした。"
        ),
        _ => text!(
            lang,
            en: "It was not looked at, because the check had ended with an error.",
            ja: "その前にエラーで終わったので、調べませんでした。"
        ),
    }
}

fn followed(term: &Term, lang: Lang) -> String {
    let result = term.branch.as_ref().map(|branch| words::result(lang, branch.result)).unwrap_or_default();
    text!(
        lang,
        en: "Its result is the result here: {result}.",
        ja: "そこでの結果 {result}が、そのままここの結果になります。"
    )
}

fn on(lang: Lang) -> String {
    text!(lang, en: "No match: on to the next term.", ja: "当てはまらないので、次の項目へ進みます。")
}

/// The sign before the term says what a match means.
fn sign(term: &Term, lang: Lang) -> String {
    let result = term.gives.map(|result| words::result(lang, result)).unwrap_or_default();
    match sign_before(term) {
        Some(sign) => text!(
            lang,
            en: "It matches, and the sign {sign} in front says: {result}.",
            ja: "この項目に当てはまり、先頭の符号 {sign} により、結果は {result}です。"
        ),
        None => text!(
            lang,
            en: "It matches. No sign in front is as good as +: {result}.",
            ja: "この項目に当てはまります。符号がなければ + と同じで、結果は {result}です。"
        ),
    }
}

/// That it matches is known already.
fn sign_of_all(term: &Term, lang: Lang) -> String {
    let result = term.gives.map(|result| words::result(lang, result)).unwrap_or_default();
    match sign_before(term) {
        Some(sign) => text!(
            lang,
            en: "The sign {sign} in front says: {result}.",
            ja: "先頭の符号 {sign} により、結果は {result}です。"
        ),
        None => text!(
            lang,
            en: "No sign in front is as good as +: {result}.",
            ja: "符号がなければ + と同じで、結果は {result}です。"
        ),
    }
}

fn sign_before(term: &Term) -> Option<char> {
    term.text.chars().next().filter(|sign| "+-~?".contains(*sign))
}

fn why(term: &Term, ip: IpAddr, lang: Lang) -> String {
    let matched = term.outcome == Outcome::Matched;
    match term.kind {
        Kind::Ip4 | Kind::Ip6 => network(term, ip, lang),
        Kind::A | Kind::Mx if matched => {
            text!(lang, en: "{ip} is among them.", ja: "{ip} はその中にあります。")
        }
        Kind::A | Kind::Mx => {
            text!(lang, en: "{ip} is not among them.", ja: "{ip} はその中にありません。")
        }
        Kind::Ptr if matched => text!(lang, en: "{ip} has such a name.", ja: "{ip} には、そのような名前があります。"),
        Kind::Ptr => text!(
            lang,
            en: "{ip} has no such name that also leads back to it.",
            ja: "{ip} には、元のIPアドレスへ戻れるそのような名前がありません。"
        ),
        Kind::Exists if matched => text!(lang, en: "It has one.", ja: "IPアドレスがありました。"),
        Kind::Exists => text!(lang, en: "It has none.", ja: "IPアドレスはありませんでした。"),
        Kind::Include => included(term, lang),
        _ => String::new(),
    }
}

fn network(term: &Term, ip: IpAddr, lang: Lang) -> String {
    let Some(Look::Compared(comparison)) = term.looks.first() else { return String::new() };
    let Comparison { network, prefix, matches } = *comparison;
    let whole = if network.is_ipv4() { 32 } else { 128 };
    match (ip.is_ipv4(), network.is_ipv4(), matches) {
        (true, false, _) => text!(lang, en: "{ip} is an IPv4 address.", ja: "{ip} はIPv4のアドレスです。"),
        (false, true, _) => text!(lang, en: "{ip} is an IPv6 address.", ja: "{ip} はIPv6のアドレスです。"),
        (_, _, true) if prefix >= whole => {
            text!(lang, en: "That is the caller's address.", ja: "接続してきたIPアドレスと同じです。")
        }
        (_, _, true) => text!(lang, en: "{ip} is one of them.", ja: "{ip} もその1つです。"),
        (_, _, false) if prefix >= whole => {
            text!(
                lang,
                en: "The caller's address is another one, {ip}.",
                ja: "接続してきたのは別のIPアドレス {ip} です。"
            )
        }
        (_, _, false) => text!(lang, en: "{ip} is none of them.", ja: "{ip} はその中にありません。"),
    }
}

fn included(term: &Term, lang: Lang) -> String {
    let Some(branch) = &term.branch else { return String::new() };
    let (domain, result) = (&branch.domain, words::result(lang, branch.result));
    text!(
        lang,
        en: "The record of {domain} gives {result}.",
        ja: "{domain} の設定での結果は {result}でした。"
    )
}
