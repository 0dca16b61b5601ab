//! What a class takes home: figures, handouts, diagrams, pages, recordings, of every built-in lesson.

mod command;
mod diagram;
mod figure;
mod handout;
mod page;
mod recording;

use std::sync::OnceLock;

use tegami::lang::Lang;
use tegami::scenario::{Scenario, library};
use tegami::story::{Story, tell};
use tegami::trace::{Time, Trace};
use tegami::world::{self, Options};

/// All lessons and what happened in them.
fn lessons() -> &'static [(Scenario, Trace)] {
    static LESSONS: OnceLock<Vec<(Scenario, Trace)>> = OnceLock::new();
    LESSONS.get_or_init(|| {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let played = library::all().iter().map(|lesson| {
            let scenario = lesson.parse().scenario.unwrap();
            let options = Options { start: Some(Time(1_795_498_200)) };
            let trace = runtime.block_on(world::run(&scenario, options)).unwrap();
            (scenario, trace)
        });
        played.collect()
    })
}

/// All of them, told in both languages.
fn stories() -> impl Iterator<Item = Story> {
    lessons().iter().flat_map(|(scenario, trace)| Lang::ALL.map(|lang| tell(scenario, trace, lang)))
}

/// Text that would be something else if it were not escaped, wherever it stands.
const WILD: &str = "</title></script><script>alert(1)</script> --> ]]> & \"'` | *x* [y](javascript:z) #9; {{a}} \u{1b}";

/// A lesson whose every text from outside is wild.
fn wild_story() -> Story {
    let (scenario, trace) = &lessons()[0];
    let mut story = tell(scenario, trace, Lang::En);
    let wild = |text: &mut String| text.push_str(WILD);
    [&mut story.title, &mut story.goal, &mut story.name].into_iter().for_each(wild);
    for actor in &mut story.actors {
        [&mut actor.label, &mut actor.address].into_iter().for_each(wild);
    }
    for step in &mut story.steps {
        [&mut step.title, &mut step.text, &mut step.time].into_iter().for_each(wild);
        step.remark = Some(WILD.to_owned());
        step.lines.iter_mut().map(|line| &mut line.text).for_each(wild);
        step.verdicts.iter_mut().flat_map(|verdict| [&mut verdict.gloss, &mut verdict.about]).for_each(wild);
        for field in step.view.iter_mut().flat_map(|view| &mut view.header) {
            [&mut field.raw, &mut field.shown].into_iter().for_each(wild);
        }
    }
    for question in &mut story.questions {
        [&mut question.text, &mut question.why].into_iter().for_each(wild);
        question.choices.iter_mut().for_each(wild);
    }
    story.endings.iter_mut().flat_map(|ending| [&mut ending.outcome, &mut ending.source]).for_each(wild);
    story.proofs.iter_mut().flat_map(|proof| [&mut proof.question, &mut proof.conclusion]).for_each(wild);
    story
}
