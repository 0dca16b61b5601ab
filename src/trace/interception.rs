//! What a machine in the middle does to a conversation that passes through it.

use serde::{Deserialize, Serialize};

use super::{Octets, Side};

/// One thing that a machine in the middle did. What it only read is in no fact: it has read all that was not encrypted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Interception {
    /// A line was taken out: it was said, and the other end never heard it.
    Removed {
        /// Who said it.
        from: Side,
        /// The line, without its CRLF.
        octets: Octets,
    },
    /// A line of the letter was changed.
    Replaced {
        /// Who sent it.
        from: Side,
        /// The line as it was sent, without its line end.
        was: Octets,
        /// As the other end got it.
        now: Octets,
    },
    /// The machine answered a command itself: the server never heard it.
    Answered {
        /// What the client said.
        said: Octets,
        /// What it heard for an answer.
        reply: Octets,
    },
}
