//! `[mta_sts]`: domains whose mail has to be encrypted.
//!
//! ```toml
//! [mta_sts."school.example"]
//! mode    = "enforce"
//! mx      = ["mx.school.example"]
//! max_age = "7d"
//! ```

use std::time::Duration;

use toml_spanner::Item;

use super::hosts::Hosts;
use super::{rules, unquoted};
use crate::scenario::diagnostic::{Findings, NetworkMistake};
use crate::scenario::key::{self, Form, Key, Keys, Value};
use crate::scenario::reader::{self, Fields};
use crate::scenario::{MtaSts, Zone, limits, values};
use crate::trace::StsMode;
use crate::words;

/// `[mta_sts."school.example"]`.
pub(super) const STS: Keys = &[
    Key::must("mode", Value::Word(modes), |l| {
        words!(l,
            en: "What a sender does who finds no encryption or another name: enforce waits, testing only reports.",
            ja: "暗号化されないときや名前が違うときの扱い。enforce は送らずに待ち、testing は報告だけ。")
    }),
    Key::must(
        "mx",
        Value::OneOrMany(&Value::Text(limits::DOMAIN), limits::LIST),
        |l| words!(l, en: "The mail servers, by name; *.school.example is any below.", ja: "メールサーバーの名前。*.school.example はその下のどれでも。"),
    ),
    Key::may(
        "max_age",
        Value::Form(Form::Time),
        |l| words!(l, en: "How long a sender keeps the policy; a week by itself.", ja: "ポリシーを覚えておく時間（書かなければ1週間）。"),
    ),
];

fn modes() -> Vec<&'static str> {
    key::words(MODES)
}

const MODES: &[(&str, StsMode)] =
    &[("enforce", StsMode::Enforce), ("testing", StsMode::Testing), ("none", StsMode::None)];

/// How long a policy is kept whose author says nothing about it: a week.
const USUAL_AGE: Duration = Duration::from_hours(7 * 24);

/// All policies. Each belongs to a domain that a server receives for, and that server serves it.
pub(super) fn read(item: &Item<'_>, zones: &[Zone], hosts: &Hosts, findings: &mut Findings<'_>) -> Vec<MtaSts> {
    let mut policies = Vec::new();
    for entry in reader::entries(item, limits::ZONES, findings) {
        if !unquoted::report(entry, &[STS], findings).is_empty() {
            continue;
        }
        let (key, value) = entry;
        let span = key.span.range();
        let domain = values::domain(key.name, span.clone(), findings);
        let domain = domain.filter(|domain| rules::zone_of(domain, span.clone(), zones, findings));
        if let Some(domain) = domain.as_ref().filter(|domain| !rules::has_server(domain, &hosts.list))
            && !hosts.has_broken()
        {
            let mistake = NetworkMistake::NoServerFor { domain: domain.clone(), nearest: None };
            findings.report(mistake, span.clone());
        }
        let Some(fields) = Fields::open(value, STS, findings) else { continue };
        let mode = fields.require("mode", findings).and_then(|item| reader::word(item, MODES, findings));
        let mx = fields.require("mx", findings).map(|item| patterns(item, findings)).unwrap_or_default();
        let max_age = fields.get("max_age").map_or(Some(USUAL_AGE), |item| values::duration(item, findings));
        if let (Some(domain), Some(mode), Some(max_age)) = (domain, mode, max_age) {
            policies.push(MtaSts { domain, mode, mx, max_age, span });
        }
    }
    policies
}

/// Names of mail servers, or `*.` before one (RFC 8461 §4.1).
fn patterns(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<String> {
    let items = reader::some_or_list(item, limits::LIST, findings);
    let pattern = |item: &Item<'_>| {
        let text = reader::text(item, findings)?;
        let (star, name) = text.strip_prefix("*.").map_or(("", text), |name| ("*.", name));
        Some(format!("{star}{}", values::domain(name, item.span().range(), findings)?))
    };
    items.iter().filter_map(pattern).collect()
}
