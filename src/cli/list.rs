//! `tegami list`: the lessons.

use super::args::{Format, ListArgs};
use super::context::Context;
use super::failure::Failure;
use super::{exit, output};
use crate::report::list;
use crate::scenario::{Scenario, library};

pub(super) fn list(args: &ListArgs, context: &Context) -> Result<u8, Failure> {
    let lessons: Vec<Scenario> = library::all().iter().filter_map(|lesson| lesson.parse().scenario).collect();
    let text = match args.format {
        Format::Text => list::text(&lessons, context.look),
        Format::Json => list::json(&lessons, context.lang()),
    };
    output::print(context, &text)?;
    Ok(exit::FINE)
}
