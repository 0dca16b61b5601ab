//! The public keys of a letter's signatures, as DNS has them (RFC 6376 §3.6.1, §6.1.2).
//!
//! The library asks for a key only once the body hash fits. RFC 6376 fetches it first, and a learner wants to see it even
//! then: so the keys are asked for here, and the library is handed the answers as a cache.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use std::time::Instant;

use hickory_proto::op::ResponseCode;
use hickory_proto::rr::{RData, Record, RecordType};
use mail_auth::common::crypto::Algorithm;
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::{DomainKey, VerifySignature};
use mail_auth::dkim::{DkimError, Signature};
use mail_auth::{DnsError, Error, ResolverCache, Txt};

use super::tags::TagList;
use crate::auth::naive::{self, Instead};
use crate::dns::{Outcome, Resolver};
use crate::trace::proof::dkim::{DkimFault, KeyRecord, KeyState};
use crate::trace::{EventId, Mistake};

/// The fewest bits of an RSA key (RFC 8301 §3.2).
const FEWEST_BITS: usize = 1_024;

/// How many bits an Ed25519 key has.
const ED25519_BITS: usize = 256;

/// How many records of one name are kept.
const MOST_RECORDS: usize = 4;

/// The longest record that is kept whole, in characters.
const LONGEST: usize = 4_096;

/// The keys that were asked for, each by its name with the final dot.
#[derive(Default)]
pub(in crate::auth) struct Keys(HashMap<Box<str>, Key>);

/// What was found at one name.
pub(in crate::auth) struct Key {
    /// The questions that were asked.
    pub(super) events: Vec<EventId>,
    /// The answer, as the library wants it.
    answer: Txt,
    /// The answer, as it is recorded.
    record: KeyRecord,
    /// The tags of the record that is used.
    list: TagList,
}

impl Keys {
    /// Asks for the keys of these signatures, each name once.
    pub(super) async fn of(
        resolver: &Resolver,
        signatures: impl Iterator<Item = &Signature>,
        mistakes: &[Mistake],
    ) -> (Self, Vec<Instead<String>>) {
        let (mut keys, mut instead) = (Self::default(), Vec::new());
        for name in signatures.map(VerifySignature::domain_key) {
            match naive::key_name(mistakes, &name) {
                Some(other) => {
                    keys.ask(resolver, &name, &other.value).await;
                    instead.push(other);
                }
                None => keys.ask(resolver, &name, &name).await,
            }
        }
        (keys, instead)
    }

    /// Asks for the keys at these names, each with its final dot.
    pub(in crate::auth) async fn named(resolver: &Resolver, names: impl Iterator<Item = String>) -> Self {
        let mut keys = Self::default();
        for name in names {
            keys.ask(resolver, &name, &name).await;
        }
        keys
    }

    /// Asks at `place` for the key that belongs at `name`, where that is not known yet.
    async fn ask(&mut self, resolver: &Resolver, name: &str, place: &str) {
        if !self.0.contains_key(name) {
            let lookup = resolver.lookup(place, RecordType::TXT).await;
            self.0.insert(name.into(), Key::found(place, lookup.outcome, lookup.events));
        }
    }

    /// The key of a signature.
    pub(super) fn get(&self, signature: &Signature) -> Option<&Key> {
        self.at(&signature.domain_key())
    }

    /// The key at a name.
    pub(in crate::auth) fn at(&self, name: &str) -> Option<&Key> {
        self.0.get(name)
    }

    /// All questions that were asked.
    pub(in crate::auth) fn events(&self) -> Vec<EventId> {
        self.0.values().flat_map(|key| key.events.iter().copied()).collect()
    }
}

impl Key {
    fn found(name: &str, outcome: Outcome, events: Vec<EventId>) -> Self {
        let (answer, texts) = match outcome {
            Outcome::Found(records) => {
                let texts: Vec<Vec<u8>> = records.iter().filter_map(octets).collect();
                (understand(&texts), texts)
            }
            Outcome::NoData => (missing(ResponseCode::NoError), Vec::new()),
            Outcome::NxDomain => (missing(ResponseCode::NXDomain), Vec::new()),
            Outcome::ServFail | Outcome::TimedOut => {
                (Txt::Error(Error::Dns(DnsError::Resolver("no answer".to_owned()))), Vec::new())
            }
        };
        let text = |octets: &Vec<u8>| String::from_utf8_lossy(octets).chars().take(LONGEST).collect::<String>();
        let texts: Vec<String> = texts.iter().take(MOST_RECORDS).map(text).collect();
        let used = texts.iter().find(|text| DomainKey::parse(text.as_bytes()).is_ok()).or_else(|| texts.last());
        let list = used.map(|text| TagList::read(text)).unwrap_or_default();
        let record = KeyRecord {
            name: name.trim_end_matches('.').to_owned(),
            records: texts,
            tags: list.tags.clone(),
            state: state(&answer),
            bits: bits(&answer).and_then(|bits| u32::try_from(bits).ok()),
            asked: events.last().copied(),
        };
        Self { events, answer, record, list }
    }

    /// What is recorded of it.
    pub(in crate::auth) fn record(&self) -> &KeyRecord {
        &self.record
    }

    /// Whether the domain only tries DKIM (`t=y`).
    pub(super) fn is_testing(&self) -> bool {
        self.record.state == KeyState::Readable && self.list.fault.is_none() && self.lists("t", |flag| flag == "y")
    }

    /// What RFC 6376 and 8301 ask of a key, and the library does not: what it is for, for which hash, and its length.
    pub(super) fn unfit_for(&self, signature: &Signature) -> Option<DkimFault> {
        if self.record.state != KeyState::Readable {
            return None;
        }
        if self.list.fault.is_some() || self.misplaces_version() {
            Some(DkimFault::KeyUnreadable)
        } else if let Some(fault) = self.list.unfit_for_mail() {
            Some(fault)
        } else if self.is_rsa() && bits(&self.answer).is_some_and(|bits| bits < FEWEST_BITS) {
            Some(DkimFault::KeyTooShort)
        } else if self.is_rsa() == (signature.a == Algorithm::Ed25519Sha256) {
            Some(DkimFault::KeyOfOtherType)
        } else {
            None
        }
    }

    /// Whether this signature is that of these octets.
    pub(super) fn fits(&self, octets: &[u8], signature: &Signature) -> Option<bool> {
        let can_be_tried = self.unfit_for(signature).is_none();
        can_be_tried.then(|| self.verifies(octets, &signature.b, signature.a)).flatten()
    }

    /// Whether these octets are signed with this key; none where there is none.
    pub(in crate::auth) fn verifies(&self, octets: &[u8], signature: &[u8], algorithm: Algorithm) -> Option<bool> {
        let Txt::DomainKey(key) = &self.answer else { return None };
        Some(key.p.verify_bytes(octets, signature, algorithm).is_ok())
    }

    fn is_rsa(&self) -> bool {
        !self.list.get("k").is_some_and(|kind| kind.eq_ignore_ascii_case("ed25519"))
    }

    /// §3.6.1: `v=` comes first where it is there.
    fn misplaces_version(&self) -> bool {
        self.list.tags.iter().skip(1).any(|tag| tag.name == "v")
    }

    /// Whether a list with colons in it has an item like that.
    pub(super) fn lists(&self, tag: &str, is_it: impl Fn(&str) -> bool) -> bool {
        self.list.items(tag).is_some_and(|mut items| items.any(is_it))
    }
}

/// Whether the key of this record may sign mail at all (RFC 6376 §3.6.1).
pub(in crate::auth) fn is_for_mail(record: &[u8]) -> bool {
    let list = TagList::read(&String::from_utf8_lossy(record));
    list.fault.is_none() && list.unfit_for_mail().is_none()
}

/// The strings of a text record, joined (RFC 6376 §3.6.2.2).
fn octets(record: &Record) -> Option<Vec<u8>> {
    let RData::TXT(txt) = &record.data else { return None };
    Some(txt.txt_data.concat())
}

fn missing(code: ResponseCode) -> Txt {
    Txt::Error(Error::Dns(DnsError::RecordNotFound(code)))
}

/// §3.6.2.2: of several records any may be taken; the first that can be read is.
fn understand(texts: &[Vec<u8>]) -> Txt {
    let mut answer = missing(ResponseCode::NoError);
    for text in texts {
        match DomainKey::parse(text) {
            Ok(key) => return Txt::DomainKey(Arc::new(key)),
            Err(error) => answer = Txt::Error(error),
        }
    }
    answer
}

fn state(answer: &Txt) -> KeyState {
    match answer {
        Txt::DomainKey(_) => KeyState::Readable,
        Txt::Error(Error::Dns(DnsError::Resolver(_))) => KeyState::NoAnswer,
        Txt::Error(Error::Dns(DnsError::RecordNotFound(_))) => KeyState::Missing,
        Txt::Error(Error::Dkim(DkimError::RevokedPublicKey)) => KeyState::Revoked,
        _ => KeyState::Unreadable,
    }
}

fn bits(answer: &Txt) -> Option<usize> {
    let Txt::DomainKey(key) = answer else { return None };
    match key.p.public_key_bits() {
        0 => None,
        usize::MAX => Some(ED25519_BITS),
        bits => Some(bits),
    }
}

impl ResolverCache<Box<str>, Txt> for Keys {
    fn get<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.0.get(name).map(|key| key.answer.clone())
    }

    fn remove<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        ResolverCache::get(self, name)
    }

    /// What the library asks beyond these keys it does not ask twice.
    fn insert(&self, _: Box<str>, _: Txt, _: Instant) {}
}
