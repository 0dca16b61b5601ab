//! How much of what DNS holds is kept in the tree.

use hickory_proto::rr::{Name, RData, Record};

use crate::trace::proof::spf::{Answered, Branch, Look, Outcome, Question, Term};

/// The longest text, in octets.
const LONGEST: usize = 300;

/// The longest record.
pub(super) const LONGEST_RECORD: usize = 4_000;

/// How many records of a domain are told, where there are several.
pub(super) const MOST_RECORDS: usize = 8;

/// How many terms of a record are told that decided nothing.
const MOST_TERMS: usize = 64;

/// How many comparisons of a term are told that did not match.
const MOST_LOOKS: usize = 48;

/// How many records of an answer are told.
const MOST_DATA: usize = 12;

/// The text, or its beginning.
pub(super) fn text(text: &str) -> String {
    beginning(text, LONGEST)
}

/// The text, or as much of its beginning as fits.
pub(super) fn beginning(text: &str, longest: usize) -> String {
    match text.get(..text.floor_char_boundary(longest)) {
        Some(start) if start.len() < text.len() => format!("{start}…"),
        _ => text.to_owned(),
    }
}

/// A question and what was found.
pub(super) fn question(name: &str, rtype: &str, answer: Answered, found: &[Record]) -> Question {
    Question {
        name: text(name),
        rtype: rtype.to_owned(),
        answer,
        data: found.iter().take(MOST_DATA).map(|record| text(&data(&record.data))).collect(),
        left_out: count(found.len().saturating_sub(MOST_DATA)),
        events: Vec::new(),
    }
}

/// Adds what was looked at, unless there is too much of it that did not matter.
pub(super) fn look(term: &mut Term, look: Look) {
    let matters = match &look {
        Look::Asked(_) | Look::Named { .. } => true,
        Look::Compared(comparison) => comparison.matches,
    };
    if matters || term.looks.len() < MOST_LOOKS {
        term.looks.push(look);
    } else {
        term.left_out = term.left_out.saturating_add(1);
    }
}

/// Leaves out terms of a long record that decided nothing.
pub(super) fn shorten(branch: &mut Branch) {
    let all = branch.terms.len();
    let mut told = 0;
    branch.terms.retain(|term| {
        told += 1;
        told <= MOST_TERMS || matters(term)
    });
    branch.left_out = count(all - branch.terms.len());
}

fn matters(term: &Term) -> bool {
    match term.outcome {
        Outcome::Matched => true,
        // A record may be full of mistakes; the first ones are enough. Whatever is wrong otherwise ends the evaluation.
        Outcome::Problem { .. } => term.budget.is_some(),
        // What has asked DNS, of which there is little.
        _ => term.target.is_some(),
    }
}

/// A number for the tree.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn data(data: &RData) -> String {
    match data {
        RData::TXT(txt) => String::from_utf8_lossy(&txt.txt_data.concat()).into_owned(),
        RData::MX(mx) if mx.exchange.is_root() => format!("{} .", mx.preference),
        RData::MX(mx) => format!("{} {}", mx.preference, plain(&mx.exchange)),
        RData::PTR(name) => plain(&name.0),
        other => other.to_string(),
    }
}

/// The labels of a name with dots between them, as the evaluation compares and asks for names.
pub(super) fn plain(name: &Name) -> String {
    let labels: Vec<_> = name.iter().map(String::from_utf8_lossy).collect();
    labels.join(".")
}
