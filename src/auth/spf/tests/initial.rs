//! Before any record is read: §4.3 and §4.4.

use super::{CASE, Case};
use crate::trace::SpfResult::{Fail, Pass, Temperror};

const LONG: &str = "x@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example";
const CLOSED: &str = "a.example TXT \"v=spf1 -all\"\nmail.a.example TXT \"v=spf1 -all\"";

pub(super) const CASES: &[Case] = &[
    Case { clause: "4.3", says: "a label of 64 octets is no label", from: LONG, ..CASE },
    Case { clause: "4.3", says: "nothing between two dots is no label", from: "x@a..example", ..CASE },
    Case { clause: "4.3", says: "an address in brackets has no record", from: "x@[192.0.2.25]", ..CASE },
    Case {
        clause: "4.3",
        says: "a name of one label has no record",
        from: "x@example",
        zone: "example TXT \"v=spf1 -all\"",
        ..CASE
    },
    Case { clause: "4.3", says: "a HELO of one label neither", helo: "pc", from: "", ..CASE },
    Case {
        clause: "4.3",
        says: "a final dot changes nothing",
        zone: CLOSED,
        from: "x@a.example.",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "4.3",
        says: "a null path is asked about by its HELO",
        zone: CLOSED,
        from: "",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "4.3",
        says: "a domain beyond ASCII is asked about as DNS has it",
        zone: "xn--kpuq01d.example TXT \"v=spf1 +all\"",
        from: "taro@手紙.example",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "4.3",
        says: "a sender without a local part is the postmaster",
        zone: "a.example TXT \"v=spf1 -all exp=why.a.example\"\nwhy.a.example TXT \"%{l}\"",
        from: "@a.example",
        result: Fail,
        explanation: Some("postmaster"),
        ..CASE
    },
    Case { clause: "4.4", says: "a domain that does not exist has no record", ..CASE },
    Case {
        clause: "4.4",
        says: "silence is a temporary error",
        zone: CLOSED,
        silent: &["a.example"],
        result: Temperror,
        ..CASE
    },
];
