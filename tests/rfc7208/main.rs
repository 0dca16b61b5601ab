//! The openspf suite for RFC 7208, over real DNS on loopback: zones of a world's own server, asked through its own
//! resolver.
//!
//! The suite is not part of this project. It is read from `../shared/suites` beside the checkout; where it is not there,
//! this says so, and the project's own table (`src/auth/spf/tests`) holds the evaluator alone.

mod suite;

use std::fs;
use std::io::Write;
use std::path::Path;

use self::suite::{Case, Scenario};
use tegami::auth::spf::{Query, evaluate};
use tegami::dns::{Context, Dns};
use tegami::net::Faults;
use tegami::scenario::DnsStep;
use tegami::trace::proof::spf::Evaluation;
use tegami::trace::{Fact, Recorder, Time};

const CASES: usize = 203;
const EXPLANATIONS: usize = 22;
const HOST: &str = "mx.school.example";

#[tokio::test]
async fn rfc7208_suite() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/rfc7208-tests.yml");
    let Ok(text) = fs::read_to_string(&file) else {
        return say(&format!("rfc7208_suite: SKIPPED, the suite is not at {}", file.display()));
    };
    let (mut right, mut explained, mut wrong) = (0, 0, Vec::new());
    for scenario in suite::read(&text) {
        let world = World::of(&scenario).await;
        for case in &scenario.cases {
            let evaluation = world.evaluate(case).await;
            match case.judge_result(evaluation.result().word()) {
                Ok(()) => right += 1,
                Err(why) => wrong.push(format!("{}: {why}", scenario.description)),
            }
            match case.judge_explanation(evaluation.said()) {
                Some(Ok(())) => explained += 1,
                Some(Err(why)) => wrong.push(format!("{}: {why}", scenario.description)),
                None => {}
            }
        }
        world.only_what_rfc_7208_asks_for();
    }
    say(&format!("rfc7208_suite: {right} of {CASES}, {explained} of {EXPLANATIONS} explanations"));
    assert_eq!((right, explained, wrong), (CASES, EXPLANATIONS, Vec::new()));
}

/// Says it past the test harness, which keeps what a passing test prints to itself.
fn say(text: &str) {
    // Nobody to say it to is no reason to fail.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The DNS of one scenario of the suite.
struct World {
    recorder: Recorder,
    dns: Dns,
}

impl World {
    async fn of(scenario: &Scenario) -> Self {
        let recorder = Recorder::starting_at(Time::now());
        let dns = Dns::new(recorder.clone(), &[scenario.zone()], Faults::default()).unwrap();
        dns.change(&DnsStep { timeout: scenario.silent.clone(), ..DnsStep::default() }).await;
        Self { recorder, dns }
    }

    async fn evaluate(&self, case: &Case) -> Evaluation {
        let null_path = case.mail_from.is_empty();
        let sender = if null_path { format!("postmaster@{}", case.helo) } else { case.mail_from.clone() };
        let domain = if null_path { case.helo.as_str() } else { sender.rsplit_once('@').unwrap_or_default().1 };
        let query =
            Query { ip: case.ip, domain, sender: &sender, helo: &case.helo, host: HOST, at: self.recorder.now() };
        evaluate(&self.dns.resolver(HOST).asking(Context::default()), query).await
    }

    /// Nothing asks for records of type 99 any more (RFC 7208 §3.1). That is also why a `TIMEOUT` beside a TXT record,
    /// which the suite means for type 99, need not be played.
    fn only_what_rfc_7208_asks_for(&self) {
        for event in self.recorder.since(0) {
            if let Fact::Asked { rtype, .. } = event.fact {
                assert!(["TXT", "A", "AAAA", "MX", "PTR"].contains(&rtype.as_str()), "{rtype}");
            }
        }
    }
}
