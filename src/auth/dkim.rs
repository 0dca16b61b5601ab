//! DKIM (RFC 6376): has a domain signed what arrived, and is it what the domain signed?

use mail_auth::common::headers::Header;
use mail_auth::dkim::{DkimError, Signature};
use mail_auth::{AuthenticatedMessage, DkimOutput, DkimResult as Verdict, DnsError, Error};

use crate::trace::{DkimCheck, DkimResult, Time};

/// How many signatures of a letter are looked at (RFC 6376 §8.4 allows a limit).
pub(super) const MOST_SIGNATURES: usize = 10;

/// How many fields a signature may cover.
pub(super) const MOST_FIELDS: usize = 200;

/// The signatures of a letter, once those that are not looked at have been taken out.
pub(super) struct Signatures {
    /// What was taken out, each with its result and the reason.
    left_out: Vec<DkimCheck>,
}

/// A letter that is not signed.
pub(super) fn none() -> DkimCheck {
    DkimCheck { result: DkimResult::None, domain: None, selector: None, algorithm: None, reason: None }
}

/// Signatures where DNS cannot be asked at all.
pub(super) fn unknown(message: Option<&AuthenticatedMessage<'_>>) -> Vec<DkimCheck> {
    let Some(message) = message.filter(|message| !message.dkim_headers.is_empty()) else { return vec![none()] };
    let unknown = |header: &Header<'_, Signature>| {
        described(&header.header, DkimResult::Temperror, Some("DNS cannot be asked".to_owned()))
    };
    message.dkim_headers.iter().map(unknown).collect()
}

impl Signatures {
    /// Takes out of the letter what is not looked at, and sets the clock of the others to virtual time.
    pub(super) fn prepare(message: &mut AuthenticatedMessage<'_>, at: Time) -> Self {
        let mut left_out = malformed(message);
        let mut number = 0;
        message.dkim_headers.retain_mut(|header| {
            let signature = &mut header.header;
            number += 1;
            let (result, why) = if number > MOST_SIGNATURES {
                (DkimResult::Neutral, "too many signatures")
            } else if signature.h.len() > MOST_FIELDS {
                (DkimResult::Neutral, "too many fields in h=")
            } else if !signature.h.iter().any(|name| name.eq_ignore_ascii_case("From")) {
                // RFC 6376 §6.1.1, which the library does not ask for.
                (DkimResult::Permerror, "From is not signed")
            } else {
                expire(signature.t, &mut signature.x, at);
                return true;
            };
            left_out.push(described(signature, result, Some(why.to_owned())));
            false
        });
        left_out.truncate(MOST_SIGNATURES);
        Self { left_out }
    }

    /// One check for each signature, in the order of the letter, then those that were left out; a letter without any has one check with `none`.
    pub(super) fn checks(self, outputs: &[DkimOutput<'_>]) -> Vec<DkimCheck> {
        let verified = outputs.iter().filter_map(|output| Some(check(output.signature()?, output.result())));
        let mut checks: Vec<DkimCheck> = verified.chain(self.left_out).collect();
        if checks.is_empty() {
            checks.push(none());
        }
        checks
    }
}

/// The library compares `x=` with the clock on the wall. Here virtual time counts: a signature that has expired in it gets
/// an `x=` long past, any other none. The field itself stays as it is, and so does what it signs.
pub(super) fn expire(signed: u64, until: &mut u64, at: Time) {
    let over = i64::try_from(*until).is_ok_and(|until| until <= at.0) || *until <= signed;
    *until = u64::from(*until != 0 && over);
}

/// Fields that cannot be read as signatures.
fn malformed(message: &AuthenticatedMessage<'_>) -> Vec<DkimCheck> {
    let is_signature = |name: &[u8]| name.trim_ascii().eq_ignore_ascii_case(b"DKIM-Signature");
    let errors = message.errors.iter().filter(|error| is_signature(error.name));
    let check = |error: &Header<'_, Error>| DkimCheck {
        result: DkimResult::Neutral,
        reason: Some(reason(&error.header)),
        ..none()
    };
    errors.map(check).collect()
}

fn check(signature: &Signature, verdict: &Verdict) -> DkimCheck {
    let (result, error) = match verdict {
        Verdict::Pass => (DkimResult::Pass, None),
        // RFC 8601 §2.7.1: neutral is for what cannot be processed; these two were, and failed.
        Verdict::Neutral(error @ Error::Dkim(DkimError::FailedBodyHashMatch | DkimError::SignatureExpired)) => {
            (DkimResult::Fail, Some(error))
        }
        Verdict::Neutral(error) => (DkimResult::Neutral, Some(error)),
        Verdict::Fail(error) => (DkimResult::Fail, Some(error)),
        Verdict::PermError(error) => (DkimResult::Permerror, Some(error)),
        Verdict::TempError(error) => (DkimResult::Temperror, Some(error)),
        Verdict::None => (DkimResult::None, None),
    };
    described(signature, result, error.map(reason))
}

fn described(signature: &Signature, result: DkimResult, reason: Option<String>) -> DkimCheck {
    DkimCheck {
        result,
        domain: Some(signature.d.clone()),
        selector: Some(signature.s.clone()),
        algorithm: Some(signature.a.name().to_owned()),
        reason,
    }
}

/// Why, in English.
pub(super) fn reason(error: &Error) -> String {
    match error {
        Error::Dkim(DkimError::FailedBodyHashMatch) => "body hash does not match".to_owned(),
        Error::Dkim(DkimError::SignatureExpired) => "signature has expired".to_owned(),
        Error::Dkim(DkimError::RevokedPublicKey) => "key is revoked".to_owned(),
        Error::Crypto(_) => "signature does not match the header".to_owned(),
        Error::Dns(DnsError::RecordNotFound(_)) => "no key at this selector".to_owned(),
        Error::Dns(DnsError::InvalidRecordType) => "key record cannot be understood".to_owned(),
        Error::Dns(DnsError::Resolver(_)) => "DNS does not answer".to_owned(),
        Error::MissingParameters => "a required tag is missing".to_owned(),
        Error::Base64 => "not base64".to_owned(),
        other => other.to_string(),
    }
}

/// The name that a signature's key is published at.
pub(super) fn key_name(check: &DkimCheck) -> Option<String> {
    Some(format!("{}._domainkey.{}", check.selector.as_deref()?, check.domain.as_deref()?))
}
