//! The mistake: a letter arrives with an `Authentication-Results` field that bears this server's own name, and it stays.
//!
//! Anybody can write such a field. A mail client or a filter behind this server cannot tell it from the real one, which says
//! the same name. So a letter can bring its own good marks along.
//!
//! What forbids it: RFC 8601 §5: a server has to remove (or rename) every field that claims to be its own, before it adds one.

use crate::auth::results;
use crate::smtp::stamp::Sheet;

/// Whether a letter brings results in the name of that server.
pub fn has_forged(sheet: &Sheet<'_>, host: &str) -> bool {
    sheet.bears("Authentication-Results", |value| results::claims_to_be_from(value, host))
}
