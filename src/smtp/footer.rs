//! The text that a mailing list writes under each letter.
//!
//! It is appended where that is safe: to a plain text in the clear, in a character set that can express it. A body in
//! parts would need a part of its own, and an encoded one would have to be decoded first; both are left as they are, and
//! the trace says so.

use mail_parser::{MessageParser, MimeHeaders};

use crate::trace::NoFooter;

/// A footer as it is appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footer {
    /// What is appended, with CRLF line ends.
    pub octets: Vec<u8>,
    /// Whether the letter says that its body is 7-bit text, and is that no more.
    pub is_no_longer_7bit: bool,
}

/// What to append to this letter.
///
/// # Errors
/// [`NoFooter`] where it is better left as it is.
pub fn footer(source: &[u8], text: &str) -> Result<Footer, NoFooter> {
    let message = MessageParser::new().parse_headers(source).ok_or(NoFooter::NotPlainText)?;
    let kind = message.content_type();
    if kind.is_some_and(|kind| !kind.ctype().eq_ignore_ascii_case("text") || !is(kind.subtype(), "plain")) {
        return Err(NoFooter::NotPlainText);
    }
    let encoding = message.content_transfer_encoding().unwrap_or("7bit").to_ascii_lowercase();
    if encoding != "7bit" && encoding != "8bit" {
        return Err(NoFooter::Encoded);
    }
    let charset = kind.and_then(|kind| kind.attribute("charset"));
    if !text.is_ascii() && !is(charset, "utf-8") {
        return Err(NoFooter::CharacterSet);
    }
    let octets = appended(source, text);
    Ok(Footer { octets, is_no_longer_7bit: encoding == "7bit" && !text.is_ascii() })
}

/// The footer on lines of its own, also behind a body without a final line end, and behind no body at all.
fn appended(source: &[u8], text: &str) -> Vec<u8> {
    let mut octets = Vec::new();
    if !source.ends_with(b"\r\n") {
        octets.extend_from_slice(b"\r\n");
    }
    let has_body = source.starts_with(b"\r\n") || source.windows(4).any(|four| four == b"\r\n\r\n");
    if !has_body {
        octets.extend_from_slice(b"\r\n");
    }
    for line in text.lines() {
        octets.extend_from_slice(line.as_bytes());
        octets.extend_from_slice(b"\r\n");
    }
    octets
}

fn is(word: Option<&str>, wanted: &str) -> bool {
    word.is_some_and(|word| word.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UTF8: &str = "Content-Type: text/plain; charset=UTF-8\r\n";

    fn of(header: &str, text: &str) -> Result<(String, bool), NoFooter> {
        let source = format!("From: x\r\n{header}\r\nhello\r\n");
        let footer = footer(source.as_bytes(), text)?;
        Ok((String::from_utf8(footer.octets).unwrap(), footer.is_no_longer_7bit))
    }

    #[test]
    fn plain_text_gets_it_in_its_own_character_set() {
        assert_eq!(of("", "--\nlist"), Ok(("--\r\nlist\r\n".to_owned(), false)));
        assert_eq!(of(UTF8, "名簿\n"), Ok(("名簿\r\n".to_owned(), true)));
        let eight = format!("{UTF8}Content-Transfer-Encoding: 8bit\r\n");
        assert_eq!(of(&eight, "名簿\n"), Ok(("名簿\r\n".to_owned(), false)));
        let old = "Content-Type: text/plain; charset=ISO-2022-JP\r\n";
        assert_eq!(of(old, "list"), Ok(("list\r\n".to_owned(), false)));
        assert_eq!(footer(b"From: x\r\n", "list").unwrap().octets, b"\r\nlist\r\n");
        assert_eq!(footer(b"From: x\r\n\r\nno end", "list").unwrap().octets, b"\r\nlist\r\n");
    }

    #[test]
    fn what_it_would_break_is_left_alone() {
        assert_eq!(of("Content-Type: text/html\r\n", "list"), Err(NoFooter::NotPlainText));
        assert_eq!(of("Content-Type: multipart/mixed; boundary=x\r\n", "list"), Err(NoFooter::NotPlainText));
        assert_eq!(of("Content-Transfer-Encoding: base64\r\n", "list"), Err(NoFooter::Encoded));
        assert_eq!(of("Content-Transfer-Encoding: Quoted-Printable\r\n", "list"), Err(NoFooter::Encoded));
        assert_eq!(of("Content-Type: text/plain; charset=ISO-2022-JP\r\n", "名簿"), Err(NoFooter::CharacterSet));
        assert_eq!(of("", "名簿"), Err(NoFooter::CharacterSet));
    }
}
