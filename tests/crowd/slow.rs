//! Those who take for ever: an octet at a time, a line or a letter without an end, half a handshake.

use std::time::Duration;

use tegami::smtp::door::Bounds;
use tegami::trace::Service;
use tokio::time::timeout;

use crate::SOON;
use crate::harness::{Client, Doorstep, assert_code};

/// How soon a slow client may send its next octet: far sooner than any time-out.
const NOW_AND_THEN: Duration = Duration::from_millis(10);

/// As long as these clients are given.
const SHORT: Duration = Duration::from_millis(200);

impl Client {
    /// Sends an octet now and then, until the server says something.
    async fn dribble(&mut self) -> String {
        let hears = async {
            loop {
                // Who has been hung up on cannot send, and hears why all the same.
                let _ = self.send(b"x").await;
                if let Ok(heard) = timeout(NOW_AND_THEN, self.hear()).await {
                    return heard;
                }
            }
        };
        timeout(SOON, hears).await.expect("the server has enough at some time")
    }

    /// Sends the same octets until the server says something.
    async fn pour(&mut self, octets: &[u8]) -> String {
        let pours = async {
            while self.send(octets).await.is_ok() {
                if let Ok(heard) = timeout(Duration::ZERO, self.hear()).await {
                    return heard;
                }
            }
            self.hear().await
        };
        timeout(SOON, pours).await.expect("the server has enough at some time")
    }

    async fn begin_letter(mut self) -> Self {
        assert_code(&self.say("MAIL FROM:<a@x.example>").await, 250);
        assert_code(&self.say("RCPT TO:<aoi@school.example>").await, 250);
        assert_code(&self.say("DATA").await, 354);
        self
    }
}

pub async fn whoever_takes_for_ever_is_told_so() {
    let hurried = Bounds { idle: SHORT, letter_line: SHORT, ..Bounds::default() };
    let doorstep = Doorstep::with(Service::Smtp, hurried);
    let mut silent = doorstep.enter().await;
    assert!(timeout(SOON, silent.hear()).await.unwrap().starts_with("421 4.4.2 "));
    assert!(doorstep.enter().await.dribble().await.starts_with("421 4.4.2 "), "a command");
    assert!(doorstep.enter().await.begin_letter().await.dribble().await.starts_with("421 4.4.2 "), "a letter's line");
    let doorstep = Doorstep::with(Service::Smtp, Bounds { letter: SHORT, ..Bounds::default() });
    let mut letter = doorstep.enter().await.begin_letter().await;
    let whole_lines = async {
        loop {
            letter.send(b"x\r\n").await.unwrap();
            if let Ok(heard) = timeout(NOW_AND_THEN, letter.hear()).await {
                return heard;
            }
        }
    };
    assert!(timeout(SOON, whole_lines).await.unwrap().starts_with("421 4.4.2 "), "a whole letter");
    let doorstep = Doorstep::with(Service::Smtp, Bounds { session: Duration::ZERO, ..Bounds::default() });
    let mut late = doorstep.knock().await;
    assert_code(&late.hear().await, 220);
    assert_code(&late.hear().await, 421);
}

pub async fn whatever_has_no_end_is_given_up() {
    let doorstep = Doorstep::new(Service::Smtp);
    assert!(doorstep.enter().await.pour(&[b'x'; 10_000]).await.starts_with("421 4.7.0 "), "a command");
    let letter = doorstep.enter().await.begin_letter().await;
    assert!({ letter }.pour(&[b'x'; 10_000]).await.starts_with("421 4.7.0 "), "a line of a letter");
    let letter = doorstep.enter().await.begin_letter().await;
    assert!({ letter }.pour(&b"0123456789\r\n".repeat(5_000)).await.starts_with("421 4.7.0 "), "a letter");
    assert_eq!(doorstep.letters().len(), 0);
}

pub async fn half_a_handshake_is_closed() {
    for service in [Service::Smtp, Service::Submission] {
        let doorstep = Doorstep::with(service, Bounds { handshake: SHORT, ..Bounds::default() });
        let mut client = doorstep.enter().await;
        assert_code(&client.say("STARTTLS").await, 220);
        client.send(&[0x16, 3, 1, 0, 200, 1]).await.unwrap();
        assert_eq!(timeout(SOON, client.hear()).await.expect("it is closed"), "");
    }
}
