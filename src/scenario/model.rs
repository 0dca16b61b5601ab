//! The typed scenario: what a file says once everything in it has been checked.
//!
//! Whoever holds a [`Scenario`] may rely on this: every host that is named exists, every address is a documentation
//! address and belongs to one host, every zone text parses, every number is in its range.
//!
//! Here stands the world; what happens in it, what must come of that, and what is asked about it have a file each.

mod expect;
mod hop;
mod lesson;
mod middle;
mod mta_sts;
mod raw;
mod step;

use std::net::IpAddr;
use std::ops::Range;
use std::time::Duration;

pub use expect::{Expect, Expectation, Fact};
pub use hop::{Forward, ListFrom, MailingList};
pub use lesson::{Ask, Choice, Moment, Say};
pub use middle::{Middle, Replacement};
pub use mta_sts::MtaSts;
pub use raw::{Raw, Typed, is_data};
pub use step::{Again, DnsStep, EmptyStep, HostStep, Send, Step, StepKind};

use crate::lang::Lang;
use crate::trace::{Address, Mistake};

/// A value and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Octets from the beginning of the file.
    pub span: Range<usize>,
}

/// A text that a learner reads, in the languages that the author wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// English.
    pub en: Option<String>,
    /// Japanese.
    pub ja: Option<String>,
}

impl Text {
    /// In that language, or in the other one where the author wrote only that.
    pub fn get(&self, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::En => (&self.en, &self.ja),
            Lang::Ja => (&self.ja, &self.en),
        };
        first.as_deref().or(second.as_deref()).unwrap_or_default()
    }
}

/// How much a lesson takes for granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing.
    Beginner,
    /// The three lessons of the beginning.
    Intermediate,
    /// Much of the RFCs.
    Advanced,
}

/// A whole scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// The built-in name, or the path without its ending.
    pub name: String,
    /// As shown in messages: a path, or `scenarios/NAME.toml` for a built-in one.
    pub path: String,
    /// The file's text, whole: spans point into it, and a trace keeps it.
    pub source: String,
    /// What the lesson is called.
    pub title: Text,
    /// What the learner can do afterwards.
    pub goal: Text,
    /// For whom.
    pub level: Level,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The hosts, in the order of the file.
    pub hosts: Vec<Host>,
    /// The zones, in the order of the file.
    pub zones: Vec<Zone>,
    /// The domains that sign.
    pub dkim: Vec<DkimSigner>,
    /// How receiving servers differ from the default. A server without an entry has the default.
    pub receivers: Vec<Receiver>,
    /// The addresses that are only aliases of others.
    pub forwards: Vec<Forward>,
    /// The mailing lists.
    pub lists: Vec<MailingList>,
    /// The machines in the middle.
    pub middles: Vec<Middle>,
    /// The host that somebody from outside plays who brings mail into a lab.
    pub visitor: Option<String>,
    /// The policies of domains whose mail has to be encrypted.
    pub mta_sts: Vec<MtaSts>,
    /// What happens, in order.
    pub steps: Vec<Step>,
    /// The questions.
    pub asks: Vec<Ask>,
    /// The teacher's own words.
    pub says: Vec<Say>,
}

impl Scenario {
    /// The host of that name.
    pub fn host(&self, name: &str) -> Option<&Host> {
        self.hosts.iter().find(|host| host.name == name)
    }

    /// The same without its author's questions and remarks: they are about its own letters, and not about those that
    /// somebody brings into a lab.
    #[must_use]
    pub fn without_lesson(&self) -> Self {
        Self { asks: Vec::new(), says: Vec::new(), ..self.clone() }
    }

    /// The rules of the receiving server of that name: its own, or the default.
    pub fn receiver(&self, host: &str) -> Receiver {
        self.receivers.iter().find(|r| r.host == host).cloned().unwrap_or_else(|| Receiver::of(host))
    }

    /// Who reads what is sent to that address, where aliases and lists have passed it on; nobody where it goes in circles.
    pub fn readers_of(&self, address: &Address) -> Vec<Address> {
        let (mut readers, mut open, mut seen) = (Vec::new(), vec![address], Vec::new());
        while let Some(next) = open.pop() {
            let is = |other: &Address| other.0.eq_ignore_ascii_case(&next.0);
            if seen.iter().any(|other: &&Address| is(other)) {
                continue;
            }
            seen.push(next);
            let alias = self.forwards.iter().find(|one| is(&one.address)).map(|one| &one.to);
            match alias.or_else(|| self.lists.iter().find(|one| is(&one.address)).map(|one| &one.members)) {
                Some(behind) => open.extend(behind.iter().rev()),
                None => readers.push(next.clone()),
            }
        }
        readers
    }

    /// The PC on which that user of that server reads mail, where the scenario has one.
    pub fn pc_of(&self, server: &str, user: &str) -> Option<&Host> {
        self.hosts.iter().find(|host| {
            matches!(&host.role, Role::Client { server: s, user: u }
                if s.as_deref() == Some(server) && u.as_deref() == Some(user))
        })
    }
}

/// A machine on the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    /// Its name: a DNS name for a server, any word for a PC.
    pub name: String,
    /// Its documentation addresses; the first one is the one it calls from (of each family).
    pub ips: Vec<IpAddr>,
    /// What it does.
    pub role: Role,
    /// Where its name stands in the file.
    pub span: Range<usize>,
}

/// What a host does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A PC with a mail client.
    Client {
        /// The server on which its user has a mailbox, where there is one.
        server: Option<String>,
        /// The user's name on that server. Not written: the host's name up to its first `-`, where a server has such a
        /// user (`aoi-pc` belongs to `aoi`).
        user: Option<String>,
    },
    /// A mail server: it takes submissions from its users, receives for its domains, and keeps their mailboxes.
    Server {
        /// The mailboxes on it. A user's password is the name and `-secret`.
        users: Vec<String>,
        /// The domains that it receives for. Not written: the zone of the scenario that its name lies in.
        domains: Vec<String>,
        /// Whether it tells a sender that a letter could not be delivered. An impostor's server keeps quiet.
        bounces: bool,
    },
}

/// A zone that the world's DNS serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// The domain, in lower case, without the final dot.
    pub origin: String,
    /// Its records. An SOA of the author's own is among them where there is one.
    pub records: Vec<ZoneRecord>,
    /// Where the zone's name stands in the file.
    pub span: Range<usize>,
}

/// A record of a zone, with its place in the file.
pub type ZoneRecord = Spanned<hickory_proto::rr::Record>;

/// A domain whose server signs what it sends (RFC 6376). Its key is published at `<selector>._domainkey.<domain>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DkimSigner {
    /// `d=`.
    pub domain: String,
    /// `s=`.
    pub selector: String,
    /// Which kind of key.
    pub key: DkimKey,
    /// Whether it signs the envelope too (DKIM2, a draft).
    pub dkim2: bool,
    /// Whether it says how much of the body it signs (`l=`, RFC 6376 §3.5): whatever is added below does not break it.
    pub body_length: bool,
    /// The server that signs with it, where it is not the domain's own: the domain has handed out a key.
    pub server: Option<String>,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// The kinds of keys that DKIM knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DkimKey {
    /// `rsa-sha256` with 2,048 bits (RFC 8301).
    Rsa2048,
    /// `ed25519-sha256` (RFC 8463).
    Ed25519,
}

/// How a receiving server treats what it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// The server.
    pub host: String,
    /// What it does when SPF says `fail` and DMARC says nothing.
    pub spf_fail: SpfFailRule,
    /// Whether it turns away a sender that it does not know, for a while.
    pub greylist: Option<Greylist>,
    /// The largest letter that it takes, in octets.
    pub max_size: usize,
    /// How many `Received` lines a letter may bear at most (RFC 5321 §6.3).
    pub max_hops: usize,
    /// The domains whose ARC seals it believes: what they have seen counts more than a failed DMARC.
    pub trusted_sealers: Vec<String>,
    /// How much one mailbox holds, in octets; as much as the server has where nothing is written.
    pub quota: Option<usize>,
    /// What it does with letters for people whom it does not know.
    pub unknown_users: UnknownUsersRule,
    /// Whether those who hand in letters here may use their own address only, on the envelope and on the letter (RFC 6409
    /// §6.1).
    pub own_senders_only: bool,
    /// Whether it refuses a letter that was sent on in another envelope than the one that was signed (DKIM2).
    pub refuses_broken_dkim2: bool,
    /// Whether it checks also letters that it only passes on: where its author has written what follows from checks.
    pub checks_all: bool,
    /// The mistakes that it makes, so that a lesson can show what comes of them. Usually none.
    pub naive: Vec<Mistake>,
}

impl Receiver {
    /// A server without rules of its own.
    pub fn of(host: &str) -> Self {
        Self {
            host: host.to_owned(),
            spf_fail: SpfFailRule::Accept,
            greylist: None,
            max_size: 10 * 1024 * 1024,
            max_hops: 100,
            trusted_sealers: Vec::new(),
            quota: None,
            unknown_users: UnknownUsersRule::Refuse,
            own_senders_only: false,
            refuses_broken_dkim2: false,
            checks_all: false,
            naive: Vec::new(),
        }
    }
}

/// The local rule for SPF `fail` (RFC 7208 §8.4 leaves it to the receiver).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpfFailRule {
    /// Into the inbox.
    Accept,
    /// Into the junk folder.
    Junk,
    /// 550 5.7.23 (RFC 7372 §3.2).
    Reject,
}

/// What becomes of a letter for somebody whom a server does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownUsersRule {
    /// 550 5.1.1 while the sender is still on the line (RFC 5321 §3.7.2).
    Refuse,
    /// It is taken, and bounced afterwards to whoever the envelope names: the cause of backscatter.
    AcceptThenBounce,
}

/// Greylisting (RFC 6647): a stranger is told to come back later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Greylist {
    /// How long later.
    pub wait: Duration,
}
