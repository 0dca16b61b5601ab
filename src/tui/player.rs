//! Where the learner is in a story: the step, the pane, the question, and what moves.
//!
//! Stepping back is moving a cursor; nothing is ever computed again. The state knows no cell of the screen: views read
//! it, [`act`](Player::act) and [`tick`](Player::tick) change it.

mod autoplay;
mod lesson;
mod live;
mod notice;
mod pane;
mod proving;
mod quiz;
mod search;
mod stop;
mod trail;
mod travel;

use std::time::Duration;

pub(super) use autoplay::Autoplay;
pub(super) use notice::Notice;
pub(super) use pane::Pane;
pub(super) use proving::{Branch, Proving};
pub(super) use quiz::{Answered, Popup, Quiz};
pub(super) use search::Search;
pub(super) use stop::{Spot, Stop};

use super::keys::Action;
use super::library::Tale;
use crate::lang::Lang;
use crate::story::{Cargo, Step, Story};

/// How long one picture of a motion stands: 30 of them a second.
pub(super) const FRAME: Duration = Duration::from_millis(33);
/// How many pictures a motion one way has; a question to DNS and its answer are two.
pub(super) const FRAMES: u16 = 24;

/// What a key did, seen from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reaction {
    /// The story goes on.
    Stay,
    /// The learner goes back to where they came from.
    Leave,
}

/// A story being read.
#[derive(Debug, Clone)]
pub(super) struct Player {
    tale: Tale,
    cursor: usize,
    /// The pane on the way, and the one at the last step, where the verdicts show themselves first.
    panes: (Pane, Pane),
    /// Where the learner has got to in each pane.
    spots: [Spot; Pane::ALL.len()],
    /// The proof that is open.
    proof: Option<Proving>,
    /// The ways back.
    trail: Vec<trail::Place>,
    pub(super) search: Search,
    /// What the last key came to, where that has to be said.
    notice: Option<Notice>,
    /// The line of the conversation that is pointed at.
    pub(super) line: Option<usize>,
    /// How many pictures of the motion have been shown; none where it has arrived.
    moved: Option<u16>,
    animate: bool,
    pub(super) autoplay: Autoplay,
    pub(super) quiz: Quiz,
    /// Where the story is still happening: how much of it the learner has seen.
    live: Option<live::Seen>,
    /// A number being typed, and the panes before its first digit.
    typed: Option<(usize, (Pane, Pane))>,
}

impl Player {
    /// A story open at a step, counted from 0. Nothing moves where `animate` is off.
    pub(super) fn new(tale: Tale, start: usize, animate: bool) -> Self {
        let mut player = Self {
            quiz: Quiz::about(&tale.in_lang(Lang::En).questions),
            tale,
            cursor: 0,
            panes: (Pane::Explanation, Pane::Verdicts),
            spots: [Spot::default(); Pane::ALL.len()],
            proof: None,
            trail: Vec::new(),
            search: Search::default(),
            notice: None,
            line: None,
            moved: None,
            animate,
            autoplay: Autoplay::default(),
            live: None,
            typed: None,
        };
        player.arrive(start.min(player.last()));
        player.quiz.ask_before(player.cursor);
        player
    }

    /// The story in that language.
    pub(super) fn story(&self, lang: Lang) -> &Story {
        self.tale.in_lang(lang)
    }

    /// The step that the learner is at; none in a story without steps.
    pub(super) fn step(&self, lang: Lang) -> Option<&Step> {
        self.story(lang).steps.get(self.cursor)
    }

    /// Its place, from 0.
    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether this is the last step.
    pub(super) fn at_end(&self) -> bool {
        self.cursor == self.last()
    }

    /// The pane that the keys go to.
    pub(super) fn pane(&self) -> Pane {
        if self.at_end() { self.panes.1 } else { self.panes.0 }
    }

    /// Sends the keys to a pane.
    pub(super) fn focus(&mut self, pane: Pane) {
        let place = if self.at_end() { &mut self.panes.1 } else { &mut self.panes.0 };
        *place = pane;
    }

    /// What the last key came to, where that has to be said.
    pub(super) fn notice(&self) -> Option<Notice> {
        self.notice
    }

    fn say(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }

    /// How far the motion has come, in thousandths; all the way where nothing moves.
    pub(super) fn moved(&self) -> u16 {
        let frames = self.frames();
        self.moved.map_or(1000, |frame| frame.min(frames) * 1000 / frames)
    }

    /// After how long [`tick`](Self::tick) wants to be called; never, where nothing moves by itself.
    pub(super) fn alarm(&self) -> Option<Duration> {
        if self.moved.is_some() {
            return Some(FRAME);
        }
        self.autoplay.left().filter(|_| self.quiz.popup().is_none())
    }

    /// Time has passed.
    pub(super) fn tick(&mut self) {
        match self.moved {
            Some(frame) if frame + 1 < self.frames() => self.moved = Some(frame + 1),
            Some(_) => self.moved = None,
            None if self.autoplay.is_on() => self.play_on(),
            None => {}
        }
    }

    /// Does what a key asks for. Whatever it is, a motion under way has arrived.
    pub(super) fn act(&mut self, action: Action) -> Reaction {
        self.settle();
        if self.quiz.popup().is_some() {
            self.answer(action);
            return Reaction::Stay;
        }
        if !matches!(action, Action::Digit(_) | Action::Last) {
            self.typed = None;
        }
        match action {
            Action::Escape => return self.escape(),
            Action::Retrace if !self.retrace() => self.say(Notice::NoWayBack),
            Action::Retrace => {}
            Action::Search => {
                self.autoplay.stop();
                self.search.begin();
            }
            Action::Enter => self.open(),
            Action::Cause => self.go_to_cause(),
            Action::Effect => self.go_to_effect(),
            Action::Digit(digit) => self.digit(digit),
            Action::Play => self.autoplay.toggle(self.tale.in_lang(Lang::En).steps.get(self.cursor)),
            Action::Faster => self.autoplay.faster(),
            Action::Slower => self.autoplay.slower(),
            Action::NextPane => self.focus(self.pane().next()),
            Action::PreviousPane => self.focus(self.pane().previous()),
            _ => self.travel(action),
        }
        Reaction::Stay
    }

    /// A key was pressed: what moves has arrived, and what was said has been read.
    fn settle(&mut self) {
        self.moved = None;
        self.notice = None;
    }

    /// Closes what is open, or goes back to where a jump began; with nothing of that, leaves the story.
    fn escape(&mut self) -> Reaction {
        if self.autoplay.is_on() {
            self.autoplay.stop();
        } else if self.proof.is_some() && self.pane() == Pane::Verdicts {
            self.close_proof();
        } else if !self.search.end() && !self.retrace() {
            return Reaction::Leave;
        }
        Reaction::Stay
    }

    /// Jumps to a step; it arrives at once and asks nothing.
    pub(super) fn jump(&mut self, step: usize) {
        self.autoplay.stop();
        self.arrive(step.min(self.last()));
        self.moved = None;
    }

    /// Goes forward to a step. A question on the way is asked first, and nothing behind it is shown.
    fn walk_to(&mut self, step: usize) {
        if step > self.last() {
            return;
        }
        let step = self.quiz.veil(self.cursor).map_or(step, |asked| asked.min(step));
        if step > self.cursor + 1 && self.quiz.asks_before(step) {
            self.arrive(step - 1);
            self.moved = None;
        }
        if !self.quiz.ask_before(step) {
            self.arrive(step);
        }
    }

    fn arrive(&mut self, step: usize) {
        self.cursor = step;
        self.spots = [Spot::default(); Pane::ALL.len()];
        self.proof = None;
        self.notice = None;
        self.line = None;
        self.take_note_of_end();
        let moves = self.step(Lang::En).is_some_and(|step| step.motion.is_some());
        self.moved = (self.animate && moves).then_some(0);
        self.autoplay.begin(self.tale.in_lang(Lang::En).steps.get(step));
    }

    fn answer(&mut self, action: Action) {
        match action {
            Action::Digit(digit) => self.quiz.choose(digit),
            Action::Next | Action::Enter | Action::NextStage => {
                if let Some(step) = self.quiz.go_on() {
                    self.cursor_or_walk(step);
                }
            }
            Action::Back | Action::Escape | Action::PreviousStage => self.quiz.close(),
            _ => {}
        }
    }

    /// After a question: its step comes, or the next question before the same step.
    fn cursor_or_walk(&mut self, step: usize) {
        if step == self.cursor {
            self.quiz.ask_before(step);
        } else {
            self.walk_to(step);
        }
    }

    fn play_on(&mut self) {
        let before = self.step(Lang::En).map(|step| step.stage);
        self.walk_to(self.cursor + 1);
        let now = self.step(Lang::En).map(|step| step.stage);
        let asked = self.quiz.popup().is_some();
        if self.at_end() || (now != before && !asked) {
            self.autoplay.stop();
        }
    }

    /// How many pictures the motion of this step has.
    fn frames(&self) -> u16 {
        let motion = self.step(Lang::En).and_then(|step| step.motion.as_ref());
        match motion.map(|motion| &motion.cargo) {
            Some(Cargo::Question { .. }) => 2 * FRAMES,
            _ => FRAMES,
        }
    }

    fn last(&self) -> usize {
        self.tale.in_lang(Lang::En).steps.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests;
