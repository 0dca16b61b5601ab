//! The mailbox: where a letter waits until its reader's mail client fetches it. Stage ④ of the delivery.
//!
//! A mail server that has taken a letter puts it into a folder, `INBOX` or `Junk`. The mail client on the reader's PC
//! connects, shows its password, opens the folder and asks for the letter: in `IMAP4rev1` (RFC 3501), inside TLS from the
//! first octet (RFC 8314), port 993.
//!
//! ```text
//!  mail server                                             reader's PC
//!  ┌───────────────────────────────┐                      ┌────────┐
//!  │ reception ──file──► Store ◄───┼─ server ◄── TLS ───► │ client │
//!  │                     INBOX 1 2 │                      └────────┘
//!  │                     Junk  1   │   LOGIN, LIST, SELECT INBOX, UID FETCH 2 BODY[], LOGOUT
//!  └───────────────────────────────┘
//! ```
//!
//! The dialogue of both ends is that of [`imap_next`]; what is here decides what to say.
//!
//! A letter comes out of the mailbox as it went in, octet for octet. One thing stands in the way: an IMAP string cannot
//! hold NUL (RFC 3501 §4.3). A letter with a NUL in it is therefore not sent as `BODY[]`, which the server refuses with a
//! reason; it is sent as `BINARY[]` (RFC 3516), whose strings may hold any octet.

pub mod client;
pub mod server;
mod store;
#[cfg(test)]
mod tests;

pub use store::{Flags, Full, Letter, Store};

/// The password of a user, the same in every world: it is a classroom, and nothing here is worth stealing.
pub fn password_of(user: &str) -> String {
    format!("{}-secret", user.to_ascii_lowercase())
}
