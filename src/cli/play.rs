//! `tegami play`, and `tegami` by itself: a story on the screen, or as text where there is no screen to draw on.

use std::path::Path;

use super::args::{ExplainArgs, PlayArgs};
use super::context::Context;
use super::failure::Failure;
use super::subject::{self, Subject};
use super::{exit, explain, list, output, paths, run};
use crate::report::text::{self as report, Proofs};
use crate::scenario::library;
use crate::story::tell;
use crate::trace::Time;
use crate::tui::{self, Open};

pub(super) async fn play(args: PlayArgs, context: &Context) -> Result<u8, Failure> {
    if let Some(letter) = args.subject.as_deref().filter(|subject| is_letter(subject)) {
        let screen = (!args.plain).then_some(args.screen);
        return explain::explain(ExplainArgs::of_file(letter, screen), context).await;
    }
    if args.plain || !context.interactive {
        return plain(args, context).await;
    }
    let open = match &args.subject {
        None => Open::Lessons(Vec::new()),
        Some(folder) if paths::is_folder(folder) => {
            paths::all(std::slice::from_ref(folder), context.lang())?;
            Open::Lessons(vec![folder.clone()])
        }
        Some(argument) => open(subject::open(argument, context)?, args.start),
    };
    let PlayArgs { step, screen, classroom, .. } = args;
    let options = tui::Options { step, classroom, ..context.screen(screen, open) };
    let shown = tui::run(options).await;
    shown.map_err(|error| Failure::screen(context.lang(), &error))?;
    Ok(exit::FINE)
}

/// A saved message; a lesson or a trace has another ending.
fn is_letter(subject: &str) -> bool {
    Path::new(subject).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("eml"))
}

fn open(subject: Subject, start: Option<Time>) -> Open {
    match subject {
        Subject::Scenario(scenario) => Open::Play(scenario, start),
        Subject::Trace(scenario, trace) => Open::Replay(scenario, trace),
    }
}

/// The same story, append-only; with `--step` only that step. Of a folder, the list of its lessons.
async fn plain(args: PlayArgs, context: &Context) -> Result<u8, Failure> {
    let first = library::all().first().map(|lesson| lesson.name);
    let Some(subject) = args.subject.as_deref().or(first) else { return Ok(exit::FINE) };
    if paths::is_folder(subject) {
        return list::folder(subject, context);
    }
    let played = subject::open(subject, context)?.play(args.start, context).await?;
    let story = tell(&played.scenario, &played.trace, context.lang());
    let text = match args.step {
        None => report::story(&story, Proofs::LeftOut, context.look),
        Some(number) => report::one_step(&story, run::find(&story, number)?, context.look),
    };
    output::print(context, &text)?;
    Ok(exit::FINE)
}
