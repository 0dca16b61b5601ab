//! The parts of a letter that facts speak of: its envelope, its header fields, and a server's reply to it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Address, Octets};

/// The envelope: what the servers go by, and a mail client never shows (RFC 5321 §2.3.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Envelope {
    /// The reverse-path, `MAIL FROM`: where a bounce goes.
    pub from: Address,
    /// The forward-paths, `RCPT TO`: where the letter goes.
    pub to: Vec<Address>,
}

/// One header field, folded as it stands in the letter, without the last line end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The name before the colon.
    pub name: String,
    /// All behind the colon, with the folding inside it.
    pub value: Octets,
}

/// A server's reply: a code of three digits, and what it says (RFC 5321 §4.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The three digits.
    pub code: u16,
    /// The text behind the code, with the enhanced status code (RFC 3463) where there is one; lines joined by `\n`.
    pub text: String,
}

impl Reply {
    /// A reply.
    pub fn new(code: u16, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }

    /// 2xx or 3xx.
    pub fn is_positive(&self) -> bool {
        (200..400).contains(&self.code)
    }

    /// 4xx: try again later.
    pub fn is_transient(&self) -> bool {
        (400..500).contains(&self.code)
    }

    /// The enhanced status code (RFC 3463), such as `5.7.1`, where the text begins with one.
    pub fn status(&self) -> Option<&str> {
        let word = self.text.split_whitespace().next()?;
        let parts: Vec<&str> = word.split('.').collect();
        let fits = parts.len() == 3 && parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
        (fits && matches!(parts[0], "2" | "4" | "5")).then_some(word)
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.text.replace('\n', " "))
    }
}
