//! Limits: §4.6.4.

use pretty_assertions::assert_eq;

use super::{CASE, Case, all_cases};
use crate::trace::SpfResult::{Fail, Neutral, Pass, Permerror};
use crate::trace::proof::spf::{Branch, Budget, MOST_LOOKUPS, MOST_VOIDS};

const ELEVEN_SERVERS: &str = "a.example TXT \"v=spf1 mx -all\"\nx.example A 192.0.2.25
a.example MX 0 x.example\na.example MX 1 x.example\na.example MX 2 x.example\na.example MX 3 x.example
a.example MX 4 x.example\na.example MX 5 x.example\na.example MX 6 x.example\na.example MX 7 x.example
a.example MX 8 x.example\na.example MX 9 x.example\na.example MX 10 x.example";

pub(super) const CASES: &[Case] = &[
    Case {
        clause: "4.6.4",
        says: "ten terms may ask DNS",
        zone: "a.example TXT \"v=spf1 a a a a a a a a a a ip4:192.0.2.25\"\na.example A 192.0.2.1",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "an eleventh may not",
        zone: "a.example TXT \"v=spf1 a a a a a a a a a a a ip4:192.0.2.25\"\na.example A 192.0.2.1",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "an eleventh that is not reached does no harm",
        zone: "a.example TXT \"v=spf1 a a a a a a a a a a ip4:192.0.2.25 a\"\na.example A 192.0.2.1",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "terms of included records count",
        zone: "a.example TXT \"v=spf1 include:b.example a a -all\"\nb.example TXT \"v=spf1 a a a a a a a a\"\na.example A 192.0.2.1\nb.example A 192.0.2.1",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "records that include each other end",
        zone: "a.example TXT \"v=spf1 include:b.example\"\nb.example TXT \"v=spf1 include:a.example\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "a record that redirects to itself ends",
        zone: "a.example TXT \"v=spf1 redirect=a.example\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "ip4, ip6, all and exp cost nothing",
        zone: "a.example TXT \"v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ip4:192.0.2.3 ip4:192.0.2.4 ip4:192.0.2.5 ip4:192.0.2.6 ip4:192.0.2.7 ip4:192.0.2.8 ip4:192.0.2.9 ip6:::1 ip6:::2 exp=none.example -all\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "two questions may find nothing",
        zone: "a.example TXT \"v=spf1 a:x.example exists:y.example\"",
        result: Neutral,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "a third may not",
        zone: "a.example TXT \"v=spf1 a:x.example mx:y.example exists:z.example ip4:192.0.2.25\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "a name without this type is nothing found either",
        zone: "a.example TXT \"v=spf1 a mx exists:a.example ip4:192.0.2.25\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "an address without a name counts so too",
        zone: "a.example TXT \"v=spf1 ptr a:x.example a:y.example ip4:192.0.2.25\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "what exp does not find counts for nothing",
        zone: "a.example TXT \"v=spf1 a:x.example a:y.example exp=z.example -all\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "eleven mail servers are too many, even if the first would match",
        zone: ELEVEN_SERVERS,
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6.4",
        says: "of eleven names of an address the last is not looked at",
        zone: ELEVEN_NAMES,
        result: Fail,
        ..CASE
    },
];

const ELEVEN_NAMES: &str = "a.example TXT \"v=spf1 ptr -all\"\nx.a.example A 192.0.2.25
25.2.0.192.in-addr.arpa PTR 1.b.example\n25.2.0.192.in-addr.arpa PTR 2.b.example
25.2.0.192.in-addr.arpa PTR 3.b.example\n25.2.0.192.in-addr.arpa PTR 4.b.example
25.2.0.192.in-addr.arpa PTR 5.b.example\n25.2.0.192.in-addr.arpa PTR 6.b.example
25.2.0.192.in-addr.arpa PTR 7.b.example\n25.2.0.192.in-addr.arpa PTR 8.b.example
25.2.0.192.in-addr.arpa PTR 9.b.example\n25.2.0.192.in-addr.arpa PTR 10.b.example
25.2.0.192.in-addr.arpa PTR x.a.example";

/// Every account of the limits in the tree.
fn budgets(branch: &Branch) -> Vec<Budget> {
    let of_term = |term: &crate::trace::proof::spf::Term| {
        let inner = term.branch.as_ref().map(|branch| budgets(branch)).unwrap_or_default();
        inner.into_iter().chain(term.budget).collect::<Vec<_>>()
    };
    branch.terms.iter().flat_map(of_term).collect()
}

#[tokio::test]
async fn the_account_goes_up_term_by_term_and_ends_at_the_limits() {
    for case in all_cases() {
        let spent = budgets(&case.evaluate().await.branch);
        assert!(spent.is_sorted_by_key(|budget| (budget.lookups, budget.voids)), "{} {spent:?}", case.says);
        assert!(spent.iter().all(|budget| budget.lookups <= MOST_LOOKUPS && budget.voids <= MOST_VOIDS + 1));
    }
    let case = Case {
        zone: "a.example TXT \"v=spf1 a:x.example ip4:192.0.2.1 mx include:b.example -all\"\na.example MX 0 a.example\na.example A 192.0.2.1\nb.example TXT \"v=spf1 exists:b.example\"",
        ..CASE
    };
    let spent =
        budgets(&case.evaluate().await.branch).iter().map(|budget| (budget.lookups, budget.voids)).collect::<Vec<_>>();
    assert_eq!(spent, [(1, 1), (1, 1), (2, 1), (4, 2), (4, 2), (4, 2)]);
}
