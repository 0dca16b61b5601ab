//! A trace as a file: JSON Lines. The first line says the format and holds the scenario's text, so that the file
//! replays anywhere, without servers and without the scenario.

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};

use super::{Event, Time};

/// The version of the format that this program writes and reads.
pub const FORMAT: u32 = 1;

/// The longest line that [`Trace::load`] takes, in octets. A letter of the largest size fits.
const LONGEST_LINE: u64 = 64 * 1024 * 1024;

/// The first line of a saved trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`].
    pub tegami_trace: u32,
    /// The name of the scenario.
    pub name: String,
    /// When the run began, in virtual time.
    pub started: Time,
    /// The scenario file, whole.
    pub scenario: String,
}

/// All that a run leaves behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Which scenario, and when.
    pub header: Header,
    /// The facts, in order and numbered without a gap: from 0, unless the oldest have been let go.
    pub events: Vec<Event>,
}

impl Trace {
    /// The event of that number, where there is one.
    pub fn event(&self, id: super::EventId) -> Option<&Event> {
        let first = self.events.first()?.id.0;
        self.events.get(id.0.checked_sub(first)? as usize)
    }

    /// The number that the next fact will have.
    pub fn next(&self) -> usize {
        self.events.last().map_or(0, |last| last.id.0 as usize + 1)
    }

    /// Writes the trace as JSON Lines.
    pub fn save(&self, mut out: impl Write) -> std::io::Result<()> {
        let first = self.events.first().map(|event| event.id.0).filter(|first| *first > 0);
        serde_json::to_writer(&mut out, &FirstLine { header: &self.header, first })?;
        out.write_all(b"\n")?;
        for event in &self.events {
            serde_json::to_writer(&mut out, event)?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }

    /// Reads what [`save`](Self::save) wrote. A file that ends in the middle of a line, has lines out of order, or is of
    /// another version is an error that says so; it never yields a shorter trace.
    pub fn load(mut input: impl BufRead) -> Result<Self, LoadError> {
        let mut line = Vec::new();
        read_line(&mut input, &mut line, 1)?;
        let (header, first) = parse_header(&line)?;
        let mut events = Vec::new();
        for number in 2.. {
            if !read_line(&mut input, &mut line, number)? {
                break;
            }
            let event: Event =
                serde_json::from_slice(&line).map_err(|source| LoadError::Line { line: number, source })?;
            let next = events.last().map_or(first, |last: &Event| last.id.0.saturating_add(1));
            if event.id.0 != next || event.because.iter().any(|cause| *cause >= event.id) {
                return Err(LoadError::OutOfOrder { line: number });
            }
            events.push(event);
        }
        Ok(Self { header, events })
    }
}

/// The header as it is written, with the number of the first fact where that is not 0.
#[derive(Serialize)]
struct FirstLine<'a> {
    #[serde(flatten)]
    header: &'a Header,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<u32>,
}

/// Fills `line` with the next line; `false` at the end of the file. The last line must be whole.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>, number: usize) -> Result<bool, LoadError> {
    use std::io::Read;
    line.clear();
    if input.take(LONGEST_LINE).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    match line.last() {
        Some(b'\n') => Ok(true),
        _ => Err(LoadError::CutOff { line: number }),
    }
}

/// The header, and the number of the first fact.
fn parse_header(line: &[u8]) -> Result<(Header, u32), LoadError> {
    #[derive(Deserialize)]
    struct Version {
        tegami_trace: u32,
        #[serde(default)]
        first: u32,
    }
    let version: Version = serde_json::from_slice(line).map_err(|_| LoadError::NotATrace)?;
    if version.tegami_trace != FORMAT {
        return Err(LoadError::Version { found: version.tegami_trace });
    }
    let header = serde_json::from_slice(line).map_err(|source| LoadError::Line { line: 1, source })?;
    Ok((header, version.first))
}

/// Why a saved trace could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The first line is not that of a trace.
    #[error("this is not a saved trace: its first line must begin with {{\"tegami_trace\":{FORMAT}")]
    NotATrace,
    /// Written by another version.
    #[error("this trace has format {found}, and this program reads format {FORMAT}")]
    Version {
        /// The version in the file.
        found: u32,
    },
    /// The file ends in the middle of a line.
    #[error("line {line}: the file is cut off in the middle of this line")]
    CutOff {
        /// The line, from 1.
        line: usize,
    },
    /// A line that is not an event.
    #[error("line {line}: {source}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// Lines are missing, doubled or moved.
    #[error("line {line}: events are numbered without a gap, and a cause stands before its effect")]
    OutOfOrder {
        /// The line, from 1.
        line: usize,
    },
    /// The file could not be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
