//! `do = "send"`: a letter with its envelope and its header, which may disagree.

use toml_spanner::Item;

use super::known::Known;
use crate::scenario::diagnostic::{Findings, LetterMistake, Shape, ShapeMistake};
use crate::scenario::key::{Form, Key, Keys, Value};
use crate::scenario::reader::{self, Fields};
use crate::scenario::{Again, Host, Role, Send, limits, mailbox};
use crate::trace::{Address, Envelope};
use crate::words;

/// The highest number that a letter can have: [`limits::STEPS`].
const LETTERS: u64 = 256;

/// `do = "send"`.
pub(super) const KEYS: Keys = &[
    super::doing::DO,
    Key::must("from", Value::Form(Form::Host), |l| {
        words!(l,
            en: "The PC that the letter is written on; or a server, which then sends it by itself.",
            ja: "メールを書くPC。サーバーを書くと、そのサーバーが直接送ります。")
    }),
    Key::may(
        "via",
        Value::Form(Form::Host),
        |l| words!(l, en: "The mail server that the PC hands its letter to.", ja: "PCが送信を頼むメールサーバー。"),
    ),
    Key::may(
        "helo",
        Value::Text(limits::DOMAIN),
        |l| words!(l, en: "The name to say in EHLO, where it is not the host's own.", ja: "EHLOで名乗る名前（ホストの名前と違うとき）。"),
    ),
    Key::must(
        "envelope",
        Value::Table(ENVELOPE),
        |l| words!(l, en: "What the servers go by: MAIL FROM and RCPT TO.", ja: "封筒。サーバーが見る MAIL FROM と RCPT TO です。"),
    ),
    Key::may("header", Value::Named(Form::FieldName, &FIELD, limits::FIELDS), |l| {
        words!(l,
            en: "The header fields of the letter, as the reader will see them. Date and Message-ID are added by themselves.",
            ja: "便せんのヘッダーフィールド。Date と Message-ID は自動で加わります。")
    }),
    Key::may("body", Value::Form(Form::Lines), |l| words!(l, en: "What the letter says.", ja: "メールの本文。")),
    Key::may(
        "password",
        Value::Text(limits::SHORT),
        |l| words!(l, en: "The password to log in with, where it is not the right one.", ja: "ログインに使うパスワード（正しくないものを使うとき）。"),
    ),
    Key::may("login", Value::Flag, |l| words!(l, en: "Whether to log in at all.", ja: "ログインするかどうか。")),
    Key::may(
        "sign",
        Value::Flag,
        |l| words!(l, en: "Whether the server signs, where its domain has a key.", ja: "ドメインに鍵があるとき、サーバーが署名するか。"),
    ),
    Key::may("again", Value::Number(1, LETTERS), |l| {
        words!(l,
            en: "The letter of that send step (counted from 1) goes out once more, as it was received; then without header and body.",
            ja: "その番号のメール（1から数えます）を、受け取ったときのまま、もう一度送ります。header と body は書きません。")
    }),
    Key::may(
        "append",
        Value::Form(Form::Lines),
        |l| words!(l, en: "What is added below a letter that goes out again.", ja: "もう一度送るメールの下に書き足す文章。"),
    ),
    super::doing::EXPECT,
];

const ENVELOPE: Keys = &[
    Key::must(
        "from",
        Value::Form(Form::Mailbox),
        |l| words!(l, en: "The envelope's sender (MAIL FROM); \"<>\" is that of a bounce.", ja: "エンベロープFrom (MAIL FROM)。\"<>\" は不達通知の差出人。"),
    ),
    Key::must(
        "to",
        Value::OneOrMany(&Value::Form(Form::Mailbox), limits::RECIPIENTS),
        |l| words!(l, en: "The recipients (RCPT TO).", ja: "エンベロープTo (RCPT TO)。"),
    ),
];

const FIELD: Value = Value::OneOrMany(&Value::Form(Form::Lines), limits::FIELDS);

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
    let number = reader::number(item, 1..=LETTERS, findings)?;
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
    let fields = Fields::open(item, ENVELOPE, findings)?;
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
