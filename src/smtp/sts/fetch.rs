//! Fetching a policy: DNS says where `mta-sts.DOMAIN` is, its certificate says that it is the right one.

use std::net::IpAddr;
use std::time::Duration;

use hickory_proto::rr::{RData, RecordType};

use super::http::{all, page, question};
use super::{Search, policy};
use crate::dns::{Outcome, Resolver};
use crate::net::{Authority, Call, Connection, Lines, Stream};
use crate::trace::{EventId, Service, Stage, StsPolicy, StsTrouble};

/// How long all of it may take; it is done within milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// One errand to the web server of a domain.
pub(super) struct Errand<'a> {
    pub(super) search: &'a Search<'a>,
    pub(super) resolver: &'a Resolver,
    pub(super) domain: &'a str,
}

impl Errand<'_> {
    /// The policy. What was done for it is added to the causes.
    pub(super) async fn fetch(&self, causes: &mut Vec<EventId>) -> Result<StsPolicy, StsTrouble> {
        let host = format!("mta-sts.{}", self.domain);
        for ip in self.addresses(&host, causes).await {
            let call = Call {
                from: self.search.host.to_owned(),
                stage: Stage::Resolution,
                letter: Some(self.search.letter),
                because: causes.clone(),
            };
            let connection = match self.search.network.connect(call, ip, Service::Https).await {
                Ok(connection) => connection,
                Err(unreachable) => {
                    causes.push(unreachable.event);
                    continue;
                }
            };
            let session = connection.session;
            let fetched = tokio::time::timeout(PATIENCE, converse(connection, &host)).await;
            self.search.network.parted(session).await;
            causes.extend(self.search.network.recorder().last_line(session));
            return fetched.unwrap_or(Err(StsTrouble::Unreachable));
        }
        Err(StsTrouble::Unreachable)
    }

    async fn addresses(&self, host: &str, causes: &mut Vec<EventId>) -> Vec<IpAddr> {
        let lookup = self.resolver.lookup(host, RecordType::A).await;
        causes.extend(lookup.events);
        let Outcome::Found(records) = lookup.outcome else { return Vec::new() };
        let address = |data: &RData| if let RData::A(a) = data { Some(IpAddr::V4(a.0)) } else { None };
        records.iter().filter_map(|record| address(&record.data)).collect()
    }
}

/// The question and its answer, inside TLS.
async fn converse(connection: Connection, host: &str) -> Result<StsPolicy, StsTrouble> {
    let trusting = Authority::shared().client_config();
    let stream = Stream::plain(connection.stream).connect_tls(host, trusting).await;
    let mut lines = Lines::new(stream.map_err(|_| StsTrouble::Certificate)?, PATIENCE);
    lines.send(question(host).as_bytes()).await.map_err(|_| StsTrouble::Unreachable)?;
    let answer = all(&mut lines).await.map_err(|_| StsTrouble::Unreadable)?;
    lines.shutdown().await;
    match page(&answer).ok_or(StsTrouble::Unreadable)? {
        (200, text) => policy::read(&text).ok_or(StsTrouble::Unreadable),
        _ => Err(StsTrouble::NotThere),
    }
}
