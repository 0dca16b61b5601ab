//! `[hosts]`: who is on the network.
//!
//! Servers come first, because a PC belongs to a user of one of them.

use std::net::IpAddr;
use std::ops::Range;

use toml_spanner::Item;

use super::unquoted;
use crate::lang::Lang;
use crate::scenario::diagnostic::{Findings, NetworkMistake, ShapeMistake};
use crate::scenario::key::{self, Form, Key, Keys, Value};
use crate::scenario::nearest::nearest;
use crate::scenario::reader::{self, Fields};
use crate::scenario::{Host, Role, Zone, limits, mailbox, values};
use crate::trace::Address;
use crate::words;

/// What a host can be, and which keys it then has.
const ROLES: &[(&str, Keys)] = &[("client", PC), ("server", SERVER)];

const SERVER: Keys = &[
    Key::must("role", Value::Word(roles), about_role),
    Key::must("ip", ADDRESSES, about_ip),
    Key::may("users", Value::List(&Value::Text(Address::LONGEST_LOCAL), limits::USERS), |l| {
        words!(l,
            en: "Who has a mailbox here. The password of each is the name and -secret.",
            ja: "ここにメールボックスを持つ人。パスワードは「名前-secret」です。")
    }),
    Key::may("domains", Value::AnyNumber(&Value::Form(Form::Domain), limits::LIST), |l| {
        words!(l,
            en: "The domains that it receives for. Left out: the zone that its name lies in.",
            ja: "受け取るドメイン。省略すると、サーバーの名前が属するゾーン。")
    }),
    Key::may("bounces", Value::Flag, |l| {
        words!(l,
            en: "Whether it tells the sender when a letter could not be delivered.",
            ja: "配送できなかったことを差出人に知らせるか。")
    }),
];

const PC: Keys = &[
    Key::must("role", Value::Word(roles), about_role),
    Key::must("ip", ADDRESSES, about_ip),
    Key::may("server", Value::Form(Form::Host), |l| {
        words!(l,
            en: "Where its user has a mailbox. Needed only where several servers have such a user.",
            ja: "使う人のメールボックスがあるサーバー。同じ名前の人が複数のサーバーにいるときに書きます。")
    }),
    Key::may("user", Value::Text(Address::LONGEST_LOCAL), |l| {
        words!(l,
            en: "Whose PC it is. Left out: the host's name up to its first hyphen (aoi-pc belongs to aoi).",
            ja: "使う人。省略すると、名前の最初のハイフンまで（aoi-pc は aoi のPC）。")
    }),
];

const ADDRESSES: Value = Value::OneOrMany(&Value::Form(Form::Ip), limits::ADDRESSES);

/// `[hosts]`: one entry.
pub(super) const HOST: Value = Value::Kinds { by: "role", of: || ROLES.to_vec() };

fn roles() -> Vec<&'static str> {
    key::words(ROLES)
}

fn about_role(lang: Lang) -> &'static str {
    words!(lang, en: "client (a PC) or server (a mail server).", ja: "client（PC）か server（メールサーバー）。")
}

fn about_ip(lang: Lang) -> &'static str {
    words!(lang,
        en: "Its address, from a range kept for documentation; a list where it has several.",
        ja: "文書用の範囲のIPアドレス（複数ならリスト）。")
}

/// What the map of a story calls DNS.
const RESERVED: &str = "dns";

/// The hosts of a file.
#[derive(Default)]
pub(super) struct Hosts {
    /// Those that could be read, in the order of the file.
    pub(super) list: Vec<Host>,
    /// The names of the others: whoever speaks of one of them makes no mistake.
    broken: Vec<String>,
}

impl Hosts {
    /// Whether some could not be read, and nobody knows what they receive for.
    pub(super) fn has_broken(&self) -> bool {
        !self.broken.is_empty()
    }

    /// The host of that name, or a report that there is none.
    pub(super) fn find(&self, name: &str, span: Range<usize>, findings: &mut Findings<'_>) -> Option<&Host> {
        let found = self.list.iter().find(|host| host.name.eq_ignore_ascii_case(name));
        if found.is_none() && !self.broken.iter().any(|broken| broken == name) {
            let near = nearest(name, self.list.iter().map(|host| host.name.as_str())).or_else(|| self.of_domain(name));
            let nearest = near.map(str::to_owned);
            findings.report(NetworkMistake::UnknownHost { name: name.to_owned(), nearest }, span);
        }
        found
    }

    /// The server of a domain, which somebody names in its place.
    fn of_domain(&self, name: &str) -> Option<&str> {
        let is_of = |domain: &String| domain.eq_ignore_ascii_case(name);
        let is_server = |host: &&Host| matches!(&host.role, Role::Server { domains, .. } if domains.iter().any(is_of));
        self.list.iter().find(is_server).map(|host| host.name.as_str())
    }

    /// The server of that name, or a report that there is none.
    pub(super) fn server(&self, name: &str, span: Range<usize>, findings: &mut Findings<'_>) -> Option<&Host> {
        let found = self.find(name, span.clone(), findings)?;
        if matches!(found.role, Role::Server { .. }) {
            return Some(found);
        }
        findings.report_beside(NetworkMistake::NotAServer { name: name.to_owned() }, span, found.span.clone());
        None
    }
}

/// Reads all hosts.
pub(super) fn read(item: &Item<'_>, zones: &[Zone], findings: &mut Findings<'_>) -> Hosts {
    let mut hosts = Hosts::default();
    let mut pcs = Vec::new();
    for entry in reader::entries(item, limits::HOSTS, findings) {
        let broken = unquoted::report(entry, &[SERVER, PC], findings);
        if !broken.is_empty() {
            hosts.broken.extend(broken);
            continue;
        }
        let (key, value) = entry;
        let Some((host, fields)) = host(key, value, zones, findings) else {
            hosts.broken.push(key.name.to_owned());
            continue;
        };
        if matches!(host.role, Role::Client { .. }) {
            pcs.push((hosts.list.len(), fields));
        }
        report_doubled(&host, &hosts.list, value, findings);
        hosts.list.push(host);
    }
    for (index, fields) in pcs {
        let (server, user) = owner_of(&hosts.list[index].name, &fields, &hosts, findings).unzip();
        hosts.list[index].role = Role::Client { server, user };
    }
    hosts
}

fn host<'a, 'de>(
    key: &toml_spanner::Key<'de>,
    value: &'a Item<'de>,
    zones: &[Zone],
    findings: &mut Findings<'_>,
) -> Option<(Host, Fields<'a, 'de>)> {
    let role = reader::table(value, findings)?.get("role").and_then(Item::as_str);
    let is_server = role == Some("server");
    let keys = ROLES.iter().find(|(word, _)| role == Some(*word));
    let fields = match keys {
        Some((_, keys)) => Fields::open(value, keys, findings)?,
        None => Fields::open_any(value, &[SERVER, PC], findings)?,
    };
    let role = fields.require("role", findings)?;
    reader::word(role, ROLES, findings)?;
    let ips = fields.require("ip", findings).map(|item| addresses(item, findings)).unwrap_or_default();
    let span = key.span.range();
    let name = host_name(key.name, is_server, span.clone(), findings)?;
    let role = if is_server {
        server(&name, &span, &fields, zones, findings)
    } else {
        Role::Client { server: None, user: None }
    };
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

fn report_doubled(host: &Host, others: &[Host], value: &Item<'_>, findings: &mut Findings<'_>) {
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

fn server(
    name: &str,
    span: &Range<usize>,
    fields: &Fields<'_, '_>,
    zones: &[Zone],
    findings: &mut Findings<'_>,
) -> Role {
    let users = fields.get("users").map(|item| users(item, findings)).unwrap_or_default();
    let domains = match fields.get("domains") {
        Some(item) => domains(item, findings),
        None => values::closest(name, origins(zones)).map(str::to_owned).into_iter().collect(),
    };
    if domains.is_empty() && !users.is_empty() && fields.get("domains").is_none() {
        let near = nearest(name, origins(zones)).map(str::to_owned);
        findings.report(NetworkMistake::NoDomain { host: name.to_owned(), nearest: near }, span.clone());
    }
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
        let Some(user) = reader::text_up_to(item, Address::LONGEST_LOCAL, findings) else { continue };
        let span = item.span().range();
        if !mailbox::is_user(user) {
            findings.report(NetworkMistake::BadUser { user: user.to_owned() }, span);
        } else if users.iter().any(|other| other == user) {
            findings.report(ShapeMistake::Doubled { what: user.to_owned() }, span);
        } else {
            users.push(user.to_owned());
        }
    }
    users
}

/// On which server the user of a PC has a mailbox, and who that is; none where the PC is nobody's.
fn owner_of(pc: &str, fields: &Fields<'_, '_>, hosts: &Hosts, findings: &mut Findings<'_>) -> Option<(String, String)> {
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
