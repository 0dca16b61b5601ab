//! A door that is plain until STARTTLS.

use pretty_assertions::assert_eq;

use super::World;
use super::client::Raw;
use crate::trace::Fact;

#[tokio::test]
async fn nobody_logs_in_before_tls() {
    let world = World::open();
    let mut raw = Raw::connect_plain(&world).await;
    let greeting = raw.ask(b"", "* OK").await;
    assert!(
        greeting.contains("[CAPABILITY IMAP4REV1 STARTTLS LOGINDISABLED ") && !greeting.contains("AUTH="),
        "{greeting}"
    );
    raw.command("LOGIN mari mari-secret", "NO [PRIVACYREQUIRED]").await;
    raw.command("AUTHENTICATE PLAIN AG1hcmkAbWFyaS1zZWNyZXQ=", "NO [PRIVACYREQUIRED]").await;
    // What was slipped in before TLS is not obeyed inside it.
    assert_eq!(raw.ask_line(b"a STARTTLS\r\nb NOOP\r\n", "a").await, "a OK begin TLS now");
    let mut raw = raw.start_tls().await;
    assert!(raw.ask(b"c CAPABILITY\r\n", "c OK").await.starts_with("* CAPABILITY IMAP4REV1 SASL-IR AUTH=PLAIN "));
    raw.command("LOGIN mari mari-secret", "OK").await;
    raw.command("SELECT INBOX", "OK").await;
    raw.command("LOGOUT", "OK").await;
    assert!(raw.has_ended().await);
    let events = world.network.recorder().since(0);
    let secrets: Vec<bool> = events
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::Line { secret, .. } => Some(*secret),
            _ => None,
        })
        .collect();
    let first = secrets.iter().position(|secret| *secret).unwrap();
    assert!(first > 0 && secrets[first..].iter().all(|secret| *secret), "{secrets:?}");
    assert_eq!(events.iter().filter(|event| matches!(event.fact, Fact::TlsStarted { .. })).count(), 1);
}

#[tokio::test]
async fn a_handshake_that_fails_ends_the_session() {
    let world = World::open();
    let mut raw = Raw::connect_plain(&world).await;
    raw.ask(b"a STARTTLS\r\n", "a OK").await;
    raw.say(b"b NOOP, and this is no TLS at all\r\n").await;
    // A last word of TLS may come, and then nothing more.
    raw.has_ended().await;
    world.network.clone().close().await;
    let events = world.network.recorder().since(0);
    assert_eq!(events.iter().filter(|event| matches!(event.fact, Fact::Closed { .. })).count(), 1);
}
