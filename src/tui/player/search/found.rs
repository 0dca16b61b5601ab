//! What of a step is searched, and in which pane it then stands.

use crate::story::{Ending, FieldView, Phase, Place, Proof, Reason, Step, Story, Verdict};
use crate::trace::EventId;
use crate::tui::needle::Needle;
use crate::tui::player::{Pane, Stop};

/// A match: where the learner has to be to see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui::player) struct Found {
    /// In which step.
    pub(in crate::tui::player) step: usize,
    /// In which pane.
    pub(in crate::tui::player) pane: Pane,
    /// What has to be pointed at.
    pub(in crate::tui::player) stop: Option<Stop>,
    /// Which line of the conversation.
    pub(in crate::tui::player) line: Option<usize>,
    /// Which proof has to be open.
    pub(in crate::tui::player) proof: Option<EventId>,
}

impl Found {
    fn in_pane(step: usize, pane: Pane) -> Self {
        Self { step, pane, stop: None, line: None, proof: None }
    }
}

/// All matches in what is new with a step, in the order of the panes.
pub(super) fn in_step(story: &Story, at: usize, needle: &Needle) -> Vec<Found> {
    let Some(step) = story.steps.get(at) else { return Vec::new() };
    let here = |pane| Found::in_pane(at, pane);
    let mut found = Vec::new();
    let told = [Some(&step.title), Some(&step.text), step.remark.as_ref()];
    found.extend(told.into_iter().flatten().any(|text| needle.is_in(text)).then(|| here(Pane::Explanation)));
    let lines = step.lines.iter().enumerate().filter(|(_, line)| needle.is_in(&line.text));
    found.extend(lines.map(|(line, _)| Found { line: Some(line), ..here(Pane::Conversation) }));
    found.extend(letter(story, at, step, needle));
    found.extend(verdicts(story, at, step, needle));
    let placed = step.places.iter().any(|place| place_has(place, needle));
    found.extend(placed.then(|| here(Pane::Mailboxes)));
    let ended = at + 1 == story.steps.len() && story.endings.iter().any(|ending| ending_has(ending, needle));
    found.extend(ended.then(|| here(Pane::Verdicts)));
    found
}

/// Envelope and body where the letter is seen for the first time; of the header what is new.
fn letter(story: &Story, at: usize, step: &Step, needle: &Needle) -> Vec<Found> {
    let Some(view) = &step.view else { return Vec::new() };
    let seen = story.steps.iter().take(at).any(|before| before.letter == step.letter && before.view.is_some());
    let envelope = view.mail_from.iter().chain(&view.rcpt_to).chain([&view.body]);
    let written = !seen && envelope.into_iter().any(|text| needle.is_in(text));
    let letter = written.then(|| Found::in_pane(at, Pane::Letter));
    let new = |field: &FieldView| !seen || field.mark == crate::story::Mark::New;
    let fields = view.header.iter().enumerate().filter(|(_, field)| new(field) && field_has(field, needle));
    letter
        .into_iter()
        .chain(fields.map(|(field, _)| Found { stop: Some(Stop::Field(field)), ..Found::in_pane(at, Pane::Headers) }))
        .collect()
}

/// The verdicts that are new with this step, each with its proof.
fn verdicts(story: &Story, at: usize, step: &Step, needle: &Needle) -> Vec<Found> {
    let before = story.steps.iter().take(at).rev().find(|before| before.letter == step.letter);
    let known = |verdict: &Verdict| {
        before.is_some_and(|before| before.verdicts.iter().any(|known| known.event == verdict.event))
    };
    if step.phase == Phase::Read {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (number, verdict) in step.verdicts.iter().enumerate().filter(|(_, verdict)| !known(verdict)) {
        let here = Found { stop: Some(Stop::Verdict(number)), ..Found::in_pane(at, Pane::Verdicts) };
        let said = [&verdict.method, &verdict.result, &verdict.gloss, &verdict.about];
        found.extend(said.into_iter().any(|text| needle.is_in(text)).then_some(here));
        let proof = story.proofs.iter().find(|proof| proof.event == verdict.event);
        found.extend(proof.into_iter().flat_map(|proof| in_proof(proof, at, needle)));
    }
    found
}

fn in_proof(proof: &Proof, at: usize, needle: &Needle) -> Vec<Found> {
    let here = |stop| Found { stop, proof: Some(proof.event), ..Found::in_pane(at, Pane::Verdicts) };
    let mut found = Vec::new();
    let said = [&proof.question, &proof.conclusion].into_iter().any(|text| needle.is_in(text));
    found.extend(said.then(|| here(None)));
    let mut left: Vec<&Reason> = proof.reasons.iter().rev().collect();
    let mut number = 0;
    while let Some(reason) = left.pop() {
        found.extend(reason_has(reason, needle).then(|| here(Some(Stop::Reason(number)))));
        left.extend(reason.reasons.iter().rev());
        number += 1;
    }
    found
}

fn reason_has(reason: &Reason, needle: &Needle) -> bool {
    let said = [&reason.label, &reason.text].into_iter().chain(&reason.clause).any(|text| needle.is_in(text));
    let shown = || {
        reason.exhibits.iter().any(|exhibit| {
            let line = |line: &Vec<crate::story::Span>| line.iter().map(|span| span.text.as_str()).collect::<String>();
            needle.is_in(&exhibit.caption) || exhibit.lines.iter().any(|spans| needle.is_in(&line(spans)))
        })
    };
    said || shown()
}

fn field_has(field: &FieldView, needle: &Needle) -> bool {
    let value = format!("{}: {}", field.name, field.raw);
    let origin = field.origin.iter().map(|origin| &origin.text);
    let notes = field.parts.iter().map(|part| &part.note);
    let said = [&value, &field.shown, &field.meaning].into_iter().chain(origin).chain(notes);
    said.into_iter().any(|text| needle.is_in(text))
}

fn place_has(place: &Place, needle: &Needle) -> bool {
    let new = place.letters.iter().filter(|letter| letter.new);
    let mut texts = new.flat_map(|letter| [&letter.who, &letter.subject].into_iter().chain(&letter.note));
    let named = place.letters.iter().any(|letter| letter.new) && needle.is_in(&place.label);
    named || texts.any(|text| needle.is_in(text))
}

fn ending_has(ending: &Ending, needle: &Needle) -> bool {
    let rows = ending.summary.rows.iter().flat_map(|row| [&row.label, &row.value]);
    let said = [&ending.outcome, &ending.source].into_iter().chain(&ending.folder).chain(&ending.reply).chain(rows);
    said.into_iter().any(|text| needle.is_in(text))
}
