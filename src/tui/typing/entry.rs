//! What stands in the conversation.

use crate::trace::Reply;
use crate::tutor::Part;

/// One entry of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum Entry {
    /// A command.
    Said(String),
    /// A line of the letter.
    OfLetter(String, Part),
    /// What the server answered.
    Answered(Reply),
    /// TLS has begun.
    Encrypted,
    /// The connection is gone.
    HungUp,
    /// The learner has called once more.
    CalledAgain,
    /// Something was typed, and nobody is there.
    NobodyListens,
}
