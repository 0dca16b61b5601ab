//! APPEND: a letter comes from the client, such as a draft or a copy of what it has sent (RFC 3501 §6.3.11).

use imap_codec::imap_types::datetime::DateTime;
use imap_codec::imap_types::extensions::binary::LiteralOrLiteral8;
use imap_codec::imap_types::flag::Flag;
use imap_codec::imap_types::mailbox::Mailbox;
use imap_codec::imap_types::response::Code;

use super::super::store::{Store, is_storable};
use super::answer::Answer;
use super::folders::name_of;
use crate::trace::Time;

/// A letter that a client wants to be kept.
pub(super) struct Appended {
    folder: String,
    flags: Vec<Flag<'static>>,
    date: Option<Time>,
    source: Vec<u8>,
}

impl Appended {
    /// What APPEND says.
    pub(super) fn new(
        mailbox: &Mailbox<'_>,
        flags: Vec<Flag<'static>>,
        date: Option<&DateTime>,
        message: LiteralOrLiteral8<'static>,
    ) -> Self {
        let source = match message {
            LiteralOrLiteral8::Literal(literal) => literal.data().to_vec(),
            LiteralOrLiteral8::Literal8(literal) => literal.data.into_owned(),
        };
        Self { folder: name_of(mailbox), flags, date: date.map(|date| Time(date.as_ref().timestamp())), source }
    }

    /// Keeps it, octet for octet, and tells its UID (RFC 4315).
    pub(super) fn keep(self, store: &Store, user: &str, now: Time) -> Answer {
        if self.source.is_empty() {
            return Answer::no("there is nothing in that letter");
        }
        if !self.flags.iter().all(is_storable) {
            return Answer::no("one of these flags cannot be stored");
        }
        let date = self.date.unwrap_or(now);
        match store.append(user, &self.folder, &self.source, &self.flags, date) {
            Ok((validity, uid)) => {
                let (validity, uid) = (validity.try_into().ok(), uid.try_into().ok());
                let code = validity.zip(uid).map(|(uid_validity, uid)| Code::AppendUid { uid_validity, uid });
                let answer = Answer::ok("APPEND completed");
                match code {
                    Some(code) => answer.with(code),
                    None => answer,
                }
            }
            Err(trouble) => Answer::to_fill(trouble),
        }
    }
}
