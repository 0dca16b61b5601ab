//! The record: which text is one (RFC 7208 §4.5), and all its terms (§4.6).

use super::macro_string::Flaw;
use super::term::{self, Term};
use crate::trace::proof::spf::Mistake;

/// The version that a record begins with.
const VERSION: &[u8] = b"v=spf1";

/// A term as it is written, and what was read in it.
pub(super) struct Written<'a> {
    pub(super) text: &'a str,
    pub(super) read: Result<Term, Flaw>,
}

/// Whether a text is an SPF record: the version, and then a space or nothing.
pub(super) fn is_spf(octets: &[u8]) -> bool {
    let (version, rest) = octets.split_at(VERSION.len().min(octets.len()));
    version.eq_ignore_ascii_case(VERSION) && matches!(rest.first(), None | Some(b' '))
}

/// The terms of a record. A mistake in one leaves the others to be read, so that all of them can be told.
pub(super) fn terms(record: &str) -> Vec<Written<'_>> {
    let texts = record.get(VERSION.len()..).unwrap_or_default().split(' ').filter(|text| !text.is_empty());
    let mut terms: Vec<Written<'_>> = texts.map(|text| Written { text, read: term::parse(text) }).collect();
    spoil_repeated(&mut terms, |term| matches!(term, Term::Redirect(_)));
    spoil_repeated(&mut terms, |term| matches!(term, Term::Exp(_)));
    terms
}

/// RFC 7208 §6: `redirect` and `exp` may appear once each.
fn spoil_repeated(terms: &mut [Written<'_>], is_one: impl Fn(&Term) -> bool) {
    let again = terms.iter_mut().filter(|written| written.read.as_ref().is_ok_and(&is_one)).skip(1);
    again.for_each(|written| written.read = Err((0, Mistake::Twice)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_known_by_its_version() {
        for (text, expected) in [
            ("v=spf1", true),
            ("V=SpF1 -all", true),
            ("v=spf1 ", true),
            ("v=spf10", false),
            ("v=spf1\t-all", false),
            (" v=spf1", false),
            ("v=spf", false),
            ("", false),
        ] {
            assert_eq!(is_spf(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn terms_stand_between_spaces_and_two_modifiers_stand_once() {
        let read = |record| {
            let flaws = terms(record).into_iter().map(|written| (written.text, written.read.err()));
            flaws.filter_map(|(text, flaw)| flaw.map(|flaw| (text, flaw))).collect::<Vec<_>>()
        };
        assert_eq!(terms("v=spf1  a   -all ").iter().map(|written| written.text).collect::<Vec<_>>(), ["a", "-all"]);
        assert_eq!(read("v=spf1 redirect=a.example x=1 x=2 exp=b.example"), []);
        let twice = "v=spf1 redirect=a.example exp=a.example redirect=b.example EXP=b.example moo";
        let expected = [
            ("redirect=b.example", (0, Mistake::Twice)),
            ("EXP=b.example", (0, Mistake::Twice)),
            ("moo", (0, Mistake::UnknownMechanism)),
        ];
        assert_eq!(read(twice), expected);
    }
}
