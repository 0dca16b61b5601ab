//! The reference of the scenario file is made of the JSON Schema, which is made of what the parser knows.
//!
//! A table for each kind of table in the file, once; a row for each key. `TEGAMI_BLESS=1` writes the page anew.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value as Json;
use tegami::lang::Lang;
use tegami::scenario::{self, Clause};

use crate::pages::{pages, source};

const PAGE: &str = "authors/reference.md";

#[test]
fn the_reference_is_what_the_parser_knows() {
    for (lang, folder) in [(Lang::En, "en"), (Lang::Ja, "ja")] {
        let schema: Json = serde_json::from_str(&scenario::schema(lang)).unwrap();
        let page = reference(&schema, lang);
        let path = source(folder).join(PAGE);
        if std::env::var_os("TEGAMI_BLESS").is_some() {
            fs::write(&path, &page).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), page, "{}", path.display());
    }
}

#[test]
fn every_heading_that_a_diagnostic_names_is_there() {
    for (lang, folder) in [(Lang::En, "en"), (Lang::Ja, "ja")] {
        let pages = pages(folder);
        let page = pages.iter().find(|page| page.name == Clause::PAGE).unwrap();
        for clause in Clause::ALL {
            let heading = format!("\n## {}\n", clause.heading(lang));
            assert!(page.text.contains(&heading), "{}:{heading}", page.path.display());
        }
    }
}

fn reference(schema: &Json, lang: Lang) -> String {
    let [title, about, key, words, means] = match lang {
        Lang::En => [
            "Every key",
            "Made of what the program itself accepts. `*` marks what has to be there.",
            "key",
            "value",
            "what it says",
        ],
        Lang::Ja => [
            "すべてのキー",
            "プログラムが受け付けるものから作られています。`*` は必ず書くものです。",
            "キー",
            "値",
            "意味",
        ],
    };
    let mut page = format!("# {title}\n\n{about}\n");
    let mut tables = vec![("scenario.toml".to_owned(), schema)];
    let mut shown = Vec::new();
    while let Some((name, table)) = tables.pop() {
        if shown.contains(&(name.clone(), &table["properties"])) {
            continue;
        }
        shown.push((name.clone(), &table["properties"]));
        let mut inner = Vec::new();
        write!(page, "\n## `{name}`\n\n| {key} | {words} | {means} |\n|---|---|---|\n").unwrap();
        for (key, value) in table["properties"].as_object().into_iter().flatten() {
            let must = table["required"].as_array().is_some_and(|keys| keys.iter().any(|one| one == key.as_str()));
            let description = value["description"].as_str().unwrap_or_default().replace('|', "\\|");
            let star = if must { " *" } else { "" };
            writeln!(page, "| `{key}`{star} | {} | {description} |", kind(value, lang)).unwrap();
            inner.extend(below(&name, key, value));
        }
        tables.extend(inner.into_iter().rev());
    }
    page
}

/// The tables that stand below a key, each with its name.
fn below<'a>(name: &str, key: &str, value: &'a Json) -> Vec<(String, &'a Json)> {
    let inside = if name == "scenario.toml" || name.contains('[') { String::new() } else { format!("{name}.") };
    let (head, rows) = match (&value["additionalProperties"], &value["items"]) {
        (named @ Json::Object(_), _) => (format!("[{key}.NAME]"), named),
        (_, row @ Json::Object(_)) => (format!("[[{key}]]"), row),
        _ => (format!("{inside}{key}"), value),
    };
    let kinds = rows["oneOf"].as_array().or_else(|| rows["anyOf"].as_array());
    let all: Vec<&Json> = kinds.map_or_else(|| vec![rows], |kinds| kinds.iter().collect());
    let tables = all.into_iter().filter(|table| table["properties"].is_object() && !is_languages(table));
    tables.map(|table| (titled(&head, table), table)).collect()
}

/// A table that is one of several is told apart by its kind.
fn titled(head: &str, table: &Json) -> String {
    table["title"].as_str().map_or_else(|| head.to_owned(), |title| format!("{head} {title}"))
}

/// A text in each language is explained once, not for each key.
fn is_languages(table: &Json) -> bool {
    let keys = table["properties"].as_object();
    keys.is_some_and(|keys| keys.keys().all(|key| ["en", "ja"].contains(&key.as_str())))
}

/// What stands behind a key, in a few words.
fn kind(value: &Json, lang: Lang) -> String {
    let en = lang == Lang::En;
    let listed = |words: &Json| {
        let words = words.as_array().into_iter().flatten().filter_map(Json::as_str);
        words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
    };
    if let Some(word) = value["const"].as_str() {
        return format!("`{word}`");
    }
    if value["enum"].is_array() {
        return listed(&value["enum"]);
    }
    if let Some(any) = value["anyOf"].as_array() {
        let (listed, single): (Vec<_>, Vec<_>) = any.iter().partition(|one| one["type"] == "array");
        let mut kinds: Vec<String> = single.into_iter().map(|one| kind(one, lang)).collect();
        kinds.dedup();
        let or_list = match (listed.is_empty(), en) {
            (true, _) => "",
            (false, true) => ", or a list",
            (false, false) => "、またはそのリスト",
        };
        return kinds.join(if en { " or " } else { "、または" }) + or_list;
    }
    match value["type"].as_str() {
        Some("array") => list_of(&value["items"], lang),
        Some("object") if is_languages(value) => (if en { "`en`, `ja`" } else { "`en` と `ja`" }).to_owned(),
        Some("object") => (if en { "a table" } else { "表" }).to_owned(),
        Some("boolean") => "`true`, `false`".to_owned(),
        Some("integer") => match (value["minimum"].as_u64(), value["maximum"].as_u64()) {
            (Some(min), Some(max)) => format!("{min} – {max}"),
            _ => (if en { "a number" } else { "数" }).to_owned(),
        },
        _ => value["examples"][0]
            .as_str()
            .filter(|example| !example.contains('\n'))
            .map_or_else(|| (if en { "a text" } else { "文字列" }).to_owned(), |example| format!("`\"{example}\"`")),
    }
}

/// What stands behind a key that always has a list.
fn list_of(items: &Json, lang: Lang) -> String {
    let tables = items["properties"].is_object() || items["oneOf"].is_array();
    match (tables, kind(items, lang), lang) {
        (true, _, Lang::En) => "tables, one `[[…]]` for each".to_owned(),
        (true, _, Lang::Ja) => "表。1つごとに `[[…]]`".to_owned(),
        (false, one, Lang::En) if one == "a text" => "a list of texts".to_owned(),
        (false, one, Lang::En) => format!("a list: {one}"),
        (false, one, Lang::Ja) => format!("リスト：{one}"),
    }
}
