//! The book: what it shows comes out of the program, what it links to exists, and it is the same book in both languages.
//!
//! | file | holds |
//! |---|---|
//! | `pages.rs` | how a page is read: its fences, its links, its headings |
//! | `shown.rs` | each step and each screen in it is what the program shows today |
//! | `languages.rs` | English and Japanese have the same chapters, with the same things in them |
//! | `crates.rs` | each crate that the program stands on has its reason in the book |
//! | `reference.rs` | the reference of the scenario file is what the parser knows; diagnostics name headings that exist |
//! | `fragments.rs` | each piece of a scenario in the guide is right where it would be put |
//! | `links.rs` | no link and no embedded story leads to nothing |
//!
//! That its commands run is held by `tests/cli/docs.rs`.

mod crates;
mod fragments;
mod languages;
mod links;
mod pages;
mod reference;
mod shown;
