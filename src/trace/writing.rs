//! How a letter was written.

use serde::{Deserialize, Serialize};

/// How a letter was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Writing {
    /// In a mail client, or by a server of this world.
    #[default]
    Composed,
    /// By hand, as lines of SMTP.
    Typed,
    /// Not at all: it is a letter that somebody has received, and that goes out once more (see `again`).
    Again,
    /// Nobody in this world saw it: it is known only since it came in at a server's door.
    Heard,
}

impl Writing {
    /// Whether there is nothing to say about it.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference on")]
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::Composed
    }
}
