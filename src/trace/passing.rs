//! How a server passes a letter on that is for an address of its own, and yet for nobody with a mailbox there.

use serde::{Deserialize, Serialize};

/// Why a letter goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Passing {
    /// The address is an alias: the letter goes on as it is (RFC 5321 §3.9.1).
    Alias {
        /// Whether the reverse-path was rewritten, so that it names a domain of this server (SRS).
        srs: bool,
    },
    /// The address is that of a mailing list: the letter goes to its members, from the list (RFC 5321 §3.9.2).
    List,
    /// The address is a reverse-path that this server has rewritten: a bounce finds its way back.
    Returned,
}

/// Why a list does not append its footer to a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoFooter {
    /// The body is no plain text: a text behind its last part would be read by nobody, or break it.
    NotPlainText,
    /// The body is encoded (`base64`, `quoted-printable`).
    Encoded,
    /// The character set of the body cannot express the footer.
    CharacterSet,
}
