//! Canonicalization (RFC 6376 §3.4): the form in which a letter is hashed, so that small changes on the way do no harm.
//!
//! Servers fold long lines, trim spaces and add or drop empty lines at the end. `simple` tolerates next to nothing of
//! that; `relaxed` tolerates white space. `c=relaxed/simple` says `relaxed` for the header and `simple` for the body.
//!
//! ```text
//!            header field                          body
//!  simple    as it stands                          without the empty lines at its end
//!  relaxed   name in lower case, unfolded,         the same, runs of white space as one space,
//!            runs of white space as one space      none at the end of a line
//! ```

use mail_auth::dkim::Canonicalization;

const CRLF: &[u8] = b"\r\n";

/// A header field as it is hashed. The value is all behind the colon, with its line end where it has one.
pub(in crate::auth) fn field(kind: Canonicalization, name: &[u8], value: &[u8]) -> Vec<u8> {
    match kind {
        // §3.4.1
        Canonicalization::Simple => [name, b":", value].concat(),
        // §3.4.2
        Canonicalization::Relaxed => {
            let mut canonical = name.trim_ascii().to_ascii_lowercase();
            canonical.push(b':');
            unfold(value, &mut canonical);
            if value.ends_with(b"\n") {
                canonical.extend_from_slice(CRLF);
            }
            canonical
        }
    }
}

/// Words with one space between them. A fold is a line end before white space; the line end goes.
fn unfold(value: &[u8], canonical: &mut Vec<u8>) {
    let mut before = None;
    for byte in value.trim_ascii() {
        if byte.is_ascii_whitespace() {
            before = Some(byte);
            continue;
        }
        if before.take().is_some_and(|byte| is_wsp(*byte)) {
            canonical.push(b' ');
        }
        canonical.push(*byte);
    }
}

/// The body as it is hashed, all of it.
pub(in crate::auth) fn body(kind: Canonicalization, octets: &[u8]) -> Vec<u8> {
    let mut canonical = Vec::with_capacity(octets.len() + CRLF.len());
    // Where the last line that is not empty ends.
    let mut end = 0;
    for one in lines(octets) {
        let begin = canonical.len();
        match kind {
            Canonicalization::Simple => canonical.extend_from_slice(one),
            Canonicalization::Relaxed => line(one, &mut canonical),
        }
        let is_empty = canonical.len() == begin;
        canonical.extend_from_slice(CRLF);
        if !is_empty {
            end = canonical.len();
        }
    }
    canonical.truncate(end);
    // §3.4.3: a body without anything is one line end; §3.4.4: relaxed, it is nothing.
    if canonical.is_empty() && kind == Canonicalization::Simple {
        canonical.extend_from_slice(CRLF);
    }
    canonical
}

/// The lines of a body without their line ends; the last one need not have one.
pub(super) fn lines(mut octets: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        if octets.is_empty() {
            return None;
        }
        let end = octets.windows(CRLF.len()).position(|two| two == CRLF);
        let (line, rest) = octets.split_at(end.unwrap_or(octets.len()));
        octets = rest.strip_prefix(CRLF).unwrap_or(rest);
        Some(line)
    })
}

/// §3.4.4: runs of white space as one space, none at the end.
pub(super) fn line(octets: &[u8], canonical: &mut Vec<u8>) {
    let mut pending = false;
    for byte in octets {
        if is_wsp(*byte) {
            pending = true;
            continue;
        }
        if std::mem::take(&mut pending) {
            canonical.push(b' ');
        }
        canonical.push(*byte);
    }
}

/// White space within a line (RFC 5234 appendix B.1).
fn is_wsp(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

#[cfg(test)]
mod tests {
    use mail_auth::dkim::Canonicalization::{Relaxed, Simple};
    use proptest::prelude::*;

    use super::*;

    const BODY: &[u8] = b" C \r\nD \t E\r\n\r\n\r\n";

    /// RFC 6376 §3.4.5: one letter, and all that becomes of it.
    #[test]
    fn the_examples_of_rfc_6376() {
        for (kind, a, b, canonical) in [
            (Relaxed, &b"a:X\r\n"[..], &b"b:Y Z\r\n"[..], &b" C\r\nD E\r\n"[..]),
            (Simple, b"A: X\r\n", b"B : Y\t\r\n\tZ  \r\n", b" C \r\nD \t E\r\n"),
        ] {
            assert_eq!(field(kind, b"A", b" X\r\n"), a);
            assert_eq!(field(kind, b"B ", b" Y\t\r\n\tZ  \r\n"), b);
            assert_eq!(body(kind, BODY), canonical);
        }
    }

    #[test]
    fn bodies_end_as_the_rfc_says() {
        for (octets, simple, relaxed) in [
            ("", "\r\n", ""),
            ("\r\n\r\n", "\r\n", ""),
            ("a", "a\r\n", "a\r\n"),
            ("a\r\n", "a\r\n", "a\r\n"),
            (" \t\r\n", " \t\r\n", ""),
            ("a\r\n \r\n\t", "a\r\n \r\n\t\r\n", "a\r\n"),
            ("\r\n\r\na \r\n\r\n", "\r\n\r\na \r\n", "\r\n\r\na\r\n"),
            // A bare line end is no line end (RFC 5322 §2.3).
            ("a \nb\r c", "a \nb\r c\r\n", "a \nb\r c\r\n"),
        ] {
            assert_eq!(String::from_utf8_lossy(&body(Simple, octets.as_bytes())), simple, "{octets:?}");
            assert_eq!(String::from_utf8_lossy(&body(Relaxed, octets.as_bytes())), relaxed, "{octets:?}");
        }
    }

    proptest! {
        /// The library that verifies canonicalizes header fields by itself: any field must come out the same here.
        #[test]
        fn fields_are_what_the_library_makes_of_them(
            name in "[A-Za-z-]{1,8} ?",
            value in proptest::collection::vec(prop_oneof![
                Just(" "), Just("\t"), Just("\r\n "), Just("\r\n\t"), Just("\r"), Just("\u{c}"), Just("x"), Just("Y:z"), Just("é"),
            ], 0..12),
            end in prop_oneof![Just("\r\n"), Just("")],
        ) {
            let value = value.concat() + end;
            for kind in [Simple, Relaxed] {
                let mut theirs = Vec::new();
                kind.canonicalize_headers([(name.as_bytes(), value.as_bytes())].into_iter(), &mut theirs);
                prop_assert_eq!(field(kind, name.as_bytes(), value.as_bytes()), theirs);
            }
        }

        #[test]
        fn a_canonical_body_is_canonical(octets in "[ \ta\r\n]{0,20}") {
            for kind in [Simple, Relaxed] {
                let once = body(kind, octets.as_bytes());
                prop_assert_eq!(body(kind, &once), once);
            }
        }
    }
}
