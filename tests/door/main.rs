//! Raw bytes to the front doors: what RFC 5321 says is answered, what would harm is bounded, nothing is lost silently.

mod abuse;
mod harness;

use std::time::Duration;

use harness::{Client, Doorstep, HOST, assert_code};
use tegami::net::{Authority, Lines};
use tegami::smtp::door::Bounds;
use tegami::trace::{FORMAT, Fact, Header, Service, Side, Time, Trace};

#[tokio::test(flavor = "multi_thread")]
async fn the_door_bears_the_hosts_name_and_offers_what_it_has() {
    let doorstep = Doorstep::new(Service::Smtp);
    let mut client = doorstep.knock().await;
    assert_eq!(client.hear().await, format!("220 {HOST} ESMTP tegami"));
    let offer = client.say("EHLO client.example").await;
    assert!(offer.starts_with(&format!("250-{HOST} greets client.example\n")), "{offer}");
    for extension in ["8BITMIME", "SMTPUTF8", "SIZE 100000", "STARTTLS", "ENHANCEDSTATUSCODES", "PIPELINING"] {
        assert!(offer.lines().any(|line| line[4..] == *extension), "{extension} is not in {offer}");
    }
    assert_eq!(client.say("HELO client.example").await, format!("250 {HOST} greets client.example"));
    assert_code(&client.say("QUIT").await, 221);
    assert_eq!(client.hear().await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_backend_cannot_parse_gets_what_the_rfc_says() {
    let doorstep = Doorstep::new(Service::Smtp);
    let mut client = doorstep.enter().await;
    for line in ["NOOP x", "HELP", "HELP MAIL", "VRFY aoi"] {
        let reply = client.say(line).await;
        assert!(reply.starts_with('2'), "{line}: {reply}");
    }
    for from in
        ["<>", "<\"a b\"@x.example> SIZE=10 BODY=8BITMIME", "<葵@x.example> SMTPUTF8", "<@relay.example:a@x.example>"]
    {
        assert_code(&client.say(&format!("MAIL FROM:{from}")).await, 250);
        assert_code(&client.say("RCPT TO:<\"a o i\"@school.example>").await, 250);
        assert_code(&client.say("DATA").await, 354);
        assert_code(&client.say("Subject: x\r\n\r\n.").await, 250);
    }
    let senders: Vec<String> = doorstep.letters().into_iter().map(|(envelope, _)| envelope.from.0).collect();
    assert_eq!(senders, ["", "\"a b\"@x.example", "葵@x.example", "a@x.example"]);
    assert_eq!(doorstep.letters()[0].0.to, ["\"a o i\"@school.example".into()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_gets_the_right_code_and_the_session_goes_on() {
    let doorstep = Doorstep::with(Service::Smtp, Bounds { mistakes: 100, ..Bounds::default() });
    let mut client = doorstep.knock().await;
    client.hear().await;
    for (line, code) in [
        ("MAIL FROM:<a@x.example>", "503 5.5.1"),
        ("EHLO", "501 5.5.4"),
        ("EHLO client.example", "250"),
        ("RCPT TO:<aoi@school.example>", "503 5.5.1"),
        ("DATA", "503 5.5.1"),
        ("MAIL FROM:<a@x.example> RET=HDRS", "555 5.5.4"),
        ("MAIL FROM:<a@x.example> SIZE=100001", "552 5.3.4"),
        ("MAIL FROM:<(comment)a@x.example>", "501 5.1.7"),
        ("MAIL FROM:<葵@x.example>", "553 5.6.7"),
        ("AUTH PLAIN", "502 5.5.1"),
        ("XYZZY", "500 5.5.2"),
        ("MAIL FROM:<a@x.example>", "250 2.1.0"),
        ("MAIL FROM:<a@x.example>", "503 5.5.1"),
        ("STARTTLS", "503 5.5.1"),
        ("RCPT TO:<>", "501 5.1.3"),
        ("RCPT TO:<nobody@school.example>", "550 5.1.1"),
        ("DATA", "554 5.5.1"),
        ("RCPT TO:<aoi@school.example>", "250 2.1.5"),
        ("RSET", "250 2.0.0"),
        ("DATA", "503 5.5.1"),
    ] {
        let reply = client.say(line).await;
        assert!(reply.starts_with(code), "{line}: {code} expected, got: {reply}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_too_long_is_refused_and_is_no_dead_end() {
    let doorstep = Doorstep::new(Service::Smtp);
    let mut client = doorstep.enter().await;
    assert!(client.say(&format!("NOOP {}", "x".repeat(993))).await.starts_with("250"), "1,000 octets are allowed");
    assert!(client.say(&format!("NOOP {}", "x".repeat(994))).await.starts_with("500 5.5.2"), "1,001 are not");
    assert!(client.say(&"x".repeat(1_000_000)).await.starts_with("500 5.5.2"));
    assert_code(&client.say("NOOP").await, 250);
    let reply = client.post(format!("X: {}\r\n\r\nbody\r\n", "y".repeat(100_000)).as_bytes()).await;
    assert!(reply.starts_with("500 5.6.0"), "{reply}");
    assert_code(&client.post(b"Subject: short\r\n\r\nbody\r\n").await, 250);
    assert_eq!(doorstep.letters().len(), 1);
}

/// Whoever has talked on for megabytes has not read yet why it was of no use, and still can.
#[tokio::test(flavor = "multi_thread")]
async fn an_endless_line_is_given_up_and_its_sender_hears_why() {
    for service in [Service::Smtp, Service::Submission] {
        let doorstep = Doorstep::new(service);
        for mut client in [doorstep.enter().await, doorstep.enter().await.start_tls().await] {
            assert!(client.say(&"x".repeat(10_000_000)).await.starts_with("421 4.7.0 "));
            assert_eq!(client.hear().await, "");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_too_large_is_heard_out_and_refused() {
    let doorstep = Doorstep::new(Service::Smtp);
    let mut client = doorstep.enter().await;
    let reply = client.post(&b"0123456789abcdef\r\n".repeat(20_000)).await;
    assert!(reply.starts_with("552 5.3.4"), "{reply}");
    assert_code(&client.post(b"small\r\n").await, 250);
    assert_eq!(doorstep.letters().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_letter_cannot_be_smuggled_in_behind_a_bare_line_feed() {
    let smuggled = "MAIL FROM:<evil@x.example>\r\nRCPT TO:<aoi@school.example>\r\nDATA\r\nevil\r\n";
    for end in ["\n.\r\n", "\r\n.\n", "\n.\n", "\r.\r\n", "\r.\r"] {
        let doorstep = Doorstep::new(Service::Smtp);
        let mut client = doorstep.enter().await;
        let reply = client.post(format!("Subject: x\r\n\r\nbody{end}{smuggled}").as_bytes()).await;
        assert!(reply.starts_with("554 5.6.0"), "{end:?}: {reply}");
        assert_code(&client.say("NOOP").await, 250);
        assert_eq!(doorstep.letters(), [], "{end:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dots_and_odd_octets_arrive_as_they_were() {
    let doorstep = Doorstep::new(Service::Smtp);
    let mut client = doorstep.enter().await;
    let odd = b"Subject: caf\xe9 \xff\r\nX-Nul: a\x00b\r\n\r\n.hidden\r\n..\r\n\x1b[31m\r\n";
    let on_the_wire = b"Subject: caf\xe9 \xff\r\nX-Nul: a\x00b\r\n\r\n..hidden\r\n...\r\n\x1b[31m\r\n";
    assert_code(&client.post(on_the_wire).await, 250);
    assert_code(&client.post(b"").await, 250);
    let letters: Vec<Vec<u8>> = doorstep.letters().into_iter().map(|(_, source)| source).collect();
    assert_eq!(letters, [odd.to_vec(), Vec::new()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pipelined_commands_are_answered_in_order() {
    let doorstep = Doorstep::new(Service::Smtp);
    let mut client = doorstep.enter().await;
    client
        .send(b"MAIL FROM:<a@x.example>\r\nRCPT TO:<nobody@x.example>\r\nRCPT TO:<aoi@x.example>\r\nDATA\r\n")
        .await
        .unwrap();
    for code in [250, 550, 250, 354] {
        assert_code(&client.hear().await, code);
    }
    assert_code(&client.say("hello\r\n.").await, 250);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_recipients_commands_and_mistakes_are_sent_away() {
    let bounds = Bounds { recipients: 2, commands: 30, mistakes: 3, ..Bounds::default() };
    let doorstep = Doorstep::with(Service::Smtp, bounds);
    let mut client = doorstep.enter().await;
    client.say("MAIL FROM:<a@x.example>").await;
    for code in [250, 250, 452] {
        assert_code(&client.say("RCPT TO:<aoi@school.example>").await, code);
    }
    for _ in 0..2 {
        assert_code(&client.say("XYZZY").await, 500);
    }
    assert_code(&client.say("XYZZY").await, 500);
    assert!(client.hear().await.starts_with("421 4.7.0"));

    let mut chatty = doorstep.enter().await;
    let mut last = String::new();
    for _ in 0..29 {
        last = chatty.say("NOOP").await;
    }
    assert_code(&last, 250);
    assert!(chatty.hear().await.starts_with("421 4.7.0"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_client_is_not_waited_for_for_ever() {
    let doorstep = Doorstep::with(Service::Smtp, Bounds { idle: Duration::from_millis(100), ..Bounds::default() });
    let mut client = doorstep.enter().await;
    assert!(client.hear().await.starts_with("421 4.4.2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_begins_anew_and_forgets_what_was_said_before() {
    for service in [Service::Smtp, Service::Submission] {
        let doorstep = Doorstep::new(service);
        let mut client = doorstep.enter().await;
        client.send(b"STARTTLS\r\nMAIL FROM:<injected@x.example>\r\n").await.unwrap();
        assert_code(&client.hear().await, 220);
        let config = Authority::shared().client_config();
        let stream = client.0.into_stream().connect_tls(HOST, config).await.unwrap();
        let mut client = Client(Lines::new(stream, Duration::from_secs(10)));
        assert_code(&client.say("MAIL FROM:<a@x.example>").await, 503);
        let offer = client.say("EHLO client.example").await;
        assert!(offer.starts_with("250-") && !offer.contains("STARTTLS"), "{offer}");
        assert_code(&client.say("STARTTLS").await, 503);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_logs_in_once_and_only_inside_tls() {
    let doorstep = Doorstep::new(Service::Submission);
    let mut client = doorstep.enter().await;
    assert!(client.say("MAIL FROM:<a@x.example>").await.starts_with("530 5.7.0"));
    assert!(client.say("AUTH PLAIN AGFvaQBhb2ktc2VjcmV0").await.starts_with("538 5.7.11"));
    let mut client = client.start_tls().await;
    assert!(client.say("EHLO client.example").await.contains("AUTH PLAIN LOGIN"));
    assert!(client.say("MAIL FROM:<a@x.example>").await.starts_with("530 5.7.0"));
    for (dialog, code) in [
        (&["AUTH CRAM-MD5"][..], "504 5.5.4"),
        (&["AUTH PLAIN AGFvaQB3cm9uZw=="], "535 5.7.8"),
        (&["AUTH PLAIN", "*"], "501 5.7.0"),
        (&["AUTH LOGIN", "not base64"], "501 5.5.2"),
        (&["AUTH LOGIN", "YW9p", "*"], "501 5.7.0"),
        (&["NOOP"], "250"),
        (&["AUTH LOGIN", "YW9p", "YW9pLXNlY3JldA=="], "235 2.7.0"),
        (&["AUTH PLAIN AGFvaQBhb2ktc2VjcmV0"], "503 5.5.1"),
        (&["RSET"], "250"),
        (&["MAIL FROM:<a@x.example>"], "250 2.1.0"),
        (&["EHLO client.example"], "250"),
        (&["MAIL FROM:<a@x.example>"], "250 2.1.0"),
    ] {
        let mut reply = String::new();
        for line in dialog {
            reply = client.say(line).await;
        }
        assert!(reply.starts_with(code), "{dialog:?}: {code} expected, got: {reply}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trace_holds_both_sides_in_order_and_says_what_was_secret() {
    let doorstep = Doorstep::new(Service::Smtp);
    let mut client = doorstep.enter().await.start_tls().await;
    client.say("EHLO client.example").await;
    client.post(b"Subject: x\r\n\r\n..\r\n").await;
    client.say("QUIT").await;
    client.hear().await;
    let recorder = doorstep.network.recorder().clone();
    doorstep.network.close().await;
    let events = recorder.take();
    let said: Vec<(Side, String, bool)> = events
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::Line { from, octets, secret, .. } => Some((*from, octets.to_string(), *secret)),
            _ => None,
        })
        .collect();
    let position = |text: &str| said.iter().position(|(_, line, _)| line.starts_with(text)).unwrap();
    assert!(position("EHLO") < position("250-mx") && position("STARTTLS") < position("MAIL FROM"));
    assert!(!said[position("STARTTLS")].2 && said[position("MAIL FROM")].2);
    assert!(
        events
            .iter()
            .any(|e| matches!(&e.fact, Fact::Content { octets, secret: true, .. } if octets.0.ends_with(b"..\r\n")))
    );
    assert!(events.iter().any(|e| matches!(&e.fact, Fact::Closed { client_octets, .. } if *client_octets > 100)));
    assert!(events.iter().all(|event| event.because.iter().all(|cause| *cause < event.id)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letters_of_a_visitor_count_like_any_other() {
    let doorstep = Doorstep::new(Service::Smtp);
    let mut client = doorstep.enter().await;
    assert_code(&client.post(b"Subject: one\r\n\r\n..\r\n").await, 250);
    assert_code(&client.post(b"Subject: two\r\n\r\nbare\n..\r\n").await, 554);
    client.say("QUIT").await;
    let recorder = doorstep.network.recorder().clone();
    doorstep.network.close().await;
    let header = Header { tegami_trace: FORMAT, name: "x".into(), started: Time(0), scenario: String::new() };
    let outcomes = Trace { header, events: recorder.take() }.outcomes();
    let told: Vec<(String, &str, Option<u16>)> = outcomes
        .iter()
        .map(|letter| {
            let only = letter.recipients.first().unwrap();
            (letter.source.to_string(), only.recipient.0.as_str(), only.reply.as_ref().map(|reply| reply.code))
        })
        .collect();
    let one = ("Subject: one\\x0d\n\\x0d\n.\\x0d\n".to_owned(), "aoi@school.example", None);
    let two = ("Subject: two\\x0d\n\\x0d\nbare\n.\\x0d\n".to_owned(), "aoi@school.example", Some(554));
    assert_eq!(told, [one, two]);
}
