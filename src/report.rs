//! What is printed instead of drawn: the story as text, and everything a program wants to read as JSON.
//!
//! | module | prints |
//! |---|---|
//! | [`text`] | a story, append-only, in the order in which it happened: for pipes, logs and screen readers |
//! | [`json`] | a story and how each letter ended, as one object |
//! | [`check`] | which expectations held |
//! | [`list`] | the lessons |
//! | [`guide()`] | how to come into a lab |
//! | [`explain`] | a letter from the real world, read; and the glossary |
//!
//! Nothing in here decides anything: the words come from the story, the verdicts from the trace.

pub mod check;
pub mod explain;
mod findings;
mod guide;
pub mod json;
pub mod list;
mod page;
pub mod text;

pub use findings::{FindingRow, rows};
pub use guide::guide;
pub use page::Look;
