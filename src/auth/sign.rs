//! Signing a letter (RFC 6376 §5).
//!
//! ```text
//!   body ──relaxed──► SHA-256 ──► bh= ─┐
//!   the fields of h= ──relaxed──► ─────┴─► + the field itself with an empty b= ──► sign ──► b=
//! ```

use mail_auth::AuthenticatedMessage;
use mail_auth::common::crypto::SigningKey as _;
use mail_auth::dkim::Canonicalization::Relaxed;

use super::base64;
use super::dkim::{canonical_body, canonical_field};
use super::keys::SigningKey;
use crate::trace::proof::dkim::{Kept, SignedOctets};
use crate::trace::{Field, Time};

/// The fields that are signed where the letter has them (RFC 6376 §5.4.1).
pub(super) const SIGNED: [&str; 12] = [
    "From",
    "To",
    "Cc",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

/// How many fields one signature covers at most, so that no letter makes it endless.
const MOST_FIELDS: usize = 64;

/// Where a line of the field is folded.
const WIDTH: usize = 64;

/// A field as it stands in the letter: its name, and all behind the colon.
pub(super) type Raw<'a> = (&'a [u8], &'a [u8]);

/// Why a letter was not signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// RFC 6376 §5.4: `From` must be signed.
    #[error("a letter without From cannot be signed")]
    NoFrom,
    /// The library that signs failed.
    #[error("signing failed: {0}")]
    Failed(String),
}

/// A signature, and what it was made over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The field for the letter.
    pub field: Field,
    /// The octets that were hashed. Nobody who receives the letter ever learns of them.
    pub octets: SignedOctets,
}

/// A `DKIM-Signature` field for this letter. The time in it is the one given, so that the same letter gets the same
/// signature each time.
///
/// `From` is named once more in `h=` than the letter has it (RFC 6376 §8.15): somebody who adds a second one on the way
/// breaks the signature.
///
/// # Errors
/// [`SignError`] where the letter has no `From`, or the library fails.
pub fn sign(key: &SigningKey, domain: &str, selector: &str, source: &[u8], now: Time) -> Result<Signed, SignError> {
    made(key, domain, selector, source, now, false)
}

/// The same with `l=`, the length of the body that is signed (RFC 6376 §3.5): a mailing list may then add a line below
/// without breaking the signature, and so may an impostor (§8.2).
///
/// # Errors
/// As [`sign`].
pub fn sign_with_length(
    key: &SigningKey,
    domain: &str,
    selector: &str,
    source: &[u8],
    now: Time,
) -> Result<Signed, SignError> {
    made(key, domain, selector, source, now, true)
}

fn made(
    key: &SigningKey,
    domain: &str,
    selector: &str,
    source: &[u8],
    now: Time,
    with_length: bool,
) -> Result<Signed, SignError> {
    let letter = AuthenticatedMessage::parse_with_opts(source, None, false).ok_or(SignError::NoFrom)?;
    let (names, signed) = cover(letter.raw_parsed_headers(), &SIGNED);
    if !names.contains(&"From") {
        return Err(SignError::NoFrom);
    }
    let body = canonical_body(Relaxed, letter.raw_body());
    let body_hash = key.inner().hash(body.as_slice());
    let length = if with_length { format!(" l={};", body.len()) } else { String::new() };
    let unsigned = format!(
        " v=1; a={}; c=relaxed/relaxed;\r\n\td={domain}; s={selector}; t={};{length}\r\n\th={}:From;\r\n\tbh={};\r\n\tb=",
        key.algorithm(),
        now.0,
        fold(&names.join(":"), 3, ':'),
        base64::encode(body_hash.as_ref()),
    );
    let itself = (&b"DKIM-Signature"[..], unsigned.as_bytes());
    let fields = signed.into_iter().chain([itself]);
    let header: Vec<u8> = fields.flat_map(|(name, value)| canonical_field(Relaxed, name, value)).collect();
    let signature = key.inner().sign(header.as_slice()).map_err(|error| SignError::Failed(error.to_string()))?;
    let value = unsigned + &chunked(&base64::encode(&signature), 3);
    let field = Field { name: "DKIM-Signature".to_owned(), value: value.into() };
    Ok(Signed { field, octets: SignedOctets { header: Kept::of(&header), body: Kept::of(&body) } })
}

/// What `h=` names, and the fields it means: of several with the same name the lowest comes first (RFC 6376 §5.4.2).
pub(super) fn cover<'a>(header: &[Raw<'a>], names: &[&'static str]) -> (Vec<&'static str>, Vec<Raw<'a>>) {
    let mut covered = Vec::new();
    for name in names.iter().copied() {
        let is_it = |(n, _): &&Raw<'_>| n.trim_ascii_end().eq_ignore_ascii_case(name.as_bytes());
        covered.extend(header.iter().rev().filter(is_it).map(|field| (name, *field)));
    }
    covered.truncate(MOST_FIELDS);
    covered.into_iter().unzip()
}

/// Breaks a list before the line gets too long, behind a separator.
pub(super) fn fold(list: &str, indent: usize, separator: char) -> String {
    let mut folded = String::with_capacity(list.len() + 16);
    let mut width = indent;
    for item in list.split_inclusive(separator) {
        if width + item.len() > WIDTH {
            folded.push_str("\r\n\t ");
            width = indent;
        }
        folded.push_str(item);
        width += item.len();
    }
    folded
}

/// Breaks base64, which may be broken anywhere.
pub(super) fn chunked(text: &str, indent: usize) -> String {
    let lines: Vec<String> =
        text.as_bytes().chunks(WIDTH - indent).map(|c| String::from_utf8_lossy(c).into()).collect();
    lines.join("\r\n\t ")
}
