//! The two SMTP servers behind all doors: mailin-embedded, started once per process.
//!
//! mailin keeps the state of each session (what may follow what) and calls a handler when something is to be decided. It
//! knows one server name and nothing of who is calling, so the door introduces each session with a number in EHLO, and
//! the handler finds here what the door knows:
//!
//! ```text
//!   door ── EHLO 7f3a.12.door.invalid     ──► mailin ──► handler.helo("7f3a.12.door…") ──► session 12
//!   door ── MAIL FROM:<path@door.invalid> ──► mailin ──► handler.mail ──► session 12's path ──► MailServer
//! ```

mod certificate;
mod session;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};

use mailin_embedded::{AuthMechanism, Handler, Response, Server, SslConfig, response};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub(super) use self::session::Registered;
use self::session::{Session, find};
use super::visit::Visit;
use crate::net::{loopback_listener, tls_provider};
use crate::trace::{Address, Envelope, Origin, Reply, Service};

/// How many sessions each of the two servers holds at once, over all worlds. Each takes a thread while it is open.
const THREADS: u32 = 64;

/// How many of them visitors may take. A visitor may stay silent for minutes; a host of the world never does, and always
/// finds a place, if need be after another host.
const VISITORS: u32 = 48;

/// The name in the certificate of the submission server: only the door ever sees it.
const NAME: &str = "backend.door.invalid";

/// The addresses of the two servers, and how to trust the one that does TLS.
pub(super) struct Backends {
    submission: Backend,
    reception: Backend,
    /// What the door trusts when it does STARTTLS with the submission server.
    pub(super) tls: Arc<rustls::ClientConfig>,
}

/// One of them.
struct Backend {
    address: SocketAddr,
    visitors: Arc<Semaphore>,
    hosts: Arc<Semaphore>,
}

/// Starts the two servers, where they are not running yet.
///
/// # Errors
/// Where the machine has no socket, thread or randomness for them.
pub fn start() -> io::Result<()> {
    Backends::shared().map(drop)
}

impl Backends {
    /// The two servers, started when they are first asked for.
    pub(super) fn shared() -> io::Result<&'static Self> {
        static SHARED: OnceLock<io::Result<Backends>> = OnceLock::new();
        let started = SHARED.get_or_init(Self::start);
        started.as_ref().map_err(|error| io::Error::new(error.kind(), error.to_string()))
    }

    /// Where the server for a service listens, and a place there. None for a visitor where visitors have taken theirs.
    pub(super) async fn place(&self, service: Service, origin: Origin) -> Option<(SocketAddr, OwnedSemaphorePermit)> {
        let backend = if service == Service::Submission { &self.submission } else { &self.reception };
        let place = match origin {
            Origin::Visitor => backend.visitors.clone().try_acquire_owned().ok()?,
            Origin::Host => backend.hosts.clone().acquire_owned().await.ok()?,
        };
        Some((backend.address, place))
    }

    /// The name to check in the submission server's certificate.
    pub(super) fn name() -> &'static str {
        NAME
    }

    fn start() -> io::Result<Self> {
        let made = rcgen::generate_simple_self_signed([NAME.to_owned()]).map_err(io::Error::other)?;
        let mut submission = Server::new(Clerk::default());
        let texts = [made.cert.pem(), made.signing_key.serialize_pem()];
        let read = certificate::shown(texts.each_ref().map(String::as_str), |[cert_path, key_path]| {
            submission.with_ssl(SslConfig::SelfSigned { cert_path, key_path }).map(drop)
        });
        read?.map_err(|error| io::Error::other(error.to_string()))?;
        submission.with_auth(AuthMechanism::Plain).with_auth(AuthMechanism::Login);
        let tls = trusting(&made.cert.pem())?;
        let reception = Server::new(Clerk::default());
        Ok(Self { submission: serve(submission, "submission")?, reception: serve(reception, "reception")?, tls })
    }
}

/// Starts a server on a thread of its own, for as long as the process lives.
fn serve(mut server: Server<Clerk>, name: &str) -> io::Result<Backend> {
    let listener = loopback_listener()?;
    let address = listener.local_addr()?;
    server.with_name(NAME).with_num_threads(THREADS).with_tcp_listener(listener);
    std::thread::Builder::new().name(name.to_owned()).spawn(move || drop(server.serve()))?;
    let places = |number: u32| Arc::new(Semaphore::new(number as usize));
    Ok(Backend { address, visitors: places(VISITORS), hosts: places(THREADS - VISITORS) })
}

fn trusting(pem: &str) -> io::Result<Arc<rustls::ClientConfig>> {
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(io::Error::other)?;
    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate).map_err(io::Error::other)?;
    let builder = rustls::ClientConfig::builder_with_provider(tls_provider());
    let builder = builder.with_safe_default_protocol_versions().map_err(io::Error::other)?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

/// mailin's handler: hands each decision to the mail server of the session. mailin clones it for every connection.
#[derive(Clone, Default)]
struct Clerk {
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
