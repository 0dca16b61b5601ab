//! What takes part in nothing: users, hosts, aliases, rules, zones, keys.
//!
//! A name counts as used wherever else in the file it stands, even in a text: a doubt too few is better than a false one.

use std::ops::Range;

use toml_spanner::Item;

use super::{File, Found, below, count};
use crate::scenario::diagnostic::Doubt;
use crate::scenario::values::lies_in;
use crate::scenario::{Fact, Host, Role, StepKind};

/// Of the whole file.
pub(super) fn doubts(file: File<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = file.scenario.hosts.iter().filter_map(|host| idle_host(file, host)).collect();
    if !file.any_is_lost() {
        found.extend(file.scenario.hosts.iter().flat_map(|host| idle_users(file, host)));
    }
    found.extend(idle_aliases(file));
    found.extend(idle_zones(file));
    if !file.is_typed() {
        found.extend(idle_keys(file));
        found.extend(idle_rules(file));
    }
    found
}

fn source(file: File<'_>) -> &str {
    &file.scenario.source
}

fn idle_users(file: File<'_>, host: &Host) -> Vec<Found> {
    let Role::Server { users, .. } = &host.role else { return Vec::new() };
    let is_idle = |(at, user): &(usize, &String)| {
        file.scenario.pc_of(&host.name, user).is_none()
            && count(source(file), &format!("{user}@")) == 0
            // The first one administers the server, and gets what is returned to it.
            && *at > 0
    };
    let item = |at: usize| file.root.get("hosts").and_then(|item| host_item(item, host, "users")?.as_array()?.get(at));
    let idle = users.iter().enumerate().filter(is_idle);
    idle.filter_map(|(at, user)| Some((Doubt::IdleUser { user: user.clone() }, item(at)?.span().range()))).collect()
}

fn host_item<'a>(hosts: &'a Item<'a>, host: &Host, key: &str) -> Option<&'a Item<'a>> {
    let (_, item) = hosts.as_table()?.entries().iter().find(|(name, _)| name.span.range() == host.span)?;
    below(item, &[key])
}

fn idle_host(file: File<'_>, host: &Host) -> Option<Found> {
    let is_named = count(source(file), &host.name) > 1;
    let is_idle = match &host.role {
        Role::Client { server, .. } => server.is_none() && !is_named,
        Role::Server { domains, .. } => {
            let is_written_to = domains.iter().any(|domain| count(source(file), &format!("@{domain}")) > 0);
            let is_in_dns = host.ips.iter().any(|ip| count(source(file), &ip.to_string()) > 1);
            !is_named && !is_written_to && !is_in_dns
        }
    };
    is_idle.then(|| (Doubt::IdleHost { host: host.name.clone() }, host.span.clone()))
}

fn idle_aliases(file: File<'_>) -> Vec<Found> {
    let forwards = file.scenario.forwards.iter().map(|one| (&one.address, &one.span));
    let lists = file.scenario.lists.iter().map(|one| (&one.address, &one.span));
    let idle = forwards.chain(lists).filter(|(address, _)| count(source(file), &address.0) < 2);
    idle.map(|(address, span)| (Doubt::IdleAlias { address: address.0.clone() }, span.clone())).collect()
}

fn idle_zones(file: File<'_>) -> Vec<Found> {
    let Some(zones) = file.root.get("zones").and_then(Item::as_table) else { return Vec::new() };
    let elsewhere = |name: &str, own: Range<usize>| {
        let (before, after) = (source(file).get(..own.start), source(file).get(own.end..));
        [before, after].into_iter().flatten().map(|text| count(text, name)).sum::<usize>()
    };
    let idle = file.scenario.zones.iter().filter_map(|zone| {
        let (key, item) = zones.entries().iter().find(|(key, _)| key.span.range() == zone.span)?;
        let is_reverse = lies_in(&zone.origin, "arpa");
        let others = elsewhere(&zone.origin, key.span.range().start..item.span().range().end);
        (!is_reverse && others == 0).then(|| (Doubt::IdleZone { zone: zone.origin.clone() }, zone.span.clone()))
    });
    idle.collect()
}

fn idle_keys(file: File<'_>) -> Vec<Found> {
    let sends = |host: &Host| {
        let by_step = file.scenario.steps.iter().any(|step| match &step.kind {
            StepKind::Send(send) => send.sign && (send.from == host.name || send.via.as_deref() == Some(&host.name)),
            _ => false,
        });
        let hops = file.scenario.forwards.iter().map(|one| &one.host);
        by_step || hops.chain(file.scenario.lists.iter().map(|one| &one.host)).any(|name| *name == host.name)
    };
    let idle = file.scenario.dkim.iter().filter(|signer| {
        let own = |host: &&Host| matches!(&host.role, Role::Server { domains, .. } if domains.contains(&signer.domain));
        let mut servers = file.scenario.hosts.iter().filter(own).peekable();
        // Where there is no server at all, that has been said already.
        servers.peek().is_some() && !servers.any(sends)
    });
    idle.map(|signer| (Doubt::IdleKey { domain: signer.domain.clone() }, signer.span.clone())).collect()
}

/// Rules for receiving, at a server for whose domains no letter is meant, and to which no bounce comes back.
fn idle_rules(file: File<'_>) -> Vec<Found> {
    let facts = file.scenario.steps.iter().flat_map(|step| &step.expect.all);
    if facts.into_iter().any(|expectation| matches!(expectation.fact, Fact::Bounce(true))) {
        return Vec::new();
    }
    let hops = file.scenario.forwards.iter().flat_map(|one| &one.to);
    let hops = hops.chain(file.scenario.lists.iter().flat_map(|one| &one.members));
    let sends = file.scenario.steps.iter().filter_map(|step| match &step.kind {
        StepKind::Send(send) => Some(&send.envelope.to),
        _ => None,
    });
    let domains: Vec<String> = sends.flatten().chain(hops).map(|to| to.domain().to_ascii_lowercase()).collect();
    let is_idle = |name: &str| {
        let Some(Role::Server { domains: own, .. }) = file.scenario.host(name).map(|host| &host.role) else {
            return false;
        };
        // A server that stands in for another is named in that one's zone.
        let is_written_to = own.iter().any(|domain| domains.contains(domain));
        let own_zone = own.iter().any(|domain| {
            file.scenario.steps.iter().any(|step| match &step.kind {
                StepKind::Send(send) => send.envelope.from.domain().eq_ignore_ascii_case(domain),
                _ => false,
            })
        });
        !is_written_to && own_zone
    };
    let Some(rules) = file.root.get("receivers").and_then(Item::as_table) else { return Vec::new() };
    let receivers = file.scenario.receivers.iter().filter(|rules| rules.checks_all || rules.greylist.is_some());
    let idle = receivers.filter(|receiver| is_idle(&receiver.host));
    let place = |name: &str| rules.entries().iter().find(|(key, _)| key.name.eq_ignore_ascii_case(name));
    idle.filter_map(|receiver| {
        let (key, _) = place(&receiver.host)?;
        Some((Doubt::IdleRules { host: receiver.host.clone() }, key.span.range()))
    })
    .collect()
}
