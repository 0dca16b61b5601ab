//! How the screen looks: which glyphs it is drawn with, and which colours the terminal takes.
//!
//! Everything a view paints goes through a role of [`Look`] (“selected”, “bad”), so that a theme is one file and a
//! verdict never depends on colour alone: each [`Tone`] has a symbol and stands beside a word.

mod colours;
mod glyphs;

use ratatui::style::{Modifier, Style};

pub use colours::Colours;
pub(super) use glyphs::Glyphs;

use crate::story::Tone;

/// Glyphs and colours together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// What lines, arrows and symbols are drawn with.
    pub(super) glyphs: &'static Glyphs,
    colours: Colours,
}

impl Look {
    /// A look in these colours, in plain ASCII where `ascii` says so.
    pub(super) fn new(colours: Colours, ascii: bool) -> Self {
        Self { glyphs: if ascii { &glyphs::ASCII } else { &glyphs::UNICODE }, colours }
    }

    /// Text that stands out.
    pub(super) fn strong() -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Text that stands back: what was there before, what is only a hint.
    pub(super) fn faint() -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Where the learner is. Reverse video shows on every terminal, with or without colour.
    pub(super) fn selected() -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// What this step added.
    pub(super) fn new_here(self) -> Style {
        self.colours.other().add_modifier(Modifier::BOLD)
    }

    /// How something came out.
    pub(super) fn tone(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => Style::new(),
            Tone::Good => self.colours.good().add_modifier(Modifier::BOLD),
            Tone::Bad => self.colours.bad().add_modifier(Modifier::BOLD),
            Tone::Warn => self.colours.warn().add_modifier(Modifier::BOLD),
        }
    }

    /// The symbol of a tone; a blank for what just happened.
    pub(super) fn symbol(self, tone: Tone) -> &'static str {
        match tone {
            Tone::Plain => " ",
            Tone::Good => self.glyphs.good,
            Tone::Bad => self.glyphs.bad,
            Tone::Warn => "!",
        }
    }
}
