//! A story that goes on, told as it comes: what has been printed stays as it is, so a step is told once it is over.
//!
//! A step is known by its facts: of a world that stays open for days the oldest are let go, and with them steps.

use std::collections::BTreeSet;

use super::{Look, Page, step};
use crate::report::heading;
use crate::story::{Step, Story};
use crate::trace::EventId;

/// What has been told so far.
#[derive(Debug)]
pub struct Live {
    look: Look,
    told: BTreeSet<EventId>,
    heading: String,
}

impl Live {
    /// Nothing yet.
    pub fn new(look: Look) -> Self {
        Self { look, told: BTreeSet::new(), heading: String::new() }
    }

    /// The steps that are new, in their order; those that may still change wait.
    pub fn tell(&mut self, story: &Story, unfinished: &BTreeSet<usize>) -> String {
        let mut page = Page::new(self.look);
        for (index, one) in story.steps.iter().enumerate() {
            if unfinished.contains(&index) || self.knows(one) {
                continue;
            }
            self.told.extend(&one.events);
            let place = heading::of(self.look.lang, story, index);
            if self.heading != place {
                page.heading(&place);
                self.heading = place;
            }
            step::step(&mut page, story, one);
        }
        self.forget(story);
        let told = page.finish();
        if told.is_empty() { told } else { format!("{}\n\n", told.trim_end()) }
    }

    fn knows(&self, step: &Step) -> bool {
        step.events.iter().any(|event| self.told.contains(event))
    }

    /// What is no longer in the story is not told again.
    fn forget(&mut self, story: &Story) {
        if let Some(first) = story.steps.iter().flat_map(|step| &step.events).min() {
            self.told = self.told.split_off(first);
        }
    }
}
