//! `openssl s_client`: a conversation typed by hand, inside TLS whose certificate is checked.

use super::{Room, said};

#[tokio::test(flavor = "multi_thread")]
async fn smtp_and_imap_are_typed_by_hand() {
    let room = Room::open(None).await;
    for (line, (typed, answer)) in
        room.lines("openssl").iter().zip([("NOOP\nQUIT\n", "250 2.0.0 nothing done"), ("a LOGOUT\n", "* BYE")])
    {
        let Some(output) = room.run(line, typed).await else { return };
        assert!(said(&output).contains(answer), "{line}\n{}", said(&output));
    }
    room.close().await;
}
