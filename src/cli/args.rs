//! The arguments, understood.
//!
//! clap does the parsing; the words are ours, in both languages, so that neither help nor complaints fall back to English.
//! A command has a file: what it is told, its grammar, and its help. What several of them share stands in `options`.

mod check;
mod complaint;
mod explain;
mod grammar;
mod lab;
mod list;
mod new;
mod notes;
mod options;
mod play;
mod run;
mod schema;

use std::ffi::OsString;

use clap::ArgMatches;
use clap::error::ErrorKind;

pub(super) use check::{CheckArgs, CheckFormat};
pub(super) use explain::{ExplainArgs, Explained};
pub(super) use lab::{LabArgs, Seat};
pub(super) use list::{Courses, ListArgs};
pub(super) use new::{NewArgs, Start};
pub(super) use notes::NotesArgs;
pub(super) use options::{Format, ScreenArgs};
pub(super) use play::PlayArgs;
pub(super) use run::{RunArgs, RunFormat};
pub(super) use schema::SchemaArgs;

use self::options::word;
use super::exit;
use super::failure::Failure;
use crate::lang::Lang;

/// The arguments as a whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Invocation {
    pub color: Color,
    pub command: Command,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Color {
    /// On a terminal, where `NO_COLOR` does not say otherwise.
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    Play(PlayArgs),
    Run(RunArgs),
    Check(CheckArgs),
    List(ListArgs),
    Notes(NotesArgs),
    Explain(ExplainArgs),
    New(NewArgs),
    Lab(LabArgs),
    Schema(SchemaArgs),
}

/// Understands the arguments, the program's own name first. Help and version end the program well.
pub(super) fn parse(arguments: &[OsString], lang: Lang) -> Result<Invocation, Failure> {
    let matches = grammar::grammar(lang).try_get_matches_from(arguments).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Failure::answer(lang, &error.to_string()),
        _ => Failure::new(exit::USAGE, complaint::complaint(&error, lang)),
    })?;
    let color = match word(&matches, "color") {
        Some("always") => Color::Always,
        Some("never") => Color::Never,
        _ => Color::Auto,
    };
    Ok(Invocation { color, command: command(&matches) })
}

fn command(matches: &ArgMatches) -> Command {
    match matches.subcommand() {
        Some(("run", run)) => Command::Run(run::read(run)),
        Some(("check", check)) => Command::Check(check::read(check)),
        Some(("notes", notes)) => Command::Notes(notes::read(notes)),
        Some(("explain", explain)) => Command::Explain(explain::read(explain)),
        Some(("lab", lab)) => Command::Lab(lab::read(lab)),
        Some(("list", list)) => Command::List(list::read(list)),
        Some(("new", new)) => Command::New(new::read(new)),
        Some(("schema", schema)) => Command::Schema(schema::read(schema)),
        Some(("play", play)) => Command::Play(play::read(play)),
        _ => Command::Play(PlayArgs::default()),
    }
}

#[cfg(test)]
mod tests;
