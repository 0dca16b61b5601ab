//! The line from a door to the mailin server behind it.
//!
//! mailin hangs up on whoever is silent for five minutes. What the door answers by itself mailin never hears, so a word
//! is said to it now and then on behalf of a client that takes its time.

use std::io;
use std::time::Duration;

use tokio::time::Instant;

use super::super::backend::{Backends, NAME, Place};
use crate::net::{Line, Lines, Stream, connect_backend};
use crate::trace::{Origin, Reply, Service};

/// The longest line that mailin says.
const LONGEST_REPLY: usize = 4_096;

/// How long mailin hears nothing before it is told that the client is still there.
const SILENCE: Duration = Duration::from_mins(1);

/// A connection to mailin.
pub struct Backline {
    lines: Lines,
    idle: Duration,
    /// When something was said last.
    spoke: Instant,
    /// Given back when the connection is.
    place: Place,
}

impl Backline {
    /// Connects, and hears the greeting. None where there is no place for another visitor.
    pub async fn open(service: Service, origin: Origin, idle: Duration) -> io::Result<Option<Self>> {
        let Some(place) = Backends::shared()?.place(service, origin).await? else { return Ok(None) };
        let stream = connect_backend(place.address).await?;
        let lines = Lines::new(Stream::plain(stream), idle);
        let mut backline = Self { lines, idle, spoke: Instant::now(), place };
        match backline.reply().await?.code {
            220 => Ok(Some(backline)),
            _ => Err(io::ErrorKind::ConnectionRefused.into()),
        }
    }

    /// Says something that has no reply.
    pub async fn send(&mut self, octets: &[u8]) -> io::Result<()> {
        self.spoke = Instant::now();
        self.lines.send(octets).await
    }

    /// Whether nothing has been said for so long that something should be.
    pub fn is_silent(&self) -> bool {
        self.spoke.elapsed() > SILENCE
    }

    /// Says a line, with its CRLF, and hears the reply.
    pub async fn ask(&mut self, line: &str) -> io::Result<Reply> {
        self.send(line.as_bytes()).await?;
        self.reply().await
    }

    /// Says that the client is still there, where mailin has heard nothing of it for long. Between two commands only.
    pub async fn stay_awake(&mut self) -> io::Result<()> {
        if self.is_silent() {
            self.ask("NOOP\r\n").await?;
        }
        Ok(())
    }

    /// STARTTLS has been agreed on: does it.
    pub async fn encrypt(self) -> io::Result<Self> {
        let config = self.place.tls.clone().ok_or(io::ErrorKind::Unsupported)?;
        let stream = self.lines.into_stream().connect_tls(NAME, config).await?;
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
