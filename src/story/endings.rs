//! How each letter ended: the “show original” view of a mail client, and Return-Path beside From.

use std::time::Duration;

use super::letter::Letter;
use super::model::{Ending, SenderComparison, Summary, SummaryRow, Tone};
use super::prose::{Row, Way};
use super::{prose, safe, verdicts};
use crate::lang::Lang;
use crate::trace::{
    Checks, DkimResult, DmarcResult, Event, EventId, Fact, Fate, LetterOutcome, RecipientOutcome, Reply, SpfResult,
    Trace,
};

/// One ending for each letter and recipient; one for a letter that no server took at all.
pub fn of(trace: &Trace, outcomes: &[LetterOutcome], lang: Lang) -> Vec<Ending> {
    let mut endings = Vec::new();
    for outcome in outcomes {
        let about = About { trace, outcomes, outcome, lang };
        if outcome.recipients.iter().all(|recipient| recipient.fate == Fate::NotTaken) {
            endings.push(about.never_left());
        } else {
            endings.extend(outcome.recipients.iter().map(|recipient| about.recipient(recipient)));
        }
    }
    endings
}

struct About<'a> {
    trace: &'a Trace,
    outcomes: &'a [LetterOutcome],
    outcome: &'a LetterOutcome,
    lang: Lang,
}

impl About<'_> {
    fn never_left(&self) -> Ending {
        let reply = self.outcome.recipients.iter().find_map(|recipient| recipient.reply.as_ref());
        let ended = self.outcome.recipients.iter().find_map(|recipient| recipient.event);
        let mut ending = self.ending(&self.as_written(), ended, reply);
        ending.outcome = safe::line(&prose::outcome(self.lang, Way::Kept, ""));
        ending.tone = Tone::Bad;
        ending
    }

    fn recipient(&self, recipient: &RecipientOutcome) -> Ending {
        let way = self.way(recipient);
        let (letter, source, user) = match &recipient.fate {
            Fate::Filed { host, source, user, .. } => {
                (Letter::read(source.as_slice()), source.as_slice(), self.owner(recipient, host, user))
            }
            _ => (self.as_written(), &[][..], recipient.recipient.0.clone()),
        };
        let (shown, left_out) = safe::octet_lines(source);
        let mut ending = self.ending(&letter, recipient.event, recipient.reply.as_ref());
        ending.recipient = safe::line(&recipient.recipient.0);
        ending.folder = recipient.fate.folder().map(safe::line);
        ending.outcome = safe::line(&prose::outcome(self.lang, way, &user));
        ending.tone = tone(way, &self.outcome.checks);
        ending.source = shown.join("\n");
        if left_out > 0 {
            ending.source.push('\n');
            ending.source.push_str(&prose::left_out(self.lang, left_out));
        }
        ending
    }

    /// Whose mailbox it is; with its server where it was opened on somebody else's PC, so that nobody takes one for another.
    fn owner(&self, recipient: &RecipientOutcome, host: &str, user: &str) -> String {
        let fetched = recipient.fetched.and_then(|event| self.trace.event(event));
        let of_pc = |event: &Event| event.host.split('-').next().is_some_and(|name| name == user);
        if fetched.is_none_or(of_pc) { user.to_owned() } else { prose::user_on(self.lang, user, host) }
    }

    /// The letter in the envelope it was written for; nobody has opened it.
    fn as_written(&self) -> Letter {
        Letter::in_envelope(&self.outcome.envelope, self.outcome.source.as_slice())
    }

    fn way(&self, recipient: &RecipientOutcome) -> Way {
        match &recipient.fate {
            Fate::Filed { folder, .. } if folder.eq_ignore_ascii_case("INBOX") => Way::Inbox,
            Fate::Filed { .. } => Way::Junk,
            Fate::NotTaken => Way::Kept,
            Fate::Waiting => Way::Waiting,
            Fate::Failed => {
                let bounced = self.outcomes.iter().any(|other| other.about == Some(self.outcome.letter));
                if bounced { Way::Bounced } else { Way::Lost }
            }
        }
    }

    fn ending(&self, letter: &Letter, ended: Option<EventId>, reply: Option<&Reply>) -> Ending {
        Ending {
            letter: self.outcome.letter,
            recipient: String::new(),
            event: ended,
            folder: None,
            reply: reply.map(|reply| safe::line(&reply.to_string())),
            outcome: String::new(),
            tone: Tone::Plain,
            summary: Summary { rows: self.rows(letter, ended) },
            source: String::new(),
            senders: letter.senders(self.lang).map(|senders| self.doubted(senders)),
        }
    }

    /// Two senders that agree prove nothing where no check speaks for them.
    fn doubted(&self, mut senders: SenderComparison) -> SenderComparison {
        let checks = &self.outcome.checks;
        let spf = checks.spf.as_ref().map(|(_, spf)| spf.result);
        let signed = checks.dkim.as_ref().is_some_and(|(_, dkim)| dkim.result == DkimResult::Pass);
        let passed = checks.dmarc.as_ref().is_some_and(|(_, dmarc)| dmarc.result == DmarcResult::Pass);
        let unproven = spf.is_some_and(|spf| spf != SpfResult::Pass) && !signed && !passed;
        if senders.same_domain && unproven {
            let doubt = prose::agree_in_vain(self.lang, spf == Some(SpfResult::Fail));
            senders.text = prose::join(self.lang, &[&senders.text, doubt]);
        }
        senders
    }

    fn rows(&self, letter: &Letter, ended: Option<EventId>) -> Vec<SummaryRow> {
        let lang = self.lang;
        let field = |label: &str, name: &str| letter.shown(name).map(|value| row(label, &value, Tone::Plain));
        let rows = [
            field(prose::label(lang, Row::MessageId), "Message-ID"),
            self.created(letter, ended).map(|value| row(prose::label(lang, Row::Created), &value, Tone::Plain)),
            field("From", "From"),
            field("To", "To"),
            field(prose::label(lang, Row::Subject), "Subject"),
        ];
        let report = letter.report().map(|report| {
            let counts = prose::report_counts(lang, report.letters(), report.sources());
            row("REPORT", &counts, Tone::Plain)
        });
        rows.into_iter().flatten().chain(report).chain(verdict_rows(&self.outcome.checks, lang)).collect()
    }

    fn created(&self, letter: &Letter, ended: Option<EventId>) -> Option<String> {
        let date = letter.shown("Date")?;
        let filed =
            ended.and_then(|event| self.trace.event(event)).filter(|event| matches!(event.fact, Fact::Filed { .. }));
        let seconds = filed.zip(letter.dated()).and_then(|(event, dated)| event.at.0.checked_sub(dated));
        let delay = seconds.and_then(|seconds| u64::try_from(seconds).ok()).map(Duration::from_secs);
        Some(match delay {
            Some(delay) => prose::created(self.lang, &date, &prose::duration(self.lang, delay)),
            None => date,
        })
    }
}

fn verdict_rows(checks: &Checks, lang: Lang) -> Vec<SummaryRow> {
    let spf = checks.spf.as_ref().map(|(_, spf)| {
        let value = prose::kept(lang, spf.result.word(), Some(&spf.ip.to_string()), None);
        row("SPF", &value, verdicts::spf_tone(spf.result))
    });
    let dkim = checks.dkim.as_ref().map(|(_, dkim)| {
        let signed = dkim.in_part().map(|(signed, _)| signed);
        let value = prose::kept_dkim(lang, dkim.result.word(), dkim.domain.as_deref(), signed);
        let tone = if signed.is_none() { verdicts::dkim_tone(dkim.result) } else { Tone::Warn };
        row("DKIM", &value, tone)
    });
    let dmarc = checks.dmarc.as_ref().map(|(_, dmarc)| {
        row("DMARC", &prose::kept(lang, dmarc.result.word(), None, None), verdicts::dmarc_tone(dmarc.result))
    });
    let arc =
        checks.arc.as_ref().filter(|(_, arc)| arc.result != DkimResult::None).map(|(_, arc)| {
            row("ARC", &prose::kept(lang, arc.result.word(), None, None), verdicts::dkim_tone(arc.result))
        });
    spf.into_iter().chain(dkim).chain(arc).chain(dmarc).collect()
}

fn row(label: &str, value: &str, tone: Tone) -> SummaryRow {
    SummaryRow { label: label.to_owned(), value: safe::line(value), tone }
}

/// A letter in the inbox is no good end where the checks have spoken against it.
fn tone(way: Way, checks: &Checks) -> Tone {
    let dmarc = checks.dmarc.as_ref().map(|(_, dmarc)| dmarc.result);
    let spf = checks.spf.as_ref().map(|(_, spf)| spf.result);
    match way {
        Way::Inbox if dmarc == Some(DmarcResult::Pass) => Tone::Good,
        Way::Inbox if dmarc == Some(DmarcResult::Fail) || spf == Some(SpfResult::Fail) => Tone::Warn,
        Way::Inbox => Tone::Plain,
        Way::Junk | Way::Waiting => Tone::Warn,
        Way::Kept | Way::Bounced | Way::Lost => Tone::Bad,
    }
}
