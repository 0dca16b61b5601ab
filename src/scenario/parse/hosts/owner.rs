//! Whose a PC is: that of a user who has a mailbox on some server.
//!
//! `user` and `server` say so; where they are left out, the PC's name does, up to its first hyphen.

use super::Hosts;
use crate::scenario::diagnostic::{Findings, NetworkMistake};
use crate::scenario::nearest::nearest;
use crate::scenario::reader::{self, Fields};
use crate::scenario::{Host, Role};

/// On which server the user of a PC has a mailbox, and who that is; none where the PC is nobody's.
pub(super) fn of(
    pc: &str,
    fields: &Fields<'_, '_>,
    hosts: &Hosts,
    findings: &mut Findings<'_>,
) -> Option<(String, String)> {
    let said = |key: &str, findings: &mut Findings<'_>| {
        let item = fields.get(key)?;
        Some((reader::text(item, findings)?.to_owned(), item.span().range()))
    };
    let (server, user) = (said("server", findings), said("user", findings));
    let only = match &server {
        Some((name, span)) => Some(hosts.server(name, span.clone(), findings)?.name.as_str()),
        None => None,
    };
    let place = user.as_ref().or(server.as_ref()).map(|(_, span)| span.clone());
    let user = user.map_or_else(|| pc.split('-').next().unwrap_or(pc).to_owned(), |(name, _)| name);
    let servers: Vec<&Host> =
        servers_with(&user, &hosts.list).filter(|host| only.is_none_or(|only| only == host.name)).collect();
    match (servers.as_slice(), place) {
        ([server], _) => return Some((server.name.clone(), user)),
        ([], None) => {}
        ([], Some(place)) => {
            let near = nearest(&user, hosts.list.iter().flat_map(users_of)).map(str::to_owned);
            findings.report(NetworkMistake::UnknownUser { user, nearest: near }, place);
        }
        (_, place) => {
            findings.report(NetworkMistake::AmbiguousUser { user }, place.unwrap_or_else(|| fields.span()));
        }
    }
    None
}

fn servers_with<'a>(user: &'a str, hosts: &'a [Host]) -> impl Iterator<Item = &'a Host> {
    hosts.iter().filter(move |host| users_of(host).any(|other| other == user))
}

fn users_of(host: &Host) -> impl Iterator<Item = &str> {
    let users = if let Role::Server { users, .. } = &host.role { users.as_slice() } else { &[] };
    users.iter().map(String::as_str)
}
