//! Mail from machine to machine: the Simple Mail Transfer Protocol (RFC 5321) and what stands around it.
//!
//! SMTP is a conversation in lines of text. The client says who it is (`EHLO`), writes the envelope (`MAIL FROM`,
//! `RCPT TO`) and hands over the letter (`DATA`); the server answers each with three digits. Nobody checks that the
//! envelope and the letter name the same sender, and that is what this program is about.
//!
//! ```text
//!  mail_client ─► door ─► backend ─► submission ─► queue ─► relay ─► door ─► backend ─► reception
//!   (lettre)     (ours)   (mailin)   (decides)              (lettre)                    (checks, files)
//! ```
//!
//! A letter for an alias or a mailing list goes from reception to `forward` and into the queue once more.

pub mod backend;
mod bounce;
mod client;
pub mod compose;
pub mod door;
mod footer;
mod forward;
mod greylist;
mod ledger;
mod list;
pub mod mail_client;
mod naive;
mod queue;
pub mod reception;
mod relay;
mod report;
mod route;
mod secure;
pub mod server;
mod srs;
mod stamp;
pub mod sts;
pub mod submission;
pub mod typist;
pub mod visit;
