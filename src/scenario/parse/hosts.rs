//! `[hosts]`: who is on the network.
//!
//! Servers come first, because a PC belongs to a user of one of them.

use std::net::IpAddr;
use std::ops::Range;

use toml_spanner::{Item, Key};

use crate::scenario::diagnostic::{Findings, NetworkMistake, ShapeMistake};
use crate::scenario::nearest::nearest;
use crate::scenario::reader::{self, Fields};
use crate::scenario::{Host, Role, Zone, limits, values};

const SERVER_KEYS: &[&str] = &["role", "ip", "users", "domains", "bounces"];
const PC_KEYS: &[&str] = &["role", "ip", "server", "user"];
/// What the map of a story calls DNS.
const RESERVED: &str = "dns";

/// All hosts, in the order of the file.
pub(super) fn read(item: &Item<'_>, zones: &[Zone], findings: &mut Findings<'_>) -> Vec<Host> {
    let entries = reader::entries(item, limits::HOSTS, findings);
    let mut hosts: Vec<Host> = Vec::new();
    let mut pcs = Vec::new();
    for (key, value) in entries {
        let Some((host, fields)) = host(key, value, zones, findings) else { continue };
        if matches!(host.role, Role::Client { .. }) {
            pcs.push((hosts.len(), fields));
        }
        report_doubled_addresses(&host, &hosts, value, findings);
        hosts.push(host);
    }
    for (index, fields) in pcs {
        let owner = owner_of(&hosts[index].name, &fields, &hosts, findings);
        hosts[index].role = Role::Client { server: owner.0, user: owner.1 };
    }
    hosts
}

fn host<'a, 'de>(
    key: &Key<'de>,
    value: &'a Item<'de>,
    zones: &[Zone],
    findings: &mut Findings<'_>,
) -> Option<(Host, Fields<'a, 'de>)> {
    let is_server = reader::table(value, findings)?.get("role").and_then(Item::as_str) == Some("server");
    let fields = Fields::open(value, if is_server { SERVER_KEYS } else { PC_KEYS }, findings)?;
    let role = fields.require("role", findings)?;
    reader::word(role, &[("client", ()), ("server", ())], findings)?;
    let ips = fields.require("ip", findings).map(|item| addresses(item, findings)).unwrap_or_default();
    let span = key.span.range();
    let name = host_name(key.name, is_server, span.clone(), findings)?;
    let role =
        if is_server { server(&name, &fields, zones, findings) } else { Role::Client { server: None, user: None } };
    Some((Host { name, ips, role, span }, fields))
}

fn host_name(name: &str, is_server: bool, span: Range<usize>, findings: &mut Findings<'_>) -> Option<String> {
    if name.eq_ignore_ascii_case(RESERVED) {
        findings.report(NetworkMistake::ReservedName { name: name.to_owned() }, span);
        return None;
    }
    let lower = values::as_domain(name).filter(|lower| !is_server || lower.contains('.'));
    if lower.is_none() {
        findings.report(NetworkMistake::BadHostName { name: name.to_owned() }, span);
    }
    lower
}

fn addresses(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<IpAddr> {
    let items = reader::some_or_list(item, limits::ADDRESSES, findings);
    let address = |item: &Item<'_>| {
        let text = reader::text(item, findings)?;
        values::ip(text, item.span().range(), findings)
    };
    items.iter().filter_map(address).collect()
}

fn report_doubled_addresses(host: &Host, others: &[Host], value: &Item<'_>, findings: &mut Findings<'_>) {
    let place = value.as_table().and_then(|table| table.get("ip")).unwrap_or(value).span().range();
    for (index, ip) in host.ips.iter().enumerate() {
        let twice_here = host.ips[..index].contains(ip).then_some(host);
        let taken = others.iter().find(|other| other.ips.contains(ip)).or(twice_here);
        if let Some(other) = taken {
            let mistake = NetworkMistake::DoubledAddress { ip: *ip, host: other.name.clone() };
            findings.report_beside(mistake, place.clone(), other.span.clone());
        }
    }
    if let Some(other) = others.iter().find(|other| other.name == host.name) {
        findings.report_beside(
            ShapeMistake::Doubled { what: host.name.clone() },
            host.span.clone(),
            other.span.clone(),
        );
    }
}

fn server(name: &str, fields: &Fields<'_, '_>, zones: &[Zone], findings: &mut Findings<'_>) -> Role {
    let users = fields.get("users").map(|item| users(item, findings)).unwrap_or_default();
    let domains = match fields.get("domains") {
        Some(item) => domains(item, findings),
        None => values::closest(name, origins(zones)).map(str::to_owned).into_iter().collect(),
    };
    let bounces = fields.get("bounces").and_then(|item| reader::boolean(item, findings)).unwrap_or(true);
    Role::Server { users, domains, bounces }
}

fn origins(zones: &[Zone]) -> impl Iterator<Item = &str> {
    zones.iter().map(|zone| zone.origin.as_str())
}

fn domains(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<String> {
    let texts = reader::texts(item, findings);
    texts.into_iter().filter_map(|(text, span)| values::domain(text, span, findings)).collect()
}

/// Users are the local parts of their addresses, in lower case.
fn users(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<String> {
    let mut users: Vec<String> = Vec::new();
    for item in reader::list(item, limits::USERS, findings) {
        let Some(user) = reader::text_up_to(item, 64, findings) else { continue };
        let span = item.span().range();
        if !values::is_user(user) {
            findings.report(NetworkMistake::BadUser { user: user.to_owned() }, span);
        } else if users.iter().any(|other| other == user) {
            findings.report(ShapeMistake::Doubled { what: user.to_owned() }, span);
        } else {
            users.push(user.to_owned());
        }
    }
    users
}

/// Whose PC it is, and on which server that user has a mailbox; neither where it is nobody's.
fn owner_of(
    pc: &str,
    fields: &Fields<'_, '_>,
    hosts: &[Host],
    findings: &mut Findings<'_>,
) -> (Option<String>, Option<String>) {
    let said = |key: &str, findings: &mut Findings<'_>| {
        let item = fields.get(key)?;
        Some((reader::text(item, findings)?.to_owned(), item.span().range()))
    };
    let user = said("user", findings);
    let server = said("server", findings);
    if let Some((name, span)) = &server
        && super::rules::server(name, span.clone(), hosts, findings).is_none()
    {
        return (None, None);
    }
    let place = user.as_ref().or(server.as_ref()).map(|(_, span)| span.clone());
    let name = user.map_or_else(|| pc.split('-').next().unwrap_or(pc).to_owned(), |(name, _)| name);
    let on: Vec<&Host> =
        servers_with(&name, hosts).filter(|host| server.as_ref().is_none_or(|(s, _)| *s == host.name)).collect();
    match (on[..].split_first(), place) {
        (Some((server, [])), _) => (Some(server.name.clone()), Some(name)),
        (Some(_), Some(place)) => {
            findings.report(NetworkMistake::AmbiguousUser { user: name }, place);
            (None, None)
        }
        (Some(_), None) => {
            findings.report(NetworkMistake::AmbiguousUser { user: name }, fields.span());
            (None, None)
        }
        (None, Some(place)) => {
            let near = nearest(&name, hosts.iter().flat_map(users_of)).map(str::to_owned);
            findings.report(NetworkMistake::UnknownUser { user: name, nearest: near }, place);
            (None, None)
        }
        (None, None) => (None, None),
    }
}

fn servers_with<'a>(user: &'a str, hosts: &'a [Host]) -> impl Iterator<Item = &'a Host> {
    hosts.iter().filter(move |host| users_of(host).any(|other| other == user))
}

fn users_of(host: &Host) -> impl Iterator<Item = &str> {
    let users = if let Role::Server { users, .. } = &host.role { users.as_slice() } else { &[] };
    users.iter().map(String::as_str)
}
