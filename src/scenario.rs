//! What a teacher writes: the lesson, the world, the mail and the test, in one TOML file.
//!
//! ```text
//!   text ──parse──► Scenario (typed, every value knows its place in the file)
//!             └───► Diagnostics (every mistake in one pass, each with its place and a suggestion)
//! ```
//!
//! The parts of the file are read by the modules below [`parse()`], each in the same way: what is right becomes a part of
//! the [`Scenario`], what is not becomes a [`Diagnostic`], and reading goes on. Zone text has a reader of its own,
//! because a mistake in it must be told with its place in the file. Every diagnostic is a [`Kind`], data without prose;
//! its words in both languages stand beside it, and `tests/errors` shows each of them as an author sees it.
//!
//! [`load()`] finds what somebody named on the command line, [`library`] holds the scenarios that come with the program and
//! [`course`] the order in which they are taught, [`render()`] draws diagnostics for a terminal, [`schema()`] tells an editor
//! what may be written, and [`template`] writes a new file.

pub mod course;
mod diagnostic;
mod key;
pub mod library;
pub mod limits;
mod load;
mod mailbox;
mod model;
mod nearest;
mod parse;
pub mod patch;
mod place;
mod reader;
mod render;
mod schema;
pub mod template;
mod values;
pub mod watch;
mod zone;

pub use diagnostic::{
    AddressFlaw, Clause, Diagnostic, Doubt, FileMistake, Kind, LessonMistake, LetterMistake, NetworkMistake, Severity,
    Shape, ShapeMistake, TomlMistake, ZoneMistake,
};
pub use load::{LoadError, Loaded, files_in, load};
pub use model::{
    Again, Ask, Choice, DkimKey, DkimSigner, DnsStep, EmptyStep, Expect, Expectation, Fact, Forward, Greylist, Host,
    HostStep, Level, ListFrom, MailingList, Middle, Moment, MtaSts, Raw, Receiver, Replacement, Role, Say, Scenario,
    Send, Spanned, SpfFailRule, Step, StepKind, Text, Typed, UnknownUsersRule, Zone, ZoneRecord, is_data,
};
pub use parse::{Parsed, parse, parse_bytes};
pub use render::render;
pub use schema::schema;
