//! One line of text being typed: what is in it, and where the cursor stands.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The most characters that a line takes.
const LONGEST: usize = 4_000;

/// A line and its cursor, which is counted in characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Editor {
    text: Vec<char>,
    cursor: usize,
}

impl Editor {
    /// A line to be changed, the cursor behind it.
    pub(super) fn of(text: &str) -> Self {
        let mut editor = Self::default();
        editor.insert(text);
        editor
    }

    /// What was typed.
    pub(super) fn text(&self) -> String {
        self.text.iter().collect()
    }

    /// What stands before the cursor, and behind it.
    pub(super) fn halves(&self) -> (String, String) {
        let (before, behind) = self.text.split_at(self.cursor.min(self.text.len()));
        (before.iter().collect(), behind.iter().collect())
    }

    /// Puts a text at the cursor. What is no character to be seen is left out.
    pub(super) fn insert(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_control()).take(LONGEST.saturating_sub(self.text.len())) {
            self.text.insert(self.cursor, c);
            self.cursor += 1;
        }
    }

    /// Does what a key asks for, and says whether it asked for anything here.
    pub(super) fn key(&mut self, key: &KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        // AltGr of Windows is Control and Alt together, and types characters.
        let types = !control || key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Char(c) if types => self.insert(c.encode_utf8(&mut [0; 4])),
            KeyCode::Char('u') => {
                self.text.drain(..self.cursor);
                self.cursor = 0;
            }
            KeyCode::Char('k') => self.text.truncate(self.cursor),
            KeyCode::Char('w') => self.rub_out_word(),
            KeyCode::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.text.remove(self.cursor);
            }
            KeyCode::Delete if self.cursor < self.text.len() => {
                self.text.remove(self.cursor);
            }
            KeyCode::Left => self.cursor = self.cursor.saturating_sub(1),
            KeyCode::Right => self.cursor = (self.cursor + 1).min(self.text.len()),
            KeyCode::Home | KeyCode::Char('a') => self.cursor = 0,
            KeyCode::End | KeyCode::Char('e') => self.cursor = self.text.len(),
            _ => return false,
        }
        true
    }

    fn rub_out_word(&mut self) {
        let before = self.text.get(..self.cursor).unwrap_or_default();
        let blanks = before.iter().rev().take_while(|c| **c == ' ').count();
        let word = before.iter().rev().skip(blanks).take_while(|c| **c != ' ').count();
        let start = self.cursor.saturating_sub(blanks + word);
        self.text.drain(start..self.cursor);
        self.cursor = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(editor: &mut Editor, keys: &[(KeyCode, KeyModifiers)]) {
        for (code, modifiers) in keys {
            editor.key(&KeyEvent::new(*code, *modifiers));
        }
    }

    #[test]
    fn a_line_is_changed_anywhere() {
        const PLAIN: KeyModifiers = KeyModifiers::NONE;
        let mut editor = Editor::of("葵 <aoi>");
        typed(&mut editor, &[(KeyCode::Home, PLAIN), (KeyCode::Delete, PLAIN), (KeyCode::Char('A'), PLAIN)]);
        assert_eq!(editor.text(), "A <aoi>");
        typed(&mut editor, &[(KeyCode::End, PLAIN), (KeyCode::Left, PLAIN), (KeyCode::Backspace, PLAIN)]);
        assert_eq!(editor.halves(), ("A <ao".to_owned(), ">".to_owned()));
        typed(&mut editor, &[(KeyCode::Char('w'), KeyModifiers::CONTROL)]);
        assert_eq!(editor.text(), "A >");
        let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        typed(&mut editor, &[(KeyCode::Char('u'), KeyModifiers::CONTROL), (KeyCode::Char('@'), altgr)]);
        assert_eq!(editor.text(), "@>");
    }

    #[test]
    fn nothing_that_is_typed_or_pasted_breaks_the_line() {
        let mut editor = Editor::of("a\r\n\u{1b}[2Jb");
        assert_eq!(editor.text(), "a[2Jb");
        editor.insert(&"x".repeat(2 * LONGEST));
        assert_eq!(editor.text().chars().count(), LONGEST);
    }
}
