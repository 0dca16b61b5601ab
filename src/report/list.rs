//! The lessons, as a list to read or to choose from.

use serde::Serialize;

use super::json::pretty;
use super::page::{Look, Page};
use crate::lang::Lang;
use crate::scenario::course::{Course, folder_of, subjects};
use crate::scenario::{Level, Scenario, library};
use crate::{text, words};

#[derive(Debug, Serialize)]
struct Row<'a> {
    name: &'a str,
    level: &'static str,
    title: &'a str,
    goal: &'a str,
    tags: &'a [String],
}

fn row(scenario: &Scenario, lang: Lang) -> Row<'_> {
    Row {
        name: &scenario.name,
        level: level_key(scenario.level),
        title: scenario.title.get(lang),
        goal: scenario.goal.get(lang),
        tags: &scenario.tags,
    }
}

/// One lesson after another: name, level and title, and the goal below; those of the program by subject.
pub fn text(scenarios: &[Scenario], look: Look) -> String {
    let mut page = Page::new(look);
    let (subjects, mut folder) = (subjects(), None);
    for scenario in scenarios {
        let here = folder_of(&scenario.name);
        if is_built_in(scenario) && folder != Some(here) {
            let title = subjects.iter().find(|subject| subject.folder == here).map(|subject| &subject.title);
            page.heading(title.map_or(here, |title| title.get(look.lang)));
            folder = Some(here);
        }
        page.gap();
        page.line(&format!("{}  ({})", look.strong(&scenario.name), level_word(scenario.level, look.lang)));
        page.paragraph(2, scenario.title.get(look.lang));
        page.paragraph(2, scenario.goal.get(look.lang));
    }
    page.finish()
}

/// A JSON list of objects.
pub fn json(scenarios: &[Scenario], lang: Lang) -> String {
    pretty(&scenarios.iter().map(|scenario| row(scenario, lang)).collect::<Vec<_>>())
}

fn is_built_in(scenario: &Scenario) -> bool {
    library::find(&scenario.name).is_some_and(|builtin| builtin.path == scenario.path)
}

#[derive(Debug, Serialize)]
struct CourseRow<'a> {
    length: &'a str,
    title: &'a str,
    minutes: u64,
    units: Vec<UnitRow<'a>>,
}

#[derive(Debug, Serialize)]
struct UnitRow<'a> {
    title: &'a str,
    minutes: u64,
    lessons: &'a [&'static str],
}

/// Courses, unit by unit, with the lessons of each.
pub fn courses(courses: &[Course], look: Look) -> String {
    let mut page = Page::new(look);
    for course in courses {
        page.heading(&timed(course.title.get(look.lang), course.minutes(), look.lang));
        for (unit, number) in course.units.iter().zip(1..) {
            page.gap();
            let title = timed(unit.title.get(look.lang), unit.minutes, look.lang);
            page.hanging(&format!("{number}. "), &look.strong(&title));
            let titles: Vec<String> = unit.lessons.iter().map(|name| title_of(name, look.lang)).collect();
            page.table(3, unit.lessons.iter().copied().zip(titles.iter().map(String::as_str)));
        }
    }
    page.finish()
}

/// A JSON list of courses.
pub fn courses_json(courses: &[Course], lang: Lang) -> String {
    pretty(&courses.iter().map(|course| course_row(course, lang)).collect::<Vec<_>>())
}

fn course_row(course: &Course, lang: Lang) -> CourseRow<'_> {
    let units = course.units.iter().map(|unit| UnitRow {
        title: unit.title.get(lang),
        minutes: unit.minutes,
        lessons: &unit.lessons,
    });
    CourseRow {
        length: &course.length,
        title: course.title.get(lang),
        minutes: course.minutes(),
        units: units.collect(),
    }
}

fn timed(title: &str, minutes: u64, lang: Lang) -> String {
    text!(lang, en: "{title} ({minutes} minutes)", ja: "{title}（{minutes}分）")
}

/// What a lesson is called.
fn title_of(name: &str, lang: Lang) -> String {
    let scenario = library::find(name).and_then(|lesson| lesson.parse().scenario);
    scenario.map(|scenario| scenario.title.get(lang).to_owned()).unwrap_or_default()
}

/// The word that scenario files use.
fn level_key(level: Level) -> &'static str {
    match level {
        Level::Beginner => "beginner",
        Level::Intermediate => "intermediate",
        Level::Advanced => "advanced",
    }
}

fn level_word(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Beginner => words!(lang, en: "beginner", ja: "初級"),
        Level::Intermediate => words!(lang, en: "intermediate", ja: "中級"),
        Level::Advanced => words!(lang, en: "advanced", ja: "上級"),
    }
}
