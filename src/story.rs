//! What happened, told: a pure function from scenario, trace and language to a story that every screen and report draws.
//!
//! ```text
//!   trace ──scenes──► what belongs together ──told──► steps ──questions──► the lesson's questions, each before its answer
//!           facts,      "MAIL, RCPT" is one            │
//!           grouped     moment, "SPF" another          ├─ lines     what was really said
//!                                                      ├─ letter    the letter at that moment
//!                                                      ├─ verdicts  what is known so far
//!                                                      ├─ places    what lies in which mailbox and queue
//!                                                      ├─ prose     what it means, in two languages
//!                                                      └─ said      … and whether that is known by now
//! ```
//!
//! All sentences live in `story/prose`, one file for each part of the way; nothing else has to be read to improve them.
//! A trace may come from a file that somebody has edited or cut: whatever facts there are, in whatever order, they are
//! told as far as they go.

mod cast;
mod compare;
pub(crate) mod decode;
mod endings;
mod knowledge;
mod letter;
mod lines;
mod model;
mod places;
mod proofs;
mod prose;
mod provenance;
mod questions;
pub(crate) mod safe;
mod said;
mod scenes;
mod told;
mod unfinished;
mod verdicts;

#[cfg(test)]
mod tests;

pub(crate) use letter::report_lines;

pub use compare::{Comparison, Parting, Side, compare};
pub use model::{
    Actor, ActorKind, Apart, Asking, Beside, Cargo, Cell, ComparedLetter, ComparedRow, Emphasis, Ending, Exhibit,
    FieldView, LetterView, Line, LineKind, Link, Mark, Motion, Origin, Outcome, Part, Phase, Place, PlaceKind, Placed,
    Proof, Question, Reason, SenderComparison, Sign, Span, Speaker, Step, Story, Summary, SummaryRow, Tone, Unsigned,
    Verdict, Word,
};

pub use unfinished::unfinished;

use self::knowledge::Knowledge;
use self::lines::Lines;
use self::said::Said;
use self::scenes::Scene;
use crate::lang::Lang;
use crate::scenario::Scenario;
use crate::trace::Trace;

/// The host name under which DNS stands on the map.
pub const DNS: &str = "dns";

/// Why each check of a trace came out as it did.
pub fn proofs(trace: &Trace, lang: Lang) -> Vec<Proof> {
    proofs::of(trace, lang)
}

/// Tells what happened.
pub fn tell(scenario: &Scenario, trace: &Trace, lang: Lang) -> Story {
    let outcomes = trace.outcomes();
    let mut steps = steps(scenario, trace, lang);
    places::fill(scenario, trace, &mut steps, lang);
    provenance::fill(trace, &mut steps, lang);
    let questions = questions::place(scenario, trace, &outcomes, &mut steps, lang);
    let endings = endings::of(trace, &outcomes, lang);
    Story {
        beside: compare::beside::of(scenario, trace, &outcomes, &steps, &endings, lang),
        name: safe::line(&scenario.name),
        lang,
        title: safe::lines(scenario.title.get(lang)),
        goal: safe::lines(scenario.goal.get(lang)),
        actors: cast::actors(scenario, &steps, lang),
        steps,
        questions,
        proofs: proofs::of(trace, lang),
        endings,
    }
}

fn steps(scenario: &Scenario, trace: &Trace, lang: Lang) -> Vec<Step> {
    let mut knowledge = Knowledge::new(scenario, trace, lang);
    let mut lines = Lines::default();
    let mut said = Said::default();
    let mut steps = Vec::new();
    for scene in scenes::group(trace) {
        knowledge.learn(&scene);
        steps.push(step(&scene, &mut knowledge, &mut lines, &mut said, steps.len() + 1));
    }
    steps
}

fn step(scene: &Scene<'_>, knowledge: &mut Knowledge<'_>, lines: &mut Lines, said: &mut Said, number: usize) -> Step {
    let told = told::tell(scene, knowledge);
    knowledge.note_phase(scene, told.phase);
    let time = scene.events.first().map(|event| safe::time(event.at)).unwrap_or_default();
    Step {
        number,
        stage: scene.stage,
        phase: told.phase,
        letter: scene.letter,
        time,
        host: safe::line(scene.host),
        motion: told.motion,
        title: safe::line(&told.prose.title),
        text: safe::line(&said.say(&told.prose, knowledge.lang)),
        remark: None,
        tone: told.tone,
        lines: lines.of(scene, knowledge.dns_step(scene), knowledge.lang),
        view: knowledge.view(scene),
        verdicts: scene.letter.map(|letter| knowledge.verdicts(letter).to_vec()).unwrap_or_default(),
        events: scene.events.iter().map(|event| event.id).collect(),
        causes: Vec::new(),
        effects: Vec::new(),
        places: Vec::new(),
    }
}
