//! One expectation against how things stand.

use mail_parser::{HeaderName, MessageParser};

use super::Moment;
use crate::scenario::Fact as Expected;
use crate::trace::{Event, EventId, Fact, LetterOutcome, RecipientOutcome, Side};

/// What a [`Finding`](super::Finding) says beyond its place in the file.
pub(super) struct Verdict {
    pub expected: String,
    pub actual: Option<String>,
    pub ok: bool,
    pub event: Option<EventId>,
}

impl Moment<'_> {
    pub(super) fn judge(&self, expected: &Expected) -> Verdict {
        let checks = self.letter.as_ref().map(|letter| &letter.checks);
        match expected {
            Expected::Spf(words) => {
                self.result(words, checks.and_then(|c| c.spf.as_ref()).map(|(event, spf)| (*event, spf.result)))
            }
            Expected::Dkim(words) => {
                self.result(words, checks.and_then(|c| c.dkim.as_ref()).map(|(event, dkim)| (*event, dkim.result)))
            }
            Expected::Dmarc(words) => {
                self.result(words, checks.and_then(|c| c.dmarc.as_ref()).map(|(event, dmarc)| (*event, dmarc.result)))
            }
            Expected::Arc(words) => {
                self.result(words, checks.and_then(|c| c.arc.as_ref()).map(|(event, arc)| (*event, arc.result)))
            }
            Expected::Folder(folders) => {
                let folder = |one: &RecipientOutcome| one.fate.folder().unwrap_or("none").to_owned();
                self.each_recipient(folders.join(" | "), folder, |folder| folders.iter().any(|f| f == folder))
            }
            Expected::Reply(beginnings) if self.letter.as_ref().is_none_or(|letter| letter.recipients.is_empty()) => {
                self.last_reply(beginnings)
            }
            Expected::Reply(beginnings) => {
                let reply = |one: &RecipientOutcome| one.reply.as_ref().map(ToString::to_string).unwrap_or_default();
                self.each_recipient(beginnings.join(" | "), reply, |reply| {
                    beginnings.iter().any(|beginning| begins_with(reply, beginning))
                })
            }
            Expected::Tries(tries) => {
                let wanted = tries.to_string();
                self.each_recipient(wanted.clone(), |one| one.tries.to_string(), |tries| tries == wanted)
            }
            Expected::Bounce(wanted) => self.bounce(*wanted),
            Expected::OfBounce(expected) => self.of_bounce().judge(expected),
            Expected::Asked(questions) => self.asked(questions),
            Expected::Header { name, contains } => self.header(name, contains),
        }
    }

    fn result<W: Copy + PartialEq + ToString>(&self, allowed: &[W], actual: Option<(EventId, W)>) -> Verdict {
        Verdict {
            expected: allowed.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | "),
            actual: actual.map(|(_, word)| word.to_string()),
            ok: actual.is_some_and(|(_, word)| allowed.contains(&word)),
            event: actual.map(|(event, _)| event).or_else(|| self.turn()),
        }
    }

    /// Judges each recipient by itself; the first one that is not as expected is the one that is told of.
    fn each_recipient(
        &self,
        expected: String,
        actual: impl Fn(&RecipientOutcome) -> String,
        fits: impl Fn(&str) -> bool,
    ) -> Verdict {
        let recipients = self.letter.as_ref().map(|letter| letter.recipients.as_slice()).unwrap_or_default();
        let told = recipients.iter().find(|one| !fits(&actual(one))).or(recipients.first());
        let word = told.map(actual);
        let ok = word.as_deref().is_some_and(fits);
        Verdict {
            expected,
            ok,
            actual: word.filter(|word| !word.is_empty()),
            event: told.and_then(|one| one.event).or_else(|| self.turn()),
        }
    }

    /// Where nobody was named whom a letter could be for: the last thing that a server said before it said goodbye.
    fn last_reply(&self, beginnings: &[String]) -> Verdict {
        let said = |event: &Event| match &event.fact {
            Fact::Line { from: Side::Server, octets, .. } if !octets.as_slice().starts_with(b"221") => {
                Some((event.id, octets.to_string()))
            }
            _ => None,
        };
        let last = self.events.iter().rev().find_map(said);
        Verdict {
            expected: beginnings.join(" | "),
            ok: last
                .as_ref()
                .is_some_and(|(_, reply)| beginnings.iter().any(|beginning| begins_with(reply, beginning))),
            event: last.as_ref().map(|(event, _)| *event),
            actual: last.map(|(_, reply)| reply),
        }
    }

    /// The same moment, seen from the bounce.
    fn of_bounce(&self) -> Self {
        let letter = self.bounces.first().cloned();
        Self { events: self.events, letter, bounces: Vec::new(), trace: self.trace }
    }

    fn bounce(&self, wanted: bool) -> Verdict {
        let written = self.bounces.first().map(|bounce| bounce.written);
        Verdict {
            expected: wanted.to_string(),
            actual: self.letter.as_ref().map(|_| written.is_some().to_string()),
            ok: self.letter.is_some() && written.is_some() == wanted,
            event: written.or_else(|| self.turn()),
        }
    }

    /// Every question must have been asked in this step.
    fn asked(&self, questions: &[(String, String)]) -> Verdict {
        let is = |event: &&Event, (name, rtype): &(String, String)| {
            matches!(&event.fact, Fact::Asked { name: n, rtype: r, .. }
                if same_name(n, name) && r.eq_ignore_ascii_case(rtype))
        };
        let found: Vec<_> = questions.iter().map(|q| self.events.iter().find(|event| is(event, q))).collect();
        let words = |(name, rtype): &(String, String)| format!("{name} {rtype}");
        let was = questions.iter().zip(&found).filter(|(_, event)| event.is_some()).map(|(q, _)| words(q));
        let actual = was.collect::<Vec<_>>().join(", ");
        Verdict {
            expected: questions.iter().map(words).collect::<Vec<_>>().join(", "),
            actual: (!actual.is_empty()).then_some(actual),
            ok: found.iter().all(Option::is_some),
            event: found.iter().flatten().last().map(|event| event.id),
        }
    }

    /// Any field of that name may be the one.
    fn header(&self, name: &str, contains: &str) -> Verdict {
        let read = self.letter.as_ref().and_then(|letter| self.as_read(letter));
        let values = read.as_ref().map(|(_, source)| field_values(source, name)).unwrap_or_default();
        Verdict {
            expected: contains.to_owned(),
            ok: values.iter().any(|value| value.contains(contains)),
            actual: (!values.is_empty()).then(|| values.join(" | ")),
            event: read.map(|(event, _)| event).or_else(|| self.turn()),
        }
    }

    /// The letter as it was fetched; as it was filed where nobody fetched it.
    fn as_read(&self, letter: &LetterOutcome) -> Option<(EventId, &[u8])> {
        let mut ids = letter.recipients.iter().flat_map(|one| [one.fetched, one.event]).flatten();
        ids.find_map(|id| match &self.trace.event(id)?.fact {
            Fact::Fetched { source, .. } | Fact::Filed { source, .. } => Some((id, source.as_slice())),
            _ => None,
        })
    }

    /// Where the letter took its last turn: for what did not happen, the place after which it could not.
    fn turn(&self) -> Option<EventId> {
        let letter = self.letter.as_ref()?;
        Some(letter.recipients.iter().filter_map(|one| one.event).max().unwrap_or(letter.written))
    }
}

/// Whether a reply begins so, word by word: `550 5.7.1` is not how `550 5.7.10 …` begins, and `5` is how `550` begins.
fn begins_with(reply: &str, beginning: &str) -> bool {
    let in_a_status = |rest: &str| beginning.contains('.') && rest.starts_with(|c: char| c.is_ascii_digit());
    reply.strip_prefix(beginning).is_some_and(|rest| !in_a_status(rest))
}

fn same_name(a: &str, b: &str) -> bool {
    a.trim_end_matches('.').eq_ignore_ascii_case(b.trim_end_matches('.'))
}

/// The values of all fields of that name, unfolded and decoded (RFC 2047).
fn field_values(source: &[u8], name: &str) -> Vec<String> {
    let Some(wanted) = HeaderName::parse(name.to_owned()) else { return Vec::new() };
    let parser = MessageParser::new().header_text(wanted.clone()).default_header_text();
    let Some(letter) = parser.parse_headers(source) else { return Vec::new() };
    let named = letter.headers().iter().filter(|field| field.name == wanted);
    named.filter_map(|field| field.value.as_text()).map(str::to_owned).collect()
}
