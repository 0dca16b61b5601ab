//! The mistake, second half: a result is written as text, and read again by somebody to whom the text means something else.
//!
//! ```text
//!   SPF asks about    a-corp.example(.evil.example       a name below evil.example: pass
//!   it writes         smtp.mailfrom=x@a-corp.example(.evil.example
//!   DMARC reads       smtp.mailfrom=x@a-corp.example     behind the parenthesis a comment begins
//! ```
//!
//! What forbids it: RFC 8601 §2.2: a value with such characters stands in quotes. Ours does.

use crate::trace::Address;

/// The domain that is left where the comment is left out.
pub(super) fn domain(mail_from: &Address) -> Option<String> {
    let (domain, _) = mail_from.domain().split_once('(')?;
    Some(domain.to_owned())
}
