//! Port 587: a user of this server hands in a letter (RFC 6409). Stage ① of the delivery.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use mail_parser::HeaderName;

use super::forward::round_in_circles;
use super::server::{Server, Taken};
use super::stamp::{hops, queue_id, received};
use super::visit::{MailServer, Visit};
use crate::trace::{Address, Draft, Envelope, Fact, LetterId, Mistake, Reply, Stage};

/// The submission side of a server.
pub struct Submission(pub Arc<Server>);

impl MailServer for Submission {
    fn login(&self, visit: &Visit, user: &str, password: &str) -> bool {
        let accepted = self.0.setup.store.check_password(user, password);
        let fact = Fact::Authenticated { user: user.to_owned(), accepted };
        let draft = Draft::new(self.0.name(), fact).in_stage(visit.stage).about(visit.letter).because([visit.last]);
        self.0.recorder().record(draft);
        accepted
    }

    /// A user of this server may use any sender, unless it has a rule against that (RFC 6409 §6.1); the scenario of the
    /// impostor lives on that. The null reverse-path is nobody's address.
    fn mail(&self, visit: &Visit, from: &Address) -> Result<(), Reply> {
        if from.is_null() { Ok(()) } else { self.may_write_as(visit, std::slice::from_ref(from)) }
    }

    /// Any recipient of another server, and those of this one who exist.
    fn rcpt(&self, _visit: &Visit, _from: &Address, to: &Address) -> Result<(), Reply> {
        if self.0.receives_for(to.domain()) { self.0.destination_of(to).map(drop) } else { Ok(()) }
    }

    fn data<'a>(&'a self, visit: &'a Visit, envelope: Envelope, source: Vec<u8>) -> BoxFuture<'a, Reply> {
        async move { self.take(visit, envelope, source) }.boxed()
    }

    fn mistakes(&self) -> &[Mistake] {
        &self.0.setup.rules.naive
    }

    fn max_size(&self) -> usize {
        self.0.setup.rules.max_size
    }
}

impl Submission {
    fn take(&self, visit: &Visit, envelope: Envelope, source: Vec<u8>) -> Reply {
        let server = &self.0;
        let letter = visit.letter.unwrap_or_else(|| server.recorder().new_letter());
        if hops(&source) >= server.setup.rules.max_hops {
            return round_in_circles();
        }
        if let Err(reply) = self.may_write_as(visit, &authors(&source)) {
            return reply;
        }
        let accepted = self.accept(visit, letter, &envelope, &source);
        let mut sheet = server.sheet(Stage::Submission, letter, source);
        let rests_on = visit.trail.of_received().chain([accepted]);
        sheet.add(received(visit, letter, &envelope.to, server.recorder().now()), rests_on);
        server.sign(&mut sheet, &envelope, accepted);
        server.enqueue(Taken { letter, because: accepted, named: visit.trail.mail }, envelope, sheet.source);
        Reply::new(250, format!("2.0.0 queued as {}", queue_id(letter, server.name())))
    }

    /// Whether all these addresses are those of the user who has logged in, where the server wants that. A letter without
    /// an author is nobody's.
    fn may_write_as(&self, visit: &Visit, senders: &[Address]) -> Result<(), Reply> {
        if !self.0.setup.rules.own_senders_only {
            return Ok(());
        }
        let user = visit.user.as_deref().unwrap_or_default();
        let is_own = |sender: &Address| self.0.mailbox_of(sender).is_some_and(|owner| owner.eq_ignore_ascii_case(user));
        let (stranger, user) = (senders.iter().find(|sender| !is_own(sender)), clean(user));
        match stranger {
            Some(sender) => Err(Reply::new(550, format!("5.7.1 {user} may not write as <{}>", clean(&sender.0)))),
            None if senders.is_empty() => Err(Reply::new(550, "5.7.1 the header From names nobody")),
            None => Ok(()),
        }
    }

    fn accept(&self, visit: &Visit, letter: LetterId, envelope: &Envelope, source: &[u8]) -> crate::trace::EventId {
        let fact = Fact::Accepted { envelope: envelope.clone(), source: source.into() };
        self.0.record(visit.stage, letter, fact, [visit.last])
    }
}

/// The addresses in all `From` fields.
fn authors(source: &[u8]) -> Vec<Address> {
    let Some(message) = mail_parser::MessageParser::new().parse_headers(source) else { return Vec::new() };
    let fields = message.headers().iter().filter(|field| field.name == HeaderName::From);
    let addresses = fields.filter_map(|field| field.value.as_address()).flat_map(mail_parser::Address::iter);
    addresses.map(|one| Address(one.address().unwrap_or_default().to_owned())).collect()
}

/// Text from outside, fit for a reply.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(Address::LONGEST_LOCAL + 255).collect()
}
