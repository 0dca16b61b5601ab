//! Where in an SMTP conversation the two ends are, as somebody sees it who only listens (RFC 5321 §4).
//!
//! Each command gets one reply, of one line or several, in the order of the commands; also where a client says several of
//! them at once (RFC 2920). So it is enough to remember which commands are still open.

use std::collections::VecDeque;
use std::io;

use crate::trace::{Interception, Side};

/// How many commands may be open, and how many lines a reply may have.
const MOST: usize = 1_000;

/// The commands that a listener has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Hello,
    StartTls,
    Data,
    Other,
}

impl Verb {
    pub(super) fn of(line: &[u8]) -> Self {
        let verb = line.split(u8::is_ascii_whitespace).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_slice() {
            b"EHLO" | b"HELO" => Self::Hello,
            b"STARTTLS" => Self::StartTls,
            b"DATA" => Self::Data,
            _ => Self::Other,
        }
    }
}

/// A whole reply of the server.
pub(super) struct Reply {
    /// To which command.
    to: Verb,
    /// Its lines, with their line ends.
    pub(super) lines: Vec<Vec<u8>>,
}

impl Reply {
    /// Takes the offer of STARTTLS out of an answer to EHLO; says which lines those were.
    pub(super) fn strip_starttls(&mut self) -> Vec<Interception> {
        if self.to != Verb::Hello || self.lines.len() < 2 {
            return Vec::new();
        }
        let offers = |line: &Vec<u8>| {
            line.get(4..).is_some_and(|keyword| without_line_end(keyword).eq_ignore_ascii_case(b"STARTTLS"))
        };
        let (out, kept) = std::mem::take(&mut self.lines).into_iter().partition(offers);
        self.lines = kept;
        // A space behind the code says that this line is the last one.
        if let Some(mark) = self.lines.last_mut().and_then(|line| line.get_mut(3)) {
            *mark = b' ';
        }
        let removed =
            |line: Vec<u8>| Interception::Removed { from: Side::Server, octets: without_line_end(&line).into() };
        out.into_iter().map(removed).collect()
    }
}

/// The conversation so far.
pub(super) struct Talk {
    /// The commands that have no reply yet.
    open: VecDeque<Verb>,
    /// The lines of a reply that is not over.
    held: Vec<Vec<u8>>,
    letter: bool,
    encrypted: bool,
}

impl Talk {
    /// The server speaks first: its greeting is a reply to nothing.
    pub(super) fn beginning() -> Self {
        Self { open: VecDeque::from([Verb::Other]), held: Vec::new(), letter: false, encrypted: false }
    }

    /// Whether what the client says now is a letter.
    pub(super) fn is_letter(&self) -> bool {
        self.letter
    }

    /// Whether TLS has begun, and nothing can be understood any more.
    pub(super) fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    pub(super) fn command(&mut self, verb: Verb) -> io::Result<()> {
        if self.open.len() >= MOST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.open.push_back(verb);
        Ok(())
    }

    /// A line of a letter: a single dot ends it.
    pub(super) fn letter_line(&mut self, line: &[u8]) {
        if line == b".\r\n" {
            self.letter = false;
            self.open.push_back(Verb::Other);
        }
    }

    /// The whole reply, where this line is its last one.
    pub(super) fn reply_line(&mut self, line: Vec<u8>) -> io::Result<Option<Reply>> {
        let goes_on = line.get(3) == Some(&b'-');
        let code = line.get(..3).map(<[u8]>::to_vec);
        self.held.push(line);
        if goes_on {
            let too_many = self.held.len() >= MOST;
            return if too_many { Err(io::ErrorKind::InvalidData.into()) } else { Ok(None) };
        }
        let to = self.open.pop_front().unwrap_or(Verb::Other);
        self.letter |= to == Verb::Data && code.as_deref() == Some(b"354");
        self.encrypted |= to == Verb::StartTls && code.as_deref() == Some(b"220");
        Ok(Some(Reply { to, lines: std::mem::take(&mut self.held) }))
    }
}

pub(super) fn without_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(talk: &mut Talk, lines: &[&str]) -> Reply {
        let mut whole = None;
        for line in lines {
            whole = talk.reply_line(format!("{line}\r\n").into_bytes()).unwrap();
        }
        whole.unwrap()
    }

    #[test]
    fn starttls_goes_wherever_it_stands_and_the_reply_stays_whole() {
        for lines in [["250-mx", "250-STARTTLS", "250 HELP"], ["250-mx", "250-HELP", "250 starttls"]] {
            let mut talk = Talk::beginning();
            reply(&mut talk, &["220 mx"]);
            talk.command(Verb::of(b"EHLO mail\r\n")).unwrap();
            let mut answer = reply(&mut talk, &lines);
            assert_eq!(answer.strip_starttls().len(), 1);
            assert_eq!(answer.lines.concat(), b"250-mx\r\n250 HELP\r\n");
        }
    }

    #[test]
    fn replies_are_matched_with_commands_that_were_said_at_once() {
        let mut talk = Talk::beginning();
        reply(&mut talk, &["220 mx"]);
        for command in ["MAIL FROM:<>", "RCPT TO:<aoi@school.example>", "DATA"] {
            talk.command(Verb::of(format!("{command}\r\n").as_bytes())).unwrap();
        }
        reply(&mut talk, &["250 ok"]);
        reply(&mut talk, &["354 is only a number here"]);
        assert!(!talk.is_letter());
        reply(&mut talk, &["354 go on"]);
        assert!(talk.is_letter());
        talk.letter_line(b"..\r\n");
        talk.letter_line(b".\n");
        assert!(talk.is_letter());
        talk.letter_line(b".\r\n");
        assert!(!talk.is_letter());
    }
}
