//! The four stages of a delivery.

use serde::{Deserialize, Serialize};

/// One of the four stages of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// ① The sender's PC hands the letter to the sender's server.
    Submission,
    /// ② The sender's server asks DNS where the letter has to go.
    Resolution,
    /// ③ The sender's server passes it to the receiver's server, which checks it.
    Transfer,
    /// ④ The receiver's PC fetches it.
    Retrieval,
}

impl Stage {
    /// All four, in order.
    pub const ALL: [Self; 4] = [Self::Submission, Self::Resolution, Self::Transfer, Self::Retrieval];

    /// 1 to 4.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The name that scenario files use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::Resolution => "resolution",
            Self::Transfer => "transfer",
            Self::Retrieval => "retrieval",
        }
    }
}
