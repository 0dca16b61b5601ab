//! Modifiers: §6.

use super::{CASE, Case};
use crate::trace::SpfResult::{Fail, Neutral, Pass, Permerror, Temperror};

pub(super) const CASES: &[Case] = &[
    Case {
        clause: "6",
        says: "redirect may stand once",
        zone: "a.example TXT \"v=spf1 redirect=b.example redirect=b.example\"\nb.example TXT \"v=spf1 -all\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "6",
        says: "exp may stand once",
        zone: "a.example TXT \"v=spf1 exp=b.example exp=b.example -all\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "6",
        says: "others may stand as often as they like",
        zone: "a.example TXT \"v=spf1 x=1 x=2 -all\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "6.1",
        says: "the other record takes over",
        zone: "a.example TXT \"v=spf1 redirect=b.example\"\nb.example TXT \"v=spf1 ip4:192.0.2.25 -all\"",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "6.1",
        says: "its terms are about its own domain",
        zone: "a.example TXT \"v=spf1 redirect=b.example\"\na.example A 192.0.2.1\nb.example TXT \"v=spf1 a -all\"\nb.example A 192.0.2.25",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "6.1",
        says: "a redirect to nothing is an error",
        zone: "a.example TXT \"v=spf1 redirect=b.example\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "6.1",
        says: "a redirect to no name is an error",
        zone: "a.example TXT \"v=spf1 redirect=%{h}\"",
        helo: "pc",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "6.1",
        says: "a redirect into silence is a temporary error",
        zone: "a.example TXT \"v=spf1 redirect=b.example\"",
        silent: &["b.example"],
        result: Temperror,
        ..CASE
    },
    Case {
        clause: "6.1",
        says: "a neutral there is neutral here",
        zone: "a.example TXT \"v=spf1 redirect=b.example\"\nb.example TXT \"v=spf1\"",
        result: Neutral,
        ..CASE
    },
    Case {
        clause: "6.2",
        says: "who fails is told why",
        zone: "a.example TXT \"v=spf1 -all exp=why.a.example\"\nwhy.a.example TXT \"Ask %{o}\" \" about %{c}.\"",
        result: Fail,
        explanation: Some("Ask a.example about 192.0.2.25."),
        ..CASE
    },
    Case {
        clause: "6.2",
        says: "who does not fail is told nothing",
        zone: "a.example TXT \"v=spf1 ?all exp=why.a.example\"\nwhy.a.example TXT \"x\"",
        result: Neutral,
        ..CASE
    },
    Case {
        clause: "6.2",
        says: "of two texts none is taken",
        zone: "a.example TXT \"v=spf1 -all exp=why.a.example\"\nwhy.a.example TXT x\nwhy.a.example TXT y",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "6.2",
        says: "a text with a mistake is not taken",
        zone: "a.example TXT \"v=spf1 -all exp=why.a.example\"\nwhy.a.example TXT \"%{x}\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "6.2",
        says: "a text beyond ASCII is not taken",
        zone: "a.example TXT \"v=spf1 -all exp=why.a.example\"\nwhy.a.example TXT \"手紙\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "6.2",
        says: "silence is no explanation",
        zone: "a.example TXT \"v=spf1 -all exp=why.a.example\"",
        silent: &["why.a.example"],
        result: Fail,
        ..CASE
    },
    Case {
        clause: "6.2",
        says: "after a redirect the other record explains",
        zone: "a.example TXT \"v=spf1 exp=a1.example redirect=b.example\"\nb.example TXT \"v=spf1 -all exp=b1.example\"\na1.example TXT mine\nb1.example TXT \"%{d}\"",
        result: Fail,
        explanation: Some("b.example"),
        ..CASE
    },
    Case {
        clause: "6.2",
        says: "after a redirect the first record does not explain",
        zone: "a.example TXT \"v=spf1 exp=a1.example redirect=b.example\"\nb.example TXT \"v=spf1 -all\"\na1.example TXT mine",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "6.2",
        says: "an included record does not explain",
        zone: "a.example TXT \"v=spf1 -include:b.example exp=a1.example\"\nb.example TXT \"v=spf1 +all exp=b1.example\"\na1.example TXT mine\nb1.example TXT its",
        result: Fail,
        explanation: Some("mine"),
        ..CASE
    },
];
