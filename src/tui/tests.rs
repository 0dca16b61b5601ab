//! The screen as a whole, driven by the loop of the program.
//!
//! ```text
//!   frames     whole frames, compared with kept ones
//!   panes      each pane, and what pointing, jumping and searching do
//!   usage      what keys and the mouse do
//!   journey    every built-in lesson, from its first step to its last and back
//!   lab        a lab, while it goes on
//!   motion     what moves, and that nothing moves for long
//!   crowd      many hosts on the map
//!   looks      colours, glyphs, wide characters
//!   anything   no size, key, click or resize breaks it
//! ```
//!
//! The terminal is a [`Glass`], which treats wide characters as real terminals do.

mod anything;
mod crowd;
mod frames;
pub(super) mod glass;
mod journey;
mod lab;
mod looks;
mod motion;
mod panes;
mod usage;

use std::io;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use futures_util::stream;
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::app::Request;
use super::drive::{Run, drive};
use super::fixture::{self, Shelf};
use super::library::{Library, Tale, Trouble};
use super::look::{Colours, Look};
use super::picture::text_of;
use super::state::{App, Screen};
use super::{shelf, view};
use crate::lang::Lang;
use glass::Glass;

/// Where half of a wide character stands in a frame.
pub(super) fn half_of_a_character(buf: &Buffer) -> Option<(u16, u16)> {
    let wide = |(x, y): (u16, u16)| buf[(x, y)].symbol().width() > 1;
    let blank = |(x, y): (u16, u16)| x < buf.area.right() && buf.cell((x, y)).is_some_and(|cell| cell.symbol() == " ");
    buf.area.positions().map(|at| (at.x, at.y)).find(|at| wide(*at) && !blank((at.0 + 1, at.1)))
}

fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn keys(text: &str) -> Vec<Event> {
    text.chars().map(|c| key(KeyCode::Char(c))).collect()
}

fn mouse(kind: MouseEventKind, column: u16, row: u16) -> Event {
    Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
}

fn app(lang: Lang) -> App {
    App::new(lang, Look::new(Colours::None, false), Shelf.lessons()).moving(false)
}

fn reading(lang: Lang, tale: Tale) -> App {
    let mut app = app(lang);
    app.opened(Ok(tale));
    app
}

/// The screen as it is drawn anew.
fn drawn(app: &App, (width, height): (u16, u16)) -> Buffer {
    let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
    view::draw(app, frame.area, &mut frame);
    frame
}

/// What is on the screen after these events, driven by the loop of the program.
async fn after(mut app: App, size: (u16, u16), events: Vec<Event>) -> String {
    let glass = Glass::new(size);
    let mut terminal = Terminal::new(glass.clone()).expect("a screen in memory");
    let events = stream::iter(events.into_iter().map(io::Result::Ok));
    drive(&mut terminal, &mut app, &Shelf, None, events, std::future::pending()).await.expect("nothing can fail");
    let shown = glass.shown();
    assert_eq!(half_of_a_character(&shown), None);
    assert_eq!(text_of(&shown), text_of(&drawn(&app, size)), "what was drawn bit by bit is what is drawn at once");
    text_of(&shown)
}
