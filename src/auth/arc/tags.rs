//! A list of tags, read as strictly as RFC 6376 §3.2 writes it.
//!
//! ```text
//!   a=rsa-sha256; d=example.org; s=x;      names and values are case-sensitive,
//!   └─tag─┘     └┘                         no name twice, nothing between two semicolons
//! ```

use crate::auth::tags::{is_name, pieces};
use crate::trace::proof::arc::Why;

/// The tags of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tags(Vec<(String, String)>);

impl Tags {
    /// Reads them; a list that breaks the rules is none.
    pub(super) fn read(value: &[u8]) -> Result<Self, Why> {
        let text = std::str::from_utf8(value).map_err(|_| Why::NotTags)?;
        let mut tags: Vec<(String, String)> = Vec::new();
        for piece in pieces(text) {
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
        if tags.is_empty() { Err(Why::NotTags) } else { Ok(Self(tags)) }
    }

    /// The value of a tag.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
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
}
