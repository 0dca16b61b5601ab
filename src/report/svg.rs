//! The map of a story as a figure: for slides, for a handout, and for the page that moves ([`html`](super::html)).
//!
//! ```text
//!   lesson, stage and title of the step
//!   ┌─────────────── the map ───────────────┐
//!   │          ②    [ DNS ]                 │      plan      where the machines stand
//!   │  [PC]─①─[server]──③──[server]─④─[PC]  │      way       which way runs between two of them
//!   │              ✉ MAIL FROM, RCPT TO     │      cargo     what moves: a letter, a question, words
//!   │          [forwarder]  [list]          │      machine   a machine, and what lies in its mailboxes
//!   └───────────────────────────────────────┘
//!   explanation, verdicts                          caption
//! ```
//!
//! Lengths are those of the `viewBox`. Colours come from a style sheet alone ([`Theme`]); text is text, in whatever fonts
//! the reader has.

mod badges;
mod caption;
mod cargo;
mod fit;
mod machine;
mod map;
mod plan;
mod point;
mod stages;
mod theme;
mod way;

pub use theme::Theme;

pub(super) use badges::badges;
pub(super) use cargo::{Cargo, cargo};
pub(super) use map::map;
pub(super) use plan::{Plan, Shape};
pub(super) use way::Side;

use super::{labels, markup::escape};
use crate::story::{Step, Story};

/// Sixteen to nine, as slides are.
const WIDTH: f64 = 1280.0;
const HEIGHT: f64 = 720.0;
/// Above the map, and below it where there are verdicts.
const HEAD: f64 = 116.0;
const FOOT: f64 = 92.0;

/// The figure of one step, or of the whole lesson before anything has happened.
pub fn figure(story: &Story, step: Option<&Step>, theme: Theme) -> String {
    let title = step.map_or_else(|| story.title.clone(), |step| labels::title(story, step));
    let described = step.map_or(&story.goal, |step| &step.text);
    let (title, described, lang) = (escape(&title), escape(described), story.lang.tag());
    let body = [placed(story, step), caption::head(story, step), caption::foot(story, step)].concat();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         lang=\"{lang}\" role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">{title}</title>\n\
         <desc id=\"desc\">{described}</desc>\n<style>{}</style>\n<rect class=\"paper\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\"/>\n{body}</svg>\n",
        theme.sheet()
    )
}

/// The map in the room that is left for it, made smaller where it has to be.
fn placed(story: &Story, step: Option<&Step>) -> String {
    let plan = Plan::of(&story.actors, Shape::Wide);
    let room = HEIGHT - HEAD - FOOT;
    let scale = (room / plan.height).min(1.0);
    let (x, y) = ((WIDTH - plan.width * scale) / 2.0, HEAD);
    let drawn = map(story, &plan, step);
    format!("<g transform=\"translate({x:.1} {y:.1}) scale({scale:.3})\">\n{drawn}</g>\n")
}

/// How much room the map leaves for the explanation.
fn room_for_text(story: &Story) -> f64 {
    let plan = Plan::of(&story.actors, Shape::Wide);
    (HEIGHT - HEAD - FOOT - plan.height).max(0.0)
}
