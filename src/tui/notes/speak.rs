//! The screen's side: it tells whoever knows the token what it shows.

use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::time::Duration;

use rustls::crypto::aws_lc_rs::default_provider;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;

use super::card::Card;
use super::place::{self, Address, Place};
use crate::trace::Time;

/// How many may listen at once.
const LISTENERS: usize = 8;
/// How long one has to say the token, and to take a card.
const PATIENCE: Duration = Duration::from_secs(5);

/// Tells what the screen shows; dropping it ends that, and takes the file away.
#[derive(Debug)]
pub(in crate::tui) struct Speaker {
    cards: watch::Sender<Card>,
    opened: i64,
    task: JoinHandle<()>,
    _place: Place,
}

impl Speaker {
    /// Begins to speak, where `tegami notes` will look.
    pub(in crate::tui) async fn start() -> io::Result<Self> {
        Self::start_in(&place::folder()).await
    }

    pub(super) async fn start_in(folder: &Path) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = Address { port: listener.local_addr()?.port(), token: token()? };
        let place = Place::take(folder, &address)?;
        let (cards, shown) = watch::channel(Card::default());
        let task = tokio::spawn(speak(listener, address.token, shown));
        Ok(Self { cards, opened: Time::now().0, task, _place: place })
    }

    /// When it began, in seconds since 1970.
    pub(in crate::tui) fn opened(&self) -> i64 {
        self.opened
    }

    /// This is on the screen now.
    pub(in crate::tui) fn show(&self, card: Card) {
        self.cards.send_if_modified(|shown| {
            let new = *shown != card;
            *shown = card;
            new
        });
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Sixteen octets that nobody can guess.
fn token() -> io::Result<String> {
    let mut octets = [0; 16];
    let filled = default_provider().secure_random.fill(&mut octets);
    filled.map_err(|_| io::Error::other("no random numbers"))?;
    Ok(format!("{:032x}", u128::from_ne_bytes(octets)))
}

async fn speak(listener: TcpListener, token: String, cards: watch::Receiver<Card>) {
    let mut listeners = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) if listeners.len() < LISTENERS => {
                    listeners.spawn(speak_to(stream, token.clone(), cards.clone()));
                }
                // Too many, or none that could be taken: the next one may be.
                _ => tokio::task::yield_now().await,
            },
            Some(_) = listeners.join_next() => {}
        }
    }
}

/// One listener: first its token, then a card whenever there is another one.
async fn speak_to(stream: TcpStream, token: String, mut cards: watch::Receiver<Card>) -> io::Result<()> {
    let (reading, mut writing) = stream.into_split();
    let mut reading = BufReader::new(reading).take(128);
    let mut said = String::new();
    timeout(PATIENCE, reading.read_line(&mut said)).await??;
    if said.trim_end() != token {
        return Ok(());
    }
    let mut rest = reading.into_inner();
    loop {
        let line = serde_json::to_string(&*cards.borrow_and_update())? + "\n";
        timeout(PATIENCE, writing.write_all(line.as_bytes())).await??;
        tokio::select! {
            changed = cards.changed() => if changed.is_err() { return Ok(()) },
            // Nothing more is expected: whatever comes, or the end, ends it.
            _ = rest.read_u8() => return Ok(()),
        }
    }
}
