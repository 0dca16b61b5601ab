//! Records of DNS: MX that lead nowhere, SPF and DMARC that nobody can read.
//!
//! This is no evaluation: whether a letter passes is for a run to find out.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use hickory_proto::rr::RData;

use super::{File, Found};
use crate::scenario::diagnostic::Doubt;
use crate::scenario::nearest::nearest;
use crate::scenario::{Scenario, StepKind, ZoneRecord, values, zone};

/// The mechanisms of RFC 7208 §5.
const MECHANISMS: [&str; 8] = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"];
const POLICIES: [&str; 3] = ["none", "quarantine", "reject"];

/// Of all records.
pub(super) fn doubts(file: File<'_>) -> Vec<Found> {
    let records = all(file.scenario);
    let mut found = Vec::new();
    if !file.any_is_lost() {
        found.extend(exchanges(file, &records));
        found.extend(elsewhere(file, &records));
    }
    for record in &records {
        let RData::TXT(txt) = &record.value.data else { continue };
        let octets: Vec<u8> = txt.txt_data.iter().flat_map(|string| string.iter().copied()).collect();
        let content = String::from_utf8_lossy(&octets);
        let name = zone::plain(&record.value.name);
        let doubt = of_dmarc(&name, &content).or_else(|| of_spf(&content));
        found.extend(doubt.filter(|_| !file.expects_broken_records()).map(|doubt| (doubt, record.span.clone())));
    }
    if !file.expects_broken_records() {
        found.extend(two_spf(file.scenario));
    }
    found
}

/// Those of the zones, and those that steps publish.
fn all(scenario: &Scenario) -> Vec<&ZoneRecord> {
    let set = scenario.steps.iter().filter_map(|step| match &step.kind {
        StepKind::Dns(dns) => Some(&dns.set),
        _ => None,
    });
    scenario.zones.iter().map(|zone| &zone.records).chain(set).flatten().collect()
}

fn address(record: &ZoneRecord) -> Option<IpAddr> {
    match &record.value.data {
        RData::A(ip) => Some(IpAddr::V4(ip.0)),
        RData::AAAA(ip) => Some(IpAddr::V6(ip.0)),
        _ => None,
    }
}

fn exchanges(file: File<'_>, records: &[&ZoneRecord]) -> Vec<Found> {
    let leads = |record: &&&ZoneRecord| address(record).is_some() || matches!(record.value.data, RData::CNAME(_));
    let known: BTreeSet<String> = records.iter().filter(leads).map(|record| zone::plain(&record.value.name)).collect();
    let doubt = |record: &&ZoneRecord| {
        let RData::MX(mx) = &record.value.data else { return None };
        let name = zone::plain(&mx.exchange);
        let origins = file.scenario.zones.iter().map(|zone| zone.origin.as_str());
        // A final dot that was left out has been told already.
        let is_doubled = |origin: &&str| name.ends_with(&format!(".{origin}.{origin}"));
        let origin = values::closest(&name, origins).filter(|origin| !is_doubled(origin));
        let is_here = !mx.exchange.is_root() && origin.is_some();
        let wild = known.iter().any(|known| known.starts_with('*'));
        if !is_here || wild || known.contains(&name) {
            return None;
        }
        let nearest = nearest(&name, known.iter().map(String::as_str)).map(str::to_owned);
        Some((Doubt::MxWithoutAddress { name, nearest }, record.span.clone()))
    };
    records.iter().filter_map(doubt).collect()
}

/// Servers of a domain to which letters go, at addresses that no host has.
fn elsewhere(file: File<'_>, records: &[&ZoneRecord]) -> Option<Found> {
    let sends = file.scenario.steps.iter().filter_map(|step| match &step.kind {
        StepKind::Send(send) => Some(&send.envelope.to),
        _ => None,
    });
    let domains: BTreeSet<String> = sends.flatten().map(|address| address.domain().to_ascii_lowercase()).collect();
    let servers = records.iter().filter_map(|record| match &record.value.data {
        RData::MX(mx) if domains.contains(&zone::plain(&record.value.name)) => Some(zone::plain(&mx.exchange)),
        _ => None,
    });
    let servers: BTreeSet<String> = servers.collect();
    let is_of = |record: &&&ZoneRecord| servers.contains(&zone::plain(&record.value.name));
    let places: Vec<_> = records.iter().filter(is_of).filter_map(|record| Some((address(record)?, *record))).collect();
    let hosts = &file.scenario.hosts;
    if places.iter().any(|(ip, _)| hosts.iter().any(|host| host.ips.contains(ip))) {
        return None;
    }
    let (ip, record) = *places.first()?;
    let name = zone::plain(&record.value.name);
    let own = file.scenario.host(&name).and_then(|host| host.ips.first().copied());
    Some((Doubt::MxElsewhere { name, ip, own }, record.span.clone()))
}

fn of_dmarc(name: &str, text: &str) -> Option<Doubt> {
    let is_place = name.starts_with("_dmarc.");
    let mark = text.split(';').next().unwrap_or_default().trim().replace(' ', "");
    if mark != "v=DMARC1" {
        let nearly = is_place || mark.to_ascii_lowercase().starts_with("v=dmarc");
        return nearly.then_some(Doubt::NotRead { mark: "v=DMARC1" });
    }
    if !is_place {
        let reports = name.contains("._report._dmarc.");
        return (!reports).then(|| Doubt::Misplaced { name: format!("_dmarc.{name}") });
    }
    let tags: BTreeMap<&str, &str> =
        text.split(';').filter_map(|tag| tag.split_once('=')).map(|(tag, value)| (tag.trim(), value.trim())).collect();
    let policy = tags.get("p").copied().unwrap_or_default();
    let is_known = POLICIES.iter().any(|known| known.eq_ignore_ascii_case(policy));
    if is_known || (policy.is_empty() && tags.contains_key("rua")) {
        return None;
    }
    let nearest = nearest(policy, POLICIES).map(str::to_owned);
    Some(Doubt::UnknownPolicy { policy: policy.to_owned(), nearest })
}

fn is_spf(text: &str) -> bool {
    text.split(' ').next().is_some_and(|mark| mark.eq_ignore_ascii_case("v=spf1"))
}

fn of_spf(text: &str) -> Option<Doubt> {
    if !is_spf(text) {
        return text.to_ascii_lowercase().starts_with("v=spf").then_some(Doubt::NotRead { mark: "v=spf1" });
    }
    let mut all = false;
    for term in text.split(' ').skip(1).filter(|term| !term.is_empty()) {
        let bare = term.trim_start_matches(['+', '-', '~', '?']);
        let end = bare.find([':', '/', '=']).unwrap_or(bare.len());
        let (name, rest) = bare.split_at(end);
        if rest.starts_with('=') {
            continue;
        }
        if !MECHANISMS.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            let nearest = nearest(name, MECHANISMS).map(str::to_owned);
            return Some(Doubt::UnknownTerm { term: term.to_owned(), nearest });
        }
        if all {
            return Some(Doubt::BehindAll);
        }
        all = name.eq_ignore_ascii_case("all");
    }
    None
}

fn two_spf(scenario: &Scenario) -> Vec<Found> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for record in scenario.zones.iter().flat_map(|zone| &zone.records) {
        let RData::TXT(txt) = &record.value.data else { continue };
        let first = txt.txt_data.first().map(|string| String::from_utf8_lossy(string).into_owned()).unwrap_or_default();
        if is_spf(&first) && !seen.insert(zone::plain(&record.value.name)) {
            found.push((Doubt::TwoSpf, record.span.clone()));
        }
    }
    found
}
