//! Where letters lie: the mailboxes of users, and the queues of servers.

use serde::Serialize;

use crate::trace::LetterId;

/// A folder or a queue, and what lies in it at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// On which host.
    pub host: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Whose: the user's name, or empty for a queue.
    pub owner: String,
    /// What it is in the reader's words: “aoi's inbox”.
    pub label: String,
    /// What lies in it, in the order in which it came.
    pub letters: Vec<Placed>,
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// Where wanted letters go.
    Inbox,
    /// Where suspicious letters go.
    Junk,
    /// Letters that wait on a server for their next try.
    Queue,
}

/// A letter in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// Which letter.
    pub letter: LetterId,
    /// The header From as a mail client shows it; in a queue the envelope To it waits for.
    pub who: String,
    /// Its subject, decoded.
    pub subject: String,
    /// In a queue: which try is next, and when.
    pub note: Option<String>,
    /// Whether it came with this step.
    pub new: bool,
}
