//! A list of tags, read as strictly as RFC 6376 §3.2 writes it.
//!
//! ```text
//!   a=rsa-sha256; d=example.org; s=x;      names and values are case-sensitive,
//!   └─tag─┘     └┘                         no name twice, nothing between two semicolons
//! ```

use crate::trace::proof::arc::Why;

/// The tags of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tags(Vec<(String, String)>);

impl Tags {
    /// Reads them; a list that breaks the rules is none.
    pub(super) fn read(value: &[u8]) -> Result<Self, Why> {
        let text = std::str::from_utf8(value).map_err(|_| Why::NotTags)?;
        let mut pieces: Vec<&str> = text.split(';').collect();
        // A semicolon may end the list.
        if pieces.len() > 1 && pieces.last().is_some_and(|piece| piece.trim().is_empty()) {
            pieces.pop();
        }
        let mut tags: Vec<(String, String)> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let (name, value) = piece.split_once('=').ok_or(Why::NotTags)?;
            let (name, value) = (name.trim(), value.trim());
            if !is_name(name) {
                return Err(Why::NotTags);
            }
            if tags.iter().any(|(other, _)| other == name) {
                return Err(Why::TagTwice);
            }
            tags.push((name.to_owned(), value.to_owned()));
        }
        Ok(Self(tags))
    }

    /// The value of a tag.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The value of the field with an empty `b=`, as it was when it was signed (RFC 6376 §3.7), without its line end.
pub(super) fn unsigned(value: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(value.len());
    for (number, piece) in value.split(|byte| *byte == b';').enumerate() {
        if number > 0 {
            kept.push(b';');
        }
        let equals = piece.iter().position(|byte| *byte == b'=');
        match equals {
            Some(equals) if piece.iter().take(equals).copied().collect::<Vec<u8>>().trim_ascii() == b"b" => {
                kept.extend(piece.iter().take(equals + 1));
            }
            _ => kept.extend(piece),
        }
    }
    let line_end = kept.iter().rev().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    kept.truncate(kept.len() - line_end);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_breaks_the_rules_is_none() {
        let read = |text: &str| Tags::read(text.as_bytes());
        assert_eq!(read(" a = b ;\r\n\tc=d=; ").unwrap().get("c"), Some("d="));
        for (text, why) in [
            ("", Why::NotTags),
            ("a=b;;c=d", Why::NotTags),
            ("a=b; ==; c=d", Why::NotTags),
            ("a", Why::NotTags),
            ("1a=b", Why::NotTags),
            ("a=b; a=c", Why::TagTwice),
        ] {
            assert_eq!(read(text), Err(why), "{text}");
        }
        assert_eq!(Tags::read(b"a=\xff"), Err(Why::NotTags));
    }

    #[test]
    fn only_the_signature_is_taken_out() {
        let kept = |text: &str| String::from_utf8(unsigned(text.as_bytes())).unwrap();
        assert_eq!(kept(" bh=x; b = abc\r\n\tdef=; d=b\r\n"), " bh=x; b =; d=b");
        assert_eq!(kept("b=abc\r\n"), "b=");
    }
}
