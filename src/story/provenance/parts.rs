//! A field in pieces: which of them the adder saw for itself, and which it only repeats.
//!
//! ```text
//!   from mail.evil.example   ([198.51.100.25])   by mx.school.example   …   for <aoi@school.example>   ; Tue, …
//!   repeated from EHLO        own                 own                        repeated from RCPT TO       own
//! ```

use super::{received, results};
use crate::lang::Lang;
use crate::story::model::{Part, Word};
use crate::story::prose;

/// The pieces of a field, joined the same as `raw`; `adder` is the host that added it on the way.
pub fn of(lang: Lang, name: &str, raw: &str, adder: Option<&str>) -> Vec<Part> {
    let whole = |note: &str| {
        let part = Part { text: raw.to_owned(), word: Word::Repeated, note: note.to_owned() };
        if raw.is_empty() { Vec::new() } else { vec![part] }
    };
    match (name.to_ascii_lowercase().as_str(), adder) {
        ("received" | "authentication-results" | "return-path", None) => whole(prose::unproven(lang)),
        ("return-path", Some(_)) if raw == "<>" => whole(prose::nobody_in_mail_from(lang)),
        ("return-path", Some(_)) => whole(prose::said_in_mail_from(lang)),
        ("received", Some(host)) => received::parts(lang, raw, host),
        ("authentication-results", Some(_)) => results::parts(lang, raw),
        _ => Vec::new(),
    }
}
