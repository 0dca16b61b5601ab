//! One line about what has just happened, until the next key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{popup, put};
use crate::tui::look::Look;
use crate::tui::state::App;
use crate::tui::typeset::{cut, pad};
use crate::words;

pub(super) fn draw(app: &App, rect: Rect, buf: &mut Buffer) {
    if let Some(notice) = &app.notice {
        let text = format!("{} {}", app.look.symbol(notice.tone), notice.text.get(app.lang).replace('\n', " "));
        let line = pad(&text, rect.width.into(), app.look.glyphs.ellipsis);
        put(buf, rect, (rect.x, rect.y), &Line::styled(line, app.look.tone(notice.tone)));
    }
}

/// Why a file that has changed could not be told anew, over the story that was told before.
pub(super) fn trouble(app: &App, area: Rect, buf: &mut Buffer) {
    let Some(trouble) = &app.trouble else { return };
    let width = area.width.saturating_sub(4).min(100);
    let room = popup::inner(width);
    let words = trouble.words(app.lang);
    let mut lines: Vec<Line<'static>> =
        words.trim_end().lines().map(|line| Line::from(cut(line, room, app.look.glyphs.ellipsis))).collect();
    lines.truncate(usize::from(area.height.saturating_sub(4)));
    lines.push(Line::default());
    let stays = words!(
        app.lang,
        en: "The story below is the one from before. Enter closes this.",
        ja: "下に見えるのは変更前の内容です。Enterで閉じます。",
    );
    lines.push(Line::styled(cut(stays, room, app.look.glyphs.ellipsis), Look::faint()));
    let title = words!(app.lang, en: "The file has changed, and cannot be read", ja: "変更されたファイルを読めません");
    popup::Popup { title, lines, width, area, scroll: 0 }.draw(app.look, buf);
}
