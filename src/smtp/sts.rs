//! MTA-STS, the sender's side: does that domain want its mail encrypted, whatever stands on the way (RFC 8461)?
//!
//! Encryption between mail servers is opportunistic: offered in clear text, and taken up where it is offered. Somebody on
//! the way can take the offer away. So a domain says in a place where nobody on the way can change it, on a web page
//! behind a certificate, which servers it has and that they encrypt:
//!
//! ```text
//!   _mta-sts.DOMAIN TXT ? ──► "v=STSv1; id=…"           there is a policy; has it changed?
//!   https://mta-sts.DOMAIN/.well-known/mta-sts.txt ──►  mode: enforce, mx: mx.school.example, max_age: …
//!        └─► kept until max_age is over, also where DNS says nothing any more
//! ```
//!
//! Before a letter is handed over, `secure` holds the server against it: its name, STARTTLS, its
//! certificate. Who sends for the first time still has to believe DNS; that is the gap that DANE closes.

mod fetch;
mod http;
mod policy;
pub mod serve;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hickory_proto::rr::{RData, Record, RecordType};

use crate::dns::{Context, Outcome, Resolver};
use crate::net::Network;
use crate::trace::{Draft, EventId, Fact, LetterId, Stage, StsFound, StsPolicy, Time};
use fetch::Errand;
pub(super) use policy::names as policy_names;

/// How many policies a server keeps; when there are more, it forgets all of them.
const MOST_KEPT: usize = 1_000;

/// The policies that a server has fetched.
#[derive(Default)]
pub struct Policies(Mutex<HashMap<String, Kept>>);

#[derive(Clone)]
struct Kept {
    id: String,
    policy: StsPolicy,
    until: Time,
}

/// Who looks for a policy, and because of what.
pub struct Search<'a> {
    /// The server that wants to send.
    pub host: &'a str,
    /// Its network.
    pub network: &'a Network,
    /// Its way to DNS.
    pub resolver: &'a Resolver,
    /// About which letter.
    pub letter: LetterId,
    /// Why.
    pub because: EventId,
}

/// What was found, and the fact that says so.
pub struct Finding {
    /// The policy, or why there is none.
    pub found: StsFound,
    /// The recorded [`Fact::StsPolicy`].
    pub event: EventId,
}

impl Policies {
    /// The policy of a domain: out of what is kept, where its `id` has not changed, or fetched anew.
    pub async fn find(&self, search: &Search<'_>, domain: &str) -> Finding {
        let because = vec![search.because];
        let context = Context { stage: Some(Stage::Resolution), letter: Some(search.letter), because };
        let resolver = search.resolver.asking(context);
        let lookup = resolver.lookup(&format!("_mta-sts.{domain}"), RecordType::TXT).await;
        let now = search.network.recorder().now();
        let kept = self.kept(domain, now);
        let mut causes = lookup.events;
        let found = match (id_of(&lookup.outcome), kept) {
            (Some(id), Some(kept)) if kept.id == id => StsFound::Kept { policy: kept.policy },
            (None, Some(kept)) => StsFound::Kept { policy: kept.policy },
            (None, None) => StsFound::Nothing,
            (Some(id), kept) => {
                let errand = Errand { search, resolver: &resolver, domain };
                match errand.fetch(&mut causes).await {
                    Ok(policy) => {
                        self.keep(domain, Kept { id, until: end_of(&policy, now), policy: policy.clone() });
                        StsFound::Fetched { policy }
                    }
                    // An older policy that still holds counts more than none (RFC 8461 §5.1).
                    Err(why) => kept.map_or(StsFound::Failed { why }, |kept| StsFound::Kept { policy: kept.policy }),
                }
            }
        };
        let fact = Fact::StsPolicy { domain: domain.to_owned(), found: found.clone() };
        let draft = Draft::new(search.host, fact).in_stage(Stage::Resolution).about(search.letter);
        let event = search.network.recorder().record(draft.because([search.because]).because(causes));
        Finding { found, event }
    }

    fn kept(&self, domain: &str, now: Time) -> Option<Kept> {
        self.all().get(domain).filter(|kept| now < kept.until).cloned()
    }

    fn keep(&self, domain: &str, kept: Kept) {
        let mut all = self.all();
        if all.len() >= MOST_KEPT {
            all.clear();
        }
        all.insert(domain.to_owned(), kept);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn end_of(policy: &StsPolicy, now: Time) -> Time {
    now.after(Duration::from_secs(policy.max_age))
}

/// The `id` of the one record that begins with `v=STSv1`; with several of them there is none (RFC 8461 §3.1).
fn id_of(outcome: &Outcome) -> Option<String> {
    let Outcome::Found(records) = outcome else { return None };
    let mut ids = records.iter().filter_map(text_of).filter_map(|text| policy::record_id(&text));
    let id = ids.next()?;
    ids.next().is_none().then_some(id)
}

fn text_of(record: &Record) -> Option<String> {
    let RData::TXT(txt) = &record.data else { return None };
    Some(String::from_utf8_lossy(&txt.txt_data.concat()).into_owned())
}
