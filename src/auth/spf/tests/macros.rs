//! Macros: §7. What each of them stands for is held beside `expand`; here it is seen in DNS.

use super::{CASE, Case};
use crate::trace::SpfResult::{Fail, Neutral, Pass, Permerror};

pub(super) const CASES: &[Case] = &[
    Case {
        clause: "7.1",
        says: "a percent sign alone is a mistake",
        zone: "a.example TXT \"v=spf1 exists:%d.example -all\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "7.1",
        says: "also in a modifier that nobody knows",
        zone: "a.example TXT \"v=spf1 x=%d -all\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "7.1",
        says: "a name may end in a macro",
        zone: "a.example TXT \"v=spf1 a:mail.%{d} -all\"\nmail.a.example A 192.0.2.25",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "7.1",
        says: "what a macro makes of the end is not looked at again",
        zone: "a.example TXT \"v=spf1 a:%{h} ?all\"",
        helo: "192.0.2.25",
        result: Neutral,
        ..CASE
    },
    Case {
        clause: "7.2",
        says: "c, r and t are for explanations",
        zone: "a.example TXT \"v=spf1 exists:%{t}.example -all\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "7.2",
        says: "there they may stand",
        zone: "a.example TXT \"v=spf1 -all exp=why.a.example\"\nwhy.a.example TXT \"%{c} %{r} %{t}\"",
        ip: "2001:DB8:0::25",
        result: Fail,
        explanation: Some("2001:db8::25 mx.school.example 1795500000"),
        ..CASE
    },
    Case { clause: "7.2", says: "the validated name leads back to the address", zone: VALIDATED, result: Pass, ..CASE },
    Case {
        clause: "7.2",
        says: "where none does it is unknown",
        zone: "a.example TXT \"v=spf1 exists:%{p}.b.example -all\"\nunknown.b.example A 127.0.0.2\n25.2.0.192.in-addr.arpa PTR mail.a.example\nmail.a.example A 192.0.2.1",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "7.3",
        says: "the address in reverse makes a list of addresses",
        zone: "a.example TXT \"v=spf1 -exists:%{ir}.list.example +all\"\n25.2.0.192.list.example A 127.0.0.2",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "7.3",
        says: "the local part can be split and turned round",
        zone: "a.example TXT \"v=spf1 exists:%{l2r+-}.b.example -all\"\ny.x.b.example A 127.0.0.2",
        from: "x-y+z-w@a.example",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "7.3",
        says: "parts are kept from the right after turning",
        zone: "a.example TXT \"v=spf1 exists:%{l2r-}.b.example -all\"\ny.x.b.example A 127.0.0.2",
        from: "x-y-z@a.example",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "7.3",
        says: "a capital letter makes the value fit for a URL",
        zone: "a.example TXT \"v=spf1 -all exp=why.a.example\"\nwhy.a.example TXT \"http://a.example/?s=%{S}\"",
        from: "a&b@a.example",
        result: Fail,
        explanation: Some("http://a.example/?s=a%26b%40a.example"),
        ..CASE
    },
    Case {
        clause: "7.3",
        says: "a local part beyond ASCII matches nothing",
        zone: "a.example TXT \"v=spf1 exists:%{l}.b.example -all\"\nb.example A 192.0.2.1",
        from: "手紙@a.example",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "7.3",
        says: "the sender's domain stands as DNS has it",
        zone: "xn--kpuq01d.example TXT \"v=spf1 exists:%{o}.b.example -all\"\nxn--kpuq01d.example.b.example A 127.0.0.2",
        from: "taro@手紙.example",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "7.3",
        says: "a name that grew too long is cut at its left",
        zone: TOO_LONG,
        from: LONG_SENDER,
        result: Pass,
        ..CASE
    },
];

const VALIDATED: &str = "a.example TXT \"v=spf1 exists:%{p}.b.example -all\"
25.2.0.192.in-addr.arpa PTR x.other.example\n25.2.0.192.in-addr.arpa PTR mail.a.example
x.other.example A 192.0.2.25\nmail.a.example A 192.0.2.25\nmail.a.example.b.example A 127.0.0.2";

/// Sixty octets, a dot, and so on: four of them are one octet too many.
const LONG_SENDER: &str = "taro@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.example";

const TOO_LONG: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.example TXT \"v=spf1 exists:%{d}.%{d1}.%{d} -all\"
bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.example.example.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.example A 127.0.0.2";
