//! A letter that goes out once more: somebody who has it puts it into a new envelope.
//!
//! It is the letter as it lay in the mailbox, octet for octet, without the `Return-Path` that was written on delivery (RFC
//! 5321 §4.4: whoever sends a letter on takes that off), and perhaps with something more below.
//!
//! ```text
//!   letter 1: Written ─► … ─► Filed ─► Fetched ─┐ because
//!   letter 2:                                   └► Written (again) ─► …
//! ```

use super::{Event, EventId, Fact, LetterId, Trace, Writing};

/// Where a letter comes from that goes out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken<'a> {
    /// The letter that it was.
    pub letter: LetterId,
    /// The fact that somebody had that letter.
    pub event: EventId,
    /// On which host.
    pub host: &'a str,
    /// What was added below.
    pub appended: &'a [u8],
}

impl Trace {
    /// Which letter it is that goes out again, for the fact that it was written; none for a new letter.
    pub fn taken<'a>(&'a self, written: &'a Event) -> Option<Taken<'a>> {
        let Fact::Written { source, how: Writing::Again, .. } = &written.fact else { return None };
        written.because.iter().filter_map(|cause| self.event(*cause)).find_map(|cause| {
            let letter = cause.letter.filter(|letter| Some(*letter) != written.letter)?;
            let appended = source.as_slice().strip_prefix(as_held(cause)?)?;
            Some(Taken { letter, event: cause.id, host: &cause.host, appended })
        })
    }
}

/// The letter as somebody holds it after that fact, fit to be sent again; none where the fact is of another kind.
pub fn as_held(event: &Event) -> Option<&[u8]> {
    match &event.fact {
        Fact::Fetched { source, .. } | Fact::Filed { source, .. } => Some(without_return_path(source.as_slice())),
        Fact::Accepted { source, .. } | Fact::Written { source, .. } => Some(source.as_slice()),
        _ => None,
    }
}

fn without_return_path(source: &[u8]) -> &[u8] {
    const NAME: &[u8] = b"return-path:";
    let is_it = source.get(..NAME.len()).is_some_and(|start| start.eq_ignore_ascii_case(NAME));
    let end = source.iter().position(|byte| *byte == b'\n').filter(|_| is_it);
    end.and_then(|end| source.get(end + 1..)).unwrap_or(source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Draft, Envelope, FORMAT, Header, Recorder, Time};

    /// A letter that was fetched, and one that was written because of that.
    fn written_again(fetched: &str, again: &str) -> Trace {
        let recorder = Recorder::starting_at(Time(0));
        let (user, folder) = ("mallory".to_owned(), "INBOX".to_owned());
        let fact = Fact::Fetched { user, folder, uid: 1, source: fetched.into() };
        let held = recorder.record(Draft::new("mallory-pc", fact).about(LetterId(1)));
        let (envelope, supplied) = (Envelope::default(), Vec::new());
        let fact = Fact::Written { envelope, source: again.into(), supplied, how: Writing::Again };
        recorder.record(Draft::new("mallory-pc", fact).about(LetterId(2)).because([held]));
        let (name, scenario) = ("again".to_owned(), String::new());
        let header = Header { tegami_trace: FORMAT, name, started: Time(0), scenario };
        Trace { header, events: recorder.take() }
    }

    #[test]
    fn it_is_the_letter_as_it_lay_there_and_what_was_added() {
        let trace =
            written_again("Return-Path: <a@x.example>\r\nA: b\r\n\r\nhello\r\n", "A: b\r\n\r\nhello\r\nmore\r\n");
        let taken = trace.taken(&trace.events[1]).unwrap();
        assert_eq!((taken.letter, taken.host, taken.appended), (LetterId(1), "mallory-pc", &b"more\r\n"[..]));
    }

    #[test]
    fn another_letter_is_not_that_letter() {
        let trace = written_again("A: b\r\n\r\nhello\r\n", "A: c\r\n\r\nhello\r\n");
        assert_eq!(trace.taken(&trace.events[1]), None);
    }
}
