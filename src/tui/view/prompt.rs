//! The last row, where something is typed or has to be said.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Scene, put};
use crate::tui::look::Look;
use crate::tui::player::Notice;
use crate::tui::typeset;
use crate::words;

/// Draws it over the keys of the footer; says whether there was something to draw.
pub(super) fn draw(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) -> bool {
    let line = match (scene.player.search.typed(), scene.player.notice()) {
        (Some(typed), _) => typing(scene, typed, rect.width.into()),
        (None, Some(notice)) => said(scene, notice),
        (None, None) => return false,
    };
    put(buf, rect, (rect.x, rect.y), &line);
    true
}

/// The end of what is typed is always in sight.
fn typing(scene: Scene<'_>, typed: &str, width: usize) -> Line<'static> {
    let ask = words!(scene.lang, en: " Search: ", ja: " 検索：");
    let hint = words!(scene.lang, en: "  Enter: find  Esc: leave", ja: "  Enter：検索  Esc：やめる");
    let room = width.saturating_sub(typeset::width(ask) + typeset::width(hint) + 2);
    let mut shown = typed;
    while typeset::width(shown) > room {
        let mut chars = shown.chars();
        chars.next();
        shown = chars.as_str();
    }
    Line::from(vec![
        Span::styled(ask, Look::strong()),
        Span::raw(shown.to_owned()),
        Span::styled(" ", Look::selected()),
        Span::styled(hint, Look::faint()),
    ])
}

fn said(scene: Scene<'_>, notice: Notice) -> Line<'static> {
    let mut spans = vec![Span::styled(format!(" {} ", notice.words(scene.lang)), Look::strong())];
    let keys = match notice {
        Notice::Found { .. } => {
            words!(scene.lang, en: "  n N: next, previous  Esc: leave", ja: "  n N：次、前  Esc：やめる")
        }
        Notice::NotFound { .. } => words!(scene.lang, en: "  /: search again", ja: "  /：もう一度検索"),
        _ => "",
    };
    spans.push(Span::styled(keys, Look::faint()));
    Line::from(spans)
}
