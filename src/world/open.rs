//! Building the hosts that a scenario names.

use std::net::SocketAddr;
use std::sync::Arc;

use super::{Error, Options, World};
use crate::auth::keys::SigningKey;
use crate::dns::Dns;
use crate::mailbox::{self, Store};
use crate::net::Network;
use crate::scenario::{DkimSigner, Host, MtaSts, Role, Scenario};
use crate::smtp::backend;
use crate::smtp::door::{self, Bounds};
use crate::smtp::reception::Reception;
use crate::smtp::server::{Server, Setup, Signer};
use crate::smtp::sts;
use crate::smtp::submission::Submission;
use crate::trace::{Recorder, Service, Time};

impl World {
    /// Opens the world of a scenario: DNS first, then each server with its doors.
    pub async fn open(scenario: &Scenario, options: Options) -> Result<Self, Error> {
        Self::open_beside(scenario, options, None).await
    }

    /// The same, where one of its hosts stands for a mail server outside the world, on this machine.
    pub(super) async fn open_beside(
        scenario: &Scenario,
        options: Options,
        outside: Option<&(String, SocketAddr)>,
    ) -> Result<Self, Error> {
        backend::start().map_err(Error::Servers)?;
        let started = options.start.unwrap_or_else(Time::now);
        let recorder = Recorder::starting_at(started);
        let network = Network::new(recorder.clone());
        let dns = Dns::new(recorder.clone(), &scenario.zones, network.faults().clone())
            .map_err(|error| Error::Zone(error.to_string()))?;
        let mut world = Self {
            scenario: scenario.clone(),
            started,
            recorder,
            network,
            dns,
            servers: Vec::new(),
            seen: 0,
            sent: Vec::new(),
        };
        match world.open_hosts(&scenario.hosts, outside).await {
            Ok(()) => Ok(world),
            Err(error) => {
                world.close().await;
                Err(error)
            }
        }
    }

    async fn open_hosts(&mut self, hosts: &[Host], outside: Option<&(String, SocketAddr)>) -> Result<(), Error> {
        for host in hosts {
            self.network.add_host(&host.name, &host.ips);
        }
        for middle in &self.scenario.middles {
            self.network.put_between(middle.clone());
        }
        let keys = self.keys().await?;
        hosts.iter().try_for_each(|host| match outside.filter(|(name, _)| *name == host.name) {
            Some((_, server)) => self.open_outside(host, *server),
            None => self.open_server(host, &keys),
        })
    }

    fn open_outside(&self, host: &Host, server: SocketAddr) -> Result<(), Error> {
        let not_here = |_| Error::NotLoopback(server);
        host.ips.iter().try_for_each(|ip| self.network.open_to_outside(&host.name, *ip, server).map_err(not_here))
    }

    /// The keys of all domains that sign, each published where a receiver will look for it.
    async fn keys(&self) -> Result<Vec<(DkimSigner, SigningKey)>, Error> {
        let mut keys = Vec::new();
        for (ordinal, signer) in self.scenario.dkim.iter().enumerate() {
            let made = SigningKey::demonstration(signer.key, ordinal);
            let failed = |why: String| Error::Key { domain: signer.domain.clone(), why };
            let key = made.map_err(|error| failed(error.to_string()))?;
            self.dns
                .publish_key(&signer.domain, &signer.selector, &key.txt())
                .await
                .map_err(|e| Error::Zone(e.to_string()))?;
            keys.push((signer.clone(), key));
        }
        Ok(keys)
    }

    fn open_server(&mut self, host: &Host, keys: &[(DkimSigner, SigningKey)]) -> Result<(), Error> {
        let Role::Server { users, domains, bounces } = &host.role else { return Ok(()) };
        let owns = |domain: &str| domains.iter().any(|own| own == domain);
        let holds =
            |signer: &DkimSigner| signer.server.as_ref().map_or(owns(&signer.domain), |name| *name == host.name);
        let signers = keys.iter().filter(|(signer, _)| holds(signer));
        let setup = Setup {
            name: host.name.clone(),
            ips: host.ips.clone(),
            domains: domains.clone(),
            signers: signers.map(|(signer, key)| server_key(signer, key)).collect(),
            bounces: *bounces,
            administrator: users.first().cloned(),
            rules: self.scenario.receiver(&host.name),
            forwards: self.scenario.forwards.iter().filter(|one| one.host == host.name).cloned().collect(),
            lists: self.scenario.lists.iter().filter(|one| one.host == host.name).cloned().collect(),
            asks_policies: !self.scenario.mta_sts.is_empty(),
            store: self.store(&host.name, users),
            resolver: self.dns.resolver(&host.name),
            network: self.network.clone(),
        };
        let server = Arc::new(Server::new(setup));
        self.open_doors(host, &server)?;
        self.servers.push(server);
        Ok(())
    }

    fn store(&self, host: &str, users: &[String]) -> Store {
        let users = users.iter().map(String::as_str);
        match self.scenario.receiver(host).quota {
            Some(octets) => Store::with_quota(users, octets),
            None => Store::new(users),
        }
    }

    fn open_doors(&self, host: &Host, server: &Arc<Server>) -> Result<(), Error> {
        let (network, name, bounds) = (&self.network, host.name.as_str(), Bounds::default());
        let of_here = |policy: &&MtaSts| server.receives_for(&policy.domain);
        let policies: Arc<Vec<MtaSts>> = Arc::new(self.scenario.mta_sts.iter().filter(of_here).cloned().collect());
        for ip in &host.ips {
            door::open(network, name, *ip, Service::Smtp, Arc::new(Reception(server.clone())), bounds)?;
            door::open(network, name, *ip, Service::Submission, Arc::new(Submission(server.clone())), bounds)?;
            mailbox::server::open(network, name, *ip, server.store().clone())?;
            if !policies.is_empty() {
                sts::serve::open(network, name, *ip, policies.clone())?;
            }
        }
        Ok(())
    }
}

fn server_key(signer: &DkimSigner, key: &SigningKey) -> Signer {
    let (domain, selector) = (signer.domain.clone(), signer.selector.clone());
    Signer { domain, selector, key: key.clone(), dkim2: signer.dkim2, body_length: signer.body_length }
}
