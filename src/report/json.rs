//! A run as one JSON object: how each letter ended, which expectations held, and the whole story.
//!
//! The words of the verdicts are those of RFC 8601 §2.7; a method that no server came to is `null`.

use mail_parser::MessageParser;
use serde::Serialize;

use super::{FindingRow, rows};
use crate::lang::Lang;
use crate::scenario::Scenario;
use crate::story::Story;
use crate::trace::{Fate, LetterId, LetterOutcome, RecipientOutcome, Trace};
use crate::world::expect::Finding;

/// The object. Its keys only ever grow.
#[derive(Debug, Serialize)]
pub struct Run<'a> {
    /// The scenario's name.
    pub scenario: &'a str,
    /// The language of the texts.
    pub lang: Lang,
    /// Its title.
    pub title: &'a str,
    /// Where virtual time began, as RFC 3339 writes it.
    pub started: String,
    /// How each letter ended, bounces among them, in the order in which they were written.
    pub letters: Vec<Letter>,
    /// The expectations of the scenario and how they came out.
    pub expectations: Vec<FindingRow>,
    /// The story, as every screen draws it.
    pub story: &'a Story,
}

/// How one letter ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// Its number.
    pub letter: LetterId,
    /// The step of the scenario in which it was written, from 1.
    pub step: usize,
    /// The letter that it is a bounce about.
    pub bounce_of: Option<LetterId>,
    /// The address in the header From.
    pub from: Option<String>,
    /// The envelope From; empty for the null reverse-path.
    pub mail_from: String,
    /// The envelope To.
    pub rcpt_to: Vec<String>,
    /// The subject, decoded.
    pub subject: Option<String>,
    /// SPF of the identity that counts.
    pub spf: Option<&'static str>,
    /// The best of the signatures.
    pub dkim: Option<&'static str>,
    /// DMARC.
    pub dmarc: Option<&'static str>,
    /// ARC.
    pub arc: Option<&'static str>,
    /// Where it lies: for the first recipient that has it.
    pub folder: Option<String>,
    /// The last server's reply, for that recipient, or for the first one where nobody has it.
    pub reply: Option<String>,
    /// What became of it for each recipient.
    pub recipients: Vec<Recipient>,
}

/// What became of a letter for one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recipient {
    /// To whom.
    pub recipient: String,
    /// The aliases and lists that have passed it on to them, the first one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<String>,
    /// `filed`, `failed`, `waiting`, or `not-taken` where the sender's own server refused it.
    pub fate: &'static str,
    /// The folder.
    pub folder: Option<String>,
    /// The last server's reply.
    pub reply: Option<String>,
    /// How often a server took it to another one.
    pub tries: u32,
    /// Whether it was fetched into the recipient's mail client.
    pub fetched: bool,
}

/// All that is known about a run, as one object on one line per value.
pub fn run(scenario: &Scenario, trace: &Trace, story: &Story, findings: &[Finding]) -> String {
    let run = Run {
        scenario: &scenario.name,
        lang: story.lang,
        title: &story.title,
        started: trace.header.started.rfc3339(),
        letters: trace.outcomes().iter().map(letter).collect(),
        expectations: rows(scenario, findings, story),
        story,
    };
    pretty(&run)
}

/// Numbers, words and lists always become JSON: the types here have no key that could not.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The same on one line.
pub(super) fn line(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string(value).unwrap_or_default();
    text.push('\n');
    text
}

fn letter(outcome: &LetterOutcome) -> Letter {
    let first = outcome.recipients.iter().find(|one| one.fate.folder().is_some()).or(outcome.recipients.first());
    let (from, subject) = head(outcome.source.as_slice());
    let checks = &outcome.checks;
    Letter {
        letter: outcome.letter,
        step: outcome.step + 1,
        bounce_of: outcome.about,
        from,
        mail_from: outcome.envelope.from.to_string(),
        rcpt_to: outcome.envelope.to.iter().map(ToString::to_string).collect(),
        subject,
        spf: checks.spf.as_ref().map(|(_, check)| check.result.word()),
        dkim: checks.dkim.as_ref().map(|(_, check)| check.result.word()),
        dmarc: checks.dmarc.as_ref().map(|(_, check)| check.result.word()),
        arc: checks.arc.as_ref().map(|(_, check)| check.result.word()),
        folder: first.and_then(|one| one.fate.folder()).map(str::to_owned),
        reply: first.and_then(|one| one.reply.as_ref()).map(ToString::to_string),
        recipients: outcome.recipients.iter().map(recipient).collect(),
    }
}

fn recipient(outcome: &RecipientOutcome) -> Recipient {
    Recipient {
        recipient: outcome.recipient.to_string(),
        via: outcome.via.iter().map(ToString::to_string).collect(),
        fate: match outcome.fate {
            Fate::Filed { .. } => "filed",
            Fate::NotTaken => "not-taken",
            Fate::Failed => "failed",
            Fate::Waiting => "waiting",
        },
        folder: outcome.fate.folder().map(str::to_owned),
        reply: outcome.reply.as_ref().map(ToString::to_string),
        tries: outcome.tries,
        fetched: outcome.fetched.is_some(),
    }
}

/// The header From address and the subject.
fn head(source: &[u8]) -> (Option<String>, Option<String>) {
    let Some(letter) = MessageParser::new().parse_headers(source) else { return (None, None) };
    let from = letter.from().and_then(|from| from.first()).and_then(|one| one.address()).map(str::to_owned);
    (from, letter.subject().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Checks, Envelope, EventId, Reply};

    fn outcome() -> LetterOutcome {
        let one = |address: &str, fate, code| RecipientOutcome {
            recipient: address.into(),
            via: Vec::new(),
            fate,
            event: None,
            reply: Some(Reply::new(code, "5.1.1 No such user\nhere")),
            tries: 1,
            fetched: None,
        };
        let filed =
            Fate::Filed { host: "mx".into(), user: "aoi".into(), folder: "Junk".into(), source: Vec::new().into() };
        LetterOutcome {
            letter: LetterId(1),
            written: EventId(1),
            step: 0,
            about: None,
            envelope: Envelope {
                from: "m@evil.example".into(),
                to: vec!["no@b.example".into(), "aoi@b.example".into()],
            },
            source: "From: =?utf-8?B?6Iez5oCl?= <support@bank.example>\r\nSubject: =?utf-8?B?6Iez5oCl?=\r\n\r\n".into(),
            checks: Checks::default(),
            recipients: vec![one("no@b.example", Fate::Failed, 550), one("aoi@b.example", filed, 250)],
        }
    }

    #[test]
    fn the_letter_speaks_for_the_recipient_who_has_it() {
        let letter = letter(&outcome());
        assert_eq!(letter.folder.as_deref(), Some("Junk"));
        assert_eq!(letter.reply.as_deref(), Some("250 5.1.1 No such user here"));
        assert_eq!(letter.recipients[0].fate, "failed");
        assert_eq!(letter.from.as_deref(), Some("support@bank.example"));
        assert_eq!(letter.subject.as_deref(), Some("至急"));
        assert_eq!(letter.spf, None);
    }
}
