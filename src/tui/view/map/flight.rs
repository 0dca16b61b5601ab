//! How far along its way something has come, from the share of its time that has passed.
//!
//! ```text
//!   arrived    ├──────────────────►│    a question:   ├─────────►│  ?
//!   refused    ├────────────►✗ 550 │                  │◄─────────┤  =
//!                       ◄────┘     │    lost:         ├──────►      !
//!   deferred   ├───────────► 451   │    to junk:      ├───────────►│ [junk]
//!              │◄──────────────────┘
//! ```
//!
//! Shares are thousandths, and cells are counted from the sender's end of the way. At its end each motion rests where it
//! is understood best, and nothing jumps there.

use crate::story::{Cargo, Motion, Outcome};
use crate::tui::view::Scene;

/// The end of every motion.
const DONE: u16 = 1000;
/// When what is turned away has reached the door.
const DOOR: u16 = 550;
/// How long it stands there.
const STANDS: u16 = 150;
/// How far of its way a thing comes that nobody answers.
const LOST: usize = 700;

/// Where the thing is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flight {
    /// On which cell of its way; none where it has left the way.
    pub(super) at: Option<usize>,
    /// Whether the answer is known by now: the door has spoken, DNS has been reached.
    pub(super) answered: bool,
    /// Whether nothing moves any more.
    pub(super) at_rest: bool,
}

/// Where something is on a way of so many cells, after so many thousandths of its time.
pub(super) fn flight(motion: &Motion, cells: usize, moved: u16) -> Flight {
    let moved = moved.min(DONE);
    let last = cells.saturating_sub(1);
    let share = |thousandths: u16| last * usize::from(thousandths) / usize::from(DONE);
    let (at, answered) = match (motion.outcome, &motion.cargo) {
        (Outcome::Lost, _) => (Some(last * usize::from(moved) * LOST / 1_000_000), moved >= DONE),
        (_, Cargo::Question { .. }) => (Some(share(DONE - (2 * moved).abs_diff(DONE))), moved >= DONE / 2),
        (Outcome::Arrived, _) => (Some(share(moved)), moved >= DONE),
        (Outcome::Junked, _) => (Some(share(scaled(moved, DOOR))).filter(|_| moved < DOOR), moved >= DOOR),
        (Outcome::Refused, _) => (Some(turned_away(last, moved, last * 2 / 3)), moved >= DOOR),
        (Outcome::Deferred, _) => (Some(turned_away(last, moved, 0)), moved >= DOOR),
    };
    Flight { at: at.filter(|_| cells > 0), answered, at_rest: moved >= DONE }
}

/// Whether what moves in this step has got there.
pub(super) fn has_landed(scene: Scene<'_>) -> bool {
    scene.player.moved() >= DOOR
}

/// To the door, a while before it, and back to that cell.
fn turned_away(last: usize, moved: u16, rests: usize) -> usize {
    if moved < DOOR + STANDS {
        return last * usize::from(scaled(moved, DOOR)) / usize::from(DONE);
    }
    let back = usize::from(scaled(moved - DOOR - STANDS, DONE - DOOR - STANDS));
    last - (last - rests) * back / usize::from(DONE)
}

/// The share of a part of the time.
fn scaled(moved: u16, part: u16) -> u16 {
    u16::try_from(u32::from(moved.min(part)) * u32::from(DONE) / u32::from(part.max(1))).unwrap_or(DONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(cargo: Cargo, outcome: Outcome) -> Vec<Option<usize>> {
        let motion = Motion { from: String::new(), to: String::new(), cargo, outcome };
        (0..=10).map(|tenth| flight(&motion, 31, tenth * 100).at).collect()
    }

    fn letter() -> Cargo {
        Cargo::Letter { mail_from: String::new(), rcpt_to: String::new(), bounce: false }
    }

    #[test]
    fn a_letter_arrives_or_turns_back_at_the_door_or_vanishes_into_the_junk_folder() {
        assert_eq!(path(letter(), Outcome::Arrived).last(), Some(&Some(30)));
        let refused = path(letter(), Outcome::Refused);
        assert_eq!((refused.iter().max(), refused.last()), (Some(&Some(30)), Some(&Some(20))));
        let deferred = path(letter(), Outcome::Deferred);
        assert_eq!((deferred.iter().max(), deferred.last()), (Some(&Some(30)), Some(&Some(0))));
        assert_eq!(path(letter(), Outcome::Junked).last(), Some(&None));
    }

    #[test]
    fn a_question_comes_back_and_one_that_nobody_answers_does_not() {
        let question = || Cargo::Question { question: String::new() };
        let asked = path(question(), Outcome::Arrived);
        assert_eq!((asked[0], asked[5], asked[10]), (Some(0), Some(30), Some(0)));
        assert_eq!(path(question(), Outcome::Lost)[10], Some(21));
    }

    #[test]
    fn nothing_jumps_and_no_way_is_too_short() {
        for outcome in [Outcome::Arrived, Outcome::Refused, Outcome::Deferred, Outcome::Lost, Outcome::Junked] {
            for cells in 0..60 {
                let motion = Motion { from: String::new(), to: String::new(), cargo: letter(), outcome };
                let path: Vec<usize> = (0..=1000).filter_map(|moved| flight(&motion, cells, moved).at).collect();
                assert!(path.windows(2).all(|pair| pair[0].abs_diff(pair[1]) <= 1), "{outcome:?}, {cells} cells");
                assert!(path.iter().all(|at| *at < cells));
            }
        }
    }
}
