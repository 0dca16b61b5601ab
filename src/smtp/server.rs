//! A mail server of the world: it takes submissions from its users, receives for its domains, keeps a queue, and passes
//! on what is for others.
//!
//! ```text
//!              ┌──────────────── Server ────────────────┐
//!  port 587 ──►│ Submission ──► queue ──► Relay ────────┼──► port 25 of another server
//!  port 25  ──►│ Reception ──► checks ──► mailbox store │
//!              │      └──► alias, list ──► queue        │
//!              └────────────────────────────────────────┘
//! ```

use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use super::greylist::Greylist;
use super::ledger::Ledger;
use super::queue::{Entry, Queue};
use super::srs::Srs;
use super::stamp::{Sheet, received_locally};
use super::sts::Policies;
use crate::auth::dkim2;
use crate::auth::keys::SigningKey;
use crate::auth::sign::{self, Signed};
use crate::dns::Resolver;
use crate::mailbox::Store;
use crate::net::Network;
use crate::scenario::{Forward, MailingList, Receiver};
use crate::trace::{Address, Draft, Envelope, EventId, Fact, LetterId, Recorder, Stage, Time};

/// The addresses beside that of a list.
const LIST_SIDES: [&str; 3] = ["bounces", "request", "owner"];

/// A key that a server signs with.
pub struct Signer {
    /// `d=`.
    pub domain: String,
    /// `s=`.
    pub selector: String,
    /// The private key.
    pub key: SigningKey,
    /// Whether it signs the envelope too (DKIM2).
    pub dkim2: bool,
    /// Whether it says how much of the body it signs (`l=`).
    pub body_length: bool,
}

impl Signer {
    /// Its signature for that letter, where it can be signed.
    pub(super) fn sign(&self, source: &[u8], now: Time) -> Option<Signed> {
        let sign = if self.body_length { sign::sign_with_length } else { sign::sign };
        sign(&self.key, &self.domain, &self.selector, source, now).ok()
    }
}

/// What a server is made of.
pub struct Setup {
    /// Its name.
    pub name: String,
    /// Its addresses.
    pub ips: Vec<IpAddr>,
    /// The domains that it receives for.
    pub domains: Vec<String>,
    /// The keys of those of its domains that sign.
    pub signers: Vec<Signer>,
    /// Whether it tells a sender that a letter could not be delivered.
    pub bounces: bool,
    /// How it treats what it receives.
    pub rules: Receiver,
    /// Its addresses that are only aliases of others.
    pub forwards: Vec<Forward>,
    /// Whether it looks for what a domain says about encryption (MTA-STS).
    pub asks_policies: bool,
    /// Its mailing lists.
    pub lists: Vec<MailingList>,
    /// Its mailboxes.
    pub store: Store,
    /// The user who reads what goes to `postmaster`.
    pub administrator: Option<String>,
    /// Its way to DNS.
    pub resolver: Resolver,
    /// Its way to other servers.
    pub network: Network,
}

/// A letter that the server has to get rid of from now on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    pub letter: LetterId,
    /// The fact that it was taken, or written here.
    pub because: EventId,
    /// The fact that named its reverse-path.
    pub named: Option<EventId>,
}

/// A mail server.
pub struct Server {
    pub(super) setup: Setup,
    pub(super) queue: Queue,
    pub(super) greylist: Greylist,
    pub(super) srs: Srs,
    pub(super) policies: Policies,
    pub(super) ledger: Ledger,
    unsigned: Mutex<HashSet<LetterId>>,
}

impl Server {
    /// A server with an empty queue. Its doors are opened by the world.
    pub fn new(setup: Setup) -> Self {
        let srs = Srs::of(&setup.name);
        Self {
            setup,
            queue: Queue::default(),
            greylist: Greylist::default(),
            srs,
            policies: Policies::default(),
            ledger: Ledger::default(),
            unsigned: Mutex::default(),
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.setup.name
    }

    /// Its mailboxes.
    pub fn store(&self) -> &Store {
        &self.setup.store
    }

    /// When its next letter is due, and the fact that made it wait.
    pub fn next_due(&self) -> Option<(Time, EventId)> {
        self.queue.next_due()
    }

    /// Tells it not to sign that letter.
    pub fn leave_unsigned(&self, letter: LetterId) {
        self.unsigned.lock().unwrap_or_else(PoisonError::into_inner).insert(letter);
    }

    /// Takes a letter that was written on this very machine; no submission, no login.
    pub fn originate(&self, letter: LetterId, envelope: Envelope, source: Vec<u8>, because: EventId) {
        let mut sheet = self.sheet(Stage::Submission, letter, source);
        sheet.add(received_locally(self.name(), letter, self.recorder().now()), [because]);
        self.sign(&mut sheet, &envelope, because);
        self.enqueue(Taken { letter, because, named: Some(because) }, envelope, sheet.source);
    }

    pub(super) fn recorder(&self) -> &Recorder {
        self.setup.network.recorder()
    }

    pub(super) fn record(
        &self,
        stage: Stage,
        letter: LetterId,
        fact: Fact,
        because: impl IntoIterator<Item = EventId>,
    ) -> EventId {
        self.recorder().record(Draft::new(self.name(), fact).in_stage(stage).about(letter).because(because))
    }

    pub(super) fn sheet(&self, stage: Stage, letter: LetterId, source: Vec<u8>) -> Sheet<'_> {
        Sheet { recorder: self.recorder(), host: self.name(), stage, letter, source }
    }

    /// Whether mail for that domain ends here; an address without a domain is this server's own.
    pub fn receives_for(&self, domain: &str) -> bool {
        domain.is_empty() || self.setup.domains.iter().any(|own| own.eq_ignore_ascii_case(domain))
    }

    /// The user whose mailbox that address names, where this server has it. `postmaster` is on every server, with or
    /// without a domain (RFC 5321 §4.5.1); where it is no user of its own, the first user reads its mail, and also what
    /// comes to the side addresses of a mailing list.
    pub(super) fn mailbox_of(&self, address: &Address) -> Option<String> {
        let user = address.local().to_ascii_lowercase();
        if !self.receives_for(address.domain()) {
            return None;
        }
        if self.setup.store.has_user(&user) {
            return Some(user);
        }
        (user == "postmaster" || self.looks_after_list(address)).then(|| self.setup.administrator.clone()).flatten()
    }

    /// Whether that is where a list's bounces go, or its members' wishes.
    fn looks_after_list(&self, address: &Address) -> bool {
        let is = |side: Address| side.0.eq_ignore_ascii_case(&address.0);
        self.setup.lists.iter().any(|list| LIST_SIDES.iter().any(|what| is(list.side_address(what))))
    }

    /// Signs the letter with the key of the header From's domain, or else with the server's first one.
    pub(super) fn sign(&self, sheet: &mut Sheet<'_>, envelope: &Envelope, because: EventId) {
        if self.unsigned.lock().unwrap_or_else(PoisonError::into_inner).contains(&sheet.letter) {
            return;
        }
        let Some(signer) = self.signer_for(&sheet.source) else { return };
        let now = self.recorder().now();
        if let Some(signed) = signer.sign(&sheet.source, now) {
            sheet.add_signature(signed, [because]);
        }
        if signer.dkim2 {
            sign_hop(signer, sheet, envelope, because, now);
        }
    }

    fn signer_for(&self, source: &[u8]) -> Option<&Signer> {
        let message = mail_parser::MessageParser::new().parse_headers(source)?;
        let author = message.from().and_then(|from| from.first()).and_then(|from| from.address().map(str::to_owned));
        let domain = Address(author.unwrap_or_default()).domain().to_ascii_lowercase();
        let fits = |signer: &&Signer| domain == signer.domain || domain.ends_with(&format!(".{}", signer.domain));
        self.setup.signers.iter().find(fits).or_else(|| self.setup.signers.first())
    }

    /// Puts the letter into the queue; it is due at once. A full queue fails it at once, and its sender is told.
    pub(super) fn enqueue(&self, taken: Taken, envelope: Envelope, source: Vec<u8>) {
        let now = self.recorder().now();
        let Taken { letter, because, named } = taken;
        let entry = Entry { named, ..Entry::new(letter, envelope.from, envelope.to, source, now, because) };
        if let Err(entry) = self.queue.push(entry) {
            self.fail_all(&entry, &crate::trace::Reply::new(452, "4.3.1 the queue is full"));
        }
    }
}

/// Signs the letter once more, with the envelope in which it goes on (DKIM2).
fn sign_hop(signer: &Signer, sheet: &mut Sheet<'_>, envelope: &Envelope, because: EventId, now: Time) {
    let Signer { key, domain, selector, .. } = signer;
    let fields = dkim2::sign(key, domain, selector, envelope, &sheet.source, now).unwrap_or_default();
    for field in fields {
        sheet.add(field, [because]);
    }
}
