//! Where lessons come from, and what opening one brings to the screen.
//!
//! The loop knows only this trait. The program's own library reads files and runs worlds; a test's has its stories ready.

use std::collections::BTreeSet;
use std::future::pending;

use super::notes::Card;
use crate::lang::Lang;
use crate::scenario::{Diagnostic, Level, Scenario, Text, render};
use crate::story::Story;
use crate::text;
use crate::trace::Time;

/// A lesson as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lesson {
    /// By which it is opened: a built-in name, or a path.
    pub(super) name: String,
    /// What it is called.
    pub(super) title: Text,
    /// What the learner can do afterwards.
    pub(super) goal: Text,
    /// What it belongs to, where it is one of the program's own.
    pub(super) subject: Option<Text>,
    /// For whom; unknown where the file cannot be read.
    pub(super) level: Option<Level>,
    /// Words to find it by.
    pub(super) tags: Vec<String>,
    /// What is wrong with its file.
    pub(super) flaw: Option<Trouble>,
}

impl Lesson {
    /// With which others it stands under one heading.
    pub(super) fn group(&self) -> (Option<&Text>, Option<Level>) {
        (self.subject.as_ref(), self.level.filter(|_| self.subject.is_none()))
    }
}

/// Why there is no story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// In words.
    Said(Text),
    /// The file has mistakes.
    Mistakes {
        /// Which.
        diagnostics: Vec<Diagnostic>,
        /// The file's path, as messages show it.
        path: String,
        /// Its text.
        source: String,
    },
}

impl Trouble {
    /// In the words that `of` has for it in each language.
    pub(super) fn told(of: impl Fn(Lang) -> String) -> Self {
        Self::Said(Text { en: Some(of(Lang::En)), ja: Some(of(Lang::Ja)) })
    }

    /// The lesson did not run, and this is why.
    pub(super) fn not_run(why: &impl std::fmt::Display) -> Self {
        Self::told(|lang| {
            text!(
                lang,
                en: "This lesson could not be run: {why}",
                ja: "このレッスンを実行できませんでした：{why}"
            )
        })
    }

    /// What is wrong: one paragraph, or each mistake with its line.
    pub(super) fn words(&self, lang: Lang) -> String {
        match self {
            Self::Said(text) => text.get(lang).to_owned(),
            Self::Mistakes { diagnostics, path, source } => render(diagnostics, path, source, lang, false),
        }
    }
}

/// A story that can be read in either language. Both have the same steps, so that a reader may change in the middle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tale {
    english: Story,
    japanese: Story,
    script: Option<Script>,
}

/// What a story was played from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Script {
    /// The scenario's name.
    pub(super) name: String,
    /// The path of its file, as messages show it.
    pub(super) path: String,
    /// Its text.
    pub(super) source: String,
    /// Its text with expectations that fit what came of it, where those of its author do not.
    pub(super) renewed: Option<String>,
    /// When its time began.
    pub(super) started: Time,
    /// By which it is opened again; none where it was saved, not run.
    pub(super) again: Option<String>,
}

impl Tale {
    /// Tells it in both languages.
    pub(super) fn tell(mut teller: impl FnMut(Lang) -> Story) -> Self {
        Self { english: teller(Lang::En), japanese: teller(Lang::Ja), script: None }
    }

    /// It was played from this.
    pub(super) fn from(mut self, script: Script) -> Self {
        self.script = Some(script);
        self
    }

    /// What it was played from.
    pub(super) fn script(&self) -> Option<&Script> {
        self.script.as_ref()
    }

    /// The story in that language.
    pub(super) fn in_lang(&self, lang: Lang) -> &Story {
        match lang {
            Lang::En => &self.english,
            Lang::Ja => &self.japanese,
        }
    }

    /// With something changed in both languages.
    pub(super) fn with(mut self, change: impl Fn(&mut Story)) -> Self {
        change(&mut self.english);
        change(&mut self.japanese);
        self
    }
}

/// A story, or why there is none.
pub(super) type Opened = Result<Tale, Trouble>;

/// Lessons that can be listed and opened, and the files that a learner asked for.
pub(super) trait Library {
    /// All lessons, as they are now.
    fn lessons(&self) -> Vec<Lesson>;

    /// The names of those that were completed before.
    fn completed(&self) -> BTreeSet<String> {
        BTreeSet::new()
    }

    /// Runs the lesson of that name and tells its story. Its time begins then, or now.
    fn open(&self, name: &str, start: Option<Time>) -> impl Future<Output = Opened> + Send + 'static;

    /// Runs a scenario whose time begins then, and tells its story.
    fn run(&self, scenario: Scenario, start: Time) -> impl Future<Output = Opened> + Send + 'static;

    /// Ends when the file that is being shown has changed.
    fn changed(&self) -> impl Future<Output = ()> {
        pending()
    }

    /// The story that is still happening, once there is more of it.
    fn news(&self) -> impl Future<Output = Tale> {
        pending()
    }

    /// Lets the next letter that waits be tried now; says whether one waits.
    fn hurry(&self) -> bool {
        false
    }

    /// This lesson is being shown from now on.
    fn showing(&self, _name: Option<&str>) {}

    /// Tells the speaker what is on the screen, where there is one; since when it has been open is handed in.
    fn show_speaker(&self, _card: impl FnOnce(i64) -> Card) {}

    /// Writes a new file, and says where it is. A file that is there already is not touched.
    fn write(&self, path: &str, text: &str) -> Result<String, Text>;

    /// Keeps the result of a lesson, one line of JSON, where somebody asked for that.
    fn keep(&self, _result: &str) -> Result<(), Text> {
        Ok(())
    }
}
