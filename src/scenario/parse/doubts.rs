//! A second look at a file without mistakes: what is legal in it, and hardly what its author means.
//!
//! A lesson may be about just that: a letter that nobody receives, a record that cannot be read. So where the author
//! expects what comes of it, nothing is said.
//!
//! ```text
//!   Scenario ─┬─ letters   does each have somebody who sends and receives it; is anything expected of it
//!             ├─ records   does the text of MX, SPF and DMARC do what it looks like
//!             ├─ idle      users, hosts, keys, zones that take part in nothing
//!             └─ texts     what a learner reads
//! ```

mod idle;
mod letters;
mod records;
mod texts;

use std::ops::Range;

use toml_spanner::Item;

use crate::scenario::diagnostic::{Doubt, Findings};
use crate::scenario::reader::Fields;
use crate::scenario::{Fact, Scenario, StepKind};
use crate::trace::{DmarcResult, SpfResult};

/// A doubt, and its place in the file.
type Found = (Doubt, Range<usize>);

/// Reports all of them.
pub(super) fn report(scenario: &Scenario, root: &Fields<'_, '_>, findings: &mut Findings<'_>) {
    let file = File { scenario, root };
    let found = [letters::doubts(file), records::doubts(file), idle::doubts(file), texts::doubts(file)];
    for (doubt, span) in found.into_iter().flatten() {
        if !findings.is_loose_text(&span) {
            findings.report(doubt, span);
        }
    }
}

/// The scenario, and the file that it was read from.
#[derive(Clone, Copy)]
struct File<'a> {
    scenario: &'a Scenario,
    root: &'a Fields<'a, 'a>,
}

impl<'a> File<'a> {
    /// The value at the end of these keys, below the `index`th table that begins with `[[table]]`.
    fn nth(self, table: &str, index: usize, keys: &[&str]) -> Option<&'a Item<'a>> {
        below(self.root.get(table)?.as_array()?.get(index)?, keys)
    }

    /// What is expected of the letter that this step sends: here, and in the steps before the next letter.
    fn expected(self, step: usize) -> impl Iterator<Item = &'a Fact> {
        let steps = self.scenario.steps.iter().enumerate().skip(step);
        let of_it = steps.take_while(move |(at, other)| *at == step || !other.kind.sends());
        of_it.flat_map(|(_, step)| &step.expect.all).map(|expectation| &expectation.fact)
    }

    /// Whether its author knows that the letter does not arrive.
    fn is_lost(self, step: usize) -> bool {
        self.expected(step).any(|fact| match fact {
            Fact::Folder(folders) => folders.iter().any(|folder| folder == "none"),
            Fact::Bounce(bounces) => *bounces,
            Fact::Reply(replies) => replies.iter().any(|reply| !reply.starts_with('2')),
            _ => false,
        })
    }

    /// Whether some letter is known not to arrive.
    fn any_is_lost(self) -> bool {
        (0..self.scenario.steps.len()).any(|step| self.is_lost(step))
    }

    /// Whether some record is known to be wrong.
    fn expects_broken_records(self) -> bool {
        let facts = self.scenario.steps.iter().flat_map(|step| &step.expect.all).map(|expectation| &expectation.fact);
        facts.into_iter().any(|fact| match fact {
            Fact::Spf(results) => results.contains(&SpfResult::Permerror),
            Fact::Dmarc(results) => results.contains(&DmarcResult::Permerror) || results.contains(&DmarcResult::None),
            _ => false,
        })
    }

    /// Whether somebody types SMTP by hand: then anything may be used.
    fn is_typed(self) -> bool {
        self.scenario.steps.iter().any(|step| matches!(step.kind, StepKind::Raw(_)))
    }
}

/// The value at the end of these keys.
fn below<'a>(item: &'a Item<'a>, keys: &[&str]) -> Option<&'a Item<'a>> {
    keys.iter().try_fold(item, |item, key| item.as_table()?.get(key))
}

/// How often a word stands in a text, in whatever case.
fn count(text: &str, word: &str) -> usize {
    text.to_ascii_lowercase().matches(&word.to_ascii_lowercase()).count()
}
