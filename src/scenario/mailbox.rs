//! Mailbox addresses as they stand on an envelope (RFC 5321 §4.1.2, RFC 6531 §3.3).

use std::ops::Range;

use toml_spanner::Item;

use super::diagnostic::{AddressFlaw, Findings, LetterMistake};
use super::reader;
use super::values::as_domain;
use crate::trace::Address;

/// An address of the envelope; `""` and `"<>"` are the null reverse-path.
pub(super) fn read(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<Address> {
    let text = reader::text(item, findings)?;
    read_text(text, item.span().range(), findings)
}

/// As [`read`], for a text that is a key.
pub(super) fn read_text(text: &str, span: Range<usize>, findings: &mut Findings<'_>) -> Option<Address> {
    if matches!(text, "" | "<>") {
        return Some(Address::NULL);
    }
    match flaw_of(text) {
        None => Some(Address::from(text)),
        Some(flaw) => {
            findings.report(LetterMistake::BadAddress { text: text.to_owned(), flaw }, span);
            None
        }
    }
}

/// What is wrong with a mailbox address (RFC 5321 §4.1.2, RFC 6531 §3.3).
fn flaw_of(text: &str) -> Option<AddressFlaw> {
    if text.contains('<') && text.ends_with('>') && !text.starts_with('"') {
        return Some(AddressFlaw::Named);
    }
    let mut parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).peekable();
    if text.contains([',', ';'])
        && !text.contains('"')
        && parts.peek().is_some()
        && parts.all(|part| part.contains('@'))
    {
        return Some(AddressFlaw::Several);
    }
    let Some((local, domain)) = text.rsplit_once('@') else {
        return Some(AddressFlaw::NoAt);
    };
    if local.len() > Address::LONGEST_LOCAL || text.len() > 254 {
        return Some(AddressFlaw::TooLong);
    }
    if !Address::is_local_part(local) {
        return Some(AddressFlaw::Local);
    }
    (as_domain(domain).is_none() && !Address::is_literal(domain)).then_some(AddressFlaw::Domain)
}

/// Whether a mailbox can be called so: the local part of an address without quotation marks.
pub(super) fn is_user(name: &str) -> bool {
    !name.starts_with('"') && Address::is_local_part(name)
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
            ("a@x.example, b@x.example", AddressFlaw::Several),
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
