//! The mistake, second half: two parts of one receiver make different things of a `MAIL FROM` that is no address.
//!
//! ```text
//!   HELO mail.evil.example      ──► SPF: “MAIL FROM is no address, so HELO counts”      pass for mail.evil.example
//!   MAIL FROM <(kimura@a-corp…> ──► DMARC: “SPF has passed, and MAIL FROM says a-corp”  aligned
//! ```
//!
//! What forbids it: such a command never gets a 250 (RFC 5321 §4.1.2). And SPF asks about HELO alone only where the
//! reverse-path is null (RFC 7208 §2.4); its result is then one for the HELO name, and for nothing else.

use crate::trace::Address;

/// Whether that is no address that may stand on an envelope.
pub(super) fn is_malformed(mail_from: &Address) -> bool {
    !mail_from.is_null() && !Address::is_local_part(mail_from.local())
}

/// The domain that DMARC reads off it.
pub(super) fn domain(mail_from: &Address) -> Option<String> {
    is_malformed(mail_from).then(|| mail_from.domain().to_owned())
}
