//! The pieces that structured fields are made of: words, quoted strings, comments, separators (RFC 5322 §3.2).

/// One piece of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A run of characters without white space; `=` and `<>` are part of it.
    Word(String),
    /// What stands in quotation marks.
    Quoted(String),
    /// What stands in parentheses, nested ones and all.
    Comment(String),
    /// `;`
    Semicolon,
}

impl Piece {
    /// Its text, unless it is a comment or a separator.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Word(text) | Self::Quoted(text) => Some(text),
            Self::Comment(_) | Self::Semicolon => None,
        }
    }
}

/// The pieces of a value, in one pass.
pub(super) fn pieces(value: &[u8]) -> Vec<Piece> {
    let text = String::from_utf8_lossy(value);
    let mut chars = text.chars().peekable();
    let mut pieces = Vec::new();
    while let Some(c) = chars.next() {
        match c {
            ';' => pieces.push(Piece::Semicolon),
            '(' => pieces.push(Piece::Comment(comment(&mut chars))),
            '"' => pieces.push(Piece::Quoted(quoted(&mut chars))),
            c if c.is_whitespace() || c == '\0' => {}
            c => pieces.push(Piece::Word(word(c, &mut chars))),
        }
    }
    pieces
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn comment(chars: &mut Chars<'_>) -> String {
    let (mut depth, mut text) = (1_usize, String::new());
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next()),
            '(' => {
                depth += 1;
                text.push(c);
            }
            ')' if depth == 1 => break,
            ')' => {
                depth -= 1;
                text.push(c);
            }
            c => text.push(if c.is_whitespace() { ' ' } else { c }),
        }
    }
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn quoted(chars: &mut Chars<'_>) -> String {
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => text.extend(chars.next()),
            c => text.push(c),
        }
    }
    text
}

/// Up to white space or a separator; a quoted string behind `=` belongs to the word: `reason="not signed"`.
fn word(first: char, chars: &mut Chars<'_>) -> String {
    let mut text = String::from(first);
    while let Some(&c) = chars.peek() {
        if c.is_whitespace() || matches!(c, ';' | '(') {
            break;
        }
        chars.next();
        if c == '"' && text.ends_with('=') {
            text.push_str(&quoted(chars));
            break;
        }
        text.push(c);
    }
    text
}

/// Tags as DKIM, ARC and several vendors write them: `name=value; name=value` (RFC 6376 §3.2). Folds are taken out.
pub(super) fn tags(value: &[u8]) -> Vec<(String, String)> {
    const MOST: usize = 60;
    let text = String::from_utf8_lossy(value);
    let parts = text.split(';').filter_map(|part| part.split_once('='));
    let tag = |(name, value): (&str, &str)| {
        let name = name.trim();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        is_name.then(|| (name.to_owned(), value.split_whitespace().collect::<Vec<_>>().join(" ")))
    };
    parts.filter_map(tag).take(MOST).collect()
}

/// The value of a tag.
pub(super) fn tag<'a>(tags: &'a [(String, String)], name: &str) -> Option<&'a str> {
    tags.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_comments_and_quoted_strings_are_told_apart() {
        let found = pieces(b" mx.a.example (a (nested; \\)) one); spf=pass reason=\"a b\"(c)\r\n\t\"q;\"");
        let expected = [
            Piece::Word("mx.a.example".into()),
            Piece::Comment("a (nested; )) one".into()),
            Piece::Semicolon,
            Piece::Word("spf=pass".into()),
            Piece::Word("reason=a b".into()),
            Piece::Comment("c".into()),
            Piece::Quoted("q;".into()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_never_closed_ends_with_the_value() {
        assert_eq!(pieces(b"a (b \"c"), [Piece::Word("a".into()), Piece::Comment("b \"c".into())]);
        assert_eq!(pieces(b"\"\\"), [Piece::Quoted(String::new())]);
    }

    #[test]
    fn tags_are_read_over_their_folds() {
        let tags = tags(b" v=1; a=rsa-sha256;\r\n\t h=From:\r\n\t To ; =x; bad name=1; b=ab=\r\n cd==");
        assert_eq!((tags.len(), tag(&tags, "H"), tag(&tags, "b")), (4, Some("From: To"), Some("ab= cd==")));
    }
}
