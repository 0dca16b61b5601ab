//! How a host asks.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use hickory_proto::op::ResponseCode;
use hickory_proto::rr::{Name, Record, RecordType};
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{
    ConnectionConfig, LookupIpStrategy, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts,
};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use tokio_util::sync::DropGuard;

use super::asker::{Asker, Context};
use super::line::{Exchange, LOOPBACK, Sockets};
use super::{wording, zones};
use crate::net::tls_provider;
use crate::trace::EventId;

/// How long an answer may take in real time. It is there within microseconds; this only bounds what a busy machine may do.
const PATIENCE: Duration = Duration::from_secs(5);

/// The resolver of one host on one errand. Cheap to clone; a clone is on the same errand.
///
/// It opens its line to DNS with the first question. Questions of one errand are asked one after the other, so that each
/// answer comes with exactly the events that led to it; different errands run at once.
#[derive(Clone)]
pub struct Resolver {
    exchange: Exchange,
    asker: Arc<Asker>,
    line: Arc<OnceLock<Option<Line>>>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

/// A line that is open, and closes when nobody holds it any more.
struct Line {
    resolver: TokioResolver,
    _open: DropGuard,
}

/// What came of a question.
#[derive(Debug, Clone)]
pub struct Lookup {
    /// The answer.
    pub outcome: Outcome,
    /// The recorded [`Fact::Asked`](crate::trace::Fact::Asked), more than one where an alias leads to another zone.
    pub events: Vec<EventId>,
}

/// How a question was answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// These records of the type that was asked for; aliases on the way are left out.
    Found(Vec<Record>),
    /// The name exists and has no such record.
    NoData,
    /// The name does not exist.
    NxDomain,
    /// The server failed, or an alias leads nowhere.
    ServFail,
    /// Nobody answered.
    TimedOut,
}

impl Resolver {
    pub(super) fn new(exchange: Exchange, asker: Asker) -> Self {
        Self { exchange, asker: Arc::new(asker), line: Arc::default(), turn: Arc::default() }
    }

    /// The same host on an errand of its own: what is asked there is recorded with this context.
    #[must_use]
    pub fn asking(&self, context: Context) -> Self {
        Self::new(self.exchange.clone(), self.asker.on(context))
    }

    /// Asks for the records of a name.
    pub async fn lookup(&self, name: &str, rtype: RecordType) -> Lookup {
        match zones::name(name) {
            Ok(fqdn) => self.lookup_name(fqdn, rtype).await,
            // Something that is no name cannot exist.
            Err(_) => Lookup { outcome: Outcome::NxDomain, events: Vec::new() },
        }
    }

    /// The same for a fully qualified name, whatever octets its labels hold.
    pub async fn lookup_name(&self, name: Name, rtype: RecordType) -> Lookup {
        let _turn = self.turn.lock().await;
        let outcome = self.ask(name, rtype).await;
        let seen = self.asker.take();
        let outcome = if seen.in_vain && outcome == Outcome::ServFail { Outcome::TimedOut } else { outcome };
        Lookup { outcome, events: seen.events }
    }

    /// The resolver itself, for a library that asks by itself; none where no socket can be had. What was asked through it
    /// is known from [`Resolver::take_asked`].
    pub fn inner(&self) -> Option<&TokioResolver> {
        self.line().map(|line| &line.resolver)
    }

    /// The questions that were asked on this errand since the last time this was called, or since the last
    /// [`lookup`](Self::lookup).
    pub fn take_asked(&self) -> Vec<EventId> {
        self.asker.take().events
    }

    async fn ask(&self, name: Name, rtype: RecordType) -> Outcome {
        let Some(resolver) = self.inner() else {
            self.exchange.desk.record_unsent(&self.asker, &wording::plain(&name), &rtype.to_string());
            return Outcome::ServFail;
        };
        match resolver.lookup(name, rtype).await {
            Ok(lookup) => {
                let wanted = lookup.answers().iter().filter(|record| record.record_type() == rtype);
                let records: Vec<Record> = wanted.cloned().collect();
                if records.is_empty() { Outcome::NoData } else { Outcome::Found(records) }
            }
            Err(NetError::Dns(DnsError::NoRecordsFound(none))) => match none.response_code {
                ResponseCode::NXDomain => Outcome::NxDomain,
                ResponseCode::NoError => Outcome::NoData,
                _ => Outcome::ServFail,
            },
            Err(NetError::Io(error)) => {
                self.exchange.faults.report(io::Error::new(error.kind(), error.to_string()));
                Outcome::ServFail
            }
            Err(_) => Outcome::ServFail,
        }
    }

    fn line(&self) -> Option<&Line> {
        self.line.get_or_init(|| Line::open(&self.exchange, self.asker.clone())).as_ref()
    }
}

impl Line {
    fn open(exchange: &Exchange, asker: Arc<Asker>) -> Option<Self> {
        if exchange.closing.is_cancelled() {
            return None;
        }
        let sockets = Sockets::open().map_err(|error| exchange.faults.report(error)).ok()?;
        let resolver = build(sockets.udp_address().ok()?, sockets.tcp_address().ok()?)?;
        let closing = exchange.closing.child_token();
        sockets.serve(exchange, asker, closing.clone());
        Some(Self { resolver, _open: closing.drop_guard() })
    }
}

/// A resolver that knows these two ports and nothing else.
fn build(udp: SocketAddr, tcp: SocketAddr) -> Option<TokioResolver> {
    let to = |mut connection: ConnectionConfig, port| {
        connection.port = port;
        connection.bind_addr = Some(LOOPBACK);
        connection
    };
    let connections = vec![to(ConnectionConfig::udp(), udp.port()), to(ConnectionConfig::tcp(), tcp.port())];
    let server = NameServerConfig::new(LOOPBACK.ip(), true, connections);
    let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
    TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
        .with_options(options())
        .with_tls_config(no_tls()?)
        .build()
        .ok()
}

fn options() -> ResolverOpts {
    let mut options = ResolverOpts::default();
    options.timeout = PATIENCE;
    options.attempts = 0;
    options.cache_size = 0;
    options.use_hosts_file = ResolveHosts::Never;
    options.num_concurrent_reqs = 1;
    options.os_port_selection = true;
    options.case_randomization = false;
    options.ip_strategy = LookupIpStrategy::Ipv4thenIpv6;
    options
}

/// Nothing here speaks TLS. A configuration of its own keeps the resolver from loading the system's root certificates.
fn no_tls() -> Option<rustls::ClientConfig> {
    static NOTHING: OnceLock<Option<rustls::ClientConfig>> = OnceLock::new();
    let make = || {
        let builder = rustls::ClientConfig::builder_with_provider(tls_provider());
        let builder = builder.with_safe_default_protocol_versions().ok()?;
        Some(builder.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth())
    };
    NOTHING.get_or_init(make).clone()
}
