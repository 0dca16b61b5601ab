//! `tegami list`: the lessons; and those of a folder, where `tegami play FOLDER` has no screen to list them on.

use super::args::{Format, ListArgs};
use super::context::Context;
use super::failure::Failure;
use super::{exit, output, paths, subject};
use crate::report::list;
use crate::scenario::{Scenario, library};
use crate::text;

pub(super) fn list(args: &ListArgs, context: &Context) -> Result<u8, Failure> {
    let lessons: Vec<Scenario> = library::all().iter().filter_map(|lesson| lesson.parse().scenario).collect();
    let text = match args.format {
        Format::Text => list::text(&lessons, context.look),
        Format::Json => list::json(&lessons, context.lang()),
    };
    output::print(context, &text)?;
    Ok(exit::FINE)
}

/// The scenarios of a folder, by the paths that open them. The mistakes of those that do not open go to standard error.
pub(super) fn folder(folder: &str, context: &Context) -> Result<u8, Failure> {
    let (mut lessons, mut broken) = (Vec::new(), Vec::new());
    for path in paths::all(&[folder.to_owned()], context.lang())? {
        match subject::scenario(&path, context) {
            Ok(scenario) => lessons.push(Scenario { name: path, ..*scenario }),
            Err(failure) => broken.push(failure),
        }
    }
    let hint = text!(
        context.lang(),
        en: "\n`tegami play FILE --plain` tells one of them.\n",
        ja: "\n`tegami play ファイル --plain` で1つずつ読めます。\n"
    );
    let hint = if lessons.is_empty() { String::new() } else { hint };
    output::print(context, &(list::text(&lessons, context.look) + &hint))?;
    let result = if broken.is_empty() { exit::FINE } else { exit::SCENARIO };
    for failure in broken {
        failure.report();
    }
    Ok(result)
}
