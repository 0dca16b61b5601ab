//! The colours that a terminal takes.

use ratatui::style::{Color, Style};

/// Which colours to draw with. No background is ever painted: the terminal keeps its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colours {
    /// No colour at all: bold, faint and reverse only.
    None,
    /// The sixteen colours that the learner's own theme defines.
    #[default]
    Terminal,
    /// The palette of Okabe and Ito, which people of every colour vision can tell apart.
    OkabeIto,
}

impl Colours {
    /// What the environment asks for: none under `NO_COLOR`, the exact palette where `COLORTERM` promises true colour.
    pub fn from_env() -> Self {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        match (set("NO_COLOR"), set("COLORTERM").as_deref()) {
            (Some(_), _) => Self::None,
            (None, Some("truecolor" | "24bit")) => Self::OkabeIto,
            _ => Self::Terminal,
        }
    }

    pub(super) fn good(self) -> Style {
        self.choose(Color::Green, Color::Rgb(0x00, 0x72, 0xB2))
    }

    pub(super) fn bad(self) -> Style {
        self.choose(Color::Red, Color::Rgb(0xD5, 0x5E, 0x00))
    }

    pub(super) fn warn(self) -> Style {
        self.choose(Color::Yellow, Color::Rgb(0xE6, 0x9F, 0x00))
    }

    pub(super) fn other(self) -> Style {
        self.choose(Color::Magenta, Color::Rgb(0xCC, 0x79, 0xA7))
    }

    fn choose(self, named: Color, exact: Color) -> Style {
        match self {
            Self::None => Style::new(),
            Self::Terminal => Style::new().fg(named),
            Self::OkabeIto => Style::new().fg(exact),
        }
    }
}
