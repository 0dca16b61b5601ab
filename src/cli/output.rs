//! Where results go: standard output, or a file that the user named.

use std::fs::File;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use super::context::Context;
use super::failure::Failure;

/// Prints on standard output.
pub(super) fn print(context: &Context, text: &str) -> Result<(), Failure> {
    print_octets(context, text.as_bytes())
}

fn print_octets(context: &Context, octets: &[u8]) -> Result<(), Failure> {
    let mut out = stdout().lock();
    out.write_all(octets).and_then(|()| out.flush()).map_err(|error| Failure::output(context.lang(), &error))
}

/// Prints into the file, or on standard output where there is none.
pub(super) fn write(context: &Context, file: Option<&Path>, octets: &[u8]) -> Result<(), Failure> {
    match file {
        Some(path) => save(context, path, |out| out.write_all(octets)),
        None => print_octets(context, octets),
    }
}

/// Fills a file.
pub(super) fn save(
    context: &Context,
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let written = File::create(path).and_then(|file| {
        let mut out = BufWriter::new(file);
        fill(&mut out)?;
        out.flush()
    });
    written.map_err(|error| Failure::file(context.lang(), path, &error))
}
