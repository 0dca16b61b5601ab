//! Checking again: what a lesson delivered, against the lesson's own DNS on loopback.

use tegami::auth::keys::SigningKey;
use tegami::dns::Dns;
use tegami::explain::{Again, Options, again};
use tegami::lang::Lang;
use tegami::net::Faults;
use tegami::scenario::{Scenario, library};
use tegami::trace::{Fact, Recorder, Time};
use tegami::world;

/// The first letter that the lesson delivered, its line ends changed as an editor would, checked again.
async fn checked(lesson: &str, change: impl Fn(String) -> String) -> Again {
    let scenario = library::find(lesson).unwrap().parse().scenario.unwrap();
    let trace = world::run(&scenario, world::Options { start: None }).await.unwrap();
    let letter = trace.events.iter().find_map(|event| match &event.fact {
        Fact::Filed { source, .. } => Some(String::from_utf8(source.0.clone()).unwrap()),
        _ => None,
    });
    let dns = dns(&scenario).await;
    let server = dns.public_address().to_string().parse().unwrap();
    let again = again(change(letter.unwrap()).as_bytes(), &Options::default(), server, Lang::En).await.unwrap();
    dns.close().await;
    again
}

/// The DNS of a lesson, with the keys that its world publishes.
async fn dns(scenario: &Scenario) -> Dns {
    let dns = Dns::new(Recorder::starting_at(Time::now()), &scenario.zones, Faults::default()).unwrap();
    for (ordinal, signer) in scenario.dkim.iter().enumerate() {
        let key = SigningKey::demonstration(signer.key, ordinal).unwrap();
        dns.publish_key(&signer.domain, &signer.selector, &key.txt()).await.unwrap();
    }
    dns
}

fn results(again: &Again) -> Vec<String> {
    again.checks.iter().map(|check| format!("{}={}", check.method, check.result)).collect()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn an_honest_letter_passes_again_whatever_its_line_ends() {
    runtime().block_on(async {
        for change in [|text: String| text, |text: String| text.replace("\r\n", "\n")] {
            let again = checked("legitimate", change).await;
            let found = results(&again);
            for expected in ["spf=pass", "dkim=pass", "dmarc=pass"] {
                assert!(found.contains(&expected.to_owned()), "{found:?}\n{:?}", again.questions);
            }
            assert!(again.questions.iter().any(|question| question.contains("_domainkey.")), "{:?}", again.questions);
        }
    });
}

#[test]
fn a_letter_that_was_changed_does_not() {
    runtime().block_on(async {
        let again = checked("legitimate", |text| text + "Pay here instead.\r\n").await;
        assert!(results(&again).contains(&"dkim=fail".to_owned()), "{again:?}");
    });
}

#[test]
fn a_forged_author_is_found_out_again() {
    runtime().block_on(async {
        let again = checked("forged-from", |text| text).await;
        assert!(results(&again).contains(&"dmarc=fail".to_owned()), "{again:?}");
        assert!(
            again.basis.contains("198.51.100.25") && again.basis.contains("mallory@evil.example"),
            "{}",
            again.basis
        );
    });
}

#[test]
fn a_server_that_is_not_there_is_an_error_for_now_and_no_verdict() {
    runtime().block_on(async {
        let socket = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
        let server = socket.local_addr().unwrap().to_string().parse().unwrap();
        drop(socket);
        let letter = b"Return-Path: <a@a.example>\r\nReceived: from x (x [192.0.2.1]) by mx.b.example; Tue, 24 Nov 2026 05:30:00 +0000\r\nFrom: a@a.example\r\n\r\nx\r\n";
        let again = again(letter, &Options::default(), server, Lang::En).await.unwrap();
        assert!(results(&again).contains(&"spf=temperror".to_owned()), "{again:?}");
    });
}
