//! What a client does with letters: flags, searches, copies, and letters of its own.

use pretty_assertions::assert_eq;

use super::World;
use super::client::Raw;
use crate::trace::{Fact, Side};

fn world_with(letters: usize) -> World {
    let world = World::open();
    for n in 1..=letters {
        world.file("INBOX", format!("Subject: letter {n}\r\n\r\nbody {n}\r\n").as_bytes());
    }
    world
}

fn uids(world: &World, folder: &str) -> Vec<u32> {
    world.store.letters("mari", folder).iter().map(|letter| letter.uid).collect()
}

#[tokio::test]
async fn flags_are_set_and_another_session_hears_of_it() {
    let world = world_with(2);
    let (mut one, mut other) = (Raw::reading(&world).await, Raw::reading(&world).await);
    let stored = one.command(r"STORE 1:2 +FLAGS (\Flagged $Work)", "OK").await;
    let flags = r"FLAGS (\Flagged $Work \Recent)";
    assert_eq!(stored, format!("* 1 FETCH ({flags})\r\n* 2 FETCH ({flags})\r\n"));
    assert_eq!(one.command(r"UID STORE 2 FLAGS.SILENT (\Seen)", "OK").await, "");
    assert_eq!(one.command("NOOP", "OK").await, "", "a client knows what it has done itself");
    let heard = other.command("NOOP", "OK").await;
    assert_eq!(heard, "* 1 FETCH (FLAGS (\\Flagged $Work))\r\n* 2 FETCH (FLAGS (\\Seen))\r\n");
    let removed = other.command(r"UID STORE 1 -FLAGS ($WORK)", "OK").await;
    assert_eq!(removed, "* 1 FETCH (UID 1 FLAGS (\\Flagged))\r\n");
    one.command(r"STORE 1 +FLAGS (\Odd)", "NO [CANNOT]").await;
    one.command(r"STORE 9 +FLAGS (\Seen)", "BAD").await;
    one.command(r"UID STORE 9 +FLAGS (\Seen)", "OK").await;
    one.command("EXAMINE INBOX", "OK [READ-ONLY]").await;
    one.command(r"STORE 1 +FLAGS (\Seen)", "NO").await;
}

#[tokio::test]
async fn deleted_letters_go_and_numbers_close_up() {
    let world = world_with(5);
    let (mut one, mut other) = (Raw::reading(&world).await, Raw::reading(&world).await);
    one.command(r"STORE 2,4:5 +FLAGS.SILENT (\Deleted)", "OK").await;
    assert_eq!(one.command("UID EXPUNGE 1:2", "OK").await, "* 2 EXPUNGE\r\n");
    assert_eq!(one.command("EXPUNGE", "OK").await, "* 3 EXPUNGE\r\n* 3 EXPUNGE\r\n");
    assert_eq!(uids(&world, "INBOX"), [1, 3]);
    world.file("INBOX", b"Subject: next\r\n\r\n");
    assert_eq!(uids(&world, "INBOX"), [1, 3, 6], "a UID is never given twice");
    // While numbers are in use, the other one may not hear that they have changed (RFC 3501 §7.4.1).
    let fetched = other.command("FETCH 1:5 UID", "OK").await;
    assert!(fetched.starts_with("* 1 FETCH (UID 1)\r\n* 3 FETCH (UID 3)\r\n* 6 EXISTS\r\n"), "{fetched}");
    assert_eq!(other.command("NOOP", "OK").await, "* 2 EXPUNGE\r\n* 3 EXPUNGE\r\n* 3 EXPUNGE\r\n".to_owned());
    assert_eq!(other.command("FETCH 3 UID", "OK").await, "* 3 FETCH (UID 6)\r\n");
    one.command(r"STORE 1 +FLAGS.SILENT (\Deleted)", "OK").await;
    one.command("UNSELECT", "OK").await;
    assert_eq!(uids(&world, "INBOX"), [1, 3, 6], "UNSELECT takes nothing out");
    one.command("SELECT INBOX", "OK").await;
    one.command("CLOSE", "OK").await;
    assert_eq!(uids(&world, "INBOX"), [3, 6]);
}

#[tokio::test]
async fn letters_are_copied_and_moved() {
    let world = world_with(3);
    let mut raw = Raw::reading(&world).await;
    raw.command(r"STORE 1 FLAGS.SILENT (\Answered)", "OK").await;
    raw.command("COPY 1,3 Junk", "OK [COPYUID 1 1,3 1:2] COPY completed").await;
    raw.command("COPY 1 Archive", "NO [TRYCREATE]").await;
    raw.command("CREATE Archive", "OK").await;
    let moved = raw.command("UID MOVE 2:3 Archive", "OK MOVE completed").await;
    assert_eq!(moved, "* OK [COPYUID 2 2:3 1:2] moved\r\n* 2 EXPUNGE\r\n* 2 EXPUNGE\r\n");
    assert_eq!((uids(&world, "INBOX"), uids(&world, "Archive")), (vec![1], vec![1, 2]));
    raw.command("SELECT Junk", "OK").await;
    assert!(raw.command("FETCH 1 FLAGS", "OK").await.contains(r"\Answered"));
    raw.command("MOVE 9 INBOX", "BAD").await;
    assert_eq!(raw.command("UID MOVE 9 INBOX", "OK").await, "");
}

#[tokio::test]
async fn a_client_keeps_a_letter_of_its_own() {
    let world = World::open();
    let mut raw = Raw::reading(&world).await;
    let letter = [b"Subject: draft\r\n\r\n".as_slice(), &vec![b'x'; 50_000], b"\xff\nno line end"].concat();
    let announce = |tag: &str, rest: &str| format!("{tag} APPEND INBOX {rest}{{{}}}\r\n", letter.len()).into_bytes();
    raw.ask(&announce("b", r#"(\Draft \Seen) "24-Dec-2025 09:00:00 +0900" "#), "+").await;
    let answer = raw.ask(&[letter.as_slice(), b"\r\n"].concat(), "b ").await;
    assert_eq!(answer, "* 1 EXISTS\r\n* 1 RECENT\r\nb OK [APPENDUID 1 1] APPEND completed\r\n");
    let kept = &world.store.letters("mari", "INBOX")[0];
    assert_eq!((&*kept.source, kept.flags.is_seen()), (letter.as_slice(), true));
    let facts = raw.command("FETCH 1 (FLAGS INTERNALDATE)", "OK").await;
    assert_eq!(facts, "* 1 FETCH (FLAGS (\\Draft \\Seen \\Recent) INTERNALDATE \"24-Dec-2025 00:00:00 +0000\")\r\n");
    // LITERAL+: without waiting (RFC 7888).
    raw.ask(b"c APPEND Junk {3+}\r\nA:b\r\nd NOOP\r\n", "d OK").await;
    assert_eq!(&*world.store.letters("mari", "Junk")[0].source, b"A:b");
    assert_eq!(
        raw.ask_line(b"e APPEND Nowhere {3+}\r\nA:b\r\n", "e").await,
        "e NO [TRYCREATE] there is no such folder"
    );
    assert_eq!(raw.ask_line(b"f APPEND INBOX {0+}\r\n\r\n", "f").await, "f NO there is nothing in that letter");
    assert_eq!(raw.ask_line(b"g APPEND INBOX {9000000}\r\n", "g").await, "g BAD that literal is too long");
    assert_eq!(raw.ask_line(b"h APPEND Junk ~{3+}\r\n\0\0\0\r\n", "h").await, "h OK [APPENDUID 1 2] APPEND completed");
    raw.ask(b"i APPEND INBOX {9000000+}\r\n", "* BYE").await;
    assert!(raw.has_ended().await);
    let events = world.network.recorder().since(0);
    let sent = events.iter().find_map(|event| match &event.fact {
        Fact::Content { from: Side::Client, octets, secret: true, .. } => Some(octets.as_slice()),
        _ => None,
    });
    assert_eq!(sent, Some(letter.as_slice()), "the trace has it in one piece");
}

#[tokio::test]
async fn a_full_mailbox_says_so() {
    let world = World::open();
    world.file("INBOX", &vec![b'x'; 40 * 1024 * 1024]);
    let mut raw = Raw::reading(&world).await;
    raw.command("COPY 1 Junk", "NO [OVERQUOTA]").await;
    assert_eq!(uids(&world, "Junk"), [] as [u32; 0]);
    assert_eq!(raw.command("SEARCH LARGER 1000", "OK").await, "* SEARCH 1\r\n");
}

#[tokio::test]
async fn letters_are_searched() {
    let world = world_with(2);
    world.file(
        "INBOX",
        "Date: Mon, 2 Nov 2026 10:00:00 +0900\r\nFrom: Aoi <aoi@a.example>\r\nTo: mari@b.example\r\n\
        Subject: =?utf-8?B?5omL57SZ?=\r\n\r\nこんにちは\r\n"
            .as_bytes(),
    );
    let mut raw = Raw::reading(&world).await;
    raw.command(r"STORE 2 +FLAGS.SILENT (\Seen $Work)", "OK").await;
    for (keys, found) in [
        ("ALL", " 1 2 3"),
        ("UNSEEN", " 1 3"),
        ("KEYWORD $work", " 2"),
        ("NOT SEEN NOT FROM aoi", " 1"),
        ("OR (SUBJECT \"letter 1\") (TO mari)", " 1 3"),
        ("FROM AOI SENTON 2-Nov-2026", " 3"),
        ("SENTBEFORE 2-Nov-2026", ""),
        ("SENTSINCE 1-Nov-2026", " 3"),
        ("ON 24-Nov-2026", " 1 2 3"),
        ("BEFORE 24-Nov-2026", ""),
        ("SINCE 24-Nov-2026 UNKEYWORD $Work 2:*", " 3"),
        ("BODY \"body 2\"", " 2"),
        ("TEXT LETTER", " 1 2"),
        ("HEADER X-No \"\"", ""),
        ("HEADER to \"\"", " 3"),
        ("UID 3:9 SMALLER 100", ""),
        ("NEW", " 1 3"),
        ("OLD", ""),
        ("CHARSET us-ascii UNDELETED UNDRAFT UNFLAGGED UNANSWERED RECENT SEEN", " 2"),
    ] {
        assert_eq!(raw.command(&format!("SEARCH {keys}"), "OK").await, format!("* SEARCH{found}\r\n"), "{keys}");
    }
    let subject = "手紙";
    let command = format!("b UID SEARCH CHARSET UTF-8 SUBJECT {{{}+}}\r\n{subject}\r\n", subject.len());
    assert!(raw.ask(command.as_bytes(), "b OK").await.starts_with("* SEARCH 3\r\n"));
    raw.command("SEARCH CHARSET KOI8-R ALL", "NO [BADCHARSET (US-ASCII UTF-8)]").await;
    raw.command(&format!("SEARCH {}", ["ALL"; 65].join(" ")), "NO").await;
    raw.command("SEARCH PINK", "BAD").await;
}
