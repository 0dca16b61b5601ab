//! Where the questions and the teacher's remarks stand: each question before the step that gives its answer away.

use super::model::{Asking, Phase, Question, Step};
use super::{prose, safe};
use crate::lang::Lang;
use crate::scenario::{Ask, Moment, Scenario, StepKind};
use crate::trace::{Address, Disposition, DispositionReason, Event, Fact, LetterId, LetterOutcome, Trace};

/// Puts the remarks into the steps, and says which question stands before which step.
pub fn place(
    scenario: &Scenario,
    trace: &Trace,
    outcomes: &[LetterOutcome],
    steps: &mut [Step],
    lang: Lang,
) -> Vec<Question> {
    for say in &scenario.says {
        let at =
            letter_of(scenario, trace, outcomes, say.send).and_then(|letter| find(steps, outcomes, letter, say.at));
        if let Some(step) = at.and_then(|at| steps.get_mut(at)) {
            add_remark(step, &safe::lines(say.text.get(lang)));
        }
    }
    let authors = scenario.asks.iter().filter_map(|ask| {
        let letter = letter_of(scenario, trace, outcomes, ask.send)?;
        Some((letter, asked(ask, find(steps, outcomes, letter, ask.before)?, lang)))
    });
    let mut questions: Vec<(LetterId, Question)> = authors.collect();
    let sent = |outcome: &&LetterOutcome| {
        let step = scenario.steps.get(outcome.step).map(|step| &step.kind);
        outcome.about.is_none() && !matches!(step, Some(StepKind::Report { .. }))
    };
    for letter in outcomes.iter().filter(sent).map(|outcome| outcome.letter) {
        let covered = questions.iter().any(|(about, q)| *about == letter && q.moment == Moment::Decision);
        if !covered {
            questions.extend(generated(trace, steps, letter, lang).map(|question| (letter, question)));
        }
    }
    let mut questions: Vec<Question> = questions.into_iter().map(|(_, question)| question).collect();
    questions.sort_by_key(|question| question.before);
    questions
}

/// The letter of the `send` or `raw` step of that number, counted among these from 0.
fn letter_of(scenario: &Scenario, trace: &Trace, outcomes: &[LetterOutcome], send: usize) -> Option<LetterId> {
    let mut sends = scenario.steps.iter().enumerate().filter(|(_, step)| step.kind.sends());
    let (step, _) = sends.nth(send)?;
    let begins = |event: &&Event| matches!(event.fact, Fact::StepBegan { step: begun } if begun == step);
    // Where the step was not played, all letters came from visitors.
    let began = trace.events.iter().find(begins)?.id;
    let fits = |outcome: &&LetterOutcome| outcome.step == step && outcome.about.is_none() && outcome.written > began;
    outcomes.iter().find(fits).map(|outcome| outcome.letter)
}

/// The first step of that letter at that moment. Where nobody has come to check it, a check is one of the bounce about it;
/// where the moment never comes, it is how the letter ends.
fn find(steps: &[Step], outcomes: &[LetterOutcome], letter: LetterId, moment: Moment) -> Option<usize> {
    let bounces = outcomes.iter().filter(|outcome| outcome.about == Some(letter)).map(|outcome| outcome.letter);
    let checked = !matches!(moment, Moment::Stage(_) | Moment::End);
    let letters = [letter].into_iter().chain(bounces.filter(|_| checked));
    let there = letters.into_iter().find_map(|letter| first(steps, letter, moment));
    there.or_else(|| steps.iter().rposition(|step| step.letter == Some(letter)))
}

fn first(steps: &[Step], letter: LetterId, moment: Moment) -> Option<usize> {
    let is_it = |step: &Step| match moment {
        Moment::Stage(stage) => step.stage == Some(stage),
        Moment::Spf => step.phase == Phase::Spf,
        Moment::Dkim => step.phase == Phase::Dkim,
        Moment::Dmarc => step.phase == Phase::Dmarc,
        Moment::Decision => step.phase == Phase::Decision,
        Moment::End => step.phase == Phase::Read,
    };
    let mut all = steps.iter().enumerate().filter(|(_, step)| step.letter == Some(letter) && is_it(step));
    if matches!(moment, Moment::Stage(_) | Moment::End) {
        return all.next().map(|(at, _)| at);
    }
    // Those who pass a letter on may check it too; the question is about the last who does.
    let last = all.next_back()?;
    all.find(|(_, step)| step.host == last.1.host).or(Some(last)).map(|(at, _)| at)
}

fn add_remark(step: &mut Step, remark: &str) {
    match &mut step.remark {
        Some(before) => {
            before.push('\n');
            before.push_str(remark);
        }
        None => step.remark = Some(remark.to_owned()),
    }
}

fn asked(ask: &Ask, before: usize, lang: Lang) -> Question {
    Question {
        before,
        moment: ask.before,
        text: safe::lines(ask.text.get(lang)),
        choices: ask.choices.iter().map(|choice| safe::line(choice.get(lang))).collect(),
        answer: ask.answer,
        why: safe::lines(ask.why.get(lang)),
        asked_by: Asking::Author,
    }
}

/// The program's own question before a decision. A decision to wait is no answer that a learner could know.
fn generated(trace: &Trace, steps: &[Step], letter: LetterId, lang: Lang) -> Option<Question> {
    let before = steps.iter().position(|step| step.letter == Some(letter) && step.phase == Phase::Decision)?;
    let (disposition, reason) = steps.get(before)?.events.iter().find_map(|id| match &trace.event(*id)?.fact {
        Fact::Decided { disposition, reason } => Some((*disposition, reason)),
        _ => None,
    })?;
    let answer = match disposition {
        Disposition::Inbox => 0,
        Disposition::Junk => 1,
        Disposition::Reject => 2,
        Disposition::Forward | Disposition::Queue | Disposition::Defer => return None,
    };
    let (text, choices) = prose::question(lang);
    let why = why(steps.get(before)?, disposition, reason, lang);
    Some(Question {
        before,
        moment: Moment::Decision,
        text: text.to_owned(),
        choices: choices.map(str::to_owned).to_vec(),
        answer,
        why,
        asked_by: Asking::Program,
    })
}

fn why(step: &Step, disposition: Disposition, reason: &DispositionReason, lang: Lang) -> String {
    let author = step.view.as_ref().and_then(|view| view.senders.as_ref()).map(|senders| senders.header.clone());
    let author = Address(author.unwrap_or_default());
    safe::line(&prose::why(lang, reason, author.domain(), disposition))
}
