//! The lessons that come with the program, told: everything that happened has its place, in both languages alike.

use std::collections::HashSet;

use tegami::lang::Lang;
use tegami::scenario::{Scenario, StepKind, library};
use tegami::story::{LineKind, Phase, Story, tell};
use tegami::trace::{Fact, Time, Trace};
use tegami::world::{self, Options};

/// All lessons and what happened in them.
fn lessons() -> Vec<(Scenario, Trace)> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let played = library::all().iter().map(|lesson| {
        let scenario = lesson.parse().scenario.unwrap();
        let options = Options { start: Some(Time(1_795_498_200)) };
        let trace = runtime.block_on(world::run(&scenario, options)).unwrap();
        (scenario, trace)
    });
    played.collect()
}

#[test]
fn every_fact_of_every_lesson_is_told_once() {
    for (scenario, trace) in lessons() {
        let story = tell(&scenario, &trace, Lang::En);
        let told: Vec<_> = story.steps.iter().flat_map(|step| step.events.iter().copied()).collect();
        let once: HashSet<_> = told.iter().copied().collect();
        assert_eq!(told.len(), once.len(), "{}", scenario.name);
        for event in trace.events.iter().filter(|event| !matches!(event.fact, Fact::StepBegan { .. })) {
            assert!(once.contains(&event.id), "{}: nobody tells {event:?}", scenario.name);
        }
    }
}

#[test]
fn both_languages_tell_the_same_lesson() {
    let outline = |story: &Story| -> Vec<_> {
        let said = |step: &tegami::story::Step| step.lines.iter().filter(|line| line.kind != LineKind::Note).count();
        story.steps.iter().map(|step| (step.phase, step.tone, step.events.clone(), said(step))).collect()
    };
    for (scenario, trace) in lessons() {
        let [en, ja] = Lang::ALL.map(|lang| tell(&scenario, &trace, lang));
        assert_eq!(outline(&en), outline(&ja), "{}", scenario.name);
        assert_eq!(en.questions.len(), ja.questions.len());
        assert_eq!(en.endings.len(), ja.endings.len());
    }
}

#[test]
fn a_change_of_dns_shows_the_new_record() {
    let (scenario, trace) = lessons().into_iter().find(|(scenario, _)| scenario.name == "forged-from").unwrap();
    let story = tell(&scenario, &trace, Lang::En);
    let change = story.steps.iter().find(|step| step.phase == Phase::World).unwrap();
    assert!(change.lines[0].text.ends_with(" IN TXT \"v=DMARC1; p=quarantine\""), "{:?}", change.lines);
}

#[test]
fn a_lesson_has_its_questions_and_everybody_is_on_the_map() {
    for (scenario, trace) in lessons() {
        let story = tell(&scenario, &trace, Lang::Ja);
        let sends = scenario.steps.iter().filter(|step| matches!(step.kind, StepKind::Send(_))).count();
        let writes = story.steps.iter().filter(|step| step.phase == Phase::Write).count();
        assert_eq!((writes, story.endings.len()), (sends, sends), "{}", scenario.name);
        assert!(story.questions.len() >= scenario.asks.len() && story.questions.len() >= sends);
        let hosts: HashSet<&str> = story.actors.iter().map(|actor| actor.host.as_str()).collect();
        for motion in story.steps.iter().filter_map(|step| step.motion.as_ref()) {
            assert!(hosts.contains(motion.from.as_str()) && hosts.contains(motion.to.as_str()), "{motion:?}");
        }
    }
}
