//! No bytes make the server panic, and none of them make it lose its way.

use proptest::prelude::*;

use super::World;
use super::client::Raw;
use crate::trace::{Event, Fact};

/// Pieces of what clients say, whole and broken.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let words = [
        "FETCH 1:* ",
        "UID ",
        "SEARCH ",
        "STORE 1 ",
        "+FLAGS ",
        "(\\Seen)",
        "BODY[",
        "BODY.PEEK[1.2.MIME]",
        "]<0.5>",
        "BODYSTRUCTURE",
        "ENVELOPE",
        "SUBJECT ",
        "OR ",
        "NOT ",
        "APPEND INBOX ",
        "{3}\r\n",
        "{3+}\r\n",
        "~{2+}\r\n",
        "COPY 1:* Junk",
        "MOVE * Junk",
        "EXPUNGE",
        "CREATE ",
        "DELETE Junk",
        "RENAME INBOX a/b",
        "LIST \"\" ",
        "*",
        "%",
        "SELECT INBOX",
        "IDLE\r\n",
        "DONE\r\n",
        "AUTHENTICATE PLAIN ",
        "\"",
        "\\",
        "(",
        ")",
        " ",
        "\r\n",
        "\n",
        "a ",
        "\0",
        "STATUS INBOX (MESSAGES)",
        "SENTON 1-Jan-2026",
        "4294967295",
        "0",
        ":",
        "CLOSE",
        "\u{ff}",
    ];
    prop_oneof![
        9 => prop::sample::select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..8),
    ]
}

fn mime_piece() -> impl Strategy<Value = Vec<u8>> {
    let words = [
        "Content-Type: ",
        "multipart/mixed; ",
        "multipart/digest; ",
        "message/rfc822",
        "boundary=",
        "b",
        "\"",
        "\\",
        ";",
        "=",
        "\r\n",
        "\r\n\r\n",
        "--b",
        "--",
        "\n",
        " ",
        "From: ",
        "<a@b>",
        "(",
        "Content-Disposition: ",
        "Subject: =?",
        "Date: ",
        "\0",
        "text/",
        "/",
    ];
    prop_oneof![
        9 => prop::sample::select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..8),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_break_a_session(pieces in prop::collection::vec(piece(), 1..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let world = World::open();
            world.file("INBOX", b"Subject: a\r\n\r\nb\r\n");
            let mut raw = Raw::reading(&world).await;
            raw.say(&pieces.concat()).await;
            // A server that panics does not write down that the conversation has ended.
            let ended = raw.hang_up(&world).await;
            let events = world.network.recorder().since(0);
            let is_end = |event: &Event| matches!(event.fact, Fact::Closed { session, .. } if session == ended);
            assert!(events.iter().any(is_end));
            let mut next = Raw::reading(&world).await;
            next.command("NOOP", "OK").await;
            world.network.close().await;
        });
    }

    #[test]
    fn no_letter_breaks_a_fetch(pieces in prop::collection::vec(mime_piece(), 0..80)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let world = World::open();
            world.file("INBOX", &pieces.concat());
            let mut raw = Raw::reading(&world).await;
            raw.command("FETCH 1 (ENVELOPE BODY BODYSTRUCTURE)", "OK").await;
            raw.command("SEARCH TEXT a FROM b SENTSINCE 1-Jan-2020 BODY c", "OK").await;
            let asked = "FETCH 1 (BODY.PEEK[1] BODY.PEEK[1.1] BODY.PEEK[2.MIME] BODY.PEEK[1.HEADER] BODY.PEEK[1.TEXT])\r\n";
            raw.ask(format!("a {asked}").as_bytes(), "a ").await;
            world.network.close().await;
        });
    }
}
