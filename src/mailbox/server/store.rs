//! STORE: a client sets and removes flags (RFC 3501 §6.4.6).

use imap_codec::imap_types::flag::{Flag, StoreResponse, StoreType};
use imap_codec::imap_types::sequence::SequenceSet;

use super::super::store::is_storable;
use super::answer::Answer;
use super::fetch::{flags_response, uid_and_flags_response};
use super::selected::Selected;
use super::talk::End;

impl Selected<'_> {
    /// Changes the flags of some letters, and says how they are then unless the client does not want to hear it.
    pub(super) async fn store(
        &mut self,
        set: &SequenceSet,
        kind: StoreType,
        response: StoreResponse,
        flags: &[Flag<'static>],
        by_uid: bool,
    ) -> Result<Answer, End> {
        if let Some(refusal) = self.refusal(flags) {
            return Ok(refusal);
        }
        let places = self.open.places(set, by_uid);
        if places.is_empty() && !by_uid {
            return Ok(Answer::bad("there is no such letter"));
        }
        for place in places {
            let changed = self.store.flag(self.user, &self.open.which, place.uid, kind, flags);
            let Some(letter) = changed else { continue };
            self.open.told(&letter);
            let recent = self.open.is_recent(place.uid);
            let told = if by_uid { uid_and_flags_response } else { flags_response };
            if response == StoreResponse::Answer
                && let Some(data) = told(place.seq, &letter, recent)
            {
                self.talk.data(data).await?;
            }
        }
        Ok(Answer::ok("STORE completed"))
    }

    fn refusal(&self, flags: &[Flag<'static>]) -> Option<Answer> {
        if !self.open.writable {
            return Some(read_only());
        }
        (!flags.iter().all(is_storable)).then(|| Answer::no("one of these flags cannot be stored").with_word("CANNOT"))
    }
}

/// The folder was opened with EXAMINE.
pub(super) fn read_only() -> Answer {
    Answer::no("the folder is open to be read only")
}
