//! The mistakes of naive servers: each one is known from real software, and each one lets a forged letter pass.

use serde::{Deserialize, Serialize};

/// A mistake that a server of the world makes because its author has told it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mistake {
    /// It leaves a forged `Authentication-Results` in its own name on the letter (RFC 8601 §5).
    KeepsForgedResults,
    /// Of several `From` fields DMARC looks at the first (RFC 5322 §3.6, RFC 9989 §5.3.1).
    FirstFromWins,
    /// Of several `From` fields DMARC looks at the last (RFC 5322 §3.6, RFC 9989 §5.3.1).
    LastFromWins,
    /// Of several addresses in `From` DMARC looks at the first (RFC 9989 §5.3.1).
    FirstAddressWins,
    /// It takes a `MAIL FROM` that is no address; SPF then asks about HELO, and DMARC about `MAIL FROM` (RFC 5321 §4.1.2).
    MalformedMailFrom,
    /// It takes a `MAIL FROM` with an open parenthesis, and DMARC reads the result as if a comment began there
    /// (RFC 5321 §4.1.2, RFC 8601 §2.2).
    CommentInMailFrom,
    /// The name of a DKIM key ends for it at a NUL (RFC 6376 §3.1).
    NulEndsName,
    /// A line feed without a carriage return ends a line for it, and a dot alone on such a line the letter (RFC 5321 §2.3.8).
    BareLfEndsData,
    /// It takes line feeds without carriage returns, and passes them on as they are (RFC 5321 §2.3.8).
    PassesBareLf,
}

impl Mistake {
    /// All of them, each with its word in scenario files.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("keeps-forged-results", Self::KeepsForgedResults),
        ("first-from-wins", Self::FirstFromWins),
        ("last-from-wins", Self::LastFromWins),
        ("first-address-wins", Self::FirstAddressWins),
        ("malformed-mail-from", Self::MalformedMailFrom),
        ("comment-in-mail-from", Self::CommentInMailFrom),
        ("nul-ends-name", Self::NulEndsName),
        ("bare-lf-ends-data", Self::BareLfEndsData),
        ("passes-bare-lf", Self::PassesBareLf),
    ];
}
