//! The letters themselves: users, their folders, and what lies in them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::password_of;
use crate::trace::Time;

/// The folders that every user has from the beginning.
const FIRST_FOLDERS: [&str; 2] = ["INBOX", "Junk"];

/// How many folders one user may have.
const MOST_FOLDERS: usize = 16;

/// How many letters one folder holds.
const MOST_LETTERS: usize = 10_000;

/// How many octets of letters one user may keep.
pub(super) const MOST_OCTETS: usize = 64 * 1024 * 1024;

/// The mailboxes of one mail server. A clone is the same store.
#[derive(Clone)]
pub struct Store(Arc<Mutex<HashMap<String, Mailbox>>>);

/// What one user has.
struct Mailbox {
    folders: Vec<Kept>,
    octets: usize,
}

/// A folder and what lies in it, oldest first. Nothing is ever taken out, so the letter with UID n lies at n - 1.
struct Kept {
    name: String,
    letters: Vec<Letter>,
    /// How many of them have been announced to a client as new.
    announced: usize,
}

/// A letter in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its number in the folder, from 1. It never changes and is never given to another letter (RFC 3501 §2.3.1.1).
    pub uid: u32,
    /// The flag `\Seen`: a client has fetched it.
    pub seen: bool,
    /// When it was filed.
    pub internal_date: Time,
    /// Header and body.
    pub source: Arc<[u8]>,
}

/// A folder in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder {
    /// Its name as it is listed.
    pub(super) name: String,
    /// How many letters lie in it.
    pub(super) letters: usize,
    /// How many of them no client has been told of.
    pub(super) recent: usize,
    /// How many of them are not `\Seen`.
    pub(super) unseen: usize,
    /// The place of the first one that is not `\Seen`, from 0.
    pub(super) first_unseen: Option<usize>,
    /// The UID that the next letter will get.
    pub(super) uid_next: u32,
}

/// The letter does not fit into the mailbox, or nobody of that name has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no room in that mailbox")]
pub struct Full;

impl Store {
    /// Empty mailboxes for these users. Their names are the same in capital and small letters.
    pub fn new<'a>(users: impl IntoIterator<Item = &'a str>) -> Self {
        let mailbox = |user: &str| (user.to_ascii_lowercase(), Mailbox::new());
        Self(Arc::new(Mutex::new(users.into_iter().map(mailbox).collect())))
    }

    /// Puts a letter into a folder of a user, and says which UID it got there. A new name makes a new folder.
    ///
    /// # Errors
    /// [`Full`] where it does not fit.
    pub fn file(&self, user: &str, folder: &str, source: &[u8], now: Time) -> Result<u32, Full> {
        let mut mailboxes = self.lock();
        let mailbox = mailboxes.get_mut(&user.to_ascii_lowercase()).ok_or(Full)?;
        if mailbox.octets.saturating_add(source.len()) > MOST_OCTETS {
            return Err(Full);
        }
        let kept = mailbox.open_or_make(folder)?;
        if kept.letters.len() >= MOST_LETTERS {
            return Err(Full);
        }
        let uid = kept.uid_next();
        kept.letters.push(Letter { uid, seen: false, internal_date: now, source: source.into() });
        mailbox.octets += source.len();
        Ok(uid)
    }

    /// Whether that user has a mailbox here.
    pub fn has_user(&self, user: &str) -> bool {
        self.lock().contains_key(&user.to_ascii_lowercase())
    }

    /// Whether that user has a mailbox here, and that is their password.
    pub fn check_password(&self, user: &str, password: &str) -> bool {
        self.has_user(user) && password == password_of(user)
    }

    /// The folders of a user, `INBOX` and `Junk` first.
    pub(super) fn folders(&self, user: &str) -> Vec<Folder> {
        let mailboxes = self.lock();
        let mailbox = mailboxes.get(&user.to_ascii_lowercase());
        mailbox.map(|mailbox| mailbox.folders.iter().map(Kept::numbers).collect()).unwrap_or_default()
    }

    /// One folder of a user.
    pub(super) fn folder(&self, user: &str, folder: &str) -> Option<Folder> {
        self.with(user, folder, |kept| kept.numbers())
    }

    /// The letters in a folder, oldest first; none where there is no such folder.
    pub fn letters(&self, user: &str, folder: &str) -> Vec<Letter> {
        self.with(user, folder, |kept| kept.letters.clone()).unwrap_or_default()
    }

    /// The letter at that place, from 0.
    pub(super) fn letter(&self, user: &str, folder: &str, place: usize) -> Option<Letter> {
        self.with(user, folder, |kept| kept.letters.get(place).cloned()).flatten()
    }

    /// Sets the flag `\Seen`.
    pub(super) fn mark_seen(&self, user: &str, folder: &str, place: usize) {
        self.with(user, folder, |kept| {
            if let Some(letter) = kept.letters.get_mut(place) {
                letter.seen = true;
            }
        });
    }

    /// A client is told of all letters that are there: none of them is `\Recent` to another one.
    pub(super) fn announce(&self, user: &str, folder: &str) {
        self.with(user, folder, |kept| kept.announced = kept.letters.len());
    }

    fn with<T>(&self, user: &str, folder: &str, act: impl FnOnce(&mut Kept) -> T) -> Option<T> {
        let mut mailboxes = self.lock();
        mailboxes.get_mut(&user.to_ascii_lowercase())?.open(folder).map(act)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Mailbox>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Mailbox {
    fn new() -> Self {
        Self { folders: FIRST_FOLDERS.map(Kept::new).into(), octets: 0 }
    }

    fn open(&mut self, name: &str) -> Option<&mut Kept> {
        self.folders.iter_mut().find(|kept| kept.is_called(name))
    }

    fn open_or_make(&mut self, name: &str) -> Result<&mut Kept, Full> {
        if self.open(name).is_none() {
            if self.folders.len() >= MOST_FOLDERS {
                return Err(Full);
            }
            self.folders.push(Kept::new(name));
        }
        self.open(name).ok_or(Full)
    }
}

impl Kept {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), letters: Vec::new(), announced: 0 }
    }

    /// `INBOX` is the one name whose case does not matter (RFC 3501 §5.1).
    fn is_called(&self, name: &str) -> bool {
        self.name == name || (self.name == "INBOX" && name.eq_ignore_ascii_case("INBOX"))
    }

    fn uid_next(&self) -> u32 {
        u32::try_from(self.letters.len()).map_or(u32::MAX, |letters| letters.saturating_add(1))
    }

    fn numbers(&self) -> Folder {
        Folder {
            name: self.name.clone(),
            letters: self.letters.len(),
            recent: self.letters.len().saturating_sub(self.announced),
            unseen: self.letters.iter().filter(|letter| !letter.seen).count(),
            first_unseen: self.letters.iter().position(|letter| !letter.seen),
            uid_next: self.uid_next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(store: &Store, folder: &str, source: &[u8]) -> Result<u32, Full> {
        store.file("mari", folder, source, Time(0))
    }

    #[test]
    fn names_and_numbers() {
        let store = Store::new(["Mari"]);
        assert_eq!(
            [file(&store, "inbox", b"1"), file(&store, "INBOX", b"2"), file(&store, "Junk", b"3")],
            [Ok(1), Ok(2), Ok(1)]
        );
        assert_eq!(store.file("nobody", "INBOX", b"4", Time(0)), Err(Full));
        assert!(store.has_user("MARI") && !store.has_user("nobody"));
        assert!(store.check_password("mari", &password_of("Mari")) && !store.check_password("mari", "mari"));
        store.mark_seen("mari", "INBOX", 0);
        store.announce("mari", "INBOX");
        assert_eq!(file(&store, "INBOX", b"5"), Ok(3));
        let inbox = store.folder("mari", "INBOX").unwrap();
        let name = "INBOX".to_owned();
        assert_eq!(inbox, Folder { name, letters: 3, recent: 1, unseen: 2, first_unseen: Some(1), uid_next: 4 });
    }

    #[test]
    fn a_mailbox_is_full_at_some_time() {
        let store = Store::new(["mari"]);
        assert_eq!(file(&store, "INBOX", &vec![b'x'; MOST_OCTETS - 1]), Ok(1));
        assert_eq!(file(&store, "Junk", b"xx"), Err(Full));
        assert_eq!(file(&store, "Junk", b"x"), Ok(1));
        assert!((2..=MOST_LETTERS).all(|_| file(&store, "Junk", b"").is_ok()));
        assert_eq!(file(&store, "Junk", b""), Err(Full));
        assert!((2..MOST_FOLDERS).all(|n| file(&store, &n.to_string(), b"").is_ok()));
        assert_eq!(file(&store, "one more", b""), Err(Full));
    }
}
