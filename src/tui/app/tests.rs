//! What if, lists, files that change and results: driven by keys through the program's own loop, with real worlds.

mod files;
mod results;
mod whatif;

use std::cell::RefCell;
use std::io;
use std::path::Path;
use std::task::Poll;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use futures_util::{StreamExt, stream};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::lang::Lang;
use crate::scenario::{Scenario, Text, library as built_in, parse};
use crate::trace::Time;
use crate::tui::drive::{Run, drive};
use crate::tui::library::{Lesson, Library, Opened};
use crate::tui::look::{Colours, Look};
use crate::tui::picture::text_of;
use crate::tui::shelf::{self, Shelf};
use crate::tui::state::App;
use crate::tui::tests::glass::Glass;
use crate::tui::tests::half_of_a_character;
use crate::tui::view;
use crate::tui::watch::Watch;
use crate::world::{self, expect};

/// Real lessons; what is kept goes into memory.
struct Room {
    shelf: Shelf,
    kept: RefCell<Vec<String>>,
    full: bool,
}

impl Room {
    fn of(lessons: &[&str]) -> Self {
        let shelf = Shelf::open(lessons.iter().map(ToString::to_string).collect());
        Self { shelf, kept: RefCell::default(), full: false }
    }
}

impl Library for Room {
    fn lessons(&self) -> Vec<Lesson> {
        self.shelf.lessons()
    }

    fn open(&self, name: &str, start: Option<Time>) -> impl Future<Output = Opened> + Send + 'static {
        self.shelf.open(name, start)
    }

    fn run(&self, scenario: Scenario, start: Time) -> impl Future<Output = Opened> + Send + 'static {
        self.shelf.run(scenario, start)
    }

    fn write(&self, path: &str, text: &str) -> Result<String, Text> {
        self.shelf.write(path, text)
    }

    fn keep(&self, result: &str) -> Result<(), Text> {
        if self.full {
            return Err(Text { en: Some("the disk is full".to_owned()), ja: None });
        }
        self.kept.borrow_mut().push(result.to_owned());
        Ok(())
    }
}

fn app(room: &Room, lang: Lang) -> App {
    App::new(lang, Look::new(Colours::None, false), room.lessons()).moving(false)
}

fn press(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

/// Keys by name in angle brackets, every other character as itself.
fn keys(text: &str) -> Vec<Event> {
    let named = [
        ("<Enter>", KeyCode::Enter),
        ("<Esc>", KeyCode::Esc),
        ("<Up>", KeyCode::Up),
        ("<Down>", KeyCode::Down),
        ("<Tab>", KeyCode::Tab),
        ("<Home>", KeyCode::Home),
        ("<BS>", KeyCode::Backspace),
    ];
    let mut rest = text;
    let mut events = Vec::new();
    while let Some(c) = rest.chars().next() {
        let found = named.iter().find_map(|(name, code)| Some((rest.strip_prefix(name)?, *code)));
        let (after, code) = found.unwrap_or((rest.get(c.len_utf8()..).unwrap_or_default(), KeyCode::Char(c)));
        events.push(press(code));
        rest = after;
    }
    events
}

/// The screen as it is drawn, in which no half of a wide character stands.
fn shown(app: &App, (width, height): (u16, u16)) -> String {
    let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
    view::draw(app, frame.area, &mut frame);
    assert_eq!(half_of_a_character(&frame), None, "\n{}", text_of(&frame));
    text_of(&frame)
}

/// Drives the screen with these keys. `|` waits until whatever runs has come to its end.
async fn driven(room: &Room, app: &mut App, size: (u16, u16), text: &str) -> String {
    for part in text.split('|') {
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
        let events = stream::iter(keys(part).into_iter().map(io::Result::Ok));
        drive(&mut terminal, app, room, None, events, std::future::pending()).await.expect("nothing can fail");
    }
    shown(app, size)
}

async fn reading(room: &Room, lang: Lang, lesson: &str) -> App {
    let mut app = app(room, lang);
    app.opened(room.open(lesson, Some(Time(1_795_498_200))).await);
    app
}
