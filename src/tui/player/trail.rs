//! Following causes and effects through the story, and the way back.
//!
//! ```text
//!   step 9 ── c ──► step 7 ── c ──► step 4
//!      ▲               ▲               │
//!      └── Backspace ──┴── Backspace ──┘      also Esc
//! ```
//!
//! Nothing is followed behind a question that has not been asked yet.

use super::{Notice, Pane, Player, Proving, Spot, Stop};
use crate::lang::Lang;
use crate::story::Link;
use crate::trace::EventId;

/// The most places that are remembered.
const LONGEST: usize = 64;

/// Where the learner was before a jump.
#[derive(Debug, Clone)]
pub(super) struct Place {
    cursor: usize,
    panes: (Pane, Pane),
    spots: [Spot; Pane::ALL.len()],
    proof: Option<Proving>,
}

impl Player {
    /// The causes of this step that may be shown.
    pub(in crate::tui) fn causes(&self, lang: Lang) -> &[Link] {
        self.step(lang).map(|step| step.causes.as_slice()).unwrap_or_default()
    }

    /// The effects of this step; some may have to be veiled.
    pub(in crate::tui) fn effects(&self, lang: Lang) -> &[Link] {
        self.step(lang).map(|step| step.effects.as_slice()).unwrap_or_default()
    }

    /// Whether a step may not be shown yet: a question stands before it.
    pub(in crate::tui) fn veiled(&self, step: usize) -> bool {
        self.quiz.veil(self.cursor()).is_some_and(|veil| step >= veil)
    }

    /// Opens what is pointed at.
    pub(super) fn open(&mut self) {
        match self.stop(self.pane()) {
            Some(Stop::Step(step)) => self.follow(step),
            Some(Stop::Verdict(verdict)) => self.prove(verdict),
            Some(Stop::Reason(number)) => self.fold(number),
            Some(Stop::Effect(at)) => self.follow_link(self.effects(Lang::En).get(at).map(|link| link.step)),
            Some(_) => self.go_to_cause(),
            None => {}
        }
    }

    /// Goes to what caused this: what is pointed at, if it has a cause of its own, else the step.
    pub(super) fn go_to_cause(&mut self) {
        let origin = |field: usize, link: usize| {
            let view = self.step(Lang::En)?.view.as_ref()?;
            Some(view.header.get(field)?.origin.as_ref()?.links.get(link)?.step)
        };
        let first = || self.causes(Lang::En).first().map(|link| link.step);
        let step = match self.stop(self.pane()) {
            Some(Stop::Cause(at)) => self.causes(Lang::En).get(at).map(|link| link.step),
            Some(Stop::Field(field)) => return self.go_to_origin(origin(field, 0)),
            Some(Stop::Origin(field, link)) => return self.go_to_origin(origin(field, link)),
            Some(Stop::Reason(number)) => self.fact_behind(number).and_then(|fact| self.told_by(fact)).or_else(first),
            Some(Stop::Verdict(at)) => self.verdict_told_by(at).or_else(first),
            _ => first(),
        };
        match step {
            Some(step) => self.follow(step),
            None => self.say(Notice::NoCause),
        }
    }

    fn go_to_origin(&mut self, step: Option<usize>) {
        match step {
            Some(step) => self.follow(step),
            None => self.say(Notice::NoOrigin),
        }
    }

    /// Goes to what came of this step.
    pub(super) fn go_to_effect(&mut self) {
        let chosen = match self.stop(self.pane()) {
            Some(Stop::Effect(at)) => at,
            _ => 0,
        };
        match self.effects(Lang::En).get(chosen).map(|link| link.step) {
            Some(step) => self.follow(step),
            None => self.say(Notice::NoEffect),
        }
    }

    fn follow_link(&mut self, step: Option<usize>) {
        if let Some(step) = step {
            self.follow(step);
        }
    }

    /// Goes to a step so that there is a way back.
    fn follow(&mut self, step: usize) {
        if self.veiled(step) {
            return self.say(Notice::Veiled);
        }
        if step == self.cursor() && self.pane() == Pane::Explanation {
            return self.say(Notice::Here);
        }
        self.leave_mark();
        self.jump(step);
        self.focus(Pane::Explanation);
    }

    /// Whether there is a jump to go back from.
    pub(in crate::tui) fn has_jumped(&self) -> bool {
        !self.trail.is_empty()
    }

    /// Remembers where the learner is.
    pub(super) fn leave_mark(&mut self) {
        if self.trail.len() == LONGEST {
            self.trail.remove(0);
        }
        let place = Place { cursor: self.cursor, panes: self.panes, spots: self.spots, proof: self.proof.clone() };
        self.trail.push(place);
    }

    /// Goes back to where the learner was before the last jump; says whether there was one.
    pub(super) fn retrace(&mut self) -> bool {
        let Some(place) = self.trail.pop() else { return false };
        self.jump(place.cursor);
        self.panes = place.panes;
        self.spots = place.spots;
        self.proof = place.proof;
        true
    }

    /// The step that tells a fact.
    fn told_by(&self, fact: EventId) -> Option<usize> {
        self.story(Lang::En).steps.iter().position(|step| step.events.contains(&fact))
    }

    fn verdict_told_by(&self, verdict: usize) -> Option<usize> {
        let fact = self.step(Lang::En)?.verdicts.get(verdict)?.event;
        self.told_by(fact).filter(|step| *step != self.cursor())
    }
}
