//! The line from a door to the mailin server behind it.

use std::io;
use std::time::Duration;

use tokio::sync::OwnedSemaphorePermit;

use super::super::backend::Backends;
use crate::net::{Line, Lines, Stream, connect_backend};
use crate::trace::{Origin, Reply, Service};

/// The longest line that mailin says.
const LONGEST_REPLY: usize = 4_096;

/// A connection to mailin.
pub struct Backline {
    lines: Lines,
    idle: Duration,
    /// Given back when the connection is.
    _place: OwnedSemaphorePermit,
}

impl Backline {
    /// Connects, and hears the greeting. None where there is no place for another visitor.
    pub async fn open(service: Service, origin: Origin, idle: Duration) -> io::Result<Option<Self>> {
        let Some((address, place)) = Backends::shared()?.place(service, origin).await else { return Ok(None) };
        let stream = connect_backend(address).await?;
        let mut backline = Self { lines: Lines::new(Stream::plain(stream), idle), idle, _place: place };
        match backline.reply().await?.code {
            220 => Ok(Some(backline)),
            _ => Err(io::ErrorKind::ConnectionRefused.into()),
        }
    }

    /// Says something that has no reply.
    pub async fn send(&mut self, octets: &[u8]) -> io::Result<()> {
        self.lines.send(octets).await
    }

    /// Says a line, with its CRLF, and hears the reply.
    pub async fn ask(&mut self, line: &str) -> io::Result<Reply> {
        self.send(line.as_bytes()).await?;
        self.reply().await
    }

    /// STARTTLS has been agreed on: does it.
    pub async fn encrypt(self) -> io::Result<Self> {
        let config = Backends::shared()?.tls.clone();
        let stream = self.lines.into_stream().connect_tls(Backends::name(), config).await?;
        Ok(Self { lines: Lines::new(stream, self.idle), ..self })
    }

    async fn reply(&mut self) -> io::Result<Reply> {
        let mut texts: Vec<String> = Vec::new();
        loop {
            let Line::Whole(line) = self.lines.next(LONGEST_REPLY).await? else {
                return Err(io::ErrorKind::UnexpectedEof.into());
            };
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\r', '\n']);
            let (code, rest) = line.split_at_checked(3).ok_or(io::ErrorKind::InvalidData)?;
            texts.push(rest.get(1..).unwrap_or_default().to_owned());
            if !rest.starts_with('-') {
                let code = code.parse().map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
                return Ok(Reply::new(code, texts.join("\n")));
            }
        }
    }
}
