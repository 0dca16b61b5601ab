//! Bytes as they were on the wire or in a letter, kept exactly and shown legibly.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A run of bytes that is usually text.
///
/// In a saved trace it is a plain string where it is valid UTF-8, and `{"hex": "…"}` where it is not, so that nothing is
/// lost and most of it stays readable. [`Display`](fmt::Display) shows what cannot be shown as `\x00`.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Octets(pub Vec<u8>);

impl Octets {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// As text on one line or several: control characters other than line ends and tabs, and bytes that are not UTF-8,
    /// stand as `\x1b`.
    pub fn escaped(&self) -> String {
        let mut shown = String::with_capacity(self.0.len());
        for chunk in self.0.utf8_chunks() {
            for c in chunk.valid().chars() {
                if c.is_control() && !matches!(c, '\n' | '\t') {
                    push_escape(&mut shown, c);
                } else {
                    shown.push(c);
                }
            }
            for byte in chunk.invalid() {
                push_escape(&mut shown, char::from(*byte));
            }
        }
        shown
    }
}

/// `\x1b` for what one byte held, `\u{85}` for the few control characters beyond.
fn push_escape(shown: &mut String, c: char) {
    use fmt::Write;
    // Writing to a String cannot fail.
    let _ = write!(shown, "\\x{:02x}", u32::from(c));
}

impl fmt::Debug for Octets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.escaped())
    }
}

impl fmt::Display for Octets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.escaped())
    }
}

impl<T: Into<Vec<u8>>> From<T> for Octets {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl Serialize for Octets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => Stored::Hex { hex: hex(&self.0) }.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Octets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Stored::deserialize(deserializer)? {
            Stored::Text(text) => Ok(Self(text.into_bytes())),
            Stored::Hex { hex } => unhex(&hex).map(Self).ok_or_else(|| de::Error::custom("odd hexadecimal text")),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Stored {
    Text(String),
    Hex { hex: String },
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

fn unhex(hex: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> =
        hex.chars().map(|c| c.to_digit(16)).map(|d| d.and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_text_survives_saving_and_is_shown_escaped() {
        for bytes in [&b"plain"[..], b"\x00\xff\x80", "件名".as_bytes(), b"\x1b[31m"] {
            let octets = Octets(bytes.to_vec());
            let saved = serde_json::to_string(&octets).unwrap();
            assert_eq!(serde_json::from_str::<Octets>(&saved).unwrap(), octets);
        }
        assert_eq!(Octets::from("\u{1b}[31m\r\n").escaped(), "\\x1b[31m\\x0d\n");
        assert_eq!(Octets(b"caf\xe9".to_vec()).escaped(), "caf\\xe9");
    }
}
