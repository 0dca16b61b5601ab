//! How much of a letter a report shows: whole when it is first seen, later only what changed, and a few lines of it each
//! time it crosses a wire.

use crate::story::{Line, LineKind, Step, Story};

/// How many lines of a letter are shown each time it crosses a wire: it stands whole at the beginning and at the end.
const LETTER_LINES: usize = 4;

/// Whether the letter of this step has not been seen before it.
pub(super) fn is_first_sight(story: &Story, step: &Step) -> bool {
    let mut before = story.steps.iter().take_while(|earlier| earlier.number < step.number);
    !before.any(|earlier| earlier.letter == step.letter && earlier.view.is_some())
}

/// The lines of a conversation; the rest of a long letter in it only as the number of its lines.
pub(super) fn shortened(lines: &[Line]) -> impl Iterator<Item = Result<&Line, usize>> {
    lines.chunk_by(|one, next| one.kind == next.kind).flat_map(|run| {
        let is_letter = run.first().is_some_and(|line| line.kind == LineKind::Letter);
        let shown = if is_letter && run.len() > LETTER_LINES + 1 && !is_odd(run) { LETTER_LINES } else { run.len() };
        let rest = (shown < run.len()).then_some(Err(run.len() - shown));
        run.iter().take(shown).map(Ok).chain(rest)
    })
}

/// Whether a letter has a line that ends as no line should: that is worth to be seen.
fn is_odd(run: &[Line]) -> bool {
    run.iter().any(|line| line.text.ends_with("\\x0a"))
}
