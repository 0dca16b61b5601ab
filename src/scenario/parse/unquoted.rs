//! Names with dots and without quotation marks: `mail.a-corp.example = …` makes TOML see a table `example` in a table
//! `a-corp` in a table `mail`.

use toml_spanner::{Item, Key};

use crate::scenario::diagnostic::{Findings, ShapeMistake};
use crate::scenario::key::{self, Keys};

/// Reports the names of one entry that have dots and no quotation marks, so that TOML takes them for tables within
/// tables, and says which they are. A name stands before a text, or before a table with one of the keys `inside`.
pub(super) fn report(entry: &(Key<'_>, Item<'_>), inside: &[Keys], findings: &mut Findings<'_>) -> Vec<String> {
    let inside = &key::all_names(inside);
    let mut names = Vec::new();
    if !is_named(&entry.1, inside) {
        gather_names("", entry, inside, &mut names);
    }
    for (name, end) in &names {
        let start = end.saturating_sub(name.len());
        findings.report(ShapeMistake::Unquoted { name: name.clone() }, start..*end);
    }
    names.into_iter().map(|(name, _)| name).collect()
}

/// The names that an entry stands for, with the place where each ends.
fn gather_names(above: &str, (key, value): &(Key<'_>, Item<'_>), inside: &[&str], names: &mut Vec<(String, usize)>) {
    let name = format!("{above}{}", key.name);
    if is_named(value, inside) {
        names.extend((!above.is_empty()).then(|| (name, key.span.range().end)));
    } else if let Some(table) = value.as_table() {
        table.entries().iter().for_each(|entry| gather_names(&format!("{name}."), entry, inside, names));
    }
}

/// Whether this is what stands behind a whole name.
fn is_named(value: &Item<'_>, inside: &[&str]) -> bool {
    match value.as_table() {
        Some(table) => inside.iter().any(|key| table.get(key).is_some()),
        None if inside.is_empty() => value.as_str().is_some(),
        None => value.as_array().is_some(),
    }
}
