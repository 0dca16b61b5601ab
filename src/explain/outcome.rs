//! What one field says, method by method (RFC 8601 §2.2): `spf=pass (sender ok) smtp.mailfrom=a-corp.example`.

use super::scan::{Piece, pieces};

/// The most results of one field that are looked at.
const MOST: usize = 60;

/// One result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub method: String,
    pub result: String,
    /// `reason=`, or a comment.
    pub reason: String,
    /// `header.d` and the like, each with its value.
    pub properties: Vec<(String, String)>,
}

impl Outcome {
    pub fn property(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(property, _)| property.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

/// The server's name, and the results (RFC 8601 §2.2). ARC puts its instance before it (RFC 8617 §4.1.1).
pub(super) fn results(value: &[u8]) -> (String, Vec<Outcome>) {
    let pieces = pieces(value);
    let mut parts: Vec<&[Piece]> = pieces.split(|piece| *piece == Piece::Semicolon).collect();
    let is_instance = |part: &&[Piece]| words(part).first().is_some_and(|word| word.starts_with("i="));
    if parts.first().is_some_and(is_instance) {
        parts.remove(0);
    }
    let first = parts.first().map(|part| words(part)).unwrap_or_default();
    let is_named = first.first().is_some_and(|word| !word.contains('='));
    let server = if is_named { first.first().cloned().unwrap_or_default() } else { String::new() };
    let server = server.split('/').next().unwrap_or_default().to_owned();
    let outcomes = parts.into_iter().skip(usize::from(is_named)).filter_map(outcome).take(MOST).collect();
    (server, outcomes)
}

fn outcome(part: &[Piece]) -> Option<Outcome> {
    let words = words(part);
    let (method, result) = words.first()?.split_once('=')?;
    let method = method.split('/').next().unwrap_or(method).trim().to_ascii_lowercase();
    let mut outcome = Outcome { method, result: result.to_ascii_lowercase(), ..Outcome::default() };
    for (name, value) in words.iter().skip(1).filter_map(|word| word.split_once('=')) {
        if name.eq_ignore_ascii_case("reason") {
            value.clone_into(&mut outcome.reason);
        } else {
            outcome.properties.push((name.to_ascii_lowercase(), value.to_owned()));
        }
    }
    let comment = part.iter().find_map(|piece| if let Piece::Comment(text) = piece { Some(text) } else { None });
    if outcome.reason.is_empty() {
        outcome.reason = comment.cloned().unwrap_or_default();
    }
    Some(outcome)
}

/// The words of a part; what stands around a lonely `=` belongs together.
fn words(part: &[Piece]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for text in part.iter().filter_map(Piece::text) {
        match words.last_mut() {
            Some(last) if text.starts_with('=') || last.ends_with('=') => last.push_str(text),
            _ => words.push(text.to_owned()),
        }
    }
    words
}

/// `pass (comment) client-ip=…; envelope-from=…; helo=…;` (RFC 7208 §9.1)
pub(super) fn received_spf(value: &[u8]) -> (String, Vec<Outcome>) {
    let pieces = pieces(value);
    let words = words(&pieces);
    let Some(result) = words.first().filter(|word| !word.contains('=')) else { return (String::new(), Vec::new()) };
    let mut outcome = Outcome { method: "spf".to_owned(), result: result.to_ascii_lowercase(), ..Outcome::default() };
    for (name, value) in words.iter().filter_map(|word| word.split_once('=')) {
        let name = match name.to_ascii_lowercase().as_str() {
            "envelope-from" => "smtp.mailfrom".to_owned(),
            "helo" => "smtp.helo".to_owned(),
            other => other.to_owned(),
        };
        outcome.properties.push((name, value.to_owned()));
    }
    let comment = pieces.iter().find_map(|piece| if let Piece::Comment(text) = piece { Some(text) } else { None });
    outcome.reason = comment.cloned().unwrap_or_default();
    let domain = comment.and_then(|text| text.split_once("domain of ")).and_then(|(_, rest)| rest.split(' ').next());
    if let Some(domain) = domain.filter(|_| outcome.property("smtp.mailfrom").is_none()) {
        outcome.properties.push(("smtp.mailfrom".to_owned(), domain.to_owned()));
    }
    let said = comment.and_then(|text| text.split_once(": ")).map(|(host, _)| host.to_owned());
    let server = outcome.property("receiver").map(str::to_owned).or(said).unwrap_or_default();
    (server, vec![outcome])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_however_it_is_spaced() {
        let (server, all) = results(
            b" mx.s.example 1;\r\n spf = pass (sender ok) smtp.mailfrom=a@e.example;\r\n\tdkim/1=fail reason=\"no; key\" header.d=e.example; none",
        );
        assert_eq!((server.as_str(), all.len()), ("mx.s.example", 2));
        assert_eq!((all[0].result.as_str(), all[0].reason.as_str()), ("pass", "sender ok"));
        assert_eq!((all[1].reason.as_str(), all[1].property("header.d")), ("no; key", Some("e.example")));
        assert_eq!(results(b" i=1; mx.s.example; arc=none").0, "mx.s.example");
        assert_eq!(results(b" spf=pass (sender IP is 192.0.2.1); dmarc=pass").1.len(), 2);
    }

    #[test]
    fn received_spf_says_the_same_in_another_way() {
        let (server, all) = received_spf(
            b" softfail (mx.s.example: domain of a@e.example does not designate 198.51.100.1) client-ip=198.51.100.1; envelope-from=\"a@e.example\"; helo=x.e.example;",
        );
        assert_eq!((server.as_str(), all[0].result.as_str()), ("mx.s.example", "softfail"));
        assert_eq!(all[0].property("smtp.mailfrom"), Some("a@e.example"));
    }
}
