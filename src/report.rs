//! What is printed instead of drawn: the story as text, and everything a program wants to read as JSON.
//!
//! | module | prints |
//! |---|---|
//! | [`text`] | a story, append-only, in the order in which it happened: for pipes, logs and screen readers |
//! | [`json`] | a story and how each letter ended, as one object |
//! | [`html`] | a page to walk through in a browser |
//! | [`svg`] | the map, or one step on it, as a figure |
//! | [`markdown`] | a story as a handout |
//! | [`mermaid`] | a story as a sequence diagram |
//! | [`cast`] | a screen as it changed, for asciinema |
//! | [`check`] | which expectations held |
//! | [`list`] | the lessons |
//! | [`guide()`] | how to come into a lab |
//! | [`dialogue`] | SMTP as it is typed, with what each answer means |
//! | [`explain`] | a letter from the real world, read; and the glossary |
//!
//! Nothing in here decides anything: the words come from the story, the verdicts from the trace.

pub mod cast;
pub mod check;
pub mod dialogue;
pub mod explain;
mod findings;
mod guide;
mod heading;
pub mod html;
pub mod json;
mod labels;
mod letters;
pub mod list;
pub mod markdown;
mod markup;
pub mod mermaid;
mod page;
pub mod svg;
pub mod text;

pub use findings::{FindingRow, rows};
pub use guide::guide;
pub use page::Look;
pub use svg::Theme;
