//! The proof that is open in the pane of the verdicts, and which of its reasons are folded.
//!
//! A reason goes by its number in the whole tree, counted from the top as it is read. A fold therefore stays where it is
//! when the language changes.

use std::collections::BTreeSet;

use super::{Notice, Pane, Player, Spot, Stop};
use crate::lang::Lang;
use crate::story::{Proof, Reason};
use crate::trace::EventId;

/// An open proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Proving {
    event: EventId,
    folded: BTreeSet<usize>,
}

/// A reason in sight, and where it stands in the tree.
pub(in crate::tui) struct Branch<'a> {
    /// Its number in the whole tree.
    pub(in crate::tui) number: usize,
    /// How deep it stands; 0 for the reasons of the proof itself.
    pub(in crate::tui) depth: usize,
    /// What it says.
    pub(in crate::tui) reason: &'a Reason,
    /// Whether it is folded.
    pub(in crate::tui) folded: bool,
}

impl Proving {
    /// The proof as a list that can be overlooked: one line for each reason that rests on nothing else, or has something
    /// large to show.
    fn of(proof: &Proof) -> Self {
        let large = |reason: &Reason| reason.reasons.is_empty() || !reason.exhibits.is_empty();
        let folded = all(proof).filter(|(.., reason)| large(reason)).map(|(number, ..)| number).collect();
        Self { event: proof.event, folded }
    }

    /// The same with nothing folded.
    fn open(proof: &Proof) -> Self {
        Self { event: proof.event, folded: BTreeSet::new() }
    }

    fn toggle(&mut self, number: usize) {
        if !self.folded.remove(&number) {
            self.folded.insert(number);
        }
    }

    /// The reasons in sight, as they are read.
    pub(in crate::tui) fn branches<'a>(&self, proof: &'a Proof) -> Vec<Branch<'a>> {
        let mut below: Option<usize> = None;
        let mut branches = Vec::new();
        for (number, depth, reason) in all(proof) {
            if below.is_some_and(|folded| depth > folded) {
                continue;
            }
            let folded = self.folded.contains(&number);
            below = folded.then_some(depth);
            branches.push(Branch { number, depth, reason, folded });
        }
        branches
    }
}

/// All reasons of a proof as they are read: number, depth, reason.
fn all(proof: &Proof) -> impl Iterator<Item = (usize, usize, &Reason)> {
    let mut left: Vec<(usize, &Reason)> = proof.reasons.iter().rev().map(|reason| (0, reason)).collect();
    let next = move || {
        let (depth, reason) = left.pop()?;
        left.extend(reason.reasons.iter().rev().map(|reason| (depth + 1, reason)));
        Some((depth, reason))
    };
    std::iter::from_fn(next).enumerate().map(|(number, (depth, reason))| (number, depth, reason))
}

impl Player {
    /// The open proof.
    pub(in crate::tui) fn proof(&self) -> Option<&Proving> {
        self.proof.as_ref()
    }

    /// The open proof in the words of that language.
    pub(in crate::tui) fn proof_in(&self, lang: Lang) -> Option<(&Proving, &Proof)> {
        let proving = self.proof.as_ref()?;
        Some((proving, self.proof_of(proving.event, lang)?))
    }

    /// The proof of a verdict, if the story has one.
    pub(in crate::tui) fn proof_of(&self, event: EventId, lang: Lang) -> Option<&Proof> {
        self.story(lang).proofs.iter().find(|proof| proof.event == event)
    }

    /// Opens the proof of a verdict of this step.
    pub(super) fn prove(&mut self, verdict: usize) {
        let Some(verdict) = self.step(Lang::En).and_then(|step| step.verdicts.get(verdict)) else { return };
        match self.proof_of(verdict.event, Lang::En).map(Proving::of) {
            Some(proof) => self.open_proof(proof),
            None => self.say(Notice::NoProof),
        }
    }

    /// Opens a proof with all that it rests on.
    pub(super) fn prove_whole(&mut self, event: EventId) {
        if let Some(proof) = self.proof_of(event, Lang::En).map(Proving::open) {
            self.open_proof(proof);
        }
    }

    fn open_proof(&mut self, proof: Proving) {
        self.proof = Some(proof);
        if let Some(spot) = self.spot_mut(Pane::Verdicts) {
            *spot = Spot::default();
        }
    }

    /// Closes the open proof; its verdict is pointed at again.
    pub(super) fn close_proof(&mut self) {
        let Some(proof) = self.proof.take() else { return };
        let verdicts = self.step(Lang::En).map(|step| step.verdicts.as_slice()).unwrap_or_default();
        let stop = verdicts.iter().position(|verdict| verdict.event == proof.event).map(Stop::Verdict);
        if let Some(spot) = self.spot_mut(Pane::Verdicts) {
            *spot = Spot { stop, scroll: None };
        }
    }

    /// Folds a reason, or unfolds it.
    pub(super) fn fold(&mut self, number: usize) {
        if let Some(proof) = &mut self.proof {
            proof.toggle(number);
        }
    }

    /// The first fact behind a reason of the open proof.
    pub(super) fn fact_behind(&self, number: usize) -> Option<EventId> {
        let (_, proof) = self.proof_in(Lang::En)?;
        all(proof).nth(number).and_then(|(_, _, reason)| reason.because.first().copied())
    }
}
