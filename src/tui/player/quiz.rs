//! The questions: which one is asked now, and what was answered.

use crate::story::Question;

/// A question on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) struct Popup {
    /// Which question of the story.
    pub(in crate::tui) question: usize,
    /// What was answered, from 0; none while it is open.
    pub(in crate::tui) answer: Option<usize>,
    /// How far it is scrolled, if somebody did, on a screen too low for it.
    pub(in crate::tui) scroll: Option<usize>,
}

/// How a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) struct Answered {
    /// Which question of the story.
    pub(in crate::tui) question: usize,
    /// What was answered, from 0; none where it was skipped or not come to.
    pub(in crate::tui) chosen: Option<usize>,
    /// The right answer, from 0.
    pub(in crate::tui) right: usize,
}

impl Answered {
    /// Whether it was answered right.
    pub(in crate::tui) fn is_right(self) -> bool {
        self.chosen == Some(self.right)
    }
}

/// What is known of one question. The story has the words; this has only what does not depend on the language.
#[derive(Debug, Clone, Copy)]
struct Asked {
    before: usize,
    choices: usize,
    answer: usize,
    seen: bool,
    given: Option<usize>,
}

/// All questions of a story.
#[derive(Debug, Clone)]
pub(in crate::tui) struct Quiz {
    all: Vec<Asked>,
    popup: Option<Popup>,
}

impl Quiz {
    pub(super) fn about(questions: &[Question]) -> Self {
        let asked = |question: &Question| Asked {
            before: question.before,
            choices: question.choices.len(),
            answer: question.answer,
            seen: false,
            given: None,
        };
        Self { all: questions.iter().map(asked).collect(), popup: None }
    }

    /// The question on the screen.
    pub(in crate::tui) fn popup(&self) -> Option<Popup> {
        self.popup
    }

    /// How each question was answered, in their order.
    pub(in crate::tui) fn answers(&self) -> impl Iterator<Item = Answered> {
        let answered =
            |(question, asked): (usize, &Asked)| Answered { question, chosen: asked.given, right: asked.answer };
        self.all.iter().enumerate().map(answered)
    }

    /// A question of a story told anew: what became of it in the story before, where it was there. Otherwise it is only
    /// asked where the learner has not passed it.
    pub(super) fn keep(&mut self, question: usize, before: Option<(&Self, usize)>, cursor: usize) {
        let Some(asked) = self.all.get_mut(question) else { return };
        match before.and_then(|(quiz, before)| quiz.all.get(before)) {
            Some(before) => (asked.seen, asked.given) = (before.seen, before.given),
            None => asked.seen = asked.before <= cursor,
        }
    }

    /// The first step behind `cursor` that a question still stands before: from there on, nothing may be given away.
    pub(in crate::tui) fn veil(&self, cursor: usize) -> Option<usize> {
        let open = self.all.iter().filter(|asked| asked.before > cursor && !asked.seen && asked.given.is_none());
        open.map(|asked| asked.before).min()
    }

    /// Whether a question stands before this step that was not asked yet.
    pub(super) fn asks_before(&self, step: usize) -> bool {
        self.open_before(step).is_some()
    }

    fn open_before(&self, step: usize) -> Option<usize> {
        self.all.iter().position(|asked| asked.before == step && !asked.seen)
    }

    /// Puts the first question up that stands before this step and was not asked yet; says whether there is one.
    pub(super) fn ask_before(&mut self, step: usize) -> bool {
        let Some(question) = self.open_before(step) else { return false };
        self.popup = Some(Popup { question, answer: None, scroll: None });
        true
    }

    /// Answers with the choice of that number, from 1. A question is answered once.
    pub(super) fn choose(&mut self, number: usize) {
        let Some(popup) = self.popup.as_mut().filter(|popup| popup.answer.is_none()) else { return };
        let Some(asked) = self.all.get_mut(popup.question) else { return };
        if let Some(choice) = number.checked_sub(1).filter(|choice| *choice < asked.choices) {
            popup.answer = Some(choice);
            popup.scroll = None;
            asked.given = Some(choice);
        }
    }

    /// Scrolls the question on the screen; says whether there is one.
    pub(super) fn scroll(&mut self, line: usize) -> bool {
        self.popup.as_mut().map(|popup| popup.scroll = Some(line)).is_some()
    }

    /// Closes the question, answered or skipped, and says before which step it stood.
    pub(super) fn go_on(&mut self) -> Option<usize> {
        let popup = self.popup.take()?;
        let asked = self.all.get_mut(popup.question)?;
        asked.seen = true;
        Some(asked.before)
    }

    /// Closes it; it will be asked again, unless it was answered.
    pub(super) fn close(&mut self) {
        if let Some(popup) = self.popup.take()
            && let Some(asked) = self.all.get_mut(popup.question)
        {
            asked.seen = popup.answer.is_some();
        }
    }
}
