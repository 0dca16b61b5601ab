//! Sealing a letter that is passed on (RFC 8617 §5.1): three fields that say what was found here, before the letter is
//! changed or goes out from an address that its author's domain has never named.
//!
//! ```text
//!   ARC-Authentication-Results  i=2; what was found here ◄──────────────┐
//!   ARC-Message-Signature       i=2; the letter as it leaves here ◄───┐ │
//!   ARC-Seal                    i=2; cv=pass; seals ──────────────────┴─┴─ and the three fields of i=1
//! ```
//!
//! A chain that has come in broken is sealed once more, with `cv=fail` and over these three fields alone; nobody adds
//! anything to it after that (§5.1.2).

use mail_auth::AuthenticatedMessage;
use mail_auth::common::crypto::SigningKey as _;
use mail_auth::dkim::Canonicalization::Relaxed;

use super::arc::MOST_LINKS;
use super::arc::chain::Chain;
use super::base64;
use super::findings::Findings;
use super::keys::SigningKey;
use super::results;
use super::sign::{SIGNED, SignError, chunked, cover, fold};
use crate::trace::{DkimResult, Field, Time};

/// A server that seals: whose key it uses, and by which name it is known.
#[derive(Debug, Clone, Copy)]
pub struct Sealer<'a> {
    /// Its key.
    pub key: &'a SigningKey,
    /// `d=`.
    pub domain: &'a str,
    /// `s=`.
    pub selector: &'a str,
    /// Its name, as in its `Authentication-Results`.
    pub host: &'a str,
}

impl Sealer<'_> {
    /// The fields to put on top of the letter, the topmost first; none where the chain is closed, because a seal says
    /// `cv=fail` already, or because it has as many links as it may have.
    ///
    /// `source` is the letter as it leaves, `findings` is what was found when it came in.
    ///
    /// # Errors
    /// [`SignError`] where the letter has no `From`, or the library fails.
    pub fn seal(&self, source: &[u8], findings: &Findings, now: Time) -> Result<Option<[Field; 3]>, SignError> {
        let letter = AuthenticatedMessage::parse_with_opts(source, None, false).ok_or(SignError::NoFrom)?;
        let chain = Chain::of(&letter);
        let links = chain.as_ref().map_or(0, Chain::length);
        if links >= MOST_LINKS || chain.as_ref().is_some_and(Chain::is_closed) {
            return Ok(None);
        }
        let instance = links + 1;
        let cv = match (&chain, findings.arc().map(|arc| arc.result)) {
            (None, _) => "none",
            (Some(_), Some(DkimResult::Pass)) => "pass",
            _ => "fail",
        };
        let results = self.results(instance, findings);
        let signature = self.signature(instance, &letter, now)?;
        let before = chain.filter(|_| cv == "pass").map(|chain| chain.scope(instance)).unwrap_or_default();
        let seal = self.sealed(instance, cv, &before, [&results, &signature], now)?;
        Ok(Some([seal, signature, results]))
    }

    fn results(&self, instance: u32, findings: &Findings) -> Field {
        let found = results::field(self.host, findings);
        let value = [format!(" i={instance};").as_bytes(), found.value.as_slice()].concat();
        Field { name: "ARC-Authentication-Results".to_owned(), value: value.into() }
    }

    /// Signs the letter as `DKIM-Signature` does (RFC 8617 §4.1.2).
    fn signature(&self, instance: u32, letter: &AuthenticatedMessage<'_>, now: Time) -> Result<Field, SignError> {
        let names: Vec<&'static str> = SIGNED.into_iter().chain(["DKIM-Signature"]).collect();
        let (names, signed) = cover(letter.raw_parsed_headers(), &names);
        if !names.contains(&"From") {
            return Err(SignError::NoFrom);
        }
        let unsigned = format!(
            " i={instance}; a={}; c=relaxed/relaxed;\r\n\td={}; s={}; t={};\r\n\th={}:From;\r\n\tbh={};\r\n\tb=",
            self.key.algorithm(),
            self.domain,
            self.selector,
            now.0,
            fold(&names.join(":"), 3, ':'),
            base64::encode(self.key.inner().hash(Relaxed.canonical_body(letter.raw_body(), 0)).as_ref()),
        );
        self.signed("ARC-Message-Signature", unsigned, signed)
    }

    /// Seals the fields of this link, and those before it (RFC 8617 §5.1.1).
    fn sealed(
        &self,
        instance: u32,
        cv: &str,
        before: &[(&[u8], &[u8])],
        own: [&Field; 2],
        now: Time,
    ) -> Result<Field, SignError> {
        let unsigned = format!(
            " i={instance}; a={}; cv={cv};\r\n\td={}; s={}; t={};\r\n\tb=",
            self.key.algorithm(),
            self.domain,
            self.selector,
            now.0,
        );
        let own = own.map(|field| (field.name.as_bytes(), [field.value.as_slice(), b"\r\n"].concat()));
        let own = own.iter().map(|(name, value)| (*name, value.as_slice()));
        self.signed("ARC-Seal", unsigned, before.iter().copied().chain(own).collect())
    }

    /// A field that signs those before it, and itself with an empty `b=`.
    fn signed(&self, name: &str, unsigned: String, before: Vec<(&[u8], &[u8])>) -> Result<Field, SignError> {
        let mut hashed = Vec::new();
        let itself = (name.as_bytes(), unsigned.as_bytes());
        Relaxed.canonicalize_headers(before.into_iter().chain([itself]), &mut hashed);
        let signature =
            self.key.inner().sign(hashed.as_slice()).map_err(|error| SignError::Failed(error.to_string()))?;
        let value = unsigned + &chunked(&base64::encode(&signature), 3);
        Ok(Field { name: name.to_owned(), value: value.into() })
    }
}
