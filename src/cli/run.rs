//! `tegami run`: a scenario, or a saved trace of one, in the form that somebody wants to take home.

use std::io::Write;

use super::args::{RunArgs, RunFormat};
use super::context::Context;
use super::failure::Failure;
use super::subject::{self, Played};
use super::{delivered, exit, output};
use crate::lang::Lang;
use crate::report::text::Proofs;
use crate::report::{Look, cast, html, json, markdown, mermaid, svg, text as report};
use crate::story::{Step, Story, tell};
use crate::text;
use crate::tui::film;
use crate::world::expect;

/// Columns and rows of a screen that is recorded, where nobody says otherwise.
const SCREEN: (u16, u16) = (80, 24);

pub(super) async fn run(args: RunArgs, context: &Context) -> Result<u8, Failure> {
    if let Some(unfitting) = unfitting(&args) {
        return Err(unfitting.failure(args.format, context.lang()));
    }
    let played = subject::open(&args.subject, context)?.play(args.start, context).await?;
    if let Some(path) = &args.save {
        output::save(context, path, |out| played.trace.save(out))?;
    }
    if let Some(path) = &args.cast {
        let cast = recorded(&played, args.size.unwrap_or(SCREEN), context)?;
        output::save(context, path, |out| out.write_all(cast.as_bytes()))?;
    }
    output::write(context, args.output.as_deref(), &printed(&played, &args, context)?)?;
    Ok(exit::FINE)
}

/// The screen walking through the story.
fn recorded(played: &Played, size: (u16, u16), context: &Context) -> Result<String, Failure> {
    let story = tell(&played.scenario, &played.trace, context.lang());
    let film = film(&story, size).map_err(|error| Failure::screen(context.lang(), &error.into()))?;
    Ok(cast::recording(&story.title, size, film.iter().map(|frame| (frame.at, frame.output.as_str()))))
}

/// What is printed, as octets: a letter need not be text.
fn printed(played: &Played, args: &RunArgs, context: &Context) -> Result<Vec<u8>, Failure> {
    let lang = context.lang();
    let Played { scenario, trace } = played;
    if args.format == RunFormat::Eml {
        return delivered::letter(trace, args.letter, lang).map(<[u8]>::to_vec);
    }
    let story = tell(scenario, trace, lang);
    let step = args.step.map(|number| find(&story, number)).transpose()?;
    let look = if args.output.is_some() { Look::plain(lang) } else { context.look };
    let proofs = if args.proofs { Proofs::Shown } else { Proofs::Offered };
    let text = match args.format {
        RunFormat::Text | RunFormat::Eml => {
            step.map_or_else(|| report::story(&story, proofs, look), |step| report::one_step(&story, step, look))
        }
        RunFormat::Json => json::run(scenario, trace, &story, &expect::check(scenario, trace)),
        RunFormat::Svg => svg::figure(&story, step, args.theme.unwrap_or_default()),
        RunFormat::Markdown => markdown::story(&story),
        RunFormat::Mermaid => mermaid::story(&story),
        RunFormat::Html => {
            let other = tell(scenario, trace, lang.other());
            let (english, japanese) = if lang == Lang::En { (&story, &other) } else { (&other, &story) };
            html::page(english, japanese, lang)
        }
    };
    Ok(text.into_bytes())
}

/// The step of that number; where there is none, which ones there are.
pub(super) fn find(story: &Story, number: usize) -> Result<&Step, Failure> {
    story.steps.iter().find(|step| step.number == number).ok_or_else(|| {
        let last = story.steps.len();
        let message = text!(
            story.lang,
            en: "error: there is no step {number}: this story has steps 1 to {last}.",
            ja: "エラー：ステップ{number}はありません。ステップは1から{last}までです。"
        );
        Failure::new(exit::USAGE, message)
    })
}

/// An option that says nothing about a format.
struct Unfitting {
    option: &'static str,
    fits: &'static [RunFormat],
}

impl Unfitting {
    fn failure(&self, format: RunFormat, lang: Lang) -> Failure {
        let option = self.option;
        let fits: Vec<&str> = self.fits.iter().map(|format| format.word()).collect();
        let (fits, format) = (fits.join(", "), format.word());
        let message = text!(
            lang,
            en: "error: {option} does not go with --format {format}. It goes with: {fits}.",
            ja: "エラー：--format {format} では {option} を使えません。使える形式：{fits}"
        );
        Failure::new(exit::USAGE, message)
    }
}

/// The first option that was given in vain.
fn unfitting(args: &RunArgs) -> Option<Unfitting> {
    use RunFormat::{Eml, Html, Json, Markdown, Svg, Text};
    let options: [(bool, &'static str, &'static [RunFormat]); 4] = [
        (args.step.is_some(), "--step", &[Text, Svg]),
        (args.letter.is_some(), "--letter", &[Eml]),
        (args.proofs, "--proofs", &[Text, Json, Html, Markdown]),
        (args.theme.is_some(), "--theme", &[Svg]),
    ];
    let vain = options.into_iter().find(|(given, _, fits)| *given && !fits.contains(&args.format));
    vain.map(|(_, option, fits)| Unfitting { option, fits })
}
