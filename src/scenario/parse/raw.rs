//! `do = "raw"`: lines of SMTP as somebody types them.
//!
//! A line of the file is a line on the wire. What cannot stand in a file, or not at that place, is written with a
//! backslash, as in many languages: `\n` is a bare line feed, `\r` a bare carriage return, `\0` a NUL, `\t` a tab, `\x1b`
//! any octet, and `\\` the backslash itself. In TOML, `'''…'''` keeps the backslashes as they are.

use std::ops::Range;

use toml_spanner::Item;

use super::known::Known;
use crate::scenario::diagnostic::{Findings, LetterMistake, Shape, ShapeMistake};
use crate::scenario::key::{self, Form, Key, Keys, Value};
use crate::scenario::reader::{self, Fields};
use crate::scenario::{Raw, limits};
use crate::trace::{Octets, Service};
use crate::words;

/// `do = "raw"`.
pub(super) const KEYS: Keys = &[
    super::doing::DO,
    Key::must(
        "from",
        Value::Form(Form::Host),
        |l| words!(l, en: "The host that somebody types on.", ja: "入力する人のホスト。"),
    ),
    Key::must(
        "to",
        Value::Form(Form::Host),
        |l| words!(l, en: "The server that it connects to.", ja: "接続する相手のサーバー。"),
    ),
    Key::may("service", Value::Word(services), |l| {
        words!(l,
            en: "Which of its doors: smtp, where other servers bring mail, or submission, where users do.",
            ja: "どの入口か。smtp はほかのサーバー用、submission は利用者用。")
    }),
    Key::must("lines", Value::OneOrMany(&Value::Form(Form::Lines), limits::TYPED_LINES), |l| {
        words!(l,
            en: "What is typed, a line for each line; \\n is a bare line feed, \\0 a NUL, \\x1b any octet.",
            ja: "入力する行。\\n は改行文字だけ、\\0 はNUL、\\x1b は任意のオクテット。")
    }),
    Key::may(
        "stubborn",
        Value::Flag,
        |l| words!(l, en: "Whether to go on typing whatever the server answers.", ja: "サーバーが何と答えても入力を続けるか。"),
    ),
    super::doing::EXPECT,
];

fn services() -> Vec<&'static str> {
    key::words(SERVICES)
}

const SERVICES: &[(&str, Service)] = &[("smtp", Service::Smtp), ("submission", Service::Submission)];

/// The step, where all of it is right.
pub(super) fn read(fields: &Fields<'_, '_>, known: &Known<'_>, findings: &mut Findings<'_>) -> Option<Raw> {
    let from = fields.require("from", findings).and_then(|item| {
        let name = reader::text(item, findings)?;
        known.hosts.find(name, item.span().range(), findings)
    });
    let to = fields.require("to", findings).and_then(|item| {
        let name = reader::text(item, findings)?;
        known.hosts.server(name, item.span().range(), findings)
    });
    let service = fields.get("service").map_or(Some(Service::Smtp), |item| reader::word(item, SERVICES, findings));
    let lines = fields.require("lines", findings).and_then(|item| lines(item, findings));
    let stubborn = fields.get("stubborn").and_then(|item| reader::boolean(item, findings)).unwrap_or(false);
    let (from, to) = (from?.name.clone(), to?.name.clone());
    Some(Raw { from, to, service: service?, lines: lines?, stubborn })
}

/// One text with a line for each line, or a list of lines.
fn lines(item: &Item<'_>, findings: &mut Findings<'_>) -> Option<Vec<Octets>> {
    let span = item.span().range();
    let typed: Vec<(&str, Range<usize>)> = if item.as_array().is_some() {
        let items = reader::list(item, limits::TYPED_LINES, findings);
        items.iter().filter_map(|item| Some((reader::text(item, findings)?, item.span().range()))).collect()
    } else if let Some(text) = item.as_str() {
        let mut begins = findings.source().get(span.clone()).and_then(|raw| raw.find(text)).map(|at| span.start + at);
        let place = |line: &str| {
            let at = begins?;
            begins = Some(at + line.len());
            Some(at..at + line.trim_end().len())
        };
        let places: Vec<_> = text.split_inclusive('\n').map(place).collect();
        text.lines().zip(places).map(|(line, place)| (line, place.unwrap_or_else(|| span.clone()))).collect()
    } else {
        reader::wrong_type(item, Shape::TextOrList, findings);
        return None;
    };
    if typed.is_empty() {
        findings.report(ShapeMistake::Nothing, span);
        return None;
    }
    if typed.len() > limits::TYPED_LINES {
        findings.report(ShapeMistake::TooMany { max: limits::TYPED_LINES }, span);
        return None;
    }
    typed.into_iter().map(|(text, span)| line(text, span, findings)).collect()
}

fn line(text: &str, span: Range<usize>, findings: &mut Findings<'_>) -> Option<Octets> {
    match unescaped(text) {
        Ok(octets) => Some(Octets(octets)),
        Err(escape) => {
            findings.report(LetterMistake::BadEscape { escape }, span);
            None
        }
    }
}

/// The octets that a line stands for; `Err` with the escape that stands for none.
fn unescaped(text: &str) -> Result<Vec<u8>, String> {
    let mut octets = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        octets.extend_from_slice(before.as_bytes());
        let c = behind.chars().next().ok_or("\\")?;
        let hex = behind.get(1..3).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let (octet, length) = match (c, hex.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            ('n', _) => (b'\n', 1),
            ('r', _) => (b'\r', 1),
            ('t', _) => (b'\t', 1),
            ('0', _) => (0, 1),
            ('\\', _) => (b'\\', 1),
            ('x', Some(octet)) => (octet, 3),
            _ => return Err(format!("\\{c}")),
        };
        octets.push(octet);
        rest = behind.get(length..).unwrap_or_default();
    }
    octets.extend_from_slice(rest.as_bytes());
    Ok(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_octet_can_be_written() {
        let octets = unescaped(r"件\n.\r\0\t\\\x1b\xffx").unwrap();
        assert_eq!(octets, ["件".as_bytes(), b"\n.\r\x00\t\\\x1b\xffx"].concat());
        for text in [r"\", r"a\q", r"\x", r"\x1", r"\xzz", r"\x+1", r"\é"] {
            assert!(unescaped(text).is_err(), "{text}");
        }
    }
}
