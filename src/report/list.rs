//! The lessons, as a list to read or to choose from.

use serde::Serialize;

use super::json::pretty;
use super::page::{Look, Page};
use crate::lang::Lang;
use crate::scenario::{Level, Scenario};
use crate::words;

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

/// One lesson after another: name, level and title, and the goal below.
pub fn text(scenarios: &[Scenario], look: Look) -> String {
    let mut page = Page::new(look);
    for scenario in scenarios {
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
