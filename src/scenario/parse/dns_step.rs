//! `do = "dns"`: records change, names fall silent, names speak again.

use std::collections::BTreeSet;
use std::ops::Range;

use toml_spanner::Item;

use super::known::Known;
use super::{rules, zones};
use crate::scenario::diagnostic::{Findings, LessonMistake, NetworkMistake};
use crate::scenario::key::{Form, Key, Keys, Value};
use crate::scenario::nearest::nearest;
use crate::scenario::place::Place;
use crate::scenario::reader::{self, Fields};
use crate::scenario::{DnsStep, ZoneRecord, limits, values, zone};
use crate::words;

/// `do = "dns"`.
pub(super) const KEYS: Keys = &[
    super::doing::DO,
    Key::may("set", Value::Named(Form::Domain, &Value::Form(Form::ZoneText), limits::ZONES), |l| {
        words!(l,
            en: "Zone text: each record replaces those of its name and type.",
            ja: "ゾーンのテキスト。同じ名前と型のレコードを置き換えます。")
    }),
    Key::may("remove", Value::AnyNumber(&Value::Form(Form::Lines), limits::LIST), |l| {
        words!(l,
            en: "Records to take away: \"name\" or \"name TYPE\".",
            ja: "取り除くレコード。\"名前\" か \"名前 型\" で書きます。")
    }),
    Key::may("forge", Value::Named(Form::Domain, &Value::Form(Form::ZoneText), limits::ZONES), |l| {
        words!(l,
            en: "Zone text: what somebody answers in the zone's place; the zone itself stays as it is.",
            ja: "ゾーンのテキスト。誰かが代わりに返す偽の答えで、ゾーンそのものは変わりません。")
    }),
    Key::may(
        "timeout",
        NAMES,
        |l| words!(l, en: "Names about which nobody answers from now on.", ja: "これ以降、応答がなくなる名前。"),
    ),
    Key::may(
        "servfail",
        NAMES,
        |l| words!(l, en: "Names about which the server fails from now on.", ja: "これ以降、SERVFAIL になる名前。"),
    ),
    Key::may(
        "answer",
        NAMES,
        |l| words!(l, en: "Names about which DNS answers again.", ja: "これ以降、再び応答する名前。"),
    ),
];

const NAMES: Value = Value::AnyNumber(&Value::Form(Form::Domain), limits::LIST);

/// The names and types that DNS has at that point of the scenario.
pub(super) struct Names(BTreeSet<(String, String)>);

impl Names {
    /// Before the first step.
    pub(super) fn of(known: &Known<'_>) -> Self {
        let mut names = Self(BTreeSet::new());
        names.add(known.zones.iter().flat_map(|zone| &zone.records));
        let keys = known.dkim.iter().map(|key| format!("{}._domainkey.{}", key.selector, key.domain));
        names.0.extend(keys.map(|name| (name, "TXT".to_owned())));
        names
    }

    fn add<'a>(&mut self, records: impl IntoIterator<Item = &'a ZoneRecord>) {
        let entry = |record: &ZoneRecord| (zone::plain(&record.value.name), record.value.record_type().to_string());
        self.0.extend(records.into_iter().map(entry));
    }

    fn has(&self, name: &str, rtype: Option<&str>) -> bool {
        let mut types = self.0.range((name.to_owned(), String::new())..).take_while(|(n, _)| n == name);
        types.any(|(_, t)| rtype.is_none_or(|rtype| rtype == t))
    }
}

/// The step, where all of it is right.
pub(super) fn read(
    fields: &Fields<'_, '_>,
    known: &Known<'_>,
    names: &mut Names,
    findings: &mut Findings<'_>,
) -> Option<DnsStep> {
    if KEYS.iter().all(|key| key.name == "do" || fields.get(key.name).is_none()) {
        findings.report(LessonMistake::NoChange, fields.span());
        return None;
    }
    let set = fields.get("set").map(|item| records(item, known, findings)).unwrap_or_default();
    names.add(&set);
    let silent = |key: &str, findings: &mut Findings<'_>| {
        fields.get(key).map(|item| domains(item, findings)).unwrap_or_default()
    };
    Some(DnsStep {
        set,
        remove: fields.get("remove").map(|item| remove(item, names, findings)).unwrap_or_default(),
        forge: fields.get("forge").map(|item| records(item, known, findings)).unwrap_or_default(),
        timeout: silent("timeout", findings),
        servfail: silent("servfail", findings),
        answer: silent("answer", findings),
    })
}

/// `set."a-corp.example" = '''…'''`, and `forge` likewise: zone text whose relative names end in that domain.
fn records(item: &Item<'_>, known: &Known<'_>, findings: &mut Findings<'_>) -> Vec<ZoneRecord> {
    let mut read = Vec::new();
    for entry in reader::entries(item, limits::ZONES, findings) {
        let Some((origin, span)) = zones::origin_of(entry, findings) else { continue };
        let has_zone = rules::zone_of(&origin, span, known.zones, findings);
        let Some(text) = reader::text(&entry.1, findings).filter(|_| has_zone) else { continue };
        let within = values::closest(&origin, known.zones.iter().map(|zone| zone.origin.as_str())).unwrap_or(&origin);
        let place = Place::of(findings.source(), entry.1.span().range(), text);
        read.extend(zone::read(text, &place, &origin, within, findings));
    }
    read
}

fn domains(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<String> {
    let texts = reader::texts(item, findings);
    texts.into_iter().filter_map(|(text, span)| values::domain(text, span, findings)).collect()
}

/// `"name"` or `"name TYPE"`.
fn remove(item: &Item<'_>, names: &Names, findings: &mut Findings<'_>) -> Vec<(String, Option<String>)> {
    let texts = reader::texts(item, findings);
    texts.into_iter().filter_map(|(text, span)| removed(text, span, names, findings)).collect()
}

fn removed(
    text: &str,
    span: Range<usize>,
    names: &Names,
    findings: &mut Findings<'_>,
) -> Option<(String, Option<String>)> {
    let (name, rtype) = if text.trim().contains(char::is_whitespace) {
        values::question(text, span.clone(), findings).map(|(name, rtype)| (name, Some(rtype)))?
    } else {
        (values::domain(text.trim(), span.clone(), findings)?, None)
    };
    if !names.has(&name, rtype.as_deref()) {
        let others = names.0.iter().map(|(other, _)| other.as_str()).filter(|other| *other != name);
        let near = nearest(&name, others).map(str::to_owned);
        findings.report(NetworkMistake::UnknownName { name: text.to_owned(), nearest: near }, span);
    }
    Some((name, rtype))
}
