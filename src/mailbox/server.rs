//! The IMAP server: it opens the door at port 993 and gives each guest a session.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::session::{Session, full_house, greeting};
use super::store::Store;
use super::talk::Talk;
use crate::net::{Counter, Guest, Network, Stream};
use crate::trace::Service;

/// How long a client may take over the TLS handshake.
const HANDSHAKE: Duration = Duration::from_secs(30);

/// How many guests at once are told that there is no room. Any more are sent away without a word.
const MOST_TURNED_AWAY: usize = 16;

/// Opens the mailbox door of `host` at `ip`. It closes with the network.
///
/// # Errors
/// Where no socket can be had.
pub fn open(network: &Network, host: &str, ip: IpAddr, store: Store) -> io::Result<()> {
    let gate = network.listen(host, ip, Service::Imap)?;
    let world = network.clone();
    network.spawn(async move {
        let porch = Arc::new(Semaphore::new(MOST_TURNED_AWAY));
        while let Some(mut guest) = gate.accept().await {
            let has_room = guest.place.is_some();
            let place = guest.place.take().or_else(|| porch.clone().try_acquire_owned().ok());
            let store = store.clone();
            match place {
                Some(place) => world.spawn(async move {
                    serve(guest, has_room.then_some(store)).await;
                    drop(place);
                }),
                None => drop(guest.wire.closed(0, 0)),
            }
        }
    });
    Ok(())
}

/// Serves a guest out of the store, or says that there is no room where there is none.
async fn serve(guest: Guest, store: Option<Store>) {
    let Guest { stream, wire, server, .. } = guest;
    let (stream, counter) = Stream::counted(stream);
    let handshake = tokio::time::timeout(HANDSHAKE, stream.accept_tls(&server.host)).await;
    let Ok(Ok((stream, facts))) = handshake else {
        wire.closed(counter.read(), counter.written());
        return;
    };
    wire.tls_started(&facts.version, &facts.cipher);
    let first_words = if store.is_some() { greeting(&server.host) } else { full_house(&server.host) };
    let talk = Talk::new(stream, wire, first_words);
    let talk = match store {
        Some(store) => Session::new(talk, store).run().await,
        None => talk.only_greet().await,
    };
    part(talk, &counter).await;
}

/// The end is written down before the guest can notice it, so that what the guest does next comes later in the trace.
async fn part(talk: Talk, counter: &Counter) {
    talk.wire().closed(counter.read(), counter.written());
    talk.hang_up().await;
}
