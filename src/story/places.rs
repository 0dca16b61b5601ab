//! Where letters lie: what each mailbox and each queue holds after each step.
//!
//! ```text
//!   taken from a user, written by a server, or to be forwarded ──► queue ──┬─► handed on, or given up: gone from it
//!                                                         └─► put off: stays, with its next try
//!   filed ──► INBOX or Junk of a user
//! ```
//!
//! An empty folder is worth a look as well: INBOX and Junk of each letter's first recipient stand there from the beginning,
//! so that one sees where the letter could go.

mod shelf;

use std::collections::HashMap;

use self::shelf::{Room, Shelves};
use super::letter::Letter;
use super::model::{PlaceKind, Step};
use super::{cast, prose, safe};
use crate::lang::Lang;
use crate::scenario::{Role, Scenario, StepKind};
use crate::trace::{Address, Event, Fact, LetterId, Octets, Stage, Trace, Writing};

/// Tells each step what lies where after it.
pub fn fill(scenario: &Scenario, trace: &Trace, steps: &mut [Step], lang: Lang) {
    let mut watch =
        Watch { scenario, shelves: Shelves::default(), bounces: Vec::new(), subjects: HashMap::new(), lang };
    for room in first_folders(scenario, steps) {
        watch.shelves.open(&room);
    }
    for step in steps {
        for event in step.events.iter().filter_map(|id| trace.event(*id)) {
            watch.see(event);
        }
        step.places = watch.shelves.view(lang);
        watch.shelves.settle();
    }
}

/// The folders of the first recipient of each letter that the scenario sends.
fn first_folders<'a>(scenario: &'a Scenario, steps: &'a [Step]) -> impl Iterator<Item = Room> + 'a {
    let sends = scenario.steps.iter().filter_map(|step| match &step.kind {
        StepKind::Send(send) => send.envelope.to.first().cloned(),
        StepKind::Raw(raw) => raw.letter()?.envelope.to.into_iter().next(),
        _ => None,
    });
    let owners = sends.filter_map(|to| {
        let to = scenario.readers_of(&to).into_iter().next()?;
        let server = cast::server_for(scenario, steps, &to)?;
        let user = to.local().to_ascii_lowercase();
        let known = matches!(&server.role, Role::Server { users, .. } if users.contains(&user));
        known.then_some((&server.name, user))
    });
    owners.flat_map(|(server, user)| [PlaceKind::Inbox, PlaceKind::Junk].map(|kind| Room::new(server, kind, &user)))
}

struct Watch<'a> {
    scenario: &'a Scenario,
    shelves: Shelves,
    /// Letters that a server has written about others.
    bounces: Vec<LetterId>,
    /// The subject of each letter that came to a server.
    subjects: HashMap<LetterId, String>,
    lang: Lang,
}

impl Watch<'_> {
    fn see(&mut self, event: &Event) {
        let Some(letter) = event.letter else { return };
        let queue = Room::new(&event.host, PlaceKind::Queue, "");
        match &event.fact {
            Fact::Bounced { .. } => self.bounces.push(letter),
            Fact::Written { how: Writing::Heard, .. } => {}
            Fact::Written { envelope, source, .. } if self.writes_itself(event) => {
                self.enqueue(&queue, letter, &envelope.to, source);
            }
            Fact::Accepted { source, .. } if event.stage != Some(Stage::Submission) => {
                let subject = Letter::read(source.as_slice()).shown("Subject").unwrap_or_default();
                self.subjects.insert(letter, subject);
            }
            Fact::Forwarded { recipient, envelope, .. } => {
                self.shelves.take(&queue, letter, recipient);
                let subject = self.subjects.get(&letter).map(String::as_str).unwrap_or_default();
                self.shelves.enqueue(&queue, letter, &envelope.to, subject, prose::first_try(self.lang));
            }
            Fact::Accepted { envelope, source } if event.stage == Some(Stage::Submission) => {
                self.enqueue(&queue, letter, &envelope.to, source);
            }
            Fact::Deferred { recipients, attempt, until, .. } => {
                let next = prose::next_try(self.lang, attempt.saturating_add(1), &safe::time(*until));
                self.shelves.put_off(&queue, letter, recipients, &next);
            }
            Fact::Relayed { recipients, .. } | Fact::Failed { recipients, .. } => {
                for to in recipients {
                    self.shelves.take(&queue, letter, to);
                }
            }
            Fact::Filed { user, recipient, folder, source, .. } => {
                self.shelves.take(&queue, letter, recipient);
                self.file(&event.host, user, folder, letter, source);
            }
            _ => {}
        }
    }

    /// Whether a letter is written by a server, which then has to get rid of it.
    fn writes_itself(&self, event: &Event) -> bool {
        let role = self.scenario.host(&event.host).map(|host| &host.role);
        matches!(role, Some(Role::Server { .. })) || event.letter.is_some_and(|letter| self.bounces.contains(&letter))
    }

    fn enqueue(&mut self, queue: &Room, letter: LetterId, to: &[Address], source: &Octets) {
        let subject = Letter::read(source.as_slice()).shown("Subject").unwrap_or_default();
        let next = prose::first_try(self.lang);
        self.shelves.enqueue(queue, letter, to, &subject, next);
        self.subjects.insert(letter, subject);
    }

    fn file(&mut self, host: &str, user: &str, folder: &str, letter: LetterId, source: &Octets) {
        let kind = if folder.eq_ignore_ascii_case("INBOX") { PlaceKind::Inbox } else { PlaceKind::Junk };
        let read = Letter::read(source.as_slice());
        let [who, subject] = ["From", "Subject"].map(|name| read.shown(name).unwrap_or_default());
        self.shelves.file(&Room::new(host, kind, user), letter, who, subject);
    }
}
