//! The letters themselves: users, their folders, and what lies in them.

mod flags;
mod folders;
mod kept;
mod letters;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::password_of;
use crate::trace::Time;
pub use flags::Flags;
pub(super) use flags::{SYSTEM, is_storable};
use kept::{Kept, Mailbox};
pub(super) use letters::{Copied, Which};

/// Stands between a folder and one inside it.
pub(super) const DELIMITER: char = '/';

/// How many folders one user may have.
const MOST_FOLDERS: usize = 16;

/// How many letters one folder holds.
pub(super) const MOST_LETTERS: usize = 10_000;

/// How many octets of letters one user may keep.
pub(super) const MOST_OCTETS: usize = 64 * 1024 * 1024;

/// The mailboxes of one mail server. A clone is the same store.
#[derive(Clone)]
pub struct Store(Arc<Shared>);

struct Shared {
    mailboxes: Mutex<HashMap<String, Mailbox>>,
    /// Rings when anything has changed, for those who wait (RFC 2177).
    bell: watch::Sender<()>,
}

/// A letter in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its number in the folder, from 1. It never changes and is never given to another letter (RFC 3501 §2.3.1.1).
    pub uid: u32,
    /// What its reader and their client have marked it with.
    pub flags: Flags,
    /// When it was filed.
    pub internal_date: Time,
    /// Header and body.
    pub source: Arc<[u8]>,
    /// Which change of the mailbox was the last one that it had a part in.
    pub(super) changed: u64,
}

/// A folder in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder {
    /// Its name as it is listed.
    pub(super) name: String,
    /// Under which its UIDs hold: another folder of the same name has another one.
    pub(super) validity: u32,
    /// How many letters lie in it.
    pub(super) letters: usize,
    /// How many of them no client has been told of.
    pub(super) recent: usize,
    /// From which UID on no client has been told.
    pub(super) first_recent: u32,
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

/// Why something cannot be done with folders and letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Trouble {
    /// No folder of that name.
    #[error("there is no such folder")]
    Missing,
    /// A folder of that name already.
    #[error("there is such a folder already")]
    Exists,
    /// No room for more folders, letters or octets.
    #[error("there is no room in that mailbox")]
    Full,
    /// `INBOX` stays, and no folder goes into itself.
    #[error("that cannot be done with this folder")]
    Fixed,
    /// It would leave folders without the one that they stand in.
    #[error("there are folders in that folder")]
    HasChildren,
    /// No folder may be called so.
    #[error("a folder cannot have that name")]
    Name,
}

impl Store {
    /// Empty mailboxes for these users. Their names are the same in capital and small letters.
    pub fn new<'a>(users: impl IntoIterator<Item = &'a str>) -> Self {
        Self::with_quota(users, MOST_OCTETS)
    }

    /// The same, each with room for so many octets.
    pub fn with_quota<'a>(users: impl IntoIterator<Item = &'a str>, octets: usize) -> Self {
        let mailbox = |user: &str| (user.to_ascii_lowercase(), Mailbox::with_room_for(octets.min(MOST_OCTETS)));
        let mailboxes = Mutex::new(users.into_iter().map(mailbox).collect());
        Self(Arc::new(Shared { mailboxes, bell: watch::Sender::new(()) }))
    }

    /// Puts a letter into a folder of a user, and says which UID it got there. A new name makes a new folder.
    ///
    /// # Errors
    /// [`Full`] where it does not fit.
    pub fn file(&self, user: &str, folder: &str, source: &[u8], now: Time) -> Result<u32, Full> {
        let mut mailboxes = self.lock();
        let mailbox = mailboxes.get_mut(&user.to_ascii_lowercase()).ok_or(Full)?;
        if !mailbox.has_room_for(source.len()) {
            return Err(Full);
        }
        if mailbox.open(folder).is_none() {
            mailbox.make(folder)?;
        }
        let uid = mailbox.put(folder, source.into(), Flags::default(), now)?;
        drop(mailboxes);
        self.ring();
        Ok(uid)
    }

    /// Whether so many octets still fit into the mailbox of that user.
    pub fn has_room(&self, user: &str, octets: usize) -> bool {
        self.lock().get(&user.to_ascii_lowercase()).is_some_and(|mailbox| mailbox.has_room_for(octets))
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

    /// A client is told of all letters that are there: none of them is `\Recent` to another one.
    pub(super) fn announce(&self, user: &str, folder: &str) {
        self.with(user, folder, Kept::announce);
    }

    /// Something to wait at: it rings whenever letters or flags have changed.
    pub(super) fn bell(&self) -> watch::Receiver<()> {
        self.0.bell.subscribe()
    }

    fn ring(&self) {
        self.0.bell.send_replace(());
    }

    fn with<T>(&self, user: &str, folder: &str, act: impl FnOnce(&mut Kept) -> T) -> Option<T> {
        let mut mailboxes = self.lock();
        mailboxes.get_mut(&user.to_ascii_lowercase())?.open(folder).map(act)
    }

    fn change<T>(&self, user: &str, act: impl FnOnce(&mut Mailbox) -> Result<T, Trouble>) -> Result<T, Trouble> {
        let mut mailboxes = self.lock();
        act(mailboxes.get_mut(&user.to_ascii_lowercase()).ok_or(Trouble::Missing)?)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Mailbox>> {
        self.0.mailboxes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use imap_codec::imap_types::flag::{Flag, StoreType};

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
        let which = Which { name: "INBOX".to_owned(), validity: 1 };
        store.flag("mari", &which, 1, StoreType::Add, &[Flag::Seen]).unwrap();
        store.announce("mari", "INBOX");
        assert_eq!(file(&store, "INBOX", b"5"), Ok(3));
        let inbox = store.folder("mari", "INBOX").unwrap();
        let Which { name, validity } = which;
        let told = Folder {
            name,
            validity,
            letters: 3,
            recent: 1,
            first_recent: 3,
            unseen: 2,
            first_unseen: Some(1),
            uid_next: 4,
        };
        assert_eq!(inbox, told);
    }

    #[test]
    fn a_quota_is_for_all_folders_together_and_what_goes_makes_room() {
        let store = Store::with_quota(["mari"], 3);
        assert_eq!((file(&store, "INBOX", b"xx"), file(&store, "Junk", b"xx")), (Ok(1), Err(Full)));
        let which = Which { name: "INBOX".to_owned(), validity: 1 };
        store.take_out("mari", &which, |_| true);
        assert_eq!((file(&store, "Junk", b"xxxx"), file(&store, "Junk", b"xxx")), (Err(Full), Ok(1)));
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
