//! The TOML of a file, as far as it can be read, and its syntax errors in our own words.

use std::ops::Range;

use toml_spanner::{Arena, Document, Error, ErrorKind};

use crate::scenario::diagnostic::{FileMistake, Findings, TomlMistake};

/// Reads on behind a broken line, so that the rest of the file is checked too.
pub(super) fn parse<'de>(source: &'de str, arena: &'de Arena, findings: &mut Findings<'_>) -> Document<'de> {
    let document = toml_spanner::parse_recoverable(source, arena);
    for error in document.errors() {
        let span = error.span().range();
        if let Some(first) = first_place(error) {
            findings.report_beside(FileMistake::Toml(mistake(error)), span, first);
        } else {
            let mistake = look_alike(source, &span).unwrap_or_else(|| mistake(error));
            findings.report(FileMistake::Toml(mistake), span);
        }
    }
    document
}

/// A character that only looks like the one that is expected: a blank of full width, quotation marks out of a text.
fn look_alike(source: &str, span: &Range<usize>) -> Option<TomlMistake> {
    let c = source.get(span.start..)?.chars().next()?;
    TomlMistake::ascii_of(c).map(|_| TomlMistake::Unexpected(c))
}

fn mistake(error: &Error) -> TomlMistake {
    match error.kind() {
        ErrorKind::UnexpectedEof => TomlMistake::End,
        ErrorKind::Unexpected(c) => TomlMistake::Unexpected(c),
        ErrorKind::InvalidCharInString(c) => TomlMistake::InString(c),
        ErrorKind::InvalidEscape(c) | ErrorKind::InvalidHexEscape(c) => TomlMistake::Escape(c),
        ErrorKind::UnterminatedString(c) => TomlMistake::Unterminated(c),
        ErrorKind::InvalidInteger(_) | ErrorKind::InvalidFloat(_) | ErrorKind::InvalidDateTime(_) => {
            TomlMistake::Number
        }
        ErrorKind::DuplicateKey { .. } => TomlMistake::DoubledKey,
        ErrorKind::DuplicateTable { .. }
        | ErrorKind::RedefineAsArray { .. }
        | ErrorKind::DottedKeyInvalidType { .. } => TomlMistake::DoubledTable,
        ErrorKind::UnquotedString => TomlMistake::Unquoted,
        ErrorKind::UnclosedArray => TomlMistake::Unclosed(']'),
        ErrorKind::UnclosedInlineTable => TomlMistake::Unclosed('}'),
        ErrorKind::MissingArrayComma | ErrorKind::MissingInlineTableComma => TomlMistake::NoComma,
        ErrorKind::OutOfRange { .. } => TomlMistake::TooDeep,
        ErrorKind::Wanted { expected, .. } => TomlMistake::Expected { expected: (*expected).to_owned() },
        other => TomlMistake::Other(format!("{other:?}")),
    }
}

/// Where the same thing was written first.
fn first_place(error: &Error) -> Option<Range<usize>> {
    match error.kind() {
        ErrorKind::DuplicateKey { first }
        | ErrorKind::DuplicateTable { first, .. }
        | ErrorKind::RedefineAsArray { first }
        | ErrorKind::DottedKeyInvalidType { first } => Some(first.range()),
        _ => None,
    }
}
