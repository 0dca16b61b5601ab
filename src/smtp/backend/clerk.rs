//! mailin's handler: hands each decision to the mail server of the session.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use mailin_embedded::{Handler, Response, response};

use super::session::{Session, find};
use crate::smtp::visit::Visit;
use crate::trace::{Address, Envelope, Reply};

/// The handler. mailin clones it for every connection.
#[derive(Clone, Default)]
pub(super) struct Clerk {
    session: Option<Arc<Session>>,
    envelope: Envelope,
    source: Vec<u8>,
}

impl Clerk {
    fn answer(&self, decide: impl FnOnce(&Session) -> Result<(), Reply>) -> Response {
        match &self.session {
            Some(session) => match decide(session) {
                Ok(()) => response::OK,
                Err(reply) => Response::custom(reply.code, reply.text),
            },
            None => response::NO_SERVICE,
        }
    }

    fn login(&mut self, user: &str, password: &str) -> Response {
        let Some(session) = &self.session else { return response::NO_SERVICE };
        let visit = session.state().visit.clone();
        if session.state().broken_off {
            return response::INVALID_CREDENTIALS;
        }
        // The door logs a user in again after RSET, because mailin forgets.
        if visit.user.is_some() || session.server.login(&visit, user, password) {
            session.state().visit.user.get_or_insert_with(|| user.to_owned());
            return Response::custom(235, "2.7.0 authentication succeeded".to_owned());
        }
        Response::custom(535, "5.7.8 user name or password is wrong".to_owned())
    }
}

impl Handler for Clerk {
    fn helo(&mut self, _ip: IpAddr, domain: &str) -> Response {
        self.session = find(domain);
        self.envelope = Envelope::default();
        self.answer(|_| Ok(()))
    }

    fn mail(&mut self, _ip: IpAddr, _domain: &str, _from: &str) -> Response {
        let Some(session) = self.session.clone() else { return response::NO_SERVICE };
        let (visit, from) = visit_and_path(&session);
        self.envelope = Envelope { from, to: Vec::new() };
        self.answer(|session| session.server.mail(&visit, &self.envelope.from))
    }

    fn rcpt(&mut self, _to: &str) -> Response {
        let Some(session) = self.session.clone() else { return response::NO_SERVICE };
        let (visit, to) = visit_and_path(&session);
        let answer = self.answer(|session| session.server.rcpt(&visit, &self.envelope.from, &to));
        if !answer.is_error && !self.envelope.to.contains(&to) {
            self.envelope.to.push(to);
        }
        answer
    }

    fn data_start(&mut self, _domain: &str, _from: &str, _is8bit: bool, _to: &[String]) -> Response {
        self.source.clear();
        response::OK
    }

    fn data(&mut self, line: &[u8]) -> io::Result<()> {
        self.source.extend_from_slice(line);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let Some(session) = &self.session else { return response::NO_SERVICE };
        let parcel = (std::mem::take(&mut self.envelope), std::mem::take(&mut self.source));
        session.state().parcel = Some(parcel);
        response::OK
    }

    fn auth_plain(&mut self, _authorization_id: &str, user: &str, password: &str) -> Response {
        self.login(user, password)
    }

    fn auth_login(&mut self, user: &str, password: &str) -> Response {
        self.login(user, password)
    }
}

fn visit_and_path(session: &Session) -> (Visit, Address) {
    let mut state = session.state();
    (state.visit.clone(), std::mem::take(&mut state.path))
}
