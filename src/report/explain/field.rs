//! Every field from the top, each under its line of the file.

use std::collections::BTreeSet;

use super::tags;
use crate::explain::{FieldRow, Reading};
use crate::report::page::Page;
use crate::{text, words};

/// How much of a value is shown: it stands whole in the letter, which the reader has.
const LONGEST: usize = 240;

pub(super) fn fields(page: &mut Page, reading: &Reading) {
    let lang = page.look.lang;
    page.heading(words!(lang, en: "Every field, from the top", ja: "すべてのヘッダー（上から順に）"));
    let mut known = BTreeSet::new();
    for row in &reading.fields {
        let is_first = known.insert(row.meaning.as_str());
        field(page, row, is_first);
    }
    let (left_out, body) = (reading.fields_left_out, reading.body_octets);
    if left_out > 0 {
        page.line(&text!(lang, en: "  … and {left_out} more fields", ja: "  …ほかに{left_out}個"));
    }
    page.gap();
    page.paragraph(
        2,
        &text!(lang, en: "The body ({body} octets) is not read.", ja: "本文（{body}バイト）は読みません。"),
    );
}

/// What a name means is said once; a letter may have thirty fields of it.
fn field(page: &mut Page, row: &FieldRow, is_first: bool) {
    let mut value: String = row.shown.chars().take(LONGEST).collect();
    if value.len() < row.shown.len() {
        value.push('…');
    }
    let label = page.look.strong(&row.name);
    let mut inner = Page::new(page.look);
    inner.verbatim(&format!("  {:>3}  {}: ", row.line, row.name), &value);
    page.line(&inner.finish().trim_end().replacen(&row.name, &label, 1));
    if is_first && !row.meaning.is_empty() {
        page.paragraph(7, &row.meaning);
    }
    for note in &row.notes {
        page.hanging("       - ", note);
    }
    if !row.name.to_ascii_lowercase().ends_with("-signature") && !row.name.eq_ignore_ascii_case("ARC-Seal") {
        tags(page, 9, &row.tags);
    }
}
