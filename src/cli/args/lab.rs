//! `tegami lab`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};

use super::options::{
    self, Format, Help, ScreenArgs, ascii, choice, file, flag, no_motion, no_mouse, path, scenario, word,
};
use crate::lang::Lang;
use crate::words;
use crate::world::lab::Ports;

/// Where somebody can sit in the program itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Seat {
    /// Before the receiver's server, typing SMTP.
    Smtp,
}

/// How its world goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct WorldArgs {
    /// Whether the scenario's own steps are played first.
    pub story: bool,
    /// Whether letters that have to wait are hurried along.
    pub hurry: bool,
}

/// `tegami lab`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct LabArgs {
    pub subject: Option<String>,
    pub ports: Ports,
    /// The host that a visitor plays.
    pub visitor: Option<String>,
    /// A host that stands for a mail server outside the world, and where that is on loopback.
    pub outside: Option<(String, SocketAddr)>,
    pub world: WorldArgs,
    /// What the learner does in the program itself.
    pub seat: Option<Seat>,
    /// Where to write the certificate that clients trust.
    pub certificate: Option<PathBuf>,
    /// Where to save the trace at the end.
    pub save: Option<PathBuf>,
    /// How it is told; none where it is drawn.
    pub told: Option<Format>,
    pub screen: ScreenArgs,
}

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options = [
        scenario(lang).help(words!(
            lang,
            en: "A lesson (see `tegami list`) or a scenario file",
            ja: "レッスンの名前、またはシナリオのファイル"
        )),
        port("smtp-port")
            .help(words!(lang, en: "SMTP of the receiver's server [2525]", ja: "受信側サーバーのSMTP [2525]")),
        port("submission-port").help(words!(
            lang,
            en: "Submission to the sender's server [2587]",
            ja: "送信側サーバーの送信受け付け [2587]"
        )),
        port("imap-port").help(words!(lang, en: "The mailboxes, IMAP [2143]", ja: "メールボックスのIMAP [2143]")),
        port("dns-port").help(words!(
            lang,
            en: "DNS [2053]; any of the four: 0 for a free port",
            ja: "DNS [2053]（どれも、0なら空きポート）"
        )),
        visitor(lang),
        outside(lang),
        story(lang),
        hurry(lang),
        seat(lang),
        certificate(lang),
        save(lang),
        plain(lang),
        json(lang),
        no_mouse(lang),
        no_motion(lang),
        ascii(lang),
    ];
    options::command("lab", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> LabArgs {
    let usual = Ports::default();
    let port = |id: &str, usual: u16| matches.get_one(id).copied().unwrap_or(usual);
    LabArgs {
        subject: word(matches, "scenario").map(str::to_owned),
        ports: Ports {
            smtp: port("smtp-port", usual.smtp),
            submission: port("submission-port", usual.submission),
            imap: port("imap-port", usual.imap),
            dns: port("dns-port", usual.dns),
        },
        visitor: word(matches, "as").map(str::to_owned),
        outside: matches.get_one("outside").cloned(),
        world: WorldArgs { story: matches.get_flag("story"), hurry: matches.get_flag("hurry") },
        seat: word(matches, "play").map(|_| Seat::Smtp),
        certificate: path(matches, "certificate"),
        save: path(matches, "save"),
        told: matches.get_flag("plain").then(|| if matches.get_flag("json") { Format::Json } else { Format::Text }),
        screen: ScreenArgs {
            mouse: !matches.get_flag("no-mouse"),
            motion: !matches.get_flag("no-motion"),
            ascii: matches.get_flag("ascii"),
        },
    }
}

fn port(name: &'static str) -> Arg {
    Arg::new(name).long(name).value_name("PORT").value_parser(clap::value_parser!(u16))
}

fn visitor(lang: Lang) -> Arg {
    Arg::new("as").long("as").value_name("HOST").help(words!(
        lang,
        en: "Whoever connects from outside plays this host",
        ja: "外から接続した人を、このホストとして扱う"
    ))
}

fn outside(lang: Lang) -> Arg {
    let parser = move |text: &str| {
        let (host, address) = text.split_once('=').unwrap_or((text, ""));
        let address = address.parse().ok().filter(|address: &SocketAddr| address.ip().is_loopback());
        address.map(|address| (host.to_owned(), address)).ok_or(words!(
            lang,
            en: "write HOST=127.0.0.1:PORT; only this computer can be reached",
            ja: "ホスト=127.0.0.1:ポート の形で書きます（このコンピューターの中だけ）"
        ))
    };
    Arg::new("outside").long("outside").value_name("HOST=ADDRESS").value_parser(parser).help(words!(
        lang,
        en: "This host is your mail server, 127.0.0.1:PORT",
        ja: "このホストは自分のサーバー（127.0.0.1:ポート）"
    ))
}

fn story(lang: Lang) -> Arg {
    flag("story").help(words!(
        lang,
        en: "Play the scenario's own steps first",
        ja: "先にシナリオのステップを実行しておく"
    ))
}

fn hurry(lang: Lang) -> Arg {
    flag("hurry").help(words!(
        lang,
        en: "Letters never wait: time jumps to their next try",
        ja: "メールを待たせず、次の再送まで時刻を進める"
    ))
}

fn seat(lang: Lang) -> Arg {
    choice("play", &["smtp"]).value_name("WHAT").help(words!(
        lang,
        en: "smtp: type SMTP yourself, here in the program",
        ja: "smtp：このプログラムの中で自分でSMTPを打つ"
    ))
}

fn certificate(lang: Lang) -> Arg {
    file("certificate").help(words!(
        lang,
        en: "Write the certificate to trust into this file",
        ja: "信頼させる証明書をこのファイルに書く"
    ))
}

fn save(lang: Lang) -> Arg {
    file("save").help(words!(
        lang,
        en: "Save the trace at the end, to replay it",
        ja: "終わりにトレースを保存する（再生できる）"
    ))
}

fn plain(lang: Lang) -> Arg {
    options::plain(lang).help(words!(
        lang,
        en: "Tell what happens as text instead of drawing it",
        ja: "画面を描かず、起きたことを文章で出力していく"
    ))
}

fn json(lang: Lang) -> Arg {
    flag("json").requires("plain").help(words!(
        lang,
        en: "With --plain: the trace itself, as JSON Lines",
        ja: "--plain と共に：トレースをJSON Linesで出力"
    ))
}

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami lab [OPTIONS] [SCENARIO]", ja: "tegami lab [オプション] [シナリオ]"),
        about: words!(
            lang,
            en: "Keep a world open for your own mail client, swaks, dig or hands",
            ja: "手元のメールソフト・swaks・dig・手入力でつなげる実験室を開く"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami lab                            the lines to type are shown first
  tegami lab forged-from --as mail.a-corp.example
  tegami lab --outside mail.a-corp.example=127.0.0.1:2526   your own Postfix
  tegami lab --certificate tegami.pem   for clients that check it
  tegami lab --plain --save mine.jsonl  Ctrl-C ends it and saves the trace
  tegami lab --plain --json | jq .fact
  tegami lab --smtp-port 0 --submission-port 0 --imap-port 0 --dns-port 0

Everything stays on 127.0.0.1; nothing can leave this computer.
Time goes on as the clock does. Without a SCENARIO it is `legitimate`.",
            ja: "\
例:
  tegami lab                            最初に、打つコマンドを表示する
  tegami lab forged-from --as mail.a-corp.example
  tegami lab --outside mail.a-corp.example=127.0.0.1:2526   自分のPostfix
  tegami lab --certificate tegami.pem   証明書を確かめるソフトのために
  tegami lab --plain --save mine.jsonl  Ctrl-Cで終わり、トレースを保存する
  tegami lab --plain --json | jq .fact
  tegami lab --smtp-port 0 --submission-port 0 --imap-port 0 --dns-port 0

すべて 127.0.0.1 の中だけで動き、外には何も出ません。時刻は時計どおりに
進みます。シナリオを書かなければ `legitimate` です。"
        ),
    }
}
