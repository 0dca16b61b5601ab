//! `tegami play`.

use clap::{Arg, ArgMatches, Command};

use super::options::{
    self, Help, ScreenArgs, ascii, file, flag, no_motion, no_mouse, path, plain, scenario, start, word,
};
use crate::lang::Lang;
use crate::trace::Time;
use crate::tui::Classroom;
use crate::words;

/// `tegami play`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct PlayArgs {
    /// A lesson, a file, or a saved trace; the list of lessons where none is named.
    pub subject: Option<String>,
    /// The step to begin with, from 1.
    pub step: Option<usize>,
    pub screen: ScreenArgs,
    pub plain: bool,
    pub start: Option<Time>,
    pub classroom: Classroom,
}

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options = [
        scenario(lang),
        step(lang),
        watch(lang),
        notes(lang),
        score(lang),
        name(lang),
        no_mouse(lang),
        no_motion(lang),
        ascii(lang),
        plain(lang),
        start(lang),
    ];
    options::command("play", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> PlayArgs {
    PlayArgs {
        subject: word(matches, "scenario").map(str::to_owned),
        step: matches.get_one("step").copied(),
        screen: ScreenArgs {
            mouse: !matches.get_flag("no-mouse"),
            motion: !matches.get_flag("no-motion"),
            ascii: matches.get_flag("ascii"),
        },
        plain: matches.get_flag("plain"),
        start: matches.get_one("start").copied(),
        classroom: Classroom {
            watch: matches.get_flag("watch"),
            notes: matches.get_flag("notes"),
            score: path(matches, "score"),
            learner: word(matches, "name").unwrap_or_default().to_owned(),
        },
    }
}

fn step(lang: Lang) -> Arg {
    let number = move |text: &str| {
        let number = text.parse().ok().filter(|number: &usize| *number > 0);
        number.ok_or(words!(lang, en: "steps are numbered 1, 2, 3, …", ja: "ステップの番号は1、2、3…です"))
    };
    Arg::new("step").long("step").value_name("N").value_parser(number).help(words!(
        lang,
        en: "Begin at this step; as text, print only this step",
        ja: "このステップから始める（文章ではこのステップだけ）"
    ))
}

fn watch(lang: Lang) -> Arg {
    flag("watch").help(words!(
        lang,
        en: "Tell the story anew when its file changes",
        ja: "ファイルが変わったら読み直し、同じステップを表示する"
    ))
}

fn notes(lang: Lang) -> Arg {
    flag("notes").help(words!(
        lang,
        en: "Let `tegami notes` show the notes in a second terminal",
        ja: "別の端末の `tegami notes` にメモを表示できるようにする"
    ))
}

fn score(lang: Lang) -> Arg {
    file("score").help(words!(
        lang,
        en: "Add the result of each lesson to this file, as JSON Lines",
        ja: "レッスンの結果をこのファイルにJSON Linesで追記する"
    ))
}

fn name(lang: Lang) -> Arg {
    Arg::new("name").long("name").value_name("NAME").requires("score").help(words!(
        lang,
        en: "Whose results they are",
        ja: "結果に書く学習者の名前"
    ))
}

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami play [OPTIONS] [SCENARIO]", ja: "tegami play [オプション] [シナリオ]"),
        about: words!(
            lang,
            en: "Walk through a scenario on the screen, forward and back",
            ja: "シナリオを画面で1ステップずつ進めたり戻したりする"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami play legitimate
  tegami play my-lesson.toml --step 12
  tegami play my-lesson.toml --watch    see each change while you write it
  tegami play lessons/                  the list of your own lessons
  tegami play forged-from --notes       and `tegami notes` in a second terminal
  tegami play forged-from --score results.jsonl --name Aoi
  tegami play legitimate --plain        append-only text, for a screen reader

With NO_COLOR in the environment nothing is coloured, and with
TEGAMI_NO_MOTION nothing moves.",
            ja: "\
例:
  tegami play legitimate
  tegami play my-lesson.toml --step 12
  tegami play my-lesson.toml --watch    書き換えるたびに読み直す
  tegami play lessons/                  自作レッスンの一覧
  tegami play forged-from --notes       別の端末で `tegami notes` を使う
  tegami play forged-from --score results.jsonl --name Aoi
  tegami play legitimate --plain        文章で出力（読み上げソフト向け）

環境変数 NO_COLOR があれば色を付けません。TEGAMI_NO_MOTION があれば
動きを見せません。"
        ),
    }
}
