//! A selected folder: what its client knows of it, and what it is told when that has changed (RFC 3501 §7.3 and §7.4).
//!
//! Letters have two kinds of numbers. A UID stays; a *message sequence number* is the letter's place, from 1, among those
//! that the client knows. So the session keeps a list of its own, and changes it only together with the client.
//!
//! ```text
//!  store     UID 1  UID 4  UID 7           2 and 3 were expunged by another session, 7 is new
//!  session   UID 1  UID 2  UID 3  UID 4    ──► * 2 EXPUNGE, * 2 EXPUNGE, * 3 EXISTS
//! ```

use std::num::NonZeroU32;

use imap_codec::imap_types::command::CommandBody;
use imap_codec::imap_types::response::Data;
use imap_codec::imap_types::sequence::{SeqOrUid, Sequence, SequenceSet};

use super::super::store::{Folder, Letter, Store, Which};
use super::fetch::flags_response;
use super::folders::number;
use super::talk::Talk;

/// A letter as the client knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    uid: u32,
    /// The last change of it that the client was told of.
    changed: u64,
}

/// A selected folder, as its client knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    /// Which one.
    pub(super) which: Which,
    /// SELECT rather than EXAMINE.
    pub(super) writable: bool,
    /// From this UID on letters are `\Recent` in this session.
    first_recent: u32,
    letters: Vec<Known>,
}

/// A letter that a command is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Its message sequence number.
    pub(super) seq: NonZeroU32,
    /// Its UID.
    pub(super) uid: u32,
}

impl Open {
    /// A folder just opened.
    pub(super) fn new(folder: &Folder, letters: &[Letter], writable: bool) -> Self {
        let which = Which { name: folder.name.clone(), validity: folder.validity };
        Self { which, writable, first_recent: folder.first_recent, letters: letters.iter().map(known).collect() }
    }

    /// Whether a letter is `\Recent` in this session.
    pub(super) fn is_recent(&self, uid: u32) -> bool {
        uid >= self.first_recent
    }

    /// The letters that a set names, by number or by UID. `*` is the last one.
    pub(super) fn places(&self, set: &SequenceSet, by_uid: bool) -> Vec<Place> {
        let last = if by_uid { self.letters.last().map_or(0, |known| known.uid) } else { number(self.letters.len()) };
        let ranges = ranges(set, last);
        let names = |place: &Place| {
            let number = if by_uid { place.uid } else { place.seq.get() };
            ranges.iter().any(|(from, to)| *from <= number && number <= *to)
        };
        self.all().filter(names).collect()
    }

    /// All letters that the client knows.
    pub(super) fn all(&self) -> impl Iterator<Item = Place> {
        let seq = |at: usize| NonZeroU32::new(number(at + 1));
        self.letters.iter().enumerate().filter_map(move |(at, known)| Some(Place { seq: seq(at)?, uid: known.uid }))
    }

    /// The client has been told of this letter's flags as they are.
    pub(super) fn told(&mut self, letter: &Letter) {
        if let Ok(at) = self.letters.binary_search_by_key(&letter.uid, |known| known.uid) {
            self.letters[at].changed = letter.changed;
        }
    }

    /// What has changed since the client was told last. Numbers only change where the command allows it.
    pub(super) fn news(&mut self, letters: &[Letter], may_renumber: bool) -> Vec<Data<'static>> {
        let mut news = if may_renumber { self.expunged(letters) } else { Vec::new() };
        let last = self.letters.last().map_or(0, |known| known.uid);
        let new = letters.iter().filter(|letter| letter.uid > last);
        let before = self.letters.len();
        self.letters.extend(new.map(known));
        if self.letters.len() > before {
            let recent = self.letters.iter().filter(|known| self.is_recent(known.uid)).count();
            news.extend([Data::Exists(number(self.letters.len())), Data::Recent(number(recent))]);
        }
        news.extend(self.reflagged(letters));
        news
    }

    fn expunged(&mut self, letters: &[Letter]) -> Vec<Data<'static>> {
        let (mut gone, mut at) = (Vec::new(), 0_usize);
        self.letters.retain(|known| {
            let stays = find(letters, known.uid).is_some();
            if stays {
                at += 1;
            } else {
                gone.extend(NonZeroU32::new(number(at + 1)).map(Data::Expunge));
            }
            stays
        });
        gone
    }

    fn reflagged(&mut self, letters: &[Letter]) -> Vec<Data<'static>> {
        let first_recent = self.first_recent;
        let mut changed = Vec::new();
        for (at, known) in self.letters.iter_mut().enumerate() {
            let Some(letter) = find(letters, known.uid).filter(|letter| letter.changed != known.changed) else {
                continue;
            };
            known.changed = letter.changed;
            let seq = NonZeroU32::new(number(at + 1));
            changed.extend(seq.and_then(|seq| flags_response(seq, letter, letter.uid >= first_recent)));
        }
        changed
    }
}

fn known(letter: &Letter) -> Known {
    Known { uid: letter.uid, changed: letter.changed }
}

fn find(letters: &[Letter], uid: u32) -> Option<&Letter> {
    letters.binary_search_by_key(&uid, |letter| letter.uid).ok().and_then(|at| letters.get(at))
}

/// The ranges of a set, each from its lower to its higher end.
pub(super) fn ranges(set: &SequenceSet, last: u32) -> Vec<(u32, u32)> {
    let value = |number: &SeqOrUid| match number {
        SeqOrUid::Value(value) => value.get(),
        SeqOrUid::Asterisk => last,
    };
    let range = |sequence: &Sequence| match sequence {
        Sequence::Single(one) => (value(one), value(one)),
        Sequence::Range(one, other) => (value(one).min(value(other)), value(one).max(value(other))),
    };
    set.0.as_ref().iter().map(range).collect()
}

/// Whether message sequence numbers may change before the answer to that command (RFC 3501 §7.4.1).
pub(super) fn may_renumber(body: &CommandBody<'_>) -> bool {
    !matches!(
        body,
        CommandBody::Fetch { uid: false, .. }
            | CommandBody::Store { uid: false, .. }
            | CommandBody::Search { uid: false, .. }
    )
}

/// A session with its selected folder. What it can do stands in one file for each command.
pub(super) struct Selected<'a> {
    pub(super) talk: &'a mut Talk,
    pub(super) store: &'a Store,
    pub(super) user: &'a str,
    pub(super) open: &'a mut Open,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(uids: &[u32]) -> Open {
        let letters = uids.iter().map(|uid| Known { uid: *uid, changed: 0 }).collect();
        let which = Which { name: "INBOX".to_owned(), validity: 1 };
        Open { which, writable: true, first_recent: 7, letters }
    }

    fn letter(uid: u32, changed: u64) -> Letter {
        let (flags, internal_date) = (super::super::super::Flags::default(), crate::trace::Time(0));
        Letter { uid, flags, internal_date, source: b"".as_slice().into(), changed }
    }

    #[test]
    fn sets_name_letters() {
        let uids = |set: &str, by_uid| {
            let set = SequenceSet::try_from(set).unwrap();
            open(&[1, 2, 5, 9]).places(&set, by_uid).iter().map(|place| place.uid).collect::<Vec<_>>()
        };
        assert_eq!(uids("1", false), [1]);
        assert_eq!(uids("3:*,1", false), [1, 5, 9]);
        assert_eq!(uids("*:3", true), [5, 9]);
        assert_eq!(uids("99:*", true), [9]);
        assert_eq!(uids("3:4,4294967295", true), [] as [u32; 0]);
        assert_eq!(open(&[]).places(&SequenceSet::try_from("1:*").unwrap(), true), []);
    }

    #[test]
    fn a_client_is_told_what_has_changed_and_only_once() {
        let mut open = open(&[1, 2, 3, 4]);
        let letters = [letter(1, 0), letter(4, 8), letter(7, 9)];
        let patient = open.clone().news(&letters, false);
        assert!(matches!(patient[..], [Data::Exists(5), Data::Recent(1), Data::Fetch { .. }]), "{patient:?}");
        let news = open.news(&letters, true);
        let two = NonZeroU32::new(2).unwrap();
        assert_eq!(news[..2], [Data::Expunge(two), Data::Expunge(two)]);
        assert_eq!(news[2..4], [Data::Exists(3), Data::Recent(1)]);
        assert!(matches!(news[4..], [Data::Fetch { seq, .. }] if seq == two), "{news:?}");
        assert_eq!(open.news(&letters, true), []);
    }
}
