//! Playing by itself: how long each step stands, and how fast.

use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use crate::story::Step;

/// The speeds, in quarters of the normal one.
const SPEEDS: [u32; 5] = [1, 2, 4, 8, 16];
const NORMAL: usize = 2;

/// Whether the story plays, and how fast.
#[derive(Debug, Clone, Copy)]
pub(in crate::tui) struct Autoplay {
    /// How long the step stands at normal speed; none where the story does not play.
    stands: Option<Duration>,
    speed: usize,
}

impl Default for Autoplay {
    fn default() -> Self {
        Self { stands: None, speed: NORMAL }
    }
}

impl Autoplay {
    /// Whether the story plays.
    pub(in crate::tui) fn is_on(self) -> bool {
        self.stands.is_some()
    }

    /// How long the step stands.
    pub(super) fn left(self) -> Option<Duration> {
        self.stands.map(|stands| stands * 4 / SPEEDS[self.speed])
    }

    /// The speed as a learner reads it: `1/2`, `2`.
    pub(in crate::tui) fn speed(self) -> &'static str {
        ["1/4", "1/2", "1", "2", "4"][self.speed]
    }

    pub(super) fn toggle(&mut self, step: Option<&Step>) {
        self.stands = if self.is_on() { None } else { step.map(reading_time) };
    }

    pub(super) fn stop(&mut self) {
        self.stands = None;
    }

    /// Another step begins to stand.
    pub(super) fn begin(&mut self, step: Option<&Step>) {
        if self.is_on() {
            self.stands = step.map(reading_time);
        }
    }

    pub(super) fn faster(&mut self) {
        self.speed = (self.speed + 1).min(SPEEDS.len() - 1);
    }

    pub(super) fn slower(&mut self) {
        self.speed = self.speed.saturating_sub(1);
    }
}

/// Long enough to read the explanation: about fifteen characters a second.
fn reading_time(step: &Step) -> Duration {
    let characters = step.text.width() + step.remark.as_ref().map_or(0, |remark| remark.width());
    Duration::from_millis(2_500 + 60 * u64::try_from(characters.min(600)).unwrap_or(600))
}
