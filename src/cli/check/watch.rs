//! `tegami check --watch`: all of them once, and then each file again when it has been saved.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use super::once;
use crate::cli::args::CheckArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::{output, paths};
use crate::scenario::library;
use crate::scenario::watch::{EVERY, Watched};
use crate::text;

/// Goes on until Ctrl-C; the exit code is that of the last run.
pub(super) async fn watch(args: &CheckArgs, context: &Context) -> Result<u8, Failure> {
    let all = paths::all(&args.paths, context.lang())?;
    let mut watched = Watched::new(files(&all));
    let mut code = once(args, all, context).await?;
    output::print(context, &waits(context))?;
    let mut ticks = tokio::time::interval(EVERY);
    loop {
        tokio::select! {
            stopped = tokio::signal::ctrl_c() => {
                // Where the signal cannot be waited for, it ends the program by itself.
                return if stopped.is_ok() { Ok(code) } else { std::future::pending().await };
            }
            _ = ticks.tick() => {}
        }
        // A folder may be gone for a moment; then the files stay those that they were.
        if let Ok(all) = paths::all(&args.paths, context.lang()) {
            watched.follow(files(&all));
        }
        let changed: Vec<String> = watched.look().into_iter().map(|path| path.to_string_lossy().into_owned()).collect();
        if !changed.is_empty() {
            output::print(context, &format!("\n{} {}\n", now(), changed.join(" ")))?;
            code = once(args, changed, context).await?;
        }
    }
}

/// The lessons inside the program do not change.
fn files(paths: &[String]) -> Vec<PathBuf> {
    paths.iter().filter(|path| library::find(path).is_none()).map(PathBuf::from).collect()
}

fn waits(context: &Context) -> String {
    let now = now();
    text!(context.lang(),
        en: "\n{now} Waiting for changes; Ctrl-C ends.\n",
        ja: "\n{now} 変更を待っています（Ctrl-Cで終了）。\n")
}

/// The time of day, in UTC.
fn now() -> String {
    const DAY: u64 = 24 * 60 * 60;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() % DAY);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}Z")
}
