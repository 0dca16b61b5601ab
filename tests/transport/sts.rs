//! MTA-STS: a domain that wants encryption gets it, or no letter.

use tegami::trace::{Fact, Fate, Service, StsFailure, StsFound, StsMode, StsTrouble, Trace};

use super::cast::{LETTER, facts, filed, outcome, run, verdicts};

const STRIPS: &str =
    "[middle.mallory-pc]\nbetween = [\"mx.school.example\", \"mail.a-corp.example\"]\nstrips_starttls = true\n";

/// What DNS says about the policy, published by a step before the letter.
const RECORDS: &str = "[[step]]\ndo = \"dns\"\nset.\"school.example\" = '''\n_mta-sts TXT \"v=STSv1; id=1\"\nmta-sts A 203.0.113.25\n'''\n";

fn policy(mode: &str, mx: &str) -> String {
    format!("[mta_sts.\"school.example\"]\nmode = \"{mode}\"\nmx = [\"{mx}\"]\nmax_age = \"2d\"\n")
}

fn found(trace: &Trace) -> Vec<&StsFound> {
    facts(trace).filter_map(|fact| if let Fact::StsPolicy { found, .. } = fact { Some(found) } else { None }).collect()
}

fn failures(trace: &Trace) -> Vec<Option<StsFailure>> {
    let failure = |fact: &Fact| if let Fact::StsChecked { failure, .. } = fact { Some(*failure) } else { None };
    facts(trace).filter_map(failure).collect()
}

/// Whether a letter was ever on the wire in clear text.
fn was_bare(trace: &Trace) -> bool {
    facts(trace).any(|fact| matches!(fact, Fact::Content { secret: false, .. }))
}

#[tokio::test]
async fn an_enforced_policy_that_is_kept_changes_nothing() {
    let trace = run(&[&policy("enforce", "*.school.example"), RECORDS, LETTER].concat()).await;
    assert!(matches!(found(&trace)[..], [StsFound::Fetched { policy }] if policy.max_age == 2 * 86_400));
    assert_eq!(failures(&trace), [None]);
    assert_eq!(verdicts(&trace), "pass pass pass");
    assert!(filed(&trace).is_some());
}

#[tokio::test]
async fn enforced_and_stripped_the_letter_waits_and_its_sender_is_told_in_the_end() {
    let trace = run(&[&policy("enforce", "mx.school.example"), STRIPS, RECORDS, LETTER].concat()).await;
    assert!(!was_bare(&trace));
    let replies = facts(&trace).filter_map(|fact| match fact {
        Fact::Deferred { reply, .. } => Some(reply.text.split(' ').next().unwrap_or_default().to_owned()),
        _ => None,
    });
    let replies: Vec<String> = replies.collect();
    assert!(replies.len() > 5 && replies.iter().all(|status| status == "4.7.4"), "{replies:?}");
    // The policy is fetched again when two days are over, and not before.
    let fetched = found(&trace).iter().filter(|found| matches!(found, StsFound::Fetched { .. })).count();
    assert!((2..=3).contains(&fetched), "{fetched}");
    assert_eq!(outcome(&trace).recipients[0].fate, Fate::Failed);
    assert!(trace.outcomes().iter().any(|letter| letter.about == Some(outcome(&trace).letter)));
}

#[tokio::test]
async fn a_policy_that_is_only_tested_stops_no_letter() {
    let trace = run(&[&policy("testing", "mx.school.example"), STRIPS, RECORDS, LETTER].concat()).await;
    assert_eq!(failures(&trace), [Some(StsFailure::NoStarttls)]);
    assert!(was_bare(&trace) && filed(&trace).is_some());
}

#[tokio::test]
async fn a_server_that_the_policy_does_not_name_is_not_even_called() {
    let trace = run(&[&policy("enforce", "mx.club.example"), RECORDS, LETTER].concat()).await;
    assert!(failures(&trace).iter().all(|failure| *failure == Some(StsFailure::OtherName)));
    assert_eq!(filed(&trace), None);
    assert!(facts(&trace).all(|fact| !matches!(fact, Fact::Connected { service: Service::Smtp, .. })));
}

#[tokio::test]
async fn without_its_record_a_policy_is_not_there_and_without_its_page_it_cannot_be_read() {
    let trace = run(&[&policy("enforce", "mx.club.example"), LETTER].concat()).await;
    assert_eq!(found(&trace), [&StsFound::Nothing]);
    assert!(filed(&trace).is_some());
    let elsewhere = RECORDS.replace("203.0.113.25", "192.0.2.7");
    let trace = run(&[&policy("enforce", "mx.club.example"), &elsewhere, LETTER].concat()).await;
    assert_eq!(found(&trace), [&StsFound::Failed { why: StsTrouble::Unreachable }]);
    assert!(filed(&trace).is_some());
}

#[tokio::test]
async fn a_page_of_another_domain_is_not_believed() {
    // A Corp serves a policy of its own, and has no certificate for the school's.
    let other = "[mta_sts.\"a-corp.example\"]\nmode = \"enforce\"\nmx = [\"mail.a-corp.example\"]\n";
    let elsewhere = RECORDS.replace("203.0.113.25", "192.0.2.25");
    let trace = run(&[&policy("enforce", "mx.school.example"), other, &elsewhere, LETTER].concat()).await;
    assert_eq!(found(&trace), [&StsFound::Failed { why: StsTrouble::Certificate }]);
}

#[tokio::test]
async fn who_knows_a_policy_keeps_to_it_when_dns_has_forgotten_it() {
    let gone = "[[step]]\ndo = \"dns\"\nremove = [\"_mta-sts.school.example\"]\n";
    let trace = run(&[&policy("enforce", "mx.school.example"), RECORDS, LETTER, gone, LETTER].concat()).await;
    let found = found(&trace);
    assert!(
        matches!(found[..], [StsFound::Fetched { .. }, StsFound::Kept { policy }] if policy.mode == StsMode::Enforce)
    );
    assert_eq!(failures(&trace), [None, None]);
}
