//! How many sessions there are at once, and for whom.
//!
//! Hosts and visitors have places apart: visitors may come in any number and stay as long as they are let, and a host of
//! the world still finds its own.

use std::sync::{Arc, OnceLock};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::trace::{Origin, Service};

/// How many sessions of hosts one gate serves at once.
const MOST_HOSTS: usize = 64;

/// How many visitors each service of a world serves at once, where the machine has sockets enough.
const MOST_VISITORS: usize = 256;

/// How many visitors it serves at least.
const FEWEST_VISITORS: usize = 8;

/// How many open files the process asks for: [`MOST_VISITORS`] at each service, and some hundred for the world itself.
const FILES: u64 = 4_096;

/// For one visitor at each service: a socket each, and two more behind a door of SMTP.
const FILES_OF_A_VISITOR: u64 = 8;

/// What the world needs by itself.
const FILES_OF_A_WORLD: u64 = 128;

/// The places of visitors in one world, for each service.
pub(super) struct Visitors([Arc<Semaphore>; 5]);

impl Default for Visitors {
    fn default() -> Self {
        let each = most_visitors();
        Self(std::array::from_fn(|_| Arc::new(Semaphore::new(each))))
    }
}

impl Visitors {
    /// Those at one service.
    pub(super) fn at(&self, service: Service) -> Arc<Semaphore> {
        let [submission, smtp, imap, dns, https] = &self.0;
        let places = match service {
            Service::Submission => submission,
            Service::Smtp => smtp,
            Service::Imap => imap,
            Service::Dns => dns,
            Service::Https => https,
        };
        places.clone()
    }
}

/// The places of one gate.
pub(super) struct Places {
    hosts: Arc<Semaphore>,
    visitors: Arc<Semaphore>,
}

impl Places {
    /// A gate's own for hosts, and those that all gates of its service share for visitors.
    pub(super) fn new(visitors: Arc<Semaphore>) -> Self {
        Self { hosts: Arc::new(Semaphore::new(MOST_HOSTS)), visitors }
    }

    /// A place; none where all are taken.
    pub(super) fn take(&self, origin: Origin) -> Option<OwnedSemaphorePermit> {
        let places = if origin == Origin::Host { &self.hosts } else { &self.visitors };
        places.clone().try_acquire_owned().ok()
    }

    /// Whether visitors have taken more than half of theirs.
    pub(super) fn are_scarce(&self) -> bool {
        self.visitors.available_permits() < most_visitors() / 2
    }
}

/// How many visitors the machine bears: each costs open files, and a process that has none left serves nobody.
fn most_visitors() -> usize {
    static MOST: OnceLock<usize> = OnceLock::new();
    *MOST.get_or_init(|| {
        let most = open_files().saturating_sub(FILES_OF_A_WORLD) / FILES_OF_A_VISITOR;
        usize::try_from(most).unwrap_or(MOST_VISITORS).clamp(FEWEST_VISITORS, MOST_VISITORS)
    })
}

/// How many files this process may have open: as many as it asks for, where the system lets it raise its own limit.
#[cfg(unix)]
fn open_files() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let Some(current) = current.filter(|current| *current < FILES) else { return FILES };
    let asked = maximum.map_or(FILES, |maximum| FILES.min(maximum));
    match setrlimit(Resource::Nofile, Rlimit { current: Some(asked), maximum }) {
        Ok(()) => asked,
        Err(_) => current,
    }
}

/// Windows has no such limit.
#[cfg(not(unix))]
fn open_files() -> u64 {
    FILES
}
