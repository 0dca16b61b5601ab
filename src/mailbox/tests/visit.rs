//! A mail client fetches letters.

use pretty_assertions::assert_eq;

use super::{HOST, SERVER, World, call};
use crate::mailbox::client::{FetchError, Visit, fetch};
use crate::mailbox::password_of;
use crate::trace::{Event, EventId, Fact, Octets, Side};

async fn fetch_as(world: &World, user: &str, folder: &str, uid: u32) -> Result<EventId, FetchError> {
    let (network, password) = (&world.network, password_of("mari"));
    fetch(Visit { network, call: call(), server: HOST, ip: SERVER, user, password: &password, folder, uid }).await
}

fn fetched(event: &Event) -> Option<&Octets> {
    if let Fact::Fetched { source, .. } = &event.fact { Some(source) } else { None }
}

#[tokio::test]
async fn the_wire_of_a_visit() {
    let world = World::open();
    world.file("Junk", b"From: a@b.example\r\n\r\nfirst\r\n");
    let uid = world.file("Junk", b"From: a@b.example\r\n\r\nsecond\r\n");
    let id = fetch_as(&world, "mari", "Junk", uid).await.unwrap();
    let events = world.network.recorder().since(0);
    let shown: Vec<String> = events.iter().filter_map(shown).collect();
    let capabilities = "IMAP4REV1 SASL-IR AUTH=PLAIN LITERAL+ ID ENABLE NAMESPACE IDLE BINARY UNSELECT UIDPLUS MOVE";
    let expected = [
        "connected",
        "TLSv1.3",
        &format!("S: * OK [CAPABILITY {capabilities}] {HOST} IMAP4rev1 ready"),
        "C: A1 LOGIN mari mari-secret",
        "mari may come in: true",
        "S: A1 OK you are logged in",
        r#"C: A2 LIST "" *"#,
        r#"S: * LIST () "/" INBOX"#,
        r#"S: * LIST (\Junk) "/" Junk"#,
        "S: A2 OK LIST completed",
        "C: A3 SELECT Junk",
        r"S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)",
        "S: * 2 EXISTS",
        "S: * 2 RECENT",
        "S: * OK [UNSEEN 1] the first unseen letter",
        r"S: * OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)] these flags can be stored",
        "S: * OK [UIDNEXT 3] the UID of the next letter",
        "S: * OK [UIDVALIDITY 1] UIDs are valid",
        "S: A3 OK [READ-WRITE] SELECT completed",
        "C: A4 UID FETCH 2 BODY[]",
        "S: * 2 FETCH (UID 2 BODY[] {29}",
        "S: 29 octets of a letter",
        r"S:  FLAGS (\Seen \Recent))",
        "S: A4 OK FETCH completed",
        "letter 2 of mari, from Junk",
        "C: A5 LOGOUT",
        "S: * BYE until next time",
        "S: A5 OK LOGOUT completed",
        "closed",
    ];
    assert_eq!(shown, expected);
    let home = events.iter().find(|event| event.id == id).unwrap();
    assert_eq!((home.host.as_str(), home.letter), ("mari-pc", call().letter));
    let cause = events.iter().find(|event| home.because == [event.id]).unwrap();
    assert_eq!(self::shown(cause).as_deref(), Some("S: A4 OK FETCH completed"));
    assert_eq!(
        world.store.letters("mari", "Junk").iter().map(|letter| letter.flags.is_seen()).collect::<Vec<_>>(),
        [false, true]
    );
}

/// A fact as one line of a transcript.
fn shown(event: &Event) -> Option<String> {
    let side = |from: &Side| if *from == Side::Client { "C" } else { "S" };
    Some(match &event.fact {
        Fact::Connected { .. } => "connected".to_owned(),
        Fact::TlsStarted { version, .. } => version.clone(),
        Fact::Line { from, octets, secret: true, .. } => format!("{}: {octets}", side(from)),
        Fact::Content { from, octets, secret: true, .. } => {
            format!("{}: {} octets of a letter", side(from), octets.as_slice().len())
        }
        Fact::Authenticated { user, accepted } => format!("{user} may come in: {accepted}"),
        Fact::Fetched { user, folder, uid, .. } => format!("letter {uid} of {user}, from {folder}"),
        Fact::Closed { client_octets: 1.., server_octets: 1.., .. } => "closed".to_owned(),
        _ => return None,
    })
}

#[tokio::test]
async fn odd_letters_come_out_as_they_went_in() {
    let long = [b"X-Long: ".as_slice(), &vec![b'x'; 100_000], b"\r\n\r\nbody\r\n"].concat();
    let odd: [&[u8]; 11] = [
        b"",
        b"\r\n",
        b"\n",
        b"no header at all",
        b"Subject: \xe6\x89\x8b\xff\xfe\r\n\r\n8-bit\x80\r\n",
        b"From: a@b.example\n\nbare LF\nand CR\rand\n",
        b"From: a@b.example\r\n\r\nNUL \0 in the body\r\n",
        b"\0Subject: \0\r\n\0",
        b"A1 OK FETCH completed\r\n)\r\n* BYE {5}\r\n~{9}",
        b"{4294967296}\r\n\r\n.\r\n..\r\n",
        &long,
    ];
    let world = World::open();
    for source in odd {
        let uid = world.file("INBOX", source);
        fetch_as(&world, "mari", "inbox", uid).await.unwrap();
        let events = world.network.recorder().since(0);
        assert_eq!(events.iter().rev().find_map(fetched).map(Octets::as_slice), Some(source));
        let crossed = events.iter().rev().find_map(|event| match &event.fact {
            Fact::Content { octets, .. } => Some(octets.as_slice()),
            _ => None,
        });
        assert_eq!(crossed, Some(source));
    }
}

#[tokio::test]
async fn a_visit_that_fails_says_why_and_takes_leave() {
    let world = World::open();
    let error = fetch_as(&world, "aoi", "INBOX", 1).await.unwrap_err();
    assert!(matches!(&error, FetchError::Refused { command: "LOGIN", .. }), "{error}");
    let error = fetch_as(&world, "mari", "Archive", 1).await.unwrap_err();
    assert!(matches!(&error, FetchError::Refused { command: "SELECT", .. }), "{error}");
    let error = fetch_as(&world, "mari", "INBOX", 1).await.unwrap_err();
    assert!(matches!(&error, FetchError::Missing), "{error}");
    let events = world.network.recorder().since(0);
    assert_eq!(events.iter().filter_map(fetched).count(), 0);
    assert_eq!(events.iter().filter(|event| matches!(event.fact, Fact::Closed { .. })).count(), 3);
    world.network.set_up(HOST, false);
    let error = fetch_as(&world, "mari", "INBOX", 1).await.unwrap_err();
    assert!(matches!(&error, FetchError::Unreachable(_)), "{error}");
}

#[tokio::test]
async fn a_server_under_another_name_is_not_trusted() {
    let world = World::open();
    let (network, password, server) = (&world.network, password_of("mari"), "mx.a-corp.example");
    let visit =
        Visit { network, call: call(), server, ip: SERVER, user: "mari", password: &password, folder: "INBOX", uid: 1 };
    let error = fetch(visit).await.unwrap_err();
    assert!(matches!(&error, FetchError::Tls(_)), "{error}");
}
