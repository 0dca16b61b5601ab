//! The mistake: a line feed alone ends a line, so that a dot behind one ends the letter: `\n.\r\n`.
//!
//! Many servers took lines as Unix has them, out of kindness. In December 2023 Timo Longin showed what follows where another
//! server passes such a “line” on as part of a letter: what stands behind the dot is read as commands, and a second letter is
//! smuggled in, in the name of the server that brought it.
//!
//! ```text
//!   what the sending server sends:   … text \n . \r\n MAIL FROM:<…> \r\n … \r\n . \r\n      one letter
//!   what this server reads:          … text │ end │ MAIL FROM:<…>   …    │ end              two letters
//! ```
//!
//! What forbids it: RFC 5321 §2.3.8 (a line ends in CRLF, nothing else) and §4.1.1.4 (`<CRLF>.<CRLF>` ends the data, and
//! nothing else may). Our own door refuses a letter with a bare line feed: 554.

/// Whether such a server takes this line for the end of the letter. `begins` where the line before ended in CRLF.
pub fn ends(line: &[u8], begins: bool) -> bool {
    match line {
        b".\r\n" => !begins,
        b".\n" => true,
        _ => false,
    }
}

/// The letter as such a server understands it: every line feed ends a line.
pub fn in_lines(octets: &[u8]) -> Vec<u8> {
    let lines = octets.split_inclusive(|byte| *byte == b'\n');
    lines.flat_map(|line| [text(line), b"\r\n"].concat()).collect()
}

/// A line without its line end.
fn text(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
