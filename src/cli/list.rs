//! `tegami list`: the lessons, one by one or as a course; and those of a folder, where `tegami play FOLDER` has no screen to list them on.

use super::args::{Courses, Format, ListArgs};
use super::context::Context;
use super::failure::Failure;
use super::{exit, output, paths, subject};
use crate::report::list;
use crate::scenario::Scenario;
use crate::scenario::course::{courses, lessons};
use crate::text;

pub(super) fn list(args: &ListArgs, context: &Context) -> Result<u8, Failure> {
    if let Some(courses) = &args.course {
        return course(courses, args.format, context);
    }
    let all: Vec<Scenario> = lessons().into_iter().filter_map(|lesson| lesson.parse().scenario).collect();
    let text = match args.format {
        Format::Text => list::text(&all, context.look),
        Format::Json => list::json(&all, context.lang()),
    };
    output::print(context, &text)?;
    Ok(exit::FINE)
}

fn course(wanted: &Courses, format: Format, context: &Context) -> Result<u8, Failure> {
    let is_wanted = |length: &str| matches!(wanted, Courses::All) || *wanted == Courses::One(length.to_owned());
    let courses: Vec<_> = courses().into_iter().filter(|course| is_wanted(&course.length)).collect();
    let text = match format {
        Format::Text => list::courses(&courses, context.look),
        Format::Json => list::courses_json(&courses, context.lang()),
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
