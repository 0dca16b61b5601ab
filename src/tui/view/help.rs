//! All keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::popup;
use crate::tui::keys;
use crate::tui::look::Look;
use crate::tui::state::App;
use crate::tui::typeset::{hang, pad};
use crate::words;

const WIDTH: u16 = 76;
/// The column of the keys.
const KEYS: usize = 25;

pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    let width = WIDTH.min(area.width);
    let [right, left, up_down] = app.look.glyphs.arrows;
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (keys, does) in keys::table(app.lang) {
        let keys = keys.replace("{right}", right).replace("{left}", left).replace("{updown}", up_down);
        let lead = Span::styled(pad(&keys, KEYS, app.look.glyphs.ellipsis) + "  ", Look::strong());
        lines.extend(hang(vec![lead], does, Style::new(), popup::inner(width)));
    }
    lines.extend(legend(app));
    let title = words!(app.lang, en: "Keys", ja: "キー一覧");
    popup::Popup { title, lines, width, area, scroll: 0 }.draw(app.look, buf);
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
