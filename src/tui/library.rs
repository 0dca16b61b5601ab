//! Where lessons come from, and what opening one brings to the screen.
//!
//! The loop knows only this trait. The program's own library runs a world; a test's has its stories ready.

use crate::lang::Lang;
use crate::scenario::{Level, Text};
use crate::story::Story;

/// A lesson as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lesson {
    /// By which the command line knows it.
    pub(super) name: String,
    /// What it is called.
    pub(super) title: Text,
    /// What the learner can do afterwards.
    pub(super) goal: Text,
    /// For whom.
    pub(super) level: Level,
}

/// A story that can be read in either language. Both have the same steps, so that a reader may change in the middle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tale {
    english: Story,
    japanese: Story,
}

impl Tale {
    /// Tells it in both languages.
    pub(super) fn tell(mut teller: impl FnMut(Lang) -> Story) -> Self {
        Self { english: teller(Lang::En), japanese: teller(Lang::Ja) }
    }

    /// The story in that language.
    pub(super) fn in_lang(&self, lang: Lang) -> &Story {
        match lang {
            Lang::En => &self.english,
            Lang::Ja => &self.japanese,
        }
    }
}

/// Lessons that can be listed and opened.
pub(super) trait Library {
    /// All of them, in the order of the list.
    fn lessons(&self) -> Vec<Lesson>;

    /// Runs the lesson of that number and tells its story; what went wrong, in words, where it cannot.
    fn open(&self, lesson: usize) -> impl Future<Output = Result<Tale, String>> + Send + 'static;
}
