//! A company that signs, a school that receives, somebody on the way between them.

use tegami::scenario;
use tegami::trace::{Checks, Fact, Fate, LetterOutcome, Time, Trace};
use tegami::world::{self, Options};

const START: Time = Time(1_800_000_000);

const CAST: &str = r#"
format = 1
title.en = "A test"
title.ja = "試験"

[hosts]
kimura-pc = { role = "client", ip = "192.0.2.7" }
"mail.a-corp.example" = { role = "server", ip = "192.0.2.25", users = ["kimura"] }
"mx.school.example" = { role = "server", ip = "203.0.113.25", users = ["aoi"] }
aoi-pc = { role = "client", ip = "203.0.113.7" }
mallory-pc = { role = "client", ip = "198.51.100.7" }
HOSTS

[zones]
"a-corp.example" = '''
@ MX 10 mail
mail A 192.0.2.25
@ TXT "v=spf1 ip4:192.0.2.25 -all"
_dmarc TXT "v=DMARC1; p=reject"
'''
"school.example" = '''
@ MX 10 mx
mx A 203.0.113.25
'''
ZONES

[dkim."a-corp.example"]
selector = "s1"
"#;

pub const LETTER: &str = r#"
[[step]]
do = "send"
from = "kimura-pc"
via = "mail.a-corp.example"
envelope = { from = "kimura@a-corp.example", to = ["aoi@school.example"] }
header.From = "Kimura <kimura@a-corp.example>"
header.Subject = "The visit"
body = '''
Please come at 10.
.10 is no time.
'''
"#;

/// Runs the cast with what a test adds to it. The story of it can be told, whatever has happened.
pub async fn run(rest: &str) -> Trace {
    run_with("", "", rest).await
}

/// The same with more hosts and zones.
pub async fn run_with(hosts: &str, zones: &str, rest: &str) -> Trace {
    let source = CAST.replace("HOSTS", hosts).replace("ZONES", zones) + rest;
    let parsed = scenario::parse("test", "test.toml", &source);
    let rendered = scenario::render(&parsed.diagnostics, "test.toml", &source, tegami::lang::Lang::En, false);
    let scenario = parsed.scenario.unwrap_or_else(|| panic!("{rendered}"));
    let trace = world::run(&scenario, Options { start: Some(START) }).await.unwrap();
    for lang in tegami::lang::Lang::ALL {
        assert!(!tegami::story::tell(&scenario, &trace, lang).steps.is_empty());
    }
    trace
}

pub fn facts(trace: &Trace) -> impl Iterator<Item = &Fact> {
    trace.events.iter().map(|event| &event.fact)
}

/// How the first letter ended.
pub fn outcome(trace: &Trace) -> LetterOutcome {
    trace.outcomes().into_iter().next().unwrap()
}

/// `pass fail pass`: SPF, DKIM, DMARC.
pub fn verdicts(trace: &Trace) -> String {
    let Checks { spf, dkim, dmarc, .. } = outcome(trace).checks;
    format!("{} {} {}", spf.unwrap().1.result, dkim.unwrap().1.result, dmarc.unwrap().1.result)
}

/// The letter as it lies in the mailbox; none where it does not.
pub fn filed(trace: &Trace) -> Option<String> {
    match &outcome(trace).recipients.first()?.fate {
        Fate::Filed { source, .. } => Some(String::from_utf8_lossy(source.as_slice()).into_owned()),
        _ => None,
    }
}
