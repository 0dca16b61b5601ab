//! The mistake: the name of a DKIM key is handed to a function that takes a NUL for the end of a text, as C does.
//!
//! ```text
//!   d=a-corp.example; s=s1._domainkey.evil.example.\0x
//!   the name:         s1._domainkey.evil.example.\0x._domainkey.a-corp.example
//!   what is asked:    s1._domainkey.evil.example          the attacker's key, for a signature of a-corp.example
//! ```
//!
//! What forbids it: RFC 6376 §3.1: a selector is made of labels of letters, digits and hyphens; a signature with another one
//! cannot be verified.

/// The name up to its NUL, with a final dot; none where there is none in it.
pub(super) fn cut(name: &str) -> Option<String> {
    let (name, _) = name.split_once('\0')?;
    Some(format!("{}.", name.trim_end_matches('.')))
}
