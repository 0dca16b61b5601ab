//! Searching the whole story: what is typed, what was found, and going from one match to the next.
//!
//! A step is searched for what is new with it; else a header field would be found again in every later step. What stands
//! behind a question that has not been asked yet is not searched: even that there is a match would give something away.

mod found;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{Notice, Pane, Player, Spot};
use crate::lang::Lang;
use crate::tui::needle::Needle;
pub(super) use found::Found;

/// The most characters that can be searched for.
const LONGEST: usize = 200;

/// The search of a story.
#[derive(Debug, Clone, Default)]
pub(in crate::tui) struct Search {
    /// What is being typed; none while nothing is.
    typed: Option<String>,
    needle: Option<Needle>,
    here: Option<Found>,
}

impl Search {
    /// What is being typed, if anything is.
    pub(in crate::tui) fn typed(&self) -> Option<&str> {
        self.typed.as_deref()
    }

    /// What is searched for, and has to be marked wherever it stands.
    pub(in crate::tui) fn needle(&self) -> Option<&Needle> {
        self.needle.as_ref()
    }

    pub(super) fn begin(&mut self) {
        self.typed = Some(String::new());
    }

    /// Forgets what was searched for; says whether there was something.
    pub(super) fn end(&mut self) -> bool {
        self.here = None;
        self.needle.take().is_some()
    }

    fn add(&mut self, text: &str) {
        if let Some(typed) = &mut self.typed {
            let room = LONGEST.saturating_sub(typed.chars().count());
            typed.extend(text.chars().filter(|c| !c.is_control()).take(room));
        }
    }

    fn key(&mut self, key: KeyEvent) {
        let Some(typed) = &mut self.typed else { return };
        match key.code {
            KeyCode::Esc => self.typed = None,
            KeyCode::Backspace if typed.pop().is_none() => self.typed = None,
            KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => typed.clear(),
            KeyCode::Char(c) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
                self.add(c.encode_utf8(&mut [0; 4]));
            }
            _ => {}
        }
    }
}

impl Player {
    /// Whether keys are letters of what is searched for.
    pub(in crate::tui) fn is_typing(&self) -> bool {
        self.search.typed.is_some()
    }

    /// Takes a key as part of what is searched for; Enter searches in the story of that language.
    pub(in crate::tui) fn type_key(&mut self, key: KeyEvent, lang: Lang) {
        if key.kind == KeyEventKind::Release {
            return;
        }
        if key.code == KeyCode::Enter {
            let typed = self.search.typed.take().unwrap_or_default();
            return self.search_for(&typed, lang);
        }
        self.search.key(key);
    }

    /// Takes what was pasted as part of what is searched for.
    pub(in crate::tui) fn paste(&mut self, text: &str) {
        self.search.add(text);
    }

    /// Searches from this step on. Nothing typed means the same as before.
    fn search_for(&mut self, typed: &str, lang: Lang) {
        if let Some(needle) = Needle::of(typed) {
            self.search.needle = Some(needle);
        }
        self.search.here = None;
        if self.search.needle.is_some() {
            self.leave_mark();
            self.next_match(true, lang);
        }
    }

    /// A key asks for the next match, or for the previous one.
    pub(in crate::tui) fn find(&mut self, forward: bool, lang: Lang) {
        self.settle();
        if self.quiz.popup().is_none() {
            self.next_match(forward, lang);
        }
    }

    /// Goes to the next match, or to the previous one; round the story where there is none any more.
    fn next_match(&mut self, forward: bool, lang: Lang) {
        let Some(needle) = self.search.needle.clone() else { return self.search.begin() };
        let until = self.quiz.veil(self.cursor());
        let veiled = until.is_some();
        let steps = until.unwrap_or(usize::MAX).min(self.story(lang).steps.len());
        let all: Vec<Found> = (0..steps).flat_map(|step| found::in_step(self.story(lang), step, &needle)).collect();
        match self.choose_match(&all, forward) {
            Some(at) => {
                self.go_to_match(&all[at]);
                self.say(Notice::Found { at: at + 1, of: all.len(), veiled });
            }
            None => self.say(Notice::NotFound { veiled }),
        }
    }

    fn choose_match(&self, all: &[Found], forward: bool) -> Option<usize> {
        let last = all.len().checked_sub(1)?;
        let here = self.search.here.as_ref().filter(|found| found.step == self.cursor());
        let here = here.and_then(|here| all.iter().position(|found| found == here));
        Some(match (here, forward) {
            (Some(at), true) => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
            (None, true) => all.iter().position(|found| found.step >= self.cursor()).unwrap_or(0),
            (None, false) => all.iter().rposition(|found| found.step <= self.cursor()).unwrap_or(last),
        })
    }

    fn go_to_match(&mut self, found: &Found) {
        if found.step != self.cursor() {
            self.jump(found.step);
        }
        self.focus(found.pane);
        match found.proof {
            Some(proof) => self.prove_whole(proof),
            None if found.pane == Pane::Verdicts => self.proof = None,
            None => {}
        }
        self.line = found.line;
        if let Some(spot) = self.spot_mut(found.pane) {
            *spot = Spot { stop: found.stop, scroll: None };
        }
        self.search.here = Some(found.clone());
    }

    /// Whether the match that was gone to last stands in that pane.
    pub(in crate::tui) fn match_in(&self, pane: Pane) -> bool {
        self.search.here.as_ref().is_some_and(|found| found.step == self.cursor() && found.pane == pane)
    }
}
