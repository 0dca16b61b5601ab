//! EXPUNGE: letters with the flag `\Deleted` go for good (RFC 3501 §6.4.3), by UID where the client says so (RFC 4315).
//!
//! The client is told which have gone as it is told of any other change, before the answer.

use imap_codec::imap_types::flag::Flag;
use imap_codec::imap_types::sequence::SequenceSet;

use super::super::store::Letter;
use super::answer::Answer;
use super::selected::Selected;
use super::store::read_only;

impl Selected<'_> {
    /// Takes out the letters that are `\Deleted`, and in the set where there is one.
    pub(super) fn expunge(&mut self, set: Option<&SequenceSet>) -> Answer {
        if !self.open.writable {
            return read_only();
        }
        let named: Option<Vec<u32>> =
            set.map(|set| self.open.places(set, true).iter().map(|place| place.uid).collect());
        let is_named = |uid: u32| named.as_ref().is_none_or(|named| named.binary_search(&uid).is_ok());
        self.store.take_out(self.user, &self.open.which, |letter| is_deleted(letter) && is_named(letter.uid));
        Answer::ok("EXPUNGE completed")
    }

    /// The same on CLOSE, of which the client hears nothing.
    pub(super) fn expunge_silently(&mut self) {
        if self.open.writable {
            self.store.take_out(self.user, &self.open.which, is_deleted);
        }
    }
}

fn is_deleted(letter: &Letter) -> bool {
    letter.flags.has(&Flag::Deleted)
}
