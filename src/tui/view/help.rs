//! All keys: in one column, or in more where the screen is too low for one and wide enough for more; scrolled where even
//! that is not enough.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::popup::{self, Popup};
use crate::tui::geometry::Reach;
use crate::tui::keys;
use crate::tui::look::Look;
use crate::tui::state::App;
use crate::tui::typeset::{hang, line_width, pad, width as cells};
use crate::words;

/// As wide as one column of keys and their meanings is, with the borders.
const WIDTH: u16 = 76;
/// The most cells that the keys themselves take.
const KEYS: usize = 25;
/// Cells between two columns.
const GAP: usize = 3;

pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    popup(app, area).draw(app.look, buf);
}

/// How far the page is scrolled, and how far it can be.
pub(super) fn reach(app: &App, area: Rect) -> Reach {
    let popup = popup(app, area);
    Reach { offset: popup.offset(), last: popup.last(), ..Reach::default() }
}

fn popup(app: &App, area: Rect) -> Popup {
    let height = usize::from(area.height.saturating_sub(2));
    let most = (area.width / WIDTH).max(1);
    let set = |columns| (columns, lines(app, columns, popup::inner((WIDTH * columns).min(area.width))));
    let pages: Vec<_> = (1..=most).map(set).collect();
    let fits = pages.iter().position(|(_, lines)| lines.len() <= height);
    let chosen = fits.unwrap_or(pages.len().saturating_sub(1));
    let (columns, lines) = pages.into_iter().nth(chosen).unwrap_or_default();
    let title = if fits.is_some() {
        words!(app.lang, en: "Keys", ja: "キー一覧")
    } else {
        words!(app.lang, en: "Keys: j and k scroll", ja: "キー一覧（j、kでスクロール）")
    };
    Popup { title, lines, width: (WIDTH * columns).min(area.width), area, scroll: app.help.unwrap_or(0) }
}

/// The keys in so many columns, read down one and then down the next; below, what the glyphs mean.
fn lines(app: &App, columns: u16, width: usize) -> Vec<Line<'static>> {
    let columns = usize::from(columns);
    let column = (width.saturating_sub(GAP * (columns - 1)) / columns).max(1);
    let entries: Vec<Vec<Line<'static>>> = entries(app, column);
    let rows: usize = entries.iter().map(Vec::len).sum();
    let mut set: Vec<Vec<Line<'static>>> = vec![Vec::new()];
    for entry in entries {
        match set.last_mut() {
            Some(last) if last.len() + entry.len() <= rows.div_ceil(columns) || columns == 1 => last.extend(entry),
            _ => set.push(entry),
        }
    }
    let mut lines = beside(set, column);
    lines.extend(legend(app));
    lines
}

fn entries(app: &App, width: usize) -> Vec<Vec<Line<'static>>> {
    let [right, left, up_down] = app.look.glyphs.arrows;
    let fill = |keys: &str| keys.replace("{right}", right).replace("{left}", left).replace("{updown}", up_down);
    let table: Vec<(String, &str)> = keys::table(app.lang).into_iter().map(|(keys, does)| (fill(keys), does)).collect();
    let widest = table.iter().map(|(keys, _)| cells(keys)).max().unwrap_or(0).min(KEYS);
    let entry = |(keys, does): &(String, &str)| {
        let lead = Span::styled(pad(keys, widest, app.look.glyphs.ellipsis) + "  ", Look::strong());
        hang(vec![lead], does, Style::new(), width)
    };
    table.iter().map(entry).collect()
}

/// Columns of lines, one beside the other.
fn beside(columns: Vec<Vec<Line<'static>>>, width: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (at, column) in columns.into_iter().enumerate() {
        for (row, line) in column.into_iter().enumerate() {
            if row == lines.len() {
                lines.push(Line::default());
            }
            if let Some(whole) = lines.get_mut(row) {
                let missing = (at * (width + GAP)).saturating_sub(line_width(whole));
                whole.push_span(Span::raw(" ".repeat(missing)));
                whole.spans.extend(line.spans);
            }
        }
    }
    lines
}

/// What the glyphs of a conversation mean.
fn legend(app: &App) -> [Line<'static>; 2] {
    let glyphs = app.look.glyphs;
    let (client, server) =
        words!(app.lang, en: "client|server", ja: "クライアント|サーバー").split_once('|').unwrap_or_default();
    let secret = words!(app.lang, en: "inside TLS: nobody on the way can read it", ja: "TLSの中：途中では読めません");
    let line = format!(
        "C {} {client}  S {} {server}  {}{} {secret}",
        glyphs.right, glyphs.left, glyphs.upright_secret, glyphs.level_secret
    );
    [Line::default(), Line::styled(line, Look::faint())]
}
