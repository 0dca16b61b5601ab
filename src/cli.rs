//! The command line: what was asked for, who does it, and which exit code comes of it.
//!
//! ```text
//!   arguments ──► args ──► Command ──┬─► play   a story on the screen
//!                 (or a complaint,   ├─► run    a story as text, page, figure, …
//!                                    ├─► lab    a world that stays open, for one's own tools
//!                  exit code 1)      ├─► check  expectations, many scenarios at once
//!                                    ├─► explain  a message from the real world
//!                                    ├─► list   the lessons
//!                                    ├─► notes  what a speaker has to know, beside play
//!                                    ├─► new    a scenario of one's own
//!                                    └─► schema what an editor has to know about scenario files
//! ```
//!
//! A command prints to standard output, complains on standard error, and says by its [exit code](exit) how it went.

mod args;
mod check;
mod context;
mod delivered;
pub mod exit;
mod explain;
mod failure;
mod lab;
mod language;
mod list;
mod new;
mod notes;
mod output;
mod paths;
mod play;
mod run;
mod schema;
mod subject;

use std::ffi::OsString;
use std::process::ExitCode;

use args::Command;
use context::Context;
use failure::Failure;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = language::chosen(&arguments);
    let outcome = match args::parse(&arguments, lang) {
        Ok(invocation) => dispatch(invocation.command, &Context::new(lang, invocation.color)),
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(code) => code.into(),
        Err(failure) => failure.report(),
    }
}

fn dispatch(command: Command, context: &Context) -> Result<u8, Failure> {
    match command {
        Command::List(list) => list::list(&list, context),
        Command::New(new) => runtime(context)?.block_on(new::new(&new, context)),
        Command::Schema(schema) => schema::schema(&schema, context),
        Command::Notes(notes) => runtime(context)?.block_on(notes::notes(&notes, context)),
        Command::Play(play) => runtime(context)?.block_on(play::play(play, context)),
        Command::Lab(lab) => runtime(context)?.block_on(lab::lab(lab, context)),
        Command::Run(run) => runtime(context)?.block_on(run::run(run, context)),
        Command::Explain(explain) => runtime(context)?.block_on(explain::explain(explain, context)),
        Command::Check(check) => runtime(context)?.block_on(check::check(&check, context)),
    }
}

/// What every server, resolver and screen of a world lives on. One thread is the quickest: client and server take turns
/// anyway, and waking another core for each line would cost more than the line.
fn runtime(context: &Context) -> Result<tokio::runtime::Runtime, Failure> {
    let built = tokio::runtime::Builder::new_current_thread().enable_all().build();
    built.map_err(|error| Failure::not_started(context.lang(), &error))
}
