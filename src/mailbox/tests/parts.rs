//! The parts of a letter, as clients ask for them.

use pretty_assertions::assert_eq;

use super::World;
use super::client::Raw;

const LETTER: &[u8] = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nHello\r\n\r\n\
    --b\r\nContent-Type: application/pdf; name=\"a \\\"b\\\".pdf\"\r\nContent-Disposition: attachment; filename=a.pdf\r\n\
    Content-ID: <1@b>\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n\
    --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\ninner\r\n--b--\r\n";

#[tokio::test]
async fn the_structure_of_a_letter() {
    let world = World::open();
    world.file("INBOX", LETTER);
    world.file("INBOX", b"Subject: plain\r\n\r\none\r\ntwo\r\n");
    let mut raw = Raw::reading(&world).await;
    let structure = raw.command("FETCH 1 BODYSTRUCTURE", "OK").await;
    let text = r#"("TEXT" "plain" ("charset" "UTF-8") NIL NIL "8bit" 7 1 NIL)"#;
    let pdf = r#"("application" "pdf" ("name" "a \"b\".pdf") "<1@b>" NIL "base64" 4 NIL ("attachment" ("filename" "a.pdf")))"#;
    let inner = r#"("TEXT" "plain" NIL NIL NIL "7bit" 5 1 NIL)"#;
    let letter = format!(
        r#"("MESSAGE" "RFC822" NIL NIL NIL "7bit" 20 (NIL "in" NIL NIL NIL NIL NIL NIL NIL NIL) {inner} 3 NIL)"#
    );
    let whole = format!(r#"({text}{pdf}{letter} "mixed" ("boundary" "b"))"#);
    assert_eq!(structure, format!("* 1 FETCH (BODYSTRUCTURE {whole})\r\n"));
    let body = raw.command("UID FETCH 2 BODY", "OK").await;
    assert_eq!(body, "* 2 FETCH (UID 2 BODY (\"TEXT\" \"plain\" NIL NIL NIL \"7bit\" 10 2))\r\n");
    assert_eq!(raw.command("FETCH 2 FULL", "OK").await.matches("BODY (").count(), 1);
}

#[tokio::test]
async fn parts_come_as_they_stand_in_the_letter() {
    let world = World::open();
    world.file("INBOX", LETTER);
    let mut raw = Raw::reading(&world).await;
    let parts = raw.command("FETCH 1 (BODY.PEEK[1] BODY.PEEK[2.MIME]<0.12> BODY.PEEK[3.HEADER])", "OK").await;
    assert_eq!(
        parts,
        "* 1 FETCH (BODY[1] {7}\r\nHello\r\n BODY[2.MIME]<0> {12}\r\nContent-Type BODY[3.HEADER] {15}\r\nSubject: in\r\n\r\n)\r\n"
    );
    let parts = raw.command("FETCH 1 (BODY.PEEK[3.1] BODY.PEEK[3.HEADER.FIELDS (Subject)] BODY.PEEK[4])", "OK").await;
    assert_eq!(
        parts,
        "* 1 FETCH (BODY[3.1] {5}\r\ninner BODY[3.HEADER.FIELDS (Subject)] {15}\r\nSubject: in\r\n\r\n BODY[4] NIL)\r\n"
    );
    assert!(!world.store.letters("mari", "INBOX")[0].flags.is_seen());
    let text = raw.command("FETCH 1 RFC822.HEADER", "OK").await;
    assert!(text.contains("From: a@b.example\r\n") && !text.contains("Seen"), "{text}");
    assert!(raw.command("FETCH 1 BODY[1]<2.2>", "OK").await.contains("BODY[1]<2> {2}\r\nll FLAGS (\\Seen"));
}
