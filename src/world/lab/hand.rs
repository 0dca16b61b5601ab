//! A connection to a door of the lab that is typed by hand, from the first greeting on.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use crate::net::{Authority, Line, Lines, Stream, connect_backend};
use crate::trace::Reply;

/// The longest line of an answer.
const LONGEST_LINE: usize = 4_096;

/// The most lines of one answer.
const MOST_LINES: usize = 100;

/// How long a server may keep silent: longer than it lets a client.
const SILENCE: Duration = Duration::from_hours(2);

/// A caller.
pub struct Hand {
    lines: Lines,
    /// The server's name, which its certificate has to bear.
    host: String,
    /// The lines of an answer that has not come to its end.
    texts: Vec<String>,
}

impl Hand {
    /// Calls a door of this machine.
    ///
    /// # Errors
    /// Where nobody answers.
    pub async fn call(host: &str, address: SocketAddr) -> io::Result<Self> {
        let stream = connect_backend(address).await?;
        Ok(Self { lines: Lines::new(Stream::plain(stream), SILENCE), host: host.to_owned(), texts: Vec::new() })
    }

    /// Says a line.
    ///
    /// # Errors
    /// Where the connection breaks.
    pub async fn say(&mut self, line: &str) -> io::Result<()> {
        self.lines.send(format!("{line}\r\n").as_bytes()).await
    }

    /// Waits for the next answer; none where the server has hung up. Whoever waits may stop, and go on later.
    ///
    /// # Errors
    /// Where the connection breaks.
    pub async fn hear(&mut self) -> io::Result<Option<Reply>> {
        loop {
            let Line::Whole(line) = self.lines.next(LONGEST_LINE).await? else { return Ok(None) };
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\r', '\n']);
            let (code, rest) = line.split_at_checked(3).ok_or(io::ErrorKind::InvalidData)?;
            let code = code.parse().map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
            self.texts.push(rest.get(1..).unwrap_or_default().to_owned());
            if !rest.starts_with('-') {
                return Ok(Some(Reply::new(code, std::mem::take(&mut self.texts).join("\n"))));
            }
            if self.texts.len() == MOST_LINES {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
    }

    /// Begins TLS: the server has agreed to STARTTLS.
    ///
    /// # Errors
    /// Where the handshake fails, or the certificate is not the server's.
    pub async fn encrypt(self) -> io::Result<Self> {
        let config = Authority::for_visitors().client_config();
        let stream = self.lines.into_stream().connect_tls(&self.host, config).await?;
        Ok(Self { lines: Lines::new(stream, SILENCE), ..self })
    }
}
