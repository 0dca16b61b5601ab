//! `tegami explain`: a message from the real world, a letter of a lesson, or a word of the header.

use std::fs::File;
use std::io::{IsTerminal, Read, stdin};
use std::path::Path;

use super::args::{ExplainArgs, Explained, Format, ScreenArgs};
use super::context::Context;
use super::failure::Failure;
use super::subject;
use super::{delivered, exit, output};
use crate::explain::{self, Failed, MOST_OCTETS, Options, Reading};
use crate::lang::Lang;
use crate::report::Look;
use crate::report::explain as report;
use crate::report::text::Proofs;
use crate::{glossary, text, tui, words};

pub(super) async fn explain(args: ExplainArgs, context: &Context) -> Result<u8, Failure> {
    if let Some(screen) = args.screen.as_ref().filter(|_| context.interactive && args.output.is_none()) {
        return on_screen(&args, screen, context).await;
    }
    let look = if args.output.is_some() { Look::plain(context.lang()) } else { context.look };
    let printed = match &args.subject {
        Explained::Words => report::all(look),
        Explained::Word(word) => meaning(word, look)?,
        Explained::File(path) => told(&read(path.as_deref(), context)?, &args, look, context).await?,
        Explained::Letter { scenario, letter } => {
            told(&filed(scenario, *letter, context).await?, &args, look, context).await?
        }
    };
    output::write(context, args.output.as_deref(), printed.as_bytes())?;
    Ok(exit::FINE)
}

/// The letter on the screen, where its language can be changed at any moment.
async fn on_screen(args: &ExplainArgs, screen: &ScreenArgs, context: &Context) -> Result<u8, Failure> {
    let source = match &args.subject {
        Explained::File(path) => read(path.as_deref(), context)?,
        Explained::Letter { scenario, letter } => filed(scenario, *letter, context).await?,
        Explained::Word(_) | Explained::Words => return Err(no_letter(context.lang())),
    };
    let [english, japanese] = [Lang::En, Lang::Ja].map(|lang| reading(&source, args, lang));
    let readings = Box::new([english.await?, japanese.await?]);
    let options = context.screen(*screen, tui::Open::Letter(readings));
    tui::run(options).await.map_err(|error| Failure::screen(context.lang(), &error))?;
    Ok(exit::FINE)
}

fn no_letter(lang: Lang) -> Failure {
    let message = words!(
        lang,
        en: "error: --screen shows a letter; a word is explained as text.",
        ja: "エラー：--screen はメールを表示します。言葉の説明は文章で出力します。",
    );
    Failure::new(exit::USAGE, message)
}

/// The reading of a letter in the format that was asked for.
async fn told(source: &[u8], args: &ExplainArgs, look: Look, context: &Context) -> Result<String, Failure> {
    let reading = reading(source, args, context.lang()).await?;
    let proofs = if args.proofs { Proofs::Shown } else { Proofs::Offered };
    Ok(match args.format {
        Format::Text => report::text(&reading, proofs, look),
        Format::Json => report::json(&reading),
    })
}

async fn reading(source: &[u8], args: &ExplainArgs, lang: Lang) -> Result<Reading, Failure> {
    let options = Options { trust: args.trust.clone() };
    let reading = explain::explain(source, &options, lang).map_err(|why| unreadable(lang, why))?;
    let Some(server) = args.dns else { return Ok(reading) };
    let again = explain::again(source, &options, server, lang).await.map_err(|error| match error {
        Failed::Unreadable(why) => unreadable(lang, why),
        Failed::Dns(error) => Failure::new(
            exit::NOT_RUN,
            text!(lang, en: "error: DNS cannot be asked: {error}", ja: "エラー：DNSに問い合わせできません：{error}"),
        ),
    })?;
    Ok(reading.checked(again))
}

fn unreadable(lang: Lang, why: explain::Unreadable) -> Failure {
    let why = explain::unreadable(lang, why);
    let message = text!(
        lang,
        en: "error: this cannot be read as a letter: {why}",
        ja: "エラー：メールとして読めません：{why}"
    );
    Failure::new(exit::NOT_RUN, message)
}

/// The octets of a file, or of standard input.
fn read(path: Option<&Path>, context: &Context) -> Result<Vec<u8>, Failure> {
    let lang = context.lang();
    let mut octets = Vec::new();
    let most = u64::try_from(MOST_OCTETS).unwrap_or(u64::MAX).saturating_add(1);
    let result = match path {
        Some(path) => File::open(path).and_then(|file| file.take(most).read_to_end(&mut octets)),
        None if stdin().is_terminal() => {
            let message = words!(
                lang,
                en: "error: which message? Name a file, or put one into standard input: tegami explain - < letter.eml",
                ja: "エラー：どのメールを読みますか。ファイルを指定するか、標準入力から渡してください：tegami explain - < letter.eml",
            );
            return Err(Failure::new(exit::USAGE, message));
        }
        None => stdin().lock().take(most).read_to_end(&mut octets),
    };
    result.map_err(|error| {
        let name = path.map_or_else(|| "-".to_owned(), |path| path.display().to_string());
        let message = text!(lang, en: "error: cannot read {name}: {error}", ja: "エラー：{name} を読めません：{error}");
        Failure::new(exit::NOT_RUN, message)
    })?;
    Ok(octets)
}

/// A letter as a scenario, or a saved trace, has delivered it.
async fn filed(scenario: &str, letter: Option<u32>, context: &Context) -> Result<Vec<u8>, Failure> {
    let trace = subject::open(scenario, context)?.play(None, context).await?.trace;
    Ok(delivered::letter(&trace, letter, context.lang())?.to_vec())
}

/// A word of the glossary.
fn meaning(word: &str, look: Look) -> Result<String, Failure> {
    let found = glossary::find(word);
    if !found.is_empty() {
        return Ok(report::words(&found, look));
    }
    let near = glossary::nearest(word).join(", ");
    let word = crate::story::safe::line(word);
    let mut message = text!(
        look.lang,
        en: "error: {word} is no field or tag that is known here.",
        ja: "エラー：{word} というヘッダーやタグの説明はありません。"
    );
    if near.is_empty() {
        message.push_str(words!(
            look.lang,
            en: "\n`tegami explain --fields` lists all.",
            ja: "\n`tegami explain --fields` で一覧を表示できます。",
        ));
    } else {
        message.push_str(&text!(look.lang, en: "\nDid you mean {near}?", ja: "\n{near} のことですか？"));
    }
    Err(Failure::new(exit::USAGE, message))
}
