//! How a message of the server is written into the trace: its lines as lines, and the letter in it in one piece.
//!
//! IMAP sends a letter as a literal: its length in braces at the end of a line, then that many octets, then the rest of
//! the line (RFC 3501 §4.3).
//!
//! ```text
//!  * 1 FETCH (UID 1 BODY[] {342}       a line
//!  From: …                             342 octets: the letter
//!   FLAGS (\Seen))                     a line
//! ```

/// A piece of a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A line without its CRLF; or a literal that is not a letter, such as an odd subject in an ENVELOPE.
    Line(&'a [u8]),
    /// A letter, or a part of one.
    Content(&'a [u8]),
}

/// The pieces of a message that imap-codec has written, in order.
pub(super) fn pieces(message: &[u8]) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), message);
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        pieces.push(Piece::Line(line));
        rest = after;
        if let Some((about, length)) = announcement(line) {
            let (literal, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            pieces.push(if is_of_letter(about) { Piece::Content(literal) } else { Piece::Line(literal) });
            rest = after;
        }
    }
    pieces
}

/// The first line without its line end, and what comes after it.
pub(super) fn split_line(octets: &[u8]) -> (&[u8], &[u8]) {
    let end = octets.iter().position(|octet| *octet == b'\n').map_or(octets.len(), |at| at + 1);
    let (line, after) = octets.split_at(end);
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    (line.strip_suffix(b"\r").unwrap_or(line), after)
}

/// What a line says before it announces a literal, and the length of that literal.
fn announcement(line: &[u8]) -> Option<(&[u8], usize)> {
    let open = line.iter().rposition(|octet| *octet == b'{')?;
    let (before, announced) = line.split_at(open);
    let digits = announced.strip_prefix(b"{")?.strip_suffix(b"}")?;
    let length = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some((before.strip_suffix(b"~").unwrap_or(before).trim_ascii_end(), length))
}

/// Whether the literal announced behind these words is of the letter: `BODY[…]`, `BODY[…]<0>`, `BINARY[…]`, `RFC822…`.
fn is_of_letter(about: &[u8]) -> bool {
    let item = about.rsplit(|octet| matches!(octet, b' ' | b'(')).next().unwrap_or_default();
    about.ends_with(b"]") || about.ends_with(b">") || item.starts_with(b"RFC822")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_apart_from_lines() {
        let message =
            b"* 1 FETCH (ENVELOPE (NIL {6}\r\na {9}\n NIL) BODY[] {8}\r\nA: b\r\n\r\n BINARY[]<2> ~{2}\r\n\0\n)\r\n";
        let expected = [
            Piece::Line(b"* 1 FETCH (ENVELOPE (NIL {6}"),
            Piece::Line(b"a {9}\n"),
            Piece::Line(b" NIL) BODY[] {8}"),
            Piece::Content(b"A: b\r\n\r\n"),
            Piece::Line(b" BINARY[]<2> ~{2}"),
            Piece::Content(b"\0\n"),
            Piece::Line(b")"),
        ];
        assert_eq!(pieces(message), expected);
    }
}
