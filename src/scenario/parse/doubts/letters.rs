//! Letters: who sends and receives them, and what is expected of them.

use toml_spanner::Item;

use super::{File, Found};
use crate::scenario::diagnostic::Doubt;
use crate::scenario::nearest::nearest;
use crate::scenario::{Fact, Host, Role, Send, StepKind, values};
use crate::trace::{Address, SpfResult};

/// Of all letters.
pub(super) fn doubts(file: File<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let some_expect = file.scenario.steps.iter().any(|step| step.kind.sends() && !step.expect.all.is_empty());
    for (at, step) in file.scenario.steps.iter().enumerate() {
        if step.kind.sends() && some_expect && file.expected(at).next().is_none() {
            found.push((Doubt::NothingExpected, step.span.clone()));
        }
        let StepKind::Send(send) = &step.kind else { continue };
        if !file.is_lost(at) {
            found.extend(recipients(file, at, send));
            found.extend(login(file, at, send));
        }
        found.extend(sender(file, at, send));
        found.extend(author(file, at, send));
    }
    found
}

fn recipients(file: File<'_>, at: usize, send: &Send) -> Vec<Found> {
    let Some(item) = file.nth("step", at, &["envelope", "to"]) else { return Vec::new() };
    let items = item.as_array().map_or_else(|| std::slice::from_ref(item), |array| array.as_slice());
    let doubt = |(address, item): (&Address, &Item<'_>)| Some((recipient(file, address)?, item.span().range()));
    send.envelope.to.iter().zip(items).filter_map(doubt).collect()
}

fn recipient(file: File<'_>, address: &Address) -> Option<Doubt> {
    let domain = address.domain().to_ascii_lowercase();
    if Address::is_literal(&domain) {
        return None;
    }
    let servers: Vec<(&Host, &[String], &[String])> = file.scenario.hosts.iter().filter_map(server).collect();
    let mut here = servers.iter().filter(|(_, _, domains)| domains.contains(&domain)).peekable();
    if here.peek().is_none() {
        let domains = servers.iter().flat_map(|(_, _, domains)| domains.iter());
        let nearest = nearest(&domain, domains.map(String::as_str)).map(str::to_owned);
        return Some(Doubt::NobodyReceives { domain, nearest });
    }
    let local = address.local().to_lowercase();
    let user = local.split('+').next().unwrap_or(&local).to_owned();
    let users: Vec<&String> = here.flat_map(|(_, users, _)| users.iter()).collect();
    let hops = file.scenario.forwards.iter().map(|one| &one.address);
    let hops: Vec<&Address> = hops.chain(file.scenario.lists.iter().map(|one| &one.address)).collect();
    let of_a_hop = |hop: &&Address| {
        let name = hop.local().to_lowercase();
        local == name || local.starts_with(&format!("{name}-"))
    };
    if users.iter().any(|known| **known == user || **known == local)
        || hops.iter().any(of_a_hop)
        || local == "postmaster"
    {
        return None;
    }
    let known = users.iter().map(|user| user.as_str()).chain(hops.iter().map(|hop| hop.local()));
    let nearest = nearest(&local, known).map(|user| format!("{user}@{domain}"));
    Some(Doubt::UnknownRecipient { address: address.0.clone(), nearest })
}

fn server(host: &Host) -> Option<(&Host, &[String], &[String])> {
    match &host.role {
        Role::Server { users, domains, .. } => Some((host, users, domains)),
        Role::Client { .. } => None,
    }
}

/// A slip of the finger in the sender's domain; one that is like no zone is somebody far away.
fn sender(file: File<'_>, at: usize, send: &Send) -> Option<Found> {
    let domain = send.envelope.from.domain().to_ascii_lowercase();
    let origins = || file.scenario.zones.iter().map(|zone| zone.origin.as_str());
    let is_meant =
        file.expected(at).any(|fact| matches!(fact, Fact::Spf(results) if results.contains(&SpfResult::None)));
    if send.envelope.from.is_null() || is_meant || values::closest(&domain, origins()).is_some() {
        return None;
    }
    let near = nearest(&domain, origins())?.to_owned();
    let place = file.nth("step", at, &["envelope", "from"])?.span().range();
    Some((Doubt::UnknownSender { domain, nearest: Some(near) }, place))
}

fn login(file: File<'_>, at: usize, send: &Send) -> Option<Found> {
    let via = file.scenario.host(send.via.as_deref()?)?;
    let Role::Client { server: Some(own), user: Some(user) } = &file.scenario.host(&send.from)?.role else {
        return None;
    };
    let (_, users, _) = server(via)?;
    if *own == via.name || users.contains(user) || !send.login || send.password.is_some() {
        return None;
    }
    let place = file.nth("step", at, &["via"])?.span().range();
    Some((Doubt::LoginFails { pc: send.from.clone(), server: via.name.clone() }, place))
}

fn author(file: File<'_>, at: usize, send: &Send) -> Option<Found> {
    let is_meant = file.expected(at).any(|fact| matches!(fact, Fact::Dmarc(_)));
    if is_meant || send.header.iter().any(|(name, _)| name.eq_ignore_ascii_case("From")) {
        return None;
    }
    let near = send.header.iter().find(|(name, _)| nearest(name, ["From"]).is_some()).map(|(name, _)| name.as_str());
    let place = near.and_then(|name| file.nth("step", at, &["header", name]));
    let place = place.map_or_else(|| file.scenario.steps[at].span.clone(), |item| item.span().range());
    Some((Doubt::NoAuthor { nearest: near.map(|_| "From".to_owned()) }, place))
}
