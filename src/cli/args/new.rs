//! `tegami new`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};

use super::options::{self, Help, argument, file, flag, path, word};
use crate::lang::Lang;
use crate::words;

/// `tegami new`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct NewArgs {
    /// The file to write.
    pub file: PathBuf,
    pub start: Start,
    /// Whether real names may stay.
    pub keep_names: bool,
    /// Whether a file that is there may be written over.
    pub force: bool,
}

/// What to begin with.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) enum Start {
    Template,
    Ask,
    Lesson(String),
    Letter(PathBuf),
    Zone(PathBuf),
}

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options =
        [new_file(lang), from(lang), ask(lang), from_eml(lang), from_zone(lang), keep_names(lang), force(lang)];
    options::command("new", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> NewArgs {
    let lesson = word(matches, "from").map(|name| Start::Lesson(name.to_owned()));
    let letter = path(matches, "from-eml").map(Start::Letter);
    let zone = path(matches, "from-zone").map(Start::Zone);
    let otherwise = if matches.get_flag("ask") { Start::Ask } else { Start::Template };
    NewArgs {
        file: path(matches, "file").unwrap_or_default(),
        start: lesson.or(letter).or(zone).unwrap_or(otherwise),
        keep_names: matches.get_flag("keep-names"),
        force: matches.get_flag("force"),
    }
}

fn new_file(lang: Lang) -> Arg {
    let file = argument("file", lang).value_name(words!(lang, en: "FILE", ja: "ファイル")).required(true);
    file.value_parser(clap::value_parser!(PathBuf)).help(words!(
        lang,
        en: "The scenario file to write, such as my-lesson.toml",
        ja: "書き出すシナリオのファイル（my-lesson.toml など）"
    ))
}

fn from(lang: Lang) -> Arg {
    Arg::new("from").long("from").value_name("NAME").help(words!(
        lang,
        en: "Begin with a copy of this built-in lesson",
        ja: "組み込みのレッスンをもとにする"
    ))
}

fn ask(lang: Lang) -> Arg {
    flag("ask").conflicts_with("from").help(words!(
        lang,
        en: "Ask who writes to whom, forged or not, and so on",
        ja: "誰から誰へ、偽装かどうかなどの質問に答えて作る"
    ))
}

fn from_eml(lang: Lang) -> Arg {
    file("from-eml").conflicts_with_all(["from", "ask"]).help(words!(
        lang,
        en: "Begin with a saved message, under other names",
        ja: "保存したメールをもとにする（名前は置き換える）"
    ))
}

fn from_zone(lang: Lang) -> Arg {
    file("from-zone").conflicts_with_all(["from", "ask", "from-eml"]).help(words!(
        lang,
        en: "Begin with a zone file, under another name",
        ja: "ゾーンファイルをもとにする（名前は置き換える）"
    ))
}

fn keep_names(lang: Lang) -> Arg {
    flag("keep-names").help(words!(
        lang,
        en: "Keep the real names and domains of an import",
        ja: "実際の名前やドメインを置き換えずに残す"
    ))
}

fn force(lang: Lang) -> Arg {
    flag("force").help(words!(lang, en: "Write over a file that is there", ja: "すでにあるファイルに上書きする"))
}

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami new [OPTIONS] <FILE>", ja: "tegami new [オプション] <ファイル>"),
        about: words!(
            lang,
            en: "Write a scenario of your own, with comments, to begin with",
            ja: "説明付きの自作シナリオのひな形を書き出す"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami new my-lesson.toml
  tegami new my-lesson.toml --ask
  tegami new my-lesson.toml --from forged-from    a built-in lesson to change
  tegami new fraud.toml --from-eml letter.eml     from a message you got
  tegami new ours.toml --from-zone db.example     from your zone file
Then:
  tegami play my-lesson.toml --watch    see each change while you write it
  tegami check my-lesson.toml

An import asks nobody: it reads that one file. Names, addresses and domains are
replaced by others, one by one, where --keep-names does not keep them. Read what
is left before you pass it on.",
            ja: "\
例:
  tegami new my-lesson.toml
  tegami new my-lesson.toml --ask
  tegami new my-lesson.toml --from forged-from    組み込みのレッスンをもとに
  tegami new fraud.toml --from-eml letter.eml     届いたメールをもとに
  tegami new ours.toml --from-zone db.example     ゾーンファイルをもとに
そのあと:
  tegami play my-lesson.toml --watch    書き換えるたびに読み直す
  tegami check my-lesson.toml

読むのは指定したファイルだけで、どこにも問い合わせません。名前、アドレス、
ドメインは1対1で別のものに置き換えます（--keep-names で残せます）。
人に渡す前に、残った内容を確かめてください。"
        ),
    }
}
