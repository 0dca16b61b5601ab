//! A box over the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::put;
use crate::tui::look::Look;
use crate::tui::typeset;

/// Draws lines in a box in the middle of `area`, as high as they are; what does not fit is left out from the end.
pub(super) fn draw(look: Look, title: &str, lines: &[Line<'_>], width: u16, area: Rect, buf: &mut Buffer) {
    let rect = place(lines.len(), width, area);
    clear(rect, buf);
    let inner = usize::from(rect.width.saturating_sub(2));
    let [_, upright, ..] = look.glyphs.heavy;
    for (at, y) in (rect.y..rect.bottom()).enumerate() {
        let last = y + 1 == rect.bottom();
        if at == 0 || last {
            put(buf, rect, (rect.x, y), &edge(look, if at == 0 { title } else { "" }, inner, at == 0));
            continue;
        }
        put(buf, rect, (rect.x, y), &Line::styled(upright, Look::strong()));
        put(buf, rect, (rect.right() - 1, y), &Line::styled(upright, Look::strong()));
        if let Some(line) = lines.get(at - 1) {
            let inside = Rect { x: rect.x + 2, width: rect.width.saturating_sub(4), ..rect };
            put(buf, inside, (inside.x, y), line);
        }
    }
}

/// How many cells a line may take in a popup of that width.
pub(super) fn inner(width: u16) -> usize {
    usize::from(width.saturating_sub(4))
}

fn place(lines: usize, width: u16, area: Rect) -> Rect {
    let height = u16::try_from(lines + 2).unwrap_or(u16::MAX).min(area.height);
    let width = width.min(area.width);
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
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
