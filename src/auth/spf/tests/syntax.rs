//! How terms are written: §4.6.1, §7.1 and the grammar of §12. A mistake is told with its place.

use pretty_assertions::assert_eq;

use super::super::record;
use super::{CASE, Case};
use crate::trace::SpfResult::{Fail, Pass, Permerror};
use crate::trace::proof::spf::Mistake;

pub(super) const CASES: &[Case] = &[
    Case {
        clause: "4.6.1",
        says: "terms stand between any number of spaces",
        zone: "a.example TXT \"v=spf1   ip4:192.0.2.25   -all  \"",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "4.6.1",
        says: "a tab is no space",
        zone: "a.example TXT \"v=spf1 ip4:192.0.2.25\t-all\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "4.6.1",
        says: "names are read in any case",
        zone: "a.example TXT \"v=spf1 IP4:192.0.2.25 -ALL\"",
        result: Pass,
        ..CASE
    },
    Case {
        clause: "4.6.1",
        says: "an equals sign before a colon makes a modifier",
        zone: "a.example TXT \"v=spf1 all=x:y/z -all\"",
        result: Fail,
        ..CASE
    },
    Case {
        clause: "4.6.1",
        says: "a colon before an equals sign makes a mechanism",
        zone: "a.example TXT \"v=spf1 moo:x=y -all\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "12",
        says: "a modifier has no sign",
        zone: "a.example TXT \"v=spf1 -x=y -all\"",
        result: Permerror,
        ..CASE
    },
    Case {
        clause: "12",
        says: "a modifier begins with a letter",
        zone: "a.example TXT \"v=spf1 1x=y -all\"",
        result: Permerror,
        ..CASE
    },
];

/// The first mistake in a record of one term, and where in the term it is.
fn flaw(term: &str) -> Option<(usize, Mistake)> {
    record::terms(&format!("v=spf1 {term}")).pop().and_then(|written| written.read.err())
}

#[test]
fn what_is_written_as_it_must_be_is_read() {
    for term in [
        "all",
        "?all",
        "+a",
        "a/24",
        "a//64",
        "a/24//64",
        "a/0",
        "a//0",
        "a:b.example",
        "a:b.example.",
        "a:b.example/24//128",
        "a:foo:bar/baz.example",
        "a:_x.b.example",
        "a:b.xn--zckzah",
        "a:b.c0m",
        "a:b.0-0",
        "a:.example",
        "a:b..example",
        "a:%{d}",
        "a:%{d}/24",
        "a:x%%",
        "a:x%_",
        "a:x%-",
        "a:%{d1r.-+,/_=}",
        "a:%{D}.example",
        "a:%{I200R}.example",
        "mx",
        "mx:b.example//0",
        "ptr",
        "ptr:b.example",
        "ip4:0.0.0.0/0",
        "ip4:255.255.255.255/32",
        "ip6:::",
        "ip6:::/0",
        "ip6:2001:DB8::/128",
        "ip6:::ffff:192.0.2.1",
        "include:b.example",
        "exists:%{i}.b.example",
        "redirect=b.example",
        "exp=b.example",
        "x=",
        "x=%{c}",
        "x-1_2.y=a:b/c",
        "ip4=192.0.2.1",
        "a=b",
    ] {
        assert_eq!(flaw(term), None, "{term}");
    }
}

#[test]
fn what_is_not_is_told_with_its_place() {
    for (term, at, mistake) in [
        ("moo", 0, Mistake::UnknownMechanism),
        ("-moo:b.example", 1, Mistake::UnknownMechanism),
        ("all.", 0, Mistake::UnknownMechanism),
        ("", 0, Mistake::UnknownMechanism),
        ("~", 1, Mistake::UnknownMechanism),
        ("--all", 1, Mistake::UnknownMechanism),
        ("-all:b.example", 4, Mistake::Unexpected),
        ("all/8", 3, Mistake::Unexpected),
        ("ptr/24", 3, Mistake::Unexpected),
        ("redirect:b.example", 8, Mistake::ColonForEquals),
        ("-redirect=b.example", 0, Mistake::SignBeforeModifier),
        ("1up=x", 0, Mistake::ModifierName),
        ("=all", 0, Mistake::ModifierName),
        ("a+b=x", 0, Mistake::ModifierName),
        ("include", 7, Mistake::NeedsDomain),
        ("include:", 8, Mistake::NeedsDomain),
        ("include/24", 7, Mistake::NeedsDomain),
        ("exists", 6, Mistake::NeedsDomain),
        ("redirect=", 9, Mistake::NeedsDomain),
        ("exp=", 4, Mistake::NeedsDomain),
        ("a:", 2, Mistake::NeedsDomain),
        ("a:/24", 2, Mistake::NeedsDomain),
        ("ptr:", 4, Mistake::NeedsDomain),
        ("ip4", 3, Mistake::NeedsNetwork),
        ("ip6:", 4, Mistake::NeedsNetwork),
        ("ip4/24", 6, Mistake::NeedsNetwork),
        ("ip4:192.0.2", 4, Mistake::NotAnIp4),
        ("ip4:192.0.2.256", 4, Mistake::NotAnIp4),
        ("ip4:192.0.2.025", 4, Mistake::NotAnIp4),
        ("ip4:192.0.2.25:25", 4, Mistake::NotAnIp4),
        ("ip4:2001:db8::1", 4, Mistake::NotAnIp4),
        ("ip6:192.0.2.1", 4, Mistake::NotAnIp6),
        ("ip6::2001::1", 4, Mistake::NotAnIp6),
        ("ip4:192.0.2.0/33", 14, Mistake::Prefix),
        ("ip4:192.0.2.0/", 14, Mistake::Prefix),
        ("ip4:192.0.2.0/+8", 14, Mistake::Prefix),
        ("ip4:192.0.2.0/024", 14, Mistake::Prefix),
        ("ip4:192.0.2.0//32", 14, Mistake::Prefix),
        ("ip6:2001:db8::/129", 15, Mistake::Prefix),
        ("a/33", 2, Mistake::Prefix),
        ("-a//129", 4, Mistake::Prefix),
        ("a/24//064", 6, Mistake::Prefix),
        ("a/", 1, Mistake::Prefix),
        ("a/24/64", 5, Mistake::Prefix),
        ("a:b.example/24/24", 4, Mistake::TopLabel),
        ("a:b.example/", 4, Mistake::TopLabel),
        ("include:b.example/24", 10, Mistake::TopLabel),
        ("a:example", 2, Mistake::TopLabel),
        ("a:example.", 2, Mistake::TopLabel),
        ("a:b.-example", 4, Mistake::TopLabel),
        ("a:b.example-", 4, Mistake::TopLabel),
        ("a:b.123", 4, Mistake::TopLabel),
        ("a:b.ex_ample", 4, Mistake::TopLabel),
        ("a:b.example:25", 4, Mistake::TopLabel),
        ("a:%{d}example", 6, Mistake::TopLabel),
        ("a:192.0.2.25", 2, Mistake::AddressForName),
        ("mx:2001:db8::1", 3, Mistake::AddressForName),
        ("a:b\u{1}.example", 3, Mistake::Character),
        ("a:é.example", 2, Mistake::Character),
        ("a:%.example", 2, Mistake::Percent),
        ("a:b.example%", 11, Mistake::Percent),
        ("a:%(d).example", 2, Mistake::Percent),
        ("a:%{d", 2, Mistake::Macro),
        ("a:%{}", 2, Mistake::Macro),
        ("a:%{d2x}", 6, Mistake::Macro),
        ("a:%{dr2}", 6, Mistake::Macro),
        ("a:b.%{x}", 6, Mistake::MacroLetter),
        ("x=%{a}", 4, Mistake::MacroLetter),
        ("exp=%{c}.example", 6, Mistake::ExplanationOnly),
        ("exists:%{t}", 9, Mistake::ExplanationOnly),
        ("a:%{d0}", 5, Mistake::ZeroParts),
    ] {
        let expected = Some((at, mistake));
        let found = if term.is_empty() { super::super::term::parse(term).err() } else { flaw(term) };
        assert_eq!(found, expected, "{term}");
    }
}
