//! How much a door takes before it says no.

use std::time::Duration;

/// The bounds of one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The longest line, in octets, its CRLF among them: a command or a line of a letter (RFC 5321 §4.5.3.1.6).
    pub line: usize,
    /// How long a client may take until its next command is whole (RFC 5321 §4.5.3.2.7: at least five minutes).
    pub idle: Duration,
    /// How long it may take until its EHLO is whole, while places are scarce.
    pub hurried: Duration,
    /// How long it may take over each line of a letter (RFC 5321 §4.5.3.2.5: three minutes for a block of it).
    pub letter_line: Duration,
    /// How long it may take over a whole letter.
    pub letter: Duration,
    /// How long the handshake of TLS may take.
    pub handshake: Duration,
    /// How long a whole session may last.
    pub session: Duration,
    /// How many commands a session may have.
    pub commands: u32,
    /// How many of them may be wrong.
    pub mistakes: u32,
    /// How many recipients a letter may have (RFC 5321 §4.5.3.1.8: at least 100).
    pub recipients: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            line: 1_000,
            idle: Duration::from_mins(5),
            hurried: Duration::from_secs(30),
            letter_line: Duration::from_mins(3),
            letter: Duration::from_mins(20),
            handshake: Duration::from_secs(30),
            session: Duration::from_hours(2),
            commands: 1_000,
            mistakes: 20,
            recipients: 100,
        }
    }
}
