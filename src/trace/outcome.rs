//! How each letter ended, read off the facts of a whole trace.
//!
//! The trace says what happened one fact at a time; reports, expectations and the last page of the story ask what came
//! of it. They all ask here, so that they cannot disagree.

use super::{
    Address, ArcCheck, Check, DkimCheck, DkimResult, DmarcCheck, Envelope, Event, EventId, Fact, LetterId, Octets,
    Reply, SpfCheck, SpfIdentity, Trace,
};

/// The most addresses that are kept of those that have passed a letter on.
const MOST_VIA: usize = 100;

/// How one letter ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterOutcome {
    /// Which letter.
    pub letter: LetterId,
    /// The fact that it was written.
    pub written: EventId,
    /// In which step of the scenario, from 0.
    pub step: usize,
    /// Which letter it is a bounce about; none for a letter that is no bounce.
    pub about: Option<LetterId>,
    /// The envelope it was put into when it was written.
    pub envelope: Envelope,
    /// Header and body as they were written.
    pub source: Octets,
    /// What the last server that checked it found.
    pub checks: Checks,
    /// What became of it, for each recipient of the envelope in order; in the place of an alias or a list stand those to
    /// whom it has passed the letter on.
    pub recipients: Vec<RecipientOutcome>,
}

/// What a receiver found, each with the fact behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checks {
    /// SPF of the identity that counts: `MAIL FROM`, or HELO where the reverse-path is null (RFC 7208 §2.4).
    pub spf: Option<(EventId, SpfCheck)>,
    /// The best of the signatures.
    pub dkim: Option<(EventId, DkimCheck)>,
    /// DMARC.
    pub dmarc: Option<(EventId, DmarcCheck)>,
    /// ARC.
    pub arc: Option<(EventId, ArcCheck)>,
}

/// What became of a letter for one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipientOutcome {
    /// To whom.
    pub recipient: Address,
    /// The addresses that have passed it on to this one, the first one first.
    pub via: Vec<Address>,
    /// How it ended.
    pub fate: Fate,
    /// The fact that ended it; none where nothing at all happened.
    pub event: Option<EventId>,
    /// The last word of the server that had to take it.
    pub reply: Option<Reply>,
    /// How often a server took it to another one.
    pub tries: u32,
    /// The fact that the letter was fetched, where it was.
    pub fetched: Option<EventId>,
}

/// How a letter ended for one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It lies in a folder.
    Filed {
        /// On which server.
        host: String,
        /// In whose mailbox.
        user: String,
        /// In which folder.
        folder: String,
        /// The letter as it was filed.
        source: Octets,
    },
    /// It never left the sender's PC: its own server refused it.
    NotTaken,
    /// A server that had taken it gave up.
    Failed,
    /// It still waits in a queue.
    Waiting,
}

impl Fate {
    /// The folder, where it lies in one.
    pub fn folder(&self) -> Option<&str> {
        if let Self::Filed { folder, .. } = self { Some(folder) } else { None }
    }
}

impl Trace {
    /// How each letter ended, in the order in which they were written.
    pub fn outcomes(&self) -> Vec<LetterOutcome> {
        self.outcomes_before(self.events.len())
    }

    /// How each letter stood when only the first `end` facts had happened.
    pub fn outcomes_before(&self, end: usize) -> Vec<LetterOutcome> {
        let mut outcomes: Vec<LetterOutcome> = Vec::new();
        let (mut step, mut bounced) = (0, None);
        for event in self.events.iter().take(end) {
            match (&event.fact, event.letter) {
                (Fact::StepBegan { step: index }, _) => step = *index,
                (Fact::Bounced { about }, Some(bounce)) => bounced = Some((bounce, *about)),
                (Fact::Written { envelope, source, .. }, Some(letter)) => {
                    let about = bounced.filter(|(bounce, _)| *bounce == letter).map(|(_, about)| about);
                    outcomes.push(LetterOutcome::begin(letter, event.id, step, about, envelope, source));
                }
                (_, Some(letter)) => {
                    if let Some(outcome) = outcomes.iter_mut().find(|outcome| outcome.letter == letter) {
                        outcome.take_note(event);
                    }
                }
                _ => {}
            }
        }
        outcomes
    }
}

impl LetterOutcome {
    fn begin(
        letter: LetterId,
        written: EventId,
        step: usize,
        about: Option<LetterId>,
        envelope: &Envelope,
        source: &Octets,
    ) -> Self {
        let recipients = envelope.to.iter().map(RecipientOutcome::begin).collect();
        let (envelope, source) = (envelope.clone(), source.clone());
        Self { letter, written, step, about, envelope, source, checks: Checks::default(), recipients }
    }

    fn take_note(&mut self, event: &Event) {
        match &event.fact {
            Fact::Checked { check } => self.checks.take_note(event.id, check, self.envelope.from.is_null()),
            Fact::Filed { user, recipient, folder, source, .. } => {
                let (host, user, folder) = (event.host.clone(), user.clone(), folder.clone());
                let fate = Fate::Filed { host, user, folder, source: source.clone() };
                self.end([recipient], event.id, &fate, None);
            }
            Fact::Refused { recipient, reply } => self.refused(recipient.as_ref(), event.id, reply),
            Fact::Relayed { recipients, reply } => {
                for outcome in self.of(recipients) {
                    outcome.tries += 1;
                    outcome.reply = Some(reply.clone());
                }
            }
            Fact::Deferred { recipients, attempt, reply, .. } => {
                self.end(recipients, event.id, &Fate::Waiting, Some(reply));
                self.of(recipients).for_each(|outcome| outcome.tries = *attempt);
            }
            Fact::Failed { recipients, reply } => {
                self.end(recipients, event.id, &Fate::Failed, Some(reply));
                self.of(recipients).for_each(|outcome| outcome.tries += 1);
            }
            Fact::Forwarded { recipient, envelope, .. } => self.forwarded(recipient, &envelope.to, event.id),
            Fact::Accepted { envelope, .. } => self.of(&envelope.to).for_each(RecipientOutcome::taken),
            Fact::Fetched { user, .. } => {
                let theirs =
                    |outcome: &&mut RecipientOutcome| matches!(&outcome.fate, Fate::Filed { user: u, .. } if u == user);
                self.recipients.iter_mut().filter(theirs).for_each(|outcome| outcome.fetched = Some(event.id));
            }
            _ => {}
        }
    }

    fn of<'a>(&'a mut self, addresses: &'a [Address]) -> impl Iterator<Item = &'a mut RecipientOutcome> {
        self.recipients.iter_mut().filter(move |outcome| addresses.contains(&outcome.recipient))
    }

    fn end<'a>(
        &mut self,
        who: impl IntoIterator<Item = &'a Address>,
        event: EventId,
        fate: &Fate,
        reply: Option<&Reply>,
    ) {
        for recipient in who {
            for outcome in self.recipients.iter_mut().filter(|outcome| outcome.recipient == *recipient) {
                outcome.fate = fate.clone();
                outcome.event = Some(event);
                outcome.reply = reply.cloned().or_else(|| outcome.reply.take());
            }
        }
    }

    /// Those to whom an address has passed the letter on take its place; whoever gets it anyway stays where they are.
    fn forwarded(&mut self, recipient: &Address, to: &[Address], event: EventId) {
        let Some(at) = self.recipients.iter().position(|outcome| outcome.recipient == *recipient) else { return };
        let mut via = self.recipients.remove(at).via;
        if via.len() < MOST_VIA {
            via.push(recipient.clone());
        }
        let known = |to: &&Address| self.recipients.iter().any(|outcome| outcome.recipient == **to);
        let new: Vec<RecipientOutcome> =
            to.iter().filter(|to| !known(to)).map(|to| RecipientOutcome::behind(to, via.clone(), event)).collect();
        self.recipients.splice(at..at, new);
    }

    /// A refusal ends a letter only where no server has taken it yet; otherwise that server goes on with it.
    fn refused(&mut self, recipient: Option<&Address>, event: EventId, reply: &Reply) {
        let named = |outcome: &&mut RecipientOutcome| recipient.is_none_or(|recipient| outcome.recipient == *recipient);
        for outcome in self.recipients.iter_mut().filter(named) {
            outcome.reply = Some(reply.clone());
            outcome.event = Some(event);
        }
    }
}

impl RecipientOutcome {
    fn begin(recipient: &Address) -> Self {
        let recipient = recipient.clone();
        Self { recipient, via: Vec::new(), fate: Fate::NotTaken, event: None, reply: None, tries: 0, fetched: None }
    }

    /// One whom another address has passed the letter on to: a server has it for them now.
    fn behind(recipient: &Address, via: Vec<Address>, event: EventId) -> Self {
        Self { via, fate: Fate::Waiting, event: Some(event), ..Self::begin(recipient) }
    }

    /// A server is responsible for it now.
    fn taken(&mut self) {
        if self.fate == Fate::NotTaken {
            self.fate = Fate::Waiting;
        }
    }
}

impl Checks {
    /// A receiver checks all methods in one go, SPF first: a new SPF check begins a new set.
    fn take_note(&mut self, event: EventId, check: &Check, null_path: bool) {
        match check {
            Check::Spf(spf) => {
                if self.dmarc.is_some() {
                    *self = Self::default();
                }
                if self.spf.is_none() || (spf.identity == SpfIdentity::Helo) == null_path {
                    self.spf = Some((event, spf.clone()));
                }
            }
            Check::Dkim(dkim) => {
                if self.dkim.as_ref().is_none_or(|(_, best)| rank(dkim.result) < rank(best.result)) {
                    self.dkim = Some((event, dkim.clone()));
                }
            }
            Check::Dmarc(dmarc) => self.dmarc = Some((event, dmarc.clone())),
            Check::Arc(arc) => self.arc = Some((event, arc.clone())),
            // Nothing hangs on a draft: neither a table of a mail client nor an expectation.
            Check::Dkim2(_) => {}
        }
    }
}

/// How good a signature's result is; lower is better.
fn rank(result: DkimResult) -> usize {
    const BEST_FIRST: [DkimResult; 7] = [
        DkimResult::Pass,
        DkimResult::Policy,
        DkimResult::Temperror,
        DkimResult::Fail,
        DkimResult::Neutral,
        DkimResult::Permerror,
        DkimResult::None,
    ];
    BEST_FIRST.iter().position(|better| *better == result).unwrap_or(BEST_FIRST.len())
}
