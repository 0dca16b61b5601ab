//! What a client sends as a literal: how it is announced, and what of it goes into the trace.
//!
//! ```text
//!  A5 APPEND INBOX {342}       a line; the client waits for the server's +
//!  From: …                     342 octets: the letter
//!                              the rest of the line, empty here
//!  A1 LOGIN mari {11+}         a line; the client does not wait (RFC 7888)
//!  mari-secret                 the literal and the rest of the line: one line in the trace
//! ```

/// A literal that a line announces at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Announced {
    /// How many octets.
    pub(super) length: u32,
    /// Whether the client waits to be told that it may send them.
    pub(super) waits: bool,
}

/// The literal that a line announces: `{5}` or `{5+}` at its end.
pub(super) fn announced(line: &[u8]) -> Option<Announced> {
    let open = line.iter().rposition(|octet| *octet == b'{')?;
    let inner = line.get(open + 1..)?.strip_suffix(b"}")?;
    let digits = inner.strip_suffix(b"+").unwrap_or(inner);
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let length = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(Announced { length, waits: digits.len() == inner.len() })
}

/// The literal that is coming in.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    /// How many of its octets have not come yet.
    pub(super) missing: usize,
    is_letter: bool,
    gathered: Vec<u8>,
    /// Whether the next line is the rest of one that has been written down.
    rest: bool,
}

impl Incoming {
    /// Behind this line a literal of that length comes.
    pub(super) fn expect(&mut self, line: &[u8], length: usize) {
        let command = line.split(|octet| *octet == b' ').nth(1).unwrap_or_default();
        self.missing = length;
        self.is_letter = command.eq_ignore_ascii_case(b"APPEND");
        self.rest = true;
    }

    /// Whether the command that has announced it goes on.
    pub(super) fn goes_on(&self) -> bool {
        self.missing > 0 || self.rest
    }

    /// Takes octets of it, and gives the letter back once it is whole.
    pub(super) fn octets(&mut self, octets: &[u8]) -> Option<Vec<u8>> {
        self.gathered.extend_from_slice(octets);
        self.missing = self.missing.saturating_sub(octets.len());
        (self.missing == 0 && self.is_letter).then(|| std::mem::take(&mut self.gathered))
    }

    /// What is to be written down of a line: with the literal before it, where that is no letter. None where it is only
    /// the empty rest of one.
    pub(super) fn line(&mut self, line: &[u8]) -> Option<Vec<u8>> {
        let mut spoken = std::mem::take(&mut self.gathered);
        spoken.extend_from_slice(line);
        let is_rest = std::mem::take(&mut self.rest) && self.is_letter;
        (!spoken.is_empty() || !is_rest).then_some(spoken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_announced_at_the_end_of_a_line() {
        let of = |line: &[u8]| announced(line).map(|announced| (announced.length, announced.waits));
        assert_eq!(of(b"a LOGIN {5}"), Some((5, true)));
        assert_eq!(of(b"a APPEND INBOX ~{300+}"), Some((300, false)));
        for line in ["a LOGIN {}", "a {+}", "a {5} ", "a {-5}", "a {++}", "a {4294967296}", "a 5}", ""] {
            assert_eq!(of(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn a_letter_stands_apart_from_lines() {
        let mut incoming = Incoming::default();
        assert_eq!(incoming.line(b"a APPEND INBOX {4}").as_deref(), Some(&b"a APPEND INBOX {4}"[..]));
        incoming.expect(b"a APPEND INBOX {4}", 4);
        assert_eq!(incoming.octets(b"ab"), None);
        assert_eq!(incoming.octets(b"\r\n").as_deref(), Some(&b"ab\r\n"[..]));
        assert_eq!(incoming.line(b""), None);
        assert_eq!(incoming.line(b"").as_deref(), Some(&b""[..]));
        incoming.expect(b"b LOGIN {4}", 4);
        assert_eq!(incoming.octets(b"mari"), None);
        assert_eq!(incoming.line(b" x").as_deref(), Some(&b"mari x"[..]));
    }
}
