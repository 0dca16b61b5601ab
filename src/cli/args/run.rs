//! `tegami run`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};

use super::options::{self, Help, choice, file, output, path, proofs, scenario, start, word};
use crate::lang::Lang;
use crate::report::Theme;
use crate::trace::Time;
use crate::words;

/// `tegami run`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct RunArgs {
    pub subject: String,
    pub format: RunFormat,
    /// The one step that is wanted, from 1.
    pub step: Option<usize>,
    /// The number of the one letter that is wanted.
    pub letter: Option<u32>,
    /// Whether to print why each check came out as it did.
    pub proofs: bool,
    /// In which colours a figure is drawn.
    pub theme: Option<Theme>,
    /// Where to save the trace.
    pub save: Option<PathBuf>,
    /// Where to record the screen walking through the story.
    pub cast: Option<PathBuf>,
    /// Columns and rows of that screen.
    pub size: Option<(u16, u16)>,
    /// Where to print; standard output where none is named.
    pub output: Option<PathBuf>,
    pub start: Option<Time>,
}

/// What a run can be printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::cli) enum RunFormat {
    /// The story, for people.
    #[default]
    Text,
    /// Everything, for programs.
    Json,
    /// A page to walk through in a browser.
    Html,
    /// A figure of the map, or of one step.
    Svg,
    /// A handout.
    Markdown,
    /// A sequence diagram.
    Mermaid,
    /// A letter as it was received.
    Eml,
}

/// Each format by its word.
const FORMATS: [(&str, RunFormat); 7] = [
    ("text", RunFormat::Text),
    ("json", RunFormat::Json),
    ("html", RunFormat::Html),
    ("svg", RunFormat::Svg),
    ("md", RunFormat::Markdown),
    ("mermaid", RunFormat::Mermaid),
    ("eml", RunFormat::Eml),
];
const FORMAT_WORDS: [&str; FORMATS.len()] = ["text", "json", "html", "svg", "md", "mermaid", "eml"];

impl RunFormat {
    /// As it is written on the command line.
    pub(in crate::cli) fn word(self) -> &'static str {
        FORMATS.iter().find(|(_, format)| *format == self).map_or("", |(word, _)| word)
    }
}

/// The fewest and the most columns and rows of a screen that is recorded.
const COLUMNS: std::ops::RangeInclusive<u16> = 60..=240;
const ROWS: std::ops::RangeInclusive<u16> = 15..=80;

/// Its grammar.
pub(super) fn command(lang: Lang) -> Command {
    let options = [
        scenario(lang).required(true),
        format(lang),
        step(lang),
        letter(lang),
        proofs(lang),
        theme(lang),
        output(lang),
        save(lang),
        cast(lang),
        size(lang),
        start(lang),
    ];
    options::command("run", lang, &help(lang), options)
}

/// What was written.
pub(super) fn read(matches: &ArgMatches) -> RunArgs {
    let format = word(matches, "format").and_then(|word| FORMATS.iter().find(|(name, _)| *name == word));
    RunArgs {
        subject: word(matches, "scenario").unwrap_or_default().to_owned(),
        format: format.map(|(_, format)| *format).unwrap_or_default(),
        step: matches.get_one("step").copied(),
        letter: matches.get_one("letter").copied(),
        proofs: matches.get_flag("proofs"),
        theme: word(matches, "theme").and_then(Theme::of),
        save: path(matches, "save"),
        cast: path(matches, "cast"),
        size: matches.get_one("size").copied(),
        output: path(matches, "output"),
        start: matches.get_one("start").copied(),
    }
}

fn format(lang: Lang) -> Arg {
    choice("format", &FORMAT_WORDS).value_name("FORMAT").help(words!(
        lang,
        en: "\
text, json (for programs), html (a page to leaf
through), svg (a figure), md (a handout), mermaid
(a diagram) or eml (a letter as it was received)",
        ja: "\
text、json（プログラム向け）、html（進めるページ）、
svg（図）、md（配布資料）、mermaid（シーケンス図）、
eml（届いたメールそのもの）"
    ))
}

fn step(lang: Lang) -> Arg {
    Arg::new("step").long("step").value_name("N").value_parser(clap::value_parser!(usize)).help(words!(
        lang,
        en: "Only this step (with text or svg)",
        ja: "このステップだけを出力する（textとsvg）"
    ))
}

fn letter(lang: Lang) -> Arg {
    Arg::new("letter").long("letter").value_name("N").value_parser(clap::value_parser!(u32)).help(words!(
        lang,
        en: "Which letter, counted as they were written (with eml)",
        ja: "何通目のメールか（eml）"
    ))
}

fn theme(lang: Lang) -> Arg {
    choice("theme", &Theme::WORDS).value_name("THEME").help(words!(
        lang,
        en: "Colours of the figure: light, dark, or auto (with svg)",
        ja: "図の色：light、dark、auto（見る人の設定）（svg）"
    ))
}

fn save(lang: Lang) -> Arg {
    file("save").help(words!(
        lang,
        en: "Save the trace: all that happened, as JSON Lines",
        ja: "トレース（起きたことすべて）をJSON Linesで保存する"
    ))
}

fn cast(lang: Lang) -> Arg {
    file("cast").help(words!(
        lang,
        en: "Record the screen as a film for asciinema",
        ja: "画面が最後まで進む様子をasciinema用に記録する"
    ))
}

fn size(lang: Lang) -> Arg {
    let parser = move |text: &str| {
        columns_and_rows(text).ok_or(words!(
            lang,
            en: "a size is written like 80x24, from 60x15 to 240x80",
            ja: "大きさは 80x24 のように書きます（60x15から240x80まで）"
        ))
    };
    Arg::new("size").long("size").value_name("WxH").value_parser(parser).requires("cast").help(words!(
        lang,
        en: "Size of the screen that is recorded (by default 80x24)",
        ja: "記録する画面の大きさ（既定は 80x24）"
    ))
}

fn columns_and_rows(text: &str) -> Option<(u16, u16)> {
    let (columns, rows) = text.split_once('x')?;
    let size = (columns.parse().ok()?, rows.parse().ok()?);
    (COLUMNS.contains(&size.0) && ROWS.contains(&size.1)).then_some(size)
}

fn help(lang: Lang) -> Help {
    Help {
        usage: words!(lang, en: "tegami run [OPTIONS] <SCENARIO>", ja: "tegami run [オプション] <シナリオ>"),
        about: words!(
            lang,
            en: "Run a scenario, or replay a saved trace, and print what happened",
            ja: "シナリオの実行（またはトレースの再生）で起きたことを出力する"
        ),
        examples: words!(
            lang,
            en: "\
Examples:
  tegami run forged-from
  tegami run failed-spf --proofs       why SPF said fail
  tegami run forged-from --format html -o forged.html
  tegami run forged-from --format svg --step 16 -o dmarc.svg
  tegami run forged-from --format eml --letter 2 -o junk.eml
  tegami run forged-from --cast forged.cast -o forged.txt
  tegami run forged-from --save forged.jsonl -o forged.txt
  tegami run forged.jsonl --lang ja    replay it, with no server",
            ja: "\
例:
  tegami run forged-from
  tegami run failed-spf --proofs       SPFがなぜ失敗したかも読む
  tegami run forged-from --format html -o forged.html
  tegami run forged-from --format svg --step 16 -o dmarc.svg
  tegami run forged-from --format eml --letter 2 -o junk.eml
  tegami run forged-from --cast forged.cast -o forged.txt
  tegami run forged-from --save forged.jsonl -o forged.txt
  tegami run forged.jsonl --lang en    サーバーなしで再生する"
        ),
    }
}
