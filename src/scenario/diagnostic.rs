//! What is wrong with a file: each mistake with its place, what was expected, and the nearest right word.
//!
//! A [`Kind`] carries data and no prose; [`Diagnostic::message`] and [`Diagnostic::help`] put it into words, in the
//! language of whoever reads it. Kinds are grouped by what they are about, one file for each group.

mod clause;
mod doubt;
mod file;
mod findings;
mod lesson;
mod letter;
mod network;
mod shape;
mod zone;

use std::ops::Range;

pub use clause::Clause;
pub use doubt::Doubt;
pub use file::{FileMistake, TomlMistake};
pub(super) use findings::Findings;
pub use lesson::LessonMistake;
pub use letter::{AddressFlaw, LetterMistake};
pub use network::NetworkMistake;
pub use shape::{Shape, ShapeMistake};
pub use zone::ZoneMistake;

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
    /// About what is legal and hardly meant.
    Doubt(Doubt),
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
    Lesson(LessonMistake),
    Doubt(Doubt)
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
            Self::Doubt(doubt) => doubt.message(lang),
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
            Self::Doubt(doubt) => doubt.help(lang),
        }
    }

    /// The right word that is nearest to the wrong one.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::Shape(mistake) => mistake.nearest(),
            Self::Network(mistake) => mistake.nearest(),
            Self::Zone(mistake) => mistake.nearest(),
            Self::Doubt(doubt) => doubt.nearest(),
            Self::File(_) | Self::Letter(_) | Self::Lesson(_) => None,
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        let warning = matches!(
            self,
            Self::Doubt(_)
                | Self::Shape(ShapeMistake::MissingLanguage { .. })
                | Self::Network(NetworkMistake::NeverSigns { .. } | NetworkMistake::NoDomain { .. })
                | Self::Zone(
                    ZoneMistake::CnameLoop { .. }
                        | ZoneMistake::LooseStrings
                        | ZoneMistake::CutText
                        | ZoneMistake::NoFinalDot { .. }
                )
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
            Self::Shape(mistake) => {
                use ShapeMistake::{Missing, MissingLanguage, NoText};
                matches!(mistake, Missing { .. } | NoText | MissingLanguage { .. })
            }
            Self::Network(mistake) => mistake.is_about_something_missing(),
            Self::Lesson(mistake) => matches!(mistake, LessonMistake::NoSteps | LessonMistake::SendBeyond { .. }),
            Self::Letter(mistake) => matches!(mistake, LetterMistake::NoVia { .. }),
            Self::Zone(_) | Self::Doubt(_) => false,
        }
    }
}

impl Diagnostic {
    /// A mistake at that place.
    pub fn new(kind: impl Into<Kind>, span: Range<usize>) -> Self {
        let kind = kind.into();
        Self { severity: kind.severity(), kind, span, related: None }
    }

    /// Where the book says more; what TOML is, and whether a file is one, is not its subject.
    pub fn clause(&self, source: &str) -> Option<Clause> {
        let is_of_format = matches!(self.kind, Kind::File(FileMistake::NoFormat | FileMistake::OtherFormat { .. }));
        let is_told = is_of_format || !matches!(self.kind, Kind::File(_));
        is_told.then(|| Clause::of(source, self.span.start))
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
