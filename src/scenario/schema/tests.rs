//! What the keys say of themselves, and what the parser does with them, are the same.

use super::*;
use crate::scenario::{Diagnostic, Kind, ShapeMistake, parse};

/// A value of no shape that any key has.
const WRONG: &str = "1979-05-27";

/// A place in a file: from a value, however it is written, to a file with nothing else in it.
type Place<'p> = &'p dyn Fn(&str) -> String;

/// Every value that the keys know, with its place; and every table.
struct Walk {
    values: Vec<(String, String)>,
    words: Vec<(String, Vec<&'static str>)>,
    tables: Vec<(String, String, Keys)>,
}

impl Walk {
    fn of_all() -> Self {
        let mut walk = Self { values: Vec::new(), words: Vec::new(), tables: Vec::new() };
        for key in ROOT {
            walk.value(&key.value, &|value| format!("{} = {value}\n", key.name));
        }
        walk
    }

    fn value(&mut self, value: &Value, place: Place<'_>) {
        self.values.push((place(WRONG), WRONG.to_owned()));
        match value {
            Value::Table(keys) => self.table(keys, "", place),
            Value::Kinds { by, of } => {
                for (word, keys) in of() {
                    self.table(keys, &format!("{by} = \"{word}\", "), place);
                }
            }
            Value::Languages(inner) => {
                for key in LANGUAGES {
                    self.value(inner, &|value| place(&format!("{{ {} = {value} }}", key.name)));
                }
            }
            Value::Named(form, inner, _) => {
                let name = form.example().unwrap();
                self.value(inner, &|value| place(&format!("{{ \"{name}\" = {value} }}")));
            }
            Value::OneOrMany(one, _) | Value::AnyNumber(one, _) => {
                self.value(one, place);
                self.value(one, &|value| place(&format!("[{value}]")));
            }
            Value::List(one, _) | Value::Tables(one, _) => self.value(one, &|value| place(&format!("[{value}]"))),
            Value::Word(words) => self.words.push((place("\"zzzz\""), words())),
            Value::Number(_, max) => {
                let above = (max + 1).to_string();
                self.values.push((place(&above), above));
            }
            Value::Text(max) => {
                let long = format!("\"{}\"", "a".repeat(max + 1));
                self.values.push((place(&long), long));
            }
            Value::Form(form) if form.pattern().is_some() => {
                self.values.push((place("\"a b c\""), "\"a b c\"".to_owned()));
            }
            Value::Form(_) | Value::Flag | Value::Any(_) => {}
        }
    }

    fn table(&mut self, keys: Keys, tag: &str, place: Place<'_>) {
        let empty = format!("{{ {} }}", tag.trim_end_matches(", "));
        self.tables.push((place(&empty), empty, keys));
        for key in keys.iter().filter(|key| !tag.starts_with(key.name)) {
            self.value(&key.value, &|value| place(&format!("{{ {tag}{} = {value} }}", key.name)));
        }
    }
}

fn diagnostics(file: &str) -> Vec<Diagnostic> {
    parse("x", "x.toml", file).diagnostics
}

#[test]
fn every_key_is_read_and_every_value_of_another_shape_is_minded() {
    let walk = Walk::of_all();
    assert!(walk.values.len() > 200, "{}", walk.values.len());
    for (file, value) in walk.values {
        let place = file.find(&value).unwrap();
        let found = diagnostics(&file);
        let about = |d: &&Diagnostic| d.span.start <= place && place < d.span.end.max(d.span.start + 1);
        assert!(found.iter().filter(about).any(Diagnostic::is_error), "{file}{found:#?}");
    }
}

#[test]
fn every_word_that_is_allowed_is_in_the_schema_and_no_other() {
    for (file, words) in Walk::of_all().words {
        let said = diagnostics(&file).into_iter().find_map(|d| match d.kind {
            Kind::Shape(ShapeMistake::UnknownWord { word, allowed, .. }) if word == "zzzz" => Some(allowed),
            _ => None,
        });
        assert_eq!(
            said.as_deref(),
            Some(words.iter().map(ToString::to_string).collect::<Vec<_>>().as_slice()),
            "{file}"
        );
    }
}

#[test]
fn what_must_be_there_is_missed_and_nothing_else() {
    for (file, table, keys) in Walk::of_all().tables {
        let place = file.rfind(&table).unwrap();
        let mut missed: Vec<String> = diagnostics(&file)
            .into_iter()
            .filter_map(|d| match d.kind {
                Kind::Shape(ShapeMistake::Missing { key }) if d.span.start == place => Some(key),
                _ => None,
            })
            .collect();
        missed.sort();
        let tag = |key: &&Key| file.contains(&format!("{{ {} = \"", key.name));
        let mut must: Vec<&str> = keys.iter().filter(|key| key.must && !tag(key)).map(|key| key.name).collect();
        must.sort_unstable();
        assert_eq!(missed, must, "{file}");
    }
}
