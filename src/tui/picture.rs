//! Pictures of a story: each step as the screen shows it, without a terminal. For the book, for exports, for measuring.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::keys::Action;
use super::library::Tale;
use super::look::{Colours, Look};
use super::player::Player;
use super::view;
use crate::lang::Lang;
use crate::story::Story;

/// A story that pictures are taken of. In them everything has arrived: nothing moves, and nothing is asked.
#[derive(Debug, Clone)]
pub struct Pictures {
    player: Player,
    look: Look,
    lang: Lang,
}

impl Pictures {
    /// Of this story, in its own language, in these colours, and in plain ASCII where `ascii` says so.
    pub fn of(story: &Story, colours: Colours, ascii: bool) -> Self {
        let mut player = Player::new(Tale::tell(|_| story.clone()), 0, false);
        if player.quiz.popup().is_some() {
            player.act(Action::Escape);
        }
        Self { player, look: Look::new(colours, ascii), lang: story.lang }
    }

    /// The screen at a step, from 1, in so many columns and rows; at the last step where there are fewer.
    pub fn at(&mut self, step: usize, (width, height): (u16, u16)) -> Buffer {
        let area = Rect::new(0, 0, width, height);
        self.player.jump(step.saturating_sub(1));
        let mut picture = Buffer::empty(area);
        view::still(&self.player, self.look, self.lang, area, &mut picture);
        picture
    }
}

/// The text of a picture, one line a row.
pub fn text_of(picture: &Buffer) -> String {
    let row = |y: u16| {
        let mut text = String::new();
        let mut x = picture.area.x;
        while x < picture.area.right() {
            let symbol = picture[(x, y)].symbol();
            text.push_str(symbol);
            x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
        }
        text.trim_end().to_owned()
    };
    (picture.area.top()..picture.area.bottom()).map(row).collect::<Vec<_>>().join("\n")
}
