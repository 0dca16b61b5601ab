//! Mailbox addresses as they stand on an envelope (RFC 5321 §4.1.2, RFC 6531 §3.3).

use toml_spanner::Item;

use super::diagnostic::{AddressFlaw, Findings, LetterMistake};
use super::reader;
use super::values::as_domain;
use crate::trace::Address;

/// An address of the envelope; `""` and `"<>"` are the null reverse-path.
pub(super) fn read(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<Address> {
    let text = reader::text(item, findings)?;
    if matches!(text, "" | "<>") {
        return Some(Address::NULL);
    }
    match flaw_of(text) {
        None => Some(Address::from(text)),
        Some(flaw) => {
            findings.report(LetterMistake::BadAddress { text: text.to_owned(), flaw }, item.span().range());
            None
        }
    }
}

/// What is wrong with a mailbox address (RFC 5321 §4.1.2, RFC 6531 §3.3).
fn flaw_of(text: &str) -> Option<AddressFlaw> {
    if text.contains('<') && text.ends_with('>') && !text.starts_with('"') {
        return Some(AddressFlaw::Named);
    }
    let Some((local, domain)) = text.rsplit_once('@') else {
        return Some(AddressFlaw::NoAt);
    };
    if local.len() > 64 || text.len() > 254 {
        return Some(AddressFlaw::TooLong);
    }
    if !is_local_part(local) {
        return Some(AddressFlaw::Local);
    }
    (as_domain(domain).is_none() && !is_address_literal(domain)).then_some(AddressFlaw::Domain)
}

fn is_local_part(local: &str) -> bool {
    match local.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').is_some_and(is_quoted_content),
        None => local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_character)),
    }
}

/// What stands between the quotation marks of a quoted string: `"` and `\` only behind a `\`.
fn is_quoted_content(content: &str) -> bool {
    let mut escaped = false;
    for c in content.chars() {
        if c.is_control() || (c == '"' && !escaped) {
            return false;
        }
        escaped = c == '\\' && !escaped;
    }
    !escaped
}

/// Whether a mailbox can be called so: the local part of an address without quotation marks.
pub(super) fn is_user(name: &str) -> bool {
    !name.starts_with('"') && is_local_part(name)
}

fn is_atom_character(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || "!#$%&'*+-/=?^_`{|}~".contains(c)
        || (!c.is_ascii() && !c.is_control() && !c.is_whitespace())
}

/// `[192.0.2.25]` or `[IPv6:2001:db8::25]` (RFC 5321 §4.1.3).
fn is_address_literal(domain: &str) -> bool {
    let inside = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inside.is_some_and(|inside| match inside.strip_prefix("IPv6:") {
        Some(v6) => v6.parse::<std::net::Ipv6Addr>().is_ok(),
        None => inside.parse::<std::net::Ipv4Addr>().is_ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailbox_addresses_are_those_of_rfc_5321_and_rfc_6531() {
        for address in [
            "aoi@school.example",
            "a.b+c@x.example",
            "\"a b\"@x.example",
            "\"a\\\"b\"@x.example",
            "\"a@b\"@x.example",
            "葵@school.example",
            "x@[192.0.2.1]",
            "x@[IPv6:2001:db8::1]",
        ] {
            assert_eq!(flaw_of(address), None, "{address}");
        }
        for (address, flaw) in [
            ("aoi", AddressFlaw::NoAt),
            ("Aoi <aoi@school.example>", AddressFlaw::Named),
            ("<aoi@school.example>", AddressFlaw::Named),
            ("a b@x.example", AddressFlaw::Local),
            ("a..b@x.example", AddressFlaw::Local),
            ("@x.example", AddressFlaw::Local),
            ("\"a\"b\"@x.example", AddressFlaw::Local),
            ("a\r\nRCPT@x.example", AddressFlaw::Local),
            ("a@", AddressFlaw::Domain),
            ("a@x y", AddressFlaw::Domain),
            ("a@[300.0.2.1]", AddressFlaw::Domain),
        ] {
            assert_eq!(flaw_of(address), Some(flaw), "{address}");
        }
        assert_eq!(flaw_of(&format!("{}@x.example", "a".repeat(65))), Some(AddressFlaw::TooLong));
    }
}
