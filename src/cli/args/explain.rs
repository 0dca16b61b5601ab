//! `tegami explain`.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::options::{
    self, Format, Help, ScreenArgs, argument, ascii, chosen_format, flag, format, no_mouse, output, path, proofs, word,
};
use crate::explain::{Refused, Server};
use crate::lang::Lang;
use crate::words;

/// `tegami explain`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct ExplainArgs {
    pub subject: Explained,
    /// Hosts or domains that are the reader's own.
    pub trust: Vec<String>,
    /// The DNS server to ask.
    pub dns: Option<Server>,
    /// Whether to print why each check came out as it did.
    pub proofs: bool,
    pub format: Format,
    /// Where to print; standard output where none is named.
    pub output: Option<PathBuf>,
    /// How the screen is wanted, where it is.
    pub screen: Option<ScreenArgs>,
}

impl ExplainArgs {
    /// A saved message that was asked for in passing.
    pub(in crate::cli) fn of_file(path: &str, screen: Option<ScreenArgs>) -> Self {
        let subject = Explained::File(Some(PathBuf::from(path)));
        Self { subject, trust: Vec::new(), dns: None, proofs: false, format: Format::Text, output: None, screen }
    }
}

/// What is to be explained.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) enum Explained {
    /// A saved message; standard input where none is named.
    File(Option<PathBuf>),
    /// A letter that a scenario delivers.
    Letter { scenario: String, letter: Option<u32> },
    /// A word of the glossary.
    Word(String),
    /// All words of the glossary.
    Words,
}

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options = [
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
    ];
    options::command("explain", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> ExplainArgs {
    ExplainArgs {
        subject: explained(matches),
        trust: matches.get_many::<String>("trust").unwrap_or_default().cloned().collect(),
        dns: matches.get_one("dns").copied(),
        proofs: matches.get_flag("proofs"),
        format: chosen_format(matches),
        output: path(matches, "output"),
        screen: matches.get_flag("screen").then(|| ScreenArgs {
            mouse: !matches.get_flag("no-mouse"),
            motion: false,
            ascii: matches.get_flag("ascii"),
        }),
    }
}

fn explained(matches: &ArgMatches) -> Explained {
    let words = matches.get_many::<String>("field").map(|words| words.cloned().collect::<Vec<_>>().join(" "));
    match (words, word(matches, "from")) {
        (Some(words), _) if !words.is_empty() => Explained::Word(words),
        (Some(_), _) => Explained::Words,
        _ if matches.get_flag("fields") => Explained::Words,
        (None, Some(scenario)) => {
            Explained::Letter { scenario: scenario.to_owned(), letter: matches.get_one("letter").copied() }
        }
        (None, None) => Explained::File(word(matches, "file").filter(|file| *file != "-").map(PathBuf::from)),
    }
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

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami explain [OPTIONS] [FILE]", ja: "tegami explain [オプション] [ファイル]"),
        about: words!(
            lang,
            en: "Explain the header of a real message, or a word of the header",
            ja: "本物のメールのヘッダーや、ヘッダーの言葉を説明する"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami explain letter.eml
  tegami explain - < letter.eml              from standard input
  tegami explain letter.eml --trust mx.my-company.example
  tegami explain letter.eml --dns 127.0.0.53    check it again
  tegami explain letter.eml --dns 127.0.0.53 --proofs    and why it came out so
  tegami explain --from forged-from          a letter of a lesson
  tegami explain --field Return-Path
  tegami explain --field DKIM-Signature bh

Save the message with “Show original” (Gmail), “View source” (Outlook,
Thunderbird) or “Raw source” (Apple Mail). The header alone is enough.

Nothing is verified without --dns. Exit codes: 0 fine, 1 wrong arguments or an
unknown word, 3 it cannot be read or checked.",
            ja: "\
例:
  tegami explain letter.eml
  tegami explain - < letter.eml              標準入力から読む
  tegami explain letter.eml --trust mx.my-company.example
  tegami explain letter.eml --dns 127.0.0.53    もう一度確かめる
  tegami explain letter.eml --dns 127.0.0.53 --proofs    その理由も読む
  tegami explain --from forged-from          レッスンのメールを読む
  tegami explain --field Return-Path
  tegami explain --field DKIM-Signature bh

メールは「メッセージのソースを表示」（Gmail、Outlook、Thunderbirdなど）で
表示して保存してください。ヘッダーだけでもかまいません。

--dns がなければ、何も検証しません。終了コード: 0 問題なし、1 引数の誤りや
知らない言葉、3 読めない、または確かめられない"
        ),
    }
}
