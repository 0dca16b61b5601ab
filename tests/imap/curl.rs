//! curl, as it is typed on a command line.

use std::net::SocketAddr;
use std::process::Command;

use pretty_assertions::assert_eq;

use super::{HOST, Mailbox, run};

const LETTER: &[u8] = b"From: aoi@a.example\r\nSubject: hello\r\n\r\nfirst\r\n.\r\n\xff last";

fn curl(mailbox: &Mailbox, scheme: &str, door: SocketAddr, path: &str, more: &[&str]) -> Command {
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--max-time", "30", "--user", "mari:mari-secret"]);
    command.arg("--cacert").arg(mailbox.authority.path());
    command.args(["--connect-to", &format!("::127.0.0.1:{}", door.port())]);
    command.arg(format!("{scheme}://{HOST}/{path}")).args(more);
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_reads_searches_and_deletes() {
    let mailbox = Mailbox::open();
    mailbox.file("INBOX", LETTER);
    let secret = |path: &str, more: &[&str]| curl(&mailbox, "imaps", mailbox.secret, path, more);
    let Some(letter) = run(secret("INBOX;UID=1", &[]), Vec::new()).await else { return };
    assert_eq!(letter, LETTER);
    let text = run(secret("INBOX;UID=1;SECTION=TEXT", &[]), Vec::new()).await.unwrap();
    assert_eq!(text, b"first\r\n.\r\n\xff last");
    let list = run(secret("", &[]), Vec::new()).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&list), "* LIST () \"/\" INBOX\r\n* LIST (\\Junk) \"/\" Junk\r\n");
    let found = run(secret("INBOX?SUBJECT%20hello", &[]), Vec::new()).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&found), "* SEARCH 1\r\n");
    run(secret("INBOX", &["--request", "STORE 1 +FLAGS (\\Deleted)"]), Vec::new()).await.unwrap();
    run(secret("INBOX", &["--request", "EXPUNGE"]), Vec::new()).await.unwrap();
    assert_eq!(mailbox.letters("INBOX"), [b""; 0]);
    mailbox.network.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_sends_a_letter_through_starttls() {
    let mailbox = Mailbox::open();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), LETTER).unwrap();
    let path = file.path().to_string_lossy().into_owned();
    let append = curl(&mailbox, "imap", mailbox.plain, "Junk", &["--ssl-reqd", "--upload-file", &path]);
    if run(append, Vec::new()).await.is_none() {
        return;
    }
    assert_eq!(mailbox.letters("Junk"), [LETTER]);
    mailbox.network.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_shows_no_password_in_plain_text() {
    let mailbox = Mailbox::open();
    let mut plain = curl(&mailbox, "imap", mailbox.plain, "INBOX", &[]);
    let Ok(output) = tokio::task::spawn_blocking(move || plain.output()).await.unwrap() else {
        eprintln!("skipped: curl is not installed");
        return;
    };
    assert_eq!(output.status.code(), Some(67), "67: curl was denied to log in");
    mailbox.network.close().await;
}
