//! What somebody has saved: a letter, a letter in a wrapping, or something else altogether.
//!
//! Gmail's “Download message”, Thunderbird's and Apple Mail's “Save as” and a maildir give the letter itself. An mbox puts
//! a `From ` line before it; an editor may have put a byte order mark there; a reply quotes it behind `> `; Outlook's
//! “Internet headers” are a header without a body. All of these can be read. What cannot be read is told apart, so that
//! the reader learns what to save instead.

use std::borrow::Cow;

use super::remark::Remark;

/// The most octets that are read.
pub const MOST_OCTETS: usize = 64 << 20;

/// How far one looks to tell what something is.
const BEGINNING: usize = 4 << 10;

/// Why there is nothing to explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing is in it.
    Empty,
    /// It has no header.
    NoHeader,
    /// It is text in UTF-16.
    Utf16,
    /// It is a web page.
    Html,
    /// It is a message in Outlook's own format (`.msg`).
    OutlookMsg,
    /// It is some other format: PDF, ZIP, a picture.
    NoText,
    /// It is larger than [`MOST_OCTETS`].
    TooLarge,
}

/// The letter in what was saved.
#[derive(Debug)]
pub(super) struct Input<'a> {
    /// The letter.
    pub octets: Cow<'a, [u8]>,
    /// How many octets stand before it in the file.
    pub skipped: usize,
    /// How many lines stand before it.
    pub skipped_lines: usize,
    /// What was taken off it.
    pub remarks: Vec<Remark>,
}

/// Unwraps it.
///
/// # Errors
/// [`Unreadable`] where there is no letter in it.
pub(super) fn open(source: &[u8]) -> Result<Input<'_>, Unreadable> {
    if source.len() > MOST_OCTETS {
        return Err(Unreadable::TooLarge);
    }
    reject_other_formats(source)?;
    let mut remarks = Vec::new();
    let mut rest = source;
    if let Some(after) = rest.strip_prefix(b"\xef\xbb\xbf") {
        rest = after;
        remarks.push(Remark::ByteOrderMark);
    }
    let start = rest.iter().position(|byte| !byte.is_ascii_whitespace()).ok_or(Unreadable::Empty)?;
    // A letter may begin with an indented line; only whole empty lines go.
    let start = rest[..start].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1);
    rest = rest.get(start..).unwrap_or_default();
    if rest.starts_with(b"From ") {
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let end = end + rest.get(end..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
        rest = rest.get(end..).unwrap_or_default();
        remarks.push(Remark::MboxLine);
    }
    let skipped = source.len() - rest.len();
    let skipped_lines = source.get(..skipped).unwrap_or_default().split(|byte| *byte == b'\n').skip(1).count();
    let octets = with_line_feeds(rest, &mut remarks);
    let octets = unquoted(octets, &mut remarks);
    Ok(Input { octets, skipped, skipped_lines, remarks })
}

fn reject_other_formats(source: &[u8]) -> Result<(), Unreadable> {
    let beginning = source.get(..BEGINNING.min(source.len())).unwrap_or_default();
    let (evens, odds) = (zeros(beginning, 0), zeros(beginning, 1));
    let is_wide = beginning.len() > 8 && evens.max(odds) * 4 > beginning.len() && evens.min(odds) * 8 < beginning.len();
    if beginning.starts_with(b"\xff\xfe") || beginning.starts_with(b"\xfe\xff") || is_wide {
        return Err(Unreadable::Utf16);
    }
    if beginning.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Unreadable::OutlookMsg);
    }
    if [&b"%PDF"[..], b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b"]
        .iter()
        .any(|magic| beginning.starts_with(magic))
    {
        return Err(Unreadable::NoText);
    }
    let text = beginning.trim_ascii_start().to_ascii_lowercase();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    if [&b"<!doctype html"[..], b"<html", b"<head", b"<?xml"].iter().any(|start| text.starts_with(start)) {
        return Err(Unreadable::Html);
    }
    Ok(())
}

fn zeros(octets: &[u8], from: usize) -> usize {
    octets.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count()
}

/// Old Macintosh files end their lines with CR alone; each becomes a LF, so that offsets stay what they are.
fn with_line_feeds<'a>(octets: &'a [u8], remarks: &mut Vec<Remark>) -> Cow<'a, [u8]> {
    let beginning = octets.get(..BEGINNING.min(octets.len())).unwrap_or_default();
    if beginning.contains(&b'\n') || !beginning.contains(&b'\r') {
        return Cow::Borrowed(octets);
    }
    remarks.push(Remark::CarriageReturns);
    Cow::Owned(octets.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect())
}

/// A header that was quoted in a reply: `> ` before each line.
fn unquoted<'a>(octets: Cow<'a, [u8]>, remarks: &mut Vec<Remark>) -> Cow<'a, [u8]> {
    if !octets.starts_with(b">") {
        return octets;
    }
    let strip = |line: &'_ [u8]| {
        let after = line.strip_prefix(b">").unwrap_or(line);
        after.strip_prefix(b" ").unwrap_or(after).to_vec()
    };
    remarks.push(Remark::Quoted);
    Cow::Owned(octets.split_inclusive(|byte| *byte == b'\n').flat_map(strip).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(source: &[u8]) -> (Vec<u8>, usize) {
        let input = open(source).unwrap();
        (input.octets.into_owned(), input.skipped)
    }

    #[test]
    fn a_letter_is_found_in_its_wrapping() {
        let from = b"From: a@a.example\n".to_vec();
        assert_eq!(letter(b"From: a@a.example\n"), (from.clone(), 0));
        assert_eq!(letter(b"\xef\xbb\xbf\r\n \r\nFrom: a@a.example\n"), (from.clone(), 8));
        assert_eq!(letter(b"From a@a.example Tue Nov 24\nFrom: a@a.example\n"), (from.clone(), 28));
        assert_eq!(letter(b"From: a@a.example\r"), (from.clone(), 0));
        assert_eq!(letter(b"> From: a@a.example\n").0, from);
    }

    #[test]
    fn what_is_no_letter_is_told_apart() {
        let wide: Vec<u8> = "From: a@a.example".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (source, why) in [
            (&b""[..], Unreadable::Empty),
            (b" \r\n\r\n", Unreadable::Empty),
            (&wide, Unreadable::Utf16),
            (b"\xff\xfeF\0", Unreadable::Utf16),
            (b"\n<!DOCTYPE html><html>", Unreadable::Html),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", Unreadable::OutlookMsg),
            (b"%PDF-1.7", Unreadable::NoText),
        ] {
            assert_eq!(open(source).unwrap_err(), why, "{source:?}");
        }
    }
}
