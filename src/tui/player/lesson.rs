//! The story as a lesson: which one it is, whether it is over, and how it is told anew when its file has changed.

use super::{Player, Quiz};
use crate::lang::Lang;
use crate::tui::library::{Script, Tale};

impl Player {
    /// What the story was played from.
    pub(in crate::tui) fn script(&self) -> Option<&Script> {
        self.tale.script()
    }

    /// By which the lesson is known: a built-in name, or a path.
    pub(in crate::tui) fn lesson(&self) -> &str {
        let again = self.script().and_then(|script| script.again.as_deref());
        again.unwrap_or(&self.story(Lang::En).name)
    }

    /// Whether the learner has come to the end, and no question stands there any more.
    pub(in crate::tui) fn is_over(&self) -> bool {
        self.at_end() && self.quiz.popup().is_none()
    }

    /// Tells another version of the story, at the same step. Questions that were there before keep their answers.
    pub(in crate::tui) fn retell(&mut self, tale: Tale) {
        let mut quiz = Quiz::about(&tale.in_lang(Lang::En).questions);
        let (old, new) = (&self.tale.in_lang(Lang::En).questions, &tale.in_lang(Lang::En).questions);
        for (number, question) in new.iter().enumerate() {
            let before = old.iter().position(|other| other.text == question.text && other.choices == question.choices);
            quiz.keep(number, before.map(|before| (&self.quiz, before)), self.cursor);
        }
        let fresh = Self::new(tale, 0, self.animate);
        let cursor = self.cursor.min(fresh.last());
        *self = Self { quiz, cursor, panes: self.panes, moved: None, ..fresh };
    }
}
