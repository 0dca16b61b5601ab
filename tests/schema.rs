//! The JSON Schema of scenario files: what is right validates, what is of the wrong shape does not, and an editor's
//! language server completes with it. `TEGAMI_BLESS=1 cargo test --test schema` writes the published file anew.

#[path = "schema/tombi.rs"]
mod tombi;

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value as Json, json};
use tegami::lang::Lang;
use tegami::scenario::{self, Kind, ShapeMistake, library, limits};
use toml_spanner::{Arena, Item, Table};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The published schema, ready to ask.
struct Schema(Schemas, SchemaIndex);

impl Schema {
    fn published() -> Self {
        let text = fs::read_to_string(root().join("scenario.schema.json")).unwrap();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("scenario.schema.json", serde_json::from_str(&text).unwrap()).unwrap();
        let index = compiler.compile("scenario.schema.json", &mut schemas).unwrap();
        Self(schemas, index)
    }

    /// What it has to say against a file; none where the file is not even TOML.
    fn objection(&self, source: &str) -> Option<Result<(), String>> {
        let arena = Arena::new();
        let document = toml_spanner::parse(source, &arena).ok()?;
        let value = of_table(document.table());
        Some(self.0.validate(&value, self.1).map_err(|error| error.to_string()))
    }
}

fn of_table(table: &Table<'_>) -> Json {
    table.entries().iter().map(|(key, item)| (key.name.to_owned(), of_item(item))).collect()
}

fn of_item(item: &Item<'_>) -> Json {
    if let Some(table) = item.as_table() {
        of_table(table)
    } else if let Some(array) = item.as_array() {
        array.iter().map(of_item).collect()
    } else if let Some(text) = item.as_str() {
        json!(text)
    } else if let Some(flag) = item.as_bool() {
        json!(flag)
    } else if let Some(number) = item.as_i128() {
        json!(i64::try_from(number).unwrap_or(i64::MAX))
    } else {
        // A decimal number or a date: no key has one.
        Json::Null
    }
}

#[test]
fn the_published_schema_is_the_one_that_the_program_prints() {
    let path = root().join("scenario.schema.json");
    let printed = scenario::schema(Lang::En);
    if std::env::var_os("TEGAMI_BLESS").is_some() {
        fs::write(&path, &printed).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(published == printed, "write it anew: TEGAMI_BLESS=1 cargo test --test schema");
}

#[test]
fn both_languages_describe_the_same_shape() {
    let without_descriptions = |lang: Lang| {
        let mut schema: Json = serde_json::from_str(&scenario::schema(lang)).unwrap();
        strip(&mut schema);
        schema
    };
    assert_eq!(without_descriptions(Lang::En), without_descriptions(Lang::Ja));
    assert_ne!(scenario::schema(Lang::En), scenario::schema(Lang::Ja));
}

/// Takes away what only people read.
fn strip(schema: &mut Json) {
    match schema {
        Json::Object(map) => {
            map.retain(|key, value| !(matches!(key.as_str(), "description" | "title") && value.is_string()));
            map.values_mut().for_each(strip);
        }
        Json::Array(list) => list.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn every_lesson_validates() {
    let schema = Schema::published();
    for lesson in library::all() {
        assert_eq!(schema.objection(lesson.source), Some(Ok(())), "{}", lesson.path);
    }
}

/// Whether a mistake is one that can be seen without knowing what else stands in the file.
fn is_of_shape(kind: &Kind) -> bool {
    use ShapeMistake::{Doubled, MissingLanguage, TooMany, Unquoted};
    match kind {
        // The keys of all domains together.
        Kind::Shape(TooMany { max }) => *max != limits::SIGNERS,
        Kind::Shape(mistake) => !matches!(mistake, Doubled { .. } | MissingLanguage { .. } | Unquoted { .. }),
        _ => false,
    }
}

#[test]
fn the_schema_and_the_parser_agree_about_shapes() {
    let (schema, mut seen) = (Schema::published(), 0);
    for entry in fs::read_dir(root().join("tests/errors")).unwrap() {
        let path = entry.unwrap().path();
        let Some(source) = path.extension().filter(|e| *e == "toml").and_then(|_| fs::read_to_string(&path).ok())
        else {
            continue;
        };
        let diagnostics = scenario::parse("x", "x.toml", &source).diagnostics;
        let Some(objection) = schema.objection(&source) else { continue };
        if diagnostics.iter().any(|diagnostic| is_of_shape(&diagnostic.kind)) {
            seen += 1;
            assert!(objection.is_err(), "{}: the schema sees nothing wrong", path.display());
        }
        if !diagnostics.iter().any(scenario::Diagnostic::is_error) {
            assert_eq!(objection, Ok(()), "{}: the parser sees nothing wrong", path.display());
        }
    }
    assert!(seen >= 15, "only {seen} files with a mistake of shape");
}
