//! `tegami notes`.

use clap::{ArgMatches, Command};

use super::options::{self, Help, ascii, plain};
use crate::lang::Lang;
use crate::words;

/// `tegami notes`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct NotesArgs {
    pub ascii: bool,
    pub plain: bool,
}

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options = [ascii(lang), plain(lang)];
    options::command("notes", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> NotesArgs {
    NotesArgs { ascii: matches.get_flag("ascii"), plain: matches.get_flag("plain") }
}

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami notes [OPTIONS]", ja: "tegami notes [オプション]"),
        about: words!(
            lang,
            en: "Show the speaker's notes of the lesson that another terminal shows",
            ja: "別の端末で表示中のレッスンの発表者用メモを表示する"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami play forged-from --notes    on the projector
  tegami notes                       on your own screen
  tegami notes --plain               append-only text, for a screen reader

The notes have the answers. They never leave this machine.",
            ja: "\
例:
  tegami play forged-from --notes    教室の画面で
  tegami notes                       手元の画面で
  tegami notes --plain               文章で出力（読み上げソフト向け）

メモには質問の答えも出ます。このパソコンの外には送られません。"
        ),
    }
}
