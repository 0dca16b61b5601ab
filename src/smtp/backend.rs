//! The SMTP servers behind all doors: mailin-embedded, started once per process.
//!
//! mailin keeps the state of each session (what may follow what) and calls a handler when something is to be decided. It
//! knows one server name and nothing of who is calling, so the door introduces each session with a number in EHLO, and
//! the handler finds here what the door knows:
//!
//! ```text
//!   door ── EHLO 7f3a.12.door.invalid     ──► mailin ──► handler.helo("7f3a.12.door…") ──► session 12
//!   door ── MAIL FROM:<path@door.invalid> ──► mailin ──► handler.mail ──► session 12's path ──► MailServer
//! ```
//!
//! # Places
//!
//! A session of mailin takes a thread from greeting to goodbye, and a server of mailin starts all its threads at once
//! and never ends. So there is not one server for all, but wings, each with places for a few:
//!
//! ```text
//!   hosts     ──► [ wing ]                       always there; who finds it full waits a moment
//!   visitors  ──► [ wing ] [ wing ] [ wing ] …   the first with the first visitor, each next one when all are full;
//!                                                beyond the last one: 421 4.3.2, come back later
//! ```
//!
//! A run without visitors pays for no place of theirs, two hundred at once all find one, and however many visitors sit
//! there in silence, the hosts of the world have their own. A place is not taken for each command, or each letter, only:
//! what may follow what is mailin's business, and to make a new connection repeat what an old one knew would be that
//! business done a second time.

mod certificate;
mod clerk;
mod session;
mod wing;

use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};

pub(super) use self::session::Registered;
pub(super) use self::wing::Place;
use self::wing::Wing;
use crate::trace::{Origin, Service};

/// How many wings visitors of one service may fill, over all worlds: 256 places.
const MOST_WINGS: usize = 8;

/// The name in the certificates of these servers: only the door ever sees it.
pub(super) const NAME: &str = "backend.door.invalid";

/// The servers behind all doors.
pub(super) struct Backends {
    submission: Backend,
    reception: Backend,
}

/// Those for one service.
struct Backend {
    service: Service,
    hosts: Wing,
    visitors: Mutex<Vec<Wing>>,
}

/// Starts the servers for the hosts of the world, where they are not running yet.
///
/// # Errors
/// Where the machine has no socket, thread or randomness for them.
pub fn start() -> io::Result<()> {
    Backends::shared().map(drop)
}

impl Backends {
    /// The servers, started when they are first asked for.
    pub(super) fn shared() -> io::Result<&'static Self> {
        static SHARED: OnceLock<io::Result<Backends>> = OnceLock::new();
        let started = SHARED.get_or_init(Self::start);
        started.as_ref().map_err(|error| io::Error::new(error.kind(), error.to_string()))
    }

    /// A place in a server for a service. None for a visitor where visitors have taken all of theirs.
    ///
    /// # Errors
    /// Where the machine has nothing for one more wing.
    pub(super) async fn place(&self, service: Service, origin: Origin) -> io::Result<Option<Place>> {
        let backend = if service == Service::Submission { &self.submission } else { &self.reception };
        match origin {
            Origin::Visitor => backend.place_of_visitor(),
            Origin::Host => Ok(backend.hosts.wait().await),
        }
    }

    fn start() -> io::Result<Self> {
        Ok(Self { submission: Backend::start(Service::Submission)?, reception: Backend::start(Service::Smtp)? })
    }
}

impl Backend {
    fn start(service: Service) -> io::Result<Self> {
        Ok(Self { service, hosts: Wing::open(service)?, visitors: Mutex::default() })
    }

    fn place_of_visitor(&self) -> io::Result<Option<Place>> {
        let mut wings = self.visitors.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = wings.iter().find_map(Wing::place) {
            return Ok(Some(place));
        }
        if wings.len() == MOST_WINGS {
            return Ok(None);
        }
        let wing = Wing::open(self.service)?;
        let place = wing.place();
        wings.push(wing);
        Ok(place)
    }
}
