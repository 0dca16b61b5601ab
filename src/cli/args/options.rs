//! What several commands share: options, and how they are read.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::lang::Lang;
use crate::trace::Time;
use crate::words;

/// Where the options that all commands have stand: behind a command's own.
pub(super) const LAST: usize = 100;

/// The texts of one command.
pub(super) struct Help {
    /// The line of the usage.
    pub usage: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Examples, below the options.
    pub examples: &'static str,
}

/// A command with its texts, and with the option that shows them.
pub(super) fn command<const N: usize>(name: &'static str, lang: Lang, texts: &Help, args: [Arg; N]) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).display_order(LAST + 2);
    Command::new(name)
        .about(texts.about)
        .override_usage(texts.usage)
        .after_help(texts.examples)
        .help_template(words!(
            lang,
            en: "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
            ja: "{about}\n\n使い方: {usage}\n\n{all-args}{after-help}"
        ))
        .next_help_heading(words!(lang, en: "Options", ja: "オプション"))
        .args(args)
        .disable_help_flag(true)
        .arg(help.help(words!(lang, en: "Show this help", ja: "この説明を表示する")))
}

pub(super) fn argument(name: &'static str, lang: Lang) -> Arg {
    Arg::new(name).help_heading(words!(lang, en: "Arguments", ja: "引数"))
}

pub(super) fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

pub(super) fn file(name: &'static str) -> Arg {
    Arg::new(name).long(name).value_name("FILE").value_parser(clap::value_parser!(PathBuf))
}

pub(super) fn choice(name: &'static str, words: &'static [&'static str]) -> Arg {
    Arg::new(name).long(name).value_parser(PossibleValuesParser::new(words)).hide_possible_values(true)
}

pub(super) fn scenario(lang: Lang) -> Arg {
    argument("scenario", lang).value_name(words!(lang, en: "SCENARIO", ja: "シナリオ")).help(words!(
        lang,
        en: "A lesson (see `tegami list`), a scenario file, or a saved trace",
        ja: "レッスンの名前、シナリオのファイル、または保存したトレース"
    ))
}

pub(super) fn no_mouse(lang: Lang) -> Arg {
    flag("no-mouse").help(words!(
        lang,
        en: "Leave the mouse to the terminal, to select text",
        ja: "マウスを使わない（端末で文字を選択できる）"
    ))
}

pub(super) fn no_motion(lang: Lang) -> Arg {
    flag("no-motion").help(words!(
        lang,
        en: "No motion: each step shows its result at once",
        ja: "動きを見せず、各ステップの結果をすぐに表示する"
    ))
}

pub(super) fn ascii(lang: Lang) -> Arg {
    flag("ascii").help(words!(lang, en: "Draw with ASCII characters only", ja: "ASCII文字だけで描く"))
}

pub(super) fn plain(lang: Lang) -> Arg {
    flag("plain").help(words!(
        lang,
        en: "Print the story as text instead of drawing it",
        ja: "画面を描かずに文章で出力する"
    ))
}

pub(super) fn format(lang: Lang) -> Arg {
    choice("format", &["text", "json"]).value_name("FORMAT").help(words!(
        lang,
        en: "text (for people) or json (for programs)",
        ja: "text（人が読む文章）または json（プログラム向け）"
    ))
}

pub(super) fn proofs(lang: Lang) -> Arg {
    flag("proofs").help(words!(
        lang,
        en: "Print why each check came out as it did",
        ja: "それぞれの判定の理由も出力する"
    ))
}

pub(super) fn output(lang: Lang) -> Arg {
    file("output").short('o').help(words!(
        lang,
        en: "Print into this file instead of standard output",
        ja: "標準出力ではなくこのファイルに出力する"
    ))
}

/// Where virtual time begins: with it, a scenario leaves the same story each time, to the last octet.
pub(super) fn start(lang: Lang) -> Arg {
    let parser = move |text: &str| {
        moment(text).ok_or(words!(
            lang,
            en: "a time is written like 2026-11-24T05:30:00Z, from the year 1970 on",
            ja: "時刻は 2026-11-24T05:30:00Z のように書きます（1970年以降）"
        ))
    };
    Arg::new("start").long("start").value_name("TIME").value_parser(parser).help(words!(
        lang,
        en: "Begin at this time (such as 2026-11-24T05:30:00Z)",
        ja: "この時刻から始める（例：2026-11-24T05:30:00Z）"
    ))
}

/// A time that exists, and that a signature can bear: DKIM counts the seconds since 1970 (RFC 6376 §3.5, `t=`).
fn moment(text: &str) -> Option<Time> {
    let written = mail_parser::DateTime::parse_rfc3339(text).filter(mail_parser::DateTime::is_valid)?;
    let local = mail_parser::DateTime::from_timestamp(written.to_timestamp_local());
    let exists = (local.year, local.month, local.day) == (written.year, written.month, written.day);
    let seconds = written.to_timestamp();
    (exists && seconds >= 0).then_some(Time(seconds))
}

pub(super) fn chosen_format(matches: &ArgMatches) -> Format {
    if word(matches, "format") == Some("json") { Format::Json } else { Format::Text }
}

pub(super) fn word<'a>(matches: &'a ArgMatches, id: &str) -> Option<&'a str> {
    matches.get_one::<String>(id).map(String::as_str)
}

pub(super) fn path(matches: &ArgMatches, id: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(id).cloned()
}

/// What a terminal, or whoever looks at it, may not bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct ScreenArgs {
    pub mouse: bool,
    pub motion: bool,
    pub ascii: bool,
}

impl Default for ScreenArgs {
    fn default() -> Self {
        Self { mouse: true, motion: true, ascii: false }
    }
}

/// In which form to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Format {
    Text,
    Json,
}
