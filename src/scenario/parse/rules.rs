//! `[dkim]` and `[receivers]`: what a domain signs with, and how a server treats what it gets.

use std::ops::Range;

use toml_spanner::Item;

use crate::scenario::diagnostic::{Findings, NetworkMistake};
use crate::scenario::nearest::nearest;
use crate::scenario::reader::{self, Fields};
use crate::scenario::{DkimKey, DkimSigner, Greylist, Host, Receiver, Role, SpfFailRule, Zone, limits, values};

const KEYS: &[(&str, DkimKey)] = &[("rsa-2048", DkimKey::Rsa2048), ("ed25519", DkimKey::Ed25519)];
const SPF_FAIL: &[(&str, SpfFailRule)] =
    &[("accept", SpfFailRule::Accept), ("junk", SpfFailRule::Junk), ("reject", SpfFailRule::Reject)];

/// The host of that name, or a report that there is none.
pub(super) fn host<'h>(
    name: &str,
    span: Range<usize>,
    hosts: &'h [Host],
    findings: &mut Findings<'_>,
) -> Option<&'h Host> {
    let found = hosts.iter().find(|host| host.name == name);
    if found.is_none() {
        let near = nearest(name, hosts.iter().map(|host| host.name.as_str())).map(str::to_owned);
        findings.report(NetworkMistake::UnknownHost { name: name.to_owned(), nearest: near }, span);
    }
    found
}

/// The server of that name, or a report that there is none.
pub(super) fn server<'h>(
    name: &str,
    span: Range<usize>,
    hosts: &'h [Host],
    findings: &mut Findings<'_>,
) -> Option<&'h Host> {
    let found = host(name, span.clone(), hosts, findings)?;
    if matches!(found.role, Role::Server { .. }) {
        return Some(found);
    }
    findings.report_beside(NetworkMistake::NotAServer { name: name.to_owned() }, span, found.span.clone());
    None
}

/// `[dkim."a-corp.example"]`.
pub(super) fn dkim(item: &Item<'_>, zones: &[Zone], hosts: &[Host], findings: &mut Findings<'_>) -> Vec<DkimSigner> {
    let mut signers = Vec::new();
    for (key, value) in reader::entries(item, limits::ZONES, findings) {
        let span = key.span.range();
        let Some(fields) = Fields::open(value, &["selector", "key"], findings) else { continue };
        let selector = fields.require("selector", findings).and_then(|item| selector(item, findings));
        let kind = fields.get("key").map_or(Some(DkimKey::Rsa2048), |item| reader::word(item, KEYS, findings));
        let Some(domain) = values::domain(key.name, span.clone(), findings) else { continue };
        if !zone_of(&domain, span.clone(), zones, findings) {
            continue;
        }
        let belongs = |host: &Host| matches!(&host.role, Role::Server { domains, .. } if domains.contains(&domain));
        if !hosts.iter().any(belongs) {
            findings.report(NetworkMistake::NeverSigns { domain: domain.clone() }, span.clone());
        }
        let Some((selector, key)) = selector.zip(kind) else { continue };
        signers.push(DkimSigner { domain, selector, key, span });
    }
    signers
}

/// Whether a domain lies in a zone; reported where it does not.
pub(super) fn zone_of(domain: &str, span: Range<usize>, zones: &[Zone], findings: &mut Findings<'_>) -> bool {
    let origins = || zones.iter().map(|zone| zone.origin.as_str());
    let found = values::closest(domain, origins()).is_some();
    if !found {
        let near = nearest(domain, origins()).map(str::to_owned);
        findings.report(NetworkMistake::NoZone { domain: domain.to_owned(), nearest: near }, span);
    }
    found
}

fn selector(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<String> {
    let text = reader::text(item, findings)?;
    values::domain(text, item.span().range(), findings)
}

/// `[receivers."mx.school.example"]`.
pub(super) fn receivers(item: &Item<'_>, hosts: &[Host], findings: &mut Findings<'_>) -> Vec<Receiver> {
    let mut receivers = Vec::new();
    for (key, value) in reader::entries(item, limits::HOSTS, findings) {
        let known = server(key.name, key.span.range(), hosts, findings);
        let Some(fields) = Fields::open(value, &["spf_fail", "greylist", "max_size"], findings) else { continue };
        let mut receiver = Receiver::of(key.name);
        if let Some(rule) = fields.get("spf_fail").and_then(|item| reader::word(item, SPF_FAIL, findings)) {
            receiver.spf_fail = rule;
        }
        if let Some(wait) = fields.get("greylist").and_then(|item| values::duration(item, findings)) {
            receiver.greylist = Some(Greylist { wait });
        }
        if let Some(size) = fields.get("max_size").and_then(|item| reader::number(item, 1..=limits::LETTER, findings)) {
            receiver.max_size = usize::try_from(size).unwrap_or(usize::MAX);
        }
        receivers.extend(known.map(|_| receiver));
    }
    receivers
}
