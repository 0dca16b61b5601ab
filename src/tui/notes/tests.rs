//! A speaker and a listener, over a real socket.

use futures_util::StreamExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;
use crate::lang::Lang;
use crate::tui::fixture;
use crate::tui::library::Library;
use crate::tui::look::{Colours, Look};
use crate::tui::state::App;

fn app() -> App {
    let mut app = App::new(Lang::En, Look::new(Colours::None, false), fixture::Shelf.lessons()).moving(false);
    app.opened(Ok(fixture::forged_from()));
    app
}

fn press(app: &mut App, keys: &str) {
    for c in keys.chars() {
        app.event(&crossterm::event::Event::Key(crossterm::event::KeyCode::Char(c).into()));
    }
}

#[tokio::test]
async fn the_notes_follow_the_screen_and_know_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    let speaker = Speaker::start_in(folder.path()).await.unwrap();
    let mut app = app();
    press(&mut app, "7G");
    speaker.show(app.card(1));
    let mut cards = Box::pin(listen::find_in(folder.path()).await.unwrap().cards());
    let card = cards.next().await.unwrap();
    let coming = card.page(Lang::Ja).question.clone().unwrap();
    assert_eq!((coming.now, coming.answer, card.page(Lang::En).step.0), (false, 2, 7));
    assert_eq!(card.page(Lang::En).next.as_deref(), Some(app.story().unwrap().story(Lang::En).steps[7].title.as_str()));

    press(&mut app, "l");
    speaker.show(app.card(1));
    let card = cards.next().await.unwrap();
    assert!(card.page(Lang::En).question.as_ref().unwrap().now, "the question is on the screen");
    let text = card.page(Lang::En).text(Lang::En);
    assert!(text.contains("*3 SPF cannot tell") && text.contains("the envelope's domain"), "{text}");

    drop(speaker);
    assert_eq!(cards.next().await, None, "the lesson is over");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
}

#[tokio::test]
async fn who_does_not_know_the_token_hears_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let speaker = Speaker::start_in(folder.path()).await.unwrap();
    speaker.show(app().card(1));
    let address = place::all(folder.path()).remove(0).1;
    for said in ["\n".to_owned(), "x".repeat(1000), format!("{}x\n", address.token)] {
        let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", address.port)).await.unwrap();
        stream.write_all(said.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        // A stranger who goes on talking is cut off, which may reach them as a reset.
        let _ = stream.read_to_end(&mut heard).await;
        assert!(heard.is_empty(), "{said:?} heard {heard:?}");
    }
}

#[tokio::test]
async fn a_speaker_who_was_killed_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let speaker = Speaker::start_in(folder.path()).await.unwrap();
    speaker.show(app().card(1));
    let dead = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let address = place::Address { port: dead, token: "x".to_owned() };
    std::mem::forget(place::Place::take(folder.path(), &address).unwrap());
    std::fs::write(folder.path().join("tegami-notes-9-9"), "not ours").unwrap();
    let mut cards = Box::pin(listen::find_in(folder.path()).await.unwrap().cards());
    assert_eq!(cards.next().await.unwrap().page(Lang::En).step.0, 1);
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let _speaker = Speaker::start_in(folder.path()).await.unwrap();
    let (path, _) = place::all(folder.path()).remove(0);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(place::all(folder.path()).is_empty(), "a file that others could have written or read is not trusted");
}
