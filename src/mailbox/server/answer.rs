//! How a command ends: OK, NO or BAD, and a few words (RFC 3501 §7.1).

use imap_codec::imap_types::core::Tag;
use imap_codec::imap_types::response::{Code, CodeOther, Status, StatusBody, StatusKind, Tagged};

use super::super::store::Trouble;
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

    /// With a response code that is a word and nothing else (RFC 5530).
    pub(super) fn with_word(self, word: &'static str) -> Self {
        self.with(Code::Other(CodeOther::unvalidated(word.as_bytes())))
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

impl From<Trouble> for Answer {
    fn from(trouble: Trouble) -> Self {
        let answer = Self::no(trouble.to_string());
        match trouble {
            Trouble::Missing => answer.with_word("NONEXISTENT"),
            Trouble::Exists => answer.with_word("ALREADYEXISTS"),
            Trouble::Full => answer.with(Code::OverQuota),
            Trouble::Fixed | Trouble::Name => answer.with_word("CANNOT"),
            Trouble::HasChildren => answer.with_word("HASCHILDREN"),
        }
    }
}

impl Answer {
    /// The same for a folder that a letter is to go to: the client may make it and try again (RFC 3501 §7.1).
    pub(super) fn to_fill(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Missing => Self::no(trouble.to_string()).with(Code::TryCreate),
            other => other.into(),
        }
    }
}
