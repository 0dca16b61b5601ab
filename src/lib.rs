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
//! Imports go down only, and a test holds them to it. From the ground up:
//!
//! | floor | modules |
//! |---|---|
//! | 0 | [`lang`], [`trace`], [`scenario`] |
//! | 1 | [`net`], [`dns`], [`auth`], [`mailbox`], [`smtp`] |
//! | 2 | [`world`] |
//! | 3 | [`story`] |
//! | 4 | [`tui`], [`report`] |
//! | 5 | [`cli`] |

pub mod auth;
pub mod cli;
pub mod dns;
pub mod lang;
pub mod mailbox;
pub mod net;
pub mod report;
pub mod scenario;
pub mod smtp;
pub mod story;
pub mod trace;
pub mod tui;
pub mod world;
