//! Reading a signature field (RFC 6376 §3.5), and what §6.1.1 wants of it before anything is fetched or computed.

use mail_auth::Error;
use mail_auth::common::crypto::Algorithm;
use mail_auth::dkim::{DkimError, Signature};

use super::tags::TagList;
use super::{MOST_FIELDS, expire};
use crate::trace::Time;
use crate::trace::proof::dkim::DkimFault;

/// The tags that a signature must have.
const REQUIRED: [&str; 7] = ["v", "a", "b", "bh", "d", "h", "s"];

/// A signature field of the letter, as it was read.
pub(super) struct Reading<'x> {
    /// Its name as it stands.
    pub(super) name: &'x [u8],
    /// All behind the colon.
    pub(super) value: &'x [u8],
    /// Its tags.
    pub(super) list: TagList,
    /// What the library made of it.
    pub(super) signature: Result<Signature, Error>,
    /// What is wrong with it before anything else is looked at.
    pub(super) early: Option<DkimFault>,
}

impl<'x> Reading<'x> {
    /// Reads a field; the library has done so already.
    pub(super) fn new(name: &'x [u8], value: &'x [u8], signature: Result<Signature, Error>) -> Self {
        let list = TagList::read(&String::from_utf8_lossy(value));
        let early = list.fault.clone().or_else(|| missing(&list)).or_else(|| malformed(&list));
        let early = early.or_else(|| match &signature {
            Ok(signature) => unacceptable(&list, signature),
            Err(error) => Some(unreadable(error)),
        });
        Self { name, value, list, signature, early }
    }

    /// `l=`, where it is there.
    pub(super) fn length(&self) -> Option<u64> {
        self.list.get("l").and_then(|length| length.parse().ok())
    }

    /// Whether `x=` is over at that moment.
    pub(super) fn has_expired(&self, at: Time) -> bool {
        let Ok(signature) = &self.signature else { return false };
        let mut until = self.number("x");
        expire(signature.t, &mut until, at);
        until != 0
    }

    fn number(&self, tag: &str) -> u64 {
        self.list.get(tag).and_then(|number| number.parse().ok()).unwrap_or(0)
    }
}

fn missing(list: &TagList) -> Option<DkimFault> {
    let tag = REQUIRED.iter().find(|tag| list.get(tag).is_none_or(str::is_empty))?;
    Some(DkimFault::TagMissing { tag: (*tag).to_owned() })
}

/// Values that are not what §3.5 wants, and that the library passes over.
fn malformed(list: &TagList) -> Option<DkimFault> {
    let is_number = |tag: &&&str| list.get(tag).is_none_or(|value| value.parse::<u64>().is_ok());
    let wrong = ["l", "t", "x"].iter().find(|tag| !is_number(tag)).or_else(|| {
        let is_one = list.get("v") == Some("1");
        (!is_one).then_some(&"v")
    })?;
    Some(DkimFault::Unreadable { tag: (*wrong).to_owned() })
}

fn unreadable(error: &Error) -> DkimFault {
    let tag = match error {
        Error::Dkim(DkimError::UnsupportedVersion) => "v",
        Error::Dkim(DkimError::UnsupportedAlgorithm) => "a",
        Error::Dkim(DkimError::UnsupportedCanonicalization) => "c",
        Error::Base64 => "b",
        _ => "",
    };
    DkimFault::Unreadable { tag: tag.to_owned() }
}

fn unacceptable(list: &TagList, signature: &Signature) -> Option<DkimFault> {
    if signature.h.len() > MOST_FIELDS {
        Some(DkimFault::TooMuch)
    } else if !signature.h.iter().any(|name| name.eq_ignore_ascii_case("From")) {
        Some(DkimFault::FromNotSigned)
    } else if signature.a == Algorithm::RsaSha1 {
        Some(DkimFault::HistoricAlgorithm)
    } else if list.items("q").is_some_and(|mut ways| !ways.any(|way| way.eq_ignore_ascii_case("dns/txt"))) {
        Some(DkimFault::UnknownQuery)
    } else {
        None
    }
}

/// Whether `i=` is `d=` or a subdomain of it; under a key with `t=s`, `d=` itself (§3.6.1).
pub(super) fn identity_fits(signature: &Signature, strict: bool) -> bool {
    if signature.i.is_empty() {
        return true;
    }
    let (identity, domain) = (signature.i.split_once('@').map_or("", |(_, domain)| domain), &signature.d);
    let Some(sub) = identity.len().checked_sub(domain.len()).and_then(|at| identity.split_at_checked(at)) else {
        return false;
    };
    sub.1.eq_ignore_ascii_case(domain) && (sub.0.is_empty() || (!strict && sub.0.ends_with('.')))
}
