//! From a fact to the step that tells it, and what to call the fact on the way there.

use std::collections::HashMap;

use crate::lang::Lang;
use crate::story::model::{LineKind, Link, Step};
use crate::story::{prose, safe};
use crate::trace::{ArcCheck, Check, DkimResult, Event, EventId, Fact, Side, SpfIdentity, Trace};

/// The most links in one place.
pub const MOST_LINKS: usize = 12;

/// The longest text of a link, in characters.
const LONGEST_TEXT: usize = 60;

/// The most lines of one reply that are gone back over.
const LONGEST_REPLY: usize = 64;

/// Which step tells each fact.
pub struct Ways<'a> {
    /// The facts.
    pub trace: &'a Trace,
    /// In which language the story is told.
    pub lang: Lang,
    steps: HashMap<EventId, usize>,
    /// Lines as the steps show them: passwords are masked in them.
    said: HashMap<EventId, String>,
}

impl<'a> Ways<'a> {
    /// All ways through a story.
    pub fn new(trace: &'a Trace, steps: &[Step], lang: Lang) -> Self {
        let told = steps.iter().enumerate().flat_map(|(index, step)| step.events.iter().map(move |id| (*id, index)));
        let lines = steps.iter().flat_map(|step| &step.lines);
        let lines = lines.filter(|line| matches!(line.kind, LineKind::Smtp | LineKind::Imap));
        let mut said = HashMap::new();
        for line in lines {
            said.entry(line.event).or_insert_with(|| shortened(&line.text));
        }
        Self { trace, lang, steps: told.collect(), said }
    }

    /// The step that tells a fact.
    pub fn step_of(&self, event: EventId) -> Option<usize> {
        self.steps.get(&event).copied()
    }

    /// The way to a fact.
    pub fn link(&self, event: EventId) -> Option<Link> {
        let step = self.step_of(event)?;
        Some(Link { event, step, text: self.text(self.trace.event(event)?) })
    }

    /// The ways to several facts, each once.
    pub fn links(&self, events: impl IntoIterator<Item = EventId>) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for link in events.into_iter().filter_map(|event| self.link(event)) {
            if links.len() < MOST_LINKS && links.iter().all(|known| known.event != link.event) {
                links.push(link);
            }
        }
        links
    }

    /// The fact to show for a cause: of a reply in several lines not the last one, which says nothing by itself, but the
    /// command that was answered.
    pub fn telling(&self, cause: EventId) -> EventId {
        let mut at = cause;
        for back in 0..LONGEST_REPLY {
            let Some(event) = self.trace.event(at) else { break };
            match &event.fact {
                Fact::Line { from: Side::Server, octets, .. } if back == 0 || is_continued(octets.as_slice()) => {
                    let Some(before) = event.because.last() else { break };
                    at = *before;
                }
                Fact::Line { from: Side::Client, .. } if back > 1 => return at,
                _ => break,
            }
        }
        cause
    }

    fn text(&self, event: &Event) -> String {
        let said = self.said.get(&event.id).filter(|_| matches!(event.fact, Fact::Line { .. }));
        said.cloned().unwrap_or_else(|| shortened(&prose::fact(self.lang, &event.fact)))
    }
}

/// How much a fact tells a reader who comes to its step: of several, the one that tells most is shown.
pub fn weight(fact: &Fact) -> u8 {
    match fact {
        Fact::Checked { check: Check::Spf(spf) } if spf.identity == SpfIdentity::Helo => 1,
        Fact::Checked { check: Check::Arc(ArcCheck { result: DkimResult::None, .. }) }
        | Fact::Connected { .. }
        | Fact::TlsStarted { .. }
        | Fact::Asked { .. }
        | Fact::Line { .. }
        | Fact::StepBegan { .. } => 1,
        Fact::Closed { .. } => 0,
        _ => 2,
    }
}

/// `250-SIZE`: a line of a reply behind which more of it follows.
fn is_continued(line: &[u8]) -> bool {
    line.get(3) == Some(&b'-')
}

fn shortened(text: &str) -> String {
    let text = safe::line(text);
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
}
