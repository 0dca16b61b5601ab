//! A machine in the middle can read and change what goes in clear text, and nothing else.

use tegami::trace::{Fact, Interception, Service, Side, Trace};

use super::cast::{LETTER, facts, filed, run, verdicts};

const BETWEEN: &str = "[middle.mallory-pc]\nbetween = [\"mx.school.example\", \"mail.a-corp.example\"]\n";
const STRIPS: &str = "strips_starttls = true\n";
const CHANGES: &str = "replaces = [{ text = \"10\", with = \"11\" }]\n";

fn acts(trace: &Trace) -> Vec<&Interception> {
    facts(trace).filter_map(|fact| if let Fact::Intercepted { act, .. } = fact { Some(act) } else { None }).collect()
}

/// Whether the letter was encrypted on its way between the servers.
fn was_secret(trace: &Trace) -> bool {
    let relayed = facts(trace).find_map(|fact| match fact {
        Fact::Connected { session, service: Service::Smtp, .. } => Some(*session),
        _ => None,
    });
    let relayed = relayed.unwrap();
    facts(trace).any(|fact| matches!(fact, Fact::Content { session, secret: true, .. } if *session == relayed))
}

#[tokio::test]
async fn where_servers_encrypt_the_machine_is_helpless() {
    let trace = run(&format!("{BETWEEN}{CHANGES}{LETTER}")).await;
    let passed = facts(&trace).filter_map(|fact| match fact {
        Fact::Connected { service, through, .. } => Some((*service, through.as_ref().map(|peer| peer.host.as_str()))),
        _ => None,
    });
    let passed: Vec<_> = passed.collect();
    assert_eq!(passed, [(Service::Submission, None), (Service::Smtp, Some("mallory-pc")), (Service::Imap, None)]);
    assert!(was_secret(&trace) && acts(&trace).is_empty());
    assert_eq!(verdicts(&trace), "pass pass pass");
    assert!(filed(&trace).unwrap().ends_with("Please come at 10.\r\n.10 is no time.\r\n"));
}

#[tokio::test]
async fn without_starttls_in_the_answer_the_letter_goes_in_clear_text() {
    let trace = run(&format!("{BETWEEN}{STRIPS}{LETTER}")).await;
    let removed = Interception::Removed { from: Side::Server, octets: "250-STARTTLS".into() };
    assert_eq!(acts(&trace), [&removed]);
    assert!(!was_secret(&trace));
    assert_eq!(verdicts(&trace), "pass pass pass");
    // The client goes on because of the answer that it heard, not of the one that the server gave.
    let act = trace.events.iter().find(|event| matches!(event.fact, Fact::Intercepted { .. })).unwrap();
    let mail = trace.events.iter().find(|event| event.because.contains(&act.id)).unwrap();
    assert!(matches!(&mail.fact, Fact::Line { octets, .. } if octets.as_slice().starts_with(b"MAIL")));
}

#[tokio::test]
async fn one_character_breaks_the_signature_while_spf_and_dmarc_pass() {
    let trace = run(&format!("{BETWEEN}{STRIPS}{CHANGES}{LETTER}")).await;
    assert_eq!(verdicts(&trace), "pass fail pass");
    assert!(filed(&trace).unwrap().ends_with("Please come at 11.\r\n.11 is no time.\r\n"));
    let replaced = |act: &&&Interception| matches!(act, Interception::Replaced { was, now, .. } if was.escaped() == ".10 is no time." && now.escaped() == ".11 is no time.");
    assert!(acts(&trace).iter().any(|act| replaced(&act)));
}

#[tokio::test]
async fn more_white_space_in_the_header_breaks_nothing() {
    let spaces = "replaces = [{ text = \"Subject: \", with = \"Subject:  \\t \" }]\n";
    let trace = run(&format!("{BETWEEN}{STRIPS}{spaces}{LETTER}")).await;
    assert_eq!(verdicts(&trace), "pass pass pass");
    assert!(filed(&trace).unwrap().contains("\r\nSubject:  \t The visit\r\n"));
}

#[tokio::test]
async fn a_mail_client_cannot_be_kept_from_its_own_server_unnoticed() {
    let between = BETWEEN.replace("mx.school.example", "kimura-pc");
    let trace = run(&format!("{between}{STRIPS}{LETTER}")).await;
    // Without TLS the server offers no login, and takes nothing from a stranger.
    assert_eq!(filed(&trace), None);
    assert!(facts(&trace).all(|fact| !matches!(fact, Fact::Authenticated { .. } | Fact::Content { .. })));
}
