//! DKIM (RFC 6376): has a domain signed what arrived, and is it what the domain signed?
//!
//! ```text
//!   field ─► reading ─► keys ─► the library's verdict ─┐
//!              │          │                           ├─► DkimCheck: result, reason, proof
//!              └──────────┴─► proof (canonical) ──────┘
//! ```
//!
//! The verdict is the library's, and the proof beside it comes to the same end. Where the library passes over what the
//! RFCs forbid (a key for testing, a key that is too short, `rsa-sha1`, …), the RFC decides: see [`Stand::verdict`].

mod canonical;
mod keys;
mod proof;
mod reading;
mod tags;

use std::iter::Peekable;

use mail_auth::common::crypto::{CryptoError, HashAlgorithm};
use mail_auth::common::headers::Header;
use mail_auth::dkim::{DkimError, Signature};
use mail_auth::{
    AuthenticatedMessage, DkimOutput, DkimResult as Verdict, DnsError, Error, MessageAuthenticator, Parameters,
};

pub(super) use self::canonical::{body as canonical_body, field as canonical_field};
pub(super) use self::keys::{Keys, is_for_mail};
use self::proof::Bench;
use self::reading::Reading;
use super::naive::Instead;
use crate::dns::Resolver;
use crate::trace::proof::dkim::{DkimFault, DkimProof};
use crate::trace::{DkimCheck, DkimResult, EventId, Mistake, Time};

/// How many signatures of a letter are looked at (RFC 6376 §8.4 allows a limit).
pub(super) const MOST_SIGNATURES: usize = 10;

/// How many fields a signature may cover.
pub(super) const MOST_FIELDS: usize = 200;

/// What the library is told where `l=` is there and says 0: it takes 0 for “all of it”.
const NOTHING_OF_THE_BODY: u64 = u64::MAX;

/// The signatures of a letter, in its order.
pub(super) struct Signatures<'x> {
    readings: Vec<Reading<'x>>,
    /// How many more there are, which nobody looks at.
    beyond: usize,
    at: Time,
}

/// What came of the signatures of a letter.
pub(super) struct Verified<'x> {
    /// One check for each signature, with the questions to DNS that it rests on.
    pub(super) checks: Vec<(DkimCheck, Vec<EventId>)>,
    /// What the library said about those that passed, and about those of which DNS says nothing for now: they speak for
    /// the author, or may yet.
    pub(super) outputs: Vec<DkimOutput<'x>>,
}

/// A letter that is not signed.
pub(super) fn none() -> DkimCheck {
    DkimCheck { result: DkimResult::None, domain: None, selector: None, algorithm: None, reason: None, proof: None }
}

/// Signatures where DNS cannot be asked at all.
pub(super) fn unknown(message: Option<&AuthenticatedMessage<'_>>) -> Vec<DkimCheck> {
    let Some(message) = message.filter(|message| !message.dkim_headers.is_empty()) else { return vec![none()] };
    let unknown = |header: &Header<'_, Signature>| {
        described(Some(&header.header), DkimResult::Temperror, Some("DNS cannot be asked".to_owned()), None)
    };
    message.dkim_headers.iter().take(MOST_SIGNATURES).map(unknown).collect()
}

impl<'x> Signatures<'x> {
    /// Reads the signatures. Those that need not be verified are taken out of the letter; the others get their clock and
    /// their body hash, which the library does not do as the RFC has it.
    pub(super) fn prepare(message: &mut AuthenticatedMessage<'x>, at: Time) -> Self {
        let mut readings = readings(message);
        let beyond = readings.len().saturating_sub(MOST_SIGNATURES);
        readings.truncate(MOST_SIGNATURES);
        message.dkim_headers.clear();
        for reading in readings.iter().filter(|reading| reading.early.is_none()) {
            let Ok(signature) = &reading.signature else { continue };
            let mut signature = signature.clone();
            expire(signature.t, &mut signature.x, at);
            if reading.length() == Some(0) {
                signature.l = NOTHING_OF_THE_BODY;
                let hash = HashAlgorithm::from(signature.a);
                message.body_hashes.push((signature.cb, hash, signature.l, Vec::new()));
            }
            message.dkim_headers.push(Header::new(reading.name, reading.value, signature));
        }
        hash_bodies(message);
        Self { readings, beyond, at }
    }

    /// Asks DNS for the keys of those that are verified, and says where a naive receiver asked for something else.
    pub(super) async fn keys(&self, resolver: &Resolver, mistakes: &[Mistake]) -> (Keys, Vec<Instead<String>>) {
        let wanted = self.readings.iter().filter(|reading| reading.early.is_none());
        Keys::of(resolver, wanted.filter_map(|reading| reading.signature.as_ref().ok()), mistakes).await
    }

    /// Asks the library, and lays the proof beside each verdict.
    pub(super) async fn verify<'m>(
        self,
        authenticator: &MessageAuthenticator,
        message: &'m AuthenticatedMessage<'m>,
        keys: &'m Keys,
    ) -> Verified<'m> {
        let outputs = authenticator.verify_dkim(Parameters::new(message).with_txt_cache(keys)).await;
        let mut outputs = outputs.into_iter().filter(|output| output.signature().is_some());
        let mut verified = Verified { checks: Vec::new(), outputs: Vec::new() };
        for reading in &self.readings {
            let output = if reading.early.is_none() { outputs.next() } else { None };
            let key = reading.signature.as_ref().ok().and_then(|signature| keys.get(signature));
            let proof = Bench { message, reading, key, at: self.at }.proof();
            let stand = Stand { reading, output: output.as_ref(), proof };
            let check = stand.check();
            let speaks = matches!(check.result, DkimResult::Pass | DkimResult::Temperror);
            verified.outputs.extend(output.filter(|_| speaks));
            verified.checks.push((check, key.map(|key| key.events.clone()).unwrap_or_default()));
        }
        verified.checks.extend((0..self.beyond.min(MOST_SIGNATURES)).map(|_| (too_many(), Vec::new())));
        if verified.checks.is_empty() {
            verified.checks.push((none(), Vec::new()));
        }
        verified
    }
}

/// The signature fields of a letter, in its order, as the library has read them.
fn readings<'x>(message: &AuthenticatedMessage<'x>) -> Vec<Reading<'x>> {
    let is_signature = |name: &[u8]| name.trim_ascii().eq_ignore_ascii_case(b"DKIM-Signature");
    let mut read = message.dkim_headers.iter().peekable();
    let mut failed = message.errors.iter().filter(|error| is_signature(error.name)).peekable();
    let mut readings = Vec::new();
    for (name, value) in &message.headers {
        let signature = next_at(&mut read, value).map(|header| Ok(header.header.clone()));
        let signature = signature.or_else(|| next_at(&mut failed, value).map(|header| Err(header.header.clone())));
        readings.extend(signature.map(|signature| Reading::new(name, value, signature)));
    }
    readings
}

/// The next of these, if it is the field with that value.
fn next_at<'m, 'x: 'm, T: 'm>(
    headers: &mut Peekable<impl Iterator<Item = &'m Header<'x, T>>>,
    value: &[u8],
) -> Option<&'m Header<'x, T>> {
    headers.next_if(|header| std::ptr::eq(header.value, value))
}

/// Hashes the body as RFC 6376 §3.7 has it: canonical first, then cut to `l=`. The library cuts first, and it keeps lines
/// of white space at the end.
fn hash_bodies(message: &mut AuthenticatedMessage<'_>) {
    let body = message.raw_message.get(message.body_offset as usize..).unwrap_or_default();
    for (kind, hash, length, result) in &mut message.body_hashes {
        let length = match *length {
            0 => None,
            NOTHING_OF_THE_BODY => Some(0),
            length => Some(length),
        };
        let canonical = canonical::body(*kind, body);
        *result = hash.hash(proof::limited(&canonical, length).0).as_ref().to_vec();
    }
}

/// The library compares `x=` with the clock on the wall. Here virtual time counts: a signature that has expired in it gets
/// an `x=` long past, any other none. The field itself stays as it is, and so does what it signs.
pub(super) fn expire(signed: u64, until: &mut u64, at: Time) {
    let over = i64::try_from(*until).is_ok_and(|until| until <= at.0) || *until <= signed;
    *until = u64::from(*until != 0 && over);
}

/// How it stands with one signature.
struct Stand<'a> {
    reading: &'a Reading<'a>,
    output: Option<&'a DkimOutput<'a>>,
    proof: DkimProof,
}

impl Stand<'_> {
    fn check(self) -> DkimCheck {
        let (result, reason) = self.verdict();
        described(self.reading.signature.as_ref().ok(), result, reason, Some(self.proof))
    }

    /// The library's word, except for what only the RFCs forbid.
    fn verdict(&self) -> (DkimResult, Option<String>) {
        if let Some((result, reason)) = self.proof.fault.as_ref().and_then(forbidden) {
            return (result, Some(reason));
        }
        match (self.output, &self.reading.signature) {
            (Some(output), _) => judged(output.result()),
            (None, Err(error)) => (DkimResult::Neutral, Some(reason(error))),
            (None, Ok(_)) => (DkimResult::Neutral, None),
        }
    }
}

/// What the library passes over: the result, and why. RFC 8601 §2.7.1: `neutral` is for what cannot be processed,
/// `permerror` for what is wrong for good.
fn forbidden(fault: &DkimFault) -> Option<(DkimResult, String)> {
    use DkimFault as Fault;
    use DkimResult::{Neutral, Permerror};
    let (result, reason) = match fault {
        Fault::TagMissing { .. } => (Neutral, "a required tag is missing"),
        Fault::TagTwice { tag } => return Some((Neutral, format!("the tag {tag}= is there twice"))),
        Fault::Unreadable { tag } if matches!(tag.as_str(), "v" | "l" | "t" | "x") => {
            return Some((Neutral, format!("{tag}= cannot be understood")));
        }
        Fault::Unreadable { tag } if tag.is_empty() => (Neutral, "not a list of tags"),
        Fault::TooMuch => (Neutral, "too many fields in h="),
        Fault::UnknownQuery => (Neutral, "q= names no known way to the key"),
        Fault::LengthBeyondBody => (Neutral, "l= is longer than the body"),
        Fault::Testing => (Neutral, "the key is for testing (t=y)"),
        Fault::FromNotSigned => (Permerror, "From is not signed"),
        Fault::HistoricAlgorithm => (Permerror, "rsa-sha1 is no longer valid"),
        Fault::KeyTooShort => (Permerror, "the key is too short"),
        Fault::KeyForOtherHash => (Permerror, "the key is for another hash (h=)"),
        Fault::KeyForOtherService => (Permerror, "the key is not for mail (s=)"),
        Fault::KeyOfOtherType => (Permerror, "the key is of another type than a="),
        Fault::KeyUnreadable => (Permerror, "key record cannot be understood"),
        _ => return None,
    };
    Some((result, reason.to_owned()))
}

fn judged(verdict: &Verdict) -> (DkimResult, Option<String>) {
    let (result, error) = match verdict {
        Verdict::Pass => (DkimResult::Pass, None),
        // RFC 8601 §2.7.1: neutral is for what cannot be processed; these two were, and failed.
        Verdict::Neutral(error @ Error::Dkim(DkimError::FailedBodyHashMatch | DkimError::SignatureExpired)) => {
            (DkimResult::Fail, Some(error))
        }
        Verdict::Neutral(error) => (DkimResult::Neutral, Some(error)),
        // RFC 6376 §6.1.1: nothing had to be verified to see the first of these.
        Verdict::Fail(error @ Error::Dkim(DkimError::FailedAuidMatch)) | Verdict::PermError(error) => {
            (DkimResult::Permerror, Some(error))
        }
        Verdict::Fail(error) => (DkimResult::Fail, Some(error)),
        Verdict::TempError(error) => (DkimResult::Temperror, Some(error)),
        Verdict::None => (DkimResult::None, None),
    };
    (result, error.map(reason))
}

fn too_many() -> DkimCheck {
    DkimCheck { result: DkimResult::Neutral, reason: Some("too many signatures".to_owned()), ..none() }
}

fn described(
    signature: Option<&Signature>,
    result: DkimResult,
    reason: Option<String>,
    proof: Option<DkimProof>,
) -> DkimCheck {
    DkimCheck {
        result,
        domain: signature.map(|signature| signature.d.clone()),
        selector: signature.map(|signature| signature.s.clone()),
        algorithm: signature.map(|signature| signature.a.name().to_owned()),
        reason,
        proof: proof.map(Box::new),
    }
}

/// Why, in English.
pub(super) fn reason(error: &Error) -> String {
    match error {
        Error::Dkim(DkimError::FailedBodyHashMatch) => "body hash does not match".to_owned(),
        Error::Dkim(DkimError::FailedAuidMatch) => "i= does not belong to d=".to_owned(),
        Error::Dkim(DkimError::SignatureExpired) => "signature has expired".to_owned(),
        Error::Dkim(DkimError::RevokedPublicKey) => "key is revoked".to_owned(),
        Error::Crypto(CryptoError::IncompatibleAlgorithms) => "the key is of another type than a=".to_owned(),
        Error::Crypto(_) => "signature does not match the header".to_owned(),
        Error::Dns(DnsError::RecordNotFound(_)) => "no key at this selector".to_owned(),
        Error::Dns(DnsError::InvalidRecordType) => "key record cannot be understood".to_owned(),
        Error::Dns(DnsError::Resolver(_)) => "DNS does not answer".to_owned(),
        Error::MissingParameters => "a required tag is missing".to_owned(),
        Error::Base64 => "not base64".to_owned(),
        other => other.to_string(),
    }
}
