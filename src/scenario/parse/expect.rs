//! `expect`: what must come of a step. Each key is a fact of the trace.

use toml_spanner::Item;

use crate::scenario::diagnostic::{Findings, Shape};
use crate::scenario::{Expectation, Fact, limits, reader, values};
use crate::trace::{DkimResult, DmarcResult, SpfResult};

const KEYS: &[&str] = &["spf", "dkim", "dmarc", "arc", "folder", "reply", "bounce", "tries", "asked", "header"];

/// What can be expected of a bounce: it is a letter, but nobody bounces it.
const BOUNCE_KEYS: &[&str] = &["spf", "dkim", "dmarc", "arc", "folder", "reply", "tries", "header"];

/// The most tries that can be expected.
const TRIES: u64 = 1000;

/// All expectations, in the order of the file.
pub(super) fn read(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<Expectation> {
    read_some(item, KEYS, findings)
}

fn read_some(item: &Item<'_>, keys: &[&str], findings: &mut Findings<'_>) -> Vec<Expectation> {
    let mut all = Vec::new();
    for (key, value) in reader::entries(item, limits::LIST, findings) {
        if !keys.contains(&key.name) {
            reader::unknown_key(key.name, key.span.range(), keys, findings);
        } else if key.name == "header" {
            all.extend(header(value, findings));
        } else if key.name == "bounce" && value.as_table().is_some() {
            all.extend(read_some(value, BOUNCE_KEYS, findings).into_iter().map(of_bounce));
        } else if let Some(fact) = fact(key.name, value, findings) {
            all.push(Expectation { key: key.name.to_owned(), fact, span: value.span().range() });
        }
    }
    all
}

fn of_bounce(expectation: Expectation) -> Expectation {
    let Expectation { key, fact, span } = expectation;
    Expectation { key: format!("bounce.{key}"), fact: Fact::OfBounce(Box::new(fact)), span }
}

fn fact(key: &str, item: &Item<'_>, findings: &mut Findings<'_>) -> Option<Fact> {
    match key {
        "spf" => words(item, &by_word(SpfResult::ALL, SpfResult::word), findings).map(Fact::Spf),
        "dkim" => words(item, &by_word(DkimResult::ALL, DkimResult::word), findings).map(Fact::Dkim),
        "dmarc" => words(item, &by_word(DmarcResult::ALL, DmarcResult::word), findings).map(Fact::Dmarc),
        "arc" => words(item, &by_word(ARC, DkimResult::word), findings).map(Fact::Arc),
        "folder" => words(item, FOLDERS, findings).map(Fact::Folder),
        "reply" => replies(item, findings).map(Fact::Reply),
        "bounce" => reader::boolean(item, findings).map(Fact::Bounce),
        "tries" => {
            let tries = reader::number(item, 0..=TRIES, findings)?;
            u32::try_from(tries).ok().map(Fact::Tries)
        }
        _ => asked(item, findings).map(Fact::Asked),
    }
}

const ARC: &[DkimResult] = &[DkimResult::None, DkimResult::Pass, DkimResult::Fail];

/// The names of folders, each with itself.
const FOLDERS: &[(&str, &str)] = &[("INBOX", "INBOX"), ("Junk", "Junk"), ("none", "none")];

fn by_word<T: Copy>(values: &[T], word: impl Fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    values.iter().map(|value| (word(*value), *value)).collect()
}

/// One word or a list of them, any of which will do.
fn words<T: Clone, U: From<T>>(item: &Item<'_>, known: &[(&str, T)], findings: &mut Findings<'_>) -> Option<Vec<U>> {
    let items = reader::some_or_list(item, limits::LIST, findings);
    let found: Vec<U> = items.iter().filter_map(|item| reader::word(item, known, findings)).map(U::from).collect();
    (!found.is_empty()).then_some(found)
}

/// `550`, `"550 5.7.1"`, or a list of these.
fn replies(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<Vec<String>> {
    let items = reader::some_or_list(item, limits::LIST, findings);
    let found: Vec<String> = items.iter().filter_map(|item| reply(item, findings)).collect();
    (!found.is_empty()).then_some(found)
}

fn reply(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<String> {
    if item.as_i128().is_some() {
        return reader::number(item, 200..=599, findings).map(|code| code.to_string());
    }
    let text = item.as_str();
    if text.is_none() {
        reader::wrong_type(item, Shape::NumberOrText, findings);
    }
    text.and_then(|_| reader::text_up_to(item, limits::SHORT, findings)).map(str::to_owned)
}

fn asked(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<Vec<(String, String)>> {
    let texts = reader::texts(item, findings);
    let found: Vec<_> = texts.into_iter().filter_map(|(text, span)| values::question(text, span, findings)).collect();
    (!found.is_empty()).then_some(found)
}

/// `header.Subject = "Hello"`.
fn header(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<Expectation> {
    let entries = reader::entries(item, limits::FIELDS, findings);
    let expectation = |(key, value): &(toml_spanner::Key<'_>, Item<'_>)| {
        let contains = reader::text_up_to(value, limits::LONG, findings)?.to_owned();
        let fact = Fact::Header { name: key.name.to_owned(), contains };
        Some(Expectation { key: format!("header.{}", key.name), fact, span: value.span().range() })
    };
    entries.iter().filter_map(expectation).collect()
}
