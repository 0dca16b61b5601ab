//! The first row: which lesson, how far. And the row over the panes: the step's title.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Scene, put, steps};
use crate::tui::look::Look;
use crate::tui::typeset;
use crate::{text, words};

pub(super) fn draw(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    let story = scene.player.story(scene.lang);
    let right = format!("{}{} ", playing(scene), place(scene));
    let room = usize::from(rect.width).saturating_sub(typeset::width(&right) + 1);
    let title = typeset::pad(&format!(" {}", story.title), room, scene.look.glyphs.ellipsis);
    let line = Line::from(vec![Span::styled(title, Look::strong()), Span::raw(" "), Span::raw(right)]);
    put(buf, rect, (rect.x, rect.y), &line);
}

/// The step: its symbol and title.
pub(super) fn heading(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    let look = scene.look;
    let line = match scene.player.step(scene.lang) {
        Some(step) => {
            let stage = step.stage.map_or(look.glyphs.dot, |stage| look.glyphs.stages[stage.number() - 1]);
            Line::from(vec![
                Span::raw(format!(" {stage} ")),
                Span::styled(format!("{} ", look.symbol(step.tone)), look.tone(step.tone)),
                Span::styled(
                    typeset::cut(&step.title, usize::from(rect.width).saturating_sub(6), look.glyphs.ellipsis),
                    look.tone(step.tone).patch(Look::strong()),
                ),
            ])
        }
        None if scene.player.is_live() => Line::from(words!(
            scene.lang,
            en: " Nobody has come yet. The key d shows how to come in.",
            ja: " まだ誰も来ていません。dキーで入り方を表示します。"
        )),
        None => {
            Line::from(words!(scene.lang, en: " Nothing happens in this story.", ja: " ここでは何も起こりません。"))
        }
    };
    put(buf, rect, (rect.x, rect.y), &line);
}

fn place(scene: Scene<'_>) -> String {
    let steps = scene.player.story(scene.lang).steps.len();
    let Some(step) = scene.player.step(scene.lang) else { return String::new() };
    let stage = steps::stage_name(step.stage, scene.lang);
    let number = step.stage.map_or(scene.look.glyphs.dot, |stage| scene.look.glyphs.stages[stage.number() - 1]);
    format!("{}{number} {stage}  {}/{steps}", unseen(scene), step.number)
}

/// How much is new since the learner went back.
fn unseen(scene: Scene<'_>) -> String {
    match scene.player.unseen() {
        0 => String::new(),
        new => text!(scene.lang, en: "{new} new (End)  ", ja: "新着{new} (End)  "),
    }
}

fn playing(scene: Scene<'_>) -> String {
    let autoplay = scene.player.autoplay;
    if autoplay.is_on() { format!("{} x{}  ", scene.look.glyphs.right, autoplay.speed()) } else { String::new() }
}
