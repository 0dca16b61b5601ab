//! The shape of a scenario file as a JSON Schema, made of the parser's own [keys](super::key).
//!
//! Editors read it (`tegami schema`, `#:schema scenario.schema.json`): they complete keys and words, show what each is for,
//! and underline what does not fit. It is draft-07, the one that Tombi and taplo, which is inside VS Code's Even Better
//! TOML, both know. It says nothing that the parser would not say, and less: whether a host exists, only the parser knows.

use serde_json::{Map, Value as Json, json};

use super::key::{Form, Key, Keys, Value};
use super::parse::{LANGUAGES, ROOT};
use crate::lang::Lang;
use crate::words;

/// The JSON Schema, with its descriptions in that language; pretty, with a line end.
pub fn schema(lang: Lang) -> String {
    let mut root = table(ROOT, lang);
    root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert("title".to_owned(), json!(words!(lang, en: "A tegami scenario", ja: "tegami のシナリオ")));
    format!("{:#}\n", Json::Object(root))
}

fn table(keys: Keys, lang: Lang) -> Map<String, Json> {
    let properties: Map<String, Json> = keys.iter().map(|key| (key.name.to_owned(), described(key, lang))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.must).map(|key| key.name).collect();
    let mut table = object(json!({ "type": "object", "properties": properties, "additionalProperties": false }));
    if !required.is_empty() {
        table.insert("required".to_owned(), json!(required));
    }
    table
}

fn described(key: &Key, lang: Lang) -> Json {
    let mut shape = shape(&key.value, lang);
    shape.insert("description".to_owned(), json!((key.about)(lang)));
    Json::Object(shape)
}

fn shape(value: &Value, lang: Lang) -> Map<String, Json> {
    let of = |value: &Value| Json::Object(shape(value, lang));
    match value {
        Value::Table(keys) => table(keys, lang),
        Value::Kinds { by, of } => object(json!({ "oneOf": kinds(by, &of(), lang) })),
        Value::Languages(inner) => languages(inner, lang),
        Value::Named(form, inner, max) => named(*form, &of(inner), *max),
        Value::OneOrMany(one, max) => one_or(&of(one), json!({ "minItems": 1, "maxItems": max })),
        Value::AnyNumber(one, max) => one_or(&of(one), json!({ "maxItems": max })),
        Value::List(one, max) => object(json!({ "type": "array", "items": of(one), "maxItems": max })),
        Value::Tables(one, max) => object(json!({ "type": "array", "items": of(one), "minItems": 1, "maxItems": max })),
        Value::Any(values) => object(json!({ "anyOf": values.iter().map(of).collect::<Vec<_>>() })),
        Value::Word(words) => object(json!({ "type": "string", "enum": words() })),
        Value::Flag => object(json!({ "type": "boolean" })),
        Value::Number(min, max) if min == max => object(json!({ "type": "integer", "const": min })),
        Value::Number(min, max) => object(json!({ "type": "integer", "minimum": min, "maximum": max })),
        Value::Text(max) => object(json!({ "type": "string", "maxLength": max })),
        Value::Form(form) => text(*form),
    }
}

/// A table of each kind, told apart by the one word that its key `by` can have.
fn kinds(by: &str, kinds: &[(&'static str, Keys)], lang: Lang) -> Vec<Json> {
    let kind = |(word, keys): &(&'static str, Keys)| {
        let mut table = table(keys, lang);
        if let Some(Json::Object(tag)) = table.get_mut("properties").and_then(|properties| properties.get_mut(by)) {
            tag.remove("enum");
            tag.insert("const".to_owned(), json!(word));
        }
        table.insert("title".to_owned(), json!(word));
        Json::Object(table)
    };
    kinds.iter().map(kind).collect()
}

/// At least one language; each key with that value.
fn languages(inner: &Value, lang: Lang) -> Map<String, Json> {
    let mut table = table(LANGUAGES, lang);
    if let Some(Json::Object(properties)) = table.get_mut("properties") {
        for key in LANGUAGES {
            let mut shape = shape(inner, lang);
            shape.insert("description".to_owned(), json!((key.about)(lang)));
            properties.insert(key.name.to_owned(), Json::Object(shape));
        }
    }
    table.insert("minProperties".to_owned(), json!(1));
    table
}

fn named(form: Form, inner: &Json, max: usize) -> Map<String, Json> {
    let names = Json::Object(text(form));
    object(json!({
        "type": "object", "propertyNames": names, "additionalProperties": inner, "maxProperties": max
    }))
}

fn one_or(one: &Json, bounds: Json) -> Map<String, Json> {
    let mut list = object(bounds);
    list.insert("type".to_owned(), json!("array"));
    list.insert("items".to_owned(), one.clone());
    object(json!({ "anyOf": [one, list] }))
}

fn text(form: Form) -> Map<String, Json> {
    let mut text = object(json!({ "type": "string" }));
    text.extend(form.pattern().map(|pattern| ("pattern".to_owned(), json!(pattern))));
    text.extend(form.example().map(|example| ("examples".to_owned(), json!([example]))));
    text
}

fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests;
