//! `tegami list`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};

use super::options::{self, Format, Help, chosen_format, format, word};
use crate::lang::Lang;
use crate::scenario::course::LENGTHS;
use crate::words;

/// `tegami list`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct ListArgs {
    pub format: Format,
    pub course: Option<Courses>,
}

/// Which courses to list instead of the lessons.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) enum Courses {
    /// All of them.
    All,
    /// The one of that length.
    One(String),
}

/// What stands for all courses where no length is said.
const ALL: &str = "all";

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options = [course(lang), format(lang)];
    options::command("list", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> ListArgs {
    let course = word(matches, "course").map(|length| match length {
        ALL => Courses::All,
        length => Courses::One(length.to_owned()),
    });
    ListArgs { format: chosen_format(matches), course }
}

fn course(lang: Lang) -> Arg {
    let lengths = [ALL, LENGTHS[0], LENGTHS[1], LENGTHS[2]];
    let course = Arg::new("course").long("course").value_name("LENGTH").num_args(0..=1).default_missing_value(ALL);
    course.value_parser(PossibleValuesParser::new(lengths)).hide_possible_values(true).help(words!(
        lang,
        en: "The lessons as a course: 45 or 90 minutes, or a term",
        ja: "授業の順に並べる：45（分）、90（分）、term（1学期）"
    ))
}

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami list [OPTIONS]", ja: "tegami list [オプション]"),
        about: words!(lang, en: "List the built-in lessons", ja: "組み込みのレッスンを一覧表示する"),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami list
  tegami list --course 90
  tegami list --lang ja --format json",
            ja: "\
例:
  tegami list
  tegami list --course 90
  tegami list --lang en --format json"
        ),
    }
}
