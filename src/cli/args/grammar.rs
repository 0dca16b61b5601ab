//! The command line as a whole: its commands, and the options that all of them have.
//!
//! clap would say a few words in English by itself (the allowed values, headings); they are switched off and said here.

use clap::{Arg, ArgAction, Command};

use super::options::{self, Help, LAST, choice};
use super::{check, explain, lab, list, new, notes, play, run, schema};
use crate::lang::Lang;
use crate::words;

/// The whole command line.
pub(super) fn grammar(lang: Lang) -> Command {
    let commands = [
        play::command,
        run::command,
        lab::command,
        check::command,
        explain::command,
        list::command,
        notes::command,
        new::command,
        schema::command,
    ];
    options::command("tegami", lang, &help(lang), [language(lang), color(lang), version(lang)])
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(words!(lang, en: "Commands", ja: "コマンド"))
        .subcommands(commands.map(|command| command(lang)))
}

fn language(lang: Lang) -> Arg {
    choice("lang", &["en", "ja"]).global(true).display_order(LAST).value_name("LANG").help(words!(
        lang,
        en: "en or ja (by default, the system's language)",
        ja: "en（英語）か ja（日本語）。既定はシステムの言語"
    ))
}

fn color(lang: Lang) -> Arg {
    choice("color", &["auto", "always", "never"]).global(true).display_order(LAST + 1).value_name("WHEN").help(words!(
        lang,
        en: "auto (a terminal, no NO_COLOR), always or never",
        ja: "auto（端末だけ）、always（常に）、never（なし）"
    ))
}

fn version(lang: Lang) -> Arg {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).display_order(LAST + 3);
    version.help(words!(lang, en: "Show the version", ja: "バージョンを表示する"))
}

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami [OPTIONS] [COMMAND]", ja: "tegami [オプション] [コマンド]"),
        about: words!(
            lang,
            en: "\
See how an e-mail travels, and how a forged one is found out.

Without a command: the list of lessons on the screen; where there is no
terminal, the first lesson as text.",
            ja: "\
メールがどう届き、なりすましメールがどう見破られるかを見るプログラムです。

コマンドなしで起動すると、レッスンの一覧を画面に表示します。
端末でないときは、最初のレッスンを文章で出力します。"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami                     choose a lesson
  tegami play forged-from    walk through one
  tegami run forged-from     the same as text
  tegami lab                 send and read with your own mail client
  tegami check               do all lessons end as they should?
  tegami explain letter.eml  what does the header of a real message say?

Exit codes: 0 fine, 1 wrong arguments, 2 a scenario or trace cannot be read,
3 it could not be run, 4 an expectation failed.",
            ja: "\
例:
  tegami                     レッスンを選ぶ
  tegami play forged-from    レッスンを1つ、画面で進める
  tegami run forged-from     同じ内容を文章で読む
  tegami lab                 自分のメールソフトで送ったり読んだりする
  tegami check               レッスンが書かれた期待どおりになるか確かめる
  tegami explain letter.eml  本物のメールのヘッダーの説明を読む

終了コード: 0 問題なし、1 引数の誤り、2 シナリオやトレースを読めない、
3 実行できない、4 期待と違う結果"
        ),
    }
}
