//! `tegami run`: a scenario, or a saved trace of one, as text or JSON.

use super::args::{Format, RunArgs};
use super::context::Context;
use super::failure::Failure;
use super::subject::{self, Played};
use super::{exit, output};
use crate::report::text::Proofs;
use crate::report::{Look, json, text};
use crate::story::tell;
use crate::world::expect;

pub(super) async fn run(args: RunArgs, context: &Context) -> Result<u8, Failure> {
    let played = subject::open(&args.subject, context)?.play(args.start, context).await?;
    if let Some(path) = &args.save {
        output::save(context, path, |out| played.trace.save(out))?;
    }
    let proofs = if args.proofs { Proofs::Shown } else { Proofs::Offered };
    let look = if args.output.is_some() { Look::plain(context.lang()) } else { context.look };
    output::write(context, args.output.as_deref(), &told(&played, args.format, proofs, look))?;
    Ok(exit::FINE)
}

/// The whole run in that format.
pub(super) fn told(played: &Played, format: Format, proofs: Proofs, look: Look) -> String {
    let Played { scenario, trace } = played;
    let story = tell(scenario, trace, look.lang);
    match format {
        Format::Text => text::story(&story, proofs, look),
        Format::Json => json::run(scenario, trace, &story, &expect::check(scenario, trace)),
    }
}
