//! The program's own library: built-in lessons and scenario files, each run in a world of its own when it is opened.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use super::library::{Lesson, Library, Opened, Script, Tale, Trouble};
use super::live::Telling;
use super::notes::{Card, Speaker};
use super::score::Score;
use super::watch::Watch;
use crate::scenario::course::{self, Subject, folder_of, subjects};
use crate::scenario::{self, Loaded, Scenario, Text, library};
use crate::story;
use crate::trace::{Time, Trace};
use crate::world;

/// Lessons by name or path, folders of them, and the files that the learner asked for.
pub(super) struct Shelf {
    lessons: Vec<String>,
    score: Option<Score>,
    watch: Option<Watch>,
    speaker: Option<Speaker>,
    live: Option<Telling>,
}

impl Shelf {
    /// A shelf with these lessons on it; the built-in ones where none are named.
    pub(super) fn open(lessons: Vec<String>) -> Self {
        let built_in = || course::lessons().into_iter().map(|builtin| builtin.name.to_owned()).collect();
        let lessons = if lessons.is_empty() { built_in() } else { lessons };
        Self { lessons, score: None, watch: None, speaker: None, live: None }
    }

    /// Results are kept there.
    pub(super) fn keeping(mut self, score: Option<Score>) -> Self {
        self.score = score;
        self
    }

    /// The file that is shown is watched.
    pub(super) fn watching(mut self, watch: Option<Watch>) -> Self {
        self.watch = watch;
        self
    }

    /// A lab goes on while it is shown.
    pub(super) fn telling(mut self, live: Option<Telling>) -> Self {
        self.live = live;
        self
    }

    /// A second terminal may listen.
    pub(super) fn speaking(mut self, speaker: Option<Speaker>) -> Self {
        self.speaker = speaker;
        self
    }
}

impl Library for Shelf {
    fn lessons(&self) -> Vec<Lesson> {
        let subjects = subjects();
        self.lessons.iter().flat_map(|name| names(name)).map(|name| lesson(&name, &subjects)).collect()
    }

    fn completed(&self) -> BTreeSet<String> {
        self.score.as_ref().map(Score::completed).unwrap_or_default()
    }

    fn open(&self, name: &str, start: Option<Time>) -> impl Future<Output = Opened> + Send + 'static {
        let name = name.to_owned();
        async move { run(load(&name)?, start).await }
    }

    fn run(&self, scenario: Scenario, start: Time) -> impl Future<Output = Opened> + Send + 'static {
        run(scenario, Some(start))
    }

    async fn changed(&self) {
        match &self.watch {
            Some(watch) => watch.changed().await,
            None => std::future::pending().await,
        }
    }

    async fn news(&self) -> Tale {
        match &self.live {
            Some(live) => live.news().await,
            None => std::future::pending().await,
        }
    }

    fn hurry(&self) -> bool {
        self.live.as_ref().is_some_and(Telling::hurry)
    }

    fn showing(&self, name: Option<&str>) {
        if let Some(watch) = &self.watch {
            watch.look_at(name.filter(|name| library::find(name).is_none()).map(PathBuf::from));
        }
    }

    fn show_speaker(&self, card: impl FnOnce(i64) -> Card) {
        if let Some(speaker) = &self.speaker {
            speaker.show(card(speaker.opened()));
        }
    }

    fn write(&self, path: &str, text: &str) -> Result<String, Text> {
        let written = OpenOptions::new().write(true).create_new(true).open(path);
        match written.and_then(|mut file| file.write_all(text.as_bytes())) {
            Ok(()) => Ok(std::path::absolute(path).map_or(path.to_owned(), |path| path.display().to_string())),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Text {
                en: Some("A file of that name is there already, and stays as it is. Choose another name.".to_owned()),
                ja: Some("同じ名前のファイルがすでにあります（上書きはしません）。別の名前にしてください。".to_owned()),
            }),
            Err(error) => Err(Text {
                en: Some(format!("It cannot be written: {error}")),
                ja: Some(format!("書き込めません：{error}")),
            }),
        }
    }

    fn keep(&self, result: &str) -> Result<(), Text> {
        self.score.as_ref().map_or(Ok(()), |score| score.append(result))
    }
}

/// Reads a scenario that is right.
fn load(name: &str) -> Result<Scenario, Trouble> {
    let Loaded { path, source, parsed, .. } =
        scenario::load(name).map_err(|error| Trouble::told(|l| error.message(l)))?;
    parsed.scenario.ok_or(Trouble::Mistakes { diagnostics: parsed.diagnostics, path, source })
}

/// Runs a scenario and tells its story.
pub(super) async fn run(scenario: Scenario, start: Option<Time>) -> Opened {
    let trace = world::run(&scenario, world::Options { start }).await.map_err(|error| Trouble::not_run(&error))?;
    let again = Some(called(&scenario));
    Ok(tell(&scenario, &trace, again))
}

/// Tells the story of a trace. `again` is what the scenario is opened by once more.
pub(super) fn tell(scenario: &Scenario, trace: &Trace, again: Option<String>) -> Tale {
    let script = Script {
        name: scenario.name.clone(),
        path: scenario.path.clone(),
        source: scenario.source.clone(),
        renewed: world::expect::renewed(scenario, trace),
        started: trace.header.started,
        again,
    };
    Tale::tell(|lang| story::tell(scenario, trace, lang)).from(script)
}

/// By which a scenario is opened: a built-in one has a name, any other one its path.
pub(super) fn called(scenario: &Scenario) -> String {
    let built_in = library::find(&scenario.name).filter(|builtin| builtin.path == scenario.path);
    built_in.map_or_else(|| scenario.path.clone(), |builtin| builtin.name.to_owned())
}

/// The files of a folder, as they are now; or the one lesson of that name.
fn names(name: &str) -> Vec<String> {
    let folder = library::find(name).is_none().then(|| scenario::files_in(name.as_ref()).ok()).flatten();
    folder.unwrap_or_else(|| vec![name.to_owned()])
}

fn lesson(name: &str, subjects: &[Subject]) -> Lesson {
    let subject = library::find(name).and_then(|_| subjects.iter().find(|one| one.folder == folder_of(name)));
    let subject = subject.map(|subject| subject.title.clone());
    match load(name) {
        Ok(scenario) => Lesson {
            name: name.to_owned(),
            title: scenario.title,
            goal: scenario.goal,
            subject,
            level: Some(scenario.level),
            tags: scenario.tags,
            flaw: None,
        },
        Err(flaw) => Lesson {
            name: name.to_owned(),
            title: Text { en: Some(name.to_owned()), ja: None },
            goal: Text::default(),
            subject,
            level: None,
            tags: Vec::new(),
            flaw: Some(flaw),
        },
    }
}
