//! What one user has: folders, and the letters in them.

use std::sync::Arc;

use super::flags::Flags;
use super::{Folder, Full, Letter, MOST_FOLDERS, MOST_LETTERS};
use crate::trace::Time;

/// The folders that every user has from the beginning.
const FIRST_FOLDERS: [&str; 2] = ["INBOX", "Junk"];

/// The `UIDVALIDITY` of the first folders. Each that is made later has a higher one, so that a new folder under an old
/// name is not taken for the old one.
const FIRST_VALIDITY: u32 = 1;

/// The mailbox of one user.
pub(super) struct Mailbox {
    pub(super) folders: Vec<Kept>,
    /// The names that the user has subscribed to, whether there are such folders or not (RFC 3501 §6.3.6).
    pub(super) subscribed: Vec<String>,
    pub(super) octets: usize,
    /// The most octets.
    quota: usize,
    last_validity: u32,
    /// Counts every change of a flag and every letter, so that a session knows what it has not been told of.
    changes: u64,
}

/// A folder and what lies in it, in the order of UIDs.
pub(super) struct Kept {
    pub(super) name: String,
    pub(super) validity: u32,
    pub(super) letters: Vec<Letter>,
    uid_next: u32,
    /// The first UID that no client has been told of.
    unannounced: u32,
}

impl Mailbox {
    pub(super) fn with_room_for(quota: usize) -> Self {
        Self {
            folders: FIRST_FOLDERS.map(|name| Kept::new(name, FIRST_VALIDITY)).into(),
            subscribed: FIRST_FOLDERS.map(str::to_owned).into(),
            octets: 0,
            quota,
            last_validity: FIRST_VALIDITY,
            changes: 0,
        }
    }

    /// Whether so many more octets fit.
    pub(super) fn has_room_for(&self, octets: usize) -> bool {
        self.octets.saturating_add(octets) <= self.quota
    }

    pub(super) fn open(&mut self, name: &str) -> Option<&mut Kept> {
        self.folders.iter_mut().find(|kept| kept.is_called(name))
    }

    /// Makes a folder of a name that there is none of.
    pub(super) fn make(&mut self, name: &str) -> Result<(), Full> {
        if self.folders.len() >= MOST_FOLDERS {
            return Err(Full);
        }
        let validity = self.next_validity();
        self.folders.push(Kept::new(name, validity));
        Ok(())
    }

    pub(super) fn next_validity(&mut self) -> u32 {
        self.last_validity = self.last_validity.saturating_add(1);
        self.last_validity
    }

    pub(super) fn next_change(&mut self) -> u64 {
        self.changes += 1;
        self.changes
    }

    /// Puts a letter into a folder that there is.
    pub(super) fn put(&mut self, folder: &str, source: Arc<[u8]>, flags: Flags, date: Time) -> Result<u32, Full> {
        let octets = self.octets.saturating_add(source.len());
        let (fits, changed) = (self.has_room_for(source.len()), self.next_change());
        let kept = self.open(folder).ok_or(Full)?;
        if !fits || kept.letters.len() >= MOST_LETTERS || kept.uid_next == u32::MAX {
            return Err(Full);
        }
        let uid = kept.uid_next;
        kept.uid_next += 1;
        kept.letters.push(Letter { uid, flags, internal_date: date, source, changed });
        self.octets = octets;
        Ok(uid)
    }

    /// Takes letters out of the folder with that name and `UIDVALIDITY`, and says which.
    pub(super) fn take_out(&mut self, name: &str, validity: u32, goes: impl Fn(&Letter) -> bool) -> Vec<u32> {
        let Some(kept) = self.open(name).filter(|kept| kept.validity == validity) else { return Vec::new() };
        let (gone, stay): (Vec<_>, Vec<_>) = std::mem::take(&mut kept.letters).into_iter().partition(goes);
        kept.letters = stay;
        self.octets = self.octets.saturating_sub(octets_of(&gone));
        gone.iter().map(|letter| letter.uid).collect()
    }

    /// Takes a folder away with all that is in it.
    pub(super) fn drop_folder(&mut self, name: &str) {
        if let Some(at) = self.folders.iter().position(|kept| kept.is_called(name)) {
            let gone = self.folders.remove(at);
            self.octets = self.octets.saturating_sub(octets_of(&gone.letters));
        }
    }
}

impl Kept {
    pub(super) fn new(name: &str, validity: u32) -> Self {
        Self { name: name.to_owned(), validity, letters: Vec::new(), uid_next: 1, unannounced: 1 }
    }

    /// `INBOX` is the one name whose case does not matter (RFC 3501 §5.1).
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name == name || (self.name == "INBOX" && name.eq_ignore_ascii_case("INBOX"))
    }

    /// What was in this folder, for a new one. It is empty afterwards, and goes on counting.
    pub(super) fn emptied(&mut self) -> Self {
        let letters = std::mem::take(&mut self.letters);
        Self { letters, uid_next: self.uid_next, unannounced: self.unannounced, ..Self::new("", 0) }
    }

    /// Becomes what another one was, under its own name and `UIDVALIDITY`.
    pub(super) fn take_over(&mut self, emptied: Self) {
        let name = std::mem::take(&mut self.name);
        *self = Self { name, validity: self.validity, ..emptied };
    }

    /// All letters are told to a client.
    pub(super) fn announce(&mut self) {
        self.unannounced = self.uid_next;
    }

    pub(super) fn letter(&mut self, uid: u32) -> Option<&mut Letter> {
        let at = self.letters.binary_search_by_key(&uid, |letter| letter.uid).ok()?;
        self.letters.get_mut(at)
    }

    pub(super) fn numbers(&self) -> Folder {
        let unseen = |letter: &Letter| !letter.flags.is_seen();
        Folder {
            name: self.name.clone(),
            validity: self.validity,
            letters: self.letters.len(),
            recent: self.letters.iter().filter(|letter| letter.uid >= self.unannounced).count(),
            first_recent: self.unannounced,
            unseen: self.letters.iter().filter(|letter| unseen(letter)).count(),
            first_unseen: self.letters.iter().position(unseen),
            uid_next: self.uid_next,
        }
    }
}

fn octets_of(letters: &[Letter]) -> usize {
    letters.iter().map(|letter| letter.source.len()).sum()
}
