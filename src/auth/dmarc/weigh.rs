//! From the facts to the verdict: which record applies, who is aligned, what follows (RFC 9989 §4.10, §5.3).
//!
//! The library reaches a verdict by itself. This is the same way walked once more, step by step and with the reason for
//! each step, because a learner is told the reasons; where the two arrive at different places, the proof says so.

use mail_auth::dmarc::{Alignment as Mode, Dmarc, Policy as Wish};

use super::organization::holds;
use super::record;
use super::walk::{Published, Walks};
use crate::trace::proof::dmarc::{
    Alignment, AppliedPolicy, AppliedRecord, Comparison, Existence, Found, RecordOf, Speaker, Usable, Walk,
};
use crate::trace::{DmarcResult, EventId, Policy};

/// A domain that SPF or DKIM speaks for.
#[derive(Debug, Clone)]
pub(super) struct Identifier {
    pub(super) speaker: Speaker,
    pub(super) check: EventId,
    /// As DNS writes it.
    pub(super) domain: String,
    /// The word of the check.
    pub(super) result: &'static str,
}

/// The record that applies, and whose it is.
#[derive(Clone)]
pub(super) struct Applied {
    pub(super) domain: String,
    pub(super) published: Published,
    of: RecordOf,
}

impl Applied {
    /// Of the records on the way up from the Author Domain: its own, that of its organization, or that of the suffix.
    pub(super) fn find(walks: &Walks, walk: &Walk) -> Option<Self> {
        let organization = walk.organization.as_ref()?.domain.as_str();
        let highest = walk.stops.iter().rev().find(|stop| matches!(stop.found, Found::Record { .. }))?;
        let candidates = [
            (walk.domain.as_str(), RecordOf::Author),
            (organization, RecordOf::Organization),
            (highest.domain.as_str(), RecordOf::Suffix),
        ];
        candidates.into_iter().find_map(|(domain, of)| {
            let published = walks.published(domain)?.clone();
            Some(Self { domain: domain.to_owned(), published, of })
        })
    }

    fn record(&self) -> &Dmarc {
        &self.published.record
    }

    /// What its policy comes to.
    pub(super) fn usable(&self) -> Usable {
        match self.record() {
            record if record.p != Wish::Unspecified => Usable::Yes,
            record if record.rua.is_empty() => Usable::No,
            _ => Usable::AsNone,
        }
    }

    /// Whether only the same name will do for that speaker.
    pub(super) fn strict(&self, speaker: Speaker) -> bool {
        let mode = match speaker {
            Speaker::Spf => self.record().aspf,
            Speaker::Dkim => self.record().adkim,
        };
        mode == Mode::Strict
    }

    /// As the trace tells it.
    pub(super) fn told(&self) -> AppliedRecord {
        let tags = record::tags(&self.published.text);
        AppliedRecord { domain: self.domain.clone(), of: self.of, tags, usable: self.usable() }
    }

    /// What it asks for, as it applies to a letter of an author who exists or does not.
    pub(super) fn policy(&self, existence: Option<Existence>) -> AppliedPolicy {
        let tags = record::tags(&self.published.text);
        let has = |name: &&str| tags.iter().any(|tag| tag.name == *name);
        let missing = existence.as_ref().is_some_and(|existence| existence.exists == Some(false));
        let (names, wish): (&[&'static str], Wish) = match (self.usable(), self.of) {
            (Usable::AsNone | Usable::No, _) => (&[], Wish::None),
            (Usable::Yes, RecordOf::Author) => (&["p"], self.record().p),
            (Usable::Yes, _) if missing => (&["np", "sp", "p"], self.record().np),
            (Usable::Yes, _) => (&["sp", "p"], self.record().sp),
        };
        let (stated, testing) = (policy(wish), self.record().t);
        let applied = if testing { one_level_lower(stated) } else { stated };
        let tag = names.iter().find(|name| has(name)).map(ToString::to_string);
        AppliedPolicy { tag, stated, existence, testing, applied }
    }
}

/// RFC 9989 §4.7, `t`.
fn one_level_lower(policy: Policy) -> Policy {
    match policy {
        Policy::Reject => Policy::Quarantine,
        Policy::Quarantine | Policy::None => Policy::None,
    }
}

/// A wish of a record as a policy.
pub(super) fn policy(wish: Wish) -> Policy {
    match wish {
        Wish::None | Wish::Unspecified => Policy::None,
        Wish::Quarantine => Policy::Quarantine,
        Wish::Reject => Policy::Reject,
    }
}

/// Whether a walk from that domain is needed to compare it with the author's: where it lies in the author's organization
/// and the same name is not asked for.
pub(super) fn needs_walk(author: &Walk, identifier: &Identifier, strict: bool) -> bool {
    let within = |organization: &str| holds(organization, &identifier.domain);
    let organization = author.organization.as_ref().map(|organization| organization.domain.as_str());
    !strict && identifier.domain != author.domain && organization.is_some_and(within)
}

/// Compares a domain with the author's.
pub(super) fn compare(author: &Walk, identifier: &Identifier, strict: bool, walked: Option<&Walk>) -> Alignment {
    let Identifier { speaker, check, domain, result } = identifier.clone();
    let own = author.organization.as_ref().map(|organization| organization.domain.as_str());
    let organization = if domain == author.domain { own } else { of(walked) }.filter(|_| !strict).map(str::to_owned);
    let shows = match (own, &organization) {
        _ if domain == author.domain => Comparison::Same,
        _ if strict => Comparison::NotTheSame,
        (Some(own), _) if !holds(own, &domain) => Comparison::Outside,
        (Some(own), Some(other)) if own == other => Comparison::SameOrganization,
        (Some(_), Some(_)) => Comparison::OtherOrganization,
        _ => Comparison::Unknown,
    };
    Alignment { speaker, check, domain, result: result.to_owned(), strict, organization, shows }
}

fn of(walk: Option<&Walk>) -> Option<&str> {
    walk?.organization.as_ref().map(|organization| organization.domain.as_str())
}

/// What follows from the comparisons (RFC 9989 §5.3.5, §5.3.6).
pub(super) fn result(alignments: &[Alignment]) -> DmarcResult {
    let any = |word: &str, aligned| alignments.iter().any(|one| one.result == word && one.shows.aligned() == aligned);
    if any("pass", Some(true)) {
        DmarcResult::Pass
    } else if any("temperror", Some(true)) || any("pass", None) || any("temperror", None) {
        DmarcResult::Temperror
    } else {
        DmarcResult::Fail
    }
}

/// Whether somebody speaks for the author.
pub(super) fn speaks(alignments: &[Alignment], speaker: Speaker) -> bool {
    let mut of = alignments.iter().filter(|one| one.speaker == speaker);
    of.any(|one| one.result == "pass" && one.shows.aligned() == Some(true))
}
