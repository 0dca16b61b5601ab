//! `tegami run`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};

use super::options::{self, Format, Help, chosen_format, file, format, output, path, proofs, scenario, start, word};
use crate::lang::Lang;
use crate::trace::Time;
use crate::words;

/// `tegami run`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct RunArgs {
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

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options = [scenario(lang).required(true), format(lang), proofs(lang), save(lang), output(lang), start(lang)];
    options::command("run", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> RunArgs {
    RunArgs {
        subject: word(matches, "scenario").unwrap_or_default().to_owned(),
        format: chosen_format(matches),
        proofs: matches.get_flag("proofs"),
        save: path(matches, "save"),
        output: path(matches, "output"),
        start: matches.get_one("start").copied(),
    }
}

fn save(lang: Lang) -> Arg {
    file("save").help(words!(
        lang,
        en: "Save the trace: all that happened, as JSON Lines",
        ja: "トレース（起きたことすべて）をJSON Linesで保存する"
    ))
}

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami run [OPTIONS] <SCENARIO>", ja: "tegami run [オプション] <シナリオ>"),
        about: words!(
            lang,
            en: "Run a scenario, or replay a saved trace, and print what happened",
            ja: "シナリオの実行（またはトレースの再生）で起きたことを出力する"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami run forged-from
  tegami run failed-spf --proofs       why SPF said fail
  tegami run forged-from --format json
  tegami run forged-from --save forged.jsonl -o forged.txt
  tegami run forged.jsonl --lang ja    replay it, with no server",
            ja: "\
例:
  tegami run forged-from
  tegami run failed-spf --proofs       SPFがなぜ失敗したかも読む
  tegami run forged-from --format json
  tegami run forged-from --save forged.jsonl -o forged.txt
  tegami run forged.jsonl --lang en    サーバーなしで再生する"
        ),
    }
}
