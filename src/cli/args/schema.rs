//! `tegami schema`.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::options::{self, Help, output, path};
use crate::lang::Lang;
use crate::words;

/// `tegami schema`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct SchemaArgs {
    /// Where to print; standard output where none is named.
    pub output: Option<PathBuf>,
}

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options = [output(lang)];
    options::command("schema", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> SchemaArgs {
    SchemaArgs { output: path(matches, "output") }
}

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami schema [OPTIONS]", ja: "tegami schema [オプション]"),
        about: words!(
            lang,
            en: "Print the JSON Schema of scenario files, for your editor",
            ja: "シナリオファイルのJSON Schemaを出力する（エディター用）"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami schema -o scenario.schema.json
  tegami schema --lang ja -o scenario.schema.json    explained in Japanese

Put the file beside your scenarios, and begin each of them with the line
  #:schema scenario.schema.json
Tombi, taplo and Even Better TOML (VS Code) then complete keys and words, and
underline what does not fit. `tegami check` finds more: it knows your hosts.",
            ja: "\
例:
  tegami schema -o scenario.schema.json
  tegami schema --lang en -o scenario.schema.json    説明を英語で

このファイルをシナリオと同じフォルダーに置き、シナリオの1行目に
  #:schema scenario.schema.json
と書きます。Tombi、taplo、VS CodeのEven Better TOMLで、キーや言葉の補完が働き、
誤りに下線が付きます。ホスト名などの誤りは `tegami check` が見つけます。"
        ),
    }
}
