//! Canonicalization: the form in which header and body are hashed, with a line before and after.

use super::show::{exhibit, plain, visible};
use crate::lang::Lang;
use crate::story::model::{Exhibit, Reason, Sign};
use crate::trace::proof::dkim::{DkimProof, Rewritten};
use crate::words;

/// What `c=` means here.
pub fn reason(facts: &DkimProof, lang: Lang) -> Option<Reason> {
    facts.header.as_ref()?;
    let value = facts.tags.iter().find(|tag| tag.name == "c").map_or("simple/simple", |tag| tag.value.as_str());
    let (header, body) = value.split_once('/').unwrap_or((value, "simple"));
    let (header, body) = (is_relaxed(header), is_relaxed(body));
    let text = words!(
        lang,
        en: "Servers may fold lines or trim spaces on the way. So both sides put the letter into the same form before they \
             hash it.",
        ja: "途中のサーバーが、行を折り返したり空白を詰めたりすることがあります。そこで、署名する側も確かめる側も、同じ形に\
             整えてから計算します。"
    );
    let example = |of_header| facts.rewritten.iter().filter(move |example| example.header == of_header);
    let whole = format!("c={}/{}", label(header), label(body));
    let header = Reason::new(Sign::Note, format!("c={}/…", label(header)), of_header(lang, header))
        .clause(if header { "RFC 6376 §3.4.2" } else { "RFC 6376 §3.4.1" })
        .showing(example(true).map(|example| before_and_after(example, lang)));
    let body = Reason::new(Sign::Note, format!("c=…/{}", label(body)), of_body(lang, body))
        .clause(if body { "RFC 6376 §3.4.4" } else { "RFC 6376 §3.4.3" })
        .showing(example(false).map(|example| before_and_after(example, lang)));
    Some(Reason::new(Sign::Note, whole, text).clause("RFC 6376 §3.4").resting_on([header, body]))
}

fn is_relaxed(word: &str) -> bool {
    word.trim().eq_ignore_ascii_case("relaxed")
}

fn label(relaxed: bool) -> &'static str {
    if relaxed { "relaxed" } else { "simple" }
}

fn of_header(lang: Lang, relaxed: bool) -> &'static str {
    if relaxed {
        words!(
            lang,
            en: "Header: names in lower case, folded lines joined, several spaces as one.",
            ja: "ヘッダー：名前は小文字にし、折り返した行はつなぎ、続く空白は1つにします。"
        )
    } else {
        words!(
            lang,
            en: "Header: as it stands. The smallest change breaks the signature.",
            ja: "ヘッダー：そのままです。わずかな変化でも署名は壊れます。"
        )
    }
}

fn of_body(lang: Lang, relaxed: bool) -> &'static str {
    if relaxed {
        words!(
            lang,
            en: "Body: several spaces as one, none at the end of a line, no empty lines at the end.",
            ja: "本文：続く空白は1つにし、行末の空白と、終わりの空行は取り除きます。"
        )
    } else {
        words!(
            lang,
            en: "Body: as it stands, without the empty lines at its end.",
            ja: "本文：終わりの空行だけを取り除き、あとはそのままです。"
        )
    }
}

fn before_and_after(example: &Rewritten, lang: Lang) -> Exhibit {
    let (before, after) = (words!(lang, en: "before ", ja: "前 "), words!(lang, en: "after  ", ja: "後 "));
    let line = |name: &str, octets: &[u8]| vec![plain(name), visible(octets)];
    exhibit("", vec![line(before, example.before.as_slice()), line(after, example.after.as_slice())])
}
