//! `tegami lab`: a world that stays open for the learner's own tools, told while it goes on.
//!
//! ```text
//!   Lab ──► guide (once) ──► what happens, as text, as JSON Lines or on the screen ──► the trace, saved
//! ```

mod live;
mod seat;

use std::path::Path;

use super::args::{Format, LabArgs, Seat};
use super::context::Context;
use super::failure::Failure;
use super::{exit, output, subject};
use crate::guide::Guide;
use crate::lang::Lang;
use crate::net::Authority;
use crate::world::lab::{Lab, Options};
use crate::world::{Entrance, Error};
use crate::{report, text, tui};

/// The world that is opened where none is named: nothing in it is forged yet.
const DEFAULT: &str = "legitimate";

pub(super) async fn lab(args: LabArgs, context: &Context) -> Result<u8, Failure> {
    let scenario = subject::scenario(args.subject.as_deref().unwrap_or(DEFAULT), context)?;
    let stop = tui::asked_to_stop().map_err(|error| Failure::not_started(context.lang(), &error))?;
    let options = Options {
        ports: args.ports,
        visitor: args.visitor.clone(),
        outside: args.outside.clone(),
        story: args.world.story,
        hurry: args.world.hurry,
    };
    let lab = Lab::open(&scenario, &options).await.map_err(|error| not_opened(context.lang(), &error))?;
    let told = attend(&lab, &args, context, stop).await;
    let trace = lab.close().await;
    if let Some(path) = &args.save {
        output::save(context, path, |out| trace.save(out))?;
    }
    told.map(|()| exit::FINE)
}

/// Tells what happens until somebody has seen enough.
async fn attend(lab: &Lab, args: &LabArgs, context: &Context, stop: impl Future<Output = ()>) -> Result<(), Failure> {
    if let Some(path) = &args.certificate {
        write_certificate(path, context)?;
    }
    let guide = Guide::of(lab, args.certificate.as_ref(), context.lang());
    let watched = async {
        if args.seat == Some(Seat::Smtp) {
            seat::smtp(lab, args.screen, context).await
        } else if args.told.is_none() && context.interactive {
            show(lab, args, context).await
        } else if args.told == Some(Format::Json) {
            eprint!("{}", report::guide(&guide, context.look));
            live::as_json(lab, context).await
        } else {
            output::print(context, &report::guide(&guide, context.look))?;
            live::as_text(lab, context).await
        }
    };
    tokio::select! {
        told = watched => told,
        error = lab.broken() => Err(Failure::world(context.lang(), &error.into())),
        () = stop => Ok(()),
    }
}

/// The screen, until the learner leaves it.
async fn show(lab: &Lab, args: &LabArgs, context: &Context) -> Result<(), Failure> {
    let guides = Lang::ALL.map(|lang| Guide::of(lab, args.certificate.as_ref(), lang));
    let live = tui::Live { scenario: lab.scenario().clone(), feed: lab.feed(), guides: Box::new(guides) };
    let options = context.screen(args.screen, tui::Open::Live(Box::new(live)));
    tui::run(options).await.map_err(|error| Failure::screen(context.lang(), &error))
}

fn write_certificate(path: &Path, context: &Context) -> Result<(), Failure> {
    use std::io::Write;
    output::save(context, path, |out| out.write_all(Authority::for_visitors().certificate_pem().as_bytes()))
}

/// Why the lab could not be opened, and what to do about it.
fn not_opened(lang: Lang, error: &Error) -> Failure {
    let message = match error {
        Error::Port { entrance, port, why } => {
            let option = option_of(*entrance);
            text!(
                lang,
                en: "error: port {port} on 127.0.0.1 cannot be opened: {why}\n\
                     Close the program that has it (another lab?), or choose another port with {option} PORT; 0 is any free one.",
                ja: "エラー：127.0.0.1 のポート{port}を開けません：{why}\n\
                     そのポートを使っているプログラム（別の実験室など）を終えるか、{option} ポート番号 で別のポートを選んでください。0なら空いているポートを使います。"
            )
        }
        Error::NoSuchHost(host) => text!(
            lang,
            en: "error: there is no host {host} in this scenario, so nobody can play it.\n\
                 `--as` takes the name of one of its hosts.",
            ja: "エラー：このシナリオに {host} というホストはないので、その役にはなれません。\n\
                 --as にはシナリオのホスト名を指定してください。"
        ),
        error => return Failure::world(lang, error),
    };
    let code = if matches!(error, Error::NoSuchHost(_)) { exit::USAGE } else { exit::NOT_RUN };
    Failure::new(code, message)
}

/// The option that chooses the port of an entrance.
fn option_of(entrance: Entrance) -> &'static str {
    match entrance {
        Entrance::Smtp => "--smtp-port",
        Entrance::Submission => "--submission-port",
        Entrance::Imap => "--imap-port",
        Entrance::Dns => "--dns-port",
    }
}
