//! A box over the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::put;
use crate::tui::look::Look;
use crate::tui::typeset;

/// Lines in a box in the middle of an area: as high as they are, or as the area is, and scrolled then.
pub(super) struct Popup {
    pub(super) title: &'static str,
    pub(super) lines: Vec<Line<'static>>,
    pub(super) width: u16,
    pub(super) area: Rect,
    /// The first line in sight; the last ones are where it is too great.
    pub(super) scroll: usize,
}

impl Popup {
    pub(super) fn draw(&self, look: Look, buf: &mut Buffer) {
        let rect = self.place();
        clear(rect, buf);
        frame(look, self.title, rect, buf);
        let inside = Rect {
            x: rect.x + 2,
            y: rect.y + 1,
            width: rect.width.saturating_sub(4),
            height: rect.height.saturating_sub(2),
        };
        for (line, y) in self.lines.iter().skip(self.offset()).zip(inside.y..inside.bottom()) {
            put(buf, inside, (inside.x, y), line);
        }
    }

    /// The first line in sight.
    pub(super) fn offset(&self) -> usize {
        self.scroll.min(self.last())
    }

    /// The furthest that it can be scrolled.
    pub(super) fn last(&self) -> usize {
        self.lines.len().saturating_sub(usize::from(self.place().height.saturating_sub(2)))
    }

    fn place(&self) -> Rect {
        let height = u16::try_from(self.lines.len() + 2).unwrap_or(u16::MAX).min(self.area.height);
        let width = self.width.min(self.area.width);
        let (x, y) = ((self.area.width - width) / 2, (self.area.height - height) / 2);
        Rect { x: self.area.x + x, y: self.area.y + y, width, height }
    }
}

fn frame(look: Look, title: &str, rect: Rect, buf: &mut Buffer) {
    let inner = usize::from(rect.width.saturating_sub(2));
    let [_, upright, ..] = look.glyphs.heavy;
    let right = rect.right().saturating_sub(1);
    for y in rect.y..rect.bottom() {
        put(buf, rect, (rect.x, y), &Line::styled(upright, Look::strong()));
        put(buf, rect, (right, y), &Line::styled(upright, Look::strong()));
    }
    put(buf, rect, (rect.x, rect.y), &edge(look, title, inner, true));
    put(buf, rect, (rect.x, rect.bottom().saturating_sub(1)), &edge(look, "", inner, false));
}

/// How many cells a line may take in a popup of that width.
pub(super) fn inner(width: u16) -> usize {
    usize::from(width.saturating_sub(4))
}

fn edge(look: Look, title: &str, inner: usize, top: bool) -> Line<'static> {
    let [level, _, top_left, top_right, bottom_left, bottom_right] = look.glyphs.heavy;
    let (left, right) = if top { (top_left, top_right) } else { (bottom_left, bottom_right) };
    let title = if title.is_empty() { String::new() } else { format!(" {title} ") };
    let title = typeset::cut(&title, inner.saturating_sub(1), look.glyphs.ellipsis);
    let rest = level.repeat(inner.saturating_sub(1 + typeset::width(&title)));
    Line::styled(format!("{left}{level}{title}{rest}{right}"), Look::strong())
}

/// Blanks an area. A wide character whose second half lies in it goes as a whole: a terminal cannot show half of it, and
/// would swallow the box's border instead.
fn clear(rect: Rect, buf: &mut Buffer) {
    let rect = rect.intersection(buf.area);
    for y in rect.top()..rect.bottom() {
        if let Some(before) = rect.x.checked_sub(1).and_then(|x| buf.cell_mut((x, y)))
            && before.symbol().width() > 1
        {
            before.reset();
        }
        for x in rect.left()..rect.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}
