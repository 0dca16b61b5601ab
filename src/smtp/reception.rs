//! Port 25: a letter arrives from another server (RFC 5321). Stage ③ of the delivery.
//!
//! ```text
//!  RCPT TO ─► is the user here? greylisted? ─► DATA ─► SPF, DKIM, ARC, DMARC ─► decision ─┬─► 5xx or 4xx
//!                                                                                       └─► stamped and filed,
//!                                                                                           or passed on (alias, list)
//! ```

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::forward::{Destination, Passage, round_in_circles};
use super::ledger::Seen;
use super::naive::{comment_in_mail_from, keeps_forged_results};
use super::server::{Server, Taken};
use super::stamp::{Sheet, hops, queue_id, received, return_path};
use super::visit::{MailServer, Visit};
use crate::auth::verify::{Arriving, Findings, verify};
use crate::auth::{disposition, results, warning};
use crate::scenario::UnknownUsersRule;
use crate::trace::{
    Address, Disposition, DispositionReason, Draft, Envelope, EventId, Fact, Field, LetterId, Mistake, Reply, Stage,
};

/// The receiving side of a server.
pub struct Reception(pub Arc<Server>);

impl MailServer for Reception {
    /// Nobody logs in on port 25.
    fn login(&self, _visit: &Visit, _user: &str, _password: &str) -> bool {
        false
    }

    fn mail(&self, _visit: &Visit, _from: &Address) -> Result<(), Reply> {
        Ok(())
    }

    fn rcpt(&self, visit: &Visit, from: &Address, to: &Address) -> Result<(), Reply> {
        self.may_send_to(visit, from, to).inspect_err(|reply| {
            let fact = Fact::Refused { recipient: Some(to.clone()), reply: reply.clone() };
            let draft = Draft::new(self.0.name(), fact).in_stage(visit.stage).about(visit.letter).because([visit.last]);
            self.0.recorder().record(draft);
        })
    }

    fn data<'a>(&'a self, visit: &'a Visit, envelope: Envelope, source: Vec<u8>) -> BoxFuture<'a, Reply> {
        self.judge(visit, envelope, source).boxed()
    }

    fn mistakes(&self) -> &[Mistake] {
        &self.0.setup.rules.naive
    }

    fn max_size(&self) -> usize {
        self.0.setup.rules.max_size
    }
}

/// A letter as it stands before the receiver's judgement.
struct Case<'a> {
    visit: &'a Visit,
    letter: LetterId,
    envelope: Envelope,
    source: Vec<u8>,
}

impl Reception {
    fn may_send_to(&self, visit: &Visit, from: &Address, to: &Address) -> Result<(), Reply> {
        let server = &self.0;
        if !server.receives_for(to.domain()) {
            return Err(Reply::new(550, format!("5.7.1 <{to}> is not for this server, and it relays for nobody")));
        }
        match server.destination_of(to) {
            Ok(destination) => destination.may_be_sent(from, to)?,
            Err(_) if server.setup.rules.unknown_users == UnknownUsersRule::AcceptThenBounce => {}
            Err(reply) => return Err(reply),
        }
        let now = server.recorder().now();
        let wait = server
            .setup
            .rules
            .greylist
            .and_then(|rule| server.greylist.must_wait(visit.client.ip, from, to, rule.wait, now));
        match wait {
            Some(wait) => Err(Reply::new(451, format!("4.7.1 greylisted: come back in {} seconds", wait.as_secs()))),
            None => Ok(()),
        }
    }

    async fn judge(&self, visit: &Visit, envelope: Envelope, source: Vec<u8>) -> Reply {
        let letter = visit.letter.unwrap_or_else(|| self.0.recorder().new_letter());
        let case = Case { visit, letter, envelope, source };
        if self.comes_round(&case) {
            return self.refuse(&case, round_in_circles(), visit.last);
        }
        if case.envelope.to.iter().all(|to| self.is_full(to, case.source.len())) {
            return self.refuse(&case, no_room(), visit.last);
        }
        if !self.must_check(&case.envelope.to) {
            return self.take(case, &Findings::default(), "INBOX", visit.last);
        }
        let findings = verify(&self.0.setup.resolver, self.0.recorder(), self.arriving(&case)).await;
        let (disposition, reason) = disposition::decide(&findings, &self.0.setup.rules);
        let disposition = self.of_passing(disposition, &case.envelope.to);
        let decided = self.record_decision(&case, &findings, disposition, reason.clone());
        self.note(&case, &findings, disposition, &reason, decided);
        match disposition {
            Disposition::Inbox | Disposition::Forward | Disposition::Queue => {
                self.take(case, &findings, "INBOX", decided)
            }
            Disposition::Junk => self.take(case, &findings, "Junk", decided),
            Disposition::Reject | Disposition::Defer => {
                self.refuse(&case, disposition::reply(&findings, disposition, &reason), decided)
            }
        }
    }

    /// Whether the letter has passed too many servers, or has been passed on by each of its recipients here before.
    fn comes_round(&self, case: &Case<'_>) -> bool {
        let server = &self.0;
        let again =
            |to: &Address| server.destination_of(to).is_ok_and(|destination| destination.comes_again(to, &case.source));
        hops(&case.source) >= server.setup.rules.max_hops || case.envelope.to.iter().all(again)
    }

    /// Whether that is the address of somebody in whose mailbox there is no room for so many octets.
    fn is_full(&self, to: &Address, octets: usize) -> bool {
        let user = self.0.mailbox_of(to).filter(|_| matches!(self.0.destination_of(to), Ok(Destination::Mailbox)));
        user.is_some_and(|user| !self.0.store().has_room(&user, octets))
    }

    /// A server that only passes a letter on looks at it where it has rules for that, or seals what it finds.
    fn must_check(&self, recipients: &[Address]) -> bool {
        let rests_on_checks = |to: &Address| match self.0.destination_of(to) {
            Ok(Destination::Mailbox) | Err(_) => true,
            Ok(Destination::List(list)) => list.arc,
            Ok(Destination::Alias(_) | Destination::Returned(_)) => false,
        };
        self.0.setup.rules.checks_all || recipients.iter().any(rests_on_checks)
    }

    /// A letter that is for no mailbox here goes into no folder. Where nobody is known, that is found out afterwards.
    fn of_passing(&self, disposition: Disposition, recipients: &[Address]) -> Disposition {
        let has_mailbox = |to: &Address| matches!(self.0.destination_of(to), Ok(Destination::Mailbox));
        let is_unknown = |to: &Address| self.0.destination_of(to).is_err();
        match disposition {
            Disposition::Inbox | Disposition::Junk if recipients.iter().any(has_mailbox) => disposition,
            Disposition::Inbox | Disposition::Junk if recipients.iter().any(is_unknown) => Disposition::Queue,
            Disposition::Inbox | Disposition::Junk => Disposition::Forward,
            other => other,
        }
    }

    fn arriving<'a>(&'a self, case: &'a Case<'a>) -> Arriving<'a> {
        Arriving {
            host: self.0.name(),
            client_ip: case.visit.client.ip,
            helo: &case.visit.helo,
            mail_from: &case.envelope.from,
            rcpt_to: &case.envelope.to,
            source: &case.source,
            stage: case.visit.stage,
            letter: Some(case.letter),
            because: vec![case.visit.last],
            at: self.0.recorder().now(),
            mistakes: &self.0.setup.rules.naive,
        }
    }

    fn record_decision(
        &self,
        case: &Case<'_>,
        findings: &Findings,
        disposition: Disposition,
        reason: DispositionReason,
    ) -> EventId {
        let fact = Fact::Decided { disposition, reason };
        self.0.record(case.visit.stage, case.letter, fact, findings.events())
    }

    /// What is decided here the owner of the author's domain may be told at the end of the day.
    fn note(
        &self,
        case: &Case<'_>,
        findings: &Findings,
        disposition: Disposition,
        reason: &DispositionReason,
        decided: EventId,
    ) {
        let (ip, from, now) = (case.visit.client.ip, &case.envelope.from, self.0.recorder().now());
        self.0.ledger.note(&Seen { ip, from, findings, disposition, reason, decided, now });
    }

    fn refuse(&self, case: &Case<'_>, reply: Reply, because: EventId) -> Reply {
        let fact = Fact::Refused { recipient: None, reply: reply.clone() };
        self.0.record(case.visit.stage, case.letter, fact, [because]);
        reply
    }

    /// Takes responsibility: stamps the letter, files it for those who have a mailbox here, and passes it on for the others.
    fn take(&self, case: Case<'_>, findings: &Findings, folder: &str, decided: EventId) -> Reply {
        let server = &self.0;
        let Case { visit, letter, envelope, source } = case;
        let fact = Fact::Accepted { envelope: envelope.clone(), source: source.clone().into() };
        let accepted = server.record(visit.stage, letter, fact, [visit.last, decided]);
        let mut sheet = server.sheet(visit.stage, letter, source);
        self.stamp(&mut sheet, visit, &envelope, findings, accepted);
        let passed = sheet.source.clone();
        let (here, elsewhere): (Vec<Address>, Vec<Address>) =
            envelope.to.iter().cloned().partition(|to| matches!(server.destination_of(to), Ok(Destination::Mailbox)));
        if !here.is_empty() {
            sheet.add(return_path(&envelope.from), visit.trail.mail.into_iter().chain([accepted]));
            let named = visit.trail.mail;
            let filing = Filing { letter, stage: visit.stage, folder, because: decided, named };
            let for_here = Envelope { from: envelope.from.clone(), to: here };
            match server.file(&filing, &for_here, &sheet.source) {
                Err(reply) if elsewhere.is_empty() => {
                    return self.refuse(&Case { visit, letter, envelope, source: sheet.source }, reply, decided);
                }
                // The others get it, so that it cannot be refused any more: the sender is told.
                Err(reply) => server.fail_all(&server.entry_of(&filing, &for_here, &sheet.source), &reply),
                Ok(()) => {}
            }
        }
        let case = Case { visit, letter, envelope, source: passed };
        self.pass_on_all(&case, &elsewhere, findings, accepted);
        let word = if elsewhere.is_empty() { "delivered" } else { "queued" };
        Reply::new(250, format!("2.0.0 {word} as {}", queue_id(letter, server.name())))
    }

    fn pass_on_all(&self, case: &Case<'_>, recipients: &[Address], findings: &Findings, because: EventId) {
        let server = &self.0;
        let Case { visit, letter, envelope, source } = case;
        let (letter, from, named) = (*letter, &envelope.from, visit.trail.mail);
        for recipient in recipients {
            let Ok(destination) = server.destination_of(recipient) else {
                // Taken without looking: the queue finds out that nobody is there, and a bounce is written.
                let envelope = Envelope { from: from.clone(), to: vec![recipient.clone()] };
                server.enqueue(Taken { letter, because, named }, envelope, source.clone());
                continue;
            };
            if destination.comes_again(recipient, source) {
                let filing = Filing { letter, stage: visit.stage, folder: "", because, named };
                let alone = Envelope { from: from.clone(), to: vec![recipient.clone()] };
                server.fail_all(&server.entry_of(&filing, &alone, source), &round_in_circles());
            } else {
                let passage = Passage { letter, from, recipient, source, findings, because, named };
                server.pass_on(passage, &destination);
            }
        }
    }

    fn stamp(&self, sheet: &mut Sheet<'_>, visit: &Visit, envelope: &Envelope, findings: &Findings, accepted: EventId) {
        self.remove_forged_results(sheet, accepted);
        sheet.remove("Return-Path", |_| true, &[accepted]);
        let rests_on = visit.trail.of_received().chain([accepted]);
        sheet.add(received(visit, sheet.letter, &envelope.to, self.0.recorder().now()), rests_on);
        if !findings.checks.is_empty() {
            sheet.add(self.results(envelope, findings), findings.events());
        }
        for doubt in warning::fields(findings) {
            sheet.add(doubt, findings.events());
        }
    }
}

impl Reception {
    fn results(&self, envelope: &Envelope, findings: &Findings) -> Field {
        let field = results::field(self.0.name(), findings);
        let careless = self.mistakes().contains(&Mistake::CommentInMailFrom);
        if careless { comment_in_mail_from::unquoted(field, &envelope.from) } else { field }
    }

    /// RFC 8601 §5: whatever claims to be in this server's name goes. A naive server leaves it.
    fn remove_forged_results(&self, sheet: &mut Sheet<'_>, accepted: EventId) {
        let (host, mistake) = (self.0.name(), Mistake::KeepsForgedResults);
        if !self.mistakes().contains(&mistake) {
            sheet.remove("Authentication-Results", |value| results::claims_to_be_from(value, host), &[accepted]);
        } else if keeps_forged_results::has_forged(sheet, host) {
            self.0.record(sheet.stage, sheet.letter, Fact::Mistaken { mistake, believed: None }, [accepted]);
        }
    }
}

/// Where a letter is filed, and why there.
pub(super) struct Filing<'a> {
    pub letter: LetterId,
    pub stage: Stage,
    pub folder: &'a str,
    pub because: EventId,
    /// The fact that named the letter's reverse-path.
    pub named: Option<EventId>,
}

/// There is no room now; there may be some later (RFC 3463, X.2.2).
fn no_room() -> Reply {
    Reply::new(452, "4.2.2 the mailbox is full")
}

impl Server {
    /// Files the letter for each recipient. Where no mailbox has room it is not taken at all; where only some have,
    /// the sender gets a bounce for the others.
    pub(super) fn file(&self, filing: &Filing<'_>, envelope: &Envelope, source: &[u8]) -> Result<(), Reply> {
        let (filed, without_room): (Vec<&Address>, Vec<&Address>) =
            envelope.to.iter().partition(|to| self.file_for(filing, to, source).is_some());
        if filed.is_empty() {
            return Err(no_room());
        }
        if !without_room.is_empty() {
            let replies = without_room.into_iter().map(|to| (to.clone(), Reply::new(552, "5.2.2 the mailbox is full")));
            let entry = self.entry_of(filing, envelope, source);
            self.fail(&entry, filing.stage, &replies.collect::<Vec<_>>(), filing.because);
        }
        Ok(())
    }

    fn file_for(&self, filing: &Filing<'_>, recipient: &Address, source: &[u8]) -> Option<EventId> {
        let user = self.mailbox_of(recipient)?;
        let uid = self.setup.store.file(&user, filing.folder, source, self.recorder().now()).ok()?;
        let fact = Fact::Filed {
            user,
            recipient: recipient.clone(),
            folder: filing.folder.to_owned(),
            uid,
            source: source.into(),
        };
        Some(self.record(filing.stage, filing.letter, fact, [filing.because]))
    }

    fn entry_of(&self, filing: &Filing<'_>, envelope: &Envelope, source: &[u8]) -> super::queue::Entry {
        let now = self.recorder().now();
        let (from, to) = (envelope.from.clone(), envelope.to.clone());
        let entry = super::queue::Entry::new(filing.letter, from, to, source.to_vec(), now, filing.because);
        super::queue::Entry { named: filing.named, ..entry }
    }
}
