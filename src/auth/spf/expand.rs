//! What macros stand for (RFC 7208 §7.3).
//!
//! ```text
//!   %{l2r-}   philip-gladstone-test ──split at -──► philip gladstone test ──reversed──► test gladstone philip
//!                                   ──the last 2──► gladstone philip ──joined by dots──► gladstone.philip
//! ```

use std::fmt::Write;
use std::net::IpAddr;

use super::macro_string::{Letter, Macro, MacroString, Part};
use super::names;
use super::query::Subject;
use super::told;
use crate::trace::proof::spf::Expansion;

/// How many macros of one text are told one by one.
const MOST_EXPANSIONS: usize = 16;

/// What a macro may stand for.
pub(super) struct Values<'a> {
    pub(super) subject: &'a Subject<'a>,
    /// The domain of the record that the text stands in.
    pub(super) domain: &'a str,
    /// The validated name of the address (`%{p}`).
    pub(super) validated: &'a str,
}

impl Values<'_> {
    /// The text with its macros filled in, and what each of them stood for.
    pub(super) fn expand(&self, string: &MacroString) -> (String, Vec<Expansion>) {
        let (mut text, mut expansions) = (String::new(), Vec::new());
        for part in &string.parts {
            let (written, value) = match part {
                Part::Text(plain) => {
                    text.push_str(plain);
                    continue;
                }
                Part::Escape { written, means } => ((*written).to_owned(), (*means).to_owned()),
                Part::Macro(one) => (one.written.clone(), self.value(one)),
            };
            text.push_str(&value);
            if expansions.len() < MOST_EXPANSIONS {
                expansions.push(Expansion { written: told::text(&written), value: told::text(&value) });
            }
        }
        (text, expansions)
    }

    fn value(&self, one: &Macro) -> String {
        let transformed = transformed(&self.raw(one.letter), one);
        if one.encoded { url_encoded(&transformed) } else { transformed }
    }

    fn raw(&self, letter: Letter) -> String {
        let Subject { ip, local_part, sender_domain, helo, host, at, .. } = self.subject;
        match letter {
            Letter::Sender => format!("{local_part}@{sender_domain}"),
            Letter::LocalPart => (*local_part).to_owned(),
            Letter::SenderDomain => sender_domain.clone(),
            Letter::Domain => self.domain.to_owned(),
            Letter::Ip => dotted(*ip),
            Letter::ValidatedName => self.validated.to_owned(),
            Letter::IpVersion => if ip.is_ipv4() { "in-addr" } else { "ip6" }.to_owned(),
            Letter::Helo => helo.clone(),
            Letter::ReadableIp => ip.to_string(),
            Letter::Receiver => if host.is_empty() { "unknown" } else { host }.to_owned(),
            Letter::Time => at.0.to_string(),
        }
    }
}

/// `192.0.2.25`, and the same with the hexadecimal digits of an IPv6 address.
fn dotted(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let digits: Vec<String> = names::nibbles(ip.to_bits()).map(|nibble| format!("{nibble:X}")).collect();
            digits.join(".")
        }
    }
}

fn transformed(value: &str, one: &Macro) -> String {
    if one.keep.is_none() && !one.reversed && one.delimiters.is_empty() {
        return value.to_owned();
    }
    let delimiters = if one.delimiters.is_empty() { "." } else { &one.delimiters };
    let mut parts: Vec<&str> = value.split(|c| delimiters.contains(c)).collect();
    if one.reversed {
        parts.reverse();
    }
    let dropped = parts.len().saturating_sub(one.keep.unwrap_or(usize::MAX));
    parts.split_off(dropped).join(".")
}

/// RFC 3986 §2.1: everything but the unreserved characters.
fn url_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => encoded.push(char::from(byte)),
            // Writing to a String cannot fail.
            _ => drop(write!(encoded, "%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::super::macro_string::Setting;
    use super::super::query::Query;
    use super::*;
    use crate::trace::Time;

    fn expanded(text: &str, ip: &str) -> String {
        let query = Query {
            ip: ip.parse().unwrap(),
            domain: "email.example.com",
            sender: "strong-bad@email.example.com",
            helo: "mx.example.org.",
            host: "mx.school.example",
            at: Time(1_795_500_000),
        };
        let values = Values { subject: &Subject::of(&query), domain: "email.example.com", validated: "unknown" };
        values.expand(&MacroString::parse(text, Setting::Explanation).unwrap()).0
    }

    /// RFC 7208 §7.4.
    #[test]
    fn the_examples_of_the_rfc_come_out_as_it_says() {
        for (text, expected) in [
            ("%{s}", "strong-bad@email.example.com"),
            ("%{o}", "email.example.com"),
            ("%{d}", "email.example.com"),
            ("%{d4}", "email.example.com"),
            ("%{d3}", "email.example.com"),
            ("%{d2}", "example.com"),
            ("%{d1}", "com"),
            ("%{dr}", "com.example.email"),
            ("%{d2r}", "example.email"),
            ("%{l}", "strong-bad"),
            ("%{l-}", "strong.bad"),
            ("%{lr}", "strong-bad"),
            ("%{lr-}", "bad.strong"),
            ("%{l1r-}", "strong"),
            ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"),
            ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
            ("%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com"),
            ("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com"),
            ("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net"),
        ] {
            assert_eq!(expanded(text, "192.0.2.3"), expected, "{text}");
        }
        let six = "1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6._spf.example.com";
        assert_eq!(expanded("%{ir}.%{v}._spf.%{d2}", "2001:db8::cb01"), six);
    }

    #[test]
    fn every_other_letter_and_sign_has_its_value() {
        for (text, expected) in [
            ("%{c} %{r} %{t}", "192.0.2.3 mx.school.example 1795500000"),
            ("%{h} %{p}", "mx.example.org unknown"),
            ("100%% a%_b%-c", "100% a b%20c"),
            ("%{S}", "strong-bad%40email.example.com"),
            ("%{D2}", "example.com"),
            ("%{d999999999999999999999999}", "email.example.com"),
        ] {
            assert_eq!(expanded(text, "::ffff:192.0.2.3"), expected, "{text}");
        }
        assert_eq!(expanded("%{c}", "2001:DB8::CB01"), "2001:db8::cb01");
    }
}
