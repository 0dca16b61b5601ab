//! A letter goes home with a visitor: a mail client from outside the world has fetched it.
//!
//! The world's own mail clients write down by themselves what they have fetched. For a stranger's the server does it, and
//! finds the letter by the place where it was filed.

use imap_codec::imap_types::fetch::MessageDataItemName as Name;

use super::selected::Selected;
use crate::mailbox::store::Letter;
use crate::trace::{Event, Fact, LetterId};

impl Selected<'_> {
    /// What is sent from now on is about that letter, where it is sent whole.
    pub(super) fn turn_to(&self, letter: &Letter, names: &[Name<'_>]) {
        let wire = self.talk.wire();
        if wire.visitor().is_some() && names.iter().any(is_whole) {
            let filed = wire.recorder().pick(0, |event| self.filed(event, letter.uid));
            wire.turn_to(filed.last().copied());
        }
    }

    /// The visitor has the letter, where it was whole.
    pub(super) fn taken_home(&self, letter: &Letter, names: &[Name<'_>]) {
        if names.iter().any(is_whole) {
            let (user, folder, uid) = (self.user.to_owned(), self.open.which.name.clone(), letter.uid);
            let source = letter.source.to_vec().into();
            self.talk.wire().note_at_visitor(Fact::Fetched { user, folder, uid, source });
        }
    }

    /// The letter that this fact put there.
    fn filed(&self, event: &Event, wanted: u32) -> Option<LetterId> {
        let Fact::Filed { user, folder, uid, .. } = &event.fact else { return None };
        let here = event.host == self.talk.wire().host() && user == self.user && *folder == self.open.which.name;
        event.letter.filter(|_| here && *uid == wanted)
    }
}

/// Whether that part is all of a letter.
fn is_whole(name: &Name<'_>) -> bool {
    match name {
        Name::Rfc822 => true,
        Name::BodyExt { section, partial, .. } => section.is_none() && partial.is_none(),
        Name::Binary { section, partial, .. } => section.is_empty() && partial.is_none(),
        _ => false,
    }
}
