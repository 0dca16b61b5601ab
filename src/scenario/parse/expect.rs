//! `expect`: what must come of a step. Each key is a fact of the trace.

use toml_spanner::Item;

use crate::scenario::diagnostic::{Findings, Shape};
use crate::scenario::key::{self, Form, Key, Keys, Value};
use crate::scenario::{Expectation, Fact, limits, reader, values};
use crate::trace::{DkimResult, DmarcResult, SpfResult};
use crate::words;

/// `expect = { … }`.
pub(super) const KEYS: Keys =
    &[SPF_KEY, DKIM_KEY, DMARC_KEY, ARC_KEY, FOLDER_KEY, REPLY_KEY, BOUNCE_KEY, TRIES_KEY, ASKED_KEY, HEADER_KEY];

/// What can be expected of a bounce: it is a letter, but nobody bounces it.
const OF_BOUNCE: Keys = &[SPF_KEY, DKIM_KEY, DMARC_KEY, ARC_KEY, FOLDER_KEY, REPLY_KEY, TRIES_KEY, HEADER_KEY];

const SPF_KEY: Key = Key::may(
    "spf",
    Value::OneOrMany(&Value::Word(spf_words), limits::LIST),
    |l| words!(l, en: "The result of SPF (RFC 7208).", ja: "SPFの結果。"),
);

const DKIM_KEY: Key = Key::may(
    "dkim",
    Value::OneOrMany(&Value::Word(dkim_words), limits::LIST),
    |l| words!(l, en: "The result of DKIM: the best of all signatures.", ja: "DKIMの結果（複数の署名があれば最もよいもの）。"),
);

const DMARC_KEY: Key = Key::may(
    "dmarc",
    Value::OneOrMany(&Value::Word(dmarc_words), limits::LIST),
    |l| words!(l, en: "The result of DMARC.", ja: "DMARCの結果。"),
);

const ARC_KEY: Key = Key::may(
    "arc",
    Value::OneOrMany(&Value::Word(arc_words), limits::LIST),
    |l| words!(l, en: "The result of ARC: the seals of those who passed the letter on.", ja: "ARC（転送した人の封印）の結果。"),
);

const FOLDER_KEY: Key = Key::may(
    "folder",
    Value::OneOrMany(&Value::Word(folder_words), limits::LIST),
    |l| words!(l, en: "Where the letter was filed; none where it was not.", ja: "メールが入ったフォルダー。届かなければ none。"),
);

const REPLY_KEY: Key = Key::may("reply", Value::OneOrMany(&REPLY, limits::LIST), |l| {
    words!(l,
        en: "How the last server's final reply begins: 250, or \"550 5.7.1\".",
        ja: "最後のサーバーの最終応答の先頭。250 や \"550 5.7.1\" など。")
});

const BOUNCE_KEY: Key = Key::may("bounce", Value::Any(&[Value::Flag, Value::Table(OF_BOUNCE)]), |l| {
    words!(l,
            en: "Whether a bounce was written; or what must come of the bounce itself.",
            ja: "不達通知が書かれたかどうか。または、不達通知そのものへの期待。")
});

const TRIES_KEY: Key = Key::may(
    "tries",
    Value::Number(0, TRIES),
    |l| words!(l, en: "How often the letter was taken to a server.", ja: "サーバーへの配送を試みた回数。"),
);

const ASKED_KEY: Key = Key::may(
    "asked",
    Value::AnyNumber(&Value::Form(Form::Question), limits::LIST),
    |l| words!(l, en: "Questions that were asked of DNS.", ja: "DNSに問い合わせた名前とレコード型。"),
);

const HEADER_KEY: Key = Key::may(
    "header",
    Value::Named(Form::FieldName, &Value::Text(limits::LONG), limits::FIELDS),
    |l| words!(l, en: "What a header field of the delivered letter contains.", ja: "届いたメールのヘッダーフィールドに含まれる文字列。"),
);

const REPLY: Value = Value::Any(&[Value::Number(200, 599), Value::Text(limits::SHORT)]);

/// The most tries that can be expected.
const TRIES: u64 = 1000;

/// All expectations, in the order of the file.
pub(super) fn read(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<Expectation> {
    read_some(item, KEYS, findings)
}

fn read_some(item: &Item<'_>, keys: Keys, findings: &mut Findings<'_>) -> Vec<Expectation> {
    let mut all = Vec::new();
    for (key, value) in reader::entries(item, limits::LIST, findings) {
        if keys.iter().all(|known| known.name != key.name) {
            reader::unknown_key(key.name, key.span.range(), &key::all_names(&[keys]), findings);
        } else if key.name == "header" {
            all.extend(header(value, findings));
        } else if key.name == "bounce" && value.as_table().is_some() {
            all.extend(read_some(value, OF_BOUNCE, findings).into_iter().map(of_bounce));
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

fn spf_words() -> Vec<&'static str> {
    SpfResult::ALL.iter().map(|result| result.word()).collect()
}

fn dkim_words() -> Vec<&'static str> {
    DkimResult::ALL.iter().map(|result| result.word()).collect()
}

fn dmarc_words() -> Vec<&'static str> {
    DmarcResult::ALL.iter().map(|result| result.word()).collect()
}

fn arc_words() -> Vec<&'static str> {
    ARC.iter().map(|result| result.word()).collect()
}

fn folder_words() -> Vec<&'static str> {
    key::words(FOLDERS)
}

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
