//! `[dkim]` and `[receivers]`: what a domain signs with, and how a server treats what it gets.

use std::ops::Range;

use toml_spanner::Item;

use super::hosts::Hosts;
use super::unquoted;
use crate::scenario::diagnostic::{Findings, NetworkMistake, ShapeMistake};
use crate::scenario::key::{self, Form, Key, Keys, Value};
use crate::scenario::nearest::nearest;
use crate::scenario::reader::{self, Fields};
use crate::scenario::{
    DkimKey, DkimSigner, Greylist, Host, Receiver, Role, SpfFailRule, UnknownUsersRule, Zone, limits, values,
};
use crate::trace::Mistake;
use crate::words;

/// `[dkim."a-corp.example"]`.
pub(super) const SIGNER: Keys = &[
    Key::must("selector", Value::Form(Form::Domain), |l| {
        words!(l,
            en: "The selector (s=): the public key is put at SELECTOR._domainkey.DOMAIN by itself.",
            ja: "セレクター (s=)。公開鍵は「セレクター._domainkey.ドメイン」に自動で置かれます。")
    }),
    Key::may("key", Value::Word(key_words), |l| words!(l, en: "Which kind of key.", ja: "鍵の種類。")),
    Key::may(
        "dkim2",
        Value::Flag,
        |l| words!(l, en: "Whether it signs the envelope too (DKIM2, a draft).", ja: "封筒にも署名するか（DKIM2、草案）。"),
    ),
    Key::may(
        "body_length",
        Value::Flag,
        |l| words!(l, en: "Whether it says how much of the body it signs (l=).", ja: "本文をどこまで署名したかを書くか (l=)。"),
    ),
    Key::may("server", Value::Form(Form::Host), |l| {
        words!(l,
            en: "Another server that signs for this domain, such as a provider's.",
            ja: "このドメインの代わりに署名するサーバー（配信サービスなど）。")
    }),
];

/// `[receivers."mx.school.example"]`.
pub(super) const RECEIVER: Keys = &[
    Key::may("spf_fail", Value::Word(spf_fail_words), |l| {
        words!(l,
            en: "What it does when SPF says fail and DMARC says nothing.",
            ja: "SPFが fail で、DMARCが何も決めていないときの扱い。")
    }),
    Key::may("greylist", Value::Form(Form::Time), |l| {
        words!(l,
            en: "How long it turns a stranger away at first (greylisting).",
            ja: "初めての相手をわざと後回しにする時間（グレイリスティング）。")
    }),
    Key::may(
        "max_size",
        Value::Number(1, limits::LETTER),
        |l| words!(l, en: "The largest letter that it takes, in octets.", ja: "受け取るメールの最大の大きさ（オクテット）。"),
    ),
    Key::may("max_hops", Value::Number(1, limits::HOPS_OF_LETTER), |l| {
        words!(l,
            en: "How many Received lines a letter may bear at most.",
            ja: "1通のメールに許す Received の行数。")
    }),
    Key::may(
        "trusted_sealers",
        Value::AnyNumber(&Value::Form(Form::Domain), limits::LIST),
        |l| words!(l, en: "The domains whose ARC seals it believes.", ja: "ARCの封印を信用するドメイン。"),
    ),
    Key::may(
        "quota",
        Value::Number(1, limits::LETTER),
        |l| words!(l, en: "How much one mailbox holds, in octets.", ja: "1つのメールボックスに入る量（オクテット）。"),
    ),
    Key::may("unknown_users", Value::Word(unknown_users_words), |l| {
        words!(l,
            en: "Whether it refuses letters for people whom it does not know, or takes them and bounces them afterwards.",
            ja: "知らない宛先のメールを、その場で断るか、いったん受け取ってから不達通知を送るか。")
    }),
    Key::may("submission_from", Value::Word(submission_from_words), |l| {
        words!(l,
            en: "Whether its users may send as anybody, or under their own address only.",
            ja: "利用者がほかの人を名乗って送れるか、自分のアドレスだけか。")
    }),
    Key::may("dkim2_fail", Value::Word(dkim2_fail_words), |l| {
        words!(l,
            en: "What it does with a letter whose signed envelope is another one (DKIM2, a draft).",
            ja: "署名された封筒と違う封筒で届いたメールの扱い（DKIM2、草案）。")
    }),
    Key::may("naive", Value::OneOrMany(&Value::Word(naive_words), limits::LIST), |l| {
        words!(l,
            en: "Mistakes of real software that this server makes, to see what an attack does with them.",
            ja: "攻撃の効き目を見るために、このサーバーにさせる誤り（実在したもの）。")
    }),
];

fn naive_words() -> Vec<&'static str> {
    key::words(Mistake::WORDS)
}

const KEYS: &[(&str, DkimKey)] = &[("rsa-2048", DkimKey::Rsa2048), ("ed25519", DkimKey::Ed25519)];
const DKIM2_FAIL: &[(&str, bool)] = &[("accept", false), ("reject", true)];
const SPF_FAIL: &[(&str, SpfFailRule)] =
    &[("accept", SpfFailRule::Accept), ("junk", SpfFailRule::Junk), ("reject", SpfFailRule::Reject)];

/// Whether a server takes letters for people whom it does not know.
const UNKNOWN_USERS: &[(&str, UnknownUsersRule)] =
    &[("refuse", UnknownUsersRule::Refuse), ("accept-then-bounce", UnknownUsersRule::AcceptThenBounce)];
/// Whether those who hand in letters may use their own address only.
const SUBMISSION_FROM: &[(&str, bool)] = &[("any", false), ("own", true)];

/// `[dkim."a-corp.example"]`; `[[dkim."a-corp.example"]]` for a domain that signs with more than one key.
pub(super) fn dkim(item: &Item<'_>, zones: &[Zone], hosts: &Hosts, findings: &mut Findings<'_>) -> Vec<DkimSigner> {
    let mut signers: Vec<DkimSigner> = Vec::new();
    for entry in reader::entries(item, limits::ZONES, findings) {
        if !unquoted::report(entry, &[SIGNER], findings).is_empty() {
            continue;
        }
        let (key, value) = entry;
        let span = key.span.range();
        let domain = values::domain(key.name, span.clone(), findings);
        let domain = domain.filter(|domain| zone_of(domain, span.clone(), zones, findings));
        for item in reader::some_or_list(value, limits::LIST, findings) {
            let Some(signer) = signer(domain.as_deref(), item, span.clone(), hosts, findings) else { continue };
            match signers.iter().find(|other| (&other.domain, &other.selector) == (&signer.domain, &signer.selector)) {
                Some(_) => findings.report(ShapeMistake::Doubled { what: signer.selector }, item.span().range()),
                None if signers.len() == limits::SIGNERS => {
                    findings.report(ShapeMistake::TooMany { max: limits::SIGNERS }, span.clone());
                    return signers;
                }
                None => signers.push(signer),
            }
        }
    }
    signers
}

fn signer(
    domain: Option<&str>,
    item: &Item<'_>,
    span: Range<usize>,
    hosts: &Hosts,
    findings: &mut Findings<'_>,
) -> Option<DkimSigner> {
    let fields = Fields::open(item, SIGNER, findings)?;
    if let Some(domain) = domain.filter(|domain| fields.get("server").is_none() && !has_server(domain, &hosts.list)) {
        findings.report(NetworkMistake::NeverSigns { domain: domain.to_owned() }, span.clone());
    }
    let selector = fields.require("selector", findings).and_then(|item| selector(item, findings));
    let key = fields.get("key").map_or(Some(DkimKey::Rsa2048), |item| reader::word(item, KEYS, findings));
    let mut flag = |key: &str| fields.get(key).and_then(|item| reader::boolean(item, findings)).unwrap_or(false);
    let (dkim2, body_length) = (flag("dkim2"), flag("body_length"));
    let server = fields.get("server").and_then(|item| {
        let name = reader::text(item, findings)?;
        hosts.server(name, item.span().range(), findings).map(|host| host.name.clone())
    });
    let (domain, selector, key) = (domain?.to_owned(), selector?, key?);
    Some(DkimSigner { domain, selector, key, dkim2, body_length, server, span })
}

fn key_words() -> Vec<&'static str> {
    key::words(KEYS)
}

fn unknown_users_words() -> Vec<&'static str> {
    key::words(UNKNOWN_USERS)
}

fn submission_from_words() -> Vec<&'static str> {
    key::words(SUBMISSION_FROM)
}

fn spf_fail_words() -> Vec<&'static str> {
    key::words(SPF_FAIL)
}

fn dkim2_fail_words() -> Vec<&'static str> {
    key::words(DKIM2_FAIL)
}

pub(super) fn has_server(domain: &str, hosts: &[Host]) -> bool {
    let owns = |domains: &[String]| domains.iter().any(|own| own == domain);
    hosts.iter().any(|host| matches!(&host.role, Role::Server { domains, .. } if owns(domains)))
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
pub(super) fn receivers(item: &Item<'_>, hosts: &Hosts, findings: &mut Findings<'_>) -> Vec<Receiver> {
    let mut receivers = Vec::new();
    for entry in reader::entries(item, limits::HOSTS, findings) {
        if !unquoted::report(entry, &[RECEIVER], findings).is_empty() {
            continue;
        }
        let (key, value) = entry;
        let known = hosts.server(key.name, key.span.range(), findings);
        let Some(fields) = Fields::open(value, RECEIVER, findings) else { continue };
        let mut receiver = Receiver::of(known.map_or(key.name, |host| host.name.as_str()));
        if let Some(rule) = fields.get("spf_fail").and_then(|item| reader::word(item, SPF_FAIL, findings)) {
            receiver.spf_fail = rule;
        }
        if let Some(wait) = fields.get("greylist").and_then(|item| values::duration(item, findings)) {
            receiver.greylist = Some(Greylist { wait });
        }
        if let Some(size) = fields.get("max_size").and_then(|item| reader::number(item, 1..=limits::LETTER, findings)) {
            receiver.max_size = usize::try_from(size).unwrap_or(usize::MAX);
        }
        if let Some(hops) =
            fields.get("max_hops").and_then(|item| reader::number(item, 1..=limits::HOPS_OF_LETTER, findings))
        {
            receiver.max_hops = usize::try_from(hops).unwrap_or(usize::MAX);
        }
        receiver.quota = fields
            .get("quota")
            .and_then(|item| reader::number(item, 1..=limits::LETTER, findings))
            .map(|octets| usize::try_from(octets).unwrap_or(usize::MAX));
        if let Some(rule) = fields.get("unknown_users").and_then(|item| reader::word(item, UNKNOWN_USERS, findings)) {
            receiver.unknown_users = rule;
        }
        let mut is_so = |key: &str, words: &[(&str, bool)]| {
            fields.get(key).and_then(|item| reader::word(item, words, findings)).unwrap_or(false)
        };
        receiver.own_senders_only = is_so("submission_from", SUBMISSION_FROM);
        receiver.refuses_broken_dkim2 = is_so("dkim2_fail", DKIM2_FAIL);
        receiver.trusted_sealers =
            fields.get("trusted_sealers").map(|item| sealers(item, findings)).unwrap_or_default();
        receiver.naive = fields.get("naive").map(|item| naive(item, findings)).unwrap_or_default();
        receiver.checks_all = ["spf_fail", "trusted_sealers", "dkim2_fail"].iter().any(|key| fields.get(key).is_some());
        receivers.extend(known.map(|_| receiver));
    }
    receivers
}

/// The mistakes of a server, each by its word.
fn naive(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<Mistake> {
    let items = reader::some_or_list(item, limits::LIST, findings);
    items.iter().filter_map(|item| reader::word(item, Mistake::WORDS, findings)).collect()
}

fn sealers(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<String> {
    let texts = reader::texts(item, findings);
    texts.into_iter().filter_map(|(text, span)| values::domain(text, span, findings)).collect()
}
