//! The project's own table of cases, clause by clause, over the DNS of a world; and what holds for any record at all.

pub(crate) mod bounds;
mod initial;
mod limits;
mod macros;
mod mechanisms;
mod modifiers;
mod records;
mod syntax;

use std::collections::BTreeSet;

use pretty_assertions::assert_eq;

use super::{Query, evaluate};
use crate::dns::{Context, Dns, tests::zone};
use crate::net::Faults;
use crate::scenario::DnsStep;
use crate::trace::proof::spf::Evaluation;
use crate::trace::{Recorder, SpfResult, Time};

pub(crate) const NOW: Time = Time(1_795_500_000);

/// One case: what DNS knows, who calls with which names, and what has to come of it.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    /// Section of RFC 7208.
    clause: &'static str,
    /// What it says.
    says: &'static str,
    /// A zone file of the root.
    zone: &'static str,
    /// Names whose server keeps silent.
    silent: &'static [&'static str],
    ip: &'static str,
    helo: &'static str,
    /// Null where it is empty: then the HELO name is asked about.
    from: &'static str,
    result: SpfResult,
    explanation: Option<&'static str>,
}

/// What most cases have in common.
const CASE: Case = Case {
    clause: "",
    says: "",
    zone: "",
    silent: &[],
    ip: "192.0.2.25",
    helo: "mail.a.example",
    from: "taro@a.example",
    result: SpfResult::None,
    explanation: None,
};

pub(crate) fn all_cases() -> Vec<Case> {
    [initial::CASES, records::CASES, syntax::CASES, mechanisms::CASES, limits::CASES, modifiers::CASES, macros::CASES]
        .concat()
}

impl Case {
    pub(crate) async fn evaluate(&self) -> Evaluation {
        let recorder = Recorder::starting_at(NOW);
        let dns = Dns::new(recorder, &[zone("", self.zone)], Faults::default()).unwrap();
        let timeout = self.silent.iter().map(ToString::to_string).collect();
        dns.change(&DnsStep { timeout, ..DnsStep::default() }).await;
        let by_helo = format!("postmaster@{}", self.helo);
        let sender = if self.from.is_empty() { by_helo.as_str() } else { self.from };
        let query = Query {
            ip: self.ip.parse().unwrap(),
            domain: sender.rsplit_once('@').unwrap().1,
            sender,
            helo: self.helo,
            host: "mx.school.example",
            at: NOW,
        };
        evaluate(&dns.resolver("mx.school.example").asking(Context::default()), query).await
    }
}

#[tokio::test]
async fn every_case_comes_out_as_its_clause_says() {
    let mut wrong = Vec::new();
    for case in all_cases() {
        let evaluation = case.evaluate().await;
        if (evaluation.result(), evaluation.said()) != (case.result, case.explanation) {
            let came_out = (evaluation.result(), evaluation.said().map(str::to_owned));
            wrong.push(format!("§{} {}: {came_out:?}", case.clause, case.says));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_clause_has_a_case() {
    let held: BTreeSet<&str> = all_cases().iter().map(|case| case.clause).collect();
    let clauses = [
        "3.1", "3.3", "4.3", "4.4", "4.5", "4.6", "4.6.1", "4.6.2", "4.6.3", "4.6.4", "4.7", "4.8", "5", "5.1", "5.2",
        "5.3", "5.4", "5.5", "5.6", "5.7", "6", "6.1", "6.2", "7.1", "7.2", "7.3", "12",
    ];
    assert_eq!(held, BTreeSet::from(clauses));
    let said: BTreeSet<&str> = all_cases().iter().map(|case| case.says).collect();
    assert_eq!(said.len(), all_cases().len(), "two cases say the same");
}
