//! Python's smtplib and imaplib, which check the certificate and its name.

use std::process::Command;

use tegami::world::Entrance;

use super::{Room, finish, is_installed, only, said};

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_handed_in_and_read() {
    if !is_installed("python3") {
        return;
    }
    let room = Room::open(None).await;
    let port = |service| room.lab.door(service).unwrap().address.port().to_string();
    let mut command = Command::new("python3");
    command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lab/visit.py"));
    command.args([port(Entrance::Submission), port(Entrance::Imap)]).arg(room.folder.path().join("ca.pem"));
    let output = finish(command, String::new()).await;
    assert!(output.status.success() && said(&output).contains("From Python."), "{}", said(&output));
    let letter = only(&room.close().await);
    assert!(letter.recipients[0].fetched.is_some(), "{letter:?}");
}
