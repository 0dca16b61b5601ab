//! A terminal in memory that can be looked at while the loop runs.
//!
//! Unlike ratatui's own it does with wide characters what real terminals do: one takes two cells, and where half of it is
//! written over, the other half goes too. So a frame that leaves half a character behind looks broken here as well.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use unicode_width::UnicodeWidthStr;

/// All clones are the same terminal.
#[derive(Clone)]
pub(in crate::tui) struct Glass(Rc<RefCell<Buffer>>);

impl Glass {
    pub(in crate::tui) fn new((width, height): (u16, u16)) -> Self {
        Self(Rc::new(RefCell::new(Buffer::empty(Rect::new(0, 0, width, height)))))
    }

    /// What is on it now.
    pub(in crate::tui) fn shown(&self) -> Buffer {
        self.0.borrow().clone()
    }

    pub(in crate::tui) fn resize(&self, (width, height): (u16, u16)) {
        self.0.borrow_mut().resize(Rect::new(0, 0, width, height));
    }
}

/// Blanks what half of it is about to be written over.
fn break_wide(buf: &mut Buffer, (x, y): (u16, u16)) {
    if let Some(before) = x.checked_sub(1).and_then(|x| buf.cell_mut((x, y)))
        && before.symbol().width() > 1
    {
        before.set_symbol(" ");
    }
}

impl Backend for Glass {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut buf = self.0.borrow_mut();
        for (x, y, cell) in content {
            break_wide(&mut buf, (x, y));
            if cell.symbol().width() > 1
                && let Some(second) = buf.cell_mut((x + 1, y))
            {
                second.reset();
            }
            if let Some(there) = buf.cell_mut((x, y)) {
                *there = cell.clone();
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, _: P) -> io::Result<()> {
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.borrow_mut().reset();
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.0.borrow().area.as_size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
