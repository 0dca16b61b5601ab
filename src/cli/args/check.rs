//! `tegami check`.

use clap::{Arg, ArgMatches, Command};

use super::options::{self, Help, argument, choice, flag, start, word};
use crate::lang::Lang;
use crate::trace::Time;
use crate::words;

/// `tegami check`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct CheckArgs {
    /// Lessons, files and folders; the built-in lessons where none is named.
    pub paths: Vec<String>,
    pub format: CheckFormat,
    pub start: Option<Time>,
    /// Whether to go on, and check anew what changes.
    pub watch: bool,
}

/// What the results can be printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum CheckFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For whatever collects the results of tests.
    Junit,
}

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options = [paths(lang), watch(lang), format(lang), start(lang)];
    options::command("check", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> CheckArgs {
    CheckArgs {
        paths: matches.get_many::<String>("path").unwrap_or_default().cloned().collect(),
        format: match word(matches, "format") {
            Some("json") => CheckFormat::Json,
            Some("junit") => CheckFormat::Junit,
            _ => CheckFormat::Text,
        },
        start: matches.get_one("start").copied(),
        watch: matches.get_flag("watch"),
    }
}

fn paths(lang: Lang) -> Arg {
    argument("path", lang).num_args(0..).value_name(words!(lang, en: "PATH", ja: "パス")).help(words!(
        lang,
        en: "Lessons by name, scenario files, or folders of them",
        ja: "レッスンの名前、シナリオのファイル、またはそれらのフォルダー"
    ))
}

fn format(lang: Lang) -> Arg {
    choice("format", &["text", "json", "junit"]).value_name("FORMAT").help(words!(
        lang,
        en: "text, json (for programs) or junit (for CI)",
        ja: "text（文章）、json（プログラム向け）、junit（CI向け）"
    ))
}

fn watch(lang: Lang) -> Arg {
    flag("watch").conflicts_with("format").help(words!(
        lang,
        en: "Go on, and check each file anew when it changes",
        ja: "終わらずに、ファイルが変わるたびに確かめ直す"
    ))
}

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami check [OPTIONS] [PATH]...", ja: "tegami check [オプション] [パス]..."),
        about: words!(
            lang,
            en: "Run scenarios, and check whether they end as expected",
            ja: "シナリオを実行し、書かれた期待どおりになるか確かめる"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami check                            the built-in lessons
  tegami check my-lesson.toml lessons/    a folder: all *.toml files in it
  tegami check lessons/ --watch           again on each save, until Ctrl-C
  tegami check lessons/ --format json
  tegami check lessons/ --format junit > results.xml

The exit code is 2 where a file has mistakes, else 3 where one could not be
run, else 4 where an expectation failed.",
            ja: "\
例:
  tegami check                            組み込みのレッスンすべて
  tegami check my-lesson.toml lessons/    フォルダーの中の *.toml すべて
  tegami check lessons/ --watch           保存するたびに（Ctrl-Cで終了）
  tegami check lessons/ --format json
  tegami check lessons/ --format junit > results.xml

終了コードは、ファイルに誤りがあれば2、実行できないものがあれば3、
期待と違う結果があれば4です。"
        ),
    }
}
