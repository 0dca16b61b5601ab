//! Who really sent it: signing a letter on its way out, and checking it where it arrives.
//!
//! ```text
//!   sender's server          receiver's server
//!  ┌──────────────┐       ┌────────────────────────────────────────────────────────────────────────────┐
//!  │ keys ─► sign │ ····► │ verify: SPF (HELO, MAIL FROM) ─► DKIM ─► DKIM2 ─► ARC ─► DMARC ─► Findings │
//!  └──────────────┘       │ disposition: Findings + policy + local rules ─► inbox, junk, 550           │
//!                         │ results: Findings ─► Authentication-Results                                │
//!                         └────────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! SPF (RFC 7208) asks whether the calling address may send for the domain on the envelope. DKIM (RFC 6376) asks whether a
//! domain has signed what arrived. Neither looks at the author that a mail client shows. DMARC (RFC 9989) does: it asks
//! whether one of the two passed for a domain that belongs to the author's, and what the author's domain wants done if
//! not. ARC (RFC 8617) carries the findings of earlier receivers along, and [`dkim2`], a draft, the envelopes of earlier
//! hops.
//!
//! SPF is evaluated here ([`spf`]), and the whole evaluation is recorded with its result. The other verdicts are those of
//! the `mail-auth` crate; what each of them rests on is recorded beside it: the DNS questions that it asked, the record
//! that was found, the policy that decided. A verdict is a value, and `fail` is no
//! error; what follows from it is decided in [`disposition`] alone. What a receiver tells the owner of a domain about all
//! this is an [`aggregate`] report.

pub mod aggregate;
mod answers;
mod arc;
mod arriving;
pub(crate) mod base64;
pub mod disposition;
mod dkim;
pub mod dkim2;
mod dmarc;
mod evidence;
mod findings;
pub mod keys;
mod naive;
pub mod results;
pub mod seal;
pub mod sign;
pub mod spf;
mod tags;
pub mod verify;
pub mod warning;

#[cfg(test)]
mod tests;
