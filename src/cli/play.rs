//! `tegami play`, and `tegami` by itself: a story on the screen, or as text where there is no screen to draw on.

use super::args::{Format, PlayArgs};
use super::context::Context;
use super::failure::Failure;
use super::run::told;
use super::subject::{self, Played};
use super::{exit, output};
use crate::report::text as report;
use crate::scenario::library;
use crate::story::tell;
use crate::text;

/// The story, append-only; with `--step` only that step.
pub(super) async fn play(args: PlayArgs, context: &Context) -> Result<u8, Failure> {
    let first = library::all().first().map(|lesson| lesson.name);
    let Some(subject) = args.subject.as_deref().or(first) else { return Ok(exit::FINE) };
    let played = subject::open(subject, context)?.play(args.start, context).await?;
    let text = match args.step {
        None => told(&played, Format::Text, context.look),
        Some(step) => one_step(&played, step, context)?,
    };
    output::print(context, &text)?;
    Ok(exit::FINE)
}

fn one_step(played: &Played, step: usize, context: &Context) -> Result<String, Failure> {
    let story = tell(&played.scenario, &played.trace, context.lang());
    report::one_step(&story, step, context.look).ok_or_else(|| {
        let last = story.steps.len();
        let message = text!(
            context.lang(),
            en: "error: there is no step {step}: this story has steps 1 to {last}.",
            ja: "エラー：ステップ{step}はありません。このストーリーのステップは1から{last}までです。"
        );
        Failure::new(exit::USAGE, message)
    })
}
