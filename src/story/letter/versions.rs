//! Which version of which letter is where: each server that takes a letter has its own, with its own fields on top.

use std::collections::HashMap;

use super::Letter;
use crate::trace::{Address, Envelope, Event, Fact, LetterId, Octets, Taken};

/// All letters of a story, as they are now on each host.
#[derive(Default)]
pub struct Versions(HashMap<(LetterId, String), Letter>);

impl Versions {
    /// Takes note of what a fact does to its letter.
    pub fn take(&mut self, event: &Event) {
        let Some(letter) = event.letter else { return };
        let mut change = |change: &dyn Fn(&mut Letter)| change(self.0.entry((letter, event.host.clone())).or_default());
        match &event.fact {
            Fact::Written { envelope, source, .. } => change(&|version| {
                *version = Letter::in_envelope(envelope, source.as_slice());
            }),
            Fact::Accepted { envelope, source } => change(&|version| {
                version.reread(source.as_slice());
                version.envelope = Some(envelope.clone());
            }),
            Fact::Filed { source, .. } | Fact::Fetched { source, .. } => change(&|version| {
                version.reread(source.as_slice());
                version.envelope = None;
            }),
            Fact::HeaderAdded { field, .. } => change(&|version| version.add(field, event.id)),
            Fact::HeaderChanged { field, before } => {
                change(&|version| version.change(field, before.as_slice(), event.id));
            }
            Fact::FooterAdded { octets } => change(&|version| version.append(octets.as_slice())),
            Fact::Forwarded { envelope, .. } => change(&|version| version.envelope = Some(envelope.clone())),
            Fact::HeaderRemoved { field } => change(&|version| version.remove(field)),
            _ => {}
        }
    }

    /// A letter that somebody had goes out once more: what is known of its fields stays known.
    pub fn take_over(&mut self, letter: LetterId, host: &str, taken: &Taken<'_>, written: &Event) {
        let Fact::Written { envelope, source, .. } = &written.fact else { return };
        let Some(mut version) = self.of(taken.letter, taken.host).cloned() else { return };
        version.settle();
        version.reread(source.as_slice());
        version.envelope = Some(envelope.clone());
        self.0.insert((letter, host.to_owned()), version);
    }

    /// A letter arrives that nobody has seen before: as it was on the wire, dots doubled (RFC 5321 §4.5.2).
    pub fn arrive(&mut self, letter: LetterId, at: &str, envelope: &Envelope, octets: &Octets) {
        let source = single_dots(octets.as_slice());
        self.0.insert((letter, at.to_owned()), Letter::in_envelope(envelope, &source));
    }

    /// A letter goes from one host to another: there it is what it was here.
    pub fn carry(&mut self, letter: LetterId, from: &str, to: &str, recipients: Vec<Address>) {
        if let Some(mut sent) = self.of(letter, from).cloned() {
            if let (Some(envelope), false) = (&mut sent.envelope, recipients.is_empty()) {
                envelope.to = recipients;
            }
            self.0.insert((letter, to.to_owned()), sent);
        }
    }

    /// What has arrived on that host is not what was sent: as it was on the wire, dots doubled.
    pub fn altered(&mut self, letter: LetterId, at: &str, octets: &Octets) {
        if let Some(version) = self.0.get_mut(&(letter, at.to_owned())) {
            version.reread(&single_dots(octets.as_slice()));
        }
    }

    /// The letter as it is on that host.
    pub fn of(&self, letter: LetterId, host: &str) -> Option<&Letter> {
        self.0.get(&(letter, host.to_owned()))
    }

    /// What the step before has changed is no longer new.
    pub fn settle(&mut self, letter: LetterId, host: &str) {
        if let Some(version) = self.0.get_mut(&(letter, host.to_owned())) {
            version.settle();
        }
    }
}

/// Without the second dot at the beginning of a line that begins with two.
fn single_dots(octets: &[u8]) -> Vec<u8> {
    let lines = octets.split_inclusive(|byte| *byte == b'\n');
    lines
        .flat_map(|line| if line.starts_with(b"..") { line.get(1..).unwrap_or_default() } else { line })
        .copied()
        .collect()
}
