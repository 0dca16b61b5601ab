//! Hops that pass a letter on, over real connections: aliases with and without SRS, mailing lists, loops.

use tegami::scenario;
use tegami::trace::{DkimResult, DmarcResult, Fact, Fate, LetterOutcome, Passing, SpfResult, Time, Trace};
use tegami::world::{self, Options};

const START: Time = Time(1_800_000_000);

/// A company that signs and is strict, a forwarder of old students, a server of lists, and a school that receives.
const CAST: &str = r#"
format = 1
title.en = "A test"
title.ja = "試験"
goal.en = "Hold the hops to it."
goal.ja = "転送を確かめます。"
level = "beginner"

[hosts]
kimura-pc = { role = "client", ip = "192.0.2.7" }
"mail.a-corp.example" = { role = "server", ip = "192.0.2.25", users = ["kimura"] }
"mail.alumni.example" = { role = "server", ip = "198.51.100.25", users = ["admin"] }
"mail.club.example" = { role = "server", ip = "198.51.100.26" }
"lists.list.example" = { role = "server", ip = "198.51.100.27", users = ["staff"] }
"mx.school.example" = { role = "server", ip = "203.0.113.25", users = ["aoi", "sora"] }
aoi-pc = { role = "client", ip = "203.0.113.7" }

[zones]
"a-corp.example" = '''
@ MX 10 mail
mail A 192.0.2.25
@ TXT "v=spf1 ip4:192.0.2.25 -all"
_dmarc TXT "v=DMARC1; p=reject"
'''
"alumni.example" = '''
@ MX 10 mail
mail A 198.51.100.25
@ TXT "v=spf1 ip4:198.51.100.25 -all"
'''
"club.example" = '''
@ MX 10 mail
mail A 198.51.100.26
@ TXT "v=spf1 ip4:198.51.100.26 -all"
'''
"list.example" = '''
@ MX 10 lists
lists A 198.51.100.27
@ TXT "v=spf1 ip4:198.51.100.27 -all"
_dmarc TXT "v=DMARC1; p=reject"
'''
"school.example" = '''
@ MX 10 mx
mx A 203.0.113.25
'''

[dkim."list.example"]
selector = "l1"
"#;

const SIGNED: &str = "[dkim.\"a-corp.example\"]\nselector = \"s1\"\n";

fn letter(to: &str) -> String {
    format!(
        "[[step]]\ndo = \"send\"\nfrom = \"kimura-pc\"\nvia = \"mail.a-corp.example\"\n\
         envelope = {{ from = \"kimura@a-corp.example\", to = [{to}] }}\n\
         header.From = \"Kimura <kimura@a-corp.example>\"\nheader.Subject = \"hello\"\nbody = \"hi\"\n"
    )
}

fn read(rest: &str) -> scenario::Scenario {
    let source = format!("{CAST}\n{rest}");
    let parsed = scenario::parse("test", "test.toml", &source);
    let rendered = scenario::render(&parsed.diagnostics, "test.toml", &source, tegami::lang::Lang::En, false);
    parsed.scenario.unwrap_or_else(|| panic!("{rendered}"))
}

async fn run(rest: &str) -> Trace {
    let scenario = read(rest);
    let trace = world::run(&scenario, Options { start: Some(START) }).await.unwrap();
    for lang in tegami::lang::Lang::ALL {
        assert!(!tegami::story::tell(&scenario, &trace, lang).steps.is_empty());
    }
    trace
}

fn words(letter: &LetterOutcome) -> (SpfResult, DkimResult, DmarcResult) {
    let checks = &letter.checks;
    let spf = checks.spf.as_ref().map(|(_, check)| check.result).unwrap();
    let dkim = checks.dkim.as_ref().map(|(_, check)| check.result).unwrap();
    (spf, dkim, checks.dmarc.as_ref().map(|(_, check)| check.result).unwrap())
}

fn reply(letter: &LetterOutcome) -> String {
    letter.recipients[0].reply.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The letter as it was filed for the first recipient.
fn filed(letter: &LetterOutcome) -> String {
    match &letter.recipients[0].fate {
        Fate::Filed { source, .. } => String::from_utf8_lossy(source.as_slice()).into_owned(),
        other => panic!("it was not filed: {other:?} {}", reply(letter)),
    }
}

/// The lines that clients said on the wire, in order.
fn said(trace: &Trace, beginning: &str) -> Vec<String> {
    let lines = trace.events.iter().filter_map(|event| match &event.fact {
        Fact::Line { octets, .. } => Some(octets.to_string()),
        _ => None,
    });
    lines.filter(|line| line.starts_with(beginning)).collect()
}

const ALIAS: &str = "[forward.\"aoi@alumni.example\"]\nto = \"aoi@school.example\"\n";

#[tokio::test]
async fn an_alias_replaces_the_recipient_and_nothing_else() {
    let trace = run(&format!("{SIGNED}{ALIAS}{}", letter("\"Aoi@Alumni.example\""))).await;
    let outcome = &trace.outcomes()[0];
    assert_eq!(words(outcome), (SpfResult::Fail, DkimResult::Pass, DmarcResult::Pass));
    let one = &outcome.recipients[0];
    assert_eq!((one.recipient.0.as_str(), one.via[0].0.as_str()), ("aoi@school.example", "Aoi@Alumni.example"));
    let source = filed(outcome);
    assert!(source.starts_with("Return-Path: <kimura@a-corp.example>\r\n"), "{source}");
    assert_eq!(source.matches("Received: ").count(), 3, "{source}");
    assert!(source.contains("\r\nDelivered-To: Aoi@Alumni.example\r\n"), "{source}");
    let froms = said(&trace, "MAIL FROM");
    assert_eq!(froms.len(), 3);
    assert!(froms.iter().all(|line| line.starts_with("MAIL FROM:<kimura@a-corp.example>")), "{froms:?}");
    assert_eq!(said(&trace, "RCPT TO").last().unwrap(), "RCPT TO:<aoi@school.example>");
    assert!(one.fetched.is_some());
}

#[tokio::test]
async fn a_forwarder_without_a_signature_loses_the_strict_authors_letters_and_tells_them() {
    let trace = run(&format!("{ALIAS}{}", letter("\"aoi@alumni.example\""))).await;
    let outcomes = trace.outcomes();
    assert_eq!(words(&outcomes[0]), (SpfResult::Fail, DkimResult::None, DmarcResult::Fail));
    assert!(reply(&outcomes[0]).starts_with("550 5.7.1"), "{}", reply(&outcomes[0]));
    assert_eq!(outcomes[1].about, Some(outcomes[0].letter));
    assert!(matches!(outcomes[1].recipients[0].fate, Fate::Filed { .. }));
}

const SRS: &str = "[forward.\"aoi@alumni.example\"]\nto = \"aoi@club.example\"\nsrs = true\n\
                   [forward.\"aoi@club.example\"]\nto = \"WHOM@school.example\"\nsrs = true\n";

#[tokio::test]
async fn srs_passes_spf_at_each_hop() {
    let trace = run(&format!("{SIGNED}{}{}", SRS.replace("WHOM", "aoi"), letter("\"aoi@alumni.example\""))).await;
    let outcome = &trace.outcomes()[0];
    assert_eq!(words(outcome), (SpfResult::Pass, DkimResult::Pass, DmarcResult::Pass));
    assert!(filed(outcome).starts_with("Return-Path: <SRS1="), "{}", filed(outcome));
    let via: Vec<&str> = outcome.recipients[0].via.iter().map(|one| one.0.as_str()).collect();
    assert_eq!(via, ["aoi@alumni.example", "aoi@club.example"]);
}

#[tokio::test]
async fn a_bounce_goes_back_through_both_forwarders() {
    let trace = run(&format!("{SIGNED}{}{}", SRS.replace("WHOM", "nobody"), letter("\"aoi@alumni.example\""))).await;
    let outcomes = trace.outcomes();
    assert!(reply(&outcomes[0]).starts_with("550 5.1.1"));
    let bounce = &outcomes[1];
    assert_eq!(bounce.about, Some(outcomes[0].letter));
    assert_eq!(bounce.recipients[0].recipient.0, "kimura@a-corp.example");
    assert!(matches!(&bounce.recipients[0].fate, Fate::Filed { user, .. } if user == "kimura"));
    let returned = trace.events.iter().filter(|e| matches!(e.fact, Fact::Forwarded { how: Passing::Returned, .. }));
    assert_eq!(returned.count(), 2);
    assert_eq!(outcomes.len(), 2, "no bounce is answered by a bounce");
}

#[tokio::test]
async fn nobody_sends_through_a_forged_srs_address() {
    let to = "\"SRS0=ABCD=AA=victim.example=someone@alumni.example\"";
    let trace = run(&format!("{SIGNED}{}{}", SRS.replace("WHOM", "aoi"), letter(to))).await;
    assert!(reply(&trace.outcomes()[0]).starts_with("550 5.1.1"), "{}", reply(&trace.outcomes()[0]));
}

#[tokio::test]
async fn a_forwarder_with_rules_checks_first() {
    let rules = "[receivers.\"mail.alumni.example\"]\nspf_fail = \"reject\"\n";
    let forged = letter("\"aoi@alumni.example\"")
        .replace("from = \"kimura@a-corp.example\"", "from = \"x@club.example\"")
        .replace("Kimura <kimura@a-corp.example>", "x@club.example");
    let trace = run(&format!("{rules}{ALIAS}{forged}")).await;
    assert!(reply(&trace.outcomes()[0]).starts_with("550 5.7.23"), "{}", reply(&trace.outcomes()[0]));
    let trace = run(&format!("{rules}{SIGNED}{ALIAS}{}", letter("\"aoi@alumni.example\""))).await;
    let source = filed(&trace.outcomes()[0]);
    assert!(source.contains("Authentication-Results: mail.alumni.example;\r\n\tspf=pass"), "{source}");
}

const LIST: &str = "[list.\"seminar@list.example\"]\nmembers = [\"aoi@school.example\", \"sora@school.example\"]\n\
                    subject_prefix = \"[seminar]\"\nfooter = \"___\\nThe seminar\"\n";

#[tokio::test]
async fn a_list_changes_the_letter_and_breaks_its_signature() {
    let trace = run(&format!("{SIGNED}{LIST}{}", letter("\"seminar@list.example\""))).await;
    let outcomes = trace.outcomes();
    assert_eq!(words(&outcomes[0]), (SpfResult::Pass, DkimResult::Fail, DmarcResult::Fail));
    assert!(reply(&outcomes[0]).starts_with("550 5.7.1"));
    assert_eq!(outcomes[0].recipients.len(), 2);
    let bounce = &outcomes[1];
    assert_eq!(bounce.recipients[0].recipient.0, "seminar-bounces@list.example");
    assert!(matches!(&bounce.recipients[0].fate, Fate::Filed { user, .. } if user == "staff"));
    assert_eq!(said(&trace, "MAIL FROM:<seminar-bounces@list.example>").len(), 1, "one transfer for one domain");
}

#[tokio::test]
async fn a_list_that_takes_the_authors_place_passes() {
    let trace =
        run(&format!("{SIGNED}{LIST}from = \"rewrite\"\nsign = true\n{}", letter("\"seminar@list.example\""))).await;
    let outcome = &trace.outcomes()[0];
    assert_eq!(words(outcome), (SpfResult::Pass, DkimResult::Pass, DmarcResult::Pass));
    let source = filed(outcome);
    for line in [
        "From: \"Kimura via seminar\" <seminar@list.example>\r\n",
        "Reply-To: \"Kimura\" <kimura@a-corp.example>\r\n",
        "Subject: [seminar] hello\r\n",
        "List-Id: \"seminar\" <seminar.list.example>\r\n",
        "List-Post: <mailto:seminar@list.example>\r\n",
        "List-Unsubscribe: <mailto:seminar-request@list.example?subject=unsubscribe>\r\n",
        "Delivered-To: seminar@list.example\r\n",
    ] {
        assert!(source.contains(line), "{line}{source}");
    }
    assert!(source.ends_with("\r\n\r\nhi\r\n___\r\nThe seminar\r\n"), "{source}");
    assert!(outcome.recipients.iter().all(|one| matches!(one.fate, Fate::Filed { .. })));
}

#[tokio::test]
async fn a_trusted_seal_overrides_dmarc_and_a_strangers_does_not() {
    let sealed = format!("{SIGNED}{LIST}arc = true\n");
    let trusting = "[receivers.\"mx.school.example\"]\ntrusted_sealers = [\"list.example\"]\n";
    for (rules, taken) in [(trusting, true), ("", false)] {
        let trace = run(&format!("{rules}{sealed}{}", letter("\"seminar@list.example\""))).await;
        let outcome = &trace.outcomes()[0];
        assert_eq!(words(outcome), (SpfResult::Pass, DkimResult::Fail, DmarcResult::Fail));
        assert_eq!(outcome.checks.arc.as_ref().unwrap().1.result, DkimResult::Pass);
        assert_eq!(matches!(outcome.recipients[0].fate, Fate::Filed { .. }), taken);
    }
}

#[tokio::test]
async fn a_change_behind_the_seal_breaks_it() {
    let second = "[list.\"club@list2.club.example\"]\nmembers = [\"aoi@school.example\"]\nfooter = \"more\"\n";
    let lists =
        LIST.replace("\"sora@school.example\"", "\"club@list2.club.example\"").replace("\"aoi@school.example\", ", "");
    let host = "[receivers.\"mx.school.example\"]\ntrusted_sealers = [\"list.example\"]\n";
    let source = format!("{host}{SIGNED}{lists}arc = true\n{second}{}", letter("\"seminar@list.example\""));
    let cast = CAST
        .replace(
            "ip = \"198.51.100.26\"",
            "ip = \"198.51.100.26\", users = [\"admin\"], domains = [\"list2.club.example\"]",
        )
        .replace("mail A 198.51.100.26", "mail A 198.51.100.26\nlist2 MX 10 mail");
    let source = format!("{cast}\n{source}");
    let parsed = scenario::parse("test", "test.toml", &source);
    let rendered = scenario::render(&parsed.diagnostics, "test.toml", &source, tegami::lang::Lang::En, false);
    let scenario = parsed.scenario.unwrap_or_else(|| panic!("{rendered}"));
    let trace = world::run(&scenario, Options { start: Some(START) }).await.unwrap();
    let outcome = &trace.outcomes()[0];
    assert_eq!(outcome.checks.arc.as_ref().unwrap().1.result, DkimResult::Fail);
    assert!(reply(outcome).starts_with("550 5.7.1"), "{}", reply(outcome));
}

const CIRCLE: &str = "[forward.\"aoi@alumni.example\"]\nto = \"aoi@club.example\"\nMARK\n\
                      [forward.\"aoi@club.example\"]\nto = \"aoi@alumni.example\"\nMARK\n";

fn hops(trace: &Trace) -> usize {
    trace.events.iter().filter(|event| matches!(event.fact, Fact::Forwarded { .. })).count()
}

#[tokio::test]
async fn a_letter_that_goes_in_circles_is_stopped_by_its_mark_or_else_by_counting() {
    let to = letter("\"aoi@alumni.example\"");
    let trace = run(&format!("{}{to}", CIRCLE.replace("MARK", ""))).await;
    assert_eq!(hops(&trace), 2, "the first forwarder knows its own mark");
    let limit = "[receivers.\"mail.club.example\"]\nmax_hops = 6\n";
    let trace = run(&format!("{limit}{SIGNED}{}{to}", CIRCLE.replace("MARK", "delivered_to = false"))).await;
    assert_eq!(hops(&trace), 5);
    let outcomes = trace.outcomes();
    assert!(reply(&outcomes[0]).starts_with("554 5.4.6"), "{}", reply(&outcomes[0]));
    assert_eq!(outcomes[1].about, Some(outcomes[0].letter));
    assert!(matches!(&outcomes[1].recipients[0].fate, Fate::Filed { user, .. } if user == "kimura"));
}

#[tokio::test]
async fn a_circle_within_one_server_ends_as_well() {
    let circle = "[forward.\"a@alumni.example\"]\nto = \"b@alumni.example\"\ndelivered_to = false\n\
                  [forward.\"b@alumni.example\"]\nto = [\"a@alumni.example\", \"aoi@school.example\"]\ndelivered_to = false\n\
                  [receivers.\"mail.alumni.example\"]\nmax_hops = 5\n";
    let trace = run(&format!("{circle}{SIGNED}{}", letter("\"a@alumni.example\""))).await;
    let outcome = &trace.outcomes()[0];
    assert!(outcome.recipients.iter().any(|one| matches!(one.fate, Fate::Failed)), "{:?}", outcome.recipients);
    assert!(outcome.recipients.iter().any(|one| matches!(one.fate, Fate::Filed { .. })), "{:?}", outcome.recipients);
}

#[tokio::test]
async fn everything_in_the_trace_has_a_cause_and_is_saved_whole() {
    let all = format!("{SIGNED}{ALIAS}{LIST}arc = true\nsign = true\nfrom = \"rewrite\"\n");
    let to = letter("\"seminar@list.example\", \"aoi@alumni.example\", \"seminar-request@list.example\"");
    let trace = run(&format!("{all}{to}")).await;
    for event in &trace.events {
        assert!(event.because.iter().all(|cause| *cause < event.id), "{event:?}");
        assert_eq!(event.because.is_empty(), matches!(event.fact, Fact::StepBegan { .. }), "{event:?}");
    }
    let mut saved = Vec::new();
    trace.save(&mut saved).unwrap();
    assert_eq!(Trace::load(&saved[..]).unwrap(), trace);
}
