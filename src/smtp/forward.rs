//! Addresses that are nobody's mailbox: a letter for them goes on to others.
//!
//! ```text
//!   alias        ──► envelope To replaced; envelope From as it was, or rewritten (SRS)
//!   mailing list ──► envelope To: the members; envelope From: LIST-bounces@…; the letter is changed (see `list`)
//!   SRS0=…@here  ──► a bounce on its way back: envelope To is the address that was rewritten
//! ```
//!
//! A forwarder answers for what it passes on (RFC 5321 §3.9): the letter goes into its queue, and if it cannot be delivered,
//! the forwarder writes the bounce. Its address on the letter (`Delivered-To`) tells it when the letter comes round again;
//! where nobody writes that, only the number of `Received` lines ends a loop (RFC 5321 §6.3).

use super::queue::Entry;
use super::server::{Server, Taken};
use super::srs::Flaw;
use super::stamp::{delivered_to, hops, is_delivered_to, received_locally};
use crate::auth::verify::Findings;
use crate::scenario::{Forward, MailingList};
use crate::trace::{Address, Envelope, EventId, Fact, LetterId, Passing, Reply, Stage};

/// Where a letter for an address of this server goes.
pub(super) enum Destination<'a> {
    /// Into the mailbox of a user.
    Mailbox,
    /// To whom an alias stands for.
    Alias(&'a Forward),
    /// To the members of a list.
    List(&'a MailingList),
    /// Back to an address that this server has rewritten.
    Returned(Address),
}

impl Destination<'_> {
    /// Whether the address that passes the letter on is written on it.
    fn is_marked(&self) -> bool {
        match self {
            Self::Alias(forward) => forward.delivered_to,
            Self::List(_) => true,
            Self::Mailbox | Self::Returned(_) => false,
        }
    }

    /// A list takes no bounces: its members would get them, and answer them to each other (RFC 3834).
    ///
    /// # Errors
    /// The reply to such a bounce.
    pub(super) fn may_be_sent(&self, from: &Address, to: &Address) -> Result<(), Reply> {
        if matches!(self, Self::List(_)) && from.is_null() {
            return Err(Reply::new(550, format!("5.7.1 <{to}> is a mailing list, and takes no bounces")));
        }
        Ok(())
    }

    /// Whether the letter has been passed on by this address before.
    pub(super) fn comes_again(&self, recipient: &Address, source: &[u8]) -> bool {
        self.is_marked() && is_delivered_to(source, recipient)
    }
}

/// A letter that is passed on, for one of its recipients.
#[derive(Clone, Copy)]
pub(super) struct Passage<'a> {
    pub letter: LetterId,
    /// The reverse-path with which it came.
    pub from: &'a Address,
    pub recipient: &'a Address,
    /// The letter with this server's own `Received` line on it.
    pub source: &'a [u8],
    /// What this server has found out about it, where it has looked.
    pub findings: &'a Findings,
    pub because: EventId,
    /// The fact that named the reverse-path.
    pub named: Option<EventId>,
}

/// What a letter gets that has been here before (RFC 3463, X.4.6).
pub(super) fn round_in_circles() -> Reply {
    Reply::new(554, "5.4.6 this letter goes round in circles")
}

impl Server {
    /// Where a letter for that address goes.
    ///
    /// # Errors
    /// The reply where it goes nowhere.
    pub(super) fn destination_of(&self, address: &Address) -> Result<Destination<'_>, Reply> {
        let is = |other: &Address| other.0.eq_ignore_ascii_case(&address.0);
        if let Some(forward) = self.setup.forwards.iter().find(|forward| is(&forward.address)) {
            return Ok(Destination::Alias(forward));
        }
        if let Some(list) = self.setup.lists.iter().find(|list| is(&list.address)) {
            return Ok(Destination::List(list));
        }
        if self.mailbox_of(address).is_some() {
            return Ok(Destination::Mailbox);
        }
        match self.rewritten(address) {
            Ok(Some(original)) => Ok(Destination::Returned(original)),
            Ok(None) => Err(Reply::new(550, format!("5.1.1 <{address}> has no mailbox here"))),
            Err(Flaw::Expired) => Err(Reply::new(550, "5.1.1 this rewritten address is too old (SRS)")),
            Err(_) => Err(Reply::new(550, "5.1.1 this address was not rewritten here (SRS)")),
        }
    }

    /// Only a server with an alias that rewrites knows rewritten addresses.
    fn rewritten(&self, address: &Address) -> Result<Option<Address>, Flaw> {
        let rewrites =
            |forward: &Forward| forward.srs && forward.address.domain().eq_ignore_ascii_case(address.domain());
        if !self.setup.forwards.iter().any(rewrites) {
            return Ok(None);
        }
        self.srs.undo(address, self.recorder().now())
    }

    /// Passes a letter on that is in the queue, for an address of this very server: no wire, and yet a hop.
    ///
    /// # Errors
    /// The reply with which the recipient fails.
    pub(super) fn pass_on_here(
        &self,
        entry: &Entry,
        recipient: &Address,
        destination: &Destination<'_>,
    ) -> Result<(), Reply> {
        if hops(&entry.source) >= self.setup.rules.max_hops || destination.comes_again(recipient, &entry.source) {
            return Err(round_in_circles());
        }
        destination.may_be_sent(&entry.from, recipient)?;
        let mut sheet = self.sheet(Stage::Transfer, entry.letter, entry.source.clone());
        sheet.add(received_locally(self.name(), entry.letter, self.recorder().now()), [entry.because]);
        let (letter, from, because, named) = (entry.letter, &entry.from, entry.because, entry.named);
        let findings = &Findings::default();
        self.pass_on(Passage { letter, from, recipient, source: &sheet.source, findings, because, named }, destination);
        Ok(())
    }

    /// Passes a letter on: a new envelope, the changes that belong to it, and into the queue.
    pub(super) fn pass_on(&self, passage: Passage<'_>, destination: &Destination<'_>) {
        let Passage { letter, from, recipient, findings, because, .. } = passage;
        let Some((how, envelope)) = self.onward(from, recipient, destination) else { return };
        let (recipient, was) = (recipient.clone(), from.clone());
        let keeps_path = envelope.from == was;
        let fact = Fact::Forwarded { recipient: recipient.clone(), how, was, envelope: envelope.clone() };
        let forwarded = self.record(Stage::Transfer, letter, fact, [because]);
        let mut sheet = self.sheet(Stage::Transfer, letter, passage.source.to_vec());
        if destination.is_marked() {
            sheet.add(delivered_to(&recipient), [forwarded]);
        }
        if let Destination::List(list) = destination {
            self.put_on_list(&mut sheet, list, findings, forwarded);
        }
        let named = if keeps_path { passage.named } else { Some(forwarded) };
        self.enqueue(Taken { letter, because: forwarded, named }, envelope, sheet.source);
    }

    /// Why a letter goes on, and the envelope in which it does; none where it stays.
    fn onward(
        &self,
        from: &Address,
        recipient: &Address,
        destination: &Destination<'_>,
    ) -> Option<(Passing, Envelope)> {
        match destination {
            Destination::Mailbox => None,
            Destination::Alias(forward) => {
                let rewritten =
                    forward.srs.then(|| self.srs.rewrite(from, recipient.domain(), self.recorder().now())).flatten();
                let how = Passing::Alias { srs: rewritten.is_some() };
                Some((how, Envelope { from: rewritten.unwrap_or_else(|| from.clone()), to: forward.to.clone() }))
            }
            Destination::List(list) => {
                Some((Passing::List, Envelope { from: list.side_address("bounces"), to: list.members.clone() }))
            }
            Destination::Returned(original) => {
                Some((Passing::Returned, Envelope { from: from.clone(), to: vec![original.clone()] }))
            }
        }
    }
}
