//! What is being typed, and what was typed before.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};

use super::{Left, Typing};
use crate::tui::editor::Editor;
use crate::tutor::{Phase, complete};

/// The most lines that can be fetched back.
const MOST_KEPT: usize = 200;

/// How many lines a page of the conversation is scrolled.
const PAGE: usize = 8;

/// How many lines a turn of the wheel scrolls.
const WHEEL: usize = 3;

/// What a key asks of the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Request {
    Draw,
    Redraw,
    Call,
    Leave(Left),
}

/// The line that is being typed, and the lines before it.
#[derive(Debug, Default)]
pub(in crate::tui) struct Input {
    pub(in crate::tui) editor: Editor,
    kept: Vec<String>,
    /// Which of them is shown; none where a new line is being typed.
    at: Option<usize>,
    /// The new line, while an old one is shown.
    draft: String,
}

impl Input {
    fn keep(&mut self, line: &str) {
        self.at = None;
        if line.is_empty() || self.kept.last().is_some_and(|last| last == line) {
            return;
        }
        if self.kept.len() == MOST_KEPT {
            self.kept.remove(0);
        }
        self.kept.push(line.to_owned());
    }

    fn older(&mut self) {
        let at = self.at.unwrap_or(self.kept.len());
        let Some(before) = at.checked_sub(1) else { return };
        if self.at.is_none() {
            self.draft = self.editor.text();
        }
        self.show(before);
    }

    fn newer(&mut self) {
        match self.at {
            Some(at) if at + 1 < self.kept.len() => self.show(at + 1),
            Some(_) => {
                self.at = None;
                self.editor = Editor::of(&self.draft);
            }
            None => {}
        }
    }

    fn show(&mut self, at: usize) {
        self.at = Some(at);
        self.editor = Editor::of(self.kept.get(at).map_or("", String::as_str));
    }
}

impl Typing {
    /// Does what happened asks for.
    pub(in crate::tui) fn event(&mut self, event: &Event) -> Request {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => Request::Draw,
            Event::Key(key) => self.key(key),
            Event::Paste(text) => {
                self.paste(text);
                Request::Draw
            }
            Event::Mouse(mouse) => {
                self.wheel(mouse.kind);
                Request::Draw
            }
            Event::Resize(..) => Request::Redraw,
            _ => Request::Draw,
        }
    }

    /// Scrolls back, and not much further than there is something.
    fn scroll_back(&mut self, lines: usize) {
        self.scroll = self.scroll.saturating_add(lines).min(self.entries.len() * 3);
    }

    fn wheel(&mut self, kind: MouseEventKind) {
        match kind {
            MouseEventKind::ScrollUp => self.scroll_back(WHEEL),
            MouseEventKind::ScrollDown => self.scroll = self.scroll.saturating_sub(WHEEL),
            _ => {}
        }
    }

    fn key(&mut self, key: &KeyEvent) -> Request {
        let control = key.modifiers == KeyModifiers::CONTROL;
        match key.code {
            KeyCode::Char('c') if control => return Request::Leave(Left::Done),
            KeyCode::Char('d') if control && self.input.editor.text().is_empty() => return Request::Leave(Left::Done),
            KeyCode::Char('o') if control => return Request::Leave(Left::Story),
            KeyCode::Char('r') if control && self.dialogue.phase() == Phase::Over => {
                self.begin_again();
                return Request::Call;
            }
            KeyCode::Char('t') if control => self.lang = self.lang.other(),
            KeyCode::Char('g') if control => self.guided = !self.guided,
            KeyCode::Char('l') if control => return Request::Redraw,
            KeyCode::Esc => self.input.editor = Editor::default(),
            KeyCode::Enter => self.enter(),
            KeyCode::Tab => self.complete(),
            KeyCode::Up => self.input.older(),
            KeyCode::Down => self.input.newer(),
            KeyCode::PageUp => self.scroll_back(PAGE),
            KeyCode::PageDown => self.scroll = self.scroll.saturating_sub(PAGE),
            _ => {
                self.input.editor.key(key);
            }
        }
        Request::Draw
    }

    fn enter(&mut self) {
        let line = std::mem::take(&mut self.input.editor).text();
        self.input.keep(&line);
        self.submit(line);
    }

    fn complete(&mut self) {
        let proposed = self.proposed();
        if let Some(line) = complete(&self.input.editor.text(), proposed.as_deref()) {
            self.input.editor = Editor::of(&line);
        }
    }

    /// What is pasted counts as typed, with Enter at each end of a line.
    fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut lines = text.split('\n').peekable();
        while let Some(line) = lines.next() {
            self.input.editor.insert(line);
            if lines.peek().is_some() {
                self.enter();
            }
        }
    }
}
