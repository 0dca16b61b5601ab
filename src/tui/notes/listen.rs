//! The second terminal's side: finds a speaker, and hears what is on the screen.

use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::time::Duration;

use futures_util::{Stream, stream};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::card::Card;
use super::place::{self, Address};

/// The longest card, in octets.
const LONGEST: u64 = 256 * 1024;
/// How long a speaker has to take the call.
const PATIENCE: Duration = Duration::from_secs(3);

/// A speaker who has been found.
pub(in crate::tui) struct Listener {
    stream: TcpStream,
}

/// The newest speaker who answers.
pub(in crate::tui) async fn find() -> Option<Listener> {
    find_in(&place::folder()).await
}

pub(super) async fn find_in(folder: &Path) -> Option<Listener> {
    for (path, address) in place::all(folder) {
        match call(&address).await {
            Ok(listener) => return Some(listener),
            // Whoever wrote it was ended before it could take it away.
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                let _ = std::fs::remove_file(path);
            }
            Err(_) => {}
        }
    }
    None
}

async fn call(address: &Address) -> io::Result<Listener> {
    let mut stream = timeout(PATIENCE, TcpStream::connect((Ipv4Addr::LOCALHOST, address.port))).await??;
    stream.write_all(format!("{}\n", address.token).as_bytes()).await?;
    Ok(Listener { stream })
}

impl Listener {
    /// What is on the screen, whenever it changes, until the lesson ends.
    pub(in crate::tui) fn cards(self) -> impl Stream<Item = Card> {
        stream::unfold(BufReader::new(self.stream), |mut reader| async move {
            let mut line = String::new();
            (&mut reader).take(LONGEST).read_line(&mut line).await.ok()?;
            Some((serde_json::from_str(&line).ok()?, reader))
        })
    }
}
