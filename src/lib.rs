//! See how an e-mail travels, and how a forged one is found out.
//!
//! A scenario file becomes a small world of real servers on loopback, a delivery through that world becomes a trace, a
//! trace becomes a story, and every screen and every report only draws the story:
//!
//! ```text
//!  scenario ──► world ──► trace ──► story ──► tui | report | check
//!   (TOML)     (real      (facts:   (steps:   (draw it, print it,
//!              sockets)   what      what it    assert it)
//!                         happened) means)
//! ```
//!
//! Nothing runs backwards: a server never knows a screen, and a screen never talks to a server. Stepping back, saving,
//! replaying and comparing need no code of their own for that reason.
//!
//! Imports go down only, and a test holds them to it. From the ground up:
//!
//! | floor | modules |
//! |---|---|
//! | 0 | [`lang`], [`glossary`], [`trace`], [`scenario`] |
//! | 1 | [`net`], [`dns`], [`auth`], [`mailbox`], [`smtp`] |
//! | 2 | [`world`] |
//! | 3 | [`story`], [`explain`], [`guide`], [`tutor`] |
//! | 4 | [`tui`], [`report`] |
//! | 5 | [`cli`] |
//!
//! # Where to begin
//!
//! Who reads to learn how mail works follows a letter: [`smtp`] takes it and passes it on, [`dns`] says where to, [`auth`]
//! checks who sent it, [`mailbox`] keeps it until it is fetched. Who reads to learn how the program works takes the arrows
//! above in their order, from [`scenario::parse()`] over [`world`] to [`story`].
//!
//! # Where something new goes
//!
//! Each of these begins with a `match` that the compiler then wants completed, floor by floor:
//!
//! | to add | begin at | the compiler or a test leads to |
//! |---|---|---|
//! | a lesson | a file in `scenarios/` | the list in [`scenario::library`], a golden story in `tests/golden` |
//! | a kind of step | [`scenario::StepKind`] | `scenario/parse/doing.rs`, then [`world`], which plays it |
//! | an expectation | [`scenario::Fact`] | `scenario/parse/expect.rs`, then `world/expect/judge.rs` |
//! | a mistake that is told | [`scenario::Kind`] and its groups | its words in both languages, `tests/errors/NAME.toml` |
//! | a check of letters | [`trace::Check`] | [`auth::verify`], [`auth::results`], [`auth::disposition`], `story/prose/checks.rs` |
//! | a fact | [`trace::Fact`] | whoever records it, then `story/told`, which tells it |
//! | a header field or a tag of one | a file beside [`glossary`] | its sentences in both languages |
//! | a thing worth a look in real messages | `src/explain/remark.rs` | `src/explain/prose/remarks.rs`, a letter in `tests/explain` |
//! | a command | a file in `src/cli/args/`: what it is told, its grammar, its help | `cli/args/grammar.rs`, then its file in [`cli`] |
//! | a language | [`lang::Lang`] | [`text!`] and [`words!`], then every text that lacks it |

pub mod auth;
pub mod cli;
pub mod dns;
pub mod explain;
pub mod glossary;
pub mod guide;
pub mod lang;
pub mod mailbox;
pub mod net;
pub mod report;
pub mod scenario;
pub mod smtp;
pub mod story;
pub mod trace;
pub mod tui;
pub mod tutor;
pub mod world;
