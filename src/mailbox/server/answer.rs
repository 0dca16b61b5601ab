//! How a command ends: OK, NO or BAD, and a few words (RFC 3501 §7.1).

use imap_codec::imap_types::core::Tag;
use imap_codec::imap_types::response::{Code, Status, StatusBody, StatusKind, Tagged};

use super::talk::text;

/// What the server says to a command in the end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    kind: StatusKind,
    code: Option<Code<'static>>,
    words: String,
}

impl Answer {
    pub(super) fn ok(words: impl Into<String>) -> Self {
        Self { kind: StatusKind::Ok, code: None, words: words.into() }
    }

    /// The command is in order, and yet the server does not do it.
    pub(super) fn no(words: impl Into<String>) -> Self {
        Self { kind: StatusKind::No, code: None, words: words.into() }
    }

    /// The command is not in order.
    pub(super) fn bad(words: impl Into<String>) -> Self {
        Self { kind: StatusKind::Bad, code: None, words: words.into() }
    }

    pub(super) fn with(self, code: Code<'static>) -> Self {
        Self { code: Some(code), ..self }
    }

    /// As a response to the command with that tag; to none in particular where it has no tag.
    pub(super) fn to(self, tag: Option<Tag<'static>>) -> Status<'static> {
        let body = StatusBody { kind: self.kind, code: self.code, text: text(self.words) };
        match tag {
            Some(tag) => Status::Tagged(Tagged { tag, body }),
            None => Status::Untagged(body),
        }
    }
}
