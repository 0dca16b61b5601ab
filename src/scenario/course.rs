//! The course: which lessons belong together, and in which order they are taught in 45 minutes, in 90, and in a term.
//!
//! It is a file, `scenarios/course.toml`, so that a teacher changes it without touching the program. It is inside the
//! program like the lessons themselves; a name in it that no lesson has is left out, and a test finds it.

use toml_spanner::{Arena, Item, Table};

use super::library::{self, Builtin};
use super::{Text, limits};

/// The file.
const SOURCE: &str = include_str!("../../scenarios/course.toml");

/// What its name is: in a folder of scenarios it is none itself.
pub(super) const FILE_NAME: &str = "course.toml";

/// How long a course may be, as it is said on the command line.
pub const LENGTHS: [&str; 3] = ["45", "90", "term"];

/// A folder of lessons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Below `scenarios/`; empty for the lessons that lie in none.
    pub folder: String,
    /// What it is about.
    pub title: Text,
}

/// An ordering of lessons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// One of [`LENGTHS`].
    pub length: String,
    /// What it is called.
    pub title: Text,
    /// What is taught together, in order. A unit without lessons is left out.
    pub units: Vec<Unit>,
}

/// Lessons that are taught together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What they are about.
    pub title: Text,
    /// How long that takes.
    pub minutes: u64,
    /// Their names, in order.
    pub lessons: Vec<&'static str>,
}

impl Course {
    /// How long it takes altogether.
    pub fn minutes(&self) -> u64 {
        self.units.iter().fold(0, |sum, unit| sum.saturating_add(unit.minutes))
    }
}

/// The folder in which a built-in lesson lies.
pub fn folder_of(lesson: &str) -> &str {
    lesson.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The subjects, in the order in which they are taught.
pub fn subjects() -> Vec<Subject> {
    let read = |table: &Table<'_>| Some(Subject { folder: text(table, "folder")?, title: title(table)? });
    with_tables("subject", read)
}

/// The built-in lessons subject by subject, those of no subject at the end.
pub fn lessons() -> Vec<&'static Builtin> {
    let subjects = subjects();
    let place = |lesson: &&Builtin| subjects.iter().position(|subject| subject.folder == folder_of(lesson.name));
    let mut lessons: Vec<&Builtin> = library::all().iter().collect();
    lessons.sort_by_key(|lesson| place(lesson).unwrap_or(subjects.len()));
    lessons
}

/// The courses, the shortest first.
pub fn courses() -> Vec<Course> {
    with_tables("course", |table| {
        let mut course = Course { length: text(table, "length")?, title: title(table)?, units: Vec::new() };
        for table in tables(table, "unit") {
            let unit = unit(table, &course.units);
            course.units.extend(unit);
        }
        course.units.retain(|unit| !unit.lessons.is_empty());
        Some(course)
    })
}

/// A unit behind others of its course.
fn unit(table: &Table<'_>, before: &[Unit]) -> Option<Unit> {
    let named = table.get("lessons").and_then(Item::as_array).into_iter().flatten().filter_map(Item::as_str);
    let mut lessons: Vec<&'static str> = named.filter_map(library::find).map(|lesson| lesson.name).collect();
    if let Some(folder) = text(table, "subject") {
        let had = |lesson: &&Builtin| before.iter().any(|unit| unit.lessons.contains(&lesson.name));
        let all = library::all().iter().filter(|lesson| folder_of(lesson.name) == folder && !had(lesson));
        lessons.extend(all.map(|lesson| lesson.name));
    }
    let minutes = table.get("minutes").and_then(Item::as_u64).unwrap_or_default();
    Some(Unit { title: title(table)?, minutes, lessons })
}

/// What `read` makes of each table of that name in the file.
fn with_tables<T>(name: &str, read: impl Fn(&Table<'_>) -> Option<T>) -> Vec<T> {
    let arena = Arena::new();
    let document = toml_spanner::parse_recoverable(SOURCE, &arena);
    tables(document.table(), name).filter_map(read).collect()
}

fn tables<'a, 'de>(table: &'a Table<'de>, name: &str) -> impl Iterator<Item = &'a Table<'de>> {
    table.get(name).and_then(Item::as_array).into_iter().flatten().filter_map(Item::as_table).take(limits::STEPS)
}

fn text(table: &Table<'_>, key: &str) -> Option<String> {
    table.get(key).and_then(Item::as_str).map(str::to_owned)
}

fn title(table: &Table<'_>) -> Option<Text> {
    let title = table.get("title")?.as_table()?;
    Some(Text { en: text(title, "en"), ja: text(title, "ja") })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn course(length: &str) -> Course {
        courses().into_iter().find(|course| course.length == length).unwrap()
    }

    #[test]
    fn the_term_has_every_lesson_once() {
        let term = course("term");
        let taught: Vec<&str> = term.units.iter().flat_map(|unit| unit.lessons.iter().copied()).collect();
        let all: BTreeSet<&str> = library::all().iter().map(|lesson| lesson.name).collect();
        assert_eq!(taught.iter().copied().collect::<BTreeSet<_>>(), all);
        assert_eq!(taught.len(), all.len(), "none comes twice");
    }

    #[test]
    fn every_name_in_the_file_is_that_of_a_lesson_or_of_a_folder() {
        let quoted = SOURCE.lines().filter(|line| line.starts_with("lessons"));
        for name in quoted.flat_map(|line| line.split('"').skip(1).step_by(2)) {
            assert!(library::find(name).is_some(), "there is no lesson {name}");
        }
        let folders: BTreeSet<String> = subjects().into_iter().map(|subject| subject.folder).collect();
        for lesson in library::all() {
            assert!(folders.contains(folder_of(lesson.name)), "{} is of no subject", lesson.name);
        }
        let named = SOURCE.lines().filter_map(|line| line.strip_prefix("subject  = \"")?.strip_suffix('"'));
        assert!(named.into_iter().all(|folder| folders.contains(folder)));
    }

    #[test]
    fn every_course_keeps_to_its_time_and_speaks_both_languages() {
        assert_eq!(courses().iter().map(|course| course.length.as_str()).collect::<Vec<_>>(), LENGTHS);
        assert_eq!((course("45").minutes(), course("90").minutes()), (45, 90));
        let units = courses().into_iter().flat_map(|course| {
            let titles: Vec<Text> = course.units.into_iter().map(|unit| unit.title).collect();
            titles.into_iter().chain([course.title])
        });
        for title in units.chain(subjects().into_iter().map(|subject| subject.title)) {
            assert!(title.en.is_some() && title.ja.is_some(), "{title:?}");
        }
    }
}
