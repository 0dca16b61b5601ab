//! Port 587: a user of this server hands in a letter (RFC 6409). Stage ① of the delivery.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

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

    /// A user of this server may use any sender; the scenario of the impostor lives on that.
    fn mail(&self, _visit: &Visit, _from: &Address) -> Result<(), Reply> {
        Ok(())
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
        let accepted = self.accept(visit, letter, &envelope, &source);
        let mut sheet = server.sheet(Stage::Submission, letter, source);
        let rests_on = visit.trail.of_received().chain([accepted]);
        sheet.add(received(visit, letter, &envelope.to, server.recorder().now()), rests_on);
        server.sign(&mut sheet, &envelope, accepted);
        server.enqueue(Taken { letter, because: accepted, named: visit.trail.mail }, envelope, sheet.source);
        Reply::new(250, format!("2.0.0 queued as {}", queue_id(letter, server.name())))
    }

    fn accept(&self, visit: &Visit, letter: LetterId, envelope: &Envelope, source: &[u8]) -> crate::trace::EventId {
        let fact = Fact::Accepted { envelope: envelope.clone(), source: source.into() };
        self.0.record(visit.stage, letter, fact, [visit.last])
    }
}
