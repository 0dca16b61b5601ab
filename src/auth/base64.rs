//! Base64 (RFC 4648 §4), as keys and signatures are written in DKIM, and hashes in a content security policy.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text for these octets, with padding.
pub(crate) fn encode(octets: &[u8]) -> String {
    octets.chunks(3).flat_map(quartet).collect()
}

fn quartet(chunk: &[u8]) -> [char; 4] {
    let octet = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
    let bits = octet(0) << 16 | octet(1) << 8 | octet(2);
    let digit = |index: usize| char::from(ALPHABET[(bits >> (18 - 6 * index)) as usize & 63]);
    std::array::from_fn(|index| if index <= chunk.len() { digit(index) } else { '=' })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_examples_of_rfc_4648() {
        for (octets, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("fooba", "Zm9vYmE=")] {
            assert_eq!(super::encode(octets.as_bytes()), text);
        }
    }
}
