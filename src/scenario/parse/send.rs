//! `do = "send"`: a letter with its envelope and its header, which may disagree.

use toml_spanner::Item;

use super::known::Known;
use crate::scenario::diagnostic::{Findings, LetterMistake, Shape, ShapeMistake};
use crate::scenario::reader::{self, Fields};
use crate::scenario::{Again, Host, Role, Send, limits, mailbox};
use crate::trace::{Address, Envelope};

/// The step, where all of it is right; `before` is how many letters have been sent until then.
pub(super) fn read(
    fields: &Fields<'_, '_>,
    known: &Known<'_>,
    before: usize,
    findings: &mut Findings<'_>,
) -> Option<Send> {
    let from = fields.require("from", findings).and_then(|item| named_host(item, known, findings));
    let via = fields.get("via").and_then(|item| {
        let name = reader::text(item, findings)?;
        known.hosts.server(name, item.span().range(), findings).map(|host| host.name.clone())
    });
    if let Some(from) = from {
        check_way(from, fields, findings);
    }
    let flag = |key: &str, findings: &mut Findings<'_>| {
        fields.get(key).and_then(|item| reader::boolean(item, findings)).unwrap_or(true)
    };
    let send = Send {
        from: from.map(|host| host.name.clone()).unwrap_or_default(),
        via,
        helo: fields.get("helo").and_then(|item| helo(item, findings)),
        envelope: fields.require("envelope", findings).and_then(|item| envelope(item, findings)).unwrap_or_default(),
        header: fields.get("header").map(|item| header(item, findings)).unwrap_or_default(),
        body: fields
            .get("body")
            .and_then(|item| reader::text(item, findings))
            .unwrap_or_default()
            .replace("\r\n", "\n"),
        password: fields
            .get("password")
            .and_then(|i| reader::text_up_to(i, limits::SHORT, findings))
            .map(str::to_owned),
        login: flag("login", findings),
        sign: flag("sign", findings),
        again: again(fields, before, findings),
    };
    from.map(|_| send)
}

/// `again = 1`: the letter of that `send` step, counted from 1 in the file. Nothing else is said about what it says.
fn again(fields: &Fields<'_, '_>, before: usize, findings: &mut Findings<'_>) -> Option<Again> {
    let text = |key: &str, findings: &mut Findings<'_>| {
        fields.get(key).and_then(|item| reader::text(item, findings)).map(|text| text.replace("\r\n", "\n"))
    };
    let append = text("append", findings).unwrap_or_default();
    let Some(item) = fields.get("again") else {
        if let Some(span) = fields.key_span("append") {
            findings.report(LetterMistake::NothingToAppendTo, span);
        }
        return None;
    };
    for key in ["header", "body"] {
        if let Some(span) = fields.key_span(key) {
            findings.report(LetterMistake::WrittenAlready { key: key.to_owned() }, span);
        }
    }
    let number = reader::number(item, 0..=u64::from(u32::MAX), findings)?;
    let send = usize::try_from(number).ok()?.checked_sub(1).filter(|send| *send < before);
    if send.is_none() {
        findings.report(LetterMistake::NotSentYet { before }, item.span().range());
    }
    Some(Again { send: send?, append })
}

fn named_host<'h>(item: &Item<'_>, known: &Known<'h>, findings: &mut Findings<'_>) -> Option<&'h Host> {
    let name = reader::text(item, findings)?;
    known.hosts.find(name, item.span().range(), findings)
}

/// A PC sends through a server; a server sends by itself.
fn check_way(from: &Host, fields: &Fields<'_, '_>, findings: &mut Findings<'_>) {
    match from.role {
        Role::Client { .. } if fields.get("via").is_none() => {
            findings.report(LetterMistake::NoVia { pc: from.name.clone() }, fields.span());
        }
        Role::Client { .. } => {}
        Role::Server { .. } => {
            for key in ["via", "password", "login"] {
                if let Some(span) = fields.key_span(key) {
                    findings.report(LetterMistake::OnlyForPcs { key: key.to_owned() }, span);
                }
            }
        }
    }
}

fn helo(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<String> {
    let text = reader::text_up_to(item, limits::DOMAIN, findings)?;
    if text.is_empty() || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        findings.report(LetterMistake::BadHelo, item.span().range());
        return None;
    }
    Some(text.to_owned())
}

fn envelope(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<Envelope> {
    let fields = Fields::open(item, &["from", "to"], findings)?;
    let from = fields.require("from", findings).and_then(|item| mailbox::read(item, findings));
    let to = fields.require("to", findings).map(|item| recipients(item, findings));
    Some(Envelope { from: from?, to: to? })
}

fn recipients(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<Address> {
    let mut recipients: Vec<Address> = Vec::new();
    for item in reader::some_or_list(item, limits::RECIPIENTS, findings) {
        let Some(address) = mailbox::read(item, findings) else { continue };
        if address.is_null() {
            findings.report(LetterMistake::NullRecipient, item.span().range());
        } else if recipients.contains(&address) {
            findings.report(ShapeMistake::Doubled { what: address.0 }, item.span().range());
        } else {
            recipients.push(address);
        }
    }
    recipients
}

/// The fields in the order of the file. A list of texts stands for several fields of one name.
fn header(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (key, value) in reader::entries(item, limits::FIELDS, findings) {
        if !is_field_name(key.name) {
            findings.report(LetterMistake::BadFieldName { name: key.name.to_owned() }, key.span.range());
            continue;
        }
        for item in reader::some_or_list(value, limits::FIELDS, findings) {
            fields.extend(field(key.name, item, findings));
        }
    }
    fields
}

fn field(name: &str, item: &Item<'_>, findings: &mut Findings<'_>) -> Option<(String, String)> {
    let Some(value) = item.as_str() else {
        reader::wrong_type(item, Shape::TextOrList, findings);
        return None;
    };
    if value.contains(['\r', '\n']) {
        findings.report(LetterMistake::BreaksField { name: name.to_owned() }, item.span().range());
        return None;
    }
    if value.len() > limits::FIELD {
        findings.report(ShapeMistake::TooLong { max: limits::FIELD }, item.span().range());
        return None;
    }
    Some((name.to_owned(), value.to_owned()))
}

/// RFC 5322 §2.2: printable ASCII without the colon.
fn is_field_name(name: &str) -> bool {
    (1..=76).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_graphic() && b != b':')
}
