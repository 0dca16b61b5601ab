//! The steps of a scenario, one after another, each until nothing more happens by itself.

use std::sync::Arc;
use std::time::Duration;

use super::World;
use crate::mailbox;
use crate::net::Call;
use crate::scenario::{DnsStep, EmptyStep, HostStep, Raw, Role, Send, StepKind, Typed};
use crate::smtp::mail_client::Submit;
use crate::smtp::server::Server;
use crate::smtp::typist::Typing;
use crate::trace::{Draft, Event, EventId, Fact, LetterId, Service, Stage, Time, Writing};

/// How often queues and mailboxes are looked at before a step counts as settled, whatever still moves.
const MOST_ROUNDS: usize = 1_000;

impl World {
    /// Plays the step of that index, and lets everything happen that follows from it. Letters in a queue stay there where
    /// the next step changes something or waits; otherwise nobody would do anything but wait for them, and time jumps.
    pub async fn play(&mut self, index: usize) {
        let Some(step) = self.scenario.steps.get(index).cloned() else { return };
        let began = self.recorder.record(Draft::new(place_of(&step.kind), Fact::StepBegan { step: index }));
        let waits = matches!(step.kind, StepKind::Wait(_));
        match step.kind {
            StepKind::Send(send) => self.send(&send, began).await,
            StepKind::Raw(raw) => self.type_by_hand(&raw, began).await,
            StepKind::Wait(wait) => self.wait(wait, began).await,
            StepKind::Dns(change) => self.change_dns(&change, began).await,
            StepKind::Host(change) => self.change_host(&change, began),
            StepKind::Empty(change) => self.empty_folder(&change, began).await,
            StepKind::Report { host } => self.report(&host, began).await,
        }
        self.settle().await;
        if !waits && !self.is_changed_after(index) {
            self.empty_queues().await;
        }
    }

    /// Whether the step after that one has something else to do than to send the next letter.
    fn is_changed_after(&self, index: usize) -> bool {
        self.scenario.steps.get(index + 1).is_some_and(|next| !next.kind.sends())
    }

    fn server(&self, name: &str) -> Option<&Server> {
        self.servers.iter().find(|server| server.name() == name).map(AsRef::as_ref)
    }

    async fn send(&mut self, send: &Send, began: EventId) {
        let letter = self.recorder.new_letter();
        self.sent.push(Some(letter));
        let Some((source, written)) = self.write(send, letter, began) else { return };
        match send.via.as_deref().and_then(|via| self.server(via)) {
            Some(server) => self.submit(send, server, letter, &source, written).await,
            None => self.originate(send, letter, source, written),
        }
    }

    async fn submit(&self, send: &Send, server: &Server, letter: LetterId, source: &[u8], written: EventId) {
        if !send.sign {
            server.leave_unsigned(letter);
        }
        let Some(address) = self.scenario.host(server.name()).and_then(|host| host.ips.first()) else { return };
        let user = self.user_at(&send.from, server.name());
        let password = send.password.clone().unwrap_or_else(|| mailbox::password_of(&user));
        let login = send.login.then_some((user.as_str(), password.as_str()));
        let hello = send.helo.as_deref().unwrap_or(&send.from);
        let (network, pc, server, envelope) = (&self.network, send.from.as_str(), *address, &send.envelope);
        Submit { network, pc, server, hello, login, letter, envelope, source, written }.run().await;
    }

    /// A server writes a letter of its own.
    fn originate(&self, send: &Send, letter: LetterId, source: Vec<u8>, written: EventId) {
        let Some(server) = self.server(&send.from) else { return };
        if !send.sign {
            server.leave_unsigned(letter);
        }
        server.originate(letter, send.envelope.clone(), source, written);
    }

    /// Somebody types SMTP by hand. The letter that is meant has its number from the beginning, whatever the server makes
    /// of what it hears.
    async fn type_by_hand(&mut self, raw: &Raw, began: EventId) {
        let stage = if raw.service == Service::Submission { Stage::Submission } else { Stage::Transfer };
        let written = raw.letter().map(|Typed { envelope, source }| {
            let letter = self.recorder.new_letter();
            let fact = Fact::Written { envelope, source: source.into(), supplied: Vec::new(), how: Writing::Typed };
            let draft = Draft::new(&raw.from, fact).in_stage(stage).about(letter).because([began]);
            (letter, self.recorder.record(draft))
        });
        self.sent.push(written.map(|(letter, _)| letter));
        let Some(server) = self.scenario.host(&raw.to).and_then(|host| host.ips.first()).copied() else { return };
        let (letter, because) = written.map_or((None, began), |(letter, written)| (Some(letter), written));
        Typing { network: &self.network, raw, server, stage, letter, because }.run().await;
    }

    /// Under which name the user of a PC logs in: their own, or the local part that their mail client has.
    fn user_at(&self, pc: &str, server: &str) -> String {
        match self.scenario.host(pc).map(|host| &host.role) {
            Some(Role::Client { user: Some(user), server: Some(own) }) if own == server => user.clone(),
            _ => pc.split('-').next().unwrap_or(pc).to_owned(),
        }
    }

    /// Time passes; whatever comes due meanwhile is done at its own moment.
    async fn wait(&mut self, wait: Duration, began: EventId) {
        self.recorder.record(Draft::new("dns", Fact::TimePassed { wait }).because([began]));
        let until = self.recorder.now().after(wait);
        for _ in 0..MOST_ROUNDS {
            let Some((due, ..)) = self.next_due().filter(|(due, ..)| *due <= until) else { break };
            self.recorder.jump_to(due);
            self.settle().await;
        }
        self.recorder.jump_to(until);
    }

    /// Time jumps to the next try of each letter that waits, until none does.
    async fn empty_queues(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let Some((due, because, host)) = self.next_due() else { break };
            let wait = due.since(self.recorder.now());
            self.recorder.record(Draft::new(host, Fact::TimePassed { wait }).because([because]));
            self.recorder.jump_to(due);
            self.settle().await;
        }
    }

    /// When the next letter is due, why it waits, and on which server.
    fn next_due(&self) -> Option<(Time, EventId, String)> {
        let next = |server: &Arc<Server>| server.next_due().map(|(due, why)| (due, why, server.name().to_owned()));
        self.servers.iter().filter_map(next).min()
    }

    /// Somebody clears out a folder of their mailbox.
    async fn empty_folder(&self, change: &EmptyStep, began: EventId) {
        let Some(Role::Client { server: Some(server), user: Some(user) }) =
            self.scenario.host(&change.pc).map(|host| &host.role)
        else {
            return;
        };
        let Some(ip) = self.scenario.host(server).and_then(|host| host.ips.first()) else { return };
        let fact = Fact::TidyingBegan { user: user.clone(), folder: change.folder.clone() };
        let because = vec![self.recorder.record(Draft::new(&change.pc, fact).because([began]))];
        let call = Call { from: change.pc.clone(), stage: Stage::Retrieval, letter: None, because };
        let password = mailbox::password_of(user);
        let (network, folder, password) = (&self.network, change.folder.as_str(), password.as_str());
        let visit = mailbox::client::Visit { network, call, server, ip: *ip, user, password, folder, uid: 0 };
        // What could not be thrown away still lies there, and the conversation is in the trace.
        let _ = mailbox::client::empty(visit).await;
    }

    /// The day of a server ends: it writes its reports.
    async fn report(&self, host: &str, began: EventId) {
        if let Some(server) = self.server(host) {
            server.report(began).await;
        }
    }

    async fn change_dns(&self, change: &DnsStep, began: EventId) {
        let fact = Fact::DnsChanged { names: self.dns.change(change).await };
        self.recorder.record(Draft::new("dns", fact).because([began]));
    }

    fn change_host(&self, change: &HostStep, began: EventId) {
        self.network.set_up(&change.host, change.up);
        self.recorder.record(Draft::new(&change.host, Fact::HostChanged { up: change.up }).because([began]));
    }

    /// Works off every queue, and lets every mail client fetch what is new, until nothing is left to do now.
    async fn settle(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let mut busy = false;
            for server in &self.servers {
                busy |= server.work().await;
            }
            if !busy {
                break;
            }
        }
        self.fetch_new().await;
    }

    /// Stage ④: each letter that was filed since the last time is fetched by the PC of its user, where there is one.
    async fn fetch_new(&mut self) {
        let news = self.recorder.pick(self.seen, News::of);
        for new in &news {
            self.fetch(new).await;
        }
        self.seen = self.recorder.len();
    }

    async fn fetch(&self, new: &News) {
        let Some(pc) = self.scenario.pc_of(&new.host, &new.user) else { return };
        let Some(ip) = self.scenario.host(&new.host).and_then(|host| host.ips.first()) else { return };
        let because = vec![new.event];
        let call = Call { from: pc.name.clone(), stage: Stage::Retrieval, letter: new.letter, because };
        let visit = mailbox::client::Visit {
            network: &self.network,
            call,
            server: &new.host,
            ip: *ip,
            user: &new.user,
            password: &mailbox::password_of(&new.user),
            folder: &new.folder,
            uid: new.uid,
        };
        // A mailbox that cannot be read is in the trace; the letter stays in it.
        let _ = mailbox::client::fetch(visit).await;
    }
}

/// On which host a step happens.
fn place_of(kind: &StepKind) -> String {
    match kind {
        StepKind::Send(send) => send.from.clone(),
        StepKind::Raw(raw) => raw.from.clone(),
        StepKind::Host(change) => change.host.clone(),
        StepKind::Empty(change) => change.pc.clone(),
        StepKind::Report { host } => host.clone(),
        StepKind::Wait(_) | StepKind::Dns(_) => "dns".to_owned(),
    }
}

/// A letter that was filed, and that nobody has fetched yet.
struct News {
    event: EventId,
    letter: Option<LetterId>,
    host: String,
    user: String,
    folder: String,
    uid: u32,
}

impl News {
    fn of(event: &Event) -> Option<Self> {
        let Fact::Filed { user, folder, uid, .. } = &event.fact else { return None };
        let (host, user, folder) = (event.host.clone(), user.clone(), folder.clone());
        Some(Self { event: event.id, letter: event.letter, host, user, folder, uid: *uid })
    }
}
