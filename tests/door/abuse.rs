//! Clients that break off or talk nonsense: whoever else calls is served, and the world closes.

use std::time::Duration;

use proptest::prelude::*;
use tegami::net::Line;
use tegami::trace::Service;
use tokio::time::timeout;

use crate::harness::{Client, Doorstep, assert_code};

/// Far longer than anything here takes, and far shorter than any time-out of the door.
const SOON: Duration = Duration::from_secs(20);

impl Doorstep {
    /// Somebody else is served, and then everything ends at once.
    async fn serves_others_and_closes(self) {
        let mut other = timeout(SOON, self.enter()).await.expect("others are served");
        assert_code(&other.say("NOOP").await, 250);
        timeout(SOON, self.network.close()).await.expect("the world closes");
    }
}

impl Client {
    /// Says nothing more, and listens until the server hangs up.
    async fn listen_to_the_end(mut self) {
        self.0.shutdown().await;
        let heard = async { while matches!(self.0.next(4_096).await, Ok(Line::Whole(_))) {} };
        timeout(SOON, heard).await.expect("the server hangs up");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_may_break_off_after_every_octet() {
    let script = b"EHLO c.example\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<aoi@school.example>\r\nDATA\r\n\
                   Subject: x\r\n\r\nbody\r\n.\r\nRSET\r\nQUIT\r\n";
    let dot = script.windows(5).position(|five| five == b"\r\n.\r\n").unwrap() + 5;
    let doorstep = Doorstep::new(Service::Smtp);
    for end in 0..=script.len() {
        let mut torn = doorstep.knock().await;
        torn.send(&script[..end]).await.unwrap();
        drop(torn);
        let before = doorstep.letters().len();
        let mut half = doorstep.knock().await;
        half.send(&script[..end]).await.unwrap();
        half.listen_to_the_end().await;
        assert!(doorstep.letters().len() - before >= usize::from(end >= dot), "the letter was whole at {end}");
    }
    let whole = script.len() + 1 - dot;
    assert!((whole..=2 * whole).contains(&doorstep.letters().len()), "half a letter is no letter");
    doorstep.serves_others_and_closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handshake_may_break_off_or_be_none() {
    let hello = [0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3];
    for service in [Service::Smtp, Service::Submission] {
        let doorstep = Doorstep::new(service);
        for length in 0..=hello.len() {
            for octets in [&hello[..length], &b"NOOP\r\nQUIT\r\n"[..length]] {
                let mut client = doorstep.enter().await;
                assert_code(&client.say("STARTTLS").await, 220);
                client.send(octets).await.unwrap();
                client.listen_to_the_end().await;
            }
        }
        doorstep.serves_others_and_closes().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_may_break_off_anywhere() {
    let doorstep = Doorstep::new(Service::Submission);
    for dialog in
        [&["AUTH PLAIN"][..], &["AUTH LOGIN"], &["AUTH LOGIN", "YW9p"], &["AUTH LOGIN YW9p"], &["AUTH PLAIN AA=="]]
    {
        for end in ["", "YW9", "*", "====\r\n", "\r\n", "\u{0}\r\n", "AA==\r\nAA==\r\nAA==\r\nQUIT\r\n"] {
            let mut client = doorstep.enter().await.start_tls().await;
            client.say("EHLO c.example").await;
            for line in dialog {
                client.say(line).await;
            }
            client.send(end.as_bytes()).await.unwrap();
            client.listen_to_the_end().await;
        }
    }
    doorstep.serves_others_and_closes().await;
}

/// What a client may say, sensible or not.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(
        &[
            "EHLO a.example",
            "HELO a.example",
            "EHLO",
            "MAIL FROM:<a@x.example>",
            "MAIL FROM:<> SIZE=99999999999999999999",
            "MAIL FROM:<a@x.example> BODY=8BITMIME SMTPUTF8",
            "RCPT TO:<aoi@school.example>",
            "RCPT TO:<nobody@school.example>",
            "RCPT TO:<>",
            "DATA",
            "Subject: x",
            "",
            ".",
            "..",
            "RSET",
            "NOOP x",
            "VRFY x",
            "QUIT",
            "STARTTLS",
            "AUTH PLAIN",
            "AUTH LOGIN",
            "AUTH PLAIN AGFvaQBhb2ktc2VjcmV0",
            "AUTH PLAIN =",
            "YW9p",
            "*",
            "AA==",
            "BDAT 10",
            "\u{0}",
            "é",
        ][..],
    );
    let text = prop_oneof![9 => words.prop_map(|word| word.as_bytes().to_vec()), 1 => prop::collection::vec(any::<u8>(), 0..40)];
    let end = prop_oneof![8 => Just("\r\n"), 1 => Just("\n"), 1 => Just("\r"), 1 => Just("")];
    (text, end).prop_map(|(mut text, end)| {
        text.extend_from_slice(end.as_bytes());
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_said_the_session_ends_and_others_are_served(
        lines in prop::collection::vec(line(), 1..30),
        submits in any::<bool>(),
        in_tls in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let doorstep = Doorstep::new(if submits { Service::Submission } else { Service::Smtp });
            let mut client = doorstep.enter().await;
            if in_tls {
                client = client.start_tls().await;
            }
            // Who is sent away after too many mistakes cannot say everything.
            let _ = client.send(&lines.concat()).await;
            client.listen_to_the_end().await;
            doorstep.serves_others_and_closes().await;
        });
    }
}
