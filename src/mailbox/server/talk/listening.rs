//! What a client says, line by line and literal by literal: into the trace first, then into the state machine.

use imap_next::State;
use tokio::time::Instant;

use super::{End, Talk};
use crate::mailbox::server::incoming::{Announced, announced};
use crate::mailbox::server::transcript::split_line;
use crate::net::Line;
use crate::trace::Side;

/// The longest line that a client may send; RFC 2683 §3.2.1.5 asks for 8,000 octets.
const LONGEST_LINE: usize = 8 * 1024;

/// How much of a literal is taken at once.
const CHUNK: usize = 64 * 1024;

/// How many lines a client may send in one session.
const MOST_LINES: usize = 10_000;

/// How many octets a client may be sent in one session; each is kept in the trace too.
const MOST_SAID: usize = 256 * 1024 * 1024;

impl Talk {
    /// Passes one line on to the state machine, or a piece of a literal; false where the line was too long.
    pub(super) async fn read(&mut self) -> Result<bool, End> {
        let next = async {
            if self.literal.missing > 0 {
                self.lines.octets(self.literal.missing.min(CHUNK)).await
            } else {
                self.lines.next(LONGEST_LINE).await
            }
        };
        let left = self.login_by.map(|by| by.saturating_duration_since(Instant::now()));
        let patience = left.map_or(self.patience, |left| left.min(self.patience));
        match tokio::time::timeout(patience, next).await.map_err(|_| End::Idle)?? {
            Line::Whole(octets) if self.literal.missing > 0 => self.take_literal(&octets),
            Line::Whole(octets) => self.take_line(&octets)?,
            Line::TooLong { .. } => {
                self.count_line()?;
                return Ok(false);
            }
            Line::Gone => return Err(End::Gone),
            Line::Idle => return Err(End::Idle),
            Line::Endless => return Err(End::TooMuch),
        }
        Ok(true)
    }

    fn take_line(&mut self, octets: &[u8]) -> Result<(), End> {
        self.count_line()?;
        let (line, _) = split_line(octets);
        if let Some(spoken) = self.literal.line(line) {
            self.wire.line(Side::Client, &spoken, self.secret);
        }
        if octets.ends_with(b"\r\n")
            && let Some(announced) = announced(line)
        {
            self.expect(line, announced)?;
        }
        self.server.enqueue_input(octets);
        Ok(())
    }

    /// A literal that is too long and comes without waiting for the server's `+` cannot be kept off; whoever sends it has
    /// to call again. One that waits is refused by the state machine.
    fn expect(&mut self, line: &[u8], announced: Announced) -> Result<(), End> {
        if announced.length <= self.longest_literal {
            if !self.share.holds(announced.length as usize) {
                return Err(End::NoRoom);
            }
            self.literal.expect(line, announced.length as usize);
            return Ok(());
        }
        if announced.waits { Ok(()) } else { Err(End::TooMuch) }
    }

    fn take_literal(&mut self, octets: &[u8]) {
        if let Some(letter) = self.literal.octets(octets) {
            self.wire.content(Side::Client, letter, self.secret);
        }
        self.server.enqueue_input(octets);
    }

    fn count_line(&mut self) -> Result<(), End> {
        self.heard += 1;
        if self.heard > MOST_LINES || self.said > MOST_SAID { Err(End::TooMuch) } else { Ok(()) }
    }
}
