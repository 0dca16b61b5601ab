//! A field in pieces: which of them the adder saw for itself, and which it only repeats.
//!
//! ```text
//!   from mail.evil.example   ([198.51.100.25])   by mx.school.example   …   for <aoi@school.example>   ; Tue, …
//!   repeated from EHLO        own                 own                        repeated from RCPT TO       own
//! ```

use super::{received, results};
use crate::lang::Lang;
use crate::story::model::{Part, Word};
use crate::story::prose;

/// The most pieces of one field; all that is left stands in the last one.
const MOST_PARTS: usize = 64;

/// The pieces of a field, joined the same as `raw`; `adder` is the host that added it on the way.
pub fn of(lang: Lang, name: &str, raw: &str, adder: Option<&str>) -> Vec<Part> {
    let whole = |note: &str| {
        let part = Part { text: raw.to_owned(), word: Word::Repeated, note: note.to_owned() };
        if raw.is_empty() { Vec::new() } else { vec![part] }
    };
    match (name.to_ascii_lowercase().as_str(), adder) {
        ("received" | "authentication-results" | "return-path", None) => whole(prose::unproven(lang)),
        ("return-path", Some(_)) if raw == "<>" => whole(prose::nobody_in_mail_from(lang)),
        ("return-path", Some(_)) => whole(prose::said_in_mail_from(lang)),
        ("received", Some(host)) => received::parts(lang, raw, host),
        ("authentication-results", Some(_)) => results::parts(lang, raw),
        _ => Vec::new(),
    }
}

/// A text that is cut into pieces from its beginning to its end.
pub struct Cutting<'a> {
    rest: &'a str,
    parts: Vec<Part>,
}

impl<'a> Cutting<'a> {
    /// Nothing is cut yet.
    pub fn new(raw: &'a str) -> Self {
        Self { rest: raw, parts: Vec::new() }
    }

    /// What is not cut yet.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    /// Cuts off the first `length` octets.
    pub fn cut(&mut self, length: usize, word: Word, note: String) {
        let (text, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        if text.is_empty() {
            return;
        }
        let full = self.parts.len() >= MOST_PARTS;
        match self.parts.last_mut() {
            Some(last) if last.word == Word::Neutral && word == Word::Neutral => last.text.push_str(text),
            Some(last) if full => last.text.push_str(text),
            _ => self.parts.push(Part { text: text.to_owned(), word, note }),
        }
    }

    /// Cuts off what says nothing by itself.
    pub fn skip(&mut self, length: usize) {
        self.cut(length, Word::Neutral, String::new());
    }

    /// All pieces; what is left is the last one.
    pub fn finish(mut self) -> Vec<Part> {
        self.skip(self.rest.len());
        self.parts
    }
}

/// How long a comment is with its parentheses, which may stand in each other (RFC 5322 §3.2.2); all of the text where it
/// never ends.
pub fn comment(text: &str) -> usize {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// How long a run of white space is.
pub fn space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
