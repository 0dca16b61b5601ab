//! Facts, grouped into scenes: everything that a newcomer takes in as one thing.
//!
//! ```text
//!   Line "MAIL FROM:…"  Line "250"  Line "RCPT TO:…"  Line "250"   ──►  one scene: the envelope is handed over
//!   Asked TXT  Asked TXT  Checked SPF                              ──►  one scene: SPF, with the questions it asked
//!   HeaderAdded Received                                           ──►  one scene: a postmark
//! ```
//!
//! A scene stands where its first telling fact stands. Each fact is in one scene at most; those in none (a step of the
//! scenario begins, and nothing comes of it) have nothing to tell.

mod conversation;
mod kind;

use std::collections::HashMap;

use self::conversation::Conversation;
pub use self::kind::Kind;
use crate::trace::{
    Check, DkimResult, Event, EventId, Fact, LetterId, Route, Service, SessionId, Stage, Trace, Writing,
};

/// Facts that are told together.
#[derive(Debug)]
pub struct Scene<'a> {
    /// What kind of scene.
    pub kind: Kind,
    /// About which letter.
    pub letter: Option<LetterId>,
    /// In which stage.
    pub stage: Option<Stage>,
    /// Where.
    pub host: &'a str,
    /// In which connection.
    pub session: Option<SessionId>,
    /// Its facts, in order; never empty.
    pub events: Vec<&'a Event>,
}

impl<'a> Scene<'a> {
    fn begin(kind: Kind, event: &'a Event, session: Option<SessionId>) -> Self {
        Self { kind, letter: event.letter, stage: event.stage, host: &event.host, session, events: vec![event] }
    }

    /// Its facts without their circumstances.
    pub fn facts(&self) -> impl Iterator<Item = &'a Fact> {
        self.events.iter().map(|event| &event.fact)
    }
}

/// The scenes of a trace, in order.
pub fn group(trace: &Trace) -> Vec<Scene<'_>> {
    let mut grouping = Grouping { asked_for: questions_of_checks(&trace.events), ..Grouping::default() };
    for event in &trace.events {
        grouping.take(event);
    }
    let mut scenes = grouping.scenes;
    for scene in &mut scenes {
        scene.events.sort_by_key(|event| event.id);
    }
    scenes
}

/// Which check or report each question to DNS was asked for: the first one that says that it rests on it.
fn questions_of_checks(events: &[Event]) -> HashMap<EventId, EventId> {
    let mut asked_for = HashMap::new();
    for event in events {
        if let Fact::Checked { .. } | Fact::StsPolicy { .. } | Fact::Reported { .. } | Fact::NotReported { .. } =
            event.fact
        {
            for cause in &event.because {
                asked_for.entry(*cause).or_insert(event.id);
            }
        }
    }
    asked_for
}

#[derive(Default)]
struct Grouping<'a> {
    scenes: Vec<Scene<'a>>,
    /// The newest scene of each letter.
    newest: HashMap<Option<LetterId>, usize>,
    conversations: HashMap<SessionId, Conversation>,
    asked_for: HashMap<EventId, EventId>,
    /// Questions that wait for the check that they were asked for.
    questions: HashMap<EventId, Vec<&'a Event>>,
    /// A step of the scenario that has just begun.
    began: Option<&'a Event>,
}

impl<'a> Grouping<'a> {
    fn take(&mut self, event: &'a Event) {
        match &event.fact {
            Fact::StepBegan { .. } => self.began = Some(event),
            Fact::DnsChanged { .. } => self.begin_with_step(Kind::DnsChange, event),
            Fact::HostChanged { .. } => self.begin_with_step(Kind::HostChange, event),
            Fact::TimePassed { .. } => self.begin_with_step(Kind::Waiting, event),
            Fact::Written { .. } => self.written(event),
            Fact::Unreachable { service: Service::Https, .. } => self.begin(Kind::Policy, event),
            Fact::Unreachable { .. } => self.begin(Kind::NoAnswer, event),
            Fact::Connected { session, .. }
            | Fact::Line { session, .. }
            | Fact::Content { session, .. }
            | Fact::TlsStarted { session, .. }
            | Fact::Closed { session, .. } => self.said(*session, event),
            Fact::Intercepted { session, .. } => self.intercepted(*session, event),
            Fact::Asked { rtype, .. } => self.asked(rtype, event),
            Fact::Authenticated { .. } => self.join(Kind::Login, &[Kind::Login], event),
            Fact::Accepted { .. } => self.join(Kind::Data, &[Kind::Data, Kind::Decision], event),
            Fact::HeaderAdded { field, .. } => self.added(&field.name, event),
            Fact::HeaderChanged { .. } => self.begin(Kind::Changed, event),
            Fact::FooterAdded { .. } | Fact::FooterLeftOut { .. } => self.begin(Kind::Footer, event),
            Fact::Forwarded { .. } => self.begin(Kind::Forward, event),
            Fact::HeaderRemoved { .. } => self.join(Kind::Removed, &[Kind::Removed], event),
            Fact::Routed { route, .. } => self.routed(route, event),
            Fact::StsPolicy { .. } => self.policy(event),
            Fact::StsChecked { .. } => self.begin(Kind::PolicyCheck, event),
            Fact::Checked { check } => self.checked(check, event),
            Fact::Mistaken { .. } => self.begin(Kind::Mistake, event),
            Fact::Decided { .. } => self.begin(Kind::Decision, event),
            Fact::Filed { .. } => self.join(Kind::File, &[Kind::File], event),
            Fact::Refused { .. } => self.begin(Kind::Refusal, event),
            Fact::Relayed { .. } => self.relayed(event),
            Fact::Deferred { .. } => self.begin(Kind::Deferral, event),
            Fact::Failed { .. } => self.begin(Kind::GivenUp, event),
            Fact::Bounced { .. } => self.begin(Kind::Bounce, event),
            Fact::Reported { .. } | Fact::NotReported { .. } => self.reported(event),
            Fact::TidyingBegan { .. } => self.begin_with_step(Kind::Tidying, event),
            Fact::Emptied { .. } => self.emptied(event),
            Fact::Fetched { .. } => self.begin(Kind::Read, event),
        }
        if let Fact::Filed { .. } | Fact::Refused { .. } | Fact::Forwarded { .. } = event.fact {
            self.lead_conversations_here(event);
        }
    }

    fn begin(&mut self, kind: Kind, event: &'a Event) {
        self.push(Scene::begin(kind, event, None));
    }

    fn begin_with_step(&mut self, kind: Kind, event: &'a Event) {
        let mut scene = Scene::begin(kind, event, None);
        scene.events.extend(self.began.take());
        self.push(scene);
    }

    fn push(&mut self, scene: Scene<'a>) {
        self.newest.insert(scene.letter, self.scenes.len());
        self.scenes.push(scene);
    }

    fn newest_of(&mut self, letter: Option<LetterId>) -> Option<&mut Scene<'a>> {
        self.newest.get(&letter).and_then(|index| self.scenes.get_mut(*index))
    }

    /// Joins the newest scene of the letter where it is of one of these kinds and on the same host; begins one otherwise.
    fn join(&mut self, kind: Kind, kinds: &[Kind], event: &'a Event) {
        match self.newest_of(event.letter) {
            Some(scene) if kinds.contains(&scene.kind) && scene.accepts(event) => scene.events.push(event),
            _ => self.begin(kind, event),
        }
    }

    fn written(&mut self, event: &'a Event) {
        match self.newest_of(event.letter) {
            Some(scene) if matches!(scene.kind, Kind::Bounce | Kind::Report) && event.letter.is_some() => {
                scene.events.push(event);
            }
            // A letter from outside is first seen when it crosses.
            Some(scene) if scene.kind == Kind::Data && is_heard(event) => scene.events.push(event),
            _ => self.begin_with_step(Kind::Write, event),
        }
    }

    /// A field on top. Those of a mailing list are one thing, and so are those of a seal.
    fn added(&mut self, name: &str, event: &'a Event) {
        let name = name.to_ascii_lowercase();
        let kind = match name.as_str() {
            _ if name.starts_with("list-") => Kind::ListFields,
            _ if name.starts_with("arc-") => Kind::Seal,
            _ => return self.begin(Kind::Added, event),
        };
        self.join(kind, &[kind], event);
    }

    fn asked(&mut self, rtype: &str, event: &'a Event) {
        let kind = if rtype.eq_ignore_ascii_case("MX") { Kind::LookupMx } else { Kind::Lookup };
        match self.asked_for.get(&event.id) {
            Some(check) => self.questions.entry(*check).or_default().push(event),
            None => self.join(kind, &[kind], event),
        }
    }

    fn routed(&mut self, route: &Route, event: &'a Event) {
        let leads_somewhere = matches!(route, Route::Mx { .. } | Route::ImplicitMx { .. });
        let lookups: &[Kind] = if leads_somewhere { &[Kind::Lookup, Kind::LookupMx] } else { &[] };
        self.join(if leads_somewhere { Kind::Lookup } else { Kind::NoRoute }, lookups, event);
    }

    fn checked(&mut self, check: &Check, event: &'a Event) {
        let questions = self.questions.remove(&event.id).unwrap_or_default();
        match check {
            Check::Spf(_) => self.join(Kind::Spf, &[Kind::Spf], event),
            Check::Dkim(_) => self.join(Kind::Dkim, &[Kind::Dkim], event),
            Check::Dkim2(_) => self.join(Kind::Dkim2, &[], event),
            Check::Dmarc(_) => self.join(Kind::Dmarc, &[Kind::Dmarc], event),
            // A letter without a chain needs no scene for it.
            Check::Arc(arc) if arc.links == 0 && arc.result == DkimResult::None => {
                self.join(Kind::Arc, &[Kind::Dkim2, Kind::Dkim, Kind::Spf], event);
            }
            Check::Arc(_) => self.join(Kind::Arc, &[], event),
        }
        if let Some(scene) = self.newest_of(event.letter) {
            scene.events.extend(questions);
        }
    }

    /// What came of looking for a policy: the questions, the page, and the answer are one thing.
    fn policy(&mut self, event: &'a Event) {
        let questions = self.questions.remove(&event.id).unwrap_or_default();
        self.join(Kind::Policy, &[Kind::Policy], event);
        if let Some(scene) = self.newest_of(event.letter) {
            scene.events.extend(questions);
        }
    }

    fn reported(&mut self, event: &'a Event) {
        let questions = self.questions.remove(&event.id).unwrap_or_default();
        self.begin(Kind::Report, event);
        if let Some(scene) = self.newest_of(event.letter) {
            scene.events.extend(questions);
        }
    }

    /// What came of a conversation in which letters were thrown away.
    fn emptied(&mut self, event: &'a Event) {
        match self.newest_of(event.letter) {
            Some(scene) if scene.kind == Kind::Empty => scene.events.push(event),
            _ => self.begin(Kind::Empty, event),
        }
    }

    /// The other side of what the scenes before have told; where there are none, there is nothing to add it to.
    fn relayed(&mut self, event: &'a Event) {
        if let Some(scene) = self.newest_of(event.letter) {
            scene.events.push(event);
        }
    }
}

fn is_heard(event: &Event) -> bool {
    event.letter.is_some() && matches!(event.fact, Fact::Written { how: Writing::Heard, .. })
}

impl Scene<'_> {
    /// Whether a fact fits into this scene and is not just one of the same kind about something else.
    fn accepts(&self, event: &Event) -> bool {
        let same_name = self.facts().all(|fact| match (fact, &event.fact) {
            (Fact::Asked { name: a, .. }, Fact::Asked { name: b, .. }) => a.eq_ignore_ascii_case(b),
            (Fact::HeaderRemoved { field: a }, Fact::HeaderRemoved { field: b }) => {
                a.name.eq_ignore_ascii_case(&b.name)
            }
            (Fact::Filed { folder: a, .. }, Fact::Filed { folder: b, .. }) => a == b,
            (Fact::Routed { .. }, Fact::Asked { .. }) | (Fact::Relayed { .. }, Fact::Filed { .. }) => false,
            _ => true,
        });
        same_name && self.host == event.host && self.stage == event.stage
    }
}
