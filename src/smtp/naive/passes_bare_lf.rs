//! The mistake: a server takes a letter with bare line feeds from its users, and sends it on as it is.
//!
//! By itself that harms nobody: for this server a bare line feed is just an octet, and `\n.\r\n` does not end the letter.
//! But the next server may see it otherwise (`bare_lf_ends_data`), and then the user has written commands in the name of this
//! server, which SPF, DKIM and DMARC trust.
//!
//! What forbids it: RFC 5321 §2.3.8: a client must not send CR or LF alone, and a server that gets them should not pass them
//! on. Refusing is what our own door does: 554.

/// Whether a letter has a line feed without a carriage return before it.
pub fn has_bare_lf(octets: &[u8]) -> bool {
    let mut before = 0;
    octets.iter().any(|byte| {
        let bare = *byte == b'\n' && before != b'\r';
        before = *byte;
        bare
    })
}

/// The letter out of its transport form (RFC 5321 §4.5.2): only behind CRLF a line begins, and a first dot is taken away.
pub fn letter(octets: &[u8]) -> Vec<u8> {
    let mut letter = Vec::with_capacity(octets.len());
    for (at, byte) in octets.iter().enumerate() {
        let begins = at == 0 || octets.get(..at).is_some_and(|before| before.ends_with(b"\r\n"));
        if !(begins && *byte == b'.') {
            letter.push(*byte);
        }
    }
    letter
}
