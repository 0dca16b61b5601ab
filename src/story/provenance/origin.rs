//! Who put a header field on the letter, and because of what.

use std::collections::HashMap;

use super::ways::Ways;
use crate::story::model::{FieldView, Origin};
use crate::story::{decode, prose, safe};
use crate::trace::{Event, EventId, Fact, LetterId, SessionId, Side, Writing};

/// The fields that servers write. In a letter that has not met a server yet they are claims.
const WRITTEN_BY_SERVERS: [&str; 9] = [
    "Return-Path",
    "Received",
    "Received-SPF",
    "Delivered-To",
    "Authentication-Results",
    "DKIM-Signature",
    "ARC-Seal",
    "ARC-Message-Signature",
    "ARC-Authentication-Results",
];

/// Where a field comes from that was added on the way.
pub fn added(field: &FieldView, event: &Event, ways: &Ways<'_>) -> Origin {
    let host = safe::line(&event.host);
    let text = match field.name.to_ascii_lowercase().as_str() {
        "return-path" => prose::return_path_added(ways.lang, &host),
        "received" if starts_here(&field.raw) => prose::received_added_at_home(ways.lang, &host),
        "received" => prose::received_added(ways.lang, &host),
        "authentication-results" => prose::results_added(ways.lang, &host),
        "dkim-signature" | "dkim2-signature" => prose::signature_added(ways.lang, &host, decode::domain(&field.raw)),
        _ if matches!(event.fact, Fact::HeaderChanged { .. }) => prose::field_changed(ways.lang, &host),
        "delivered-to" => prose::delivered_to_added(ways.lang, &host),
        "x-warning" => prose::warning_added(ways.lang, &host),
        name if name.starts_with("list-") => prose::list_field_added(ways.lang, &host),
        name if name.starts_with("arc-") => prose::seal_added(ways.lang, &host),
        _ => prose::field_added(ways.lang, &host),
    };
    let links = ways.links([event.id].into_iter().chain(event.because.iter().copied()));
    Origin { host, text, links }
}

/// Whether a `Received` line tells of no caller: the letter began on that very server.
fn starts_here(raw: &str) -> bool {
    raw.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("by "))
}

/// Who wrote each letter.
pub struct Origins(HashMap<LetterId, Writer>);

#[derive(Clone)]
struct Writer {
    event: EventId,
    host: String,
    hand: Hand,
}

/// Whose hand a letter is in.
#[derive(Clone)]
enum Hand {
    /// A user's, with the fields that their mail client added by itself.
    User { supplied: Vec<String> },
    /// A server's: a bounce, a report.
    Server,
    /// Nobody's of this world: it came in from outside.
    Stranger,
}

impl Origins {
    /// The writers of all letters.
    pub fn of(ways: &Ways<'_>) -> Self {
        let (mut writers, mut callers, mut bounces) = (HashMap::new(), HashMap::new(), Vec::new());
        for event in &ways.trace.events {
            match (&event.fact, event.letter) {
                (Fact::Connected { session, client, .. }, _) => {
                    callers.insert(*session, client.host.as_str());
                }
                (Fact::Bounced { .. } | Fact::Reported { .. }, Some(letter)) => bounces.push(letter),
                (Fact::Written { how: Writing::Heard, .. }, Some(letter)) => {
                    writers.entry(letter).or_insert_with(|| Writer::new(event, &event.host, Hand::Stranger));
                }
                (Fact::Written { how: Writing::Again, .. }, Some(letter)) => {
                    let first = ways.trace.taken(event).and_then(|taken| writers.get(&taken.letter).cloned());
                    let stranger = || Writer::new(event, &event.host, Hand::Stranger);
                    writers.entry(letter).or_insert_with(|| first.unwrap_or_else(stranger));
                }
                (Fact::Written { supplied, .. }, Some(letter)) => {
                    let by_server = bounces.contains(&letter);
                    let hand = if by_server { Hand::Server } else { Hand::User { supplied: supplied.clone() } };
                    writers.entry(letter).or_insert(Writer::new(event, &event.host, hand));
                }
                (Fact::Content { session, from: Side::Client, .. }, Some(letter)) => {
                    let host = caller(&callers, *session);
                    writers.entry(letter).or_insert_with(|| Writer::new(event, host, Hand::Stranger));
                }
                _ => {}
            }
        }
        Self(writers)
    }

    /// Where a field comes from that the letter had from the beginning.
    pub fn written(&self, field: &FieldView, letter: LetterId, ways: &Ways<'_>) -> Option<Origin> {
        let Writer { event, host, hand } = self.0.get(&letter)?;
        let is = |name: &str| name.eq_ignore_ascii_case(&field.name);
        let text = match hand {
            Hand::Server => prose::written_by_server(ways.lang, host),
            _ if is("DKIM-Signature") => prose::signature_came_along(ways.lang, host),
            _ if WRITTEN_BY_SERVERS.iter().any(|name| is(name)) => prose::came_along(ways.lang, host),
            Hand::User { supplied } if supplied.iter().any(|name| is(name)) => prose::supplied(ways.lang, host),
            Hand::User { .. } => prose::typed(ways.lang, host),
            Hand::Stranger => prose::brought(ways.lang, host),
        };
        Some(Origin { host: host.clone(), text, links: ways.links([*event]) })
    }
}

impl Writer {
    fn new(event: &Event, host: &str, hand: Hand) -> Self {
        Self { event: event.id, host: safe::line(host), hand }
    }
}

fn caller<'a>(callers: &HashMap<SessionId, &'a str>, session: SessionId) -> &'a str {
    callers.get(&session).copied().unwrap_or_default()
}
