//! What if: keys while something of the scenario is being changed, and lines that are typed.

use crossterm::event::{KeyCode, KeyEvent};

use super::Request;
use crate::scenario::Text;
use crate::story::Tone;
use crate::tui::keys::Action;
use crate::tui::state::{App, Notice, Screen};
use crate::tui::whatif::{Face, WhatIf};
use crate::words;

impl App {
    /// Whether keys are letters of a line: something to look for, a value, a name.
    pub(super) fn is_filling_in(&self) -> bool {
        let line = match &self.screen {
            Screen::Lessons => self.lessons.is_typing(),
            Screen::WhatIf(whatif) => whatif.is_typing(),
            Screen::Opening | Screen::Reading(_) | Screen::Story(_) => false,
        };
        line && self.help.is_none() && !self.blank
    }

    /// A key while a line is typed.
    pub(super) fn fill_in(&mut self, key: &KeyEvent) -> Request {
        match &mut self.screen {
            Screen::Lessons => self.lessons.key(key),
            Screen::WhatIf(whatif) => match key.code {
                KeyCode::Enter => return self.done(),
                KeyCode::Esc => {
                    whatif.back();
                }
                KeyCode::Up => whatif.turn(-1),
                KeyCode::Down | KeyCode::Tab => whatif.turn(1),
                _ => {
                    whatif.line().map(|line| line.key(key));
                }
            },
            Screen::Opening | Screen::Reading(_) | Screen::Story(_) => {}
        }
        Request::Draw
    }

    /// Text was pasted into the line.
    pub(super) fn paste(&mut self, text: &str) -> Request {
        match &mut self.screen {
            Screen::Lessons => self.lessons.paste(text),
            Screen::WhatIf(whatif) => {
                whatif.line().map(|line| line.insert(text)).unwrap_or_default();
            }
            Screen::Opening | Screen::Reading(_) | Screen::Story(_) => {}
        }
        Request::Draw
    }

    /// The line is done: a changed scenario to be run, or a file to be written.
    fn done(&mut self) -> Request {
        let Screen::WhatIf(whatif) = &mut self.screen else { return Request::Draw };
        if let Some((path, text)) = whatif.file() {
            return Request::Write { path, text };
        }
        whatif.run().map_or(Request::Draw, |(scenario, start)| Request::Run(scenario, start))
    }

    /// A new file was written at that place, or why not.
    pub(in crate::tui) fn written(&mut self, result: Result<String, Text>) {
        let Screen::WhatIf(whatif) = &mut self.screen else { return };
        match result {
            Ok(place) => {
                whatif.written(None);
                let text = Text {
                    en: Some(format!(
                        "Saved as {place}. Its questions and remarks are still those of before the change."
                    )),
                    ja: Some(format!("{place} に保存しました。質問と説明は、変える前のままです。")),
                };
                self.notice = Some(Notice { text, tone: Tone::Good });
            }
            Err(trouble) => whatif.written(Some(trouble)),
        }
    }

    /// Opens what can be changed in this story; in a changed one, what else.
    pub(super) fn what_if(&mut self) -> Request {
        let Screen::Story(player) = &self.screen else { return Request::Draw };
        let opened = match self.aside.take() {
            Some(mut aside) => {
                aside.go_on();
                Some(aside)
            }
            None => WhatIf::about(player).map(Box::new),
        };
        match opened {
            Some(whatif) => self.screen = Screen::WhatIf(whatif),
            None => self.notice = Some(nothing_to_change()),
        }
        Request::Redraw
    }

    /// A key while nothing is typed.
    pub(super) fn ask(&mut self, action: Action) -> Request {
        let Screen::WhatIf(whatif) = &mut self.screen else { return Request::Draw };
        match (&whatif.face, action) {
            (Face::Running(_), Action::Escape) => {
                whatif.cancel();
                return Request::Cancel;
            }
            (Face::Running(_), _) => {}
            (Face::Choose, Action::Enter | Action::Next) => whatif.edit(),
            (Face::Outcome(_), Action::Enter | Action::Next) => return self.read_changed(),
            (Face::Outcome(_), Action::WhatIf) => whatif.go_on(),
            (Face::Outcome(_), Action::Save) => whatif.name(),
            (_, Action::Escape | Action::WhatIf) => {
                self.screen = Screen::Story(Box::new(whatif.original().clone()));
                return Request::Redraw;
            }
            (_, action) => {
                if let Some(by) = lines(action) {
                    self.move_by(by);
                }
            }
        }
        Request::Draw
    }

    fn move_by(&mut self, by: isize) {
        let last = crate::tui::view::reach(self, self.size).last;
        let Screen::WhatIf(whatif) = &mut self.screen else { return };
        match whatif.face {
            Face::Choose => whatif.point(by),
            _ => whatif.scroll = whatif.scroll.min(last).saturating_add_signed(by).min(last),
        }
    }

    fn read_changed(&mut self) -> Request {
        let Screen::WhatIf(whatif) = &self.screen else { return Request::Draw };
        if let Some(player) = whatif.changed_story(self.animate) {
            self.aside = Some(whatif.clone());
            self.screen = Screen::Story(Box::new(player));
        }
        Request::Redraw
    }
}

/// How far a key moves.
fn lines(action: Action) -> Option<isize> {
    Some(match action {
        Action::Up => -1,
        Action::Down => 1,
        Action::HalfUp | Action::Back => -8,
        Action::HalfDown => 8,
        Action::First => isize::MIN,
        Action::Last => isize::MAX,
        _ => return None,
    })
}

fn nothing_to_change() -> Notice {
    let text = |lang| words!(lang, en: "This story cannot be changed.", ja: "ここでは変えられません。").to_owned();
    let text = Text { en: Some(text(crate::lang::Lang::En)), ja: Some(text(crate::lang::Lang::Ja)) };
    Notice { text, tone: Tone::Warn }
}
