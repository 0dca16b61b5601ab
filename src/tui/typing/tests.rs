//! The screen before a real door of a lab, driven by its loop.

use std::io;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use futures_util::stream;
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tokio::sync::mpsc;

use super::*;
use crate::scenario;
use crate::tui::hand;
use crate::tui::picture::text_of;
use crate::tui::tests::glass::Glass;
use crate::tui::tests::half_of_a_character;
use crate::tui::view;
use crate::tutor::Caller;
use crate::world::Entrance;
use crate::world::lab::{Lab, Options, Ports};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

const LETTER: &str = "EHLO mail.evil.example\r\nMAIL FROM:<mallory@evil.example>\r\nRCPT TO:<aoi@school.example>\r\nDATA\r\n\
                      From: kimura@a-corp.example\r\nSubject: Hello\r\n\r\n..a line\r\n";

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn control(c: char) -> Event {
    key(KeyCode::Char(c), KeyModifiers::CONTROL)
}

fn press(code: KeyCode) -> Event {
    key(code, KeyModifiers::NONE)
}

fn keys(text: &str) -> impl Iterator<Item = Event> {
    text.chars().map(|c| press(KeyCode::Char(c)))
}

/// A learner who plays the attacker of a lesson, and what is on the screen after these events.
async fn after(lang: Lang, ascii: bool, size: (u16, u16), events: Vec<Event>) -> (String, Typing, Left) {
    let lesson = scenario::load("forged-from").unwrap().parsed.scenario.unwrap();
    let options = Options { ports: Ports::ANY, visitor: Some("mail.evil.example".to_owned()), ..Options::default() };
    let lab = Lab::open(&lesson, &options).await.unwrap();
    let door = lab.door(Entrance::Smtp).unwrap().clone();
    let server = Peer { host: door.host.clone(), ip: "203.0.113.25".parse().unwrap() };
    let place = Place { server, visitor: lab.visitor().clone() };
    let mut typing = Typing::new(lang, Colours::None, ascii, place, Course::of(&lab));
    let (ask, asked) = mpsc::channel(8);
    let (tell, mut heard) = mpsc::channel(8);
    let glass = Glass::new(size);
    let mut terminal = Terminal::new(glass.clone()).unwrap();
    let events = stream::iter(events.into_iter().map(io::Result::Ok));
    let driven = hand::drive(&mut terminal, &mut typing, (&ask, &mut heard), events, std::future::pending());
    let left = tokio::select! {
        left = driven => left.unwrap(),
        () = Caller::new(&lab, &door).serve(asked, tell) => unreachable!("the screen still asks"),
    };
    lab.close().await;
    let shown = glass.shown();
    assert_eq!(half_of_a_character(&shown), None);
    let mut anew = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    view::typing(&typing, anew.area, &mut anew);
    assert_eq!(text_of(&shown), text_of(&anew), "what was drawn bit by bit is what is drawn at once");
    (without_number(&text_of(&shown)), typing, left)
}

/// The number under which a server files a letter is another one each time.
fn without_number(frame: &str) -> String {
    let mut parts = frame.split("delivered as ");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.chars().take_while(char::is_ascii_hexdigit).count();
        text.extend(["delivered as ", &"0".repeat(number), &part[number..]]);
    }
    text
}

async fn everywhere(name: &str, events: impl Fn() -> Vec<Event>) {
    for lang in Lang::ALL {
        for size in SIZES {
            let (frame, ..) = after(lang, false, size, events()).await;
            insta::assert_snapshot!(format!("{name}_{lang}_{}x{}", size.0, size.1), frame);
        }
    }
}

#[tokio::test]
async fn the_screen_says_what_could_be_typed_first() {
    everywhere("opens", Vec::new).await;
}

#[tokio::test]
async fn there_is_help_for_what_is_being_typed() {
    everywhere("help", || keys("rc").collect()).await;
}

#[tokio::test]
async fn the_lines_of_a_letter_are_explained() {
    everywhere("letter", || std::iter::once(Event::Paste(LETTER.to_owned())).chain(keys(".x")).collect()).await;
}

#[tokio::test]
async fn a_letter_is_judged() {
    let session = || vec![Event::Paste(format!("{LETTER}.\r\nQUIT\r\n"))];
    everywhere("judged", session).await;
    let (frame, ..) = after(Lang::En, true, (80, 24), session()).await;
    assert!(frame.replace("日本語", "").is_ascii(), "{frame}");
}

#[tokio::test]
async fn the_wrong_order_gets_the_servers_own_answer() {
    let wrong = vec![Event::Paste("DATA\r\nRCPT TO:<aoi@school.example>\r\n".to_owned())];
    let (frame, typing, _) = after(Lang::En, false, (120, 40), wrong).await;
    assert_eq!(frame.matches("S ◄ 503 5.5.1").count(), 2, "{frame}");
    assert_eq!(typing.dialogue.known().to.len(), 0);
}

#[tokio::test]
async fn tls_begins_inside_the_program_too() {
    let session = "EHLO mail.evil.example\r\nSTARTTLS\r\nEHLO mail.evil.example\r\nQUIT\r\n";
    let (frame, typing, _) = after(Lang::En, false, (120, 40), vec![Event::Paste(session.to_owned())]).await;
    assert!(frame.contains("TLS has begun") && typing.dialogue.known().secret, "{frame}");
}

#[tokio::test]
async fn keys_fetch_lines_back_complete_them_and_leave() {
    let lines = Event::Paste("EHLO a.example\nNOOP one\n".to_owned());
    let up = || press(KeyCode::Up);
    let fetched = vec![lines.clone(), press(KeyCode::Char('d')), up(), up(), up(), press(KeyCode::Down)];
    let (_, typing, left) = after(Lang::En, false, (80, 24), fetched).await;
    assert_eq!((typing.input.editor.text().as_str(), left), ("NOOP one", Left::Done));
    let draft = vec![lines, press(KeyCode::Char('d')), up(), press(KeyCode::Down), press(KeyCode::Tab)];
    let (_, typing, _) = after(Lang::En, false, (80, 24), draft).await;
    assert_eq!(typing.input.editor.text(), "DATA", "the draft comes back, and Tab completes it");
    let story = vec![control('t'), control('g'), control('o')];
    let (_, typing, left) = after(Lang::En, false, (80, 24), story).await;
    assert_eq!((typing.lang, typing.guided, left), (Lang::Ja, false, Left::Story));
}

#[tokio::test]
async fn whatever_is_pasted_the_screen_stands_and_stays_bounded() {
    let odd = "\u{1b}[2J\0é葵\r\r\n\n".to_owned() + &"x".repeat(10_000) + "\nNOOP \u{202e}\u{200b}\n";
    let endless = "NOOP\n".repeat(3 * MOST_WAITING);
    for size in [(60, 15), (20, 5), (200, 60)] {
        let (frame, ..) = after(Lang::Ja, false, size, vec![Event::Paste(odd.clone()), press(KeyCode::PageUp)]).await;
        assert!(!frame.contains('\u{1b}') && !frame.contains('\u{202e}'));
    }
    let (_, typing, _) = after(Lang::En, false, (80, 24), vec![Event::Paste(endless), control('c')]).await;
    assert!(typing.waiting.len() <= MOST_WAITING && typing.entries.len() <= MOST_ENTRIES);
}
