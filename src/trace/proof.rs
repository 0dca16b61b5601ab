//! What a verdict rests on, as facts: one file for each kind of check.
//!
//! A check's result is one word. Beside it stands what was looked at on the way to that word, in the order in which it
//! was looked at, without a sentence of prose: the story tells it. Everything here is bounded by whoever records it.

pub mod arc;
pub mod dkim;
pub mod dkim2;
pub mod dmarc;
pub mod spf;
