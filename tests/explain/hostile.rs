//! Whatever octets come, they are read once, and what is told of them has a bound.

use proptest::prelude::*;
use tegami::explain::{Options, explain};
use tegami::lang::Lang;
use tegami::report::Look;
use tegami::report::explain::{json, text};
use tegami::report::text::Proofs;

/// How much is told of these octets, in octets; nothing where they are no letter.
fn told(source: &[u8]) -> usize {
    Lang::ALL
        .into_iter()
        .filter_map(|lang| explain(source, &Options::default(), lang).ok())
        .map(|reading| json(&reading).len() + text(&reading, Proofs::LeftOut, Look::plain(reading.lang)).len())
        .sum()
}

/// Octets that look like a header now and then.
fn octets() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<Vec<u8>>(),
        prop::sample::select(vec![
            "From:",
            "Received:",
            "Date:",
            "Return-Path:",
            "DKIM-Signature:",
            "Authentication-Results:",
            "Subject:",
            "X-Forefront-Antispam-Report:",
            " from ",
            " by ",
            "(",
            ")",
            "\"",
            ";",
            "=",
            "\\",
            "\r\n",
            "\n",
            "\r\n ",
            "\r\n\r\n",
            "<",
            ">",
            "@",
            ",",
            "=?UTF-8?B?",
            "?=",
            "a.example",
            "[192.0.2.1]",
            "\0",
            "h=",
            "i=1;",
            "xn--",
            "Tue, 24 Nov 2026",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_octets_are_told_in_bounds(source in octets()) {
        // A field of two octets gets a few sentences; there is no second factor.
        let fields = source.split(|byte| *byte == b':').count();
        prop_assert!(told(&source) <= 20_000 + 12_000 * fields + 40 * source.len());
    }

    #[test]
    fn nothing_that_is_told_can_steer_a_terminal(source in octets()) {
        for lang in Lang::ALL {
            if let Ok(reading) = explain(&source, &Options::default(), lang) {
                let told = text(&reading, Proofs::LeftOut, Look::plain(lang));
                let steers = |c: &char| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c);
                prop_assert_eq!(told.chars().find(steers), None);
            }
        }
    }
}

#[test]
fn a_letter_twice_as_long_is_no_more_than_twice_the_work() {
    let shapes = [
        "a:b\n",
        "Received: from a (b [192.0.2.1]) by c.example; Tue, 24 Nov 2026 05:30:00 +0000\n",
        "Authentication-Results: a.example; spf=pass; dkim=pass; dmarc=pass\n",
        "DKIM-Signature: v=1; d=a.example; s=b; h=from; bh=x; b=y\n",
        "From: a@b.example, c@d.example\n",
        "X-Forefront-Antispam-Report: CIP:1;SCL:9;\n",
    ];
    for shape in shapes {
        let (once, twice) = (told(shape.repeat(500).as_bytes()), told(shape.repeat(1_000).as_bytes()));
        assert!(twice <= 2 * once + 10_000, "{shape}: {once}, {twice}");
    }
}

#[test]
fn ten_megabytes_are_told_in_a_few() {
    let long = |start: &str, unit: &str| [start, &unit.repeat(10_000_000 / unit.len())].concat();
    for source in [
        long("", "a:b\n"),
        long("Subject: ", "=?UTF-8?B?"),
        long("From: ", "\"a\" <"),
        long("Received: ", "("),
        long("Received: from ", "by with id for "),
        long("Authentication-Results: ", "; a=b"),
        long("DKIM-Signature: ", "a=b;"),
        long("Subject: x\n\n", "body of a letter\n"),
        long("Subject: x\n", "no field at all\n"),
        long("From: a@b.example\n", "Received: by x; y\n"),
    ] {
        assert!(told(source.as_bytes()) < 12_000_000, "{}", &source[..40]);
    }
}
