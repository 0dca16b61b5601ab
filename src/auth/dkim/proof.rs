//! The proof of a signature: verified once more, step by step, with everything kept that was looked at.
//!
//! The library says whether a signature holds. This says why, and must come to the same end: [`DkimProof::fault`] is none
//! where, and only where, the library has let the signature pass.

use mail_auth::AuthenticatedMessage;
use mail_auth::common::crypto::HashAlgorithm;
use mail_auth::dkim::{Canonicalization, Signature};

use super::canonical;
use super::keys::Key;
use super::reading::{Reading, identity_fits};
use crate::auth::base64;
use crate::auth::tags::without_signature;
use crate::trace::proof::dkim::{BodyHash, Covered, DkimFault, DkimProof, Kept, KeyState, Rewritten};
use crate::trace::{Field, Time};

/// The longest line that is kept as an example of canonicalization.
const LONGEST: usize = 512;

/// How many names of unsigned fields are kept.
const MOST_NAMES: usize = 100;

/// What is verified: a signature, its letter and its key.
pub(super) struct Bench<'a, 'x> {
    pub(super) message: &'a AuthenticatedMessage<'x>,
    pub(super) reading: &'a Reading<'x>,
    pub(super) key: Option<&'a Key>,
    pub(super) at: Time,
}

/// A field of the letter: its name and all behind the colon.
type Raw<'x> = (&'x [u8], &'x [u8]);

impl<'x> Bench<'_, 'x> {
    /// The proof.
    pub(super) fn proof(&self) -> DkimProof {
        let name = String::from_utf8_lossy(self.reading.name.trim_ascii()).into_owned();
        let value = self.reading.value.trim_ascii_end();
        let mut proof = DkimProof {
            field: Field { name, value: Kept::of(value).octets },
            tags: self.reading.list.tags.clone(),
            key: self.key.map(|key| key.record().clone()),
            signed: Vec::new(),
            unsigned: Vec::new(),
            header: None,
            body: None,
            rewritten: Vec::new(),
            holds: None,
            at: self.at,
            fault: self.reading.early.clone(),
        };
        if let (Ok(signature), None) = (&self.reading.signature, &self.reading.early) {
            self.verify(signature, &mut proof);
        }
        proof
    }

    fn verify(&self, signature: &Signature, proof: &mut DkimProof) {
        let (signed, fields) = self.cover(signature);
        proof.signed = signed;
        proof.unsigned = self.left_out(&fields);
        let header = self.header(signature, &fields);
        let canonical = canonical::body(signature.cb, self.message.raw_body());
        let body = body_hash(self.reading, signature, &canonical);
        proof.rewritten.extend(rewritten_field(signature.ch, &fields));
        proof.rewritten.extend(rewritten_line(signature.cb, self.message.raw_body()));
        proof.holds = self.key.and_then(|key| key.fits(&header, signature));
        proof.fault = self.fault(signature, &body, proof.holds);
        proof.header = Some(Kept::of(&header));
        proof.body = Some(body);
    }

    /// Which field each name in `h=` takes: of several with the same name, the lowest that is left (§5.4.2).
    fn cover(&self, signature: &Signature) -> (Vec<Covered>, Vec<Raw<'x>>) {
        let (mut covered, mut fields): (Vec<Covered>, Vec<Raw<'x>>) = (Vec::new(), Vec::new());
        for name in &signature.h {
            let is_it = |(other, _): &&Raw<'x>| other.eq_ignore_ascii_case(name.as_bytes());
            let before = covered.iter().filter(|other| other.name.eq_ignore_ascii_case(name)).count();
            let all = self.message.headers.iter().filter(is_it).count();
            let field = self.message.headers.iter().rev().filter(is_it).nth(before);
            fields.extend(field);
            covered.push(Covered {
                name: name.clone(),
                from_bottom: field.and_then(|_| u32::try_from(before + 1).ok()),
                of: u32::try_from(all).unwrap_or(u32::MAX),
            });
        }
        (covered, fields)
    }

    fn left_out(&self, fields: &[Raw<'x>]) -> Vec<String> {
        let same = |a: &Raw<'_>, b: &Raw<'_>| std::ptr::eq(a.0, b.0) && std::ptr::eq(a.1, b.1);
        let itself = (self.reading.name, self.reading.value);
        let left_out = self.message.headers.iter().filter(|field| !same(field, &itself));
        let left_out = left_out.filter(|field| !fields.iter().any(|signed| same(field, signed)));
        left_out.take(MOST_NAMES).map(|(name, _)| String::from_utf8_lossy(name.trim_ascii()).into_owned()).collect()
    }

    /// The signed fields, then the signature itself with an empty `b=` (§3.7).
    fn header(&self, signature: &Signature, fields: &[Raw<'x>]) -> Vec<u8> {
        let mut header: Vec<u8> =
            fields.iter().flat_map(|(name, value)| canonical::field(signature.ch, name, value)).collect();
        let unsigned = without_signature(self.reading.value);
        header.extend(canonical::field(signature.ch, self.reading.name, &unsigned));
        header
    }

    /// What decides against the signature, in the order in which it is looked at.
    fn fault(&self, signature: &Signature, body: &BodyHash, holds: Option<bool>) -> Option<DkimFault> {
        let state = self.key.map_or(KeyState::Missing, |key| key.record().state);
        let strict = self.key.is_some_and(|key| key.lists("t", |flag| flag == "s"));
        let unfit = self.key.and_then(|key| key.unfit_for(signature));
        if self.reading.length().is_some_and(|length| body.octets.length < length) {
            Some(DkimFault::LengthBeyondBody)
        } else if self.key.is_some_and(Key::is_testing) {
            Some(DkimFault::Testing)
        } else if unfit.is_some() {
            unfit
        } else if self.reading.has_expired(self.at) {
            Some(DkimFault::Expired)
        } else if body.computed != body.claimed {
            Some(DkimFault::BodyHash)
        } else if let Some(fault) = unusable(state) {
            Some(fault)
        } else if !identity_fits(signature, strict) {
            Some(DkimFault::OtherIdentity)
        } else {
            (holds != Some(true)).then_some(DkimFault::Signature)
        }
    }
}

fn unusable(state: KeyState) -> Option<DkimFault> {
    match state {
        KeyState::Readable => None,
        KeyState::Missing => Some(DkimFault::KeyMissing),
        KeyState::NoAnswer => Some(DkimFault::NoAnswer),
        KeyState::Revoked => Some(DkimFault::KeyRevoked),
        KeyState::Unreadable => Some(DkimFault::KeyUnreadable),
    }
}

/// §3.7: the canonical body up to `l=`, hashed.
fn body_hash(reading: &Reading<'_>, signature: &Signature, canonical: &[u8]) -> BodyHash {
    let (hashed, rest) = limited(canonical, reading.length());
    BodyHash {
        octets: Kept::of(hashed),
        rest: (!rest.is_empty()).then(|| Kept::of(rest)),
        computed: base64::encode(HashAlgorithm::from(signature.a).hash(hashed).as_ref()),
        claimed: base64::encode(&signature.bh),
    }
}

/// A canonical body up to a length, and what comes after it.
pub(super) fn limited(canonical: &[u8], length: Option<u64>) -> (&[u8], &[u8]) {
    let length = length.and_then(|length| usize::try_from(length).ok()).unwrap_or(usize::MAX);
    canonical.split_at_checked(length).unwrap_or((canonical, &[]))
}

/// A signed field that canonicalization has changed: one with folds or runs of white space, or else the first.
fn rewritten_field(kind: Canonicalization, fields: &[Raw<'_>]) -> Option<Rewritten> {
    if kind == Canonicalization::Simple {
        return None;
    }
    let is_spaced =
        |(_, value): &&Raw<'_>| value.trim_ascii().windows(2).any(|two| two.iter().all(u8::is_ascii_whitespace));
    let (name, value) = fields.iter().find(is_spaced).or_else(|| fields.first())?;
    let before = [*name, b":", value].concat();
    let before = before.strip_suffix(b"\r\n").unwrap_or(&before);
    let after = canonical::field(kind, name, value);
    Some(rewritten(true, before, after.strip_suffix(b"\r\n").unwrap_or(&after)))
}

/// The first line of the body that canonicalization has changed.
fn rewritten_line(kind: Canonicalization, body: &[u8]) -> Option<Rewritten> {
    if kind == Canonicalization::Simple {
        return None;
    }
    canonical::lines(body).find_map(|before| {
        let mut after = Vec::new();
        canonical::line(before, &mut after);
        (after != before).then(|| rewritten(false, before, &after))
    })
}

fn rewritten(header: bool, before: &[u8], after: &[u8]) -> Rewritten {
    let short = |octets: &[u8]| octets.get(..LONGEST).unwrap_or(octets).into();
    Rewritten { header, before: short(before), after: short(after) }
}
