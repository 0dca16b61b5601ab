//! A mailbox address as SMTP writes it between angle brackets (RFC 5321 §4.1.2).

use std::fmt;

use serde::{Deserialize, Serialize};

/// `local@domain`, or the null reverse-path `<>` that a bounce comes from (RFC 5321 §4.5.5).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Address(pub String);

impl Address {
    /// The null reverse-path.
    pub const NULL: Self = Self(String::new());

    /// The longest local part, in octets (RFC 5321 §4.5.3.1.1).
    pub const LONGEST_LOCAL: usize = 64;

    /// Whether this may stand before the `@`: atoms with dots between them, or a quoted string (RFC 5321 §4.1.2), also
    /// beyond ASCII (RFC 6531 §3.3).
    pub fn is_local_part(text: &str) -> bool {
        let is_short = !text.is_empty() && text.len() <= Self::LONGEST_LOCAL;
        is_short
            && match text.strip_prefix('"') {
                Some(rest) => rest.strip_suffix('"').is_some_and(is_quoted_content),
                None => text.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_character)),
            }
    }

    /// Whether this is an address literal, which may stand behind the `@` instead of a domain: `[192.0.2.25]` or
    /// `[IPv6:2001:db8::25]` (RFC 5321 §4.1.3).
    pub fn is_literal(text: &str) -> bool {
        let Some(inside) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return false };
        match inside.get(..5).filter(|tag| tag.eq_ignore_ascii_case("IPv6:")) {
            Some(_) => inside[5..].parse::<std::net::Ipv6Addr>().is_ok(),
            None => inside.parse::<std::net::Ipv4Addr>().is_ok(),
        }
    }

    /// Whether this is the null reverse-path.
    pub fn is_null(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this names a mailbox at a domain; the null reverse-path does not, and neither does what somebody made up.
    pub fn is_mailbox(&self) -> bool {
        Self::is_local_part(self.local()) && !self.domain().is_empty()
    }

    /// What stands before the last `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or(self.0.as_str(), |(local, _)| local)
    }

    /// What stands behind the last `@`; empty where there is none.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// What stands between the quotation marks of a quoted string: `"` and `\` only behind a `\`.
fn is_quoted_content(content: &str) -> bool {
    let mut escaped = false;
    for c in content.chars() {
        if c.is_control() || (c == '"' && !escaped) {
            return false;
        }
        escaped = c == '\\' && !escaped;
    }
    !escaped
}

fn is_atom_character(c: char) -> bool {
    let is_beyond_ascii = !c.is_ascii() && !c.is_control() && !c.is_whitespace();
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || is_beyond_ascii
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Address {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Address {
    fn from(text: String) -> Self {
        Self(text)
    }
}
