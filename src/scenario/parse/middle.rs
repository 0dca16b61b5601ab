//! `[middle]`: machines on the way between two others.
//!
//! ```toml
//! [middle.mallory-pc]
//! between         = ["mail.a-corp.example", "mx.school.example"]
//! strips_starttls = true
//! replaces        = [{ text = "10時", with = "11時" }]
//! ```

use toml_spanner::Item;

use super::hosts::Hosts;
use super::unquoted;
use crate::scenario::diagnostic::{Findings, NetworkMistake, ShapeMistake};
use crate::scenario::key::{Form, Key, Keys, Value};
use crate::scenario::reader::{self, Fields};
use crate::scenario::{Middle, Replacement, limits};
use crate::words;

/// `[middle.mallory-pc]`.
pub(super) const MIDDLE: Keys = &[
    Key::must(
        "between",
        Value::List(&Value::Form(Form::Host), limits::LIST),
        |l| words!(l, en: "The two hosts between which it stands.", ja: "どの2つのホストの間にいるか。"),
    ),
    Key::may(
        "strips_starttls",
        Value::Flag,
        |l| words!(l, en: "Whether it takes STARTTLS out of what a server offers.", ja: "サーバーの応答から STARTTLS を取り除くか。"),
    ),
    Key::may(
        "replaces",
        Value::AnyNumber(&Value::Table(REPLACEMENT), limits::LIST),
        |l| words!(l, en: "What it changes in letters that go in clear text.", ja: "暗号化されていないメールの、書き換える文字列。"),
    ),
];

const REPLACEMENT: Keys = &[
    Key::must("text", Value::Text(limits::SHORT), |l| words!(l, en: "What stands there.", ja: "もとの文字列。")),
    Key::must("with", Value::Text(limits::SHORT), |l| words!(l, en: "What it becomes.", ja: "書き換えた後の文字列。")),
];

/// All machines in the middle. Between the same two hosts there is one at most.
pub(super) fn read(item: &Item<'_>, hosts: &Hosts, findings: &mut Findings<'_>) -> Vec<Middle> {
    let mut middles: Vec<Middle> = Vec::new();
    for entry in reader::entries(item, limits::HOSTS, findings) {
        if !unquoted::report(entry, &[MIDDLE], findings).is_empty() {
            continue;
        }
        let (key, value) = entry;
        let span = key.span.range();
        let host = hosts.find(key.name, span.clone(), findings);
        let Some(fields) = Fields::open(value, MIDDLE, findings) else { continue };
        let between = fields.require("between", findings).and_then(|item| between(item, hosts, findings));
        let strips = fields.get("strips_starttls").and_then(|item| reader::boolean(item, findings)).unwrap_or(false);
        let replaces = fields.get("replaces").map(|item| replacements(item, findings)).unwrap_or_default();
        let (Some(host), Some(between)) = (host, between) else { continue };
        let middle = Middle { host: host.name.clone(), between, strips_starttls: strips, replaces, span: span.clone() };
        if middle.between.contains(&middle.host) {
            findings.report(NetworkMistake::NotBetween, fields.key_span("between").unwrap_or(span));
            continue;
        }
        let [one, other] = &middle.between;
        match middles.iter().find(|earlier| earlier.stands_between(one, other)) {
            Some(earlier) => {
                let mistake = NetworkMistake::TwoInTheMiddle { one: one.clone(), other: other.clone() };
                findings.report_beside(mistake, span, earlier.span.clone());
            }
            None => middles.push(middle),
        }
    }
    middles
}

/// Exactly two hosts.
fn between(item: &Item<'_>, hosts: &Hosts, findings: &mut Findings<'_>) -> Option<[String; 2]> {
    let mut named = Vec::new();
    for item in reader::list(item, limits::LIST, findings) {
        let name = reader::text(item, findings)?;
        named.push(hosts.find(name, item.span().range(), findings)?.name.clone());
    }
    match <[String; 2]>::try_from(named) {
        Ok([one, other]) if one != other => Some([one, other]),
        _ => {
            findings.report(NetworkMistake::NotBetween, item.span().range());
            None
        }
    }
}

fn replacements(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<Replacement> {
    let items = reader::one_or_list(item, limits::LIST, findings);
    items.iter().filter_map(|item| replacement(item, findings)).collect()
}

fn replacement(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<Replacement> {
    let fields = Fields::open(item, REPLACEMENT, findings)?;
    let [text, with] = ["text", "with"];
    let looked_for = fields.require(text, findings).and_then(|item| within_a_line(text, item, findings));
    let with = fields.require(with, findings).and_then(|item| within_a_line(with, item, findings));
    let looked_for = looked_for?;
    if looked_for.is_empty() {
        findings.report(ShapeMistake::Nothing, fields.key_span(text).unwrap_or_else(|| fields.span()));
        return None;
    }
    Some(Replacement { text: looked_for, with: with? })
}

/// The machine sees one line at a time.
fn within_a_line(key: &str, item: &Item<'_>, findings: &mut Findings<'_>) -> Option<String> {
    let text = reader::text_up_to(item, limits::SHORT, findings)?;
    if text.contains(['\r', '\n']) {
        findings.report(NetworkMistake::BeyondALine { key: key.to_owned() }, item.span().range());
        return None;
    }
    Some(text.to_owned())
}
