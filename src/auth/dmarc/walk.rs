//! The DNS Tree Walk (RFC 9989 §4.10): from a domain up to the top, which policy records are there?
//!
//! ```text
//!   news.a-corp.example ──► _dmarc.news.a-corp.example   nothing
//!                      ──► _dmarc.a-corp.example        v=DMARC1; p=reject; sp=none
//!                      ──► _dmarc.example               nothing
//! ```
//!
//! `mail-auth` walks by itself, but takes the first of several records and stumbles over a mistake in one tag. So the
//! walk is done here, and the library is handed its answers as a cache.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use std::time::Instant;

use hickory_proto::op::ResponseCode;
use hickory_proto::rr::{RData, Record, RecordType};
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::dmarc::{Dmarc, Policy, Psd};
use mail_auth::{DnsError, Error, ResolverCache, Txt};

use crate::dns::{Outcome, Resolver};
use crate::trace::EventId;

/// How many names one walk looks at, however long the domain is.
const MOST_NAMES: usize = 8;

/// What the walks of one letter have found.
pub(super) struct Walk {
    /// The records on the way up from the Author Domain, the lowest first.
    pub(super) found: Vec<Found>,
    /// The questions that were asked.
    pub(super) events: Vec<EventId>,
    /// The answers, as the library asks for them.
    pub(super) answers: Answers,
}

/// A policy record.
pub(super) struct Found {
    /// Where: `a-corp.example` for `_dmarc.a-corp.example`.
    pub(super) domain: String,
    /// As it is published.
    pub(super) text: String,
    /// As it is understood.
    pub(super) record: Arc<Dmarc>,
}

/// What is published at each name, `_dmarc.` and the final dot included.
pub(super) struct Answers(HashMap<Box<str>, Txt>);

impl Walk {
    /// Walks up from the Author Domain, and from each of the `others` that lies below a record found there: only they
    /// can be aligned with it.
    pub(super) async fn up_from<'d>(resolver: &Resolver, author: &str, others: impl Iterator<Item = &'d str>) -> Self {
        let mut walk = Self { found: Vec::new(), events: Vec::new(), answers: Answers(HashMap::new()) };
        walk.found = walk.walk(resolver, author).await;
        if let Some(highest) = walk.found.last().map(|found| format!(".{}", found.domain)) {
            for other in others.filter(|other| other.ends_with(&highest)) {
                walk.walk(resolver, other).await;
            }
        }
        walk
    }

    /// The record that says nothing: no policy, and nobody to report to. RFC 9989 §4.10.1: where it would apply, DMARC
    /// does not.
    pub(super) fn unusable(&self) -> Option<&Found> {
        self.found.iter().find(|found| found.record.p == Policy::Unspecified && found.record.rua.is_empty())
    }

    async fn walk(&mut self, resolver: &Resolver, domain: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for name in names(domain) {
            let key = format!("_dmarc.{name}.").into_boxed_str();
            if !self.answers.0.contains_key(&key) {
                let lookup = resolver.lookup(&key, RecordType::TXT).await;
                self.events.extend(lookup.events);
                let (answer, text) = answer(lookup.outcome);
                if let (Txt::Dmarc(record), Some(text)) = (&answer, text) {
                    found.push(Found { domain: name.to_owned(), text, record: record.clone() });
                }
                self.answers.0.insert(key.clone(), answer);
            }
            if self.answers.0.get(&key).is_some_and(ends_the_walk) {
                break;
            }
        }
        found
    }
}

/// The names at which a walk looks: the domain itself, then those above it. A long one is cut short.
fn names(domain: &str) -> impl Iterator<Item = &str> {
    let above = std::iter::successors(Some(domain), |name| name.split_once('.').map(|(_, above)| above)).skip(1);
    let left_out = domain.split('.').count().saturating_sub(MOST_NAMES);
    std::iter::once(domain).chain(above.skip(left_out))
}

/// A record with `psd=` says that nothing above it counts, and without DNS nothing can be said at all.
fn ends_the_walk(answer: &Txt) -> bool {
    match answer {
        Txt::Dmarc(record) => record.psd != Psd::Default,
        Txt::Error(error) => matches!(error, Error::Dns(DnsError::Resolver(_))),
        _ => false,
    }
}

/// The one policy record in an answer, and its text; several are as good as none.
fn answer(outcome: Outcome) -> (Txt, Option<String>) {
    let nothing = |code| (Txt::Error(Error::Dns(DnsError::RecordNotFound(code))), None);
    match outcome {
        Outcome::Found(records) => {
            let policies = records.iter().filter_map(text).filter_map(|text| Some((understand(&text)?, text)));
            match <[_; 1]>::try_from(policies.collect::<Vec<_>>()) {
                Ok([(record, text)]) => (Txt::Dmarc(Arc::new(record)), Some(text)),
                Err(_) => nothing(ResponseCode::NoError),
            }
        }
        Outcome::NoData => nothing(ResponseCode::NoError),
        Outcome::NxDomain => nothing(ResponseCode::NXDomain),
        Outcome::ServFail | Outcome::TimedOut => {
            (Txt::Error(Error::Dns(DnsError::Resolver("no answer".to_owned()))), None)
        }
    }
}

fn text(record: &Record) -> Option<String> {
    let RData::TXT(txt) = &record.data else { return None };
    Some(String::from_utf8_lossy(&txt.txt_data.concat()).into_owned())
}

/// A text as a policy record; none where it does not begin with `v=DMARC1`. A tag with a mistake in it is as good as not
/// there (RFC 9989 §4.7), and one of `p`, `sp` and `np` spoils all three (§4.10.1).
fn understand(text: &str) -> Option<Dmarc> {
    match Dmarc::parse(text.as_bytes()) {
        Ok(record) => return Some(record),
        Err(Error::Dns(DnsError::InvalidRecordType)) => return None,
        Err(_) => {}
    }
    let by_itself = |tag: &&str| Dmarc::parse(format!("v=DMARC1; {tag}").as_bytes()).is_ok();
    let (right, wrong): (Vec<&str>, Vec<&str>) = text.split(';').skip(1).partition(by_itself);
    let spoilt = wrong.into_iter().any(is_policy);
    let kept = right.into_iter().filter(|tag| !(spoilt && is_policy(tag)));
    let kept: Vec<&str> = std::iter::once("v=DMARC1").chain(kept).collect();
    Dmarc::parse(kept.join(";").as_bytes()).ok()
}

fn is_policy(tag: &str) -> bool {
    let name = tag.split('=').next().unwrap_or_default().trim();
    ["p", "sp", "np"].iter().any(|policy| name.eq_ignore_ascii_case(policy))
}

impl ResolverCache<Box<str>, Txt> for Answers {
    fn get<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.0.get(name).cloned()
    }

    fn remove<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.get(name)
    }

    /// What the library asks beyond these answers it does not ask twice.
    fn insert(&self, _: Box<str>, _: Txt, _: Instant) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_short() {
        let names = |domain| names(domain).collect::<Vec<_>>();
        assert_eq!(names("news.a-corp.example"), ["news.a-corp.example", "a-corp.example", "example"]);
        let long = names("a.b.c.d.e.f.g.h.i.example");
        assert_eq!((long.len(), long[0], long[1]), (MOST_NAMES, "a.b.c.d.e.f.g.h.i.example", "d.e.f.g.h.i.example"));
        assert_eq!(names("a.b.c.d.e.f.g.example")[1], "b.c.d.e.f.g.example");
    }

    #[test]
    fn a_mistake_in_one_tag_leaves_the_others() {
        let policies = |text| understand(text).map(|record| (record.p, record.sp, record.np));
        let (none, reject) = (Policy::Unspecified, Policy::Reject);
        assert_eq!(policies("v=DMARC1; p=reject; adkim=x; fo=?"), Some((reject, reject, reject)));
        assert_eq!(policies("v=DMARC1; p=reject; sp=rejct"), Some((none, none, none)));
        assert_eq!(policies("v=DMARC1; P = rejct; sp=reject"), Some((none, none, none)));
        assert_eq!(policies("v=DMARC2; p=reject"), None);
        assert_eq!(policies("p=reject; v=DMARC1"), None);
    }
}
