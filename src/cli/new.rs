//! `tegami new`: a scenario of one's own to begin with, in a file that runs.
//!
//! ```text
//!   template, answers (ask), lesson, message (letter), zone file (zone)
//!        └──► text ──► run once: expectations as it comes out ──► FILE, and what to do next
//! ```

mod ask;
mod disguise;
mod letter;
mod zone;

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use super::args::{NewArgs, Start};
use super::context::Context;
use super::failure::Failure;
use super::{exit, output, subject};
use crate::lang::Lang;
use crate::scenario::template::Case;
use crate::scenario::{self, library};
use crate::{text, words, world};

/// The most octets that are read of a message or a zone file.
const MOST_OCTETS: u64 = 4 << 20;

pub(super) async fn new(args: &NewArgs, context: &Context) -> Result<u8, Failure> {
    let lang = context.lang();
    if !args.force && args.file.exists() {
        return Err(there_already(&args.file, lang));
    }
    let text = match &args.start {
        Start::Template => Case::honest(lang).draft(lang).write(lang),
        Start::Lesson(name) => lesson(name, lang)?,
        Start::Ask => ask::ask(io::stdin().lock(), io::stderr(), lang)?,
        Start::Letter(path) => {
            let draft = letter::draft(&octets(path, lang)?, args.keep_names, lang);
            draft.map_err(|why| unusable(path, &why, lang))?.write(lang)
        }
        Start::Zone(path) => {
            let text = String::from_utf8_lossy(&octets(path, lang)?).into_owned();
            let imported = zone::imported(&text, path, args.keep_names, lang);
            imported.ok_or_else(|| unusable(path, no_zone(lang), lang))?
        }
    };
    let text = as_it_comes_out(&args.file, text, context).await?;
    write(&args.file, &with_schema(&args.file, text), args.force, lang)?;
    output::print(context, &next(&args.file, lang))?;
    Ok(exit::FINE)
}

/// A built-in lesson, called otherwise.
fn lesson(name: &str, lang: Lang) -> Result<String, Failure> {
    let Some(builtin) = library::find(name) else {
        let error = scenario::LoadError::NotFound { argument: name.to_owned(), nearest: library::nearest(name) };
        return Err(Failure::new(exit::SCENARIO, subject::scenario_message(lang, &error)));
    };
    let renamed = |line: &str| match line.split_once('=').map(|(key, _)| key.trim()) {
        Some("title.en") => line.replacen("= \"", "= \"My own: ", 1),
        Some("title.ja") => line.replacen("= \"", "= \"自作：", 1),
        _ => line.to_owned(),
    };
    Ok(builtin.source.lines().map(|line| renamed(line) + "\n").collect())
}

/// The text with the expectations that a run of it fulfils.
async fn as_it_comes_out(path: &Path, text: String, context: &Context) -> Result<String, Failure> {
    let path = path.display().to_string();
    let parsed = scenario::parse(&path, &path, &text);
    let Some(scenario) = parsed.scenario else {
        let shown = scenario::render(&parsed.diagnostics, &path, &text, context.lang(), context.error_color);
        return Err(Failure::new(exit::SCENARIO, shown));
    };
    let trace = world::run(&scenario, world::Options { start: None }).await;
    let trace = trace.map_err(|error| Failure::world(context.lang(), &error))?;
    Ok(world::expect::renewed(&scenario, &trace).unwrap_or(text))
}

/// Where the schema lies beside the file, an editor is told so.
fn with_schema(path: &Path, text: String) -> String {
    const SCHEMA: &str = "scenario.schema.json";
    let beside = path.parent().unwrap_or(Path::new("")).join(SCHEMA);
    if beside.is_file() { format!("#:schema {SCHEMA}\n{text}") } else { text }
}

fn write(path: &Path, text: &str, force: bool, lang: Lang) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    let options = if force { options.create(true).truncate(true) } else { options.create_new(true) };
    match options.write(true).open(path).and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(there_already(path, lang)),
        Err(error) => Err(Failure::file(lang, path, &error)),
    }
}

fn octets(path: &Path, lang: Lang) -> Result<Vec<u8>, Failure> {
    let mut octets = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MOST_OCTETS + 1).read_to_end(&mut octets));
    let length = read.map_err(|error| unusable(path, &error.to_string(), lang))?;
    if length as u64 > MOST_OCTETS {
        let most = MOST_OCTETS >> 20;
        return Err(unusable(path, &too_long(most, lang), lang));
    }
    Ok(octets)
}

fn too_long(most: u64, lang: Lang) -> String {
    text!(lang, en: "it is longer than {most} MiB. A part of it is enough.", ja: "{most} MiBより大きいファイルです。一部だけで足ります。")
}

fn no_zone(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "no line in it is a DNS record. A zone file has lines such as `@ MX 10 mail`.",
        ja: "DNSのレコードが1行もありません。ゾーンファイルには `@ MX 10 mail` のような行があります。"
    )
}

fn unusable(path: &Path, why: &str, lang: Lang) -> Failure {
    let path = path.display();
    Failure::new(
        exit::SCENARIO,
        text!(lang, en: "error: {path} cannot be used: {why}", ja: "エラー：{path} は使えません：{why}"),
    )
}

fn there_already(path: &Path, lang: Lang) -> Failure {
    let path = path.display();
    Failure::new(
        exit::NOT_RUN,
        text!(
            lang,
            en: "error: {path} is there already, and stays as it is. Choose another name, or write over it with --force.",
            ja: "エラー：{path} はすでにあります（そのまま残しました）。別の名前にするか、--force で上書きしてください。"
        ),
    )
}

fn next(path: &Path, lang: Lang) -> String {
    let path = path.display();
    let [play, check, schema] = [
        format!("tegami play {path} --watch"),
        format!("tegami check {path}"),
        "tegami schema -o scenario.schema.json".into(),
    ];
    let width = [&play, &check, &schema].map(|command| command.chars().count()).into_iter().max().unwrap_or_default();
    text!(
        lang,
        en: "\
{path} is written. It runs, and its check passes.

  {play:width$}  see it, and each change while you write
  {check:width$}  does it come out as written?
  {schema:width$}  lets your editor complete it
",
        ja: "\
{path} を書き出しました。このまま実行でき、確認も通ります。

  {play:width$}  画面で見る（書き換えるたびに読み直す）
  {check:width$}  書いたとおりの結果になるか確かめる
  {schema:width$}  エディターで補完できるようにする
"
    )
}
