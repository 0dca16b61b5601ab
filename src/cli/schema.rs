//! `tegami schema`: what an editor has to know about scenario files.

use super::args::SchemaArgs;
use super::context::Context;
use super::failure::Failure;
use super::{exit, output};
use crate::scenario;

pub(super) fn schema(args: &SchemaArgs, context: &Context) -> Result<u8, Failure> {
    output::write(context, args.output.as_deref(), scenario::schema(context.lang()).as_bytes())?;
    Ok(exit::FINE)
}
