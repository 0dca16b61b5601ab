//! Where a piece of a text value stands in the file.
//!
//! A zone text is a TOML string, and its mistakes are found in the string, not in the file. Between `'''` and `'''` both
//! are the same, so that one number leads from one to the other; between `"""` and `"""` an escape such as `\t` is one
//! octet in the string and two in the file, so that each octet has a place of its own.

use std::ops::Range;

/// From octets of a string to octets of the file.
#[derive(Debug)]
pub(super) struct Place {
    start: usize,
    /// For each octet of the string; empty where all follow each other from `start`.
    octets: Vec<usize>,
}

impl Place {
    /// Of the string `value`, which is written at `span`, with its quotation marks.
    pub(super) fn of(source: &str, span: Range<usize>, value: &str) -> Self {
        let raw = source.get(span.clone()).unwrap_or_default();
        let mark = ["'''", "\"\"\"", "'", "\""].into_iter().find(|mark| raw.starts_with(mark)).unwrap_or_default();
        let content = &raw[mark.len()..];
        let first_line_end = if mark.len() == 3 { line_end(content) } else { 0 };
        let start = span.start + mark.len() + first_line_end;
        let content = &content[first_line_end..];
        let octets = if content.starts_with(value) { Vec::new() } else { walk(content, value, start) };
        Self { start, octets }
    }

    /// Where that piece of the string stands.
    pub(super) fn range(&self, piece: Range<usize>) -> Range<usize> {
        let start = self.offset(piece.start);
        start..self.offset(piece.end).max(start)
    }

    fn offset(&self, octet: usize) -> usize {
        let last = self.octets.last().copied();
        self.octets.get(octet).copied().or(last).unwrap_or(self.start + octet)
    }
}

/// The length of the line end that a text begins with.
fn line_end(text: &str) -> usize {
    ["\r\n", "\n"].into_iter().find(|end| text.starts_with(end)).map_or(0, str::len)
}

/// The place of each octet of `value`, and of its end.
fn walk(content: &str, value: &str, start: usize) -> Vec<usize> {
    let mut octets = Vec::with_capacity(value.len() + 1);
    let mut at = 0;
    for c in value.chars() {
        at += folded(&content[at..]);
        octets.extend(std::iter::repeat_n(start + at, c.len_utf8()));
        at += written(&content[at..], c).min(content.len() - at);
    }
    octets.push(start + at);
    octets
}

/// How many octets a `\` at the end of a line, and the blanks behind it, take: they are not in the string.
fn folded(content: &str) -> usize {
    let Some(rest) = content.strip_prefix('\\') else { return 0 };
    let line = rest.trim_start_matches([' ', '\t']);
    if line_end(line) == 0 {
        return 0;
    }
    content.len() - line.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

/// How many octets `c` takes in the file.
fn written(content: &str, c: char) -> usize {
    let Some(escape) = content.strip_prefix('\\') else {
        let carriage_return = usize::from(c == '\n' && content.starts_with('\r'));
        return carriage_return + content.chars().nth(carriage_return).map_or(0, char::len_utf8);
    };
    match escape.chars().next() {
        Some('u') => 6,
        Some('U') => 10,
        Some('x') => 4,
        Some(other) => 1 + other.len_utf8(),
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml_spanner::Arena;

    /// Where the first `!` of the value under `k` is said to stand, and where it really does.
    fn found(source: &str) -> (usize, usize) {
        let arena = Arena::new();
        let document = toml_spanner::parse(source, &arena).unwrap();
        let item = document.table().get("k").unwrap();
        let value = item.as_str().unwrap();
        let at = value.find('!').unwrap();
        let place = Place::of(source, item.span().range(), value);
        (place.range(at..at + 1).start, source.find('!').unwrap())
    }

    #[test]
    fn a_piece_is_found_in_every_kind_of_string() {
        for source in [
            "k = 'ab!'",
            "k = \"ab!\"",
            "k = '''\nab\nc!'''",
            "k = '''\r\nab\r\nc!'''",
            "k = \"\"\"\nab\nc!\"\"\"",
            "k = \"\"\"\r\nab\r\nc!\"\"\"",
            "# 日本語\nk = \"\"\"日本\\t\\u3042\\U0001F600\\\"!\"\"\"",
            "k = \"\"\"a \\\n   b \\  \n\n c!\"\"\"",
            "k = \"\\\\!\"",
        ] {
            let (said, really) = found(source);
            assert_eq!(said, really, "{source:?}");
        }
    }
}
