//! Frames that appear at once.
//!
//! A terminal that draws while a frame is half written shows it torn. What is written between two flushes is held back
//! here and sent as one synchronized update (private mode 2026); a terminal that does not know it ignores it.

use std::io::{self, Write};

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// A writer that sends what it was given in whole frames.
pub(in crate::tui) struct Synchronized<W: Write> {
    out: W,
    frame: Vec<u8>,
}

impl<W: Write> Synchronized<W> {
    /// Writes frames to `out`.
    pub(in crate::tui) fn new(out: W) -> Self {
        Self { out, frame: Vec::new() }
    }
}

impl<W: Write> Write for Synchronized<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.frame.is_empty() {
            for part in [BEGIN, self.frame.as_slice(), END] {
                self.out.write_all(part)?;
            }
            self.frame.clear();
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_sent_whole_and_only_when_flushed() {
        let mut sent = Vec::new();
        let mut screen = Synchronized::new(&mut sent);
        screen.write_all(b"half ").and_then(|()| screen.write_all(b"whole")).expect("a vector takes everything");
        screen.flush().and_then(|()| screen.flush()).expect("a vector takes everything");
        assert_eq!(sent, b"\x1b[?2026hhalf whole\x1b[?2026l");
    }
}
