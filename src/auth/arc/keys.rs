//! The keys of a chain: each is asked for once, however many signatures it has made.
//!
//! They are the keys of DKIM, and its rules hold for them: long enough, for mail, and for SHA-256.

use std::collections::HashMap;
use std::sync::Arc;

use hickory_proto::op::ResponseCode;
use hickory_proto::rr::{RData, RecordType};
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::{DnsError, Error, Txt};

use crate::auth::answers::Answers;
use crate::auth::dkim::is_for_mail;
use crate::dns::{Lookup, Outcome, Resolver};
use crate::trace::EventId;
use crate::trace::proof::arc::Why;

/// How many bits an RSA key must have (RFC 8301 §3.2).
const FEWEST_BITS: usize = 1024;

/// What was found at the names of keys.
#[derive(Default)]
pub(super) struct Keys {
    /// The questions that were asked.
    pub(super) events: Vec<EventId>,
    /// The answers, as the library asks for them.
    pub(super) answers: Answers,
    found: HashMap<String, Found>,
}

struct Found {
    key: Result<Arc<DomainKey>, Why>,
    asked: Vec<EventId>,
}

impl Keys {
    /// Asks for a key, unless that was done before.
    pub(super) async fn fetch(&mut self, resolver: &Resolver, name: &str) {
        if self.found.contains_key(name) {
            return;
        }
        let Lookup { outcome, events } = resolver.lookup(name, RecordType::TXT).await;
        let (answer, key) = read(outcome);
        self.events.extend(&events);
        self.answers.0.insert(name.into(), answer);
        self.found.insert(name.to_owned(), Found { key, asked: events });
    }

    /// The key that was found at a name.
    pub(super) fn get(&self, name: &str) -> Result<&DomainKey, Why> {
        let found = self.found.get(name).ok_or(Why::NoKey)?;
        found.key.as_deref().map_err(|why| *why)
    }

    /// The questions for it.
    pub(super) fn asked(&self, name: &str) -> Vec<EventId> {
        self.found.get(name).map(|found| found.asked.clone()).unwrap_or_default()
    }
}

fn read(outcome: Outcome) -> (Txt, Result<Arc<DomainKey>, Why>) {
    let none = |code, why| (Txt::Error(Error::Dns(DnsError::RecordNotFound(code))), Err(why));
    match outcome {
        Outcome::Found(records) => {
            let texts = records.iter().filter_map(|record| match &record.data {
                RData::TXT(txt) => Some(txt.txt_data.concat()),
                _ => None,
            });
            let mut keys = texts.filter_map(|text| Some((Arc::new(DomainKey::parse(&text).ok()?), is_for_mail(&text))));
            let strong = |key: &DomainKey| key.p.public_key_bits() >= FEWEST_BITS;
            match keys.next() {
                Some((key, true)) if strong(&key) => (Txt::DomainKey(key.clone()), Ok(key)),
                _ => (Txt::Error(Error::Dns(DnsError::InvalidRecordType)), Err(Why::BadKey)),
            }
        }
        Outcome::NoData => none(ResponseCode::NoError, Why::NoKey),
        Outcome::NxDomain => none(ResponseCode::NXDomain, Why::NoKey),
        // RFC 8617 §5.2.1: for a chain, this is for good.
        Outcome::ServFail | Outcome::TimedOut => {
            (Txt::Error(Error::Dns(DnsError::Resolver("no answer".to_owned()))), Err(Why::NoAnswer))
        }
    }
}
