//! Where the learner is in a story: the step, the pane, the question, and what moves.
//!
//! Stepping back is moving a cursor; nothing is ever computed again. The state knows no cell of the screen: views read
//! it, [`act`](Player::act) and [`tick`](Player::tick) change it.

mod autoplay;
mod lesson;
mod pane;
mod quiz;
mod travel;

use std::time::Duration;

pub(super) use autoplay::Autoplay;
pub(super) use pane::Pane;
pub(super) use quiz::{Popup, Quiz};

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
    /// How far the pane is scrolled; where it begins by itself, if nobody scrolled.
    scroll: Option<usize>,
    /// The line of the conversation that is pointed at.
    pub(super) line: Option<usize>,
    /// How many pictures of the motion have been shown; none where it has arrived.
    moved: Option<u16>,
    animate: bool,
    pub(super) autoplay: Autoplay,
    pub(super) quiz: Quiz,
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
            scroll: None,
            line: None,
            moved: None,
            animate,
            autoplay: Autoplay::default(),
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
        if *place != pane {
            *place = pane;
            self.scroll = None;
        }
    }

    /// How far a pane is scrolled, if somebody did; only the one that the keys go to can be.
    pub(super) fn scroll_of(&self, pane: Pane) -> Option<usize> {
        self.scroll.filter(|_| self.pane() == pane)
    }

    /// Scrolls the question, or the pane that the keys go to, so that this line is its first.
    pub(super) fn scroll_to(&mut self, line: usize) {
        if !self.quiz.scroll(line) {
            self.scroll = Some(line);
        }
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
        self.moved = None;
        if self.quiz.popup().is_some() {
            self.answer(action);
            return Reaction::Stay;
        }
        if !matches!(action, Action::Digit(_) | Action::Last) {
            self.typed = None;
        }
        match action {
            Action::Escape if self.autoplay.is_on() => self.autoplay.stop(),
            Action::Escape => return Reaction::Leave,
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

    /// Jumps to a step; it arrives at once and asks nothing.
    pub(super) fn jump(&mut self, step: usize) {
        self.autoplay.stop();
        self.arrive(step.min(self.last()));
        self.moved = None;
    }

    /// Goes forward to a step, unless a question stands before it.
    fn walk_to(&mut self, step: usize) {
        if step > self.last() || self.quiz.ask_before(step) {
            return;
        }
        self.arrive(step);
    }

    fn arrive(&mut self, step: usize) {
        self.cursor = step;
        self.scroll = None;
        self.line = None;
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
mod tests {
    use super::*;
    use crate::tui::fixture;

    fn player() -> Player {
        Player::new(fixture::forged_from(), 0, true)
    }

    fn answer_all(player: &mut Player) {
        while player.quiz.popup().is_some() {
            player.act(Action::Next);
        }
    }

    #[test]
    fn a_question_stands_before_its_step() {
        let mut player = player();
        let before = player.story(Lang::En).questions[0].before;
        player.jump(before - 1);
        player.act(Action::Next);
        assert_eq!((player.cursor(), player.quiz.popup().is_some()), (before - 1, true));
        player.act(Action::Digit(1));
        assert_eq!(player.cursor(), before - 1, "the reason is read first");
        player.act(Action::Next);
        assert_eq!((player.cursor(), player.quiz.popup().is_none()), (before, true));
        player.act(Action::Back);
        player.act(Action::Next);
        assert_eq!(player.cursor(), before, "a question is asked once");
    }

    #[test]
    fn a_number_before_g_goes_to_that_step_and_leaves_the_pane_alone() {
        let mut player = player();
        for action in [Action::Digit(1), Action::Digit(2), Action::Last] {
            player.act(action);
        }
        assert_eq!((player.cursor(), player.panes), (11, (Pane::Explanation, Pane::Verdicts)));
    }

    #[test]
    fn a_digit_for_a_pane_is_no_part_of_a_number_that_would_be_too_great() {
        let mut player = player();
        for action in [Action::Digit(4), Action::Digit(1), Action::Digit(2), Action::Last] {
            player.act(action);
        }
        assert_eq!(player.cursor(), 11);
    }

    #[test]
    fn stages_are_jumped_to_and_back() {
        let mut player = player();
        let stages: Vec<_> = (0..3)
            .map(|_| {
                player.act(Action::NextStage);
                answer_all(&mut player);
                player.step(Lang::En).and_then(|step| step.stage).map(crate::trace::Stage::number)
            })
            .collect();
        assert_eq!(stages, [Some(2), Some(3), Some(4)]);
        player.act(Action::PreviousStage);
        assert_eq!(player.step(Lang::En).and_then(|step| step.stage).map(crate::trace::Stage::number), Some(3));
    }

    #[test]
    fn a_motion_ends_by_itself_and_then_nothing_wakes_the_screen() {
        let mut player = player();
        player.act(Action::Next);
        let mut frames = 0;
        while player.alarm().is_some() {
            player.tick();
            frames += 1;
            assert!(frames <= FRAMES);
        }
        assert_eq!((frames, player.moved()), (FRAMES, 1000));
    }

    #[test]
    fn playing_stops_at_a_stage_and_at_a_question() {
        let mut player = player();
        player.act(Action::Play);
        while player.alarm().is_some() {
            player.tick();
        }
        assert!(!player.autoplay.is_on());
        assert_eq!(player.step(Lang::En).and_then(|step| step.stage).map(crate::trace::Stage::number), Some(2));
        player.act(Action::Play);
        while player.alarm().is_some() {
            player.tick();
        }
        assert!(player.cursor() > 0);
    }
}
