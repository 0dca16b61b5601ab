//! `[[step]]`: what happens, in order.

use toml_spanner::Item;

use super::doing::{DO, DOS, Do, EXPECT};
use super::known::Known;
use super::{dns_step, expect, lesson, raw, send};
use crate::scenario::diagnostic::{Findings, LessonMistake, NetworkMistake, ShapeMistake};
use crate::scenario::key::{self, Form, Key, Keys, Value};
use crate::scenario::reader::{self, Fields};
use crate::scenario::{EmptyStep, Expect, HostStep, Role, Step, StepKind, limits, values};
use crate::words;

/// All steps.
pub(super) struct Steps {
    /// Those that could be read, in the order of the file.
    pub(super) list: Vec<Step>,
    /// How many `send` and `raw` steps there are, whether they could be read or not.
    pub(super) sends: usize,
}

/// `[[step]]`: one of them.
pub(super) const STEP: Value =
    Value::Kinds { by: "do", of: || DOS.iter().map(|(word, does)| (*word, keys_of(*does))).collect() };

/// Which keys a step has that does that.
fn keys_of(does: Do) -> Keys {
    match does {
        Do::Send => send::KEYS,
        Do::Raw => raw::KEYS,
        Do::Wait => WAIT,
        Do::Dns => dns_step::KEYS,
        Do::Host => HOST,
        Do::Empty => EMPTY,
        Do::Report => REPORT,
    }
}

const WAIT: Keys = &[
    DO,
    Key::must(
        "for",
        Value::Form(Form::Time),
        |l| words!(l, en: "How much virtual time passes.", ja: "進める仮想の時間。"),
    ),
    EXPECT,
];

const HOST: Keys = &[
    DO,
    Key::must("host", Value::Form(Form::Host), |l| words!(l, en: "Which server.", ja: "どのサーバーか。")),
    Key::must(
        "state",
        Value::Word(states),
        |l| words!(l, en: "Whether it comes back or goes down.", ja: "動かすか、止めるか。"),
    ),
];

const EMPTY: Keys = &[
    DO,
    Key::must(
        "host",
        Value::Form(Form::Host),
        |l| words!(l, en: "The PC of whoever clears out their mailbox.", ja: "メールボックスを片づける人のPC。"),
    ),
    Key::may(
        "folder",
        Value::Text(limits::SHORT),
        |l| words!(l, en: "Which folder; INBOX where none is named.", ja: "どのフォルダーか。書かなければ INBOX。"),
    ),
    EXPECT,
];

const REPORT: Keys = &[
    DO,
    Key::must("host", Value::Form(Form::Host), |l| {
        words!(l,
            en: "The server whose day ends: it writes aggregate reports (RFC 9990).",
            ja: "1日を終え、集計レポート (RFC 9990) を書くサーバー。")
    }),
    EXPECT,
];

const STATES: &[(&str, bool)] = &[("up", true), ("down", false)];

fn states() -> Vec<&'static str> {
    key::words(STATES)
}

/// Reads all steps. A scenario without any is a mistake.
pub(super) fn read(root: &Fields<'_, '_>, known: &Known<'_>, findings: &mut Findings<'_>) -> Steps {
    let items = lesson::tables(root, "step", limits::STEPS, findings);
    if items.is_empty() && root.get("step").is_none_or(|item| item.as_array().is_some()) {
        findings.report(LessonMistake::NoSteps, root.key_span("step").unwrap_or_else(|| root.span()));
    }
    let mut names = dns_step::Names::of(known);
    let mut steps = Steps { list: Vec::new(), sends: 0 };
    for item in items {
        let does = item.as_table().and_then(|table| table.get("do")).and_then(Item::as_str);
        let before = steps.sends;
        steps.sends += usize::from(matches!(does, Some("send" | "raw")));
        steps.list.extend(step(item, known, before, &mut names, findings));
    }
    steps
}

/// One step; `before` is how many letters have been sent until then.
fn step(
    item: &Item<'_>,
    known: &Known<'_>,
    before: usize,
    names: &mut dns_step::Names,
    findings: &mut Findings<'_>,
) -> Option<Step> {
    let table = reader::table(item, findings)?;
    let Some(word) = table.get("do") else {
        findings.report(ShapeMistake::Missing { key: "do".to_owned() }, item.span().range());
        return None;
    };
    let does = reader::word(word, DOS, findings)?;
    let fields = Fields::open(item, keys_of(does), findings)?;
    let expect = fields.get("expect").map(|item| expect::read(item, findings)).unwrap_or_default();
    let kind = match does {
        Do::Send => send::read(&fields, known, before, findings).map(|send| StepKind::Send(Box::new(send))),
        Do::Raw => raw::read(&fields, known, findings).map(StepKind::Raw),
        Do::Wait => fields.require("for", findings).and_then(|i| values::duration(i, findings)).map(StepKind::Wait),
        Do::Dns => dns_step::read(&fields, known, names, findings).map(StepKind::Dns),
        Do::Host => host_step(&fields, known, findings).map(StepKind::Host),
        Do::Empty => empty_step(&fields, known, findings).map(StepKind::Empty),
        Do::Report => server(&fields, known, findings).map(|host| StepKind::Report { host }),
    };
    Some(Step { kind: kind?, expect: Expect { all: expect }, span: item.span().range() })
}

fn host_step(fields: &Fields<'_, '_>, known: &Known<'_>, findings: &mut Findings<'_>) -> Option<HostStep> {
    let host = fields.require("host", findings).and_then(|item| {
        let name = reader::text(item, findings)?;
        let in_the_middle = known.middles.iter().any(|middle| middle.host == name);
        let span = item.span().range();
        let host = if in_the_middle {
            known.hosts.find(name, span, findings)
        } else {
            known.hosts.server(name, span, findings)
        };
        host.map(|host| host.name.clone())
    });
    let up = fields.require("state", findings).and_then(|item| reader::word(item, STATES, findings));
    Some(HostStep { host: host?, up: up? })
}

/// The server of the key `host`.
fn server(fields: &Fields<'_, '_>, known: &Known<'_>, findings: &mut Findings<'_>) -> Option<String> {
    let item = fields.require("host", findings)?;
    let name = reader::text(item, findings)?;
    known.hosts.server(name, item.span().range(), findings).map(|host| host.name.clone())
}

/// A PC whose user has a mailbox, and a folder in that.
fn empty_step(fields: &Fields<'_, '_>, known: &Known<'_>, findings: &mut Findings<'_>) -> Option<EmptyStep> {
    let folder = fields.get("folder").map_or(Some("INBOX"), |item| reader::text_up_to(item, limits::SHORT, findings));
    let item = fields.require("host", findings)?;
    let host = known.hosts.find(reader::text(item, findings)?, item.span().range(), findings)?;
    if !matches!(host.role, Role::Client { server: Some(_), user: Some(_) }) {
        let mistake = NetworkMistake::NobodysPc { name: host.name.clone() };
        findings.report_beside(mistake, item.span().range(), host.span.clone());
        return None;
    }
    Some(EmptyStep { pc: host.name.clone(), folder: folder?.to_owned() })
}
