//! What is wrong with the arguments, in the user's language, and what to type instead.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::lang::Lang;
use crate::scenario::library;
use crate::{text, words};

pub(super) fn complaint(error: &Error, lang: Lang) -> String {
    let mut lines = vec![what(error, lang)];
    lines.extend(suggestion(error, lang));
    lines.push(
        words!(lang, en: "`tegami --help` shows what there is.", ja: "使い方は `tegami --help` で表示されます。")
            .to_owned(),
    );
    lines.join("\n")
}

fn what(error: &Error, lang: Lang) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = context(error, ContextKind::InvalidSubcommand);
            text!(
                lang,
                en: "error: there is no command `{command}`.",
                ja: "エラー：`{command}` というコマンドはありません。"
            )
        }
        ErrorKind::UnknownArgument => {
            text!(
                lang,
                en: "error: `{argument}` is not expected here.",
                ja: "エラー：`{argument}` はここでは使えません。"
            )
        }
        ErrorKind::MissingRequiredArgument => {
            text!(lang, en: "error: {argument} is missing.", ja: "エラー：{argument} が足りません。")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            text!(lang, en: "error: {argument} needs a value.", ja: "エラー：{argument} には値が要ります。")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|why| format!(": {why}")).unwrap_or_default();
            text!(
                lang,
                en: "error: {argument} cannot be `{value}`{why}.",
                ja: "エラー：{argument} に `{value}` は使えません{why}。"
            )
        }
        ErrorKind::ArgumentConflict => text!(
            lang,
            en: "error: {argument} is given twice, or together with something that excludes it.",
            ja: "エラー：{argument} が重なっているか、同時に使えない指定があります。"
        ),
        ErrorKind::InvalidUtf8 => text!(
            lang,
            en: "error: a name in this command line is not UTF-8 text. Give the file another name.",
            ja: "エラー：UTF-8でない名前は使えません。ファイルの名前を変えてください。"
        ),
        _ => {
            text!(
                lang,
                en: "error: this command line cannot be understood.",
                ja: "エラー：コマンドの書き方が正しくありません。"
            )
        }
    }
}

/// The right word, where one is near.
fn suggestion(error: &Error, lang: Lang) -> Option<String> {
    let allowed = context(error, ContextKind::ValidValue);
    if !allowed.is_empty() {
        return Some(text!(lang, en: "Allowed: {allowed}.", ja: "使える値：{allowed}"));
    }
    let unknown = context(error, ContextKind::InvalidSubcommand);
    if unknown.to_ascii_lowercase().ends_with(".eml") {
        return Some(text!(
            lang,
            en: "To read that message: `tegami explain {unknown}`",
            ja: "そのメールを読むには：`tegami explain {unknown}`"
        ));
    }
    if library::find(&unknown).is_some() || std::path::Path::new(&unknown).is_file() {
        return Some(text!(
            lang,
            en: "To see that scenario: `tegami play {unknown}`",
            ja: "そのシナリオを見るには：`tegami play {unknown}`"
        ));
    }
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = near.into_iter().find_map(|kind| nearest(error, kind))?;
    Some(text!(lang, en: "Did you mean `{near}`?", ja: "`{near}` のことですか？"))
}

/// Of the words that clap finds similar, which it gives in growing order, the most similar one.
fn nearest(error: &Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word),
        ContextValue::Strings(words) => words.last().map(String::as_str),
        _ => None,
    }
}

/// What clap knows about the mistake, as one text; empty where it knows nothing.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        _ => String::new(),
    }
}
