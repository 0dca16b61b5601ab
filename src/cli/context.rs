//! Where the program runs: language, terminal or pipe, width and colour.

use std::io::{IsTerminal, stderr, stdin, stdout};

use super::args::{Color, ScreenArgs};
use crate::lang::Lang;
use crate::report::Look;
use crate::tui::{self, Colours, Open};

/// The widest line of prose: a longer one is hard to read on any screen.
const WIDEST: usize = 100;

/// What every command needs to know about its surroundings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// How to print on standard output.
    pub look: Look,
    /// What the user said about colour.
    pub color: Color,
    /// Whether to colour what goes to standard error.
    pub error_color: bool,
    /// Whether a person can sit before the screen: standard input and output are a terminal that can be drawn on.
    pub interactive: bool,
    /// Whether standard error is a terminal.
    pub progress: bool,
}

impl Context {
    pub fn new(lang: Lang, color: Color) -> Self {
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        let wanted = !dumb && std::env::var("NO_COLOR").map_or(true, |value| value.is_empty());
        let colored = |terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && wanted,
        };
        let (out, err) = (stdout().is_terminal(), stderr().is_terminal());
        Self {
            look: Look { lang, width: if out { terminal_width() } else { 80 }, color: colored(out) },
            color,
            error_color: colored(err),
            interactive: out && stdin().is_terminal() && !dumb,
            progress: err && !dumb,
        }
    }

    /// In which colours a screen is drawn: what the option says outranks the environment.
    pub fn theme(&self) -> Colours {
        match (self.color, Colours::from_env()) {
            (Color::Never, _) => Colours::None,
            (Color::Always, Colours::None) => Colours::Terminal,
            (_, wanted) => wanted,
        }
    }

    /// How a screen opens that no class follows.
    pub fn screen(&self, screen: ScreenArgs, open: Open) -> tui::Options {
        let ScreenArgs { mouse, motion, ascii } = screen;
        let (lang, theme, motion) = (self.lang(), self.theme(), motion && tui::motion_from_env());
        tui::Options { lang, open, step: None, mouse, motion, ascii, theme, classroom: tui::Classroom::default() }
    }

    pub fn lang(&self) -> Lang {
        self.look.lang
    }
}

fn terminal_width() -> usize {
    crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns).clamp(40, WIDEST))
}
