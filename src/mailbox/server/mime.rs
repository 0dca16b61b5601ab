//! The parts of a letter (RFC 2046), as places in its octets: nothing is decoded, nothing copied.
//!
//! ```text
//!  letter         multipart/mixed                 number
//!  ├─ header
//!  └─ body        ┌ text/plain                    1
//!                 ├ multipart/alternative         2
//!                 │  ├ text/plain                 2.1
//!                 │  └ text/html                  2.2
//!                 └ message/rfc822                3
//!                    └ a letter: text/plain       3.1
//! ```

use super::header::{field, halves};

/// How deep parts may stand in parts; what is deeper is not looked into.
const DEEPEST: usize = 10;

/// How many parts of one letter are looked at; the rest stays in the last one.
const MOST_PARTS: usize = 500;

/// How many parameters of one field are read.
const MOST_PARAMETERS: usize = 32;

/// A letter, or a part of one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entity<'a> {
    /// Its header, with the empty line.
    pub(super) header: &'a [u8],
    /// What follows.
    pub(super) body: &'a [u8],
    /// Its content type.
    pub(super) kind: Value<'a>,
    /// What is in the body.
    pub(super) inside: Inside<'a>,
}

/// What is in the body of a part.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inside<'a> {
    /// Text, or something else without parts.
    Leaf,
    /// `multipart/…`, at least one part.
    Parts(Vec<Entity<'a>>),
    /// `message/rfc822`.
    Letter(Box<Entity<'a>>),
}

/// The value of a field such as `Content-Type`: a word, and parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value<'a> {
    /// `text/plain`, `attachment`.
    pub(super) word: &'a [u8],
    /// `charset=UTF-8`, without quotes.
    pub(super) parameters: Vec<(&'a [u8], Vec<u8>)>,
}

impl<'a> Entity<'a> {
    /// Reads a letter.
    pub(super) fn read(source: &'a [u8]) -> Self {
        Reader { left: MOST_PARTS }.entity(source, b"text/plain", 0)
    }

    /// Type and subtype, `text` and `plain`.
    pub(super) fn types(&self) -> (&'a [u8], &'a [u8]) {
        match self.kind.word.iter().position(|octet| *octet == b'/') {
            Some(slash) => (&self.kind.word[..slash], &self.kind.word[slash + 1..]),
            None => (b"text", b"plain"),
        }
    }

    /// The part with that number, such as 3.1. A letter without parts is its own part 1 (RFC 3501 §6.4.5).
    pub(super) fn at(&self, number: &[u32]) -> Option<&Self> {
        let (first, rest) = number.split_first()?;
        let part = self.part(*first)?;
        if rest.is_empty() {
            return Some(part);
        }
        match &part.inside {
            Inside::Leaf => None,
            Inside::Parts(_) => part.at(rest),
            Inside::Letter(letter) => letter.at(rest),
        }
    }

    fn part(&self, number: u32) -> Option<&Self> {
        match &self.inside {
            Inside::Parts(parts) => parts.get(usize::try_from(number).ok()?.checked_sub(1)?),
            _ => (number == 1).then_some(self),
        }
    }
}

struct Reader {
    left: usize,
}

impl Reader {
    fn entity<'a>(&mut self, source: &'a [u8], usual: &'static [u8], depth: usize) -> Entity<'a> {
        let (header, body) = halves(source);
        let kind = field(header, "Content-Type").map(value).filter(|value| value.word.contains(&b'/'));
        let kind = kind.unwrap_or(Value { word: usual, parameters: Vec::new() });
        let inside = if depth < DEEPEST { self.inside(body, &kind, depth) } else { Inside::Leaf };
        Entity { header, body, kind, inside }
    }

    fn inside<'a>(&mut self, body: &'a [u8], kind: &Value<'_>, depth: usize) -> Inside<'a> {
        let word = kind.word.to_ascii_lowercase();
        if word == b"message/rfc822" {
            return Inside::Letter(Box::new(self.entity(body, b"text/plain", depth + 1)));
        }
        let boundary = kind.parameters.iter().find(|(name, _)| name.eq_ignore_ascii_case(b"boundary"));
        let Some((_, boundary)) = boundary.filter(|_| word.starts_with(b"multipart/")) else { return Inside::Leaf };
        let usual: &[u8] = if word == b"multipart/digest" { b"message/rfc822" } else { b"text/plain" };
        let parts: Vec<_> =
            self.split(body, boundary).into_iter().map(|part| self.entity(part, usual, depth + 1)).collect();
        if parts.is_empty() { Inside::Leaf } else { Inside::Parts(parts) }
    }

    /// What stands between the lines with that boundary (RFC 2046 §5.1.1).
    fn split<'a>(&mut self, body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
        let (mut parts, mut begin, mut at) = (Vec::new(), None, 0);
        for line in body.split_inclusive(|octet| *octet == b'\n') {
            if let Some(is_last) = is_boundary(line, boundary) {
                if let Some(begin) = begin {
                    parts.push(without_line_end(&body[begin..at]));
                }
                begin = (!is_last && self.left > 0).then_some(at + line.len());
                self.left = self.left.saturating_sub(1);
                if begin.is_none() {
                    return parts;
                }
            }
            at += line.len();
        }
        parts.extend(begin.map(|begin| &body[begin..]));
        parts
    }
}

/// Whether a line is that boundary, and whether it is the last one.
fn is_boundary(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?;
    let (is_last, rest) = rest.strip_prefix(b"--").map_or((false, rest), |rest| (true, rest));
    rest.trim_ascii().is_empty().then_some(is_last)
}

/// The line end before a boundary belongs to the boundary.
fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

/// Reads a value with parameters.
pub(super) fn value(text: &[u8]) -> Value<'_> {
    let mut pieces = pieces(text).into_iter();
    let word = pieces.next().unwrap_or_default().trim_ascii();
    let parameter = |piece: &'_ [u8]| piece.iter().position(|octet| *octet == b'=');
    let parameters = pieces.filter_map(|piece| {
        let equals = parameter(piece)?;
        Some((piece[..equals].trim_ascii(), unquoted(piece[equals + 1..].trim_ascii())))
    });
    Value { word, parameters: parameters.take(MOST_PARAMETERS).collect() }
}

/// What stands between semicolons that are not inside quotes.
fn pieces(text: &[u8]) -> Vec<&[u8]> {
    let (mut pieces, mut begin, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, octet) in text.iter().enumerate() {
        match octet {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => {
                pieces.push(&text[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&text[begin..]);
    pieces
}

fn unquoted(text: &[u8]) -> Vec<u8> {
    let Some(inner) = text.strip_prefix(b"\"") else {
        // A comment may follow a word.
        return text.split(|octet| matches!(octet, b' ' | b'\t' | b'(')).next().unwrap_or_default().to_vec();
    };
    let (mut plain, mut escaped) = (Vec::new(), false);
    for octet in inner {
        match octet {
            b'\\' if !escaped => escaped = true,
            b'"' if !escaped => break,
            b'\r' | b'\n' => {}
            _ => {
                escaped = false;
                plain.push(*octet);
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    const LETTER: &[u8] = b"Content-Type: multipart/mixed; x=\"a;\\\"b\";\r\n boundary=\"=_1\"\r\n\r\npreamble\r\n\
        --=_1\r\n\r\nfirst\r\n--=_10\r\n--=_1 \r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\ninner\r\n\r\n\
        --=_1\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nthird\n--=_1--\r\nepilogue";

    #[test]
    fn parts_have_numbers() {
        let letter = Entity::read(LETTER);
        let body = |number: &[u32]| letter.at(number).map(|part| String::from_utf8_lossy(part.body).into_owned());
        assert_eq!(body(&[1]).as_deref(), Some("first\r\n--=_10"));
        assert_eq!(body(&[1, 1]), None);
        assert_eq!(body(&[2]).as_deref(), Some("Subject: in\r\n\r\ninner\r\n"));
        assert_eq!(body(&[2, 1]).as_deref(), Some("inner\r\n"));
        assert_eq!(body(&[3, 1]).as_deref(), Some("third"));
        assert_eq!([body(&[0]), body(&[4]), body(&[3, 2]), body(&[])], [None, None, None, None]);
        assert_eq!(Entity::read(b"\r\nonly").at(&[1]).map(|part| part.body), Some(&b"only"[..]));
    }

    #[test]
    fn values_and_parameters() {
        let read = value(b" text/plain; charset=\"a\\\"b\" (why) ; format=flowed (not); odd; =\r\n");
        assert_eq!(read.word, b"text/plain");
        let expected: [(&[u8], Vec<u8>); 3] =
            [(b"charset", b"a\"b".to_vec()), (b"format", b"flowed".to_vec()), (b"", Vec::new())];
        assert_eq!(read.parameters, expected);
    }

    #[test]
    fn nobody_digs_too_deep() {
        let deep = b"Content-Type: message/rfc822\r\n\r\n".repeat(1_000);
        let (mut part, letter, mut depth) = (None, Entity::read(&deep), 0);
        while let Inside::Letter(inner) = &part.unwrap_or(&letter).inside {
            (part, depth) = (Some(&**inner), depth + 1);
        }
        assert_eq!(depth, DEEPEST);
        let wide =
            [b"Content-Type: multipart/mixed; boundary=b\r\n\r\n".as_slice(), &b"--b\r\n".repeat(5_000)].concat();
        assert!(matches!(&Entity::read(&wide).inside, Inside::Parts(parts) if parts.len() == MOST_PARTS));
    }
}
