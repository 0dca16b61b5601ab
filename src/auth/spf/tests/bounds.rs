//! What holds for any record: the evaluation ends, within its limits, and the tree that it leaves is bounded.

use std::collections::BTreeMap;

use hickory_proto::rr::rdata::{A, MX, PTR, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::{Lookups, Query, evaluate};
use super::NOW;
use crate::dns::{Lookup, Outcome};
use crate::trace::SpfResult;
use crate::trace::proof::spf::{Branch, Evaluation, Ground, MOST_LOOKUPS, MOST_VOIDS, Term};

/// DNS as a table: texts at four names, addresses at two, and silence at one.
pub(crate) struct Table(BTreeMap<&'static str, String>);

const NAMES: [&str; 4] = ["a.example", "b.example", "c.example", "d.example"];

impl Lookups for Table {
    async fn lookup(&self, name: Name, rtype: RecordType) -> Lookup {
        let asked = name.to_lowercase().to_ascii();
        let asked = asked.trim_end_matches('.');
        let found = match (asked, rtype) {
            ("silent.example", _) => return Lookup { outcome: Outcome::TimedOut, events: Vec::new() },
            (name, RecordType::TXT) => self.0.get(name).map(|text| text_data(text)),
            ("a.example" | "b.example", RecordType::A) => Some(RData::A(A("192.0.2.1".parse().unwrap()))),
            ("a.example" | "c.example", RecordType::MX) => {
                Some(RData::MX(MX::new(0, Name::from_ascii("b.example.").unwrap())))
            }
            (_, RecordType::PTR) => Some(RData::PTR(PTR(Name::from_ascii("a.example.").unwrap()))),
            _ => None,
        };
        let outcome = match found {
            Some(data) => Outcome::Found(vec![Record::from_rdata(name, 300, data)]),
            None => Outcome::NxDomain,
        };
        Lookup { outcome, events: Vec::new() }
    }
}

fn text_data(text: &str) -> RData {
    RData::TXT(TXT::from_bytes(text.as_bytes().chunks(255).collect()))
}

/// Terms that are right, nearly right, and wrong.
fn term() -> impl Strategy<Value = String> {
    let sign = select(vec!["", "", "+", "-", "~", "?"]);
    let name = select(vec!["all", "a", "mx", "ptr", "ip4", "ip6", "include", "exists", "redirect", "exp", "x", ""]);
    let mark = select(vec![":", "=", "", "/", "::"]);
    let value = select(vec![
        "a.example",
        "b.example",
        "c.example",
        "d.example",
        "silent.example",
        "none.example",
        "%{d}",
        "%{p}.b.example",
        "%{ir}.%{v}.%{l2r-}.example",
        "%{h}",
        "192.0.2.25",
        "192.0.2.0/24",
        "2001:db8::/32",
        "",
        "24",
        "%",
        "%{",
        "é",
        "%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}.example",
    ]);
    let tail = select(vec!["", "", "", "/24", "//64", "/24//64", "/"]);
    let made = (sign, name, mark, value, tail)
        .prop_map(|(sign, name, mark, value, tail)| format!("{sign}{name}{mark}{value}{tail}"));
    let right = select(vec![
        "a",
        "mx",
        "ptr",
        "-all",
        "a:b.example/24",
        "include:b.example",
        "include:c.example",
        "exists:%{i}.none.example",
        "redirect=d.example",
        "redirect=a.example",
        "exp=d.example",
        "ip4:192.0.2.0/25",
        "-ip6:::/0",
        "x=y",
        "a:%{p}",
    ]);
    prop_oneof![3 => right.prop_map(str::to_owned), 1 => made, 1 => "\\PC{0,8}"]
}

pub(crate) fn record() -> impl Strategy<Value = String> {
    let terms = prop_oneof![4 => vec(term(), 0..14), 1 => vec(Just("a".to_owned()), 0..400)];
    terms.prop_map(|terms| format!("v=spf1 {}", terms.join(" ")))
}

/// Evaluates a record that leads to three others.
pub(crate) fn evaluated(records: [String; 4], ip: &str, helo: &str, sender: &str) -> Evaluation {
    let table = Table(NAMES.into_iter().zip(records).collect());
    let query =
        Query { ip: ip.parse().unwrap(), domain: "a.example", sender, helo, host: "mx.school.example", at: NOW };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(evaluate(&table, query))
}

fn branches<'a>(branch: &'a Branch, all: &mut Vec<&'a Branch>) {
    all.push(branch);
    branch.terms.iter().filter_map(|term| term.branch.as_deref()).for_each(|inner| branches(inner, all));
}

fn is_bounded(term: &Term) -> bool {
    let texts = term.target.iter().flat_map(|target| [&target.spec, &target.name]).chain([&term.text]);
    term.looks.len() <= 128 && texts.into_iter().all(|text| text.len() <= 310)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_record_is_evaluated_within_the_limits(
        records in [record(), record(), record(), record()],
        ip in select(vec!["192.0.2.25", "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"]),
        helo in "(\\PC{0,12}|mail\\.a\\.example)",
        sender in "(\\PC{0,12}|taro-x)@a\\.example",
    ) {
        let evaluation = evaluated(records, ip, &helo, &sender);
        let mut all = Vec::new();
        branches(&evaluation.branch, &mut all);
        prop_assert!(all.len() <= 1 + MOST_LOOKUPS as usize);
        for branch in &all {
            prop_assert!(branch.terms.len() <= 200 && branch.terms.iter().all(is_bounded));
            let spent = branch.terms.iter().filter_map(|term| term.budget);
            prop_assert!(spent.into_iter().all(|spent| spent.lookups <= MOST_LOOKUPS && spent.voids <= MOST_VOIDS + 1));
            if branch.ground == Ground::Matched {
                let deciding = branch.deciding().and_then(|term| term.gives);
                prop_assert_eq!(deciding, Some(branch.result));
            }
        }
        let saved = serde_json::to_string(&evaluation).unwrap();
        prop_assert_eq!(serde_json::from_str::<Evaluation>(&saved).unwrap(), evaluation);
    }
}

/// A text as long as DNS can carry, in each place where one can stand.
#[test]
fn the_longest_record_leaves_a_tree_of_moderate_size() {
    let many = format!("v=spf1 {}-all", "ip4:192.0.2.1 ".repeat(4_500));
    let wrong = format!("v=spf1 {}", "moo ".repeat(16_000));
    let wide = format!("v=spf1 {} include:b.example", "x=%{d}".repeat(10_000));
    for record in [many, wrong, wide] {
        let inner = format!("v=spf1 {}-all", "ip4:192.0.2.2 ".repeat(4_500));
        let evaluation = evaluated([record, inner, String::new(), String::new()], "192.0.2.25", "h", "s@a.example");
        let saved = serde_json::to_string(&evaluation).unwrap();
        assert!(saved.len() < 60_000, "{}", saved.len());
        assert!(evaluation.branch.terms.last().unwrap().text.len() < 400);
    }
}

/// Never answers.
struct Slow;

impl Lookups for Slow {
    async fn lookup(&self, _: Name, _: RecordType) -> Lookup {
        std::future::pending().await
    }
}

#[tokio::test(start_paused = true)]
async fn a_check_that_takes_too_long_is_given_up_as_a_temporary_error() {
    let query = Query {
        ip: "192.0.2.25".parse().unwrap(),
        domain: "a.example",
        sender: "taro@a.example",
        helo: "mail.a.example",
        host: "mx.school.example",
        at: NOW,
    };
    let evaluation = evaluate(&Slow, query).await;
    assert_eq!((evaluation.result(), evaluation.branch.ground), (SpfResult::Temperror, Ground::TooLate));
}
