//! A line that is being typed, with the cursor in it.

use ratatui::text::Span;

use crate::tui::editor::Editor;
use crate::tui::look::Look;
use crate::tui::typeset;

/// The line, so many cells of it: those around the cursor. The cursor is a cell in reverse video, or none where keys go
/// elsewhere.
pub(super) fn spans(editor: &Editor, typing: bool, cells: usize) -> Vec<Span<'static>> {
    let (before, behind) = editor.halves();
    if !typing {
        return vec![Span::raw(typeset::cut(&format!("{before}{behind}"), cells, "…"))];
    }
    let room = cells.saturating_sub(1);
    let behind_cells = typeset::width(&behind).min(room / 3);
    let before = tail(&before, room - behind_cells);
    let rest = room - typeset::width(&before);
    let mut chars = behind.chars();
    let under = chars.next().map_or_else(|| " ".to_owned(), |c| c.to_string());
    let behind = head(chars.as_str(), (rest + 1).saturating_sub(typeset::width(&under)));
    vec![Span::raw(before), Span::styled(under, Look::selected()), Span::raw(behind)]
}

/// The end of a text that fits.
fn tail(text: &str, cells: usize) -> String {
    let mut taken = 0;
    let fits = |c: &char| {
        taken += typeset::width(c.encode_utf8(&mut [0; 4]));
        taken <= cells
    };
    let end: Vec<char> = text.chars().rev().take_while(fits).collect();
    end.into_iter().rev().collect()
}

/// The beginning of it.
fn head(text: &str, cells: usize) -> String {
    typeset::cut(text, cells, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_always_in_sight() {
        let text = "葵".repeat(40);
        for cells in 3..30 {
            for keys in 0..41 {
                let mut editor = Editor::of(&text);
                for _ in 0..keys {
                    let key = crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Left);
                    editor.key(&key);
                }
                let spans = spans(&editor, true, cells);
                let width: usize = spans.iter().map(|span| typeset::width(&span.content)).sum();
                assert!(width <= cells + 1, "{width} of {cells}");
                assert_eq!(spans.iter().filter(|span| span.style == Look::selected()).count(), 1);
            }
        }
    }
}
