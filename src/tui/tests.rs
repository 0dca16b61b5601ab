//! The screen as a whole: frames that are compared with kept ones, and keys that must not break anything.

use std::io;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use futures_util::stream;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::drive::{Run, drive};
use super::fixture::{self, Shelf};
use super::library::{Library, Tale, Trouble};
use super::look::{Colours, Look};
use super::state::App;
use super::{shelf, view};
use crate::lang::Lang;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// The text of a screen, one line a row.
fn dump(buf: &Buffer) -> String {
    let row = |y: u16| {
        let mut text = String::new();
        let mut x = buf.area.x;
        while x < buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            text.push_str(symbol);
            x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
        }
        text.trim_end().to_owned()
    };
    (buf.area.top()..buf.area.bottom()).map(row).collect::<Vec<_>>().join("\n")
}

/// Where half of a wide character stands in a frame.
fn half_of_a_character(buf: &Buffer) -> Option<(u16, u16)> {
    let wide = |(x, y): (u16, u16)| buf[(x, y)].symbol().width() > 1;
    let blank = |(x, y): (u16, u16)| buf.cell((x, y)).is_some_and(|cell| cell.symbol() == " ");
    buf.area.positions().map(|at| (at.x, at.y)).find(|at| wide(*at) && !blank((at.0 + 1, at.1)))
}

fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn keys(text: &str) -> Vec<Event> {
    text.chars().map(|c| key(KeyCode::Char(c))).collect()
}

fn app(lang: Lang) -> App {
    App::new(lang, Look::new(Colours::None, false), Shelf.lessons()).moving(false)
}

fn reading(lang: Lang, tale: Tale) -> App {
    let mut app = app(lang);
    app.opened(Ok(tale));
    app
}

/// What is on the screen after these events, driven by the loop of the program.
///
/// The frame is painted once more: a `TestBackend` keeps, behind a wide character, what stood there before.
async fn after(mut app: App, (width, height): (u16, u16), events: Vec<Event>) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    let events = stream::iter(events.into_iter().map(io::Result::Ok));
    drive(&mut terminal, &mut app, &Shelf, None, events, std::future::pending()).await.expect("nothing can fail");
    let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
    view::draw(&app, frame.area, &mut frame);
    assert_eq!(half_of_a_character(&frame), None);
    dump(&frame)
}

/// A frame in each size and language.
async fn everywhere(name: &str, tale: fn() -> Tale, events: &str) {
    for lang in Lang::ALL {
        for size in SIZES {
            let frame = after(reading(lang, tale()), size, keys(events)).await;
            insta::assert_snapshot!(format!("{name}_{lang}_{}x{}", size.0, size.1), frame);
        }
    }
}

#[tokio::test]
async fn the_letter_is_written() {
    everywhere("written", fixture::forged_from, "").await;
}

#[tokio::test]
async fn a_letter_crosses_the_wire() {
    everywhere("letter", fixture::forged_from, "3G4").await;
}

#[tokio::test]
async fn dns_is_asked() {
    everywhere("dns", fixture::forged_from, "7G2").await;
}

#[tokio::test]
async fn another_host_comes_onto_the_map() {
    everywhere("other", fixture::forged_from, "10G1").await;
}

#[tokio::test]
async fn a_question_is_asked_and_answered() {
    everywhere("question", fixture::forged_from, "7Gl").await;
    everywhere("answered", fixture::forged_from, "7Gl1").await;
}

#[tokio::test]
async fn the_end_shows_the_original() {
    everywhere("end", fixture::forged_from, "G").await;
}

#[tokio::test]
async fn help_shows_all_keys() {
    everywhere("help", fixture::forged_from, "?").await;
}

#[tokio::test]
async fn plain_ascii_and_the_smallest_screens() {
    let mut ascii = reading(Lang::En, fixture::forged_from());
    ascii.look = Look::new(Colours::None, true);
    insta::assert_snapshot!("ascii", after(ascii, (80, 24), keys("10G")).await);
    insta::assert_snapshot!("small", after(reading(Lang::Ja, fixture::forged_from()), (60, 15), keys("3G")).await);
    insta::assert_snapshot!("narrow", after(reading(Lang::En, fixture::forged_from()), (62, 20), keys("3G")).await);
    insta::assert_snapshot!("too_small", after(reading(Lang::Ja, fixture::forged_from()), (30, 10), Vec::new()).await);
    insta::assert_snapshot!("nothing", after(reading(Lang::En, fixture::nothing()), (80, 24), keys("lG5")).await);
    insta::assert_snapshot!("large", after(reading(Lang::En, fixture::forged_from()), (180, 50), keys("8G")).await);
}

#[tokio::test]
async fn a_lesson_is_opened_from_the_list_and_left_again() {
    let list = after(app(Lang::En), (80, 24), Vec::new()).await;
    insta::assert_snapshot!("lessons", list);
    let opened = after(app(Lang::En), (80, 24), vec![key(KeyCode::Enter)]).await;
    assert_eq!(opened, after(reading(Lang::En, fixture::forged_from()), (80, 24), Vec::new()).await);
    let left = after(reading(Lang::En, fixture::forged_from()), (80, 24), vec![key(KeyCode::Esc)]).await;
    assert_eq!(left, list);
}

#[tokio::test]
async fn what_goes_wrong_is_said_in_the_list() {
    let broken = after(app(Lang::Ja), (80, 24), vec![key(KeyCode::End), key(KeyCode::Enter)]).await;
    assert!(broken.contains("no socket is left"), "{broken}");
}

#[tokio::test]
async fn a_lesson_whose_task_panics_does_not_take_the_screen_with_it() {
    let mut app = app(Lang::En).opening();
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen in memory");
    let run = Run::start(async { Err(Trouble::told(|_| String::from_utf8(vec![0xff]).expect("this is not UTF-8"))) });
    drive(&mut terminal, &mut app, &Shelf, Some(run), stream::iter([]), std::future::pending())
        .await
        .expect("the screen stays");
    assert!(dump(terminal.backend().buffer()).contains("panicked"));
}

#[tokio::test]
async fn forward_and_back_finds_the_same_frames() {
    for size in SIZES {
        let steps = fixture::forged_from().in_lang(Lang::En).steps.len();
        // Space also skips the one question.
        let there = steps + fixture::forged_from().in_lang(Lang::En).questions.len() - 1;
        let forward = vec![key(KeyCode::Char(' ')); there];
        let mut events = forward.clone();
        for number in (1..steps).rev() {
            events.push(key(KeyCode::Left));
            let back = after(reading(Lang::Ja, fixture::forged_from()), size, events.clone()).await;
            let jump = [forward.clone(), keys(&format!("g{number}G"))].concat();
            let direct = after(reading(Lang::Ja, fixture::forged_from()), size, jump).await;
            assert_eq!(back, direct, "step {number}");
        }
    }
}

#[tokio::test]
async fn the_language_changes_in_the_middle_of_a_step() {
    let changed = after(reading(Lang::En, fixture::forged_from()), (80, 24), keys("7Glt")).await;
    assert_eq!(changed, after(reading(Lang::Ja, fixture::forged_from()), (80, 24), keys("7Gl")).await);
}

fn mouse(kind: MouseEventKind, column: u16, row: u16) -> Event {
    Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
}

#[tokio::test]
async fn a_click_goes_to_a_step_and_to_a_pane_and_the_wheel_scrolls() {
    let click = |column, row| mouse(MouseEventKind::Down(MouseButton::Left), column, row);
    let reading = || reading(Lang::En, fixture::forged_from());
    let shown = after(reading(), (120, 40), Vec::new()).await;
    let row = shown.lines().position(|line| line.contains("At which address is it?")).expect("it is in the list");
    let clicked = after(reading(), (120, 40), vec![click(10, u16::try_from(row).expect("40 rows"))]).await;
    assert_eq!(clicked, after(reading(), (120, 40), keys("5G")).await);

    let shown = after(reading(), (80, 24), Vec::new()).await;
    let tabs = shown.lines().position(|line| line.contains("4 Letter")).expect("there are tabs");
    let letter = shown.lines().find_map(|line| line.find("4 Letter").map(|at| line[..at].width())).unwrap_or(0);
    let [column, row] = [letter, tabs].map(|at| u16::try_from(at).expect("80x24"));
    let clicked = after(reading(), (80, 24), vec![click(column, row)]).await;
    assert_eq!(clicked, after(reading(), (80, 24), keys("4")).await);

    let wheel = mouse(MouseEventKind::ScrollDown, 60, 20);
    let scrolled = after(reading(), (80, 24), [keys("G"), vec![wheel]].concat()).await;
    assert_eq!(scrolled, after(reading(), (80, 24), keys("Gjjj")).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_built_in_lesson_can_be_read_to_its_end_on_every_screen() {
    let shelf = shelf::Shelf::open(Vec::new());
    for lesson in shelf.lessons().into_iter().map(|lesson| lesson.name) {
        let tale = shelf.open(&lesson, None).await.expect("a built-in lesson runs");
        for (lang, size) in
            Lang::ALL.into_iter().flat_map(|lang| [(60, 15), (80, 24), (160, 50)].map(|size| (lang, size)))
        {
            let steps = tale.in_lang(lang).steps.len();
            assert!(steps > 10, "lesson {lesson} has {steps} steps");
            let mut app = reading(lang, tale.clone());
            for number in 1..=steps {
                for key in keys(&format!("{number}G")) {
                    app.event(&key);
                }
                let mut frame = Buffer::empty(Rect::new(0, 0, size.0, size.1));
                view::draw(&app, frame.area, &mut frame);
                assert_eq!(half_of_a_character(&frame), None, "lesson {lesson}, step {number}");
                assert!(dump(&frame).contains(&format!("{number}/{steps}")), "lesson {lesson}, step {number}");
            }
        }
    }
}

#[test]
fn the_pane_that_the_keys_go_to_stands_out_without_colour() {
    let mut frame = Buffer::empty(Rect::new(0, 0, 80, 24));
    view::draw(&reading(Lang::En, fixture::forged_from()), frame.area, &mut frame);
    let tabs = dump(&frame).lines().position(|line| line.contains("2 Explain")).expect("there are tabs");
    let reversed = |x: u16| frame[(x, u16::try_from(tabs).unwrap_or(0))].modifier == Modifier::REVERSED;
    let chosen: String =
        (0..80).filter(|x| reversed(*x)).map(|x| frame[(x, u16::try_from(tabs).unwrap_or(0))].symbol()).collect();
    assert_eq!(chosen, " 2 Explain ");
}

fn any_event() -> impl Strategy<Value = Event> {
    let chars = prop::sample::select("hl.,][gGp<>jktb?0123456789 ".chars().collect::<Vec<_>>());
    let named = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Home,
        KeyCode::End,
    ]);
    prop_oneof![
        6 => chars.prop_map(|c| key(KeyCode::Char(c))),
        3 => named.prop_map(key),
        1 => (1u16..=200, 1u16..=60).prop_map(|(width, height)| Event::Resize(width, height)),
        1 => (0u16..200, 0u16..60).prop_map(|(x, y)| mouse(MouseEventKind::Down(MouseButton::Left), x, y)),
        1 => (0u16..200, 0u16..60).prop_map(|(x, y)| mouse(MouseEventKind::ScrollDown, x, y)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_size_and_no_key_breaks_the_screen(
        size in (1u16..=200, 1u16..=60),
        japanese: bool,
        events in prop::collection::vec(any_event(), 0..40),
    ) {
        let mut app = reading(if japanese { Lang::Ja } else { Lang::En }, fixture::forged_from());
        let mut area = Rect::new(0, 0, size.0, size.1);
        app.resize(size.0, size.1);
        for event in events {
            if let Event::Resize(width, height) = event {
                area = Rect::new(0, 0, width, height);
            }
            app.event(&event);
            app.tick();
            let mut buf = Buffer::empty(area);
            view::draw(&app, area, &mut buf);
            prop_assert_eq!(half_of_a_character(&buf), None, "\n{}", dump(&buf));
        }
    }
}
