//! What is known of single letters: which of them is an earlier one, whether it was changed, what is signed of it.

use super::Knowledge;
use crate::story::model::Unsigned;
use crate::story::prose;
use crate::story::scenes::Scene;
use crate::trace::{Check, DkimCheck, DkimResult, EventId, Fact, LetterId, Taken};

impl<'a> Knowledge<'a> {
    /// Which letter goes out once more in a scene where one is written.
    pub fn taken(&self, scene: &Scene<'a>) -> Option<Taken<'a>> {
        scene.events.iter().find_map(|event| self.trace.taken(event))
    }

    /// The number of a letter as the story counts them.
    pub fn number_of(&self, letter: LetterId) -> usize {
        let written = self.trace.events.iter().filter(|event| matches!(event.fact, Fact::Written { .. }));
        1 + written.take_while(|event| event.letter != Some(letter)).count()
    }

    /// Whether somebody has changed a line of the letter on its way.
    pub fn was_touched(&self, letter: Option<LetterId>) -> bool {
        letter.is_some_and(|letter| self.touched.contains(&letter))
    }

    /// The part of a letter's body that no signature which holds covers.
    pub fn unsigned(&self, letter: LetterId) -> Option<Unsigned> {
        let signatures = self.signatures(letter);
        let body = &signatures.iter().find(|check| check.in_part().is_some())?.proof.as_ref()?.body.as_ref()?.octets;
        let whole = signatures.iter().any(|check| check.result == DkimResult::Pass && check.in_part().is_none());
        let from_line = body.octets.as_slice().split(|byte| *byte == b'\n').count().saturating_sub(1);
        let text = prose::unsigned_below(self.lang).to_owned();
        (body.is_whole() && !whole).then_some(Unsigned { from_line, text })
    }

    /// What was found about the signatures of a letter.
    pub fn signatures(&self, letter: LetterId) -> Vec<&'a DkimCheck> {
        let dkim = |(_, check): &(EventId, &'a Check)| if let Check::Dkim(dkim) = check { Some(dkim) } else { None };
        self.checks.get(&letter).into_iter().flatten().filter_map(dkim).collect()
    }
}
