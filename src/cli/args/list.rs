//! `tegami list`.

use clap::{ArgMatches, Command};

use super::options::{self, Format, Help, chosen_format, format};
use crate::lang::Lang;
use crate::words;

/// `tegami list`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct ListArgs {
    pub format: Format,
}

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options = [format(lang)];
    options::command("list", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> ListArgs {
    ListArgs { format: chosen_format(matches) }
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
  tegami list --lang ja --format json",
            ja: "\
例:
  tegami list
  tegami list --lang en --format json"
        ),
    }
}
