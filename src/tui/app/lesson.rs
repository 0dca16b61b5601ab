//! A lesson from its beginning to its end: files that change meanwhile, leaving, and the result.

use super::Request;
use crate::lang::Lang;
use crate::scenario::Text;
use crate::story::Tone;
use crate::tui::library::Opened;
use crate::tui::player::Player;
use crate::tui::score::Sitting;
use crate::tui::state::{App, Notice, Screen};
use crate::words;

impl App {
    /// Results are those of this learner, who has completed these lessons before.
    pub(in crate::tui) fn learnt(&mut self, learner: String, completed: impl IntoIterator<Item = String>) {
        self.record.learner = learner;
        completed.into_iter().for_each(|name| self.lessons.complete(&name));
    }

    /// The story as its author wrote it: the one that is shown, or the one that a change began with.
    pub(in crate::tui) fn story(&self) -> Option<&Player> {
        match (&self.screen, &self.aside) {
            (Screen::Story(_), Some(aside)) => Some(aside.original()),
            (Screen::Story(player), None) => Some(player),
            (Screen::WhatIf(whatif), _) => Some(whatif.original()),
            (Screen::Lessons | Screen::Opening | Screen::Reading(_), _) => None,
        }
    }

    fn story_mut(&mut self) -> Option<&mut Player> {
        match (&mut self.screen, &mut self.aside) {
            (Screen::Story(_), Some(aside)) => Some(aside.original_mut()),
            (Screen::Story(player), None) => Some(player),
            (Screen::WhatIf(whatif), _) => Some(whatif.original_mut()),
            (Screen::Lessons | Screen::Opening | Screen::Reading(_), _) => None,
        }
    }

    /// Whether a question stands on the screen.
    pub(super) fn is_asked(&self) -> bool {
        matches!(&self.screen, Screen::Story(player) if player.quiz.popup().is_some())
    }

    /// Reads the file of the story again.
    pub(in crate::tui) fn reload(&mut self) -> Request {
        let script = self.story().and_then(Player::script);
        if let Some((name, started)) = script.and_then(|script| Some((script.again.clone()?, script.started))) {
            return Request::Again(name, started);
        }
        let text = |lang| {
            words!(
                lang,
                en: "This is a saved trace; there is no file to read again.",
                ja: "保存したトレースなので、読み直すファイルがありません。"
            )
        };
        self.notice = Some(notice(text, Tone::Warn));
        Request::Draw
    }

    /// The story has been told anew, or why it could not be: then the one that was told before stays.
    pub(in crate::tui) fn reloaded(&mut self, result: Opened) {
        match result {
            Err(trouble) => self.trouble = Some(trouble),
            Ok(tale) => {
                self.trouble = None;
                let text = |lang| {
                    words!(
                        lang,
                        en: "The file was read again. You are at the same step.",
                        ja: "ファイルを読み直しました。同じステップを表示しています。"
                    )
                };
                if let Some(player) = self.story_mut() {
                    player.retell(tale);
                    self.notice = Some(notice(text, Tone::Good));
                }
            }
        }
    }

    /// Leaves a story: to the list, or a changed one to what it is compared with.
    pub(super) fn leave_story(&mut self) -> Request {
        self.screen = if let Some(aside) = self.aside.take() {
            Screen::WhatIf(aside)
        } else {
            self.end();
            Screen::Lessons
        };
        Request::Redraw
    }

    /// At the end of a lesson its result is told, once.
    pub(super) fn note(&mut self) {
        let is_lesson = self.aside.is_none() && self.guide.is_none();
        let Some(player) = self.story().filter(|player| player.is_over() && is_lesson) else { return };
        let sitting = Sitting::of(player, &self.record.learner, self.lang);
        if sitting.is_complete() {
            self.lessons.complete(sitting.scenario());
        }
        if !std::mem::replace(&mut self.record.told, true) {
            self.record.waiting.push(sitting);
        }
    }

    /// The learner goes away in the middle of a lesson, or at its end: what was answered so far is told.
    pub(in crate::tui) fn end(&mut self) {
        let sitting = self
            .story()
            .filter(|_| self.guide.is_none())
            .map(|player| Sitting::of(player, &self.record.learner, self.lang));
        if let Some(sitting) = sitting.filter(|sitting| !self.record.told && sitting.counts()) {
            self.record.told = true;
            self.record.waiting.push(sitting);
        }
    }

    /// A result was kept, or it stays here until it can be.
    pub(in crate::tui) fn kept(&mut self, line: String, result: Result<(), Text>) {
        if let Err(text) = result {
            self.record.unkept.push(line);
            self.notice = Some(Notice { text, tone: Tone::Bad });
        }
    }
}

fn notice(text: impl Fn(Lang) -> &'static str, tone: Tone) -> Notice {
    Notice { text: Text { en: Some(text(Lang::En).to_owned()), ja: Some(text(Lang::Ja).to_owned()) }, tone }
}
