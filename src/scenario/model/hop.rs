//! `[forward]` and `[list]`: addresses that pass a letter on instead of keeping it.

use std::ops::Range;

use crate::trace::Address;

/// An alias: what comes to this address goes on to others (RFC 5321 §3.9.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forward {
    /// The address.
    pub address: Address,
    /// The server that receives for it.
    pub host: String,
    /// To whom it goes on.
    pub to: Vec<Address>,
    /// Whether the reverse-path is rewritten (SRS), so that SPF asks about the forwarder's own domain.
    pub srs: bool,
    /// Whether the forwarder writes its address on the letter (`Delivered-To`), and so knows a letter that comes again.
    pub delivered_to: bool,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// A mailing list: what comes to this address goes to all members, from the list (RFC 5321 §3.9.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailingList {
    /// The address.
    pub address: Address,
    /// The server that receives for it.
    pub host: String,
    /// Who gets what is sent to it.
    pub members: Vec<Address>,
    /// What it is called; where it has no name, the local part of its address.
    pub name: String,
    /// What it puts before each subject.
    pub subject_prefix: Option<String>,
    /// What it writes under each letter.
    pub footer: Option<String>,
    /// What it does with the header From.
    pub from: ListFrom,
    /// Whether it signs with a key of its own domain.
    pub sign: bool,
    /// Whether it seals what it has found before it changes anything (ARC).
    pub arc: bool,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// What a mailing list does with the header From.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListFrom {
    /// It stays that of the author.
    Keep,
    /// It becomes the list's (`"Kimura via seminar" <seminar@…>`); the author stands in `Reply-To`.
    Rewrite,
}

impl MailingList {
    /// `seminar-bounces@…`: an address that belongs to the list.
    pub fn side_address(&self, what: &str) -> Address {
        Address(format!("{}-{what}@{}", self.address.local(), self.address.domain()))
    }
}
