//! Whoever can forge an answer of DNS decides where a letter goes, unless something else than DNS names the server.

use tegami::trace::{Fact, StsFailure, Trace};

use super::cast::{LETTER, facts, outcome, run_with};

/// Mallory's server, which takes letters for the school.
const EVIL: &str = "\"mail.evil.example\" = { role = \"server\", ip = \"198.51.100.25\", users = [\"sora\"], domains = [\"school.example\"] }\n";
const ZONE: &str = "\"evil.example\" = '''\nmail A 198.51.100.25\n'''\n";
const POLICY: &str = "[mta_sts.\"school.example\"]\nmode = \"enforce\"\nmx = [\"mx.school.example\"]\n[[step]]\ndo = \"dns\"\nset.\"school.example\" = '''\n_mta-sts TXT \"v=STSv1; id=1\"\nmta-sts A 203.0.113.25\n'''\n";
const HONEST: &str = "[[step]]\ndo = \"dns\"\nanswer = [\"school.example\"]\n";

fn forged(records: &str) -> String {
    format!("[[step]]\ndo = \"dns\"\nforge.\"school.example\" = '''\n{records}\n'''\n")
}

fn letter() -> String {
    LETTER.replace("aoi@", "sora@")
}

async fn run(rest: &[&str]) -> Trace {
    run_with(EVIL, ZONE, &rest.concat()).await
}

fn filed_on(trace: &Trace) -> Option<&str> {
    trace.events.iter().find(|event| matches!(event.fact, Fact::Filed { .. })).map(|event| event.host.as_str())
}

#[tokio::test]
async fn the_forger_gets_the_letter_and_the_zone_still_says_the_truth() {
    let trace = run(&[&forged("@ MX 5 mail.evil.example."), &letter(), HONEST, LETTER]).await;
    assert_eq!(filed_on(&trace), Some("mail.evil.example"));
    assert!(facts(&trace).any(|fact| matches!(fact, Fact::Content { secret: true, .. })));
    let answers = facts(&trace).filter_map(|fact| match fact {
        Fact::Asked { rtype, forged, answer: Some(answer), .. } if rtype == "MX" => {
            Some((*forged, answer.records[0].data.clone()))
        }
        _ => None,
    });
    let answers: Vec<_> = answers.collect();
    assert_eq!(answers, [(true, "5 mail.evil.example".to_owned()), (false, "10 mx.school.example".to_owned())]);
}

#[tokio::test]
async fn a_policy_refuses_another_name_and_the_right_name_with_another_certificate() {
    for (records, failure, status) in [
        ("@ MX 5 mail.evil.example.", StsFailure::OtherName, "4.7.0"),
        ("mx A 198.51.100.25", StsFailure::Certificate, "4.7.5"),
    ] {
        let wait = "[[step]]\ndo = \"wait\"\nfor = \"1s\"\n";
        let trace = run(&[POLICY, &forged(records), &letter(), wait]).await;
        let failures = facts(&trace).filter_map(|fact| match fact {
            Fact::StsChecked { failure, .. } => *failure,
            _ => None,
        });
        assert_eq!(failures.collect::<Vec<_>>(), [failure]);
        assert_eq!(filed_on(&trace), None);
        let reply = outcome(&trace).recipients[0].reply.clone().unwrap();
        assert!(reply.text.starts_with(status), "{reply}");
    }
}

#[tokio::test]
async fn without_a_policy_nobody_looks_at_the_certificate() {
    let trace = run(&[&forged("mx A 198.51.100.25"), &letter()]).await;
    assert_eq!(filed_on(&trace), Some("mail.evil.example"));
}
