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
use crate::scenario::reader::{self, Fields};
use crate::scenario::{Middle, Replacement, limits};

const MIDDLE_KEYS: &[&str] = &["between", "strips_starttls", "replaces"];
const REPLACEMENT_KEYS: &[&str] = &["text", "with"];

/// All machines in the middle. Between the same two hosts there is one at most.
pub(super) fn read(item: &Item<'_>, hosts: &Hosts, findings: &mut Findings<'_>) -> Vec<Middle> {
    let mut middles: Vec<Middle> = Vec::new();
    for entry in reader::entries(item, limits::HOSTS, findings) {
        if !unquoted::report(entry, MIDDLE_KEYS, findings).is_empty() {
            continue;
        }
        let (key, value) = entry;
        let span = key.span.range();
        let host = hosts.find(key.name, span.clone(), findings);
        let Some(fields) = Fields::open(value, MIDDLE_KEYS, findings) else { continue };
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
    let fields = Fields::open(item, REPLACEMENT_KEYS, findings)?;
    let [text, with] = REPLACEMENT_KEYS else { return None };
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
