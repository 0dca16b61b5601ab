//! One `Received` line (RFC 5321 §4.4): who took the letter from whom, how, and when.
//!
//! ```text
//!   from mail.evil.example (rev.evil.example [198.51.100.25])   the name the client gave; what the server saw itself
//!   by mx.school.example                                        who writes
//!   with ESMTPS id 4F3C7 for <aoi@school.example>;
//!   Tue, 24 Nov 2026 14:30:00 +0900
//! ```
//!
//! Every program writes the part in parentheses its own way; the common ones are understood.

use std::net::IpAddr;

use super::domains;
use super::scan::{Piece, pieces};

/// What a line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Received {
    /// The name that the client gave in HELO or EHLO.
    pub helo: Option<String>,
    /// The name that DNS knows for the client's address.
    pub rdns: Option<String>,
    /// The client's address.
    pub ip: Option<IpAddr>,
    /// Whether there is a `from` at all.
    pub has_from: bool,
    pub by: Option<String>,
    pub with: Option<String>,
    pub id: Option<String>,
    pub recipient: Option<String>,
    /// Whether the letter came encrypted, where that is said.
    pub tls: Option<bool>,
    /// When, in seconds since 1970.
    pub time: Option<i64>,
}

/// A part of the line, and the comments behind it.
#[derive(Default)]
struct Clause {
    words: Vec<String>,
    comments: Vec<String>,
}

impl Received {
    pub fn read(value: &[u8]) -> Self {
        let pieces = pieces(value);
        let date_at = pieces.iter().rposition(|piece| *piece == Piece::Semicolon).unwrap_or(pieces.len());
        let (clauses, date) = pieces.split_at(date_at);
        let clauses = split(clauses);
        let clause = |name: &str| clauses.iter().find(|(keyword, _)| *keyword == name).map(|(_, clause)| clause);
        let word = |name: &str| clause(name).map(Clause::text).filter(|text| !text.is_empty());
        let mut received =
            Self { has_from: clause("from").is_some(), by: word("by"), with: word("with"), ..Self::default() };
        received.id = word("id");
        received.recipient = word("for").map(|text| text.trim_matches(['<', '>']).to_owned());
        if let Some(from) = clause("from") {
            received.read_client(from);
        }
        received.tls = tls(received.with.as_deref(), &clauses);
        received.time = time(date);
        received
    }

    /// The name that is most to be relied upon: DNS's, or else the client's own, or else its address.
    pub fn client(&self) -> Option<String> {
        let address = || self.ip.map(|ip| ip.to_string());
        self.rdns.clone().or_else(|| self.helo.clone()).or_else(address)
    }

    fn read_client(&mut self, from: &Clause) {
        let comments = from.comments.join(" ");
        let tokens: Vec<&str> = comments.split([' ', ',', ';']).map(|token| token.trim_matches(['(', ')'])).collect();
        let first = from.words.first().map(String::as_str).unwrap_or_default();
        let said = said(&tokens);
        let others = || tokens.iter().copied().filter(|token| !token.contains('='));
        let bare = || from.words.iter().map(String::as_str);
        self.ip = others().chain(bare()).find_map(address);
        let from_dns = tokens.iter().copied().find(|token| domains::is_name(token) && Some(*token) != said);
        let (helo, rdns) = match said {
            Some(helo) => (Some(helo), Some(first).filter(|name| domains::is_name(name)).or(from_dns)),
            None => (Some(first).filter(|name| !name.is_empty()), from_dns),
        };
        let name = |name: &str| name.trim_matches(['[', ']']).trim_end_matches('.').to_owned();
        (self.helo, self.rdns) = (helo.map(name), rdns.map(name));
    }
}

/// The name behind `HELO`, `EHLO` or `helo=`, as qmail, Yahoo and Exim write it.
fn said<'a>(tokens: &[&'a str]) -> Option<&'a str> {
    let behind = |pair: &[&'a str]| matches!(pair, [word, _] if ["HELO", "EHLO"].contains(word)).then(|| pair[1]);
    let equals =
        |token: &&'a str| token.split_once('=').filter(|(name, _)| name.eq_ignore_ascii_case("helo")).map(|(_, v)| v);
    tokens.windows(2).find_map(behind).or_else(|| tokens.iter().find_map(equals))
}

/// An address, in brackets or not, perhaps with `IPv6:` before it or a port behind it.
fn address(text: &str) -> Option<IpAddr> {
    let inner = match text.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => text,
    };
    let tagged = inner.get(..5).is_some_and(|tag| tag.eq_ignore_ascii_case("IPv6:"));
    let inner = if tagged { inner.get(5..).unwrap_or_default() } else { inner };
    let ip: IpAddr = inner.parse().ok()?;
    Some(ip.to_canonical())
}

impl Clause {
    fn text(&self) -> String {
        self.words.join(" ")
    }
}

/// The clauses, each behind its keyword. A keyword counts only once, so that a name that is one too does no harm.
fn split(pieces: &[Piece]) -> Vec<(&'static str, Clause)> {
    const KEYWORDS: [&str; 6] = ["from", "by", "via", "with", "id", "for"];
    let mut clauses: Vec<(&'static str, Clause)> = vec![("", Clause::default())];
    for piece in pieces {
        let keyword = piece.text().and_then(|text| KEYWORDS.into_iter().find(|word| text.eq_ignore_ascii_case(word)));
        let fresh = keyword.filter(|word| clauses.iter().all(|(known, _)| known != word));
        if let Some(word) = fresh {
            clauses.push((word, Clause::default()));
        } else if let Some((_, open)) = clauses.last_mut() {
            match piece {
                Piece::Comment(text) => open.comments.push(text.clone()),
                other => open.words.extend(other.text().map(str::to_owned)),
            }
        }
    }
    clauses
}

/// `ESMTPS` and its like say it (RFC 3848); many programs say it in a comment instead.
fn tls(with: Option<&str>, clauses: &[(&'static str, Clause)]) -> Option<bool> {
    let in_a_comment = |text: &String| {
        let text = text.to_ascii_uppercase();
        text.contains("TLS") && !text.contains("NO TLS") || text.contains("VERSION=SSL")
    };
    if clauses.iter().flat_map(|(_, clause)| &clause.comments).any(in_a_comment) {
        return Some(true);
    }
    let protocol = with?.split(' ').next()?.to_ascii_uppercase();
    match protocol.as_str() {
        "ESMTPS" | "ESMTPSA" | "UTF8SMTPS" | "UTF8SMTPSA" | "LMTPS" | "LMTPSA" | "SMTPS" | "HTTPS" => Some(true),
        "SMTP" | "ESMTP" | "ESMTPA" | "UTF8SMTP" | "UTF8SMTPA" | "HTTP" => Some(false),
        _ => None,
    }
}

fn time(pieces: &[Piece]) -> Option<i64> {
    let words: Vec<&str> = pieces.iter().filter_map(Piece::text).collect();
    super::decode::time(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(value: &str) -> [String; 3] {
        let read = Received::read(value.as_bytes());
        [
            read.helo.unwrap_or_default(),
            read.rdns.unwrap_or_default(),
            read.ip.map(|ip| ip.to_string()).unwrap_or_default(),
        ]
    }

    #[test]
    fn every_program_writes_the_client_its_own_way() {
        for (value, expected) in [
            (
                "from h.example (r.example [192.0.2.1]) by m.example with ESMTPS",
                ["h.example", "r.example", "192.0.2.1"],
            ),
            ("from h.example (unknown [192.0.2.1])", ["h.example", "", "192.0.2.1"]),
            ("from h.example (h.example. [192.0.2.1])", ["h.example", "h.example", "192.0.2.1"]),
            ("from r.example ([192.0.2.1]:4321 helo=h.example) by m", ["h.example", "r.example", "192.0.2.1"]),
            ("from [192.0.2.1] (helo=h.example) by m", ["h.example", "", "192.0.2.1"]),
            ("from unknown (HELO h.example) (192.0.2.1) by m", ["h.example", "", "192.0.2.1"]),
            ("from 192.0.2.1 (EHLO h.example) by 10.1.2.3 with SMTPs", ["h.example", "", "192.0.2.1"]),
            (
                "from A.example (2001:db8::1) by B.example (2001:db8::2) with Microsoft SMTP Server",
                ["A.example", "", "2001:db8::1"],
            ),
            ("from h.example ([IPv6:2001:db8::1]) by m", ["h.example", "", "2001:db8::1"]),
            ("from h.example  [192.0.2.1] by m with SMTP", ["h.example", "", "192.0.2.1"]),
            ("from localhost (localhost [127.0.0.1]) by m", ["localhost", "", "127.0.0.1"]),
            ("(qmail 2711 invoked by uid 89)", ["", "", ""]),
        ] {
            assert_eq!(client(value), expected, "{value}");
        }
    }

    #[test]
    fn the_other_clauses_and_the_date_are_found() {
        let value = b" from a (b [192.0.2.1])\r\n by mx.example (Postfix)\r\n with ESMTP id 1a; 2 for <c@d.example>\r\n (version=TLS1_3);\r\n Tue, 24 Nov 2026 14:30:00 +0900 (JST)";
        let read = Received::read(value);
        assert_eq!((read.by.as_deref(), read.with.as_deref()), (Some("mx.example"), Some("ESMTP")));
        assert_eq!((read.recipient.as_deref(), read.tls), (Some("c@d.example"), Some(true)));
        assert_eq!(read.time, Some(1_795_498_200));
    }

    #[test]
    fn encryption_is_known_only_where_it_is_said() {
        let tls = |value: &str| Received::read(value.as_bytes()).tls;
        assert_eq!(tls("by m with ESMTPSA"), Some(true));
        assert_eq!(tls("by m with ESMTP"), Some(false));
        assert_eq!(tls("by m with LMTP"), None);
        assert_eq!(tls("from a (b [192.0.2.1]) (using TLSv1.3 with cipher X) by m with ESMTP"), Some(true));
    }
}
