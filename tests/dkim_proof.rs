//! A letter that is changed between signer and receiver: the receiver sees that it was, the story shows what.

use tegami::auth::keys::SigningKey;
use tegami::auth::sign;
use tegami::auth::verify::{Arriving, verify};
use tegami::dns::Dns;
use tegami::lang::Lang;
use tegami::net::Faults;
use tegami::scenario::{self, DkimKey, library};
use tegami::story::{Emphasis, Proof, Reason, Sign, tell};
use tegami::trace::{Address, Draft, FORMAT, Fact, Header, Recorder, Stage, Time, Trace};
use tegami::world::{self, Options};

const START: Time = Time(1_795_498_200);
const LETTER: &str =
    "From: <kimura@a-corp.example>\r\nSubject: Invoice\r\n\r\nHello.\r\nPlease pay to account 1234.\r\n";

/// Signs the letter, lets it be changed on the way, and tells how it is received.
async fn received(kind: DkimKey, change: impl Fn(String) -> String) -> Proof {
    let scenario = library::find("legitimate").unwrap().parse().scenario.unwrap();
    let recorder = Recorder::starting_at(START);
    let dns = Dns::new(recorder.clone(), &scenario.zones, Faults::default()).unwrap();
    let key = SigningKey::demonstration(kind, 3).unwrap();
    dns.publish_key("a-corp.example", "test", &key.txt()).await.unwrap();
    let signed = sign::sign(&key, "a-corp.example", "test", LETTER.as_bytes(), START).unwrap();
    let source =
        change(format!("DKIM-Signature:{}\r\n{LETTER}", String::from_utf8_lossy(signed.field.value.as_slice())));
    let fact = Fact::HeaderAdded { field: signed.field, signed: Some(Box::new(signed.octets)) };
    recorder.record(Draft::new("mail.a-corp.example", fact));
    let arriving = Arriving {
        host: "mx.school.example",
        client_ip: "192.0.2.25".parse().unwrap(),
        helo: "mail.a-corp.example",
        mail_from: &Address::from("kimura@a-corp.example"),
        rcpt_to: &[Address::from("aoi@school.example")],
        source: source.as_bytes(),
        stage: Stage::Transfer,
        letter: None,
        because: vec![],
        at: recorder.now(),
        mistakes: &[],
    };
    verify(&dns.resolver("mx.school.example"), &recorder, arriving).await;
    let header = Header { tegami_trace: FORMAT, name: "by-hand".into(), started: START, scenario: String::new() };
    let story = tell(&scenario, &Trace { header, events: recorder.take() }, Lang::En);
    story.proofs.into_iter().find(|proof| proof.method == "DKIM").unwrap()
}

fn reason<'a>(proof: &'a Proof, label: &str) -> &'a Reason {
    proof.reasons.iter().find(|reason| reason.label == label).unwrap()
}

/// What is marked as removed and as added.
fn marked(reason: &Reason) -> Vec<String> {
    let change = reason.reasons.iter().find(|reason| reason.label == "- / +").unwrap();
    let spans = change.exhibits.iter().flat_map(|exhibit| exhibit.lines.iter().flatten());
    let sign = |emphasis| match emphasis {
        Emphasis::Removed => Some('-'),
        Emphasis::Added => Some('+'),
        _ => None,
    };
    let marked = spans.filter_map(|span| Some(format!("{}{}", sign(span.emphasis)?, span.text.trim_start())));
    marked.filter(|text| !matches!(text.as_str(), "-- " | "++ ")).collect()
}

#[tokio::test]
async fn the_body_that_was_signed_stands_beside_the_one_that_arrived() {
    let proof =
        received(DkimKey::Rsa2048, |letter| letter.replace("account 1234", "account 1934") + "Thanks!\r\n").await;
    assert_eq!(proof.result, "fail");
    let (hash, signature) = (reason(&proof, "bh="), reason(&proof, "b="));
    // The header has come through: only the body was changed.
    assert_eq!((hash.sign, signature.sign), (Sign::No, Sign::Yes));
    assert_eq!(marked(hash), ["-2", "+9", "+Thanks!"]);
}

#[tokio::test]
async fn so_does_a_signed_field() {
    let proof =
        received(DkimKey::Ed25519, |letter| letter.replace("Subject: Invoice", "Subject: [list] Invoice")).await;
    let (hash, signature) = (reason(&proof, "bh="), reason(&proof, "b="));
    assert_eq!((hash.sign, signature.sign), (Sign::Yes, Sign::No));
    assert_eq!(marked(signature), ["+[list] "]);
}

#[tokio::test]
async fn a_letter_that_was_only_folded_anew_holds() {
    let proof = received(DkimKey::Ed25519, |letter| letter.replace("Subject: Invoice", "SUBJECT:\r\n\tInvoice ")).await;
    assert_eq!(proof.result, "pass");
    assert!(proof.reasons.iter().all(|reason| matches!(reason.sign, Sign::Yes | Sign::Note)));
}

#[tokio::test]
async fn a_server_that_signs_its_envelope_too_is_followed_hop_by_hop() {
    let source =
        library::find("legitimate").unwrap().source.replace("selector = \"s1\"", "selector = \"s1\"\ndkim2 = true");
    let scenario = scenario::parse("legitimate", "legitimate.toml", &source).scenario.unwrap();
    assert!(scenario.dkim[0].dkim2);
    let trace = world::run(&scenario, Options { start: Some(START) }).await.unwrap();
    for lang in Lang::ALL {
        let story = tell(&scenario, &trace, lang);
        let proof = story.proofs.iter().find(|proof| proof.method == "DKIM2").unwrap();
        assert_eq!(proof.result, "pass", "{}", proof.conclusion);
        assert!(proof.reasons.iter().all(|reason| reason.sign == Sign::Yes));
        assert_eq!(proof.reasons[0].exhibits[0].lines[1][1].text, "<aoi@school.example>");
        assert!(story.steps.iter().any(|step| step.title == "DKIM2: pass" && step.events.contains(&proof.event)));
        assert!(story.steps.last().unwrap().verdicts.iter().any(|verdict| verdict.method == "DKIM2"));
    }
}
