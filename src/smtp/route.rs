//! Where a letter has to go: stage ② of the delivery (RFC 5321 §5.1).
//!
//! ```text
//!   the domain's MX records, lowest preference first ──► the addresses of each
//!   no MX record at all                              ──► the address of the domain itself (implicit MX)
//!   one MX record with the name "."                  ──► takes no mail (null MX, RFC 7505)
//! ```

use std::net::IpAddr;

use hickory_proto::rr::{RData, Record, RecordType};

use crate::dns::{Context, Outcome, Resolver};
use crate::trace::{Draft, EventId, Fact, LetterId, Recorder, Route, RouteTarget, Stage};

/// How many MX hosts are looked at; a domain with more is asked only for the best ones.
const MOST_TARGETS: usize = 20;

/// A route, and the fact that says so.
pub struct Found {
    /// Where to.
    pub route: Route,
    /// The recorded [`Fact::Routed`].
    pub event: EventId,
}

/// Asks DNS for the servers of `domain` and records what was decided.
pub async fn find(
    resolver: &Resolver,
    recorder: &Recorder,
    host: &str,
    letter: LetterId,
    because: EventId,
    domain: &str,
) -> Found {
    let resolver =
        resolver.asking(Context { stage: Some(Stage::Resolution), letter: Some(letter), because: vec![because] });
    let mut search = Search { resolver, asked: Vec::new() };
    let route = search.route(domain).await;
    let fact = Fact::Routed { domain: domain.to_owned(), route: route.clone() };
    let draft = Draft::new(host, fact).in_stage(Stage::Resolution).about(letter).because([because]);
    Found { route, event: recorder.record(draft.because(search.asked)) }
}

struct Search {
    resolver: Resolver,
    asked: Vec<EventId>,
}

impl Search {
    async fn route(&mut self, domain: &str) -> Route {
        match self.ask(domain, RecordType::MX).await {
            Outcome::Found(records) => self.by_mx(&records).await,
            Outcome::NoData => self.implicit(domain).await,
            Outcome::NxDomain => Route::Nowhere,
            Outcome::ServFail | Outcome::TimedOut => Route::Unknown,
        }
    }

    async fn by_mx(&mut self, records: &[Record]) -> Route {
        let mut exchanges = exchanges(records);
        if let [(_, name)] = exchanges.as_slice()
            && name.is_empty()
        {
            return Route::NullMx;
        }
        exchanges.sort();
        exchanges.truncate(MOST_TARGETS);
        let mut targets = Vec::new();
        let mut unknown = false;
        for (preference, name) in exchanges {
            match self.addresses(&name).await {
                Some(ips) if ips.is_empty() => {}
                Some(ips) => targets.push(RouteTarget { preference, name, ips }),
                None => unknown = true,
            }
        }
        match (targets.is_empty(), unknown) {
            (false, _) => Route::Mx { targets },
            (true, true) => Route::Unknown,
            (true, false) => Route::Nowhere,
        }
    }

    async fn implicit(&mut self, domain: &str) -> Route {
        match self.addresses(domain).await {
            Some(ips) if ips.is_empty() => Route::Nowhere,
            Some(ips) => {
                Route::ImplicitMx { targets: vec![RouteTarget { preference: 0, name: domain.to_owned(), ips }] }
            }
            None => Route::Unknown,
        }
    }

    /// The IPv4 and then the IPv6 addresses of a name; none where DNS did not answer.
    async fn addresses(&mut self, name: &str) -> Option<Vec<IpAddr>> {
        let mut ips = Vec::new();
        let mut answered = false;
        for rtype in [RecordType::A, RecordType::AAAA] {
            match self.ask(name, rtype).await {
                Outcome::Found(records) => {
                    answered = true;
                    ips.extend(records.iter().filter_map(address));
                }
                Outcome::NoData => answered = true,
                Outcome::NxDomain => return Some(ips),
                Outcome::ServFail | Outcome::TimedOut => {}
            }
        }
        answered.then_some(ips)
    }

    async fn ask(&mut self, name: &str, rtype: RecordType) -> Outcome {
        let lookup = self.resolver.lookup(name, rtype).await;
        self.asked.extend(lookup.events);
        lookup.outcome
    }
}

fn exchanges(records: &[Record]) -> Vec<(u16, String)> {
    let mx = records.iter().filter_map(|record| match &record.data {
        RData::MX(mx) => Some((mx.preference, mx.exchange.to_ascii().trim_end_matches('.').to_ascii_lowercase())),
        _ => None,
    });
    mx.collect()
}

fn address(record: &Record) -> Option<IpAddr> {
    match &record.data {
        RData::A(a) => Some(IpAddr::V4(a.0)),
        RData::AAAA(aaaa) => Some(IpAddr::V6(aaaa.0)),
        _ => None,
    }
}
