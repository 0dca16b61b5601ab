//! The arguments, understood.
//!
//! clap does the parsing; the words are ours, in both languages, so that neither help nor complaints fall back to English.

mod complaint;
mod grammar;
mod help;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::error::ErrorKind;

use super::exit;
use super::failure::Failure;
use crate::explain::Server;
use crate::lang::Lang;
use crate::trace::Time;
use crate::tui::Classroom;

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

/// In which form to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Json,
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
}

/// `tegami play`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PlayArgs {
    /// A lesson, a file, or a saved trace; the list of lessons where none is named.
    pub subject: Option<String>,
    /// The step to begin with, from 1.
    pub step: Option<usize>,
    pub screen: ScreenArgs,
    pub plain: bool,
    pub start: Option<Time>,
    pub classroom: Classroom,
}

/// What a terminal, or whoever looks at it, may not bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ScreenArgs {
    pub mouse: bool,
    pub motion: bool,
    pub ascii: bool,
}

impl Default for ScreenArgs {
    fn default() -> Self {
        Self { mouse: true, motion: true, ascii: false }
    }
}

/// `tegami run`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RunArgs {
    pub subject: String,
    pub format: Format,
    /// Whether to print why each check came out as it did.
    pub proofs: bool,
    /// Where to save the trace.
    pub save: Option<PathBuf>,
    /// Where to print; standard output where none is named.
    pub output: Option<PathBuf>,
    pub start: Option<Time>,
}

/// `tegami check`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CheckArgs {
    /// Lessons, files and folders; the built-in lessons where none is named.
    pub paths: Vec<String>,
    pub format: Format,
    pub start: Option<Time>,
}

/// `tegami explain`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ExplainArgs {
    pub subject: Explained,
    /// Hosts or domains that are the reader's own.
    pub trust: Vec<String>,
    /// The DNS server to ask.
    pub dns: Option<Server>,
    /// Whether to print why each check came out as it did.
    pub proofs: bool,
    pub format: Format,
    /// Where to print; standard output where none is named.
    pub output: Option<PathBuf>,
    /// How the screen is wanted, where it is.
    pub screen: Option<ScreenArgs>,
}

impl ExplainArgs {
    /// A saved message that was asked for in passing.
    pub(super) fn of_file(path: &str, screen: Option<ScreenArgs>) -> Self {
        let subject = Explained::File(Some(PathBuf::from(path)));
        Self { subject, trust: Vec::new(), dns: None, proofs: false, format: Format::Text, output: None, screen }
    }
}

/// What is to be explained.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Explained {
    /// A saved message; standard input where none is named.
    File(Option<PathBuf>),
    /// A letter that a scenario delivers.
    Letter { scenario: String, letter: Option<u32> },
    /// A word of the glossary.
    Word(String),
    /// All words of the glossary.
    Words,
}

/// `tegami list`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ListArgs {
    pub format: Format,
}

/// `tegami notes`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotesArgs {
    pub ascii: bool,
    pub plain: bool,
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
        Some(("run", run)) => Command::Run(RunArgs {
            subject: word(run, "scenario").unwrap_or_default().to_owned(),
            format: format(run),
            proofs: run.get_flag("proofs"),
            save: path(run, "save"),
            output: path(run, "output"),
            start: run.get_one("start").copied(),
        }),
        Some(("check", check)) => Command::Check(CheckArgs {
            paths: check.get_many::<String>("path").unwrap_or_default().cloned().collect(),
            format: format(check),
            start: check.get_one("start").copied(),
        }),
        Some(("notes", notes)) => {
            Command::Notes(NotesArgs { ascii: notes.get_flag("ascii"), plain: notes.get_flag("plain") })
        }
        Some(("explain", explain)) => Command::Explain(ExplainArgs {
            subject: explained(explain),
            trust: explain.get_many::<String>("trust").unwrap_or_default().cloned().collect(),
            dns: explain.get_one("dns").copied(),
            proofs: explain.get_flag("proofs"),
            format: format(explain),
            output: path(explain, "output"),
            screen: explain.get_flag("screen").then(|| ScreenArgs {
                mouse: !explain.get_flag("no-mouse"),
                motion: false,
                ascii: explain.get_flag("ascii"),
            }),
        }),
        Some(("list", list)) => Command::List(ListArgs { format: format(list) }),
        Some(("play", play)) => Command::Play(PlayArgs {
            subject: word(play, "scenario").map(str::to_owned),
            step: play.get_one("step").copied(),
            screen: ScreenArgs {
                mouse: !play.get_flag("no-mouse"),
                motion: !play.get_flag("no-motion"),
                ascii: play.get_flag("ascii"),
            },
            plain: play.get_flag("plain"),
            start: play.get_one("start").copied(),
            classroom: Classroom {
                watch: play.get_flag("watch"),
                notes: play.get_flag("notes"),
                score: path(play, "score"),
                learner: word(play, "name").unwrap_or_default().to_owned(),
            },
        }),
        _ => Command::Play(PlayArgs::default()),
    }
}

fn explained(matches: &ArgMatches) -> Explained {
    let words = matches.get_many::<String>("field").map(|words| words.cloned().collect::<Vec<_>>().join(" "));
    match (words, word(matches, "from")) {
        (Some(words), _) if !words.is_empty() => Explained::Word(words),
        (Some(_), _) => Explained::Words,
        _ if matches.get_flag("fields") => Explained::Words,
        (None, Some(scenario)) => {
            Explained::Letter { scenario: scenario.to_owned(), letter: matches.get_one("letter").copied() }
        }
        (None, None) => Explained::File(word(matches, "file").filter(|file| *file != "-").map(PathBuf::from)),
    }
}

fn format(matches: &ArgMatches) -> Format {
    if word(matches, "format") == Some("json") { Format::Json } else { Format::Text }
}

fn word<'a>(matches: &'a ArgMatches, id: &str) -> Option<&'a str> {
    matches.get_one::<String>(id).map(String::as_str)
}

fn path(matches: &ArgMatches, id: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(id).cloned()
}

#[cfg(test)]
mod tests;
