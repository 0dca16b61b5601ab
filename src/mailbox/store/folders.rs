//! Folders come and go: CREATE, DELETE, RENAME, and the names that a user has subscribed to (RFC 3501 §6.3.3 to §6.3.7).

use super::kept::{Kept, Mailbox};
use super::{DELIMITER, MOST_FOLDERS, Store, Trouble};

/// The longest name of a folder.
const LONGEST_NAME: usize = 128;

/// How many names one user may have subscribed to.
const MOST_SUBSCRIBED: usize = 4 * MOST_FOLDERS;

impl Store {
    /// Makes a folder, and those that it stands in.
    pub(in crate::mailbox) fn create(&self, user: &str, name: &str) -> Result<(), Trouble> {
        let name = name.strip_suffix(DELIMITER).unwrap_or(name);
        self.change(user, |mailbox| mailbox.create(name))
    }

    /// Takes a folder away with all that is in it.
    pub(in crate::mailbox) fn delete(&self, user: &str, name: &str) -> Result<(), Trouble> {
        self.change(user, |mailbox| {
            let name = mailbox.open(name).ok_or(Trouble::Missing)?.name.clone();
            if name == "INBOX" {
                return Err(Trouble::Fixed);
            }
            if mailbox.folders.iter().any(|kept| is_inside(&kept.name, &name)) {
                return Err(Trouble::HasChildren);
            }
            mailbox.drop_folder(&name);
            Ok(())
        })
    }

    /// Gives a folder another name, and those inside it too. Of `INBOX` only the letters move (RFC 3501 §6.3.5).
    pub(in crate::mailbox) fn rename(&self, user: &str, from: &str, to: &str) -> Result<(), Trouble> {
        let to = to.strip_suffix(DELIMITER).unwrap_or(to);
        self.change(user, |mailbox| mailbox.rename(from, to))
    }

    /// The names that a user has subscribed to.
    pub(in crate::mailbox) fn subscribed(&self, user: &str) -> Vec<String> {
        self.change(user, |mailbox| Ok(mailbox.subscribed.clone())).unwrap_or_default()
    }

    /// Subscribes to a folder that there is.
    pub(in crate::mailbox) fn subscribe(&self, user: &str, name: &str) -> Result<(), Trouble> {
        self.change(user, |mailbox| {
            let name = mailbox.open(name).ok_or(Trouble::Missing)?.name.clone();
            if mailbox.subscribed.contains(&name) {
                return Ok(());
            }
            if mailbox.subscribed.len() >= MOST_SUBSCRIBED {
                return Err(Trouble::Full);
            }
            mailbox.subscribed.push(name);
            Ok(())
        })
    }

    /// Ends a subscription. The folder may be gone already.
    pub(in crate::mailbox) fn unsubscribe(&self, user: &str, name: &str) -> Result<(), Trouble> {
        let inbox = name.eq_ignore_ascii_case("INBOX");
        self.change(user, |mailbox| {
            let before = mailbox.subscribed.len();
            mailbox.subscribed.retain(|own| own != name && !(inbox && own == "INBOX"));
            if mailbox.subscribed.len() < before { Ok(()) } else { Err(Trouble::Missing) }
        })
    }
}

impl Mailbox {
    fn create(&mut self, name: &str) -> Result<(), Trouble> {
        check_name(name)?;
        if self.open(name).is_some() {
            return Err(Trouble::Exists);
        }
        let ends = name.match_indices(DELIMITER).map(|(at, _)| at).chain([name.len()]);
        let missing: Vec<&str> = ends.map(|end| &name[..end]).filter(|name| self.open(name).is_none()).collect();
        if self.folders.len() + missing.len() > MOST_FOLDERS {
            return Err(Trouble::Full);
        }
        missing.into_iter().try_for_each(|name| self.make(name).map_err(|_| Trouble::Full))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Trouble> {
        let from = self.open(from).ok_or(Trouble::Missing)?.name.clone();
        check_name(to)?;
        if self.open(to).is_some() {
            return Err(Trouble::Exists);
        }
        if from == "INBOX" {
            self.create(to)?;
            self.move_letters(&from, to);
            return Ok(());
        }
        if is_inside(to, &from) {
            return Err(Trouble::Fixed);
        }
        self.relabel(&from, to)
    }

    fn move_letters(&mut self, from: &str, to: &str) {
        let Some(emptied) = self.open(from).map(Kept::emptied) else { return };
        if let Some(new) = self.open(to) {
            new.take_over(emptied);
        }
    }

    /// Gives new names to a folder and to those inside it.
    fn relabel(&mut self, from: &str, to: &str) -> Result<(), Trouble> {
        let is_moved = |kept: &Kept| kept.name == from || is_inside(&kept.name, from);
        let moved: Vec<String> =
            self.folders.iter().filter(|kept| is_moved(kept)).map(|kept| kept.name.clone()).collect();
        let renamed = |name: &str| format!("{to}{}", name.strip_prefix(from).unwrap_or_default());
        if moved.iter().any(|name| renamed(name).len() > LONGEST_NAME || self.open(&renamed(name)).is_some()) {
            return Err(Trouble::Name);
        }
        match to.rsplit_once(DELIMITER).map(|(outer, _)| self.create(outer)) {
            Some(Err(trouble)) if trouble != Trouble::Exists => return Err(trouble),
            _ => {}
        }
        for name in moved {
            let validity = self.next_validity();
            if let Some(kept) = self.open(&name) {
                kept.name = renamed(&name);
                kept.validity = validity;
            }
        }
        Ok(())
    }
}

/// Whether a folder stands in another, at whatever depth.
fn is_inside(name: &str, outer: &str) -> bool {
    name.strip_prefix(outer).is_some_and(|rest| rest.starts_with(DELIMITER))
}

/// A name is printable ASCII (others are written in modified UTF-7, RFC 3501 §5.1.3) without wildcards, and no part of it
/// is empty.
fn check_name(name: &str) -> Result<(), Trouble> {
    let is_plain =
        name.bytes().all(|octet| matches!(octet, b' '..=b'~') && !matches!(octet, b'*' | b'%' | b'"' | b'\\'));
    let is_whole = name.split(DELIMITER).all(|part| !part.is_empty());
    if is_plain && is_whole && name.len() <= LONGEST_NAME { Ok(()) } else { Err(Trouble::Name) }
}
