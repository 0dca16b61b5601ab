//! What a mail client makes of what its user typed: a letter as RFC 5322 and MIME (RFC 2045) want it.
//!
//! The author of a scenario writes header fields and a body in plain text. The client keeps every field as it was
//! written, also two `From` or none, encodes what is not ASCII (RFC 2047), and adds the fields that every client adds.

use lettre::message::header::{HeaderName, HeaderValue, Headers};

use crate::scenario::Send;
use crate::trace::{Address, LetterId, Time};

/// The letter of a `send` step: header and body, with CRLF line ends.
pub fn compose(send: &Send, letter: LetterId, now: Time) -> Vec<u8> {
    let mut source = String::new();
    for (name, value) in &send.header {
        source.push_str(&field(name, value));
    }
    for name in supplied(send) {
        source.push_str(&field(name, &usual(name, send, letter, now)));
    }
    source.push_str("\r\n");
    source.push_str(&with_crlf(&send.body));
    source.into_bytes()
}

/// `Name: value` with its CRLF, folded and encoded as needed.
pub(super) fn field(name: &str, value: &str) -> String {
    let Ok(header_name) = HeaderName::new_from_ascii(name.to_owned()) else {
        return format!("{name}: {value}\r\n");
    };
    let mut one = Headers::new();
    one.insert_raw(HeaderValue::new(header_name, value.to_owned()));
    one.to_string()
}

/// The fields that every client adds.
const USUAL: [&str; 5] = ["Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];

/// The names of the fields that the client adds to this letter, because its author did not write them.
pub fn supplied(send: &Send) -> Vec<&'static str> {
    let written = |name: &str| send.header.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
    USUAL.into_iter().filter(|name| !written(name)).collect()
}

/// What such a field says.
fn usual(name: &str, send: &Send, letter: LetterId, now: Time) -> String {
    match name {
        "Date" => now.rfc5322(),
        "Message-ID" => message_id(letter, now, author_domain(send)),
        "MIME-Version" => "1.0".to_owned(),
        "Content-Type" => "text/plain; charset=utf-8".to_owned(),
        _ if send.body.is_ascii() => "7bit".to_owned(),
        _ => "8bit".to_owned(),
    }
}

/// A name for the letter that no other letter has (RFC 5322 §3.6.4).
pub(super) fn message_id(letter: LetterId, now: Time, domain: &str) -> String {
    format!("<{}.{}@{domain}>", now.0, letter.0)
}

/// A mail client takes the domain of the address it sends as.
fn author_domain(send: &Send) -> &str {
    let from = send.header.iter().find(|(name, _)| name.eq_ignore_ascii_case("From")).map(|(_, value)| value.as_str());
    let address = from.map(|value| value.rsplit_once('<').map_or(value, |(_, rest)| rest).trim_end_matches('>').trim());
    match address.and_then(|a| a.rsplit_once('@')) {
        Some((_, domain)) if is_domain(domain) => domain,
        _ => domain_of(&send.envelope.from, &send.from),
    }
}

fn domain_of<'a>(address: &'a Address, host: &'a str) -> &'a str {
    if address.domain().is_empty() { host } else { address.domain() }
}

fn is_domain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
}

/// Every line end as CRLF, and one at the end of the last line.
pub fn with_crlf(body: &str) -> String {
    let mut lines: String = body.replace("\r\n", "\n").replace('\n', "\r\n");
    if !lines.is_empty() && !lines.ends_with("\r\n") {
        lines.push_str("\r\n");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::Envelope;

    fn send(header: &[(&str, &str)], body: &str) -> Send {
        Send {
            from: "mallory-pc".into(),
            via: None,
            helo: None,
            envelope: Envelope { from: "mallory@evil.example".into(), to: vec!["aoi@school.example".into()] },
            header: header.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
            body: body.into(),
            password: None,
            login: true,
            sign: true,
            again: None,
        }
    }

    fn composed(header: &[(&str, &str)], body: &str) -> String {
        String::from_utf8(compose(&send(header, body), LetterId(7), Time(1_800_000_000))).unwrap()
    }

    #[test]
    fn japanese_is_encoded_in_the_header_and_plain_in_the_body() {
        let source = composed(&[("From", "木村 <kimura@a-corp.example>"), ("Subject", "ご連絡")], "こんにちは\n");
        assert!(source.contains("From: =?utf-8?b?"), "{source}");
        assert!(source.contains("?= <kimura@a-corp.example>\r\n"), "{source}");
        assert!(source.ends_with("Content-Transfer-Encoding: 8bit\r\n\r\nこんにちは\r\n"), "{source}");
        assert!(source.contains("Message-ID: <1800000000.7@a-corp.example>\r\n"), "{source}");
    }

    #[test]
    fn what_the_author_wrote_stays_even_where_it_is_wrong() {
        let source = composed(&[("From", "a@x.example"), ("From", "b@y.example"), ("date", "never")], "x");
        assert_eq!(source.matches("From: ").count(), 2);
        assert!(source.contains("date: never\r\n") && !source.contains("Date: "), "{source}");
        assert!(source.ends_with("7bit\r\n\r\nx\r\n"), "{source}");
    }
}
