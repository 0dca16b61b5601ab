//! Python's imaplib: a client that speaks nearly all of IMAP.

use std::process::Command;

use super::{HOST, Mailbox, run};

#[tokio::test(flavor = "multi_thread")]
async fn imaplib_has_a_good_day() {
    let mailbox = Mailbox::open();
    let mut python = Command::new("python3");
    python.args(["-", HOST, &mailbox.secret.port().to_string(), &mailbox.plain.port().to_string()]);
    python.arg(mailbox.authority.path());
    let Some(said) = run(python, include_bytes!("visit.py").to_vec()).await else { return };
    assert_eq!(String::from_utf8_lossy(&said).trim_end(), "a good day");
    assert_eq!(mailbox.letters("Junk").len(), 1);
    assert_eq!(mailbox.letters("INBOX").len(), 0);
    mailbox.network.close().await;
}
