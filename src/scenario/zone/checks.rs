//! What must hold for a zone as a whole: one SOA at its top, no CNAME beside other records, no CNAMEs in a circle.

use std::collections::{HashMap, HashSet};

use hickory_proto::rr::{Name, RData, Record, RecordType};
use hickory_proto::serialize::binary::BinEncodable;

use super::lexer::Token;
use super::{Mistake, mistake, plain};
use crate::scenario::diagnostic::{Findings, Kind, ZoneMistake};
use crate::scenario::values::lies_in;
use crate::scenario::{Zone, ZoneRecord};

/// Room in a DNS message for all but the record itself: header, question, owner.
const MESSAGE_REST: usize = 1024;

/// Whether a record fits into a DNS message.
pub(super) fn check_size(record: &Record) -> Result<(), Kind> {
    let fits = record.to_bytes().is_ok_and(|octets| u16::try_from(octets.len() + MESSAGE_REST).is_ok());
    if fits { Ok(()) } else { Err(ZoneMistake::LongRecord.into()) }
}

/// The types in whose data there are names.
const WITH_NAMES: [&str; 6] = ["CNAME", "MX", "NS", "PTR", "SOA", "SRV"];

/// What is legal in a line and hardly what its author means. `owner` is the name that it begins with, where it does.
pub(super) fn second_looks(
    owner: Option<&Token<'_>>,
    rtype: &Token<'_>,
    words: &[Token<'_>],
    origin: &Name,
) -> Vec<Mistake> {
    let is_type = |name: &&str| rtype.raw.eq_ignore_ascii_case(name);
    let names = if WITH_NAMES.iter().any(is_type) { words } else { &[] };
    let mut found: Vec<Mistake> =
        owner.into_iter().chain(names).filter_map(|token| no_final_dot(token, origin)).collect();
    if is_type(&"TXT") {
        found.extend(loose_text(words));
    }
    found
}

/// A text without quotation marks ends at its first blank, or at its first `;`.
fn loose_text(words: &[Token<'_>]) -> Option<Mistake> {
    let (first, last) = (words.first()?, words.last()?);
    let loose = words.len() > 1 && words.iter().any(|word| !word.quoted);
    let kind = match last.cut {
        true => ZoneMistake::CutText,
        false if loose => ZoneMistake::LooseStrings,
        false => return None,
    };
    Some((kind.into(), first.span.start..last.span.end))
}

fn no_final_dot(token: &Token<'_>, origin: &Name) -> Option<Mistake> {
    let (name, zone) = (token.raw.to_ascii_lowercase(), plain(origin));
    let doubled = !token.quoted && lies_in(&name, &zone);
    let becomes = format!("{name}.{zone}");
    doubled.then(|| mistake(ZoneMistake::NoFinalDot { name: token.raw.to_owned(), becomes }, token))
}

/// What can be said about one zone.
pub(in crate::scenario) fn check_records(origin: &Name, records: &[ZoneRecord], findings: &mut Findings<'_>) {
    let mut first_soa: Option<&ZoneRecord> = None;
    let mut by_name: HashMap<&Name, (usize, Option<&ZoneRecord>)> = HashMap::new();
    for record in records {
        let entry = by_name.entry(&record.value.name).or_default();
        entry.0 += 1;
        match record.value.record_type() {
            RecordType::CNAME => entry.1 = Some(record),
            RecordType::SOA if first_soa.is_some() || record.value.name != *origin => {
                findings.report(ZoneMistake::MisplacedSoa, record.span.clone());
            }
            RecordType::SOA => first_soa = Some(record),
            _ => {}
        }
    }
    for (name, (_, cname)) in by_name.iter().filter(|(_, (count, _))| *count > 1) {
        if let Some(cname) = cname {
            findings.report(ZoneMistake::CnameBesideOthers { name: plain(name) }, cname.span.clone());
        }
    }
}

/// CNAMEs that lead in a circle, through any of the zones: legal, and worth a second look.
pub(in crate::scenario) fn check_loops(zones: &[Zone], findings: &mut Findings<'_>) {
    let records = zones.iter().flat_map(|zone| &zone.records);
    let cnames: HashMap<&Name, (&Name, &ZoneRecord)> = records
        .filter_map(|record| match &record.value.data {
            RData::CNAME(target) => Some((&record.value.name, (&target.0, record))),
            _ => None,
        })
        .collect();
    let mut known: HashSet<&Name> = HashSet::new();
    let mut starts: Vec<_> = cnames.iter().map(|(name, (_, record))| (*name, *record)).collect();
    starts.sort_by_key(|(_, record)| record.span.start);
    for (start, record) in starts {
        let mut path = HashSet::new();
        let mut at = start;
        while let Some((target, _)) = cnames.get(at).filter(|_| !known.contains(at)) {
            if !path.insert(at) {
                findings.report(ZoneMistake::CnameLoop { name: plain(start) }, record.span.clone());
                break;
            }
            at = target;
        }
        known.extend(path);
    }
}
