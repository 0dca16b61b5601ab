//! curl: a letter from a file is sent, and the one in the mailbox is read.

use super::{Room, is_filed, only, said};

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_sent_and_read() {
    let room = Room::open(Some("mail.a-corp.example")).await;
    let lines = room.lines("curl");
    let Some(output) = room.run(&lines[0], "").await else { return };
    assert!(output.status.success(), "{}", said(&output));
    room.wait_for(is_filed).await;
    let output = room.run(&lines[1], "").await.unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let read = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(read.starts_with("Return-Path: <kimura@a-corp.example>") && read.ends_with("Hello.\r\n"), "{read}");
    let letter = only(&room.close().await);
    assert!(letter.recipients[0].fetched.is_some(), "{letter:?}");
}
