//! COPY and MOVE: letters go to another folder, all of them or none (RFC 3501 §6.4.7, RFC 6851).

use std::num::NonZeroU32;

use imap_codec::imap_types::core::Vec1;
use imap_codec::imap_types::extensions::uidplus::{UidElement, UidSet};
use imap_codec::imap_types::response::Code;
use imap_codec::imap_types::sequence::SequenceSet;

use super::super::store::Copied;
use super::answer::Answer;
use super::selected::Selected;
use super::store::read_only;

impl Selected<'_> {
    /// Copies letters into a folder, and tells which UIDs they have there (RFC 4315).
    pub(super) fn copy(&mut self, set: &SequenceSet, folder: &str, by_uid: bool) -> Answer {
        match self.copied(set, folder, by_uid) {
            Ok(copied) => with_uids(Answer::ok("COPY completed"), &copied),
            Err(answer) => answer,
        }
    }

    /// The same, and the letters leave this folder. Their new UIDs are told before they go.
    pub(super) fn move_to(&mut self, set: &SequenceSet, folder: &str, by_uid: bool) -> Answer {
        if !self.open.writable {
            return read_only();
        }
        let copied = match self.copied(set, folder, by_uid) {
            Ok(copied) => copied,
            Err(answer) => return answer,
        };
        if !copied.from.is_empty() {
            self.talk.status(with_uids(Answer::ok("moved"), &copied).to(None));
        }
        let is_moved = |uid: u32| copied.from.binary_search(&uid).is_ok();
        self.store.take_out(self.user, &self.open.which, |letter| is_moved(letter.uid));
        Answer::ok("MOVE completed")
    }

    fn copied(&mut self, set: &SequenceSet, folder: &str, by_uid: bool) -> Result<Copied, Answer> {
        let uids: Vec<u32> = self.open.places(set, by_uid).iter().map(|place| place.uid).collect();
        if uids.is_empty() && !by_uid {
            return Err(Answer::bad("there is no such letter"));
        }
        self.store.copy(self.user, &self.open.which, &uids, folder).map_err(Answer::to_fill)
    }
}

fn with_uids(answer: Answer, copied: &Copied) -> Answer {
    let sets = uid_set(&copied.from).zip(uid_set(&copied.to));
    match NonZeroU32::new(copied.validity).zip(sets) {
        Some((uid_validity, (source, destination))) => answer.with(Code::CopyUid { uid_validity, source, destination }),
        None => answer,
    }
}

/// Numbers that rise, with those that follow each other as ranges. None where there is no number.
fn uid_set(uids: &[u32]) -> Option<UidSet> {
    let mut ranges: Vec<(NonZeroU32, NonZeroU32)> = Vec::new();
    for uid in uids.iter().filter_map(|uid| NonZeroU32::new(*uid)) {
        match ranges.last_mut() {
            Some((_, end)) if end.checked_add(1) == Some(uid) => *end = uid,
            _ => ranges.push((uid, uid)),
        }
    }
    let element = |(from, to)| if from == to { UidElement::Single(from) } else { UidElement::Range(from, to) };
    Vec1::try_from(ranges.into_iter().map(element).collect::<Vec<_>>()).ok().map(UidSet)
}
