//! `[[step]]`: what happens, in order.

use toml_spanner::Item;

use super::known::Known;
use super::{dns_step, expect, lesson, send};
use crate::scenario::diagnostic::{Findings, LessonMistake, ShapeMistake};
use crate::scenario::reader::{self, Fields};
use crate::scenario::{Expect, HostStep, Step, StepKind, limits, values};

/// All steps.
pub(super) struct Steps {
    /// Those that could be read, in the order of the file.
    pub(super) list: Vec<Step>,
    /// How many `send` steps there are, whether they could be read or not.
    pub(super) sends: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Do {
    Send,
    Wait,
    Dns,
    Host,
}

const DOS: &[(&str, Do)] = &[("send", Do::Send), ("wait", Do::Wait), ("dns", Do::Dns), ("host", Do::Host)];

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
        steps.sends += usize::from(does == Some("send"));
        steps.list.extend(step(item, known, &mut names, findings));
    }
    steps
}

fn step(item: &Item<'_>, known: &Known<'_>, names: &mut dns_step::Names, findings: &mut Findings<'_>) -> Option<Step> {
    let table = reader::table(item, findings)?;
    let Some(word) = table.get("do") else {
        findings.report(ShapeMistake::Missing { key: "do".to_owned() }, item.span().range());
        return None;
    };
    let does = reader::word(word, DOS, findings)?;
    let fields = Fields::open(item, keys(does), findings)?;
    let expect = fields.get("expect").map(|item| expect::read(item, findings)).unwrap_or_default();
    let kind = match does {
        Do::Send => send::read(&fields, known, findings).map(|send| StepKind::Send(Box::new(send))),
        Do::Wait => fields.require("for", findings).and_then(|i| values::duration(i, findings)).map(StepKind::Wait),
        Do::Dns => dns_step::read(&fields, known, names, findings).map(StepKind::Dns),
        Do::Host => host_step(&fields, known, findings).map(StepKind::Host),
    };
    Some(Step { kind: kind?, expect: Expect { all: expect }, span: item.span().range() })
}

fn keys(does: Do) -> &'static [&'static str] {
    match does {
        Do::Send => &["do", "from", "via", "helo", "envelope", "header", "body", "password", "login", "sign", "expect"],
        Do::Wait => &["do", "for", "expect"],
        Do::Dns => &["do", "set", "remove", "forge", "timeout", "servfail", "answer"],
        Do::Host => &["do", "host", "state"],
    }
}

fn host_step(fields: &Fields<'_, '_>, known: &Known<'_>, findings: &mut Findings<'_>) -> Option<HostStep> {
    let host = fields.require("host", findings).and_then(|item| {
        let name = reader::text(item, findings)?;
        let span = item.span().range();
        let in_the_middle = known.middles.iter().any(|middle| middle.host == name);
        if in_the_middle { known.hosts.find(name, span, findings) } else { known.hosts.server(name, span, findings) }
    });
    let up =
        fields.require("state", findings).and_then(|i| reader::word(i, &[("up", true), ("down", false)], findings));
    Some(HostStep { host: host?.name.clone(), up: up? })
}
