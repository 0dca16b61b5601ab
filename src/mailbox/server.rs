//! The IMAP server: it opens the door at port 993 and gives each guest a session.
//!
//! ```text
//!  server ──► session ──► commands ──► folders  LIST, STATUS, SELECT, CREATE …
//!  (door)     (states)      │          append   a letter from the client
//!              ▲            └───────►  selected ──► fetch, search, store, copy, expunge
//!             talk                     (one open folder, and what its client knows of it)
//!             (lines)
//! ```

mod answer;
mod append;
mod capability;
mod commands;
mod copy;
mod envelope;
mod expunge;
mod fetch;
mod folders;
mod header;
mod home;
mod idle;
mod incoming;
mod mime;
mod search;
mod section;
mod selected;
mod session;
mod store;
mod structure;
mod talk;
mod transcript;

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::Store;
use crate::net::{Gate, Guest, Identity, Network, Stream, Wire};
use crate::trace::Service;
use capability::{full_house, greeting};
use session::Session;
use talk::Talk;

/// How long a client may take over the TLS handshake.
const HANDSHAKE: Duration = Duration::from_secs(30);

/// How many guests at once are told that there is no room. Any more are sent away without a word.
const MOST_TURNED_AWAY: usize = 16;

/// How a door keeps a conversation secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first octet (RFC 8314), as at port 993.
    Tls,
    /// STARTTLS after some plain words (RFC 3501 §6.2.1), as at port 143. Nobody logs in before it.
    StartTls,
}

/// Opens the mailbox door of `host` at `ip`. It closes with the network.
///
/// # Errors
/// Where no socket can be had.
pub fn open(network: &Network, host: &str, ip: IpAddr, store: Store) -> io::Result<()> {
    let gate = network.listen(host, ip, Service::Imap)?;
    attend(network, gate, store, Security::Tls);
    Ok(())
}

/// Serves whoever comes in through a gate, until the network closes.
pub fn attend(network: &Network, gate: Gate, store: Store, security: Security) {
    let world = network.clone();
    network.spawn(async move {
        let porch = Arc::new(Semaphore::new(MOST_TURNED_AWAY));
        while let Some(mut guest) = gate.accept().await {
            let has_room = guest.place.is_some();
            let place = guest.place.take().or_else(|| porch.clone().try_acquire_owned().ok());
            let store = store.clone();
            match place {
                Some(place) => world.spawn(async move {
                    serve(guest, has_room.then_some(store), security).await;
                    drop(place);
                }),
                None => drop(guest.wire.closed(0, 0)),
            }
        }
    });
}

/// Serves a guest out of the store, or says that there is no room where there is none.
async fn serve(guest: Guest, store: Option<Store>, security: Security) {
    let Guest { stream, wire, identity, .. } = guest;
    let (stream, counter) = Stream::counted(stream);
    let has_room = store.is_some();
    let talk = match secured(stream, &wire, &identity, security).await {
        Some(stream) => converse(stream, wire.clone(), identity, security, store).await,
        None => None,
    };
    // The end is written down before the guest can notice it, so that what the guest does next comes later in the trace.
    wire.closed(counter.read(), counter.written());
    if let Some(talk) = talk {
        talk.hang_up(has_room).await;
    }
}

/// The stream once it is as secret as it has to be before the first word.
async fn secured(stream: Stream, wire: &Wire, identity: &Identity, security: Security) -> Option<Stream> {
    if security == Security::StartTls {
        return Some(stream);
    }
    let (stream, facts) = tokio::time::timeout(HANDSHAKE, stream.accept_tls(identity)).await.ok()?.ok()?;
    wire.tls_started(&facts.version, &facts.cipher);
    Some(stream)
}

async fn converse(
    stream: Stream,
    wire: Wire,
    identity: Identity,
    security: Security,
    store: Option<Store>,
) -> Option<Talk> {
    let secret = security == Security::Tls;
    let first_words = if store.is_some() { greeting(&identity.host, secret) } else { full_house(&identity.host) };
    let talk = Talk::new(stream, wire, identity, secret, first_words);
    match store {
        Some(store) => Session::new(talk, store).run().await,
        None => Some(talk.only_greet().await),
    }
}
