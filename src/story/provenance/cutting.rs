//! A value cut into pieces, whose texts joined are the value again.

use crate::story::model::{Part, Word};

/// The most pieces of one field; all that is left stands in the last one.
const MOST_PARTS: usize = 64;

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
