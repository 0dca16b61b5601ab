//! Rules of receivers and what comes of them: a full mailbox, bounces to an innocent, submission rights, reports.

use tegami::auth::aggregate::{self, Done, Report};
use tegami::lang::Lang;
use tegami::scenario;
use tegami::story;
use tegami::trace::{Fact, Fate, LetterOutcome, Time, Trace};
use tegami::world::{self, Options};

const CAST: &str = r#"
format = 1
title.en = "A test"
title.ja = "試験"

[hosts]
kimura-pc = { role = "client", ip = "192.0.2.7" }
"mail.a-corp.example" = { role = "server", ip = "192.0.2.25", users = ["kimura", "tanaka"] }
mallory-pc = { role = "client", ip = "198.51.100.7" }
"mail.evil.example" = { role = "server", ip = "198.51.100.25", users = ["mallory"], bounces = false }
"mx.school.example" = { role = "server", ip = "203.0.113.25", users = ["aoi", "sora"] }
aoi-pc = { role = "client", ip = "203.0.113.7" }

[zones]
"a-corp.example" = '''
@ MX 10 mail
mail A 192.0.2.25
@ TXT "v=spf1 ip4:192.0.2.25 -all"
_dmarc TXT "DMARC"
'''
"evil.example" = '''
@ MX 10 mail
mail A 198.51.100.25
@ TXT "v=spf1 ip4:198.51.100.25 -all"
'''
"school.example" = '''
@ MX 10 mx
mx A 203.0.113.25
MORE
'''
"#;

struct Play<'a> {
    dmarc: &'a str,
    /// More of the school's zone.
    more: &'a str,
    rest: String,
}

impl Play<'_> {
    fn of(rest: impl Into<String>) -> Play<'static> {
        Play { dmarc: "v=DMARC1; p=none", more: "", rest: rest.into() }
    }

    async fn run(&self) -> Trace {
        let source = CAST.replace("DMARC\"", &format!("{}\"", self.dmarc)).replace("MORE", self.more) + &self.rest;
        let parsed = scenario::parse("test", "test.toml", &source);
        let rendered = scenario::render(&parsed.diagnostics, "test.toml", &source, Lang::En, false);
        let scenario = parsed.scenario.unwrap_or_else(|| panic!("{rendered}"));
        world::run(&scenario, Options { start: Some(Time(1_800_000_000)) }).await.unwrap()
    }
}

/// A letter by `user` of A Corp or evil.example, from that address on the envelope, in that name.
fn send(user: &str, envelope: &str, author: &str, to: &str) -> String {
    let via = if user == "mallory" { "mail.evil.example" } else { "mail.a-corp.example" };
    format!(
        "[[step]]\ndo = \"send\"\nfrom = \"{user}-pc\"\nvia = \"{via}\"\n\
         envelope = {{ from = \"{envelope}\", to = [\"{to}\"] }}\n\
         header.From = \"{author}\"\nheader.Subject = \"hello\"\nbody = \"hi\"\n"
    )
}

fn kimura(to: &str) -> String {
    send("kimura", "kimura@a-corp.example", "kimura@a-corp.example", to)
}

fn mallory(to: &str) -> String {
    send("mallory", "mallory@evil.example", "kimura@a-corp.example", to)
}

const REPORT: &str = "[[step]]\ndo = \"report\"\nhost = \"mx.school.example\"\n";

fn reply(outcome: &LetterOutcome) -> String {
    outcome.recipients[0].reply.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn folder(outcome: &LetterOutcome) -> Option<&str> {
    outcome.recipients[0].fate.folder()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_mailbox_takes_a_letter_once_its_owner_has_made_room() {
    let quota = "[receivers.\"mx.school.example\"]\nquota = 1500\n";
    let tidied = "[[step]]\ndo = \"empty\"\nhost = \"aoi-pc\"\n[[step]]\ndo = \"wait\"\nfor = \"5m\"\n";
    let letters = kimura("aoi@school.example") + &kimura("aoi@school.example");
    let trace = Play::of(quota.to_owned() + &letters + tidied).run().await;
    let outcomes = trace.outcomes();
    assert_eq!(outcomes.iter().map(folder).collect::<Vec<_>>(), [Some("INBOX"), Some("INBOX")]);
    assert_eq!(outcomes[1].recipients[0].tries, 2);
    let emptied = trace.events.iter().filter(|event| matches!(event.fact, Fact::Emptied { letters: 1, .. }));
    assert_eq!(emptied.count(), 1);
    let refused = trace.events.iter().find_map(|event| match &event.fact {
        Fact::Deferred { reply, .. } => Some(reply.to_string()),
        _ => None,
    });
    assert_eq!(refused.as_deref(), Some("452 4.2.2 the mailbox is full"));
    let untouched = Play::of(quota.to_owned() + &letters).run().await.outcomes();
    assert_eq!(untouched[1].recipients[0].fate, Fate::Failed);
    assert!(reply(&untouched[1]).contains("4.4.7"), "{}", reply(&untouched[1]));
    assert_eq!(untouched[2].about, Some(untouched[1].letter), "the sender is told after five days");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_accepts_first_bounces_to_whoever_was_forged() {
    let letter = send("mallory", "kimura@a-corp.example", "x@evil.example", "nobody@school.example");
    let rule = "[receivers.\"mx.school.example\"]\nunknown_users = \"accept-then-bounce\"\n";
    let accepting = Play::of(rule.to_owned() + &letter).run().await.outcomes();
    assert_eq!(accepting.len(), 2);
    let bounce = &accepting[1];
    assert_eq!((bounce.about, folder(bounce)), (Some(accepting[0].letter), Some("INBOX")));
    assert!(matches!(&bounce.recipients[0].fate, Fate::Filed { user, .. } if user == "kimura"));
    let refusing = Play::of(letter).run().await.outcomes();
    assert_eq!((refusing.len(), reply(&refusing[0]).starts_with("550 5.1.1")), (1, true));
    // Somebody who is there gets the letter, and only the other one's copy comes back.
    let both = kimura("nobody@school.example").replace("to = [", "to = [\"aoi@school.example\", ");
    let both = Play::of(rule.to_owned() + &both).run().await.outcomes();
    assert_eq!((folder(&both[0]), &both[0].recipients[1].fate), (Some("INBOX"), &Fate::Failed));
}

#[tokio::test(flavor = "multi_thread")]
async fn with_submission_rights_everybody_writes_as_themselves() {
    let rule = "[receivers.\"mail.a-corp.example\"]\nsubmission_from = \"own\"\n";
    let (me, other) = ("kimura@a-corp.example", "tanaka@a-corp.example");
    for (envelope, author, taken) in [
        (me, me, true),
        ("Kimura@A-Corp.example", me, true),
        ("", me, true),
        (other, me, false),
        (me, other, false),
        (me, "kimura@a-corp.example, tanaka@a-corp.example", false),
        (me, "kimura@school.example", false),
        (me, "", false),
    ] {
        let letter = send("kimura", envelope, author, "aoi@school.example");
        let outcomes = Play::of(rule.to_owned() + &letter).run().await.outcomes();
        if taken {
            assert_eq!(folder(&outcomes[0]), Some("INBOX"), "{envelope} {author}");
        } else {
            assert_eq!(outcomes[0].recipients[0].fate, Fate::NotTaken, "{envelope} {author}");
            assert!(reply(&outcomes[0]).starts_with("550 5.7.1"), "{}", reply(&outcomes[0]));
        }
        let free = Play::of(letter).run().await.outcomes();
        assert_ne!(free[0].recipients[0].fate, Fate::NotTaken, "without the rule: {envelope} {author}");
    }
}

/// The reports in the letters that were written.
fn reports(trace: &Trace) -> Vec<(Vec<String>, Report)> {
    let written = trace.events.iter().filter_map(|event| match &event.fact {
        Fact::Written { envelope, source, .. } => {
            let to = envelope.to.iter().map(|to| to.0.clone()).collect();
            Some((to, aggregate::read(source.as_slice())?))
        }
        _ => None,
    });
    written.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_counts_what_the_receiver_saw() {
    let letters = [kimura("aoi@school.example"), kimura("sora@school.example"), mallory("aoi@school.example")].concat();
    let wait = "[[step]]\ndo = \"wait\"\nfor = \"1d\"\n";
    let signer = "[dkim.\"a-corp.example\"]\nselector = \"s1\"\n".to_owned();
    let play = Play {
        dmarc: "v=DMARC1; p=reject; rua=mailto:kimura@a-corp.example",
        rest: signer + &letters + wait + REPORT + REPORT,
        ..Play::of("")
    };
    let trace = play.run().await;
    let written = reports(&trace);
    assert_eq!(written.len(), 1, "the second day was quiet");
    let (to, report) = &written[0];
    assert_eq!((to.as_slice(), report.domain.as_str()), (&["kimura@a-corp.example".to_owned()][..], "a-corp.example"));
    assert_eq!((report.letters(), report.sources(), report.end.0 - report.begin.0), (3, 2, 86_400));
    let rows: Vec<_> = report
        .rows
        .iter()
        .map(|row| (row.ip.unwrap().to_string(), row.letters, row.done, row.spf_aligned, row.dkim_aligned))
        .collect();
    assert_eq!(
        rows,
        [
            ("192.0.2.25".to_owned(), 2, Done::Passed, true, true),
            ("198.51.100.25".to_owned(), 1, Done::Rejected, false, false)
        ]
    );
    assert_eq!(report.rows[1].envelope_from, "evil.example");
    let arrived = trace.outcomes().into_iter().next_back().unwrap();
    assert_eq!(folder(&arrived), Some("INBOX"), "it travels like any other letter");
    let scenario = scenario::parse("test", "test.toml", &trace.header.scenario).scenario.unwrap();
    for lang in Lang::ALL {
        let story = story::tell(&scenario, &trace, lang);
        let read = story.steps.iter().rfind(|step| step.phase == story::Phase::Read).unwrap();
        let lines = &read.view.as_ref().unwrap().report;
        assert_eq!(lines.len(), 3, "what it is about, and two rows: {lines:?}");
        assert!(lines[2].contains("198.51.100.25"), "{lines:?}");
        let proof = story.proofs.iter().find(|proof| proof.method == "REPORT").unwrap();
        assert_eq!(proof.reasons.len(), 3);
        assert!(read.verdicts.iter().any(|verdict| verdict.event == proof.event), "it can be opened where it is read");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_goes_elsewhere_only_where_it_is_wanted() {
    let asked = |trace: &Trace| {
        let name = "a-corp.example._report._dmarc.school.example";
        trace.events.iter().any(|event| matches!(&event.fact, Fact::Asked { name: n, .. } if n == name))
    };
    let play = |more: &'static str| Play {
        dmarc: "v=DMARC1; p=none; rua=mailto:sora@school.example,mailto:kimura@a-corp.example",
        more,
        rest: kimura("aoi@school.example") + REPORT,
    };
    let unwanted = play("").run().await;
    assert!(asked(&unwanted));
    assert_eq!(reports(&unwanted)[0].0, ["kimura@a-corp.example"]);
    let left_out = |event: &&tegami::trace::Event| matches!(event.fact, Fact::NotReported { .. });
    assert_eq!(unwanted.events.iter().filter(left_out).count(), 1);
    let wanted = play("a-corp.example._report._dmarc TXT \"v=DMARC1\"").run().await;
    assert!(asked(&wanted));
    assert_eq!(reports(&wanted)[0].0, ["sora@school.example", "kimura@a-corp.example"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_no_report_gets_none() {
    for dmarc in ["v=DMARC1; p=none", "v=DMARC1; p=none; rua=https://a-corp.example/x", "no record"] {
        let play = Play { dmarc, rest: kimura("aoi@school.example") + REPORT, ..Play::of("") };
        let trace = play.run().await;
        assert_eq!((reports(&trace), trace.outcomes().len()), (vec![], 1), "{dmarc}");
    }
}

#[test]
fn what_is_no_report_is_not_read_as_one() {
    for letter in [
        "",
        "Subject: x\r\n\r\nbody",
        "Content-Type: application/gzip\r\n\r\nno gzip",
        "Content-Type: text/xml\r\n\r\n<feedback></feedback>",
        "Content-Type: text/xml\r\n\r\n<feedback><report_metadata><org_name>x</org_name></report_metadata>",
    ] {
        assert!(aggregate::read(letter.as_bytes()).is_none_or(|report| report.rows.is_empty()), "{letter}");
    }
}
