//! The mistake: a `MAIL FROM` with a parenthesis in its domain is taken, such as `<x@a-corp.example(.evil.example>`.
//!
//! In a header, a parenthesis begins a comment (RFC 5322 §3.2.2); on the envelope there are none. A server that takes it asks
//! SPF about the whole name, which lies below the attacker's own domain. Then it writes `smtp.mailfrom=…` into its results,
//! and whoever reads those as a header field leaves out the “comment” (“Composition Kills”, USENIX Security 2020).
//!
//! What forbids it: RFC 5321 §4.1.2, where a domain has letters, digits and hyphens. The reply is 501.

use crate::trace::{Address, Field};

/// What stands in the brackets, where a parenthesis is open behind the `@`.
pub(super) fn sender(line: &[u8]) -> Option<Address> {
    let path = super::path(line)?;
    let (_, domain) = path.rsplit_once('@')?;
    domain.contains('(').then(|| Address::from(path))
}

/// Results in which that sender stands without the quotes that keep it together.
pub fn unquoted(field: Field, from: &Address) -> Field {
    let value = String::from_utf8_lossy(field.value.as_slice()).replace(&format!("\"{from}\""), &from.0);
    Field { value: value.into(), ..field }
}
