//! What an event does to the state: the list of lessons, a lesson being opened, or a story being read.
//!
//! ```text
//!            Enter               the story is there
//!   Lessons ───────► Opening ───────────────────────► Story
//!      ▲  ▲             │ Esc, or an error              │
//!      │  └─────────────┘                               │
//!      └──────────────────────── Esc ───────────────────┘
//! ```
//!
//! What follows from `w` is in `app/asking.rs`; results, and files that change, in `app/lesson.rs`; what the speaker's
//! notes are told in `app/card.rs`.

mod asking;
mod card;
mod lesson;
mod live;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crossterm::event::{Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;

use super::geometry::{Hit, Move};
use super::keys::Action;
use super::library::{Lesson, Opened, Trouble};
use super::list::List;
use super::look::Look;
use super::player::{Player, Reaction};
use super::reading::{Reader, Turn};
use super::score::Record;
use super::state::{App, Notice, Screen};
use super::view;
use crate::lang::Lang;
use crate::scenario::Scenario;
use crate::story::Tone;
use crate::trace::Time;

/// How many lines a turn of the wheel scrolls.
const WHEEL: isize = 3;

/// What the loop has to do after an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    /// Nothing: what is on the screen still stands.
    Wait,
    /// Draw what changed.
    Draw,
    /// Draw everything anew: the words have changed, and a terminal may have drawn wide ones its own way.
    Redraw,
    /// Run the lesson of that name.
    Open(String),
    /// Run it once more beside the story that is shown, from the same moment on.
    Again(String, Time),
    /// Run a changed scenario, from that moment on.
    Run(Box<Scenario>, Time),
    /// Write a new file.
    Write {
        /// Where.
        path: String,
        /// What.
        text: String,
    },
    /// Look which lessons there are.
    List,
    /// Stop running it.
    Cancel,
    /// Let the next letter that waits be tried now.
    Hurry,
    /// Leave.
    Quit,
}

impl App {
    /// The list of lessons.
    pub(super) fn new(lang: Lang, look: Look, lessons: Vec<Lesson>) -> Self {
        Self {
            lang,
            look,
            screen: Screen::Lessons,
            lessons: List::new(lessons, std::collections::BTreeSet::new()),
            aside: None,
            notice: None,
            trouble: None,
            record: Record::default(),
            guide: None,
            help: None,
            blank: false,
            large: false,
            size: Rect::default(),
            start: 0,
            animate: true,
        }
    }

    /// The first story opens at this step, from 0.
    pub(super) fn starting_at(mut self, step: usize) -> Self {
        self.start = step;
        self
    }

    /// A letter is explained instead.
    pub(super) fn explaining(mut self, reader: Reader) -> Self {
        self.screen = Screen::Reading(reader);
        self
    }

    /// A lesson is being run already.
    pub(super) fn opening(mut self) -> Self {
        self.screen = Screen::Opening;
        self
    }

    /// Whether things are seen moving, or have arrived at once.
    pub(super) fn moving(mut self, animate: bool) -> Self {
        self.animate = animate;
        self
    }

    /// The terminal is this large.
    pub(super) fn resize(&mut self, width: u16, height: u16) {
        self.size = Rect::new(0, 0, width, height);
    }

    /// A story is there, or why there is none.
    pub(super) fn opened(&mut self, result: Opened) {
        if let Screen::WhatIf(whatif) = &mut self.screen {
            whatif.ran(result);
            return;
        }
        match result {
            Ok(tale) => {
                let start = std::mem::take(&mut self.start);
                (self.record.told, self.aside, self.trouble) = (false, None, None);
                self.screen = Screen::Story(Box::new(Player::new(tale, start, self.animate)));
                self.note();
            }
            Err(trouble) => {
                self.screen = Screen::Lessons;
                self.not_opened(trouble);
            }
        }
    }

    fn not_opened(&mut self, trouble: Trouble) {
        match (trouble, self.lessons.chosen().map(|lesson| lesson.name.clone())) {
            (Trouble::Said(text), _) => self.notice = Some(Notice { text, tone: Tone::Bad }),
            (mistakes, Some(name)) => self.lessons.set_flaw(&name, Some(mistakes)),
            (mistakes, None) => self.trouble = Some(mistakes),
        }
    }

    /// After how long [`tick`](Self::tick) wants to be called; never, where nothing moves by itself.
    pub(super) fn alarm(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Story(player) if self.help.is_none() && !self.blank && !self.reads_guide() => player.alarm(),
            _ => None,
        }
    }

    /// Time has passed.
    pub(super) fn tick(&mut self) {
        if let Screen::Story(player) = &mut self.screen {
            player.tick();
        }
    }

    /// Does what an event of the terminal asks for.
    pub(super) fn event(&mut self, event: &Event) -> Request {
        match event {
            Event::Resize(width, height) => {
                self.resize(*width, *height);
                Request::Draw
            }
            Event::Key(key) if key.kind == KeyEventKind::Release => Request::Wait,
            Event::Key(key) if self.is_filling_in() && Action::of(*key) != Some(Action::Interrupt) => self.fill_in(key),
            Event::Paste(text) if self.is_filling_in() => self.paste(text),
            Event::Key(key) if self.is_typing() && Action::of(*key) != Some(Action::Interrupt) => {
                self.reading(|player, lang| player.type_key(*key, lang))
            }
            Event::Paste(text) if self.is_typing() => self.reading(|player, _| player.paste(text)),
            Event::Key(key) => Action::of(*key).map_or(Request::Wait, |action| self.act(action)),
            Event::Mouse(mouse) if mouse.kind == MouseEventKind::Moved => Request::Wait,
            Event::Mouse(mouse) => {
                self.mouse(*mouse);
                Request::Draw
            }
            _ => Request::Wait,
        }
    }

    fn act(&mut self, action: Action) -> Request {
        if matches!(action, Action::Quit | Action::Interrupt) {
            return Request::Quit;
        }
        if std::mem::take(&mut self.blank) {
            return Request::Redraw;
        }
        self.notice = None;
        if self.trouble.take().is_some() && matches!(action, Action::Escape | Action::Enter | Action::Next) {
            return Request::Redraw;
        }
        match action {
            Action::Language => {
                self.lang = self.lang.other();
                return Request::Redraw;
            }
            Action::Blank => self.blank = true,
            _ if self.help.is_some() => self.read_help(action),
            Action::Help => self.help = Some(0),
            Action::Hurry if self.guide.is_some() => return Request::Hurry,
            _ if self.reads_guide() => self.read_guide(action),
            Action::Guide => self.open_guide(),
            Action::Large => {
                self.large = !self.large;
                return Request::Redraw;
            }
            _ => return self.act_on_screen(action),
        }
        Request::Draw
    }

    fn act_on_screen(&mut self, action: Action) -> Request {
        match &self.screen {
            Screen::Lessons => self.choose(action),
            Screen::Opening if action == Action::Escape => {
                self.screen = Screen::Lessons;
                Request::Cancel
            }
            Screen::Opening => Request::Draw,
            Screen::Story(_) => {
                let request = self.read(action);
                self.note();
                request
            }
            Screen::WhatIf(_) => self.ask(action),
            Screen::Reading(_) => self.explain(action),
        }
    }

    /// A letter that is explained: leaving it leaves the program, which was started for it.
    fn explain(&mut self, action: Action) -> Request {
        let (height, last) = view::right_side(self, self.size);
        let Screen::Reading(reader) = &mut self.screen else { return Request::Draw };
        match reader.act(action, last, height) {
            Turn::Stay => Request::Draw,
            Turn::Leave => Request::Quit,
        }
    }

    fn choose(&mut self, action: Action) -> Request {
        match (action, self.lessons.chosen()) {
            (Action::Enter | Action::Next, Some(lesson)) => {
                let name = lesson.name.clone();
                self.lessons.set_flaw(&name, None);
                self.screen = Screen::Opening;
                Request::Open(name)
            }
            (Action::Reload, _) => Request::List,
            _ => {
                self.lessons.act(action);
                Request::Draw
            }
        }
    }

    /// Whether keys are letters of what is searched for.
    fn is_typing(&self) -> bool {
        matches!(&self.screen, Screen::Story(player) if player.is_typing() && self.help.is_none() && !self.blank)
    }

    /// Does something with the story.
    fn reading(&mut self, act: impl FnOnce(&mut Player, Lang)) -> Request {
        if let Screen::Story(player) = &mut self.screen {
            act(player, self.lang);
        }
        Request::Draw
    }

    fn read(&mut self, action: Action) -> Request {
        match action {
            Action::Up => self.step_in_pane(false),
            Action::Down => self.step_in_pane(true),
            Action::HalfUp => self.scroll(-8),
            Action::HalfDown => self.scroll(8),
            Action::WhatIf | Action::Reload if self.guide.is_some() => self.not_in_a_lab(),
            Action::WhatIf if !self.is_asked() => return self.what_if(),
            Action::Reload => return self.reload(),
            Action::NextMatch => return self.reading(|player, lang| player.find(true, lang)),
            Action::PreviousMatch => return self.reading(|player, lang| player.find(false, lang)),
            _ => {
                let Screen::Story(player) = &mut self.screen else { return Request::Draw };
                if player.act(action) == Reaction::Leave {
                    if self.guide.is_some() {
                        self.open_guide();
                        return Request::Draw;
                    }
                    return self.leave_story();
                }
            }
        }
        Request::Draw
    }

    /// Scrolls the help page; whatever else is asked for closes it.
    fn read_help(&mut self, action: Action) {
        let reach = view::reach_of_help(self, self.size);
        let to = |lines: isize| Some(reach.scrolled(lines));
        self.help = match action {
            Action::Up => to(-1),
            Action::Down => to(1),
            Action::HalfUp | Action::Back => to(-8),
            Action::HalfDown | Action::Next if reach.offset < reach.last => to(8),
            _ => None,
        };
    }

    fn scroll(&mut self, lines: isize) {
        let reach = view::reach(self, self.size);
        if let Screen::Story(player) = &mut self.screen {
            player.scroll_to(reach.scrolled(lines));
        }
    }

    /// The next thing in the pane is pointed at, or the pane scrolled to where there is one.
    fn step_in_pane(&mut self, down: bool) {
        let reach = view::reach(self, self.size);
        let Screen::Story(player) = &mut self.screen else { return };
        match reach.step(down) {
            Move::Scroll(line) => player.scroll_to(line),
            Move::To(stop) => {
                player.point_at(stop);
                let now = view::reach(self, self.size);
                let line = now.keeping(stop, reach.row_of(stop).unwrap_or(0));
                let Screen::Story(player) = &mut self.screen else { return };
                player.scroll_to(line);
            }
        }
    }

    /// A click on a pane sends the keys to it, a click on a step goes there; the wheel scrolls what is under it.
    fn mouse(&mut self, mouse: MouseEvent) {
        let wheel = matches!(mouse.kind, MouseEventKind::ScrollDown | MouseEventKind::ScrollUp);
        let (_, last) = view::right_side(self, self.size);
        if let Screen::Reading(reader) = &mut self.screen {
            if wheel && self.help.is_none() {
                reader.wheel(mouse.kind == MouseEventKind::ScrollDown, last);
            }
            return;
        }
        if wheel && self.reads_guide() && self.help.is_none() {
            let down = mouse.kind == MouseEventKind::ScrollDown;
            self.scroll_guide(if down { WHEEL } else { -WHEEL });
            return;
        }
        let in_guide = self.reads_guide();
        let hit = view::hit(self, self.size, (mouse.column, mouse.row));
        let (Some(hit), Screen::Story(player)) = (hit, &mut self.screen) else { return };
        if player.quiz.popup().is_some() || player.is_typing() || self.help.is_some() || in_guide {
            return;
        }
        match (mouse.kind, hit) {
            (MouseEventKind::Down(MouseButton::Left), Hit::Pane(pane)) => player.focus(pane),
            (MouseEventKind::Down(MouseButton::Left), Hit::Stop(pane, stop)) => player.click(pane, stop),
            (MouseEventKind::Down(MouseButton::Left), Hit::Step(step)) => player.jump(step),
            (MouseEventKind::ScrollDown, Hit::Pane(pane) | Hit::Stop(pane, _)) => {
                player.focus(pane);
                self.scroll(WHEEL);
            }
            (MouseEventKind::ScrollUp, Hit::Pane(pane) | Hit::Stop(pane, _)) => {
                player.focus(pane);
                self.scroll(-WHEEL);
            }
            _ => {}
        }
    }
}
