//! `tegami check`: many scenarios at once, each in a world of its own, the results in the order of the files.
//!
//! ```text
//!   paths ──► as many worlds at once as there are cores ──► results in order ──► printed, and forgotten
//! ```

mod watch;

use std::io::{Write, stderr};
use std::time::Instant;

use futures_util::{StreamExt, stream};

use super::args::{CheckArgs, CheckFormat};
use super::context::Context;
use super::failure::{Failure, world_message};
use super::subject::scenario_message;
use super::{exit, output, paths};
use crate::lang::Lang;
use crate::report::check::{CheckReport, Checked, JsonReport, JunitReport, Tally, TextReport, Verdict, judge};
use crate::scenario::{self, Loaded};
use crate::{text, world};

pub(super) async fn check(args: &CheckArgs, context: &Context) -> Result<u8, Failure> {
    if args.watch {
        return watch::watch(args, context).await;
    }
    once(args, paths::all(&args.paths, context.lang())?, context).await
}

/// Checks these, and prints what came of each.
async fn once(args: &CheckArgs, paths: Vec<String>, context: &Context) -> Result<u8, Failure> {
    let mut report: Box<dyn CheckReport> = match args.format {
        CheckFormat::Text => Box::new(TextReport::new(context.look)),
        CheckFormat::Json => Box::new(JsonReport::default()),
        CheckFormat::Junit => Box::new(JunitReport::default()),
    };
    let (began, total) = (Instant::now(), paths.len());
    let (lang, options) = (context.lang(), world::Options { start: args.start });
    let mut results = stream::iter(paths).map(|path| on_a_thread(path, options, lang)).buffered(worlds_at_once());

    output::print(context, &report.begin())?;
    let mut tally = Tally::default();
    while let Some(checked) = results.next().await {
        tally.count(&checked.verdict);
        let done = tally.total();
        progress(context, "");
        output::print(context, &report.one(&checked))?;
        progress(context, &text!(lang, en: "{done} of {total} checked", ja: "{total}件中{done}件を確認"));
    }
    progress(context, "");
    output::print(context, &report.end(tally, began.elapsed()))?;
    Ok(code(tally))
}

/// What could not be judged weighs more than what was judged and failed.
fn code(tally: Tally) -> u8 {
    match tally {
        Tally { unreadable: 1.., .. } => exit::SCENARIO,
        Tally { not_run: 1.., .. } => exit::NOT_RUN,
        Tally { failed: 1.., .. } => exit::EXPECTATION,
        _ => exit::FINE,
    }
}

fn worlds_at_once() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// Each scenario has a thread of its own for as long as it runs, so that all cores have something to do; and should one
/// of them break the program, the others go on.
async fn on_a_thread(argument: String, options: world::Options, lang: Lang) -> Checked {
    let path = argument.clone();
    let run = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok::<_, std::io::Error>(runtime.block_on(one(path, options, lang)))
    };
    match tokio::task::spawn_blocking(run).await {
        Ok(Ok(checked)) => checked,
        Ok(Err(error)) => {
            let why = world_message(lang, &world::Error::Socket(error));
            Checked::not_run(argument, Verdict::NotRun(why))
        }
        Err(error) => {
            let why = text!(
                lang,
                en: "error: this is a mistake in the program, not in the scenario: {error}",
                ja: "エラー：シナリオではなくプログラムの不具合です：{error}"
            );
            Checked::not_run(argument, Verdict::NotRun(why))
        }
    }
}

async fn one(argument: String, options: world::Options, lang: Lang) -> Checked {
    let loaded = match scenario::load(&argument) {
        Ok(loaded) => loaded,
        Err(error) => {
            let verdict = Verdict::Unreadable(scenario_message(lang, &error));
            return Checked::not_run(argument, verdict);
        }
    };
    let Loaded { name, path, source, parsed } = loaded;
    let remarks = scenario::render(&parsed.diagnostics, &path, &source, lang, false);
    let Some(scenario) = parsed.scenario else {
        return Checked { name, path, warnings: String::new(), verdict: Verdict::Unreadable(remarks) };
    };
    let verdict = match world::run(&scenario, options).await {
        Ok(trace) => judge(&scenario, &trace, lang),
        Err(error) => Verdict::NotRun(world_message(lang, &error)),
    };
    Checked { name, path, warnings: remarks, verdict }
}

/// A line that is written over again and again, for whoever watches; an empty one wipes it away.
fn progress(context: &Context, text: &str) {
    if context.progress {
        let _ = write!(stderr(), "\r\x1b[2K{text}");
    }
}
