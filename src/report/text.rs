//! A story as text: what happened, from the top to the bottom, with nothing drawn around it.
//!
//! The same facts in the same order as on the screen. Questions stand where they come up, so that a reader can think
//! first; their answers stand at the end.
//!
//! ```text
//!   title, goal, who takes part
//!   stage 1   step 1, 2, …      (explanation, wire lines, what changed on the letter)
//!   …
//!   stage 4
//!   show original               (one for each recipient of each letter), and who wrote which line
//!   why                         (the proof of each check, where it is wanted)
//!   answers
//! ```

mod ending;
mod header;
mod letter;
mod live;
mod proof;
mod questions;
mod step;

pub use live::Live;
pub(super) use proof::alone as proofs;

use super::Look;
use super::page::Page;
use crate::story::{Actor, Step, Story};
use crate::words;

/// Whether the proofs of the checks are printed as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proofs {
    /// All of them.
    Shown,
    /// They are not; it is said how to see them.
    Offered,
    /// They are not.
    LeftOut,
}

/// The whole story.
pub fn story(story: &Story, proofs: Proofs, look: Look) -> String {
    let mut page = Page::new(look);
    opening(&mut page, story);
    step::steps(&mut page, story);
    ending::endings(&mut page, story);
    ending::beside(&mut page, story);
    if proofs == Proofs::Shown {
        proof::section(&mut page, story);
    }
    questions::answers(&mut page, story);
    if proofs == Proofs::Offered && !story.proofs.is_empty() {
        page.gap();
        page.paragraph(0, words!(look.lang, en: "Why did each check come out so? `--proofs` shows it.", ja: "それぞれの判定の理由は `--proofs` で表示できます。"));
    }
    page.finish()
}

/// One step of the story by itself.
pub fn one_step(story: &Story, step: &Step, look: Look) -> String {
    let mut page = Page::new(look);
    step::step(&mut page, story, step);
    page.finish()
}

fn opening(page: &mut Page, story: &Story) {
    page.heading(&story.title);
    if !story.goal.is_empty() {
        page.hanging(words!(page.look.lang, en: "Goal: ", ja: "ねらい："), &story.goal);
    }
    page.gap();
    page.line(words!(page.look.lang, en: "Who takes part", ja: "登場するもの"));
    let about: Vec<String> = story.actors.iter().map(about).collect();
    page.table(2, story.actors.iter().zip(&about).map(|(actor, about)| (actor.host.as_str(), about.as_str())));
}

fn about(actor: &Actor) -> String {
    if actor.address.is_empty() { actor.label.clone() } else { format!("{} ({})", actor.label, actor.address) }
}

#[cfg(test)]
mod tests;
