//! How a check came to its verdict, as data: what was looked at, in which order, and what came of it.
//!
//! One file for each kind of check. Facts carry no prose; the sentences are the story's.

pub mod spf;
