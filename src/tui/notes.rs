//! The speaker's notes: a second terminal follows the screen that the class looks at.
//!
//! ```text
//!   tegami play NAME --notes                        tegami notes
//!   state ──► Card ──► Speaker ════ loopback ════► Listener ──► Card ──► a screen, or text
//!                        │                            ▲
//!                        └──► Place (port, token) ────┘
//!                             a file that only its owner can read
//! ```
//!
//! Nothing goes beyond this machine: the socket is bound to 127.0.0.1, and whoever connects has to know the token that
//! stands in the file. Where nobody asked for notes there is no socket and no file.

mod card;
mod desk;
mod listen;
mod place;
mod speak;

pub(super) use card::{Asked, Card, Page};
pub(super) use desk::Desk;
pub(super) use listen::find;
pub(super) use speak::Speaker;

#[cfg(test)]
mod tests;
