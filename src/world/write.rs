//! A letter comes to be: somebody writes it, or takes one out of a mailbox to send it once more.

use super::World;
use crate::scenario::{Again, Send};
use crate::smtp::compose::{compose, supplied, with_crlf};
use crate::trace::{Draft, Event, EventId, Fact, LetterId, Stage, Writing, as_held};

impl World {
    /// The letter of a `send` step, and the fact that it was written; none where it is one that nobody has.
    pub(super) fn write(&self, send: &Send, letter: LetterId, began: EventId) -> Option<(Vec<u8>, EventId)> {
        let (source, supplied, how, because) = match &send.again {
            None => {
                let supplied = supplied(send).into_iter().map(str::to_owned).collect();
                (compose(send, letter, self.recorder.now()), supplied, Writing::Composed, vec![began])
            }
            Some(again) => {
                let (held, source) = self.take_out(again, &send.from)?;
                (source, Vec::new(), Writing::Again, vec![began, held])
            }
        };
        let fact = Fact::Written { envelope: send.envelope.clone(), source: source.clone().into(), supplied, how };
        let draft = Draft::new(&send.from, fact).in_stage(Stage::Submission).about(letter).because(because);
        Some((source, self.recorder.record(draft)))
    }

    /// An earlier letter as it is held on that host, or else where it got to last; with what is to stand below it.
    fn take_out(&self, again: &Again, host: &str) -> Option<(EventId, Vec<u8>)> {
        let letter = (*self.sent.get(again.send)?)?;
        let held = |event: &Event| {
            let source = as_held(event).filter(|_| event.letter == Some(letter))?;
            Some((event.host == host, event.id, source.to_vec()))
        };
        let (_, event, mut source) =
            self.recorder.pick(0, held).into_iter().max_by_key(|(here, id, _)| (*here, *id))?;
        source.extend_from_slice(with_crlf(&again.append).as_bytes());
        Some((event, source))
    }
}
