//! What the speaker's notes say about what the screen shows.

use crate::lang::Lang;
use crate::story::Question;
use crate::tui::notes::{Asked, Card, Page};
use crate::tui::player::Player;
use crate::tui::state::{App, Screen};

impl App {
    /// The notes of this moment, on a screen that was opened then.
    pub(in crate::tui) fn card(&self, opened: i64) -> Card {
        Card::of(opened, |lang| match &self.screen {
            Screen::Story(player) => page(player, lang),
            Screen::WhatIf(whatif) => page(whatif.original(), lang),
            Screen::Lessons | Screen::Opening | Screen::Reading(_) => Page::default(),
        })
    }
}

fn page(player: &Player, lang: Lang) -> Page {
    let story = player.story(lang);
    let step = player.step(lang);
    Page {
        lesson: story.title.clone(),
        stage: step.and_then(|step| step.stage).map(crate::trace::Stage::number),
        step: (player.cursor() + 1, story.steps.len()),
        title: step.map(|step| step.title.clone()).unwrap_or_default(),
        text: step.map(|step| step.text.clone()).unwrap_or_default(),
        say: step.and_then(|step| step.remark.clone()),
        question: asked(player, lang),
        next: story.steps.get(player.cursor() + 1).map(|step| step.title.clone()),
    }
}

fn asked(player: &Player, lang: Lang) -> Option<Asked> {
    let questions = &player.story(lang).questions;
    let of = |question: &Question, now| Asked {
        now,
        before: question.before + 1,
        text: question.text.clone(),
        choices: question.choices.clone(),
        answer: question.answer,
        why: question.why.clone(),
    };
    if let Some(popup) = player.quiz.popup() {
        return questions.get(popup.question).map(|question| of(question, true));
    }
    let next = player.quiz.veil(player.cursor())?;
    questions.iter().find(|question| question.before == next).map(|question| of(question, false))
}
