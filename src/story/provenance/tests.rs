use proptest::prelude::*;

use super::parts;
use crate::lang::Lang;
use crate::story::model::{Part, Word};

fn told(name: &str, raw: &str, adder: Option<&str>) -> Vec<Part> {
    parts::of(Lang::En, name, raw, adder)
}

/// The pieces that say something: `r` before what is only repeated, `o` before the adder's own word.
fn saying(name: &str, raw: &str) -> Vec<String> {
    let parts = told(name, raw, Some("mx.school.example"));
    let saying = parts.iter().filter(|part| part.word != Word::Neutral);
    saying.map(|part| format!("{} {}", if part.word == Word::Own { 'o' } else { 'r' }, part.text)).collect()
}

#[test]
fn of_a_received_line_the_name_and_the_recipient_are_only_repeated() {
    let raw = "from [evil] (what (a) name)\n ([198.51.100.25]) BY mx.school.example (Postfix, TLS off)\n\
               via TCP with ESMTPS id 7 for <aoi@school.example>\n (2 recipients); Tue, 24 Nov 2026 05:30:00 +0000 (UTC)";
    let expected = [
        "r from [evil]",
        "o (what (a) name)",
        "o ([198.51.100.25])",
        "o BY mx.school.example",
        "o (Postfix, TLS off)",
        "o with ESMTPS",
        "o id 7",
        "r for <aoi@school.example>",
        "o Tue, 24 Nov 2026 05:30:00 +0000 (UTC)",
    ];
    assert_eq!(saying("Received", raw), expected);
    assert_eq!(saying("received", "by a id b; now"), ["o by a", "o id b", "o now"]);
}

#[test]
fn of_the_results_each_is_a_piece_whatever_stands_in_quotes_and_remarks() {
    let raw = "mx.school.example 1 (ours; really);\n spf=fail reason=\"a;\\\"b\" smtp.mailfrom=x@y.example;\n\
               dkim=none ; unknown";
    let expected = [
        "o mx.school.example 1 (ours; really)",
        "o spf=fail reason=\"a;\\\"b\" smtp.mailfrom=x@y.example",
        "o dkim=none",
    ];
    assert_eq!(saying("Authentication-Results", raw), expected);
    let notes = told("Authentication-Results", raw, Some("mx.school.example"));
    assert!(notes.iter().any(|part| part.note == "SPF: fail (it does not hold)"), "{notes:?}");
}

#[test]
fn what_came_with_the_letter_is_nobodys_own_word() {
    for name in ["Received", "Return-Path", "Authentication-Results"] {
        let parts = told(name, "from bank.example by bank.example; dmarc=pass", None);
        assert!(parts.len() == 1 && parts[0].word == Word::Repeated && !parts[0].note.is_empty(), "{parts:?}");
    }
    assert_eq!(told("Subject", "x", None), []);
    assert_eq!(told("Received", "", Some("mx.school.example")), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_are_never_less_nor_more_than_the_whole(
        raw in "(from|by|with|id|for|;|\\(|\\)|\"|\\\\|=|\\[|spf=pass|é|漢|[ \n]|\\PC){0,300}",
        received in any::<bool>(),
    ) {
        let name = if received { "Received" } else { "Authentication-Results" };
        let parts = told(name, &raw, Some("h"));
        prop_assert!(parts.len() <= 64);
        prop_assert_eq!(parts.into_iter().map(|part| part.text).collect::<String>(), raw);
    }
}
