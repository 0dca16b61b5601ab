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

use std::collections::HashMap;
use std::sync::Arc;

use hickory_proto::op::ResponseCode;
use hickory_proto::rr::{RData, Record, RecordType};
use mail_auth::dmarc::{Dmarc, Psd as Suffix};
use mail_auth::{DnsError, Error, Txt};

use super::organization;
use super::record::{short, understand};
use crate::auth::answers::Answers;
use crate::dns::{Lookup, Outcome, Resolver};
use crate::trace::EventId;
use crate::trace::proof::dmarc::{Found, Psd, Stop, Walk};

/// How many names one walk looks at, however long the domain is.
const MOST_NAMES: usize = 8;

/// How many texts at one name are told, and how much of each.
const MOST_TEXTS: usize = 4;
const LONGEST: usize = 1_000;

/// What the walks of one letter have found.
#[derive(Default)]
pub(super) struct Walks {
    /// The walks, in the order in which they were made.
    pub(super) made: Vec<Walk>,
    /// The questions that were asked.
    pub(super) events: Vec<EventId>,
    /// The answers, as the library asks for them.
    pub(super) answers: Answers,
    records: HashMap<String, Published>,
    stops: HashMap<String, Stop>,
}

/// A policy record.
#[derive(Clone)]
pub(super) struct Published {
    /// As it is published.
    pub(super) text: String,
    /// As it is understood.
    pub(super) record: Arc<Dmarc>,
}

impl Walks {
    /// Walks up from a domain, unless that was done before.
    pub(super) async fn walk(&mut self, resolver: &Resolver, domain: &str) {
        if self.from(domain).is_some() {
            return;
        }
        let mut stops: Vec<Stop> = Vec::new();
        for name in names(domain) {
            let stop = self.look(resolver, name).await;
            let last = ends_the_walk(&stop.found);
            stops.push(stop);
            if last {
                break;
            }
        }
        let organization = organization::of(domain, &stops);
        self.made.push(Walk { domain: domain.to_owned(), stops, organization });
    }

    /// The walk that started at that domain.
    pub(super) fn from(&self, domain: &str) -> Option<&Walk> {
        self.made.iter().find(|walk| walk.domain == domain)
    }

    /// The record that is published for that domain.
    pub(super) fn published(&self, domain: &str) -> Option<&Published> {
        self.records.get(domain)
    }

    /// Looks at one name; DNS is asked once.
    async fn look(&mut self, resolver: &Resolver, name: &str) -> Stop {
        if let Some(stop) = self.stops.get(name) {
            return stop.clone();
        }
        let key = format!("_dmarc.{name}.").into_boxed_str();
        let Lookup { outcome, events } = resolver.lookup(&key, RecordType::TXT).await;
        self.events.extend(&events);
        let Seen { answer, found, ignored, published } = seen(outcome);
        let stop = Stop { domain: name.to_owned(), asked: events, found, ignored };
        self.answers.0.insert(key, answer);
        self.records.extend(published.map(|published| (name.to_owned(), published)));
        self.stops.insert(name.to_owned(), stop.clone());
        stop
    }
}

/// The names at which a walk looks: the domain itself, then those above it. A long one is cut short.
fn names(domain: &str) -> impl Iterator<Item = &str> {
    let above = std::iter::successors(Some(domain), |name| name.split_once('.').map(|(_, above)| above)).skip(1);
    let left_out = domain.split('.').count().saturating_sub(MOST_NAMES);
    std::iter::once(domain).chain(above.skip(left_out))
}

/// A record with `psd=` says that nothing above it counts, and without DNS nothing can be said at all.
fn ends_the_walk(found: &Found) -> bool {
    matches!(found, Found::Record { psd: Psd::Yes | Psd::No, .. } | Found::NoAnswer)
}

/// An answer, as the library wants it, as the trace tells it, and the record in it.
struct Seen {
    answer: Txt,
    found: Found,
    ignored: Vec<String>,
    published: Option<Published>,
}

fn seen(outcome: Outcome) -> Seen {
    match outcome {
        Outcome::Found(records) => texts(records.iter().filter_map(text)),
        Outcome::NoData => nothing(ResponseCode::NoError),
        Outcome::NxDomain => nothing(ResponseCode::NXDomain),
        Outcome::ServFail | Outcome::TimedOut => {
            let answer = Txt::Error(Error::Dns(DnsError::Resolver("no answer".to_owned())));
            Seen { answer, found: Found::NoAnswer, ..nothing(ResponseCode::ServFail) }
        }
    }
}

fn nothing(code: ResponseCode) -> Seen {
    let answer = Txt::Error(Error::Dns(DnsError::RecordNotFound(code)));
    Seen { answer, found: Found::Nothing, ignored: Vec::new(), published: None }
}

/// The one policy record among the texts at a name; several are as good as none (RFC 9989 §4.10).
fn texts(texts: impl Iterator<Item = String>) -> Seen {
    let (mut policies, mut others) = (Vec::new(), Vec::new());
    for text in texts {
        match understand(&text) {
            Some(record) => policies.push((record, text)),
            None => others.push(text),
        }
    }
    let seen = match <[_; 1]>::try_from(policies) {
        Ok([(record, text)]) => one(record, text),
        Err(none) if none.is_empty() => nothing(ResponseCode::NoError),
        Err(several) => {
            let texts = told(several.iter().map(|(_, text)| text));
            Seen { found: Found::Several { texts }, ..nothing(ResponseCode::NoError) }
        }
    };
    Seen { ignored: told(others.iter()), ..seen }
}

fn one(record: Dmarc, text: String) -> Seen {
    let psd = match record.psd {
        Suffix::Yes => Psd::Yes,
        Suffix::No => Psd::No,
        Suffix::Default => Psd::Unsaid,
    };
    let record = Arc::new(record);
    let found = Found::Record { text: short(&text, LONGEST), psd };
    let answer = Txt::Dmarc(record.clone());
    Seen { answer, found, ignored: Vec::new(), published: Some(Published { text, record }) }
}

fn told<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
    texts.take(MOST_TEXTS).map(|text| short(text, LONGEST)).collect()
}

fn text(record: &Record) -> Option<String> {
    let RData::TXT(txt) = &record.data else { return None };
    Some(String::from_utf8_lossy(&txt.txt_data.concat()).into_owned())
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
}
