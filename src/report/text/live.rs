//! A story that goes on, told as it comes: what has been printed stays as it is, so a step is told once it is over.

use std::collections::BTreeSet;

use super::{Look, Page, step};
use crate::report::heading;
use crate::story::Story;

/// What has been told so far.
#[derive(Debug)]
pub struct Live {
    look: Look,
    told: BTreeSet<usize>,
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
            if unfinished.contains(&index) || !self.told.insert(index) {
                continue;
            }
            let place = heading::of(self.look.lang, story, index);
            if self.heading != place {
                page.heading(&place);
                self.heading = place;
            }
            step::step(&mut page, story, one);
        }
        page.finish()
    }
}
