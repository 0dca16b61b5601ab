//! Making text from the wire fit to be shown, whatever it holds.
//!
//! A letter may carry terminal escapes, characters that turn the direction of writing round, and bytes that are no text
//! at all. Each of them stands visibly as `\x1b` or `\u{202e}`, and nothing that is shown is without bounds.

use std::fmt::Write;

use crate::trace::{Octets, Time};

/// The most characters of one wire line, or of one field's line, that are shown.
const LONGEST_LINE: usize = 2_000;

/// The most lines of a body or of a letter on the wire that are shown.
pub const MOST_LINES: usize = 400;

/// One line: line ends in it are escaped too, and what is too long is cut.
pub fn line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(LONGEST_LINE));
    for (count, c) in text.chars().enumerate() {
        if count == LONGEST_LINE {
            shown.push('…');
            break;
        }
        push(&mut shown, c);
    }
    shown
}

/// Several lines, each as [`line()`] has it, joined by `\n`.
pub fn lines(text: &str) -> String {
    text.split('\n').map(|one| line(one.strip_suffix('\r').unwrap_or(one))).collect::<Vec<_>>().join("\n")
}

/// One line of octets; bytes that are not UTF-8 are escaped.
pub fn octet_line(octets: &[u8]) -> String {
    line(&text_of(octets))
}

/// The lines of octets, at most [`MOST_LINES`] of them, and how many were left out.
pub fn octet_lines(octets: &[u8]) -> (Vec<String>, usize) {
    let whole = octets.strip_suffix(b"\n").unwrap_or(octets);
    let mut all = whole.split(|byte| *byte == b'\n');
    let without_cr = |one: &[u8]| octet_line(one.strip_suffix(b"\r").unwrap_or(one));
    let shown: Vec<String> = all.by_ref().take(MOST_LINES).map(without_cr).collect();
    (shown, all.count())
}

/// The same of what crossed a wire: a line that does not end in CRLF, but in a bare line feed, is seen to do so.
pub fn wire_lines(octets: &[u8]) -> (Vec<String>, usize) {
    let mut all = octets.split_inclusive(|byte| *byte == b'\n');
    let shown = all.by_ref().take(MOST_LINES).map(|one| octet_line(one.strip_suffix(b"\r\n").unwrap_or(one)));
    (shown.collect(), all.count())
}

/// Octets as text with its line ends kept; used for values that are decoded afterwards.
pub fn text_of(octets: &[u8]) -> String {
    match std::str::from_utf8(octets) {
        Ok(text) => text.to_owned(),
        Err(_) => Octets(octets.to_vec()).escaped().replace("\\x0d\n", "\r\n"),
    }
}

/// A moment as screens show it: `2026-11-24 05:30:00`, in UTC.
pub fn time(at: Time) -> String {
    const LAST: i64 = 253_402_300_799;
    let text = Time(at.0.clamp(0, LAST)).rfc3339();
    text.trim_end_matches('Z').replacen('T', " ", 1)
}

fn push(shown: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = match c {
        '\t' => shown.write_char(' '),
        c if c.is_control() => write!(shown, "\\x{:02x}", u32::from(c)),
        c if misleads(c) => write!(shown, "\\u{{{:x}}}", u32::from(c)),
        c => shown.write_char(c),
    };
}

/// Characters that are invisible, or that change how their neighbours look (UAX #9, and zero-width characters).
fn misleads(c: char) -> bool {
    matches!(u32::from(c),
        0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb
        | 0xe0000..=0xe007f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_deceive_the_eye_or_the_terminal_stands_escaped() {
        assert_eq!(line("a\u{1b}[2J\u{202e}txt\r\n\tb\u{85}"), "a\\x1b[2J\\u{202e}txt\\x0d\\x0a b\\x85");
        assert_eq!(lines("一\r\n二\u{200b}"), "一\n二\\u{200b}");
        assert_eq!(octet_line(b"caf\xe9\x00"), "caf\\xe9\\x00");
    }

    #[test]
    fn nothing_is_shown_without_bounds() {
        assert_eq!(line(&"x".repeat(5_000)).chars().count(), LONGEST_LINE + 1);
        let (shown, left_out) = octet_lines("x\r\n".repeat(1_000).as_bytes());
        assert_eq!((shown.len(), left_out), (MOST_LINES, 600));
    }

    #[test]
    fn any_moment_can_be_shown() {
        assert_eq!(time(Time(1_795_498_200)), "2026-11-24 05:30:00");
        for at in [i64::MIN, -1, i64::MAX] {
            assert!(!time(Time(at)).is_empty());
        }
    }
}
