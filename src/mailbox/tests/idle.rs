//! A client that waits.

use pretty_assertions::assert_eq;

use super::World;
use super::client::Raw;

#[tokio::test]
async fn a_delivery_wakes_a_waiting_client() {
    let world = World::open();
    let mut raw = Raw::reading(&world).await;
    assert_eq!(raw.ask_line(b"a IDLE\r\n", "+").await, "+ idling");
    world.file("INBOX", b"Subject: 1\r\n\r\n");
    assert_eq!(raw.ask(b"", "* 1 RECENT").await, "* 1 EXISTS\r\n* 1 RECENT\r\n");
    world.file("Junk", b"Subject: elsewhere\r\n\r\n");
    world.file("INBOX", b"Subject: 2\r\n\r\n");
    assert_eq!(raw.ask(b"", "* 2 RECENT").await, "* 2 EXISTS\r\n* 2 RECENT\r\n");
    assert_eq!(raw.ask_line(b"b NOOP\r\n", "* BAD").await, "* BAD only DONE ends IDLE");
    assert_eq!(raw.ask_line(b"DONE\r\n", "a").await, "a OK IDLE completed");
    assert_eq!(raw.command("NOOP", "OK").await, "");
}

#[tokio::test]
async fn what_another_session_does_wakes_it_too() {
    let world = World::open();
    world.file("INBOX", b"Subject: 1\r\n\r\n");
    let (mut one, mut other) = (Raw::reading(&world).await, Raw::reading(&world).await);
    other.ask(b"a IDLE\r\n", "+").await;
    one.command(r"STORE 1 +FLAGS (\Deleted)", "OK").await;
    assert_eq!(other.ask(b"", "*").await, "* 1 FETCH (FLAGS (\\Deleted))\r\n");
    one.command("EXPUNGE", "OK").await;
    assert_eq!(other.ask(b"", "*").await, "* 1 EXPUNGE\r\n");
    // Half a word, and the bell in between.
    other.say(b"DO").await;
    world.file("INBOX", b"Subject: 2\r\n\r\n");
    other.ask(b"", "* 1 EXISTS").await;
    assert_eq!(other.ask_line(b"NE\r\n", "a").await, "a OK IDLE completed");
}

#[tokio::test]
async fn a_client_without_a_folder_may_wait_and_hears_nothing() {
    let world = World::open();
    let mut raw = Raw::logged_in(&world).await;
    raw.ask(b"a IDLE\r\n", "+").await;
    world.file("INBOX", b"Subject: 1\r\n\r\n");
    assert_eq!(raw.ask(b"DONE\r\n", "a").await, "a OK IDLE completed\r\n");
}
