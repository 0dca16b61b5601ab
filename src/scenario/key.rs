//! The keys of a scenario file, each declared in one line that serves two readers.
//!
//! ```text
//!                        ┌──► reader   which keys are known here, which word is meant by a wrong one
//!   const SERVER: Keys ──┤
//!    (beside its parser) └──► schema   what an editor completes, explains and checks
//! ```
//!
//! A parser opens its table with the list ([`Fields::open`](super::reader::Fields::open)), so that a key which is not in
//! it is unknown to the parser too. What a line says about the value is for the schema; a test of [`schema`](super::schema)
//! writes each value wrongly and looks whether the parser minds.

use crate::lang::Lang;

/// The keys that one table of the file may have.
pub(super) type Keys = &'static [Key];

/// A key of a table.
pub(super) struct Key {
    /// As it is written.
    pub name: &'static str,
    /// Whether it must be there.
    pub must: bool,
    /// What may stand behind it.
    pub value: Value,
    /// What it is for, in a sentence or two.
    pub about: fn(Lang) -> &'static str,
}

impl Key {
    /// A key that must be there.
    pub const fn must(name: &'static str, value: Value, about: fn(Lang) -> &'static str) -> Self {
        Self { name, must: true, value, about }
    }

    /// A key that may be left out.
    pub const fn may(name: &'static str, value: Value, about: fn(Lang) -> &'static str) -> Self {
        Self { name, must: false, value, about }
    }
}

/// What may stand behind a key, as far as its shape goes.
pub(super) enum Value {
    /// `true` or `false`.
    Flag,
    /// A whole number from the first to the second.
    Number(u64, u64),
    /// A text of at most so many characters.
    Text(usize),
    /// A text that has a form of its own.
    Form(Form),
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// One of these, or a list of up to so many; at least one.
    OneOrMany(&'static Self, usize),
    /// One of these, or a list of up to so many, which may be empty.
    AnyNumber(&'static Self, usize),
    /// A list of up to so many.
    List(&'static Self, usize),
    /// Any of these.
    Any(&'static [Self]),
    /// A text (or what else it is) in each language, with these keys.
    Languages(&'static Self),
    /// A table.
    Table(Keys),
    /// A table whose keys depend on a word in it.
    Kinds {
        /// The key with the word.
        by: &'static str,
        /// Each word, and the keys of a table with it.
        of: fn() -> Vec<(&'static str, Keys)>,
    },
    /// Tables that begin with `[[key]]`, up to so many.
    Tables(&'static Self, usize),
    /// A table of up to so many entries whose keys the author chooses, each of that form.
    Named(Form, &'static Self, usize),
}

/// Texts with a form of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A text of several lines, as long as it may be.
    Lines,
    /// A documentation address (RFC 5737, RFC 3849).
    Ip,
    /// `1h30m`.
    Time,
    /// A host of this file.
    Host,
    /// A domain name.
    Domain,
    /// A mailbox address; the null reverse-path `<>` among them.
    Mailbox,
    /// Zone-file text (RFC 1035 §5).
    ZoneText,
    /// The name of a header field (RFC 5322 §2.2).
    FieldName,
    /// A name and a record type.
    Question,
}

impl Form {
    /// A pattern that every right text fits; some wrong ones do, too.
    pub fn pattern(self) -> Option<&'static str> {
        match self {
            Self::Lines | Self::ZoneText => None,
            Self::Ip => Some(r"^((192\.0\.2|198\.51\.100|203\.0\.113)\.[0-9]{1,3}|2001:0?[dD][bB]8:[0-9a-fA-F:.]*)$"),
            Self::Time => Some("^([0-9]+[smhd])+$"),
            Self::Host | Self::Domain => Some(r"^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?$"),
            Self::Mailbox => Some("^$|^<>$|@"),
            Self::FieldName => Some("^[!-9;-~]+$"),
            Self::Question => Some(r"^\s*\S+\s+[A-Za-z0-9]+\s*$"),
        }
    }

    /// A right one.
    pub fn example(self) -> Option<&'static str> {
        match self {
            Self::Lines | Self::ZoneText => None,
            Self::Ip => Some("192.0.2.25"),
            Self::Time => Some("5m"),
            Self::Host => Some("mx.school.example"),
            Self::Domain => Some("school.example"),
            Self::Mailbox => Some("aoi@school.example"),
            Self::FieldName => Some("Subject"),
            Self::Question => Some("_dmarc.a-corp.example TXT"),
        }
    }
}

/// The names of the keys in several lists, each once.
pub(super) fn all_names(lists: &[Keys]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for name in lists.iter().flat_map(|keys| keys.iter()).map(|key| key.name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The words of a table that leads from words to what they mean.
pub(super) fn words<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
    table.iter().map(|(word, _)| *word).collect()
}
