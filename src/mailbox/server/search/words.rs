//! Words in a letter: as they stand there, and as a reader sees them.

use std::cell::OnceCell;

use mail_parser::{HeaderValue, Message, MessageParser};

use super::super::header::{fields, halves, value_of};

/// The words of one letter.
pub(super) struct Words<'a> {
    header: &'a [u8],
    body: &'a [u8],
    source: &'a [u8],
    message: OnceCell<Option<Message<'a>>>,
    text: OnceCell<String>,
}

impl<'a> Words<'a> {
    pub(super) fn new(source: &'a [u8]) -> Self {
        let (header, body) = halves(source);
        Self { header, body, source, message: OnceCell::new(), text: OnceCell::new() }
    }

    /// Whether a field of that name holds the word; an empty word asks for the field alone.
    pub(super) fn has_field(&self, name: &str, word: &[u8]) -> bool {
        let word = small(word);
        let stands = || fields(self.header).into_iter().filter_map(|field| value_of(field, name));
        stands().any(|value| unfolded(value).contains(&word)) || (stands().next().is_some() && self.reads(name, &word))
    }

    /// Whether any field holds the word.
    pub(super) fn in_header(&self, word: &[u8]) -> bool {
        let word = small(word);
        unfolded(self.header).contains(&word)
            || self
                .message()
                .is_some_and(|message| message.headers().iter().any(|field| seen(&field.value).contains(&word)))
    }

    /// Whether the body holds the word.
    pub(super) fn in_body(&self, word: &[u8]) -> bool {
        self.text.get_or_init(|| self.body_text()).contains(&small(word))
    }

    fn reads(&self, name: &str, word: &str) -> bool {
        self.message()
            .is_some_and(|message| message.header_values(name.to_owned()).any(|value| seen(value).contains(word)))
    }

    /// The body as it stands there, and behind it the decoded texts.
    fn body_text(&self) -> String {
        let mut text = small(self.body);
        for part in self.message().into_iter().flat_map(|message| &message.parts) {
            if let Some(decoded) = part.text_contents() {
                text.push('\n');
                text.push_str(&decoded.to_lowercase());
            }
        }
        text
    }

    fn message(&self) -> Option<&Message<'a>> {
        self.message.get_or_init(|| MessageParser::new().parse(self.source)).as_ref()
    }
}

fn small(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).to_lowercase()
}

fn unfolded(octets: &[u8]) -> String {
    small(octets).replace(['\r', '\n'], "")
}

/// A value as a reader sees it.
fn seen(value: &HeaderValue<'_>) -> String {
    let shown = match value {
        HeaderValue::Text(text) => text.to_string(),
        HeaderValue::TextList(texts) => texts.join(" "),
        HeaderValue::Address(addresses) => {
            let shown =
                |of: &mail_parser::Addr<'_>| format!("{} {}", of.name().unwrap_or(""), of.address().unwrap_or(""));
            addresses.iter().map(shown).collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    };
    shown.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_they_stand_and_as_they_read() {
        let source = "Subject: =?utf-8?B?5omL57SZ?= NEWS\r\nFrom: \"Aoi Kimura\" <aoi@a.example>\r\n\
            Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n44GT44KT44Gr44Gh44Gv\r\n";
        let words = Words::new(source.as_bytes());
        assert!(words.has_field("subject", "手紙".as_bytes()) && words.has_field("Subject", b"news"));
        assert!(words.has_field("From", b"KIMURA") && words.has_field("From", b"") && !words.has_field("Cc", b""));
        assert!(words.in_body("こんにちは".as_bytes()) && words.in_body(b"44GT") && !words.in_body(b"news"));
        assert!(words.in_header(b"a.example") && !words.in_header("こんにちは".as_bytes()));
    }
}
