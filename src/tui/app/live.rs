//! A lab on the screen: its story grows, and a page of its own says how to come in.

use crate::lang::Lang;
use crate::scenario::Text;
use crate::story::Tone;
use crate::tui::keys::Action;
use crate::tui::library::Tale;
use crate::tui::live::Page;
use crate::tui::player::Player;
use crate::tui::state::{App, Notice, Screen};
use crate::tui::view;
use crate::words;

impl App {
    /// A lab is shown, from its guide on.
    pub(in crate::tui) fn watching(mut self, tale: Tale, guides: Box<[crate::guide::Guide; 2]>) -> Self {
        let last = usize::MAX;
        self.screen = Screen::Story(Box::new(Player::new(tale, last, self.animate).going_on()));
        self.guide = Some(Page::new(guides));
        self
    }

    /// More has happened.
    pub(in crate::tui) fn grown(&mut self, tale: Tale) {
        if let Screen::Story(player) = &mut self.screen {
            player.grow(tale);
        }
    }

    /// Whether the guide is what is to be seen.
    pub(in crate::tui) fn reads_guide(&self) -> bool {
        self.guide.as_ref().is_some_and(|page| page.open.is_some())
    }

    pub(super) fn open_guide(&mut self) {
        if let Some(page) = &mut self.guide {
            page.open = Some(0);
        }
    }

    /// Scrolls the guide; what leads into the story closes it.
    pub(super) fn read_guide(&mut self, action: Action) {
        match action {
            Action::Up => self.scroll_guide(-1),
            Action::Down => self.scroll_guide(1),
            Action::HalfUp | Action::Back => self.scroll_guide(-8),
            Action::HalfDown | Action::Next => self.scroll_guide(8),
            Action::Enter | Action::Escape | Action::Guide => {
                if let Some(page) = &mut self.guide {
                    page.open = None;
                }
            }
            _ => {}
        }
    }

    pub(super) fn scroll_guide(&mut self, lines: isize) {
        let reach = view::reach_of_guide(self, self.size);
        if let Some(page) = &mut self.guide {
            page.open = Some(reach.scrolled(lines));
        }
    }

    /// Whether a letter was waiting, and is tried now.
    pub(in crate::tui) fn hurried(&mut self, waited: bool) {
        if !waited {
            let text = |lang| words!(lang, en: "No letter is waiting.", ja: "待っているメールはありません。");
            self.say(text, Tone::Plain);
        }
    }

    pub(super) fn not_in_a_lab(&mut self) {
        let text = |lang| {
            words!(
                lang,
                en: "Not while the lab is open: save it with --save, and play that.",
                ja: "実験室ではできません。--save で保存したトレースを play で開いてください。"
            )
        };
        self.say(text, Tone::Warn);
    }

    fn say(&mut self, text: impl Fn(Lang) -> &'static str, tone: Tone) {
        let text = Text { en: Some(text(Lang::En).to_owned()), ja: Some(text(Lang::Ja).to_owned()) };
        self.notice = Some(Notice { text, tone });
    }
}
