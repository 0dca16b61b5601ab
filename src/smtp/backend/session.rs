//! What a door and mailin's handler share about one session, and how the handler finds it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::smtp::visit::{MailServer, Visit};
use crate::trace::{Address, Envelope};

/// What stands between the session's number and the client's own name in the EHLO that mailin gets.
const MARK: &str = ".door.";

/// What door and handler share about one session.
pub(in crate::smtp) struct Session {
    pub(in crate::smtp) server: Arc<dyn MailServer>,
    state: Mutex<State>,
}

/// The part of it that changes.
pub(in crate::smtp) struct State {
    /// The session as the mail server sees it.
    pub(in crate::smtp) visit: Visit,
    /// The address in the MAIL or RCPT command that is on its way, as the client wrote it.
    pub(in crate::smtp) path: Address,
    /// Whether MAIL announced SMTPUTF8.
    pub(in crate::smtp) utf8: bool,
    /// Whether the client has broken off its login, so that whatever mailin hears of it counts for nothing.
    pub(in crate::smtp) broken_off: bool,
    /// The letter that mailin has taken out of its transport form. The door has it judged: mailin itself always hears
    /// 250, because after an error it would take the next command for more of the letter.
    pub(in crate::smtp) parcel: Option<(Envelope, Vec<u8>)>,
}

impl Session {
    /// The state, for reading or for changing.
    pub(in crate::smtp) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A session that is known to the handlers for as long as this lives.
pub(in crate::smtp) struct Registered {
    id: u64,
    pub(in crate::smtp) session: Arc<Session>,
}

impl Registered {
    /// Makes a session known.
    pub(in crate::smtp) fn new(visit: Visit, server: Arc<dyn MailServer>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let state = State { visit, path: Address::NULL, utf8: false, broken_off: false, parcel: None };
        let session = Arc::new(Session { server, state: Mutex::new(state) });
        registry().insert(id, session.clone());
        Self { id, session }
    }

    /// The EHLO argument that introduces this session to its handler.
    pub(in crate::smtp) fn introduction(&self) -> String {
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

/// The session that an EHLO argument introduces.
pub(super) fn find(introduction: &str) -> Option<Arc<Session>> {
    let (number, _) = introduction.split_once(MARK)?;
    let (proof, id) = number.split_once('.')?;
    if u64::from_str_radix(proof, 16).ok()? != secret() {
        return None;
    }
    registry().get(&id.parse().ok()?).cloned()
}
