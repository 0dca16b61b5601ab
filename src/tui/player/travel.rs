//! Getting about in a story: by steps, lines, stages and numbers.

use super::{Pane, Player};
use crate::lang::Lang;
use crate::tui::keys::Action;

impl Player {
    /// Goes where a key leads. Whoever goes somewhere has stopped playing.
    pub(super) fn travel(&mut self, action: Action) {
        self.autoplay.stop();
        match action {
            Action::Next => self.walk_to(self.cursor + 1),
            Action::Back => self.jump(self.cursor.saturating_sub(1)),
            Action::NextStage => {
                let start = self.stage_starts().find(|start| *start > self.cursor);
                self.walk_to(start.unwrap_or(usize::MAX));
            }
            Action::PreviousStage => {
                let start = self.stage_starts().take_while(|start| *start < self.cursor).last();
                self.jump(start.unwrap_or(0));
            }
            Action::First => self.jump(0),
            Action::Last => self.jump_to_typed(),
            Action::NextLine => self.next_line(),
            Action::PreviousLine => self.previous_line(),
            _ => {}
        }
    }

    /// A digit shows a pane at once. It may also be part of `12G`: then the panes will be as they were.
    pub(super) fn digit(&mut self, digit: usize) {
        let (number, panes) = self.typed.unwrap_or((0, self.panes));
        self.typed = Some((number % 1_000 * 10 + digit, panes));
        if let Some(pane) = Pane::numbered(digit) {
            self.focus(pane);
        }
    }

    /// Goes to the step whose number was typed. Digits before it may have been meant for panes, some time ago: of `412`
    /// in a story of 45 steps, 12 is taken.
    fn jump_to_typed(&mut self) {
        let Some((number, panes)) = self.typed.take() else { return self.jump(self.last()) };
        let step = [10_000, 1_000, 100, 10]
            .into_iter()
            .map(|digits| number % digits)
            .find(|step| (1..=self.last() + 1).contains(step));
        self.panes = panes;
        self.jump(step.unwrap_or(number).saturating_sub(1));
    }

    fn next_line(&mut self) {
        let next = self.line.map_or(0, |line| line + 1);
        if next < self.lines() {
            self.line = Some(next);
            self.forget_scroll();
        } else {
            self.walk_to(self.cursor + 1);
        }
    }

    fn previous_line(&mut self) {
        match self.line {
            Some(line) if line > 0 => self.line = Some(line - 1),
            Some(_) => self.line = None,
            None => {
                self.jump(self.cursor.saturating_sub(1));
                self.line = self.lines().checked_sub(1);
            }
        }
        self.forget_scroll();
    }

    /// The conversation shows the line that is pointed at.
    fn forget_scroll(&mut self) {
        if let Some(spot) = self.spot_mut(Pane::Conversation) {
            spot.scroll = None;
        }
    }

    fn lines(&self) -> usize {
        self.step(Lang::En).map_or(0, |step| step.lines.len())
    }

    /// The first step of each run of steps that share a stage.
    fn stage_starts(&self) -> impl Iterator<Item = usize> {
        let steps = &self.tale.in_lang(Lang::En).steps;
        let stage = |at: usize| steps.get(at).map(|step| step.stage);
        (0..steps.len()).filter(move |at| *at == 0 || stage(*at) != stage(at - 1))
    }
}
