//! The time line: all steps in one row, from the first to the last.
//!
//! ```text
//!  ①━━━━━✗━━━②━━━━━③━━●───?───④────      a digit begins a stage, ● is here, ? asks, ✓ ✗ ! are verdicts
//! ```
//!
//! What lies behind is heavy. Where there is room each step has its cell, or several; where there is not, a cell stands
//! for several steps and shows what matters most among them. A click on a cell goes to its step. Nothing behind an open
//! question is given away.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Scene, put};
use crate::story::{Phase, Step, Tone};
use crate::trace::Stage;
use crate::tui::look::Look;

/// Cells left free at each end.
const MARGIN: u16 = 1;
/// The most cells that one step takes.
const WIDEST_STEP: usize = 6;

/// One cell of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// The number of a stage that begins with this step; 0 for the time in between.
    Stage { step: usize, number: usize },
    /// The first of a step's cells, or of several steps'.
    Step { first: usize, last: usize },
    /// The others.
    Line { step: usize },
}

impl Cell {
    fn step(self) -> usize {
        match self {
            Self::Stage { step, .. } | Self::Step { first: step, .. } | Self::Line { step } => step,
        }
    }
}

pub(super) fn draw(scene: Scene<'_>, rect: Rect, buf: &mut Buffer) {
    let spans = cells(scene, rect).into_iter().map(|cell| glyph(scene, cell));
    put(buf, rect, (rect.x + MARGIN, rect.y), &Line::from(spans.collect::<Vec<_>>()));
}

/// The step at that column.
pub(super) fn step_at(scene: Scene<'_>, rect: Rect, x: u16) -> Option<usize> {
    let cells = cells(scene, rect);
    let at = usize::from(x.checked_sub(rect.x + MARGIN)?);
    cells.get(at).map(|cell| cell.step())
}

fn cells(scene: Scene<'_>, rect: Rect) -> Vec<Cell> {
    let steps = &scene.player.story(scene.lang).steps;
    let room = usize::from(rect.width.saturating_sub(2 * MARGIN));
    let begins =
        |at: usize| at == 0 || steps.get(at - 1).map(|step| step.stage) != steps.get(at).map(|step| step.stage);
    let stages = (0..steps.len()).filter(|at| begins(*at)).count();
    match room.saturating_sub(stages) / steps.len().max(1) {
        0 => compressed(steps, room, begins),
        wide => spread(steps, wide.min(WIDEST_STEP), begins),
    }
}

fn spread(steps: &[Step], wide: usize, begins: impl Fn(usize) -> bool) -> Vec<Cell> {
    let cells = |step: usize| {
        let stage = begins(step).then(|| stage(steps, step));
        let lines = std::iter::repeat_n(Cell::Line { step }, wide - 1);
        stage.into_iter().chain([Cell::Step { first: step, last: step }]).chain(lines)
    };
    (0..steps.len()).flat_map(cells).collect()
}

/// So many cells for more steps than that. A stage's number takes the place of its first step, where the number before
/// it is far enough away to be told from it.
fn compressed(steps: &[Step], room: usize, begins: impl Fn(usize) -> bool) -> Vec<Cell> {
    let mut free = 0;
    let mut cell = |at: usize| {
        let (first, end) = (at * steps.len() / room, ((at + 1) * steps.len() / room).max(at * steps.len() / room + 1));
        match (first..end).find(|step| begins(*step)).filter(|_| at >= free) {
            Some(step) => {
                free = at + 3;
                stage(steps, step)
            }
            None => Cell::Step { first, last: end - 1 },
        }
    };
    (0..room).map(&mut cell).collect()
}

fn stage(steps: &[Step], step: usize) -> Cell {
    let number = steps.get(step).and_then(|step| step.stage).map_or(0, Stage::number);
    Cell::Stage { step, number }
}

fn glyph(scene: Scene<'_>, cell: Cell) -> Span<'static> {
    let glyphs = scene.look.glyphs;
    let cursor = scene.player.cursor();
    let passed = cell.step() <= cursor;
    let line = if passed { Span::raw(glyphs.heavy[0]) } else { Span::styled(glyphs.level, Look::faint()) };
    match cell {
        // Which stages are still to come tells whether a letter arrives.
        Cell::Stage { step, .. } if scene.player.veiled(step) => {
            mark(scene, step).map_or(line, |mark| mark.span(scene))
        }
        Cell::Stage { step, number } => {
            let digit = number.checked_sub(1).and_then(|at| glyphs.stages.get(at)).copied().unwrap_or(glyphs.dot);
            let current = stage_begins(scene) == step;
            Span::styled(digit, if current { Look::selected() } else { Look::strong() })
        }
        Cell::Step { first, last } if (first..=last).contains(&cursor) => {
            Span::styled(glyphs.here, Look::strong().patch(Look::selected()))
        }
        Cell::Step { first, last } => (first..=last)
            .filter_map(|step| mark(scene, step))
            .max_by_key(|mark| weight(*mark))
            .map_or(line, |mark| mark.span(scene)),
        Cell::Line { .. } => line,
    }
}

/// The first step of the stage under way.
fn stage_begins(scene: Scene<'_>) -> usize {
    let steps = &scene.player.story(scene.lang).steps;
    let stage = |at: usize| steps.get(at).map(|step| step.stage);
    let here = scene.player.cursor();
    (0..=here).rev().find(|at| *at == 0 || stage(at - 1) != stage(here)).unwrap_or(0)
}

/// What is worth being seen from afar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Asks,
    Came(Tone),
}

impl Mark {
    fn span(self, scene: Scene<'_>) -> Span<'static> {
        match self {
            Self::Asks => Span::styled("?", Look::strong()),
            Self::Came(Tone::Plain) => Span::styled(scene.look.glyphs.dot, Style::new()),
            Self::Came(tone) => Span::styled(scene.look.symbol(tone), scene.look.tone(tone)),
        }
    }
}

/// Which of several marks is shown.
fn weight(mark: Mark) -> u8 {
    match mark {
        Mark::Came(Tone::Plain) => 0,
        Mark::Came(Tone::Good) => 1,
        Mark::Came(Tone::Warn) => 2,
        Mark::Came(Tone::Bad) => 3,
        Mark::Asks => 4,
    }
}

fn mark(scene: Scene<'_>, at: usize) -> Option<Mark> {
    let story = scene.player.story(scene.lang);
    if story.questions.iter().any(|question| question.before == at) && at > scene.player.cursor() {
        return Some(Mark::Asks);
    }
    if scene.player.veiled(at) {
        return None;
    }
    let step = story.steps.get(at)?;
    let checks = matches!(step.phase, Phase::Spf | Phase::Dkim | Phase::Dmarc | Phase::Arc | Phase::Decision);
    let tells = checks || matches!(step.tone, Tone::Bad | Tone::Warn);
    tells.then_some(Mark::Came(step.tone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::tui::fixture;
    use crate::tui::look::Colours;
    use crate::tui::player::Player;

    fn shown(player: &Player, width: u16) -> String {
        let scene = Scene { player, look: Look::new(Colours::None, false), lang: Lang::En, alone: false, large: false };
        let rect = Rect::new(0, 0, width, 1);
        cells(scene, rect).into_iter().map(|cell| glyph(scene, cell).content).collect()
    }

    #[test]
    fn stages_begin_with_their_number_and_the_cursor_stands_among_them() {
        let mut player = Player::new(fixture::forged_from(), 0, false);
        player.jump(4);
        let line = shown(&player, 18);
        let stages = |line: &str| line.chars().filter(|c| "①②③④".contains(*c)).collect::<String>();
        assert_eq!(stages(&line), "①②③", "whether a fourth one comes is asked");
        assert_eq!(line.chars().position(|c| c == '●'), Some(4 + 2), "{line}");
        player.jump(player.story(Lang::En).steps.len() - 1);
        assert_eq!(stages(&shown(&player, 18)), "①②③④");
    }

    #[test]
    fn what_a_question_asks_is_not_given_away() {
        let mut player = Player::new(fixture::forged_from(), 0, false);
        let before = player.story(Lang::En).questions[0].before;
        player.jump(before - 1);
        let line = shown(&player, 100);
        assert!(line.contains('?') && !line.contains('✗'), "{line}");
        player.jump(before);
        player.jump(before - 1);
        assert!(!shown(&player, 100).contains('✗'), "it was not answered yet");
    }

    #[test]
    fn each_cell_leads_to_a_step_in_order_however_narrow_the_line_is() {
        let player = Player::new(fixture::forged_from(), 0, false);
        let steps = player.story(Lang::En).steps.len();
        let scene =
            Scene { player: &player, look: Look::new(Colours::None, true), lang: Lang::En, alone: false, large: false };
        for width in 0..200 {
            let rect = Rect::new(0, 0, width, 1);
            let steps_at: Vec<usize> = (0..width).filter_map(|x| step_at(scene, rect, x)).collect();
            assert!(steps_at.is_sorted() && steps_at.iter().all(|step| *step < steps), "{steps_at:?}");
            assert!(steps_at.len() <= usize::from(width.saturating_sub(2 * MARGIN)));
            assert!(width < 14 || steps_at.first() == Some(&0), "the first step is there");
        }
    }
}
