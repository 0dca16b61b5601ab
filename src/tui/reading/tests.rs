//! The screen of a letter: what stands where, and what the keys do.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Reader;
use crate::explain::{Options, explain};
use crate::lang::Lang;
use crate::tui::app::Request;
use crate::tui::look::{Colours, Look};
use crate::tui::picture::text_of;
use crate::tui::state::App;
use crate::tui::view;

const LETTER: &[u8] = include_bytes!("../../../tests/explain/forged-results-below.eml");

fn app(lang: Lang, size: (u16, u16)) -> App {
    app_about(LETTER, lang, size)
}

fn app_about(letter: &[u8], lang: Lang, (width, height): (u16, u16)) -> App {
    let reading = |lang| explain(letter, &Options::default(), lang).expect("a letter");
    let reader = Reader::new(Box::new(Lang::ALL.map(reading)));
    let mut app = App::new(lang, Look::new(Colours::None, false), Vec::new()).explaining(reader);
    app.resize(width, height);
    app
}

fn press(app: &mut App, code: KeyCode) -> Request {
    app.event(&Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
}

fn frame(app: &App) -> String {
    let mut buf = Buffer::empty(app.size);
    view::draw(app, app.size, &mut buf);
    text_of(&buf)
}

#[test]
fn the_summary_stands_first_in_every_size_and_language() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            insta::assert_snapshot!(format!("summary_{lang}_{}x{}", size.0, size.1), frame(&app(lang, size)));
        }
    }
}

#[test]
fn the_line_that_is_pointed_at_is_explained() {
    let mut app = app(Lang::En, (100, 30));
    for _ in 0..5 {
        press(&mut app, KeyCode::Down);
    }
    insta::assert_snapshot!("forged_results_en_100x30", frame(&app));
    press(&mut app, KeyCode::Char('t'));
    assert!(frame(&app).contains("信頼できません"), "{}", frame(&app));
}

#[test]
fn the_boundary_is_below_what_the_receiver_found_and_wrote_under_its_own_line() {
    let letter = b"Received: from a.evil.example (a.evil.example [198.51.100.7]) by mx.school.example; Tue, 24 Nov 2026 05:30:02 +0000\r\n\
        Authentication-Results: mx.school.example; spf=pass smtp.mailfrom=evil.example\r\n\
        From: mallory@evil.example\r\n\r\nHello\r\n";
    let shown = frame(&app_about(letter, Lang::En, (100, 30)));
    let row = |name: &str| shown.lines().position(|line| line.contains(name)).expect(name);
    assert!(row(" Authentication-Results ") < row(" trust boundary "), "{shown}");
    assert!(row(" trust boundary ") < row(" From mallory"), "{shown}");
}

#[test]
fn what_has_no_room_is_scrolled_to_and_never_past_its_end() {
    let mut app = app(Lang::En, (60, 15));
    let first = frame(&app);
    assert!(first.contains("read on"), "{first}");
    for _ in 0..50 {
        press(&mut app, KeyCode::Right);
    }
    let last = frame(&app);
    assert!(last.contains("trust") && !last.contains("read on") && last != first, "{last}");
    press(&mut app, KeyCode::Left);
    assert_ne!(frame(&app), last);
    for _ in 0..50 {
        press(&mut app, KeyCode::Down);
    }
    assert!(frame(&app).contains("Message-ID"), "{}", frame(&app));
}

#[test]
fn leaving_the_letter_leaves_the_program_and_no_size_breaks_it() {
    let mut app = app(Lang::Ja, (80, 24));
    for size in [(60, 15), (61, 16), (200, 60), (10, 3), (0, 0)] {
        app.size = Rect::new(0, 0, size.0, size.1);
        for code in [KeyCode::Down, KeyCode::End, KeyCode::Right, KeyCode::Home, KeyCode::Enter, KeyCode::Tab] {
            press(&mut app, code);
            frame(&app);
        }
    }
    assert_eq!(press(&mut app, KeyCode::Esc), Request::Quit);
}
