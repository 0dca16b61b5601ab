//! The words of a zone text: lines, blanks, quotation marks, parentheses and comments (RFC 1035 §5.1).

use std::ops::Range;

use crate::scenario::diagnostic::ZoneMistake;

/// One word of zone text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::scenario) struct Token<'a> {
    /// As it is written, without its quotation marks, with its escapes.
    pub(in crate::scenario) raw: &'a str,
    /// Whether it stood in quotation marks.
    pub(in crate::scenario) quoted: bool,
    /// Whether it is cut off: a `;` right behind it begins a comment.
    pub(in crate::scenario) cut: bool,
    /// Where it stands in the text, quotation marks included.
    pub(in crate::scenario) span: Range<usize>,
}

/// One logical line: to the end of the line, or beyond it within parentheses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::scenario) struct Entry<'a> {
    /// Whether it begins with a blank: it belongs to the name above.
    pub(in crate::scenario) blank: bool,
    /// Its words, at least one.
    pub(in crate::scenario) tokens: Vec<Token<'a>>,
    /// From the first word to the last.
    pub(in crate::scenario) span: Range<usize>,
}

/// The entries of a text, and the places where it could not be understood. A broken line is left out.
pub(in crate::scenario) fn entries(text: &str) -> (Vec<Entry<'_>>, Vec<(ZoneMistake, Range<usize>)>) {
    let mut lexer = Lexer {
        text,
        at: 0,
        blank: false,
        open: Vec::new(),
        tokens: Vec::new(),
        entries: Vec::new(),
        mistakes: Vec::new(),
    };
    while let Some(c) = lexer.peek() {
        lexer.step(c);
    }
    if let Some(first) = lexer.open.first().copied() {
        lexer.mistakes.push((ZoneMistake::OpenParenthesis, first..first + 1));
        lexer.tokens.clear();
    }
    lexer.end_entry();
    (lexer.entries, lexer.mistakes)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    blank: bool,
    /// Where the parentheses opened that are still open.
    open: Vec<usize>,
    tokens: Vec<Token<'a>>,
    entries: Vec<Entry<'a>>,
    mistakes: Vec<(ZoneMistake, Range<usize>)>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn step(&mut self, c: char) {
        match c {
            '\n' if self.open.is_empty() => {
                self.end_entry();
                self.at += 1;
            }
            ';' => self.at += self.until_line_end(),
            '(' => {
                self.open.push(self.at);
                self.at += 1;
            }
            ')' if self.open.pop().is_some() => self.at += 1,
            ')' => self.give_up(ZoneMistake::ClosedParenthesis, self.at..self.at + 1),
            '"' => self.quoted(),
            c if c.is_whitespace() => {
                self.blank |= self.tokens.is_empty() && self.at_line_start();
                self.at += c.len_utf8();
            }
            _ => self.unquoted(),
        }
    }

    fn quoted(&mut self) {
        let start = self.at;
        let content = &self.text[start + 1..];
        match word_length(content, |c| matches!(c, '"' | '\n')) {
            Some(length) if content[length..].starts_with('"') => {
                let span = start..start + length + 2;
                self.at = span.end;
                self.tokens.push(Token { raw: &content[..length], quoted: true, cut: false, span });
            }
            Some(_) => self.give_up(ZoneMistake::OpenQuote, start..start + 1 + self.until_line_end() - 1),
            None => self.give_up(ZoneMistake::BadEscape, start..start + 1),
        }
    }

    fn unquoted(&mut self) {
        let start = self.at;
        let content = &self.text[start..];
        match word_length(content, |c| c.is_whitespace() || matches!(c, ';' | '(' | ')' | '"')) {
            Some(length) => {
                self.at += length;
                self.tokens.push(Token {
                    raw: &content[..length],
                    quoted: false,
                    cut: self.peek() == Some(';'),
                    span: start..self.at,
                });
            }
            None => self.give_up(ZoneMistake::BadEscape, start..start + 1),
        }
    }

    /// Leaves out the rest of the line, and all of the entry.
    fn give_up(&mut self, mistake: ZoneMistake, span: Range<usize>) {
        self.mistakes.push((mistake, span));
        self.at += self.until_line_end().max(1);
        self.open.clear();
        self.tokens.clear();
    }

    fn end_entry(&mut self) {
        let tokens = std::mem::take(&mut self.tokens);
        let blank = std::mem::take(&mut self.blank);
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            let span = first.span.start..last.span.end;
            self.entries.push(Entry { blank, tokens, span });
        }
    }

    fn at_line_start(&self) -> bool {
        self.at == 0 || self.text[..self.at].ends_with('\n')
    }

    fn until_line_end(&self) -> usize {
        let rest = &self.text[self.at..];
        rest.find('\n').unwrap_or(rest.len())
    }
}

/// The length of a word that ends before the first character for which `ends` holds and no `\` stands; none where a `\`
/// has nothing behind it.
fn word_length(text: &str, ends: impl Fn(char) -> bool) -> Option<usize> {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next().filter(|(_, escaped)| *escaped != '\n')?;
        } else if ends(c) {
            return Some(at);
        }
    }
    Some(text.len())
}

/// The octets that a word stands for: `\X` is X itself, `\DDD` the octet of that decimal number.
pub(super) fn octets(raw: &str) -> Option<Vec<u8>> {
    let mut octets = Vec::with_capacity(raw.len());
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            octets.push(byte);
            continue;
        }
        let first = bytes.next()?;
        if !first.is_ascii_digit() {
            octets.push(first);
            continue;
        }
        let digits = [first, bytes.next()?, bytes.next()?];
        octets.push(std::str::from_utf8(&digits).ok()?.parse().ok()?);
    }
    Some(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Vec<&str>> {
        entries(text).0.iter().map(|entry| entry.tokens.iter().map(|token| token.raw).collect()).collect()
    }

    #[test]
    fn lines_end_at_their_end_or_beyond_it_within_parentheses() {
        let text = "@ TXT ( \"v=spf1; \" ; a comment )\n  \"-all\" )\n; nothing\n\n  MX 10 mail\r\nx A 1";
        assert_eq!(words(text), [vec!["@", "TXT", "v=spf1; ", "-all"], vec!["MX", "10", "mail"], vec!["x", "A", "1"]]);
        assert_eq!(entries(text).0.iter().map(|entry| entry.blank).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn a_broken_line_is_told_and_the_next_one_read() {
        let text = "a TXT \"open\nb A 1\nc A 2 )\nd TXT \"x\\\"y\"\ne TXT \\";
        let (_, mistakes) = entries(text);
        assert_eq!(words(text), [vec!["b", "A", "1"], vec!["d", "TXT", "x\\\"y"]]);
        let kinds: Vec<_> = mistakes.into_iter().map(|(mistake, span)| (mistake, &text[span])).collect();
        assert_eq!(kinds[0], (ZoneMistake::OpenQuote, "\"open"));
        assert_eq!(kinds[1], (ZoneMistake::ClosedParenthesis, ")"));
        assert_eq!(kinds[2], (ZoneMistake::BadEscape, "\\"));
        assert_eq!(entries("a A (\nb A 1").1, [(ZoneMistake::OpenParenthesis, 4..5)]);
    }

    #[test]
    fn escapes_stand_for_octets() {
        assert_eq!(octets(r#"a\"b\\c\065\255"#).unwrap(), b"a\"b\\cA\xff");
        assert_eq!(octets("\\256"), None);
        assert_eq!(octets("\\12"), None);
    }
}
