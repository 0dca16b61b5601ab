//! `[forward]` and `[list]`: addresses that pass on what they get.
//!
//! ```toml
//! [forward."aoi@alumni.example"]
//! to  = "aoi@school.example"
//! srs = true
//!
//! [list."seminar@list.example"]
//! members = ["aoi@school.example", "sora@school.example"]
//! footer  = "-- the seminar's list"
//! ```

use std::ops::Range;

use toml_spanner::Item;

use super::hosts::Hosts;
use crate::scenario::diagnostic::{Findings, LetterMistake, NetworkMistake, ShapeMistake};
use crate::scenario::key::{self, Form, Key, Keys, Value};
use crate::scenario::nearest::nearest;
use crate::scenario::reader::{self, Fields};
use crate::scenario::{DkimSigner, Forward, Host, ListFrom, MailingList, Role, limits, mailbox};
use crate::trace::Address;
use crate::words;

/// `[forward."aoi@alumni.example"]`.
pub(super) const FORWARD: Keys = &[
    Key::must(
        "to",
        ADDRESSES,
        |l| words!(l, en: "Where the letters go on to: an address, or a list of them.", ja: "転送先のアドレス（複数ならリスト）。"),
    ),
    Key::may("srs", Value::Flag, |l| {
        words!(l,
            en: "Whether the envelope's sender is rewritten (SRS), so that SPF can pass again.",
            ja: "エンベロープFromを転送元のドメインに書き換えるか（SRS）。SPFが再び成功します。")
    }),
    Key::may("delivered_to", Value::Flag, |l| {
        words!(l,
            en: "Whether the forwarder writes Delivered-To, and so finds out that a letter goes in a circle.",
            ja: "Delivered-To を書き加えるか。転送の循環に気づくための印です。")
    }),
];

/// `[list."seminar@list.example"]`.
pub(super) const LIST: Keys = &[
    Key::must(
        "members",
        ADDRESSES,
        |l| words!(l, en: "Who gets what is sent to the list.", ja: "メーリングリストの参加者。"),
    ),
    Key::may(
        "name",
        Value::Text(limits::SHORT),
        |l| words!(l, en: "What the list is called.", ja: "メーリングリストの名前。"),
    ),
    Key::may(
        "subject_prefix",
        Value::Text(limits::SHORT),
        |l| words!(l, en: "What it puts before each subject.", ja: "件名の前に付ける文字列。"),
    ),
    Key::may(
        "footer",
        Value::Text(limits::LONG),
        |l| words!(l, en: "What it writes under each letter.", ja: "本文の最後に書き足す文。"),
    ),
    Key::may("from", Value::Word(from_words), |l| {
        words!(l,
            en: "Whether the author's From is kept, or rewritten to the list's own address.",
            ja: "ヘッダーFromをそのまま残すか（keep）、メーリングリストのアドレスに書き換えるか（rewrite）。")
    }),
    Key::may(
        "sign",
        Value::Flag,
        |l| words!(l, en: "Whether it signs with a key of its own domain.", ja: "自分のドメインの鍵で署名するか。"),
    ),
    Key::may(
        "arc",
        Value::Flag,
        |l| words!(l, en: "Whether it seals the results that it found (ARC).", ja: "確かめた結果を封印して残すか（ARC）。"),
    ),
];

const ADDRESSES: Value = Value::OneOrMany(&Value::Form(Form::Mailbox), limits::RECIPIENTS);
const FROM: &[(&str, ListFrom)] = &[("keep", ListFrom::Keep), ("rewrite", ListFrom::Rewrite)];

fn from_words() -> Vec<&'static str> {
    key::words(FROM)
}

/// `[forward."aoi@alumni.example"]`.
pub(super) fn forwards(item: &Item<'_>, hosts: &Hosts, findings: &mut Findings<'_>) -> Vec<Forward> {
    let mut forwards: Vec<Forward> = Vec::new();
    for (key, value) in reader::entries(item, limits::HOPS, findings) {
        let place = place(key, hosts, findings);
        let Some(fields) = Fields::open(value, FORWARD, findings) else { continue };
        let to = fields.require("to", findings).map(|item| addresses(item, findings)).unwrap_or_default();
        let flag = |key: &str, otherwise: bool, findings: &mut Findings<'_>| {
            fields.get(key).and_then(|item| reader::boolean(item, findings)).unwrap_or(otherwise)
        };
        let (srs, delivered_to) = (flag("srs", false, findings), flag("delivered_to", true, findings));
        let Some((address, host)) = place else { continue };
        let span = key.span.range();
        if to.iter().any(|to| same(to, &address)) {
            findings.report(NetworkMistake::ForwardsToItself { address: address.0.clone() }, span.clone());
        }
        if let Some(other) = forwards.iter().find(|other| same(&other.address, &address)) {
            let what = address.0.clone();
            findings.report_beside(ShapeMistake::Doubled { what }, span, other.span.clone());
            continue;
        }
        forwards.push(Forward { address, host: host.name.clone(), to, srs, delivered_to, span });
    }
    forwards
}

/// `[list."seminar@list.example"]`.
pub(super) fn lists(
    item: &Item<'_>,
    hosts: &Hosts,
    dkim: &[DkimSigner],
    forwards: &[Forward],
    findings: &mut Findings<'_>,
) -> Vec<MailingList> {
    let mut lists: Vec<MailingList> = Vec::new();
    for (key, value) in reader::entries(item, limits::HOPS, findings) {
        let place = place(key, hosts, findings);
        let Some(fields) = Fields::open(value, LIST, findings) else { continue };
        let Some(list) = list(key, place, &fields, dkim, findings) else { continue };
        let others = forwards.iter().map(|one| (&one.address, &one.span));
        let mut others = others.chain(lists.iter().map(|one| (&one.address, &one.span)));
        match others.find(|(other, _)| same(other, &list.address)) {
            Some((_, span)) => {
                let what = list.address.0.clone();
                findings.report_beside(ShapeMistake::Doubled { what }, list.span, span.clone());
            }
            None => lists.push(list),
        }
    }
    lists
}

fn list(
    key: &toml_spanner::Key<'_>,
    place: Option<(Address, &Host)>,
    fields: &Fields<'_, '_>,
    dkim: &[DkimSigner],
    findings: &mut Findings<'_>,
) -> Option<MailingList> {
    let members = fields.require("members", findings).map(|item| addresses(item, findings)).unwrap_or_default();
    let [name, subject_prefix] = ["name", "subject_prefix"].map(|key| one_line(key, fields, findings));
    let footer = fields.get("footer").and_then(|item| reader::text_up_to(item, limits::LONG, findings));
    let from = fields.get("from").map_or(Some(ListFrom::Keep), |item| reader::word(item, FROM, findings));
    let [sign, arc] = ["sign", "arc"].map(|key| needs_key(key, place.as_ref(), fields, dkim, findings));
    let ((address, host), from) = place.zip(from)?;
    let span = key.span.range();
    if matches!(&host.role, Role::Server { users, .. } if users.is_empty()) {
        findings.report_beside(
            NetworkMistake::NobodyForBounces { host: host.name.clone() },
            span.clone(),
            host.span.clone(),
        );
    }
    let name = name.unwrap_or_else(|| address.local().to_owned());
    let (host, footer) = (host.name.clone(), footer.map(str::to_owned));
    Some(MailingList { address, host, members, name, subject_prefix, footer, from, sign, arc, span })
}

/// Whether the list does that for which it needs a key of its domain; reported where there is none.
fn needs_key(
    key: &str,
    place: Option<&(Address, &Host)>,
    fields: &Fields<'_, '_>,
    dkim: &[DkimSigner],
    findings: &mut Findings<'_>,
) -> bool {
    let Some(item) = fields.get(key) else { return false };
    let wanted = reader::boolean(item, findings).unwrap_or(false);
    if let Some((address, _)) = place.filter(|_| wanted) {
        let domain = address.domain().to_ascii_lowercase();
        if dkim.iter().all(|signer| signer.domain != domain) {
            findings.report(NetworkMistake::NoKey { domain }, item.span().range());
        }
    }
    wanted
}

/// A text that becomes part of a header field.
fn one_line(key: &str, fields: &Fields<'_, '_>, findings: &mut Findings<'_>) -> Option<String> {
    let item = fields.get(key)?;
    let text = reader::text_up_to(item, limits::SHORT, findings)?;
    if text.contains(char::is_control) {
        findings.report(NetworkMistake::NotOneLine { key: key.to_owned() }, item.span().range());
        return None;
    }
    Some(text.to_owned())
}

/// The address that an entry is about, and the server that receives for it.
fn place<'a>(
    key: &toml_spanner::Key<'_>,
    hosts: &'a Hosts,
    findings: &mut Findings<'_>,
) -> Option<(Address, &'a Host)> {
    let span = key.span.range();
    let address = mailbox::read_text(key.name, span.clone(), findings)?;
    let host = receiver_of(&address, span.clone(), hosts, findings)?;
    let user = address.local().to_ascii_lowercase();
    if matches!(&host.role, Role::Server { users, .. } if users.contains(&user)) {
        let mistake = NetworkMistake::HasMailbox { address: address.0.clone(), host: host.name.clone() };
        findings.report_beside(mistake, span, host.span.clone());
        return None;
    }
    Some((address, host))
}

fn receiver_of<'a>(
    address: &Address,
    span: Range<usize>,
    hosts: &'a Hosts,
    findings: &mut Findings<'_>,
) -> Option<&'a Host> {
    let domain = address.domain().to_ascii_lowercase();
    let receives = |host: &&Host| matches!(&host.role, Role::Server { domains, .. } if domains.contains(&domain));
    let found = hosts.list.iter().find(receives);
    if found.is_none() && !hosts.has_broken() {
        let domains = hosts.list.iter().flat_map(|host| match &host.role {
            Role::Server { domains, .. } => domains.as_slice(),
            Role::Client { .. } => &[],
        });
        let near = nearest(&domain, domains.map(String::as_str)).map(str::to_owned);
        findings.report(NetworkMistake::NoServerFor { domain, nearest: near }, span);
    }
    found
}

/// Recipients; nobody gets a letter twice.
fn addresses(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<Address> {
    let mut addresses: Vec<Address> = Vec::new();
    for item in reader::some_or_list(item, limits::RECIPIENTS, findings) {
        let Some(address) = mailbox::read(item, findings) else { continue };
        let span = item.span().range();
        if address.is_null() {
            findings.report(LetterMistake::NullRecipient, span);
        } else if addresses.iter().any(|other| same(other, &address)) {
            findings.report(ShapeMistake::Doubled { what: address.0 }, span);
        } else {
            addresses.push(address);
        }
    }
    addresses
}

fn same(one: &Address, other: &Address) -> bool {
    one.0.eq_ignore_ascii_case(&other.0)
}
