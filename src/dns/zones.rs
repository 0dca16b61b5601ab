//! What DNS knows: the records of the scenario's zones, and about which names it misbehaves.

use std::collections::{BTreeSet, HashMap};
use std::str::FromStr;
use std::sync::{Arc, PoisonError, RwLock};

use hickory_proto::rr::rdata::{NS, SOA, TXT};
use hickory_proto::rr::{LowerName, Name, RData, Record, RecordType, RrKey};
use hickory_server::store::in_memory::InMemoryZoneHandler;
use hickory_server::zone_handler::{AxfrPolicy, Catalog, ZoneType};

use super::DnsError;
use super::wording::plain;
use crate::scenario::{DnsStep, Zone};

/// How long what we make up ourselves may be kept, in seconds.
const TTL: u32 = 300;

/// The longest string of a TXT record (RFC 1035 §3.3).
const LONGEST_STRING: usize = 255;

type Handler = InMemoryZoneHandler;

/// How the server misbehaves about a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It does not answer at all.
    Silent,
    /// It answers SERVFAIL.
    Fails,
}

/// All zones, the root among them.
pub(super) struct Zones {
    pub(super) catalog: Catalog,
    handlers: Vec<(LowerName, Arc<Handler>)>,
    troubles: RwLock<HashMap<LowerName, Trouble>>,
    /// What somebody puts in the place of the true answers.
    forged: RwLock<HashMap<(LowerName, RecordType), Vec<Record>>>,
}

impl Zones {
    pub(super) fn new(zones: &[Zone]) -> Result<Self, DnsError> {
        let (catalog, troubles, forged) = (Catalog::new(), RwLock::default(), RwLock::default());
        let mut all = Self { catalog, handlers: Vec::new(), troubles, forged };
        for zone in zones {
            let origin = name(&zone.origin)?;
            all.add(&origin, zone.records.iter().map(|record| record.value.clone()).collect())?;
        }
        if !all.handlers.iter().any(|(origin, _)| origin.is_root()) {
            all.add(&Name::root(), Vec::new())?;
        }
        Ok(all)
    }

    fn add(&mut self, origin: &Name, mut records: Vec<Record>) -> Result<(), DnsError> {
        check_aliases(&records)?;
        complete(origin, &mut records)?;
        let mut handler = Handler::empty(origin.clone(), ZoneType::Primary, AxfrPolicy::Deny);
        for record in records {
            // `false` is said of a record that is there already, word for word.
            handler.upsert_mut(record, 0);
        }
        let (origin, handler) = (LowerName::new(origin), Arc::new(handler));
        self.catalog.upsert(origin.clone(), vec![handler.clone()]);
        self.handlers.push((origin, handler));
        Ok(())
    }

    /// How the server misbehaves about the first of these names that is in trouble.
    pub(super) fn trouble<'a>(&self, names: impl IntoIterator<Item = &'a LowerName>) -> Option<Trouble> {
        let troubles = self.troubles.read().unwrap_or_else(PoisonError::into_inner);
        if troubles.is_empty() {
            return None;
        }
        names.into_iter().find_map(|name| troubles.get(name).copied())
    }

    /// What comes back instead of the true answer to that question, where somebody forges it.
    pub(super) fn forged(&self, name: &LowerName, rtype: RecordType) -> Option<Vec<Record>> {
        let forged = self.forged.read().unwrap_or_else(PoisonError::into_inner);
        if forged.is_empty() { None } else { forged.get(&(name.clone(), rtype)).cloned() }
    }

    /// Forged records of one name and type are forged together, as a zone has them.
    fn forge(&self, records: impl Iterator<Item = Record>) {
        let mut sets: HashMap<_, Vec<Record>> = HashMap::new();
        for record in records {
            sets.entry((LowerName::from(&record.name), record.record_type())).or_default().push(record);
        }
        self.forged.write().unwrap_or_else(PoisonError::into_inner).extend(sets);
    }

    pub(super) async fn change(&self, step: &DnsStep) -> Vec<String> {
        let mut touched = BTreeSet::new();
        for (name, rtype) in &step.remove {
            self.remove(name, rtype.as_deref()).await;
            touched.insert(name.trim_end_matches('.').to_ascii_lowercase());
        }
        let records: Vec<Record> = step.set.iter().map(|record| record.value.clone()).collect();
        touched.extend(records.iter().map(|record| plain(&record.name).to_ascii_lowercase()));
        self.set(records).await;
        let forged = || step.forge.iter().map(|record| record.value.clone());
        touched.extend(forged().map(|record| plain(&record.name).to_ascii_lowercase()));
        self.forge(forged());
        let moods =
            [(&step.timeout, Some(Trouble::Silent)), (&step.servfail, Some(Trouble::Fails)), (&step.answer, None)];
        for (names, trouble) in moods {
            for name in names {
                self.behave(name, trouble);
                touched.insert(name.trim_end_matches('.').to_ascii_lowercase());
            }
        }
        touched.into_iter().collect()
    }

    pub(super) async fn publish_key(&self, domain: &str, selector: &str, txt: &str) -> Result<bool, DnsError> {
        let owner = name(&format!("{selector}._domainkey.{domain}"))?;
        let lower = LowerName::new(&owner);
        let by_hand = |key: &RrKey| key.name == lower && matches!(key.record_type, RecordType::TXT | RecordType::CNAME);
        if let Some(zone) = self.zone_of(&lower)
            && zone.records().await.keys().any(by_hand)
        {
            return Ok(false);
        }
        let strings = txt.as_bytes().chunks(LONGEST_STRING).collect();
        self.set(vec![Record::from_rdata(owner, TTL, RData::TXT(TXT::from_bytes(strings)))]).await;
        Ok(true)
    }

    fn behave(&self, about: &str, trouble: Option<Trouble>) {
        let Ok(about) = name(about) else { return };
        let mut troubles = self.troubles.write().unwrap_or_else(PoisonError::into_inner);
        let about = LowerName::new(&about);
        if trouble.is_none() {
            self.forged.write().unwrap_or_else(PoisonError::into_inner).retain(|(name, _), _| *name != about);
        }
        match trouble {
            Some(trouble) => troubles.insert(about, trouble),
            None => troubles.remove(&about),
        };
    }

    /// Replaces all records of the same names and types. An alias replaces everything at its name, and the other way
    /// round, because the two cannot stand beside each other.
    async fn set(&self, records: Vec<Record>) {
        for record in &records {
            let lower = LowerName::from(&record.name);
            let Some(zone) = self.zone_of(&lower) else { continue };
            let is_alias = record.record_type() == RecordType::CNAME;
            let replaced = |key: &RrKey| {
                let alias = key.record_type == RecordType::CNAME;
                key.name == lower && (alias || is_alias || key.record_type == record.record_type())
            };
            zone.records_mut().await.retain(|key, _| !replaced(key));
        }
        for record in records {
            if let Some(zone) = self.zone_of(&LowerName::from(&record.name)) {
                zone.upsert(record, 0).await;
            }
        }
    }

    async fn remove(&self, about: &str, rtype: Option<&str>) {
        let Ok(about) = name(about) else { return };
        let lower = LowerName::new(&about);
        // A type that nobody knows has no records either.
        let Ok(rtype) = rtype.map(|rtype| RecordType::from_str(&rtype.to_ascii_uppercase())).transpose() else {
            return;
        };
        let Some(zone) = self.zone_of(&lower) else { return };
        // Without its SOA a zone could not say that anything else does not exist.
        let goes = |key: &RrKey| {
            key.name == lower
                && key.record_type != RecordType::SOA
                && rtype.is_none_or(|rtype| rtype == key.record_type)
        };
        zone.records_mut().await.retain(|key, _| !goes(key));
    }

    /// The zone that a name lies in: the one with the longest origin. The root is always there.
    fn zone_of(&self, name: &LowerName) -> Option<&Arc<Handler>> {
        let zones = self.handlers.iter().filter(|(origin, _)| origin.zone_of(name));
        zones.max_by_key(|(origin, _)| origin.num_labels()).map(|(_, handler)| handler)
    }
}

/// A fully qualified name.
pub(super) fn name(text: &str) -> Result<Name, DnsError> {
    let parsed = Name::from_utf8(text.trim_end_matches('.'));
    let mut parsed = parsed.map_err(|why| DnsError::Name { name: text.to_owned(), why: why.to_string() })?;
    parsed.set_fqdn(true);
    Ok(parsed)
}

fn check_aliases(records: &[Record]) -> Result<(), DnsError> {
    let is_alias = |record: &&Record| record.record_type() == RecordType::CNAME;
    let aliases: HashMap<&Name, &RData> = records.iter().filter(is_alias).map(|r| (&r.name, &r.data)).collect();
    let spoilt = records.iter().find(|record| aliases.get(&record.name).is_some_and(|alias| **alias != record.data));
    spoilt.map_or(Ok(()), |record| Err(DnsError::CnameAndOther { name: plain(&record.name) }))
}

/// Adds what every zone must have and no author should have to write: its SOA and NS records.
fn complete(origin: &Name, records: &mut Vec<Record>) -> Result<(), DnsError> {
    let has = |records: &[Record], rtype| records.iter().any(|r| r.record_type() == rtype && r.name == *origin);
    let below = |label: &str| name(&format!("{label}.{origin}"));
    if !has(records, RecordType::SOA) {
        let soa = SOA::new(below("ns")?, below("hostmaster")?, 1, 3600, 600, 604_800, TTL);
        records.push(Record::from_rdata(origin.clone(), TTL, RData::SOA(soa)));
    }
    if !has(records, RecordType::NS) {
        records.push(Record::from_rdata(origin.clone(), TTL, RData::NS(NS(below("ns")?))));
    }
    Ok(())
}
