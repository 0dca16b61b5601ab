//! The signature field, and its tags one by one.

use super::show::{exhibit, plain, span};
use super::{tags, why};
use crate::lang::Lang;
use crate::story::model::{Emphasis, Reason, Sign, Span};
use crate::story::safe;
use crate::trace::proof::dkim::{DkimFault, DkimProof, Tag};
use crate::trace::{Octets, Time};
use crate::{text, words};

/// The longest value in a label, in characters.
const LONGEST: usize = 40;

/// The field.
pub fn reason(facts: &DkimProof, lang: Lang) -> Reason {
    let fault = facts.fault.as_ref().filter(|fault| is_of_the_list(fault));
    let text = match fault {
        Some(fault) => why::sentence(lang, fault),
        None => words!(
            lang,
            en: "The signature as it is written in the letter. Each of its tags says one thing.",
            ja: "手紙に付いている署名です。項目ごとに、それぞれ意味があります。"
        )
        .to_owned(),
    };
    let sign = if fault.is_some() { Sign::No } else { Sign::Yes };
    let clause = fault.map_or("RFC 6376 §3.5", why::clause);
    let missing = facts.fault.as_ref().and_then(|fault| missing(fault, lang));
    Reason::new(sign, safe::line(&facts.field.name), text)
        .clause(clause)
        .showing([exhibit("", lines(&facts.field.value))])
        .resting_on(facts.tags.iter().map(|tag| of_tag(tag, facts, lang)).chain(missing))
}

/// Whether a fault is one of the field as a whole.
fn is_of_the_list(fault: &DkimFault) -> bool {
    match fault {
        DkimFault::Unreadable { tag } => tag.is_empty(),
        DkimFault::TagTwice { .. } | DkimFault::TagMissing { .. } | DkimFault::TooMuch => true,
        _ => false,
    }
}

fn lines(value: &Octets) -> Vec<Vec<Span>> {
    let (lines, _) = safe::octet_lines(value.as_slice());
    lines.iter().map(|line| vec![plain(line)]).collect()
}

fn of_tag(tag: &Tag, facts: &DkimProof, lang: Lang) -> Reason {
    let meaning = tags::tag(lang, &tag.name);
    if let Some(fault) = facts.fault.as_ref().filter(|fault| is_about(fault, &tag.name)) {
        let text = joined(lang, meaning, &why::sentence(lang, fault));
        return Reason::new(Sign::No, label(tag), text).clause(why::clause(fault));
    }
    let (sign, text) = match remark(tag, facts.at, lang) {
        Some((sign, remark)) => (sign, joined(lang, meaning, &remark)),
        None => (Sign::Note, meaning.to_owned()),
    };
    Reason::new(sign, label(tag), text).clause("RFC 6376 §3.5")
}

/// Two sentences, as the language puts them side by side.
fn joined(lang: Lang, first: &str, second: &str) -> String {
    text!(lang, en: "{first} {second}", ja: "{first}{second}")
}

/// What is to be said of the value itself.
fn remark(tag: &Tag, now: Time, lang: Lang) -> Option<(Sign, String)> {
    if tag.name == "l" {
        let text = words!(lang, en: "It is safer to leave it out.", ja: "使わないほうが安全です。");
        return Some((Sign::Warn, text.to_owned()));
    }
    if !matches!(tag.name.as_str(), "t" | "x") {
        return None;
    }
    let at = Time(tag.value.parse().ok()?);
    let time = safe::time(at);
    Some(match tag.name.as_str() {
        "t" if at > now => {
            (Sign::Warn, text!(lang, en: "{time} is still in the future.", ja: "{time} は、まだ来ていない時刻です。"))
        }
        "t" => (Sign::Note, text!(lang, en: "Here it is {time}.", ja: "ここでは {time} です。")),
        _ => (Sign::Yes, text!(lang, en: "{time} has not passed yet.", ja: "{time} は、まだ過ぎていません。")),
    })
}

/// Whether a fault is about the value of that tag.
fn is_about(fault: &DkimFault, name: &str) -> bool {
    match fault {
        DkimFault::Unreadable { tag } | DkimFault::TagTwice { tag } => tag == name,
        DkimFault::FromNotSigned => name == "h",
        DkimFault::OtherIdentity => name == "i",
        DkimFault::Expired => name == "x",
        DkimFault::LengthBeyondBody => name == "l",
        DkimFault::UnknownQuery => name == "q",
        DkimFault::HistoricAlgorithm => name == "a",
        _ => false,
    }
}

/// A tag that is not there has a line of its own.
fn missing(fault: &DkimFault, lang: Lang) -> Option<Reason> {
    let DkimFault::TagMissing { tag } = fault else { return None };
    let meaning = tags::tag(lang, tag);
    Some(Reason::new(Sign::No, format!("{}=", safe::line(tag)), meaning).clause(why::clause(fault)))
}

/// `d=a-corp.example`, cut where it is long.
pub fn label(tag: &Tag) -> String {
    let value: String = tag.value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = value.chars().take(LONGEST).collect();
    let more = if short.len() < value.len() { "…" } else { "" };
    safe::line(&format!("{}={short}{more}", tag.name))
}

/// A line that names a value, with an emphasis on the value.
pub fn named(name: &str, value: &str, emphasis: Emphasis) -> Vec<Span> {
    vec![plain(name), span(value, emphasis)]
}
