//! Getting rid of what is in the queue: stages ② and ③ of the delivery.
//!
//! ```text
//!   for each domain among the recipients:
//!     own domain     ──► the mailbox here, or on to others (alias, list)
//!     another domain ──► DNS (MX) ──► the first server that answers ──┬─► 2xx: relayed
//!                                                                     ├─► 4xx: deferred, tried again later
//!                                                                     └─► 5xx: failed, the sender gets a bounce
//! ```

use super::bounce::Notice;
use super::client::{Conversation, Outcome, Trouble};
use super::forward::Destination;
use super::queue::Entry;
use super::reception::Filing;
use super::route;
use super::secure::{Checker, Insecure};
use super::server::{Server, Taken};
use super::stamp::return_path;
use super::sts::{Finding, Search};
use crate::net::Call;
use crate::trace::{
    Address, Draft, Envelope, EventId, Fact, Reply, Route, RouteTarget, Service, SessionId, Stage, Writing,
};

/// What a reply means for the recipients it was given for.
type Answered = (Address, Reply);

/// How a try for the recipients of one domain came out.
#[derive(Default)]
struct Attempt {
    relayed: Vec<Address>,
    reply: Option<Reply>,
    deferred: Vec<Answered>,
    failed: Vec<Answered>,
    /// What it rests on: the end of the conversation, or the route that led nowhere.
    because: Vec<EventId>,
}

impl Attempt {
    fn all(recipients: &[Address], reply: &Reply, because: EventId) -> Self {
        let mut attempt = Self { because: vec![because], ..Self::default() };
        for recipient in recipients {
            attempt.sort_in(recipient.clone(), reply.clone());
        }
        attempt
    }

    fn sort_in(&mut self, recipient: Address, reply: Reply) {
        let list = if reply.is_transient() { &mut self.deferred } else { &mut self.failed };
        list.push((recipient, reply));
    }
}

impl Server {
    /// Tries every letter that is due now. `true` where there was one.
    pub async fn work(&self) -> bool {
        let mut worked = false;
        while let Some(entry) = self.queue.pop_due(self.recorder().now()) {
            worked = true;
            self.try_entry(entry).await;
        }
        worked
    }

    async fn try_entry(&self, mut entry: Entry) {
        entry.attempts += 1;
        for (domain, recipients) in by_domain(&entry.recipients) {
            let part = Entry { recipients, ..entry.clone() };
            if self.receives_for(&domain) {
                self.deliver_here(&part);
            } else {
                let attempt = self.attempt(&part, &domain).await;
                self.conclude(&part, attempt);
            }
        }
    }

    /// A letter for addresses of this very server: no DNS, no wire, straight into the mailbox, or on to others.
    fn deliver_here(&self, entry: &Entry) {
        let mut attempt = Attempt { because: vec![entry.because], ..Attempt::default() };
        let mut here = Vec::new();
        for to in &entry.recipients {
            let passed = match self.destination_of(to) {
                Ok(Destination::Mailbox) => {
                    here.push(to.clone());
                    Ok(())
                }
                Ok(destination) => self.pass_on_here(entry, to, &destination),
                Err(reply) => Err(reply),
            };
            attempt.failed.extend(passed.err().map(|reply| (to.clone(), reply)));
        }
        if !here.is_empty() {
            attempt.deferred = self.file_here(entry, here);
        }
        self.conclude(entry, attempt);
    }

    /// Files a letter of the queue; hands back for whom there was no room.
    fn file_here(&self, entry: &Entry, here: Vec<Address>) -> Vec<Answered> {
        let mut sheet = self.sheet(Stage::Transfer, entry.letter, entry.source.clone());
        let (because, named) = (entry.because, entry.named);
        sheet.add(return_path(&entry.from), named.into_iter().chain([because]));
        let filing = Filing { letter: entry.letter, stage: Stage::Transfer, folder: "INBOX", because, named };
        let envelope = Envelope { from: entry.from.clone(), to: here };
        match self.file(&filing, &envelope, &sheet.source) {
            Ok(()) => Vec::new(),
            Err(reply) => envelope.to.into_iter().map(|to| (to, reply.clone())).collect(),
        }
    }

    async fn attempt(&self, entry: &Entry, domain: &str) -> Attempt {
        let resolver = &self.setup.resolver;
        let found = route::find(resolver, self.recorder(), self.name(), entry.letter, entry.because, domain).await;
        let no_route = |reply: Reply| Attempt::all(&entry.recipients, &reply, found.event);
        match &found.route {
            Route::Mx { targets } | Route::ImplicitMx { targets } => {
                let finding = self.policy_of(entry, domain, found.event).await;
                let checker = Checker {
                    host: self.name(),
                    recorder: self.recorder(),
                    letter: entry.letter,
                    domain,
                    finding: finding.as_ref(),
                };
                self.try_targets(entry, targets, found.event, &checker).await
            }
            Route::NullMx => no_route(Reply::new(556, format!("5.1.10 {domain} takes no mail (null MX)"))),
            Route::Nowhere => no_route(Reply::new(550, format!("5.1.2 no mail server can be found for {domain}"))),
            Route::Unknown => no_route(Reply::new(451, format!("4.4.3 DNS does not answer for {domain}"))),
        }
    }

    /// What the domain says about encryption, where this server asks for that.
    async fn policy_of(&self, entry: &Entry, domain: &str, because: EventId) -> Option<Finding> {
        let (host, network, resolver) = (self.name(), &self.setup.network, &self.setup.resolver);
        let search = Search { host, network, resolver, letter: entry.letter, because };
        if self.setup.asks_policies { Some(self.policies.find(&search, domain).await) } else { None }
    }

    /// The servers in order, until one of them takes part in a conversation about the letter.
    async fn try_targets(
        &self,
        entry: &Entry,
        targets: &[RouteTarget],
        routed: EventId,
        checker: &Checker<'_>,
    ) -> Attempt {
        let mut last = Attempt::default();
        let mut because = vec![routed];
        because.extend(checker.finding.map(|finding| finding.event));
        for target in targets {
            if let Err((reply, event)) = checker.admits(&target.name) {
                because.push(event);
                last = Attempt::all(&entry.recipients, &reply, event);
                continue;
            }
            for ip in &target.ips {
                let (attempt, settled) = self.try_server(entry, &target.name, *ip, because.clone(), checker).await;
                if settled {
                    return attempt;
                }
                because.extend(&attempt.because);
                last = attempt;
            }
        }
        last
    }

    /// One server. `false` where it did not come to MAIL FROM, and the next server may be tried.
    async fn try_server(
        &self,
        entry: &Entry,
        name: &str,
        ip: std::net::IpAddr,
        because: Vec<EventId>,
        checker: &Checker<'_>,
    ) -> (Attempt, bool) {
        let cause = because.last().copied().unwrap_or(entry.because);
        let call = Call { from: self.name().to_owned(), stage: Stage::Transfer, letter: Some(entry.letter), because };
        let again = call.because.clone();
        let network = &self.setup.network;
        let in_vain = |trouble: &Trouble, cause| {
            let cause = if let Trouble::Unreachable { event } = trouble { *event } else { cause };
            Attempt::all(&entry.recipients, &trouble.reply(&format!("{name} [{ip}]")), cause)
        };
        let mut conversation = match Conversation::open(network, call, ip, Service::Smtp, self.name()).await {
            Ok(conversation) => conversation,
            Err(trouble) => return (in_vain(&trouble, cause), false),
        };
        let session = conversation.session;
        if let Err(insecure) = checker.secure(&mut conversation, name, || self.last_word(session, cause)).await {
            let last = self.last_word(session, cause);
            conversation.quit().await;
            return match insecure {
                Insecure::Forbidden((reply, event)) => (Attempt::all(&entry.recipients, &reply, event), false),
                Insecure::Trouble(trouble) => (in_vain(&trouble, last), false),
                Insecure::Untrusted => {
                    Box::pin(self.try_server(entry, name, ip, again, &checker.without_policy())).await
                }
            };
        }
        let envelope = Envelope { from: entry.from.clone(), to: entry.recipients.clone() };
        let attempt = match conversation.deliver(&envelope, &entry.source).await {
            Ok(outcome) => sorted(outcome, self.last_word(session, cause)),
            Err(trouble) => in_vain(&trouble, self.last_word(session, cause)),
        };
        conversation.quit().await;
        (attempt, true)
    }

    /// The last line of a conversation: what the client decides after it is decided because of it.
    fn last_word(&self, session: SessionId, otherwise: EventId) -> EventId {
        self.recorder().last_line(session).unwrap_or(otherwise)
    }

    fn conclude(&self, entry: &Entry, attempt: Attempt) {
        let Attempt { relayed, reply, deferred, failed, because } = attempt;
        if let (false, Some(reply)) = (relayed.is_empty(), reply) {
            let fact = Fact::Relayed { recipients: relayed, reply };
            self.record(Stage::Transfer, entry.letter, fact, because.clone());
        }
        let cause = because.last().copied().unwrap_or(entry.because);
        match entry.next_try(self.recorder().now()) {
            Some(until) => self.defer(entry, deferred, until, cause),
            None => self.fail(entry, Stage::Transfer, &expired(deferred), cause),
        }
        self.fail(entry, Stage::Transfer, &failed, cause);
    }

    fn defer(&self, entry: &Entry, deferred: Vec<Answered>, until: crate::trace::Time, because: EventId) {
        let Some((_, reply)) = deferred.first().cloned() else { return };
        let recipients: Vec<Address> = deferred.into_iter().map(|(recipient, _)| recipient).collect();
        let fact = Fact::Deferred { recipients: recipients.clone(), attempt: entry.attempts, until, reply };
        let event = self.record(Stage::Transfer, entry.letter, fact, [because]);
        let waiting = Entry { recipients, due: until, because: event, ..entry.clone() };
        if let Err(entry) = self.queue.push(waiting) {
            self.fail_all(&entry, &Reply::new(452, "4.3.1 the queue is full"));
        }
    }

    pub(super) fn fail_all(&self, entry: &Entry, reply: &Reply) {
        let failed: Vec<Answered> = entry.recipients.iter().map(|to| (to.clone(), reply.clone())).collect();
        self.fail(entry, Stage::Transfer, &failed, entry.because);
    }

    /// Gives up for these recipients, and tells the sender; nobody is told where the reverse-path is null.
    pub(super) fn fail(&self, entry: &Entry, stage: Stage, failed: &[Answered], because: EventId) {
        let Some((_, reply)) = failed.first() else { return };
        let recipients = failed.iter().map(|(recipient, _)| recipient.clone()).collect();
        let fact = Fact::Failed { recipients, reply: reply.clone() };
        let event = self.record(stage, entry.letter, fact, [because]);
        if self.setup.bounces && !entry.from.is_null() {
            self.bounce(entry, failed, event);
        }
    }

    fn bounce(&self, entry: &Entry, failed: &[Answered], because: EventId) {
        let letter = self.recorder().new_letter();
        let notice = Notice {
            host: self.name(),
            letter,
            to: &entry.from,
            failed,
            original: &entry.source,
            arrived: entry.since,
            now: self.recorder().now(),
        };
        let source = notice.compose();
        let envelope = Envelope { from: Address::NULL, to: vec![entry.from.clone()] };
        let bounced = Draft::new(self.name(), Fact::Bounced { about: entry.letter }).in_stage(Stage::Transfer);
        let bounced = self.recorder().record(bounced.about(letter).because([because]));
        let (source_of, supplied) = (source.clone().into(), Vec::new());
        let fact = Fact::Written { envelope: envelope.clone(), source: source_of, supplied, how: Writing::Composed };
        let written = self.record(Stage::Transfer, letter, fact, [bounced]);
        let mut sheet = self.sheet(Stage::Transfer, letter, source);
        self.sign(&mut sheet, &envelope, written);
        self.enqueue(Taken { letter, because: written, named: Some(written) }, envelope, sheet.source);
    }
}

fn sorted(outcome: Outcome, because: EventId) -> Attempt {
    let mut attempt = Attempt { because: vec![because], ..Attempt::default() };
    for (recipient, reply) in outcome.refused {
        attempt.sort_in(recipient, reply);
    }
    if !outcome.accepted.is_empty() {
        attempt.relayed = outcome.accepted;
        attempt.reply = outcome.reply;
    }
    attempt
}

/// What the queue says when it has waited long enough (RFC 3463, 4.4.7).
fn expired(deferred: Vec<Answered>) -> Vec<Answered> {
    let give_up =
        |(to, reply): Answered| (to, Reply::new(451, format!("4.4.7 given up after five days: {}", reply.text)));
    deferred.into_iter().map(give_up).collect()
}

/// The recipients of each domain, in the order in which the domains first appear.
fn by_domain(recipients: &[Address]) -> Vec<(String, Vec<Address>)> {
    let mut groups: Vec<(String, Vec<Address>)> = Vec::new();
    for recipient in recipients {
        let domain = recipient.domain().to_ascii_lowercase();
        match groups.iter_mut().find(|(other, _)| *other == domain) {
            Some((_, group)) => group.push(recipient.clone()),
            None => groups.push((domain, vec![recipient.clone()])),
        }
    }
    groups
}
