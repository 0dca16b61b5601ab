//! From text to [`Scenario`]: each part of the file is read by a module of its own, in the order in which one part
//! needs another.
//!
//! ```text
//!   bytes ──► text ──► TOML ──► zones ──► hosts ──► dkim, receivers, hops ──► steps ──► questions, remarks
//!                                (a server's domain   (who signs)             (who sends)  (about which letter)
//!                                 is found in a zone)
//! ```

mod dns_step;
mod doing;
mod doubts;
mod expect;
mod hops;
mod hosts;
mod known;
mod lesson;
mod middle;
mod mta_sts;
mod raw;
mod rules;
mod send;
mod steps;
mod toml;
mod unquoted;
mod zones;

use toml_spanner::Arena;

pub(super) use lesson::LANGUAGES;

use super::diagnostic::{Diagnostic, FileMistake, Findings, Shape};
use super::key::{self, Form, Key, Keys, Value};
use super::reader::{self, Fields};
use super::{Level, Scenario, limits};
use crate::words;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The scenario; none exactly where one of the diagnostics is an error.
    pub scenario: Option<Scenario>,
    /// All that is wrong with the file, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    fn failed(mistake: FileMistake, at: usize) -> Self {
        Self { scenario: None, diagnostics: vec![Diagnostic::new(mistake, at..at)] }
    }
}

/// Reads a file of any content.
pub fn parse_bytes(name: &str, path: &str, bytes: &[u8]) -> Parsed {
    if bytes.len() > limits::FILE {
        return Parsed::failed(FileMistake::TooLarge, 0);
    }
    if bytes.contains(&0) {
        return Parsed::failed(FileMistake::Binary, 0);
    }
    match std::str::from_utf8(bytes) {
        Ok(source) => parse(name, path, source),
        Err(error) => Parsed::failed(FileMistake::NotUtf8, error.valid_up_to()),
    }
}

/// Reads the text of a scenario file. All mistakes are found in one pass.
pub fn parse(name: &str, path: &str, source: &str) -> Parsed {
    if source.len() > limits::FILE {
        return Parsed::failed(FileMistake::TooLarge, 0);
    }
    if source.contains('\0') {
        return Parsed::failed(FileMistake::Binary, 0);
    }
    if source.trim().is_empty() {
        return Parsed::failed(FileMistake::Empty, 0);
    }
    let arena = Arena::new();
    let mut findings = Findings::new(source);
    let document = toml::parse(source, &arena, &mut findings);
    let root = Fields::root(document.table(), ROOT, &mut findings);
    let scenario = read(&root, &mut findings);
    if findings.is_fine() {
        doubts::report(&scenario, &root, &mut findings);
    }
    let scenario = findings.is_fine().then(|| Scenario { name: name.into(), path: path.into(), ..scenario });
    Parsed { scenario, diagnostics: findings.into_diagnostics() }
}

/// The keys of the file itself.
pub(super) const ROOT: Keys = &[
    Key::must(
        "format",
        Value::Number(1, 1),
        |l| words!(l, en: "The version of the format: 1.", ja: "フォーマットの版。1 と書きます。"),
    ),
    Key::must(
        "title",
        Value::Languages(&Value::Text(limits::SHORT)),
        |l| words!(l, en: "What the lesson is called.", ja: "レッスンの題名。"),
    ),
    Key::may(
        "goal",
        Value::Languages(&Value::Text(limits::LONG)),
        |l| words!(l, en: "What the learner can do afterwards.", ja: "学び終えたときにできること。"),
    ),
    Key::may(
        "level",
        Value::Word(levels),
        |l| words!(l, en: "How much the lesson takes for granted.", ja: "どのくらいの知識を前提にするか。"),
    ),
    Key::may(
        "tags",
        Value::List(&Value::Text(limits::SHORT), limits::LIST),
        |l| words!(l, en: "Words to find the lesson by.", ja: "レッスンを探すための言葉。"),
    ),
    Key::must("hosts", Value::Named(Form::Host, &hosts::HOST, limits::HOSTS), |l| {
        words!(l,
            en: "Who is on the network. Names with dots stand in quotation marks.",
            ja: "ネットワークにいるPCとサーバー。点を含む名前は引用符で囲みます。")
    }),
    Key::may(
        "zones",
        Value::Named(Form::Domain, &Value::Form(Form::ZoneText), limits::ZONES),
        |l| words!(l, en: "What DNS knows, in zone-file text (RFC 1035).", ja: "DNSのレコード（ゾーンファイルの書き方）。"),
    ),
    Key::may(
        "dkim",
        Value::Named(Form::Domain, &SIGNERS, limits::ZONES),
        |l| words!(l, en: "The domains whose servers sign what they send.", ja: "サーバーが署名するドメイン。"),
    ),
    Key::may(
        "receivers",
        Value::Named(Form::Host, &Value::Table(rules::RECEIVER), limits::HOSTS),
        |l| words!(l, en: "How a receiving server differs from the default.", ja: "受信サーバーの、既定と違う決まり。"),
    ),
    Key::may(
        "forward",
        Value::Named(Form::Mailbox, &Value::Table(hops::FORWARD), limits::HOPS),
        |l| words!(l, en: "Addresses that pass on what they get.", ja: "届いたメールを転送するアドレス。"),
    ),
    Key::may(
        "list",
        Value::Named(Form::Mailbox, &Value::Table(hops::LIST), limits::HOPS),
        |l| words!(l, en: "Mailing lists.", ja: "メーリングリスト。"),
    ),
    Key::may(
        "middle",
        Value::Named(Form::Host, &Value::Table(middle::MIDDLE), limits::HOSTS),
        |l| words!(l, en: "Machines on the way between two others.", ja: "2つのホストの間に割り込む機械。"),
    ),
    Key::may(
        "mta_sts",
        Value::Named(Form::Domain, &Value::Table(mta_sts::STS), limits::ZONES),
        |l| words!(l, en: "Domains whose mail has to be encrypted (RFC 8461).", ja: "暗号化を必須にするドメイン (MTA-STS)。"),
    ),
    Key::may("visitor", Value::Form(Form::Host), |l| {
        words!(l,
            en: "The host that somebody from outside plays who brings mail into a lab.",
            ja: "`tegami lab` に外からメールを持ち込む人が演じるホスト。")
    }),
    Key::must(
        "step",
        Value::Tables(&steps::STEP, limits::STEPS),
        |l| words!(l, en: "What happens, in order.", ja: "起きることを順に書きます。"),
    ),
    Key::may(
        "ask",
        Value::Tables(&Value::Table(lesson::ASK), limits::ASKS),
        |l| words!(l, en: "Questions to the learner.", ja: "学ぶ人への質問。"),
    ),
    Key::may(
        "say",
        Value::Tables(&Value::Table(lesson::SAY), limits::ASKS),
        |l| words!(l, en: "Remarks of the teacher's own.", ja: "先生の言葉。"),
    ),
];

const SIGNERS: Value = Value::OneOrMany(&Value::Table(rules::SIGNER), limits::LIST);

fn levels() -> Vec<&'static str> {
    key::words(LEVELS)
}

const LEVELS: &[(&str, Level)] =
    &[("beginner", Level::Beginner), ("intermediate", Level::Intermediate), ("advanced", Level::Advanced)];

/// Everything in the file, as far as it can be understood.
fn read(root: &Fields<'_, '_>, findings: &mut Findings<'_>) -> Scenario {
    check_format(root, findings);
    let mut texts = lesson::Texts::default();
    let title = root.require("title", findings).and_then(|item| texts.read(item, limits::SHORT, findings));
    let goal = root.get("goal").and_then(|item| texts.read(item, limits::LONG, findings));
    let level = root.get("level").and_then(|item| reader::word(item, LEVELS, findings));
    let zones = root.get("zones").map(|item| zones::read(item, findings)).unwrap_or_default();
    let hosts = root.require("hosts", findings).map(|item| hosts::read(item, &zones, findings)).unwrap_or_default();
    let dkim = root.get("dkim").map(|item| rules::dkim(item, &zones, &hosts, findings)).unwrap_or_default();
    let receivers = root.get("receivers").map(|item| rules::receivers(item, &hosts, findings)).unwrap_or_default();
    let forwards = root.get("forward").map(|item| hops::forwards(item, &hosts, findings)).unwrap_or_default();
    let lists = root.get("list").map(|item| hops::lists(item, &hosts, &dkim, &forwards, findings)).unwrap_or_default();
    let middles = root.get("middle").map(|item| middle::read(item, &hosts, findings)).unwrap_or_default();
    let mta_sts = root.get("mta_sts").map(|item| mta_sts::read(item, &zones, &hosts, findings)).unwrap_or_default();
    let visitor = root.get("visitor").and_then(|item| visitor(item, &hosts, findings));
    let world = known::Known { hosts: &hosts, zones: &zones, dkim: &dkim, middles: &middles };
    let steps = steps::read(root, &world, findings);
    let asks = lesson::asks(root, steps.sends, &mut texts, findings);
    let says = lesson::says(root, steps.sends, &mut texts, findings);
    texts.report_missing(findings);
    Scenario {
        name: String::new(),
        path: String::new(),
        source: findings.source().to_owned(),
        title: title.unwrap_or_default(),
        goal: goal.unwrap_or_default(),
        level: level.unwrap_or(Level::Beginner),
        tags: root.get("tags").map(|item| tags(item, findings)).unwrap_or_default(),
        hosts: hosts.list,
        zones,
        dkim,
        receivers,
        forwards,
        lists,
        middles,
        visitor,
        mta_sts,
        steps: steps.list,
        asks,
        says,
    }
}

fn check_format(root: &Fields<'_, '_>, findings: &mut Findings<'_>) {
    let Some(item) = root.get("format") else {
        findings.report(FileMistake::NoFormat, root.span());
        return;
    };
    match item.as_i128() {
        Some(1) => {}
        Some(found) => findings.report(FileMistake::OtherFormat { found: found.to_string() }, item.span().range()),
        None => reader::wrong_type(item, Shape::Number, findings),
    }
}

/// The host that somebody from outside plays in a lab.
fn visitor(item: &toml_spanner::Item<'_>, hosts: &hosts::Hosts, findings: &mut Findings<'_>) -> Option<String> {
    let name = reader::text(item, findings)?;
    hosts.find(name, item.span().range(), findings).map(|host| host.name.clone())
}

fn tags(item: &toml_spanner::Item<'_>, findings: &mut Findings<'_>) -> Vec<String> {
    let items = reader::list(item, limits::LIST, findings);
    let tags = items.iter().filter_map(|item| reader::text_up_to(item, limits::SHORT, findings));
    tags.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
