//! `tegami notes`: what a speaker has to know, in a second terminal.

use std::io::stdout;

use super::args::NotesArgs;
use super::context::Context;
use super::exit;
use super::failure::Failure;
use crate::text;
use crate::tui::{self, NotesError};

pub(super) async fn notes(args: &NotesArgs, context: &Context) -> Result<u8, Failure> {
    let followed = if args.plain || !context.interactive {
        tui::follow_notes_as_text(context.lang(), stdout()).await
    } else {
        tui::follow_notes(context.lang(), context.theme(), args.ascii).await
    };
    match followed {
        Ok(()) => Ok(exit::FINE),
        Err(NotesError::Io(error)) => Err(Failure::output(context.lang(), &error)),
        Err(NotesError::NobodySpeaks) => Err(Failure::new(
            exit::NOT_RUN,
            text!(
                context.lang(),
                en: "error: no lesson is being shown with --notes.\nStart one in another terminal: `tegami play forged-from --notes`",
                ja: "エラー：--notes を付けて表示中のレッスンがありません。\n別の端末で始めてください：`tegami play forged-from --notes`"
            ),
        )),
    }
}
