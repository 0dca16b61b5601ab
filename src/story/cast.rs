//! Who takes part, and as what: read off the first letter of the lesson, because it is the one the map is drawn for.

use super::model::{Actor, ActorKind, Phase, Step};
use super::{DNS, prose, safe};
use crate::lang::Lang;
use crate::scenario::{Host, Role, Scenario, StepKind};
use crate::trace::{Address, Service};

/// The actors, left to right; behind them all others, and whoever else a step speaks of.
pub fn actors(scenario: &Scenario, steps: &[Step], lang: Lang) -> Vec<Actor> {
    let mut cast = Cast { lang, actors: Vec::new() };
    let way = scenario.steps.iter().find_map(|step| Way::of(&step.kind));
    if let Some(way) = &way {
        cast.senders(scenario, way);
    }
    cast.add(DNS, ActorKind::Dns, String::new());
    if let Some(to) = way.and_then(|way| way.to) {
        let readers = scenario.readers_of(&to);
        if let Some(reader) = readers.first() {
            cast.receivers(scenario, steps, reader);
        }
    }
    cast.forwarders(scenario);
    cast.others(scenario);
    for motion in steps.iter().filter_map(|step| step.motion.as_ref()) {
        cast.add(&motion.from, ActorKind::Other, String::new());
        cast.add(&motion.to, ActorKind::Other, String::new());
    }
    cast.actors
}

/// The way that a letter sets out on.
struct Way<'a> {
    from: &'a str,
    /// The sender's server; none where the host calls the receiver's server itself.
    via: Option<&'a str>,
    /// Its first recipient.
    to: Option<Address>,
}

impl<'a> Way<'a> {
    fn of(kind: &'a StepKind) -> Option<Self> {
        match kind {
            StepKind::Send(send) => {
                let to = send.envelope.to.first().cloned();
                Some(Self { from: &send.from, via: send.via.as_deref(), to })
            }
            StepKind::Raw(raw) => {
                let via = (raw.service == Service::Submission).then_some(raw.to.as_str());
                let to = raw.letter().and_then(|letter| letter.envelope.to.into_iter().next());
                Some(Self { from: &raw.from, via, to })
            }
            _ => None,
        }
    }
}

/// The server that receives for that address: of several the one that took a letter in, or else one that knows the
/// user, or else one that knows the domain.
pub fn server_for<'a>(scenario: &'a Scenario, steps: &[Step], to: &Address) -> Option<&'a Host> {
    let receives = |host: &&Host| matches!(&host.role, Role::Server { domains, .. } if domains.iter().any(|own| own.eq_ignore_ascii_case(to.domain())));
    let knows = |host: &&Host| matches!(&host.role, Role::Server { users, .. } if users.iter().any(|user| user.eq_ignore_ascii_case(to.local())));
    let filed = |host: &&Host| {
        let name = safe::line(&host.name);
        steps.iter().any(|step| step.phase == Phase::File && step.host == name)
    };
    let mut servers = scenario.hosts.iter().filter(receives);
    servers.clone().find(filed).or_else(|| servers.clone().find(knows)).or_else(|| servers.next())
}

/// The recipient's PC; where the server has no such user, the PC of one whom it has, so that the way to the end is seen.
fn pc_for<'a>(scenario: &'a Scenario, server: &'a Host, to: &Address) -> Option<&'a Host> {
    let Role::Server { users, .. } = &server.role else { return None };
    let recipient = to.local().to_ascii_lowercase();
    std::iter::once(&recipient).chain(users).find_map(|user| scenario.pc_of(&server.name, user))
}

struct Cast {
    lang: Lang,
    actors: Vec<Actor>,
}

impl Cast {
    fn senders(&mut self, scenario: &Scenario, way: &Way<'_>) {
        if let Some(host) = scenario.host(way.from) {
            let is_pc = matches!(host.role, Role::Client { .. });
            self.add_host(host, if is_pc { ActorKind::SenderPc } else { ActorKind::SenderServer });
        }
        if let Some(host) = way.via.and_then(|via| scenario.host(via)) {
            self.add_host(host, ActorKind::SenderServer);
        }
    }

    fn receivers(&mut self, scenario: &Scenario, steps: &[Step], to: &Address) {
        let Some(server) = server_for(scenario, steps, to) else { return };
        self.add_host(server, ActorKind::ReceiverServer);
        if let Some(pc) = pc_for(scenario, server, to) {
            self.add_host(pc, ActorKind::ReceiverPc);
        }
    }

    /// Servers that pass letters on, and machines in the middle, under the name of what they do.
    fn forwarders(&mut self, scenario: &Scenario) {
        let forwarders = scenario.forwards.iter().map(|one| (&one.host, prose::forwarder(self.lang)));
        let lists = scenario.lists.iter().map(|one| (&one.host, prose::mailing_list(self.lang)));
        let machines = scenario.middles.iter().map(|one| (&one.host, prose::machine_on_the_way(self.lang)));
        for (name, label) in forwarders.chain(lists).chain(machines).collect::<Vec<_>>() {
            if let Some(host) = scenario.host(name) {
                self.add_labelled(host, label);
            }
        }
    }

    /// Whoever is left: they may play in a later letter.
    fn others(&mut self, scenario: &Scenario) {
        for host in &scenario.hosts {
            let label = match host.role {
                Role::Client { .. } => prose::another_pc(self.lang),
                Role::Server { .. } => prose::another_server(self.lang),
            };
            self.add_labelled(host, label);
        }
    }

    fn add_labelled(&mut self, host: &Host, label: &str) {
        let known = self.actors.len();
        self.add_host(host, ActorKind::Other);
        if let Some(actor) = self.actors.get_mut(known) {
            label.clone_into(&mut actor.label);
        }
    }

    fn add_host(&mut self, host: &Host, kind: ActorKind) {
        let addresses: Vec<String> = host.ips.iter().map(ToString::to_string).collect();
        self.add(&host.name, kind, addresses.join(", "));
    }

    /// Each host has one part, the first that it was given.
    fn add(&mut self, host: &str, kind: ActorKind, address: String) {
        let host = safe::line(host);
        if self.actors.iter().all(|actor| actor.host != host) {
            let label = prose::actor(self.lang, kind).to_owned();
            self.actors.push(Actor { host, kind, label, address });
        }
    }
}
