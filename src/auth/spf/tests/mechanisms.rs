//! Mechanisms: §4.8 and §5.

use super::{CASE, Case};
use crate::trace::SpfResult::{Fail, Neutral, Pass, Permerror, Softfail, Temperror};

const SIX: &str = "2001:db8::25";

pub(super) const CASES: &[Case] = &[
    Case {
        clause: "4.8",
        says: "without a domain of its own a term is about the record's",
        zone: "a.example TXT \"v=spf1 a -all\"\na.example A 192.0.2.25",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "4.8",
        says: "a name that DNS cannot hold has nothing",
        zone: "a.example TXT \"v=spf1 a:b..example -all\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5",
        says: "an IPv4 address mapped into IPv6 is IPv4",
        zone: "a.example TXT \"v=spf1 ip4:192.0.2.25 -all\"",
        ip: "::ffff:192.0.2.25",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5",
        says: "and never IPv6",
        zone: "a.example TXT \"v=spf1 ip6:::ffff:192.0.2.25 -all\"",
        ip: "::ffff:192.0.2.25",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5",
        says: "an IPv6 caller is compared with AAAA records",
        zone: "a.example TXT \"v=spf1 a -all\"\na.example AAAA 2001:db8::25\na.example A 192.0.2.25",
        ip: SIX,
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5",
        says: "a failing DNS is a temporary error",
        zone: "a.example TXT \"v=spf1 a:b.example -all\"",
        silent: &["b.example"],
        result: Temperror,
        ..CASE
    },
    Case { clause: "5.1", says: "all is everybody", zone: "a.example TXT \"v=spf1 ~all\"", result: Softfail, ..CASE },
    Case {
        clause: "5.1",
        says: "what stands behind all is never reached",
        zone: "a.example TXT \"v=spf1 ?all -all redirect=none.example\"",
        result: Neutral,
        ..CASE
    },
    Case {
        clause: "5.2",
        says: "a pass there is a match here",
        zone: "a.example TXT \"v=spf1 ?include:b.example -all\"\nb.example TXT \"v=spf1 ip4:192.0.2.25 -all\"",
        result: Neutral,
        ..CASE
    },
    Case {
        clause: "5.2",
        says: "a fail there is no match here",
        zone: "a.example TXT \"v=spf1 include:b.example ~all\"\nb.example TXT \"v=spf1 -all\"",
        result: Softfail,
        ..CASE
    },
    Case {
        clause: "5.2",
        says: "a softfail there neither",
        zone: "a.example TXT \"v=spf1 include:b.example -all\"\nb.example TXT \"v=spf1 ~all\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5.2",
        says: "a neutral there neither",
        zone: "a.example TXT \"v=spf1 include:b.example -all\"\nb.example TXT \"v=spf1\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5.2",
        says: "no record there is an error here",
        zone: "a.example TXT \"v=spf1 include:b.example -all\"\nb.example A 192.0.2.1",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "5.2",
        says: "a mistake there is an error here",
        zone: "a.example TXT \"v=spf1 include:b.example -all\"\nb.example TXT \"v=spf1 moo\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "5.2",
        says: "silence there is a temporary error here",
        zone: "a.example TXT \"v=spf1 include:b.example -all\"",
        silent: &["b.example"],
        result: Temperror,
        ..CASE
    },
    Case {
        clause: "5.2",
        says: "a domain that cannot have a record is an error",
        zone: "a.example TXT \"v=spf1 include:%{h} -all\"",
        helo: "pc",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "5.3",
        says: "any of the addresses will do",
        zone: "a.example TXT \"v=spf1 a:b.example -all\"\nb.example A 192.0.2.1\nb.example A 192.0.2.25",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.3",
        says: "a length makes networks of them",
        zone: "a.example TXT \"v=spf1 a:b.example/24 -all\"\nb.example A 192.0.2.1",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.3",
        says: "the length for IPv4 is not for IPv6",
        zone: "a.example TXT \"v=spf1 a:b.example/0 -all\"\nb.example AAAA 2001:db8::1",
        ip: SIX,
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5.3",
        says: "the length for IPv6 stands behind two strokes",
        zone: "a.example TXT \"v=spf1 a:b.example/32//64 -all\"\nb.example AAAA 2001:db8::1",
        ip: SIX,
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.3",
        says: "no address matches nothing, whatever the length",
        zone: "a.example TXT \"v=spf1 a:b.example/0 -all\"\nb.example TXT x",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5.3",
        says: "an alias is followed",
        zone: "a.example TXT \"v=spf1 a:b.example -all\"\nb.example CNAME c.example\nc.example A 192.0.2.25",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.4",
        says: "the mail servers' addresses count",
        zone: "a.example TXT \"v=spf1 mx -all\"\na.example MX 20 x.example\na.example MX 10 y.example\nx.example A 192.0.2.25\ny.example A 192.0.2.1",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.4",
        says: "the domain's own address does not",
        zone: "a.example TXT \"v=spf1 mx -all\"\na.example A 192.0.2.25",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5.4",
        says: "another domain's servers can be named, with a length",
        zone: "a.example TXT \"v=spf1 mx:b.example/24 -all\"\nb.example MX 10 x.example\nx.example A 192.0.2.1",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.4",
        says: "the null MX is no server",
        zone: "a.example TXT \"v=spf1 mx -all\"\na.example MX 0 .",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5.4",
        says: "a server that DNS is silent about is a temporary error",
        zone: "a.example TXT \"v=spf1 mx -all\"\na.example MX 0 x.example",
        silent: &["x.example"],
        result: Temperror,
        ..CASE
    },
    Case {
        clause: "5.5",
        says: "a name that leads back and lies within the domain matches",
        zone: "a.example TXT \"v=spf1 ptr -all\"\n25.2.0.192.in-addr.arpa PTR Mail.A.example\nmail.a.example A 192.0.2.25",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.5",
        says: "one that does not lead back does not",
        zone: "a.example TXT \"v=spf1 ptr -all\"\n25.2.0.192.in-addr.arpa PTR mail.a.example\nmail.a.example A 192.0.2.1",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5.5",
        says: "one of another domain does not",
        zone: "a.example TXT \"v=spf1 ptr:b.example -all\"\n25.2.0.192.in-addr.arpa PTR mail.ab.example\nmail.ab.example A 192.0.2.25",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5.5",
        says: "an IPv6 address has names too",
        zone: "a.example TXT \"v=spf1 ptr -all\"\n5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR a.example\na.example AAAA 2001:db8::25",
        ip: SIX,
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.5",
        says: "silence about the names is no match",
        zone: "a.example TXT \"v=spf1 ptr ?all\"",
        silent: &["25.2.0.192.in-addr.arpa"],
        result: Neutral,
        ..CASE
    },
    Case {
        clause: "5.5",
        says: "silence about one name leaves the others",
        zone: "a.example TXT \"v=spf1 ptr -all\"\n25.2.0.192.in-addr.arpa PTR x.a.example\n25.2.0.192.in-addr.arpa PTR y.a.example\ny.a.example A 192.0.2.25",
        silent: &["x.a.example"],
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.6",
        says: "an address in the network matches",
        zone: "a.example TXT \"v=spf1 ip4:192.0.2.128/25 ~ip4:192.0.2.0/25 -all\"",
        result: Softfail,
        ..CASE
    },
    Case {
        clause: "5.6",
        says: "so does one in an IPv6 network",
        zone: "a.example TXT \"v=spf1 ip6:2001:db8::/32 -all\"",
        ip: SIX,
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.6",
        says: "an IPv4 address is in no IPv6 network",
        zone: "a.example TXT \"v=spf1 ip6:::/0 -all\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "5.7",
        says: "a name with an address exists",
        zone: "a.example TXT \"v=spf1 exists:%{i}.b.example -all\"\n192.0.2.25.b.example A 127.0.0.2",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "5.7",
        says: "also for an IPv6 caller it is the A record that counts",
        zone: "a.example TXT \"v=spf1 exists:b.example -all\"\nb.example AAAA 2001:db8::25",
        ip: SIX,
        result: Fail,
        ..CASE
    },
];
