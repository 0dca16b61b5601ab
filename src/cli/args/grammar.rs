//! Commands and their options, in both languages.
//!
//! clap would say a few words in English by itself (the allowed values, headings); they are switched off and said here.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

use super::help::{self, Help};
use crate::explain::{Refused, Server};
use crate::lang::Lang;
use crate::trace::Time;
use crate::words;

/// Where the options that all commands have stand: behind a command's own.
const LAST: usize = 100;

/// The whole command line.
pub(super) fn grammar(lang: Lang) -> Command {
    let subcommands = [
        command(
            "play",
            lang,
            &help::play(lang),
            [
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
            ],
        ),
        command(
            "run",
            lang,
            &help::run(lang),
            [scenario(lang).required(true), format(lang), proofs(lang), save(lang), output(lang), start(lang)],
        ),
        command("check", lang, &help::check(lang), [paths(lang), format(lang), start(lang)]),
        command(
            "explain",
            lang,
            &help::explain(lang),
            [
                letter_file(lang),
                from(lang),
                letter(lang),
                trust(lang),
                dns(lang),
                proofs(lang).requires("dns"),
                field(lang),
                fields(lang),
                format(lang),
                output(lang),
                screen(lang),
                no_mouse(lang),
                ascii(lang),
            ],
        ),
        command("list", lang, &help::list(lang), [format(lang)]),
        command("notes", lang, &help::notes(lang), [ascii(lang), plain(lang)]),
    ];
    command("tegami", lang, &help::tegami(lang), [language(lang), color(lang), version(lang)])
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(words!(lang, en: "Commands", ja: "コマンド"))
        .subcommands(subcommands)
}

/// A command with its texts, and with the option that shows them.
fn command<const N: usize>(name: &'static str, lang: Lang, texts: &Help, args: [Arg; N]) -> Command {
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

fn argument(name: &'static str, lang: Lang) -> Arg {
    Arg::new(name).help_heading(words!(lang, en: "Arguments", ja: "引数"))
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

fn file(name: &'static str) -> Arg {
    Arg::new(name).long(name).value_name("FILE").value_parser(clap::value_parser!(PathBuf))
}

fn choice(name: &'static str, words: &'static [&'static str]) -> Arg {
    Arg::new(name).long(name).value_parser(PossibleValuesParser::new(words)).hide_possible_values(true)
}

fn scenario(lang: Lang) -> Arg {
    argument("scenario", lang).value_name(words!(lang, en: "SCENARIO", ja: "シナリオ")).help(words!(
        lang,
        en: "A lesson (see `tegami list`), a scenario file, or a saved trace",
        ja: "レッスンの名前、シナリオのファイル、または保存したトレース"
    ))
}

fn paths(lang: Lang) -> Arg {
    argument("path", lang).num_args(0..).value_name(words!(lang, en: "PATH", ja: "パス")).help(words!(
        lang,
        en: "Lessons by name, scenario files, or folders of them",
        ja: "レッスンの名前、シナリオのファイル、またはそれらのフォルダー"
    ))
}

fn letter_file(lang: Lang) -> Arg {
    argument("file", lang).value_name(words!(lang, en: "FILE", ja: "ファイル")).help(words!(
        lang,
        en: "A saved message (.eml, “Show original”), or - for standard input",
        ja: "保存したメール（.eml、「メッセージのソース」）。- は標準入力"
    ))
}

fn from(lang: Lang) -> Arg {
    Arg::new("from").long("from").value_name("SCENARIO").conflicts_with("file").help(words!(
        lang,
        en: "Explain a letter of this lesson or saved trace",
        ja: "このレッスンやトレースで届いたメールを説明する"
    ))
}

fn letter(lang: Lang) -> Arg {
    let number = move |text: &str| {
        let number = text.parse().ok().filter(|number: &u32| *number > 0);
        number.ok_or(words!(lang, en: "letters are numbered 1, 2, 3, …", ja: "メールの番号は1、2、3…です"))
    };
    Arg::new("letter").long("letter").value_name("N").value_parser(number).requires("from").help(words!(
        lang,
        en: "Which letter of the lesson (else the first one)",
        ja: "レッスンの何通目か（既定は届いた最初のメール）"
    ))
}

fn trust(lang: Lang) -> Arg {
    Arg::new("trust").long("trust").value_name("HOST").action(ArgAction::Append).help(words!(
        lang,
        en: "A server or domain of yours to believe (repeatable)",
        ja: "信頼する自分側のサーバーやドメイン（複数可）"
    ))
}

fn dns(lang: Lang) -> Arg {
    let server = move |text: &str| {
        text.parse::<Server>().map_err(|why| match why {
            Refused::NotAnAddress => words!(
                lang,
                en: "an address of this machine is needed, such as 127.0.0.53 or 127.0.0.1:5300",
                ja: "127.0.0.53 や 127.0.0.1:5300 のような、このパソコンのアドレスを書いてください"
            ),
            Refused::NotLoopback => words!(
                lang,
                en: "this program talks to its own machine only; name a resolver on it, such as 127.0.0.53, or a lab's DNS",
                ja: "このプログラムは自分のパソコンの外とは通信しません。127.0.0.53 のような手元のリゾルバーか、実験用のDNSを指定してください"
            ),
        })
    };
    Arg::new("dns").long("dns").value_name("ADDR[:PORT]").value_parser(server).help(words!(
        lang,
        en: "Check SPF, DKIM, ARC and DMARC again at this server",
        ja: "SPF・DKIM・ARC・DMARCを、このDNSサーバーで確かめ直す"
    ))
}

fn field(lang: Lang) -> Arg {
    let field = Arg::new("field").long("field").value_name("NAME").num_args(0..=2).conflicts_with_all(["file", "from"]);
    field.help(words!(
        lang,
        en: "Explain a header field or a tag (Return-Path, bh=)",
        ja: "ヘッダーやタグ（Return-Path、bh= など）を説明する"
    ))
}

fn fields(lang: Lang) -> Arg {
    flag("fields").conflicts_with_all(["file", "from", "field"]).help(words!(
        lang,
        en: "List all header fields and tags that can be explained",
        ja: "説明できるヘッダーとタグを一覧表示する"
    ))
}

fn screen(lang: Lang) -> Arg {
    flag("screen").help(words!(
        lang,
        en: "Read it on the screen: the header and what it means",
        ja: "画面で読む（左にヘッダー、右にその説明）"
    ))
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

fn no_mouse(lang: Lang) -> Arg {
    flag("no-mouse").help(words!(
        lang,
        en: "Leave the mouse to the terminal, to select text",
        ja: "マウスを使わない（端末で文字を選択できる）"
    ))
}

fn no_motion(lang: Lang) -> Arg {
    flag("no-motion").help(words!(
        lang,
        en: "No motion: each step shows its result at once",
        ja: "動きを見せず、各ステップの結果をすぐに表示する"
    ))
}

fn ascii(lang: Lang) -> Arg {
    flag("ascii").help(words!(lang, en: "Draw with ASCII characters only", ja: "ASCII文字だけで描く"))
}

fn plain(lang: Lang) -> Arg {
    flag("plain").help(words!(
        lang,
        en: "Print the story as text instead of drawing it",
        ja: "画面を描かずに文章で出力する"
    ))
}

fn format(lang: Lang) -> Arg {
    choice("format", &["text", "json"]).value_name("FORMAT").help(words!(
        lang,
        en: "text (for people) or json (for programs)",
        ja: "text（人が読む文章）または json（プログラム向け）"
    ))
}

fn proofs(lang: Lang) -> Arg {
    flag("proofs").help(words!(
        lang,
        en: "Print why each check came out as it did",
        ja: "それぞれの判定の理由も出力する"
    ))
}

fn save(lang: Lang) -> Arg {
    file("save").help(words!(
        lang,
        en: "Save the trace: all that happened, as JSON Lines",
        ja: "トレース（起きたことすべて）をJSON Linesで保存する"
    ))
}

fn output(lang: Lang) -> Arg {
    file("output").short('o').help(words!(
        lang,
        en: "Print into this file instead of standard output",
        ja: "標準出力ではなくこのファイルに出力する"
    ))
}

/// Where virtual time begins: with it, a scenario leaves the same story each time, to the last octet.
fn start(lang: Lang) -> Arg {
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

fn language(lang: Lang) -> Arg {
    choice("lang", &["en", "ja"]).global(true).display_order(LAST).value_name("LANG").help(words!(
        lang,
        en: "en or ja (by default, the language of the system)",
        ja: "en（英語）か ja（日本語）。既定はシステムの言語"
    ))
}

fn color(lang: Lang) -> Arg {
    choice("color", &["auto", "always", "never"]).global(true).display_order(LAST + 1).value_name("WHEN").help(words!(
        lang,
        en: "auto (terminal without NO_COLOR), always or never",
        ja: "色：auto（端末だけ）、always（常に）、never（なし）"
    ))
}

fn version(lang: Lang) -> Arg {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).display_order(LAST + 3);
    version.help(words!(lang, en: "Show the version", ja: "バージョンを表示する"))
}
