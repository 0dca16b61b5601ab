//! What is wrong with a file: each mistake with its place, what was expected, and the nearest right word.
//!
//! A [`Kind`] carries data and no prose; [`Diagnostic::message`] and [`Diagnostic::help`] put it into words, in the
//! language of whoever reads it. Kinds are grouped by what they are about, one file for each group.

mod file;
mod lesson;
mod letter;
mod network;
mod shape;
mod zone;

use std::ops::Range;

pub use file::{FileMistake, TomlMistake};
pub use lesson::LessonMistake;
pub use letter::{AddressFlaw, LetterMistake};
pub use network::NetworkMistake;
pub use shape::{Shape, ShapeMistake};
pub use zone::ZoneMistake;

use super::limits;
use crate::lang::Lang;
use crate::words;

/// A mistake in a file, or something to look at twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether the file can be used all the same.
    pub severity: Severity,
    /// What it is.
    pub kind: Kind,
    /// Where it is: octets from the beginning of the file, never beyond one line.
    pub span: Range<usize>,
    /// Another place that it has to do with, such as where a name was used first.
    pub related: Option<Range<usize>>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The file can be used.
    Warning,
    /// It cannot.
    Error,
}

/// All kinds of mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// About the file as a whole, and its TOML.
    File(FileMistake),
    /// About keys and the types of their values.
    Shape(ShapeMistake),
    /// About hosts, addresses and names.
    Network(NetworkMistake),
    /// About zone text.
    Zone(ZoneMistake),
    /// About a letter to be sent.
    Letter(LetterMistake),
    /// About steps, questions and remarks.
    Lesson(LessonMistake),
}

/// Lets each group stand for the whole kind.
macro_rules! kind_from {
    ($($group:ident($mistake:ident)),+) => {
        $(impl From<$mistake> for Kind {
            fn from(mistake: $mistake) -> Self {
                Self::$group(mistake)
            }
        })+
    };
}

kind_from!(
    File(FileMistake),
    Shape(ShapeMistake),
    Network(NetworkMistake),
    Zone(ZoneMistake),
    Letter(LetterMistake),
    Lesson(LessonMistake)
);

impl Kind {
    /// What is wrong, in one sentence without a full stop.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::File(mistake) => mistake.message(lang),
            Self::Shape(mistake) => mistake.message(lang),
            Self::Network(mistake) => mistake.message(lang),
            Self::Zone(mistake) => mistake.message(lang),
            Self::Letter(mistake) => mistake.message(lang),
            Self::Lesson(mistake) => mistake.message(lang),
        }
    }

    /// What to do about it, where there is more to say.
    pub fn help(&self, lang: Lang) -> Option<String> {
        match self {
            Self::File(mistake) => mistake.help(lang),
            Self::Shape(mistake) => mistake.help(lang),
            Self::Network(mistake) => mistake.help(lang),
            Self::Zone(mistake) => mistake.help(lang),
            Self::Letter(mistake) => Some(mistake.help(lang)),
            Self::Lesson(mistake) => mistake.help(lang),
        }
    }

    /// The right word that is nearest to the wrong one.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::Shape(mistake) => mistake.nearest(),
            Self::Network(mistake) => mistake.nearest(),
            Self::Zone(mistake) => mistake.nearest(),
            Self::File(_) | Self::Letter(_) | Self::Lesson(_) => None,
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        let warning = matches!(
            self,
            Self::Shape(ShapeMistake::MissingLanguage { .. })
                | Self::Network(NetworkMistake::NeverSigns { .. })
                | Self::Zone(ZoneMistake::CnameLoop { .. })
        );
        if warning { Severity::Warning } else { Severity::Error }
    }

    /// Whether it is about the file as a whole, so that no line of it can be shown.
    pub fn is_everywhere(&self) -> bool {
        use FileMistake::{Binary, Empty, TooLarge};
        matches!(self, Self::File(Binary | Empty | TooLarge))
    }

    /// Whether it may be there only because a broken line of TOML could not be read.
    fn may_follow_from_broken_toml(&self) -> bool {
        match self {
            Self::File(mistake) => matches!(mistake, FileMistake::NoFormat),
            Self::Shape(mistake) => matches!(mistake, ShapeMistake::Missing { .. } | ShapeMistake::NoText),
            Self::Network(mistake) => mistake.is_about_something_missing(),
            Self::Lesson(mistake) => matches!(mistake, LessonMistake::NoSteps | LessonMistake::SendBeyond { .. }),
            Self::Letter(mistake) => matches!(mistake, LetterMistake::NoVia { .. }),
            Self::Zone(_) => false,
        }
    }
}

impl Diagnostic {
    /// A mistake at that place.
    pub fn new(kind: impl Into<Kind>, span: Range<usize>) -> Self {
        let kind = kind.into();
        Self { severity: kind.severity(), kind, span, related: None }
    }

    /// Whether the file cannot be used with it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// What is wrong, in one sentence without a full stop.
    pub fn message(&self, lang: Lang) -> String {
        self.kind.message(lang)
    }

    /// What to do about it, where there is more to say.
    pub fn help(&self, lang: Lang) -> Option<String> {
        self.kind.help(lang)
    }
}

/// The mistakes found so far, in one pass over a file.
#[derive(Debug)]
pub(super) struct Findings<'s> {
    source: &'s str,
    list: Vec<Diagnostic>,
    /// How many were not even kept.
    lost: usize,
    fine: bool,
}

impl<'s> Findings<'s> {
    /// None yet.
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, list: Vec::new(), lost: 0, fine: true }
    }

    /// The file's text.
    pub(super) fn source(&self) -> &'s str {
        self.source
    }

    /// One more.
    pub(super) fn report(&mut self, kind: impl Into<Kind>, span: Range<usize>) {
        self.push(Diagnostic::new(kind, span));
    }

    /// One more, which has to do with another place too.
    pub(super) fn report_beside(&mut self, kind: impl Into<Kind>, span: Range<usize>, related: Range<usize>) {
        let related = Some(self.first_line_of(related));
        self.push(Diagnostic { related, ..Diagnostic::new(kind, span) });
    }

    /// Whether the file can still be used.
    pub(super) fn is_fine(&self) -> bool {
        self.fine
    }

    /// All of them in the order of the file, without those that only follow from a broken line of TOML.
    pub(super) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.forget_what_only_follows();
        self.list.sort_by_key(|d| (d.span.start, d.span.end));
        self.list.dedup();
        if let Some(first) = self.list.get(limits::MISTAKES) {
            let rest = self.list.len() - limits::MISTAKES + self.lost;
            let more = Diagnostic::new(FileMistake::AndMore { rest }, first.span.clone());
            self.list.truncate(limits::MISTAKES);
            self.list.push(more);
        }
        self.list
    }

    /// A line of TOML that could not be read makes other things look wrong: what it should have said seems to be
    /// missing, and the keys below a broken `[table]` line seem to belong to the table above.
    fn forget_what_only_follows(&mut self) {
        let broken: Vec<usize> = self
            .list
            .iter()
            .filter(|d| matches!(d.kind, Kind::File(FileMistake::Toml(_))))
            .map(|d| d.span.start)
            .collect();
        let headers = broken.iter().filter(|at| self.is_in_header(**at));
        let Some(header) = headers.min().copied().or((!broken.is_empty()).then_some(usize::MAX)) else { return };
        self.list.retain(|d| match d.kind {
            Kind::Shape(ShapeMistake::UnknownKey { .. }) => d.span.start < header,
            _ => !d.kind.may_follow_from_broken_toml(),
        });
    }

    fn is_in_header(&self, at: usize) -> bool {
        let before = self.source.get(..at).unwrap_or_default();
        let line = &self.source[before.rfind('\n').map_or(0, |end| end + 1)..];
        line.trim_start().starts_with('[')
    }

    fn push(&mut self, mut diagnostic: Diagnostic) {
        self.fine &= !diagnostic.is_error();
        if self.list.len() == limits::MISTAKES_KEPT {
            self.lost += 1;
            return;
        }
        diagnostic.span = self.first_line_of(diagnostic.span);
        self.list.push(diagnostic);
    }

    /// A place within one line and within the file: pointing at a whole table would show all of it.
    fn first_line_of(&self, span: Range<usize>) -> Range<usize> {
        let start = self.source.floor_char_boundary(span.start);
        let end = self.source.ceil_char_boundary(span.end.max(start));
        let text = self.source.get(start..end).unwrap_or_default();
        let line = text.split(['\n', '\r']).next().unwrap_or_default();
        start..start + line.len()
    }
}

/// A piece of the file inside a message: short, on one line, with nothing in it that a terminal would obey.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = text.chars().take(LONGEST).flat_map(escaped).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

fn escaped(c: char) -> Vec<char> {
    if c.is_control() { c.escape_default().collect() } else { vec![c] }
}

/// `a, b or c`.
fn alternatives(words: &[String], lang: Lang) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => first.join(words!(lang, en: ", ", ja: "、")) + words!(lang, en: " or ", ja: "、") + last,
    }
}
