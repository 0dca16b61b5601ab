//! The four kinds of quotation marks of TOML, and what can stand between them.

use std::fmt::Write;
use std::ops::Range;

use crate::scenario::place::Place;

/// A text value of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    /// Where it is written, quotation marks included.
    pub(super) span: Range<usize>,
    /// What it says.
    pub(super) value: String,
}

impl Quoted {
    /// The file, with `new` for a part of the value.
    pub(super) fn with(&self, source: &str, part: Range<usize>, new: &str) -> String {
        let raw = source.get(self.span.clone()).unwrap_or_default();
        let whole = spliced(&self.value, part.clone(), new);
        let block = raw.starts_with("'''") || raw.starts_with("\"\"\"");
        let literal = raw.starts_with('\'');
        let place = Place::of(source, self.span.clone(), &self.value).range(part);
        match (literal, block) {
            (true, true) if fits_literal_block(&whole) => spliced(source, place, new),
            (true, false) if fits_literal(&whole) => spliced(source, place, new),
            (true, true) => spliced(source, self.span.clone(), &format!("\"\"\"\n{}\"\"\"", escaped_block(&whole))),
            (true, false) => spliced(source, self.span.clone(), &quoted(&whole)),
            (false, true) => spliced(source, place, &escaped_block(new)),
            (false, false) => spliced(source, place, &escaped(new)),
        }
    }
}

/// A text with something else at that place.
pub(super) fn spliced(text: &str, place: Range<usize>, new: &str) -> String {
    let (before, after) = (text.get(..place.start), text.get(place.end..));
    format!("{}{new}{}", before.unwrap_or(text), after.unwrap_or_default())
}

/// A text of several lines, between three quotation marks on lines of their own.
pub(in crate::scenario) fn block(text: &str) -> String {
    let text = text.trim_end_matches('\n').to_owned() + "\n";
    if fits_literal_block(&text) {
        format!("'''\n{text}'''")
    } else {
        format!("\"\"\"\n{}\"\"\"", escaped_block(&text))
    }
}

/// The text between quotation marks of the plain kind.
pub(in crate::scenario) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn fits_literal(text: &str) -> bool {
    !text.contains('\'') && !text.contains(|c: char| c.is_control() && c != '\t')
}

fn fits_literal_block(text: &str) -> bool {
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n');
    !text.contains("'''") && !text.ends_with('\'') && !text.contains(control)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        push(&mut escaped, c);
    }
    escaped
}

/// Between `"""` lines stay lines, and quotation marks stand as they are where they cannot be mistaken for the end.
fn escaped_block(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let alone = before.is_some_and(|c| c != '"') && chars.peek().is_some_and(|c| *c != '"');
        match c {
            '\n' | '\t' => escaped.push(c),
            '"' if alone => escaped.push(c),
            c => push(&mut escaped, c),
        }
        before = Some(c);
    }
    escaped
}

fn push(escaped: &mut String, c: char) {
    match c {
        '"' => escaped.push_str("\\\""),
        '\\' => escaped.push_str("\\\\"),
        '\n' => escaped.push_str("\\n"),
        '\t' => escaped.push_str("\\t"),
        c if c.is_control() => {
            // Writing into a text cannot fail.
            let _ = write!(escaped, "\\u{:04X}", u32::from(c));
        }
        c => escaped.push(c),
    }
}
