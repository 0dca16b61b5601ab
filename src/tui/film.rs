//! The screen walking through a story by itself, without a terminal: frame by frame what a terminal would be sent, and
//! how long each frame stands.
//!
//! ```text
//!   Player ──alarm──► how long this picture stands        the same clock that moves the screen in a terminal,
//!      ▲                      │                           read and not waited for
//!      └────────tick──────────┘
//! ```
//!
//! It plays as `p` plays it. At a question it thinks for a while, answers it right, and leaves time to read why.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use crossterm::style::force_color_output;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use unicode_width::UnicodeWidthStr;

use super::keys::Action;
use super::library::Tale;
use super::look::{Colours, Look};
use super::player::Player;
use super::view;
use crate::lang::Lang;
use crate::story::Story;

/// How long the last picture stands.
const LAST: Duration = Duration::from_secs(5);
/// How long a question stands before anybody has read a word of it.
const THINKING: Duration = Duration::from_secs(3);
/// How long a character takes to be read.
const CHARACTER: Duration = Duration::from_millis(60);
/// The most pictures: a story that never ends must not be filmed for ever.
const MOST: usize = 50_000;

/// One picture: what a terminal is sent to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// When it appears, since the beginning.
    pub at: Duration,
    /// Text with the control sequences of a terminal.
    pub output: String,
}

/// A film of a story in one language, on a screen of so many columns and rows. The last frame shows nothing new: it says
/// how long the one before it stands.
///
/// # Errors
/// Where a picture cannot be drawn.
pub fn film(story: &Story, (columns, rows): (u16, u16)) -> io::Result<Vec<Frame>> {
    let mut player = Player::new(Tale::tell(|_| story.clone()), 0, true);
    let mut camera = Camera::new(story.lang, Rect::new(0, 0, columns, rows))?;
    for _ in 0..MOST {
        camera.take(&player)?;
        match next(&mut player, story) {
            Some(stands) => camera.now += stands,
            None => break,
        }
    }
    camera.now += LAST;
    camera.frames.push(Frame { at: camera.now, output: String::new() });
    Ok(camera.frames)
}

/// Goes on by one picture, and says how long the one before stood; none where the story is over.
fn next(player: &mut Player, story: &Story) -> Option<Duration> {
    if let Some(popup) = player.quiz.popup() {
        let question = story.questions.get(popup.question)?;
        return Some(if popup.answer.is_none() {
            let choices: usize = question.choices.iter().map(|choice| choice.width()).sum();
            player.act(Action::Digit(question.answer + 1));
            reading(question.text.width() + choices)
        } else {
            player.act(Action::Enter);
            reading(question.why.width())
        });
    }
    let stands = player.alarm();
    if let Some(stands) = stands {
        player.tick();
        return Some(stands);
    }
    if player.at_end() {
        return None;
    }
    player.act(Action::Play);
    Some(Duration::ZERO)
}

fn reading(characters: usize) -> Duration {
    THINKING + CHARACTER * u32::try_from(characters.min(400)).unwrap_or(400)
}

/// What a terminal is sent, kept.
#[derive(Debug, Clone, Default)]
struct Tape(Rc<RefCell<Vec<u8>>>);

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Camera {
    lang: Lang,
    terminal: Terminal<CrosstermBackend<Tape>>,
    tape: Tape,
    now: Duration,
    frames: Vec<Frame>,
}

impl Camera {
    fn new(lang: Lang, area: Rect) -> io::Result<Self> {
        // Under NO_COLOR crossterm would drop reverse video as well. Who plays a film need not be who made it.
        force_color_output(true);
        let tape = Tape::default();
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let terminal = Terminal::with_options(CrosstermBackend::new(tape.clone()), options)?;
        let begin = Frame { at: Duration::ZERO, output: "\x1b[?25l\x1b[2J".to_owned() };
        Ok(Self { lang, terminal, tape, now: Duration::ZERO, frames: vec![begin] })
    }

    /// Takes a picture; where nothing has changed, there is none.
    fn take(&mut self, player: &Player) -> io::Result<()> {
        let (look, lang) = (Look::new(Colours::Terminal, false), self.lang);
        self.terminal.draw(|frame| view::still(player, look, lang, frame.area(), frame.buffer_mut()))?;
        let sent = std::mem::take(&mut *self.tape.0.borrow_mut());
        let output = String::from_utf8_lossy(&sent).into_owned();
        if !output.is_empty() {
            self.frames.push(Frame { at: self.now, output });
        }
        Ok(())
    }
}
