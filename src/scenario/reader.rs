//! Reading typed values out of a TOML table, and reporting whatever does not fit, without ever stopping.
//!
//! ```text
//!   Item ──Fields::open──► Fields ──get / require──► Item ──text / number / word / list──► value
//!             └─ unknown keys      └─ missing keys         └─ wrong types, ranges, words
//!                                      all into Findings
//! ```

use std::ops::{Range, RangeInclusive};

use toml_spanner::{Item, Key, Kind as TomlKind, Table};

use super::diagnostic::{Findings, Shape, ShapeMistake};
use super::key::{self, Keys};
use super::limits;
use super::nearest::nearest;

/// A table whose keys are known beforehand.
pub(super) struct Fields<'a, 'de> {
    table: &'a Table<'de>,
    span: Range<usize>,
}

impl<'a, 'de> Fields<'a, 'de> {
    /// The item as a table, where it is one. Keys other than `known` are reported.
    pub(super) fn open(item: &'a Item<'de>, known: Keys, findings: &mut Findings<'_>) -> Option<Self> {
        Self::open_any(item, &[known], findings)
    }

    /// As [`open`](Self::open), where nobody knows yet which of several kinds of table it is.
    pub(super) fn open_any(item: &'a Item<'de>, known: &[Keys], findings: &mut Findings<'_>) -> Option<Self> {
        let table = table(item, findings)?;
        let fields = Self { table, span: item.span().range() };
        fields.report_unknown(&key::all_names(known), findings);
        Some(fields)
    }

    /// The table at the root of a file.
    pub(super) fn root(table: &'a Table<'de>, known: Keys, findings: &mut Findings<'_>) -> Self {
        let fields = Self { table, span: 0..0 };
        fields.report_unknown(&key::all_names(&[known]), findings);
        fields
    }

    /// Where the table begins.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The value of a key that may be left out.
    pub(super) fn get(&self, key: &str) -> Option<&'a Item<'de>> {
        self.table.get(key)
    }

    /// The place of a key.
    pub(super) fn key_span(&self, key: &str) -> Option<Range<usize>> {
        self.table.get_key_value(key).map(|(key, _)| key.span.range())
    }

    /// The value of a key that must be there.
    pub(super) fn require(&self, key: &str, findings: &mut Findings<'_>) -> Option<&'a Item<'de>> {
        let item = self.table.get(key);
        if item.is_none() {
            findings.report(ShapeMistake::Missing { key: key.to_owned() }, self.span());
        }
        item
    }

    fn report_unknown(&self, known: &[&str], findings: &mut Findings<'_>) {
        for (key, _) in self.table {
            if !known.contains(&key.name) {
                unknown_key(key.name, key.span.range(), known, findings);
            }
        }
    }
}

/// Reports a key that has no meaning.
pub(super) fn unknown_key(key: &str, span: Range<usize>, known: &[&str], findings: &mut Findings<'_>) {
    let field = known.contains(&"header").then(|| header_field(key)).flatten();
    let near = match field {
        Some(field) => Some(format!("header.{field}")),
        None => nearest(key, known.iter().copied()).map(str::to_owned),
    };
    let known = known.iter().map(|&k| k.to_owned()).collect();
    findings.report(ShapeMistake::UnknownKey { key: key.to_owned(), known, nearest: near }, span);
}

/// `Subject` beside `envelope`: in a letter the fields of its header begin with a capital.
fn header_field(key: &str) -> Option<&str> {
    const USUAL: [&str; 5] = ["To", "Cc", "Subject", "Date", "Reply-To"];
    let usual = USUAL.into_iter().find(|field| field.eq_ignore_ascii_case(key));
    usual.or_else(|| key.starts_with(|c: char| c.is_ascii_uppercase()).then_some(key))
}

/// What an item is, as an author sees it.
fn shape_of(item: &Item<'_>) -> Shape {
    match item.kind() {
        TomlKind::String => Shape::Text,
        TomlKind::Integer => Shape::Number,
        TomlKind::Float => Shape::Decimal,
        TomlKind::Boolean => Shape::Boolean,
        TomlKind::DateTime => Shape::Date,
        TomlKind::Table => Shape::Table,
        TomlKind::Array if item.as_array().is_some_and(|a| a.iter().any(|i| i.kind() == TomlKind::Table)) => {
            Shape::Tables
        }
        TomlKind::Array => Shape::List,
    }
}

/// Reports an item that is of another type than expected.
pub(super) fn wrong_type(item: &Item<'_>, expected: Shape, findings: &mut Findings<'_>) {
    findings.report(ShapeMistake::WrongType { expected, found: shape_of(item) }, item.span().range());
}

/// The item as a table.
pub(super) fn table<'a, 'de>(item: &'a Item<'de>, findings: &mut Findings<'_>) -> Option<&'a Table<'de>> {
    let table = item.as_table();
    if table.is_none() {
        wrong_type(item, Shape::Table, findings);
    }
    table
}

/// The entries of a table whose keys the author chooses, at most `max` of them.
pub(super) fn entries<'a, 'de>(
    item: &'a Item<'de>,
    max: usize,
    findings: &mut Findings<'_>,
) -> &'a [(Key<'de>, Item<'de>)] {
    let entries = table(item, findings).map(Table::entries).unwrap_or_default();
    if let Some((key, _)) = entries.get(max) {
        findings.report(ShapeMistake::TooMany { max }, key.span.range());
    }
    entries.get(..max).unwrap_or(entries)
}

/// The item as a text.
pub(super) fn text<'a>(item: &'a Item<'_>, findings: &mut Findings<'_>) -> Option<&'a str> {
    let text = item.as_str();
    if text.is_none() {
        wrong_type(item, Shape::Text, findings);
    }
    text
}

/// The item as a text of at most `max` characters.
pub(super) fn text_up_to<'a>(item: &'a Item<'_>, max: usize, findings: &mut Findings<'_>) -> Option<&'a str> {
    let text = text(item, findings)?;
    if text.chars().nth(max).is_some() {
        findings.report(ShapeMistake::TooLong { max }, item.span().range());
        return None;
    }
    Some(text)
}

/// The item as `true` or `false`.
pub(super) fn boolean(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<bool> {
    let value = item.as_bool();
    if value.is_none() {
        wrong_type(item, Shape::Boolean, findings);
    }
    value
}

/// The item as a whole number in that range.
pub(super) fn number(item: &Item<'_>, range: RangeInclusive<u64>, findings: &mut Findings<'_>) -> Option<u64> {
    let Some(value) = item.as_i128() else {
        wrong_type(item, Shape::Number, findings);
        return None;
    };
    let value = u64::try_from(value).ok().filter(|value| range.contains(value));
    if value.is_none() {
        let (min, max) = (*range.start(), *range.end());
        findings.report(ShapeMistake::OutOfRange { min, max }, item.span().range());
    }
    value
}

/// The item as one of several words.
pub(super) fn word<T: Clone>(item: &Item<'_>, words: &[(&str, T)], findings: &mut Findings<'_>) -> Option<T> {
    let found = text(item, findings)?;
    let value = words.iter().find(|(word, _)| *word == found).map(|(_, value)| value.clone());
    if value.is_none() {
        let near = nearest(found, words.iter().map(|(word, _)| *word)).map(str::to_owned);
        let allowed = words.iter().map(|(word, _)| (*word).to_owned()).collect();
        let mistake = ShapeMistake::UnknownWord { word: found.to_owned(), allowed, nearest: near };
        findings.report(mistake, item.span().range());
    }
    value
}

/// The item as a list of at most `max` items.
pub(super) fn list<'a, 'de>(item: &'a Item<'de>, max: usize, findings: &mut Findings<'_>) -> &'a [Item<'de>] {
    let Some(array) = item.as_array() else {
        wrong_type(item, Shape::List, findings);
        return &[];
    };
    bounded(array.as_slice(), max, findings)
}

/// The items of a list; or the item itself, which then is a list of one.
pub(super) fn one_or_list<'a, 'de>(item: &'a Item<'de>, max: usize, findings: &mut Findings<'_>) -> &'a [Item<'de>] {
    match item.as_array() {
        Some(array) => bounded(array.as_slice(), max, findings),
        None => std::slice::from_ref(item),
    }
}

/// As [`one_or_list`], and reports a list with nothing in it.
pub(super) fn some_or_list<'a, 'de>(item: &'a Item<'de>, max: usize, findings: &mut Findings<'_>) -> &'a [Item<'de>] {
    let items = one_or_list(item, max, findings);
    if items.is_empty() {
        findings.report(ShapeMistake::Nothing, item.span().range());
    }
    items
}

/// The texts of a list, or the one text, each with its place.
pub(super) fn texts<'a>(item: &'a Item<'_>, findings: &mut Findings<'_>) -> Vec<(&'a str, Range<usize>)> {
    let items = one_or_list(item, limits::LIST, findings);
    items.iter().filter_map(|item| Some((text(item, findings)?, item.span().range()))).collect()
}

fn bounded<'a, 'de>(items: &'a [Item<'de>], max: usize, findings: &mut Findings<'_>) -> &'a [Item<'de>] {
    if let Some(item) = items.get(max) {
        findings.report(ShapeMistake::TooMany { max }, item.span().range());
    }
    items.get(..max).unwrap_or(items)
}
