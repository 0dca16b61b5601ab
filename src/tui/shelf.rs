//! The program's own lessons: the built-in scenarios, each run in a world of its own when it is opened.

use super::library::{Lesson, Library, Tale};
use crate::scenario::{Scenario, library};
use crate::story;
use crate::trace::Trace;
use crate::world;

/// The built-in scenarios.
pub(super) struct Shelf {
    scenarios: Vec<Scenario>,
}

impl Shelf {
    /// Takes them all off the shelf.
    pub(super) fn open() -> Self {
        Self { scenarios: library::all().iter().filter_map(|builtin| builtin.parse().scenario).collect() }
    }
}

impl Library for Shelf {
    fn lessons(&self) -> Vec<Lesson> {
        self.scenarios.iter().map(lesson).collect()
    }

    fn open(&self, lesson: usize) -> impl Future<Output = Result<Tale, String>> + Send + 'static {
        let scenario = self.scenarios.get(lesson).cloned();
        async move {
            match scenario {
                Some(scenario) => run(scenario).await,
                None => Err(String::new()),
            }
        }
    }
}

/// Runs a scenario and tells its story.
pub(super) async fn run(scenario: Scenario) -> Result<Tale, String> {
    let trace = world::run(&scenario, world::Options::default()).await.map_err(|error| error.to_string())?;
    Ok(tell(&scenario, &trace))
}

/// Tells the story of a trace.
pub(super) fn tell(scenario: &Scenario, trace: &Trace) -> Tale {
    Tale::tell(|lang| story::tell(scenario, trace, lang))
}

fn lesson(scenario: &Scenario) -> Lesson {
    Lesson {
        name: scenario.name.clone(),
        title: scenario.title.clone(),
        goal: scenario.goal.clone(),
        level: scenario.level,
    }
}
