//! The mechanisms (RFC 7208 §5): does one match the address?

use hickory_proto::rr::rdata::MX;
use hickory_proto::rr::{RData, Record, RecordType};

use super::asker::{Asked, trouble};
use super::domain_spec::DomainSpec;
use super::evaluate::Evaluator;
use super::lookups::Lookups;
use super::network::{Network, Prefixes};
use super::term::Mechanism;
use super::told;
use crate::trace::SpfResult;
use crate::trace::proof::spf::{Look, MOST_NAMES, Problem, Term as Told};

impl<L: Lookups> Evaluator<'_, L> {
    /// Whether a mechanism matches. What was looked at for it is told.
    pub(super) async fn matches(
        &mut self,
        mechanism: &Mechanism,
        domain: &str,
        told: &mut Told,
    ) -> Result<bool, Problem> {
        match mechanism {
            Mechanism::All => Ok(true),
            Mechanism::Ip(network) => Ok(self.lies_in(*network, told)),
            Mechanism::Include(spec) => self.include(spec, domain, told).await,
            Mechanism::A(spec, prefixes) => self.a(spec.as_ref(), *prefixes, domain, told).await,
            Mechanism::Mx(spec, prefixes) => self.mx(spec.as_ref(), *prefixes, domain, told).await,
            Mechanism::Ptr(spec) => self.ptr(spec.as_ref(), domain, told).await,
            Mechanism::Exists(spec) => self.exists(spec, domain, told).await,
        }
    }

    fn lies_in(&self, network: Network, told: &mut Told) -> bool {
        let comparison = network.compare(self.subject.ip);
        let matches = comparison.matches;
        told::look(told, Look::Compared(comparison));
        matches
    }

    /// §5.2: matches where the other domain's record says pass.
    async fn include(&mut self, spec: &DomainSpec, domain: &str, told: &mut Told) -> Result<bool, Problem> {
        self.asker.spend()?;
        let target = self.target(Some(spec), domain, told).await;
        let branch = self.check_host(target).await.branch;
        let result = branch.result;
        told.branch = Some(Box::new(branch));
        match result {
            SpfResult::Pass => Ok(true),
            SpfResult::Fail | SpfResult::Softfail | SpfResult::Neutral => Ok(false),
            SpfResult::None => Err(Problem::NoRecord),
            SpfResult::Temperror | SpfResult::Permerror => Err(Problem::Within { result }),
        }
    }

    /// §5.3: the addresses of a name.
    async fn a(
        &mut self,
        spec: Option<&DomainSpec>,
        prefixes: Prefixes,
        domain: &str,
        told: &mut Told,
    ) -> Result<bool, Problem> {
        self.asker.spend()?;
        let target = self.target(spec, domain, told).await;
        self.has_address(&target, prefixes, told).await
    }

    /// §5.4: the addresses of a domain's mail servers. A domain without MX records has none, and the null MX of RFC 7505
    /// is no server.
    async fn mx(
        &mut self,
        spec: Option<&DomainSpec>,
        prefixes: Prefixes,
        domain: &str,
        told: &mut Told,
    ) -> Result<bool, Problem> {
        self.asker.spend()?;
        let target = self.target(spec, domain, told).await;
        let found = self.asked(&target, RecordType::MX, told).await?;
        let mut servers: Vec<&MX> = found.iter().filter_map(server).collect();
        if servers.len() > MOST_NAMES {
            return Err(Problem::TooManyServers { found: told::count(servers.len()) });
        }
        servers.sort_by_key(|mx| mx.preference);
        for mx in servers.into_iter().filter(|mx| !mx.exchange.is_root()) {
            if self.has_address(&told::plain(&mx.exchange), prefixes, told).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// §5.5: a name that the address has and that lies within the domain. Trouble with DNS is no match here.
    async fn ptr(&mut self, spec: Option<&DomainSpec>, domain: &str, told: &mut Told) -> Result<bool, Problem> {
        self.asker.spend()?;
        let target = self.target(spec, domain, told).await;
        let reverse = self.reverse().await;
        reverse.tell(&target, &mut told.looks);
        let (matches, question) = (reverse.has_name_within(&target), reverse.question.clone());
        self.asker.count_void(&question)?;
        Ok(matches)
    }

    /// §5.7: whether a name has an IPv4 address, whichever, and whatever the calling address is.
    async fn exists(&mut self, spec: &DomainSpec, domain: &str, told: &mut Told) -> Result<bool, Problem> {
        self.asker.spend()?;
        let target = self.target(Some(spec), domain, told).await;
        let found = self.asked(&target, RecordType::A, told).await?;
        Ok(!found.is_empty())
    }

    /// Whether the calling address is, or is near, one of the addresses of a name.
    async fn has_address(&mut self, name: &str, prefixes: Prefixes, told: &mut Told) -> Result<bool, Problem> {
        let found = self.asked(name, address_type(self.subject.ip), told).await?;
        let mut addresses = found.iter().filter_map(|record| record.data.ip_addr());
        Ok(addresses.any(|address| self.lies_in(prefixes.around(address), told)))
    }

    /// Asks for a term, with everything that follows from there being no answer.
    async fn asked(&mut self, name: &str, rtype: RecordType, told: &mut Told) -> Result<Vec<Record>, Problem> {
        let Asked { question, found } = self.asker.ask(name, rtype).await;
        told::look(told, Look::Asked(question.clone()));
        trouble(&question)?;
        self.asker.count_void(&question)?;
        Ok(found)
    }
}

/// Where addresses of this kind are (RFC 7208 §5).
pub(super) fn address_type(ip: std::net::IpAddr) -> RecordType {
    if ip.is_ipv4() { RecordType::A } else { RecordType::AAAA }
}

fn server(record: &Record) -> Option<&MX> {
    match &record.data {
        RData::MX(mx) => Some(mx),
        _ => None,
    }
}
