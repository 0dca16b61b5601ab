//! Raw bytes at the door, as any program on this machine may send them.

use pretty_assertions::assert_eq;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::client::Raw;
use super::{HOST, SERVER, World, call};
use crate::trace::{Fact, Service};

#[tokio::test]
async fn garbage_is_answered_and_the_session_goes_on() {
    let world = World::open();
    let mut raw = Raw::connect(&world).await;
    assert_eq!(raw.ask_line(b"\r\n", "* BAD").await, "* BAD that is not a command");
    assert_eq!(raw.ask_line(b"\x00\xff\xfe {{{\r\n", "* BAD").await, "* BAD that is not a command");
    assert_eq!(raw.ask_line(b"x1 MAKE coffee\r\n", "x1").await, "x1 BAD that is not a command");
    assert_eq!(raw.ask_line(b"x2 NOOP\n", "x2").await, "x2 BAD that is not a command");
    assert_eq!(raw.ask_line(b"x3 FETCH 0 FLAGS\r\n", "x3").await, "x3 BAD that is not a command");
    let endless = [vec![b'a'; 1_000_000], b"\r\n".to_vec()].concat();
    assert_eq!(raw.ask_line(&endless, "* BAD").await, "* BAD that line is too long");
    assert_eq!(raw.ask_line(b"x4 LOGIN {4000000000}\r\n", "x4").await, "x4 BAD that literal is too long");
    assert_eq!(raw.ask_line(b"x5 NOOP\r\n", "x5").await, "x5 OK NOOP completed");
}

/// Whoever has talked on for megabytes has not read yet why it was of no use, and still can.
#[tokio::test(flavor = "multi_thread")]
async fn an_endless_line_ends_the_session_and_its_sender_hears_why() {
    let world = World::open();
    let mut raw = Raw::connect(&world).await;
    let endless = [vec![b'a'; 10_000_000], b"\r\n".to_vec()].concat();
    assert_eq!(raw.ask_line(&endless, "* BYE").await, "* BYE that is enough for one session");
    assert!(raw.has_ended().await);
}

#[tokio::test]
async fn nothing_is_shown_before_login() {
    let world = World::open();
    world.file("INBOX", b"Subject: secret\r\n\r\n");
    let mut raw = Raw::connect(&world).await;
    for command in
        ["SELECT INBOX", "EXAMINE INBOX", "LIST \"\" *", "STATUS INBOX (MESSAGES)", "FETCH 1 BODY[]", "CLOSE"]
    {
        let answer = raw.ask(format!("b {command}\r\n").as_bytes(), "b ").await;
        let name = command.split(' ').next().unwrap_or_default();
        assert!(answer.ends_with(&format!("b BAD {name} is for those who have logged in\r\n")), "{answer}");
    }
    assert!(raw.ask(b"c CAPABILITY\r\n", "c OK").await.starts_with("* CAPABILITY IMAP4REV1 "));
    assert_eq!(raw.ask_line(b"d IDLE\r\n", "d").await, "d BAD IDLE is for those who have logged in");
    let failed = "NO [AUTHENTICATIONFAILED] wrong user or password";
    assert_eq!(raw.ask_line(b"e LOGIN mari {5}\r\n", "+").await, "+ go on");
    assert_eq!(raw.ask_line(b"wrong\r\n", "e").await, format!("e {failed}"));
    assert_eq!(raw.ask_line(b"f AUTHENTICATE PLAIN\r\n", "+").await, "+ ");
    assert_eq!(raw.ask_line(b"!!!\r\n", "f").await, "f BAD that is not BASE64");
    assert_eq!(raw.ask_line(b"g AUTHENTICATE PLAIN AG1hcmkAd3Jvbmc=\r\n", "g").await, format!("g {failed}"));
    let last = raw.ask(b"h LOGIN nobody \"\"\r\n", "* BYE").await;
    assert_eq!(last, format!("h {failed}\r\n* BYE too many wrong passwords\r\n"));
    assert!(raw.has_ended().await);
}

#[tokio::test]
async fn authenticate_plain() {
    let world = World::open();
    let mut raw = Raw::connect(&world).await;
    raw.ask(b"a AUTHENTICATE PLAIN\r\n", "+").await;
    assert_eq!(raw.ask_line(b"AG1hcmkAbWFyaS1zZWNyZXQ=\r\n", "a").await, "a OK you are logged in");
    assert_eq!(raw.ask_line(b"b LOGIN mari mari-secret\r\n", "b").await, "b BAD you have logged in already");
    let status = raw.ask(b"d STATUS inbox (MESSAGES UNSEEN UIDNEXT UIDVALIDITY RECENT)\r\n", "d").await;
    assert_eq!(
        status,
        "* STATUS INBOX (MESSAGES 0 UNSEEN 0 UIDNEXT 1 UIDVALIDITY 1 RECENT 0)\r\nd OK STATUS completed\r\n"
    );
}

#[tokio::test]
async fn parts_of_letters() {
    let world = World::open();
    world.file("INBOX", b"From: =?utf-8?Q?A?= <a@b.example>\r\nSubject: \"hi\"\r\nTo: c@d.example\r\n\r\nHello\r\n");
    world.file("INBOX", b"Subject: \0\r\n\r\n");
    let mut raw = Raw::logged_in(&world).await;
    raw.ask(b"b EXAMINE INBOX\r\n", "b OK [READ-ONLY]").await;
    let fetched = raw.ask(b"c FETCH 1 (FLAGS UID RFC822.SIZE INTERNALDATE ENVELOPE)\r\n", "c OK").await;
    let from = r#"(("A" NIL "a" "b.example"))"#;
    let envelope = format!(r#"(NIL "\"hi\"" {from} {from} {from} ((NIL NIL "c" "d.example")) NIL NIL NIL NIL)"#);
    let facts = r#"FLAGS (\Recent) UID 1 RFC822.SIZE 76 INTERNALDATE "24-Nov-2026 05:30:00 +0000""#;
    assert_eq!(fetched, format!("* 1 FETCH ({facts} ENVELOPE {envelope})\r\nc OK FETCH completed\r\n"));
    let fetched = raw.ask(b"d FETCH 1 (BODY[TEXT] BODY[]<2.3> BODY[HEADER.FIELDS (to)])\r\n", "d OK").await;
    let header = "BODY[HEADER.FIELDS (to)] {19}\r\nTo: c@d.example\r\n\r\n";
    assert_eq!(
        fetched,
        format!(
            "* 1 FETCH (BODY[TEXT] {{7}}\r\nHello\r\n BODY[]<2> {{3}}\r\nom: {header})\r\nd OK FETCH completed\r\n"
        )
    );
    assert!(!world.store.letters("mari", "INBOX")[0].flags.is_seen(), "EXAMINE changes nothing");
    let refused = "NO there is a NUL in it, which BODY cannot carry; fetch BINARY[]";
    assert_eq!(raw.ask_line(b"e UID FETCH 2 BODY[]\r\n", "e").await, format!("e {refused}"));
    let binary = raw.ask(b"f UID FETCH 2 BINARY[]\r\n", "f OK").await;
    assert_eq!(binary, "* 2 FETCH (UID 2 BINARY[] ~{14}\r\nSubject: \0\r\n\r\n)\r\nf OK FETCH completed\r\n");
    assert_eq!(raw.ask_line(b"g FETCH 3 FLAGS\r\n", "g").await, "g BAD there is no such letter");
    assert_eq!(raw.ask_line(b"h UID FETCH 3 FLAGS\r\n", "h").await, "h OK FETCH completed");
    let part = raw.ask(b"i FETCH 1 (BODY.PEEK[1] BODY.PEEK[2])\r\n", "i").await;
    assert_eq!(part, "* 1 FETCH (BODY[1] {7}\r\nHello\r\n BODY[2] NIL)\r\ni OK FETCH completed\r\n");
}

#[tokio::test]
async fn a_client_may_not_ask_for_too_much() {
    let world = World::open();
    world.file("INBOX", &vec![b'x'; 1_000_000]);
    let mut raw = Raw::logged_in(&world).await;
    raw.ask(b"b SELECT INBOX\r\n", "b OK").await;
    let many = ["BODY[]"; 1_000].join(" ");
    let answer = raw.ask_line(format!("c FETCH 1 ({many})\r\n").as_bytes(), "c").await;
    assert_eq!(answer, "c NO that is too much at once");
    let empty_lines = b"\r\n".repeat(10_000);
    assert_eq!(raw.ask_line(&empty_lines, "* BYE").await, "* BYE that is enough for one session");
    assert!(raw.has_ended().await);
}

#[tokio::test]
async fn two_sessions_see_the_same_folder() {
    let world = World::open();
    let (mut one, mut other) = (Raw::logged_in(&world).await, Raw::logged_in(&world).await);
    assert!(one.ask(b"b SELECT INBOX\r\n", "b OK").await.contains("* 0 EXISTS"));
    other.ask(b"b SELECT INBOX\r\n", "b OK").await;
    world.file("INBOX", b"Subject: new\r\n\r\n");
    assert_eq!(one.ask(b"c NOOP\r\n", "c").await, "* 1 EXISTS\r\n* 1 RECENT\r\nc OK NOOP completed\r\n");
    assert_eq!(one.ask_line(b"d FETCH 1:* BODY[]\r\n", "d").await, "d OK FETCH completed");
    assert!(other.ask(b"c NOOP\r\n", "c").await.starts_with("* 1 EXISTS\r\n"));
    assert!(other.ask(b"d FETCH 1 FLAGS\r\n", "d").await.starts_with(r"* 1 FETCH (FLAGS (\Seen"));
    assert_eq!(one.ask_line(b"e CLOSE\r\n", "e").await, "e OK CLOSE completed");
    assert_eq!(one.ask_line(b"f FETCH 1 FLAGS\r\n", "f").await, "f BAD FETCH is for those who have selected a folder");
}

#[tokio::test]
async fn pipelined_commands_are_answered_in_order() {
    let world = World::open();
    let mut raw = Raw::connect(&world).await;
    let commands = b"a LOGIN mari mari-secret\r\nb SELECT INBOX\r\nc NOOP\r\nd LOGOUT\r\ne NOOP\r\n";
    raw.ask(commands, "d OK").await;
    assert!(raw.has_ended().await);
    let events = world.network.recorder().since(0);
    let said = |event: &crate::trace::Event| match &event.fact {
        Fact::Line { octets, .. } => Some(octets.to_string().split_once(' ').map(|(tag, _)| tag.to_owned())?),
        _ => None,
    };
    let tags: Vec<String> = events.iter().filter_map(said).filter(|tag| tag != "*").collect();
    assert_eq!(tags, ["a", "a", "b", "b", "c", "c", "d", "d"]);
}

#[tokio::test]
async fn too_many_sessions() {
    let world = World::open();
    let mut guests = Vec::new();
    for _ in 0..64 {
        guests.push(Raw::logged_in(&world).await);
    }
    let mut late = Raw::connect(&world).await;
    assert_eq!(late.ask(b"", "* BYE").await, format!("* BYE {HOST} has too many sessions; come back later\r\n"));
    assert!(late.has_ended().await);
    guests.remove(0).ask(b"z LOGOUT\r\n", "z OK").await;
    let mut tries = 0;
    while !Raw::connect(&world).await.ask(b"", "* ").await.starts_with("* OK") {
        tries += 1;
        assert!(tries < 1_000, "the place of a guest who has left stays taken");
    }
}

#[tokio::test]
async fn no_tls_no_session() {
    let world = World::open();
    let mut plain = world.network.connect(call(), SERVER, Service::Imap).await.unwrap().stream;
    plain.write_all(b"a LOGIN mari mari-secret\r\n").await.unwrap();
    let mut heard = Vec::new();
    plain.read_to_end(&mut heard).await.ok();
    assert!(!String::from_utf8_lossy(&heard).contains("OK"));
    world.network.clone().close().await;
    let facts = world.network.recorder().since(0);
    assert!(facts.iter().any(|event| matches!(event.fact, Fact::Closed { .. })));
    assert!(!facts.iter().any(|event| matches!(event.fact, Fact::Line { .. } | Fact::TlsStarted { .. })));
}
