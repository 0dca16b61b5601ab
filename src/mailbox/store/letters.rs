//! What a session does with the letters of a folder that it has selected: STORE, COPY, MOVE, EXPUNGE, APPEND.

use imap_codec::imap_types::flag::{Flag, StoreType};

use super::flags::Flags;
use super::{Letter, MOST_LETTERS, MOST_OCTETS, Store, Trouble};
use crate::trace::Time;

/// One folder, as long as it lives: another one under the same name has another `UIDVALIDITY`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mailbox) struct Which {
    /// Its name.
    pub(in crate::mailbox) name: String,
    /// Its `UIDVALIDITY`.
    pub(in crate::mailbox) validity: u32,
}

/// Letters that have been copied: from these UIDs, in the same order, to those.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::mailbox) struct Copied {
    /// The `UIDVALIDITY` of the folder that they are in now.
    pub(in crate::mailbox) validity: u32,
    /// Their UIDs in the old folder.
    pub(in crate::mailbox) from: Vec<u32>,
    /// Their UIDs in the new folder.
    pub(in crate::mailbox) to: Vec<u32>,
}

impl Store {
    /// Looks at all letters of a folder. None where it is gone.
    pub(in crate::mailbox) fn look<T>(&self, user: &str, which: &Which, act: impl FnOnce(&[Letter]) -> T) -> Option<T> {
        let kept = |kept: &mut super::Kept| (kept.validity == which.validity).then(|| act(&kept.letters));
        self.with(user, &which.name, kept).flatten()
    }

    /// One letter by its UID.
    pub(in crate::mailbox) fn letter(&self, user: &str, which: &Which, uid: u32) -> Option<Letter> {
        let find = |letters: &[Letter]| {
            let at = letters.binary_search_by_key(&uid, |letter| letter.uid).ok()?;
            letters.get(at).cloned()
        };
        self.look(user, which, find).flatten()
    }

    /// Changes the flags of a letter, which is returned as it is then.
    pub(in crate::mailbox) fn flag(
        &self,
        user: &str,
        which: &Which,
        uid: u32,
        kind: StoreType,
        flags: &[Flag<'static>],
    ) -> Option<Letter> {
        let changed = self.change(user, |mailbox| {
            let change = mailbox.next_change();
            let kept = mailbox.open(&which.name).filter(|kept| kept.validity == which.validity);
            let letter = kept.and_then(|kept| kept.letter(uid)).ok_or(Trouble::Missing)?;
            let before = letter.flags.clone();
            letter.flags.change(kind, flags);
            if letter.flags != before {
                letter.changed = change;
            }
            Ok((letter.clone(), letter.flags != before))
        });
        let (letter, is_new) = changed.ok()?;
        if is_new {
            self.ring();
        }
        Some(letter)
    }

    /// Puts a client's letter into a folder, which has to be there; its `UIDVALIDITY` and UID are returned.
    pub(in crate::mailbox) fn append(
        &self,
        user: &str,
        folder: &str,
        source: &[u8],
        flags: &[Flag<'static>],
        date: Time,
    ) -> Result<(u32, u32), Trouble> {
        let mut own = Flags::default();
        own.change(StoreType::Add, flags);
        let appended = self.change(user, |mailbox| {
            let validity = mailbox.open(folder).ok_or(Trouble::Missing)?.validity;
            let uid = mailbox.put(folder, source.into(), own, date).map_err(|_| Trouble::Full)?;
            Ok((validity, uid))
        });
        self.ring();
        appended
    }

    /// Copies letters to the end of a folder: all of them or none (RFC 3501 §6.4.7).
    pub(in crate::mailbox) fn copy(
        &self,
        user: &str,
        which: &Which,
        uids: &[u32],
        folder: &str,
    ) -> Result<Copied, Trouble> {
        let letters: Vec<Letter> = uids.iter().filter_map(|uid| self.letter(user, which, *uid)).collect();
        let octets: usize = letters.iter().map(|letter| letter.source.len()).sum();
        let copied = self.change(user, |mailbox| {
            let has_room = mailbox.octets.saturating_add(octets) <= MOST_OCTETS;
            let kept = mailbox.open(folder).ok_or(Trouble::Missing)?;
            if !has_room || kept.letters.len() + letters.len() > MOST_LETTERS {
                return Err(Trouble::Full);
            }
            let (validity, from) = (kept.validity, letters.iter().map(|letter| letter.uid).collect());
            let put = |letter: Letter| mailbox.put(folder, letter.source, letter.flags, letter.internal_date);
            let to: Result<Vec<u32>, _> = letters.into_iter().map(put).collect();
            Ok(Copied { validity, from, to: to.map_err(|_| Trouble::Full)? })
        });
        self.ring();
        copied
    }

    /// Takes letters out for good, and says which.
    pub(in crate::mailbox) fn take_out(&self, user: &str, which: &Which, goes: impl Fn(&Letter) -> bool) -> Vec<u32> {
        let gone = self.change(user, |mailbox| Ok(mailbox.take_out(&which.name, which.validity, goes)));
        self.ring();
        gone.unwrap_or_default()
    }
}
