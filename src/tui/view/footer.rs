//! The last row: the keys that are wanted most, in words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Scene, put};
use crate::lang::Lang;
use crate::tui::look::Look;
use crate::tui::typeset;
use crate::words;

pub(super) fn draw(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    let [right, left, _] = scene.look.glyphs.arrows;
    let lang = scene.lang;
    let play = if scene.player.autoplay.is_on() {
        words!(lang, en: "stop", ja: "停止")
    } else {
        words!(lang, en: "play", ja: "再生")
    };
    let keys = [
        (right, words!(lang, en: "next", ja: "次へ")),
        (left, words!(lang, en: "back", ja: "前へ")),
        ("]", words!(lang, en: "stage", ja: "段階")),
        ("Tab", words!(lang, en: "pane", ja: "欄")),
        ("p", play),
        ("?", words!(lang, en: "keys", ja: "キー")),
        ("t", other_language(lang)),
        ("q", words!(lang, en: "quit", ja: "終了")),
    ];
    row(&keys, rect, buf);
}

/// The name of the other language, in that language.
pub(super) fn other_language(lang: Lang) -> &'static str {
    words!(lang, en: "日本語", ja: "English")
}

/// Keys and what they do, as many as fit.
pub(super) fn row(keys: &[(&str, &str)], rect: Rect, buf: &mut Buffer) {
    let mut spans = Vec::new();
    let mut taken = 0;
    for (key, does) in keys {
        taken += typeset::width(key) + typeset::width(does) + 4;
        if taken > usize::from(rect.width) + 1 {
            break;
        }
        spans.push(Span::styled(format!(" {key} "), Look::selected()));
        spans.push(Span::raw(format!("{does} ")));
    }
    put(buf, rect, (rect.x, rect.y), &Line::from(spans));
}
