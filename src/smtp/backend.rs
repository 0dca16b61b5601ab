//! The two SMTP servers behind all doors: mailin-embedded, started once per process.
//!
//! mailin keeps the state of each session (what may follow what) and calls a handler when something is to be decided. It
//! knows one server name and nothing of who is calling, so the door introduces each session with a number in EHLO, and
//! the handler finds here what the door knows:
//!
//! ```text
//!   door ── EHLO 7f3a.12.door.mail.a-corp.example ──► mailin ──► handler.helo("7f3a.12.door…") ──► session 12
//!   door ── MAIL FROM:<path@door.invalid>         ──► mailin ──► handler.mail ──► session 12's path ──► MailServer
//! ```

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use mailin_embedded::{AuthMechanism, Handler, Response, Server, SslConfig, response};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::visit::{MailServer, Visit};
use crate::net::{loopback_listener, tls_provider};
use crate::trace::{Address, Envelope, Reply, Service};

/// How many sessions each of the two servers holds at once, over all worlds. Each takes a thread while it is open; a
/// caller beyond them waits for one to end.
const THREADS: u32 = 64;

/// The name in the certificate of the submission server: only the door ever sees it.
const NAME: &str = "backend.door.invalid";

/// What stands between the session's number and the client's own name in the EHLO that mailin gets.
const MARK: &str = ".door.";

/// The addresses of the two servers, and how to trust the one that does TLS.
pub(super) struct Backends {
    submission: SocketAddr,
    reception: SocketAddr,
    /// What the door trusts when it does STARTTLS with the submission server.
    pub(super) tls: Arc<rustls::ClientConfig>,
}

impl Backends {
    /// The two servers, started when they are first asked for.
    pub(super) fn shared() -> io::Result<&'static Self> {
        static SHARED: OnceLock<io::Result<Backends>> = OnceLock::new();
        let started = SHARED.get_or_init(Self::start);
        started.as_ref().map_err(|error| io::Error::new(error.kind(), error.to_string()))
    }

    /// Where the server for a service listens.
    pub(super) fn address(&self, service: Service) -> SocketAddr {
        if service == Service::Submission { self.submission } else { self.reception }
    }

    /// The name to check in the submission server's certificate.
    pub(super) fn name() -> &'static str {
        NAME
    }

    fn start() -> io::Result<Self> {
        let made = rcgen::generate_simple_self_signed([NAME.to_owned()]).map_err(io::Error::other)?;
        let mut submission = Server::new(Clerk::default());
        // mailin reads certificate and key from files; they are gone again as soon as it has.
        let folder = tempfile::tempdir()?;
        let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
        std::fs::write(&cert, made.cert.pem())?;
        std::fs::write(&key, made.signing_key.serialize_pem())?;
        let paths = SslConfig::SelfSigned {
            cert_path: cert.to_string_lossy().into_owned(),
            key_path: key.to_string_lossy().into_owned(),
        };
        submission.with_ssl(paths).map_err(|error| io::Error::other(error.to_string()))?;
        folder.close()?;
        submission.with_auth(AuthMechanism::Plain).with_auth(AuthMechanism::Login);
        let tls = trusting(&made.cert.pem())?;
        let reception = Server::new(Clerk::default());
        Ok(Self { submission: serve(submission, "submission")?, reception: serve(reception, "reception")?, tls })
    }
}

/// Starts a server on a thread of its own, for as long as the process lives.
fn serve(mut server: Server<Clerk>, name: &str) -> io::Result<SocketAddr> {
    let listener = loopback_listener()?;
    let address = listener.local_addr()?;
    server.with_name(NAME).with_num_threads(THREADS).with_tcp_listener(listener);
    std::thread::Builder::new().name(name.to_owned()).spawn(move || drop(server.serve()))?;
    Ok(address)
}

fn trusting(pem: &str) -> io::Result<Arc<rustls::ClientConfig>> {
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(io::Error::other)?;
    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate).map_err(io::Error::other)?;
    let builder = rustls::ClientConfig::builder_with_provider(tls_provider());
    let builder = builder.with_safe_default_protocol_versions().map_err(io::Error::other)?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

/// What door and handler share about one session.
pub(super) struct Session {
    pub(super) server: Arc<dyn MailServer>,
    state: Mutex<State>,
}

/// The part of it that changes.
pub(super) struct State {
    /// The session as the mail server sees it.
    pub(super) visit: Visit,
    /// The address in the MAIL or RCPT command that is on its way, as the client wrote it.
    pub(super) path: Address,
    /// Whether MAIL announced SMTPUTF8.
    pub(super) utf8: bool,
    /// Whether the client has broken off its login, so that whatever mailin hears of it counts for nothing.
    pub(super) broken_off: bool,
    /// The letter that mailin has taken out of its transport form. The door has it judged: mailin itself always hears
    /// 250, because after an error it would take the next command for more of the letter.
    pub(super) parcel: Option<(Envelope, Vec<u8>)>,
}

impl Session {
    /// The state, for reading or for changing.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A session that is known to the handlers for as long as this lives.
pub(super) struct Registered {
    id: u64,
    pub(super) session: Arc<Session>,
}

impl Registered {
    /// Makes a session known.
    pub(super) fn new(visit: Visit, server: Arc<dyn MailServer>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let state = State { visit, path: Address::NULL, utf8: false, broken_off: false, parcel: None };
        let session = Arc::new(Session { server, state: Mutex::new(state) });
        registry().insert(id, session.clone());
        Self { id, session }
    }

    /// The EHLO argument that introduces this session to its handler.
    pub(super) fn introduction(&self) -> String {
        format!("{:x}.{}{MARK}invalid", secret(), self.id)
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        registry().remove(&self.id);
    }
}

fn registry() -> MutexGuard<'static, HashMap<u64, Arc<Session>>> {
    static SESSIONS: OnceLock<Mutex<HashMap<u64, Arc<Session>>>> = OnceLock::new();
    SESSIONS.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

/// A number that only this process knows: another program of the same machine cannot introduce itself.
fn secret() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    static SECRET: OnceLock<u64> = OnceLock::new();
    *SECRET.get_or_init(|| std::collections::hash_map::RandomState::new().build_hasher().finish())
}

fn find(introduction: &str) -> Option<Arc<Session>> {
    let (number, _) = introduction.split_once(MARK)?;
    let (proof, id) = number.split_once('.')?;
    if u64::from_str_radix(proof, 16).ok()? != secret() {
        return None;
    }
    registry().get(&id.parse().ok()?).cloned()
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
