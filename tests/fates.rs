//! No letter is ever lost silently: whatever is up, down, slow or wrong, each recipient of each letter ends as exactly
//! one of filed, refused before anybody took it, given up with word to its sender, or still waiting.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;
use tegami::lang::Lang;
use tegami::report::json;
use tegami::scenario::{self, Scenario};
use tegami::story::tell;
use tegami::trace::{Address, Event, Fact, Fate, LetterId, LetterOutcome, RecipientOutcome, Time, Trace};
use tegami::world::{self, Options, expect};

const WORLD: &str = r#"
format = 1
title.en = "A test"
title.ja = "試験"
goal.en = "Lose nothing."
goal.ja = "何も失わない。"
level = "beginner"

[hosts]
kimura-pc = { role = "client", ip = "192.0.2.7" }
"mail.a-corp.example" = { role = "server", ip = "192.0.2.25", users = ["kimura", "aya", "ren"], bounces = BOUNCES }
"mx.school.example" = { role = "server", ip = "203.0.113.25", users = ["aoi", "sora", "mika"] }
"mx2.school.example" = { role = "server", ip = "203.0.113.26", users = ["aoi", "sora", "mika"], domains = ["school.example"] }
aoi-pc = { role = "client", ip = "203.0.113.7", server = "mx.school.example" }

[zones]
"a-corp.example" = '''
@ MX 10 mail
mail A 192.0.2.25
@ TXT "v=spf1 ip4:192.0.2.25 -all"
'''
"school.example" = '''
@ MX 10 mx
@ MX 20 mx2
mx A 203.0.113.25
mx2 A 203.0.113.26
'''
"null.example" = '''
@ MX 0 .
'''
"itself.example" = '''
@ MX 10 mail.a-corp.example.
'''
"strict.example" = '''
@ MX 10 mx.school.example.
_dmarc TXT "v=DMARC1; p=reject"
'''

[forward."alias@school.example"]
to = "ren@a-corp.example"
srs = true

[forward."circle@school.example"]
to = "circle@a-corp.example"

[forward."circle@a-corp.example"]
to = "circle@school.example"

[list."list@a-corp.example"]
members = ["mika@school.example", "nobody@gone.example"]
footer = "a footer"

[receivers."mx2.school.example"]
unknown_users = "accept-then-bounce"

[receivers."mail.a-corp.example"]
quota = 6000

[receivers."mx.school.example"]
max_size = 3000
GREYLIST
"#;

/// Whom letters go to: users here and there, nobody, and domains of all kinds.
const PEOPLE: [&str; 13] = [
    "aoi@school.example",
    "sora@school.example",
    "AOI@School.Example",
    "nobody@school.example",
    "aya@a-corp.example",
    "nobody@a-corp.example",
    "x@null.example",
    "x@itself.example",
    "x@gone.example",
    "postmaster@school.example",
    "alias@school.example",
    "circle@school.example",
    "list@a-corp.example",
];

#[derive(Debug, Clone)]
struct Written {
    by_server: bool,
    from: &'static str,
    author: &'static str,
    to: Vec<&'static str>,
    lines: usize,
    more: &'static str,
}

fn written() -> impl Strategy<Value = Written> {
    let from = prop::sample::select(&["kimura@a-corp.example", "", "gone@gone.example", "aoi@school.example"][..]);
    let author = prop::sample::select(&["kimura@a-corp.example", "boss@strict.example"][..]);
    let more = prop::sample::select(&["", "", "", "password = \"wrong\"", "login = false"][..]);
    let to = prop::sample::subsequence(&PEOPLE[..], 1..5);
    let lines = prop_oneof![4 => Just(1), 1 => Just(400)];
    (prop::bool::weighted(0.2), from, author, to, lines, more)
        .prop_map(|(by_server, from, author, to, lines, more)| Written { by_server, from, author, to, lines, more })
}

impl Written {
    fn step(&self) -> String {
        let who = if self.by_server {
            "from = \"mail.a-corp.example\"".to_owned()
        } else {
            format!("from = \"kimura-pc\"\nvia = \"mail.a-corp.example\"\n{}", self.more)
        };
        let Self { from, author, to, .. } = self;
        let body = "0123456789\\n".repeat(self.lines);
        format!(
            "do = \"send\"\n{who}\nenvelope = {{ from = \"{from}\", to = {to:?} }}\nheader.From = \"{author}\"\nbody = \"{body}\""
        )
    }
}

/// One step of a scenario, as its file has it.
fn step() -> impl Strategy<Value = String> {
    let servers = prop::sample::select(&["mx.school.example", "mx2.school.example", "mail.a-corp.example"][..]);
    let host = (servers, any::<bool>()).prop_map(|(host, up)| {
        format!("do = \"host\"\nhost = \"{host}\"\nstate = \"{}\"", if up { "up" } else { "down" })
    });
    let dns = prop::sample::select(&["timeout", "servfail", "answer", "answer"][..]);
    let domain = prop::sample::select(&["school.example", "a-corp.example"][..]);
    let dns = (dns, domain).prop_map(|(mood, domain)| format!("do = \"dns\"\n{mood} = [\"{domain}\"]"));
    let wait =
        prop::sample::select(&["1m", "6m", "3h", "6d"][..]).prop_map(|time| format!("do = \"wait\"\nfor = \"{time}\""));
    prop_oneof![4 => written().prop_map(|letter| letter.step()), 1 => host, 1 => dns, 2 => wait]
}

fn source() -> impl Strategy<Value = String> {
    let greylist = prop::sample::select(&["", "greylist = \"5m\"", "greylist = \"10d\""][..]);
    (any::<bool>(), greylist, prop::collection::vec(step(), 1..8)).prop_map(|(bounces, greylist, steps)| {
        let world = WORLD.replace("BOUNCES", &bounces.to_string()).replace("GREYLIST", greylist);
        steps.iter().fold(world, |mut source, step| {
            let _ = write!(source, "\n[[step]]\n{step}\n");
            source
        })
    })
}

fn run(source: &str) -> (Scenario, Trace) {
    let parsed = scenario::parse("test", "test.toml", source);
    let rendered = scenario::render(&parsed.diagnostics, "test.toml", source, Lang::En, false);
    let scenario = parsed.scenario.unwrap_or_else(|| panic!("{rendered}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let trace = runtime.block_on(world::run(&scenario, Options { start: Some(Time(1_800_000_000)) })).unwrap();
    (scenario, trace)
}

/// What the facts say about one recipient of one letter, counted without any idea of what they mean together.
#[derive(Debug, PartialEq, Eq)]
struct Account {
    taken: bool,
    filed: usize,
    failed: usize,
    waits: bool,
}

fn account(trace: &Trace, letter: &LetterOutcome, who: &Address) -> Account {
    let by_server = |event: &Event| letter.written == event.id && event.host.starts_with('m');
    let mut account = Account { taken: false, filed: 0, failed: 0, waits: false };
    for event in trace.events.iter().filter(|event| event.letter == Some(letter.letter)) {
        match &event.fact {
            Fact::Written { .. } if by_server(event) => account.taken = true,
            Fact::Accepted { envelope, .. } if envelope.to.contains(who) => account.taken = true,
            Fact::Forwarded { envelope, .. } if envelope.to.contains(who) => account.taken = true,
            Fact::Filed { recipient, .. } if recipient == who => account.filed += 1,
            Fact::Failed { recipients, .. } if recipients.contains(who) => account.failed += 1,
            Fact::Deferred { recipients, .. } if recipients.contains(who) => account.waits = true,
            Fact::Relayed { recipients, .. } if recipients.contains(who) => account.waits = false,
            _ => {}
        }
    }
    account.waits &= account.filed + account.failed == 0;
    account
}

fn ended_once(trace: &Trace, letter: &LetterOutcome, one: &RecipientOutcome) -> Account {
    let account = account(trace, letter, &one.recipient);
    let ends = [account.filed == 1, account.failed == 1, account.waits, !account.taken];
    let (count, told) = (ends.iter().filter(|end| **end).count(), format!("{:?} {one:?} {account:?}", letter.letter));
    assert_eq!(count, 1, "{told}");
    assert!(account.filed + account.failed <= 1, "{told}");
    let same = match one.fate {
        Fate::Filed { .. } => account.filed == 1,
        Fate::Failed => account.failed == 1,
        Fate::Waiting => account.waits,
        Fate::NotTaken => !account.taken,
    };
    assert!(same, "the outcome says otherwise: {told}");
    account
}

/// Every failure is told to the sender, where there is one and its server does such a thing.
fn somebody_was_told(trace: &Trace, letter: &LetterOutcome) {
    let silent = |event: &&Event| event.letter == Some(letter.letter) && matches!(event.fact, Fact::Failed { .. });
    let about = |id: LetterId| {
        let bounced = |event: &&Event| matches!(event.fact, Fact::Bounced { about } if about == id);
        trace.events.iter().filter(bounced).count()
    };
    let failures = trace.events.iter().filter(silent).count();
    let expected = if letter.envelope.from.is_null() { 0 } else { failures };
    assert_eq!(about(letter.letter), expected, "bounces about {:?}", letter.letter);
}

fn is_sound(trace: &Trace) {
    for event in &trace.events {
        assert!(event.because.iter().all(|cause| *cause < event.id), "{event:?}");
        assert_eq!(event.because.is_empty(), matches!(event.fact, Fact::StepBegan { .. }), "{event:?}");
    }
    let mut saved = Vec::new();
    trace.save(&mut saved).unwrap();
    assert_eq!(Trace::load(&saved[..]).unwrap(), *trace);
}

fn can_be_told(scenario: &Scenario, trace: &Trace) {
    for lang in Lang::ALL {
        let story = tell(scenario, trace, lang);
        let report = json::run(scenario, trace, &story, &expect::check(scenario, trace));
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report["letters"].as_array().map(Vec::len), Some(trace.outcomes().len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn each_recipient_of_each_letter_ends_in_exactly_one_way(source in source()) {
        let (scenario, trace) = run(&source);
        is_sound(&trace);
        for letter in trace.outcomes() {
            let people: BTreeSet<&Address> = letter.recipients.iter().map(|one| &one.recipient).collect();
            prop_assert!(!people.is_empty());
            for one in &letter.recipients {
                ended_once(&trace, &letter, one);
            }
            if !source.contains("bounces = false") {
                somebody_was_told(&trace, &letter);
            }
        }
        can_be_told(&scenario, &trace);
    }
}
