//! What a command is about: a built-in lesson, a scenario file, or a saved trace.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;

use super::context::Context;
use super::exit;
use super::failure::Failure;
use crate::lang::Lang;
use crate::scenario::{self, Diagnostic, Parsed, Scenario};
use crate::trace::{FORMAT, LoadError, Time, Trace};
use crate::{text, world};

/// What the argument named.
#[derive(Debug)]
pub(super) enum Subject {
    /// A scenario, still to be run.
    Scenario(Box<Scenario>),
    /// A run that somebody saved.
    Trace(Box<Scenario>, Trace),
}

/// A scenario and what happened in it.
#[derive(Debug)]
pub(super) struct Played {
    pub scenario: Scenario,
    pub trace: Trace,
}

/// Finds and reads what the argument names. Warnings about a scenario go to standard error.
pub(super) fn open(argument: &str, context: &Context) -> Result<Subject, Failure> {
    if scenario::library::find(argument).is_none() && looks_like_a_trace(Path::new(argument)) {
        return saved(argument, context);
    }
    scenario(argument, context).map(Subject::Scenario)
}

/// Finds and reads a scenario.
pub(super) fn scenario(argument: &str, context: &Context) -> Result<Box<Scenario>, Failure> {
    let loaded = scenario::load(argument)
        .map_err(|error| Failure::new(exit::SCENARIO, scenario_message(context.lang(), &error)))?;
    accept(loaded.parsed, &loaded.path, &loaded.source, context)
}

impl Subject {
    /// Runs the scenario; what was saved needs no running.
    pub async fn play(self, start: Option<Time>, context: &Context) -> Result<Played, Failure> {
        match self {
            Self::Trace(scenario, trace) => Ok(Played { scenario: *scenario, trace }),
            Self::Scenario(scenario) => {
                let trace = world::run(&scenario, world::Options { start }).await;
                let trace = trace.map_err(|error| Failure::world(context.lang(), &error))?;
                Ok(Played { scenario: *scenario, trace })
            }
        }
    }
}

/// The scenario, where the file has no mistakes; warnings about it go to standard error.
fn accept(parsed: Parsed, path: &str, source: &str, context: &Context) -> Result<Box<Scenario>, Failure> {
    let Parsed { scenario, diagnostics } = parsed;
    let shown =
        |diagnostics: &[Diagnostic]| scenario::render(diagnostics, path, source, context.lang(), context.error_color);
    match scenario {
        Some(scenario) => {
            if !diagnostics.is_empty() {
                let _ = writeln!(std::io::stderr(), "{}", shown(&diagnostics).trim_end());
            }
            Ok(Box::new(scenario))
        }
        None => Err(Failure::new(exit::SCENARIO, shown(&diagnostics))),
    }
}

/// Why there is no scenario to read.
pub(super) fn scenario_message(lang: Lang, error: &scenario::LoadError) -> String {
    let why = error.message(lang);
    text!(lang, en: "error: {why}", ja: "エラー：{why}")
}

/// A trace is JSON, and begins with a brace, which no scenario file can.
fn looks_like_a_trace(path: &Path) -> bool {
    let mut start = [0; 1];
    path.is_file() && File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *b"{"
}

fn saved(path: &str, context: &Context) -> Result<Subject, Failure> {
    let loaded = File::open(path).map_err(LoadError::Io).and_then(|file| Trace::load(BufReader::new(file)));
    let trace = loaded.map_err(|error| {
        let why = trace_message(context.lang(), &error);
        Failure::new(
            exit::SCENARIO,
            text!(context.lang(), en: "error: cannot read the trace {path}: {why}", ja: "エラー：トレース {path} を読めません：{why}"),
        )
    })?;
    let parsed = scenario::parse(&trace.header.name, path, &trace.header.scenario);
    let scenario = accept(parsed, path, &trace.header.scenario, context)?;
    Ok(Subject::Trace(scenario, trace))
}

fn trace_message(lang: Lang, error: &LoadError) -> String {
    match error {
        LoadError::NotATrace => text!(
            lang,
            en: "its first line is not that of a saved trace. `tegami run SCENARIO --save FILE` writes one.",
            ja: "1行目が保存されたトレースの形ではありません。`tegami run シナリオ --save ファイル` で作れます。"
        ),
        LoadError::Version { found } => text!(
            lang,
            en: "it has format {found}, and this program reads format {FORMAT}. Save it again with this program.",
            ja: "形式{found}で書かれていますが、このプログラムが読めるのは形式{FORMAT}です。このプログラムで保存し直してください。"
        ),
        LoadError::CutOff { line } => text!(
            lang,
            en: "it is cut off in the middle of line {line}. Copy or save it again.",
            ja: "{line}行目の途中で切れています。コピーまたは保存をやり直してください。"
        ),
        LoadError::Line { line, source } => text!(
            lang,
            en: "line {line} is damaged ({source}). Copy or save it again.",
            ja: "{line}行目が壊れています（{source}）。コピーまたは保存をやり直してください。"
        ),
        LoadError::OutOfOrder { line } => text!(
            lang,
            en: "before line {line} something is missing or has been moved. Copy or save it again.",
            ja: "{line}行目の前で行が抜けているか、入れ替わっています。コピーまたは保存をやり直してください。"
        ),
        LoadError::Io(error) => error.to_string(),
    }
}
