//! What the domain says to those who fail.

use serde::{Deserialize, Serialize};

use super::{Look, Mistake, Target};

/// What came of `exp=` (RFC 7208 §6.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The modifier as it is written.
    pub text: String,
    /// Where the explanation is to be found.
    pub target: Target,
    /// What was asked for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looks: Vec<Look>,
    /// What came of it.
    pub ending: Ending,
}

/// Whether there is an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Ending {
    /// There is.
    Given {
        /// As it is published.
        published: String,
        /// With its macros filled in.
        text: String,
    },
    /// DNS has none, or does not answer.
    NotFound,
    /// There are several.
    Several,
    /// It has characters beyond ASCII.
    NotAscii,
    /// It has a mistake in it.
    Mistake {
        /// Where, counted in octets.
        at: u32,
        /// What is wrong.
        mistake: Mistake,
    },
}
