//! Lines out of a stream, within bounds of length and time.
//!
//! Who sends an octet a second is as slow as who sends nothing: a line has to be whole in time, however often something
//! of it comes. A line that is too long is read to its end and thrown away, so that the conversation can go on behind
//! it; one that seems to have no end is given up.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, timeout_at};

use super::Stream;

/// How much is read from the socket at once.
const CHUNK: usize = 16 * 1024;

/// How much of a line that is too long is thrown away before it counts as one without an end.
const ENDLESS: usize = 1024 * 1024;

/// How long somebody is heard out who still talks when all has been said.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// How much of that is listened to.
const MOST_LAST_WORDS: usize = 64 * 1024 * 1024;

/// One line, or why there is none.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// All octets up to and with the line feed; or some octets, where no line was asked for.
    Whole(Vec<u8>),
    /// The line was longer than allowed. It has been read to its end and thrown away.
    TooLong {
        /// Whether it ended in CRLF rather than in a bare LF.
        crlf: bool,
    },
    /// The line was far longer than allowed, and still had no end.
    Endless,
    /// The other side has gone.
    Gone,
    /// It was not whole in time.
    Idle,
}

/// A stream that is read in lines.
pub struct Lines {
    stream: Stream,
    buffer: Vec<u8>,
    /// How far into the buffer everything has been taken.
    taken: usize,
    idle: Duration,
}

impl Lines {
    /// Reads lines from a stream, each of which has to be whole within `idle`.
    pub fn new(stream: Stream, idle: Duration) -> Self {
        Self { stream, buffer: Vec::new(), taken: 0, idle }
    }

    /// From now on a line has to be whole within that time.
    pub fn hurry(&mut self, idle: Duration) {
        self.idle = idle;
    }

    /// The next line of at most `longest` octets, its line end among them.
    ///
    /// # Errors
    /// Where the connection breaks.
    pub async fn next(&mut self, longest: usize) -> io::Result<Line> {
        let end = Instant::now() + self.idle;
        // The last octet of what has been thrown away, and how much it was.
        let (mut thrown, mut waste) = (None, 0);
        let mut searched = 0;
        loop {
            let waiting = &self.buffer[self.taken..];
            if let Some(at) = waiting[searched..].iter().position(|byte| *byte == b'\n') {
                let line = self.take(searched + at + 1);
                return Ok(whole_or_too_long(line, thrown, longest));
            }
            searched = waiting.len();
            if searched > longest {
                thrown = self.take(searched).pop();
                waste += searched;
                searched = 0;
            }
            if waste > ENDLESS {
                return Ok(Line::Endless);
            }
            match self.fill(end).await? {
                Filled::Some => {}
                Filled::Gone => return Ok(Line::Gone),
                Filled::Idle => return Ok(Line::Idle),
            }
        }
    }

    /// The next octets, at least one and at most `most` of them, whether they end a line or not.
    ///
    /// # Errors
    /// Where the connection breaks.
    pub async fn octets(&mut self, most: usize) -> io::Result<Line> {
        if self.taken == self.buffer.len() {
            match self.fill(Instant::now() + self.idle).await? {
                Filled::Some => {}
                Filled::Gone => return Ok(Line::Gone),
                Filled::Idle => return Ok(Line::Idle),
            }
        }
        let waiting = self.buffer.len() - self.taken;
        Ok(Line::Whole(self.take(waiting.min(most))))
    }

    /// Throws away what nobody has read yet.
    pub fn forget(&mut self) {
        self.buffer.clear();
        self.taken = 0;
    }

    /// Sends octets.
    ///
    /// # Errors
    /// Where the connection breaks.
    pub async fn send(&mut self, octets: &[u8]) -> io::Result<()> {
        let sent = async {
            self.stream.write_all(octets).await?;
            self.stream.flush().await
        };
        tokio::time::timeout(self.idle, sent).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
    }

    /// Says goodbye on the transport.
    pub async fn shutdown(&mut self) {
        // The other side may be gone already, and then there is nobody to say it to.
        let _ = tokio::time::timeout(self.idle, self.stream.shutdown()).await;
    }

    /// Hears out who still talks when all has been said. A connection that is closed while octets wait to be read is torn
    /// off, and the other side may lose what it was told last.
    pub async fn hear_out(&mut self) {
        let (end, mut heard) = (Instant::now() + LAST_WORDS, 0);
        while heard < MOST_LAST_WORDS {
            self.forget();
            match self.fill(end).await {
                Ok(Filled::Some) => heard += self.buffer.len(),
                Ok(Filled::Gone | Filled::Idle) | Err(_) => return,
            }
        }
    }

    /// The stream back, without what has been read ahead.
    pub fn into_stream(self) -> Stream {
        self.stream
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        let line = self.buffer[self.taken..self.taken + length].to_vec();
        self.taken += length;
        if self.taken == self.buffer.len() {
            self.forget();
        }
        line
    }

    async fn fill(&mut self, end: Instant) -> io::Result<Filled> {
        self.buffer.drain(..self.taken);
        self.taken = 0;
        self.buffer.reserve(CHUNK);
        // Nothing of the buffer changes until octets are there, so whoever waits for a line may stop waiting.
        let read = timeout_at(end, self.stream.read_buf(&mut self.buffer)).await;
        Ok(match read {
            Err(_) => Filled::Idle,
            Ok(Err(error)) if is_goodbye(&error) => Filled::Gone,
            Ok(Err(error)) => return Err(error),
            Ok(Ok(0)) => Filled::Gone,
            Ok(Ok(_)) => Filled::Some,
        })
    }
}

/// The line, unless something of it has been thrown away or it is too long by itself.
fn whole_or_too_long(line: Vec<u8>, thrown: Option<u8>, longest: usize) -> Line {
    if thrown.is_none() && line.len() <= longest {
        return Line::Whole(line);
    }
    let before = line.len().checked_sub(2).map_or(thrown, |at| line.get(at).copied());
    Line::TooLong { crlf: before == Some(b'\r') }
}

enum Filled {
    Some,
    Gone,
    Idle,
}

/// Many programs hang up without the last words of TLS.
fn is_goodbye(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset)
}
