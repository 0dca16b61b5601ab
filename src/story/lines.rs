//! What was really said: the wire lines and DNS answers that a step rests on.
//!
//! Passwords are masked. Everybody in the room looks at the same screen, and a habit is worth more than a demonstration.

mod change;
mod intercepted;

use std::collections::HashSet;

use super::model::{Line, LineKind, Speaker};
use super::scenes::{Kind, Scene};
use super::{prose, safe};
use crate::lang::Lang;
use crate::scenario::DnsStep;
use crate::trace::{
    Answer, Check, Event, EventId, Fact, Octets, Rcode, Record, Service, SessionId, Side, SpfIdentity, Stage,
};

/// What stands for a password.
const MASK: &str = "****";

/// The lines of all scenes, one scene after another.
#[derive(Default)]
pub struct Lines {
    imap: HashSet<SessionId>,
    web: HashSet<SessionId>,
    /// Conversations in which the client's next lines are part of its login.
    logging_in: HashSet<SessionId>,
}

impl Lines {
    /// The lines of a scene; with the step of the scenario where it is one that changes DNS.
    pub fn of(&mut self, scene: &Scene<'_>, change: Option<&DnsStep>, lang: Lang) -> Vec<Line> {
        let last = scene.events.last().map(|event| event.id);
        let mut lines = change.zip(last).map(|(step, event)| change::of(step, event, lang)).unwrap_or_default();
        let walk = walk_begins(scene);
        for event in &scene.events {
            self.add(event, lang, &mut lines);
            if walk == Some(event.id) {
                lines.push(note(event.id, prose::tree_walk(lang)));
            }
        }
        lines
    }

    fn add(&mut self, event: &Event, lang: Lang, lines: &mut Vec<Line>) {
        match &event.fact {
            Fact::Connected { session, service, server, origin, through, .. } => {
                match service {
                    Service::Imap => self.imap.insert(*session),
                    Service::Https => self.web.insert(*session),
                    _ => false,
                };
                lines.push(note(
                    event.id,
                    &prose::connection_made(lang, &server.host, server.ip, service.port_for(*origin)),
                ));
                if let Some(machine) = through {
                    lines.push(note(event.id, &prose::through_machine(lang, &machine.host, machine.ip)));
                }
            }
            Fact::Intercepted { act, .. } => intercepted::lines(event, act, lang, lines),
            Fact::Unreachable { service, ip, refused } => {
                lines.push(note(event.id, &prose::connection_failed(lang, *ip, *service, *refused)));
            }
            Fact::TlsStarted { version, cipher, .. } => {
                lines.push(note(event.id, &prose::tls_begins(lang, version, cipher)));
            }
            Fact::Closed { client_octets, server_octets, .. } => {
                lines.push(note(event.id, &prose::connection_ends(lang, *client_octets, *server_octets)));
            }
            Fact::Line { session, from, octets, secret } => {
                let (kind, from, secret) = (self.kind(*session, event), *from, *secret);
                let (text, masked) = self.masked(*session, from, octets);
                lines.push(Line { speaker: speaker(from), kind, text, secret, event: event.id });
                if masked {
                    lines.push(note(event.id, prose::masked(lang)));
                }
            }
            Fact::Content { session, from, octets, secret } => {
                content(event.id, *from, octets, *secret, lang, lines);
                if self.kind(*session, event) == LineKind::Smtp && *from == Side::Client {
                    // The recorded letter stands without the line that ended it.
                    let (speaker, kind, text) = (Speaker::Client, LineKind::Smtp, ".".to_owned());
                    lines.push(Line { speaker, kind, text, secret: *secret, event: event.id });
                }
            }
            Fact::Checked { check: Check::Spf(spf) } if spf.identity == SpfIdentity::Helo => {
                lines.push(note(event.id, &prose::helo_checked(lang, &spf.domain, spf.result)));
            }
            Fact::Asked { name, rtype, answer, forged, .. } => {
                asked(event.id, name, rtype, answer.as_ref(), lang, lines);
                if *forged {
                    lines.push(note(event.id, prose::forged_answer(lang)));
                }
            }
            _ => {}
        }
    }

    fn kind(&self, session: SessionId, event: &Event) -> LineKind {
        let imap = self.imap.contains(&session) || event.stage == Some(Stage::Retrieval);
        match imap {
            _ if self.web.contains(&session) => LineKind::Http,
            true => LineKind::Imap,
            false => LineKind::Smtp,
        }
    }

    /// The line as it may be shown, and whether something in it was masked.
    fn masked(&mut self, session: SessionId, from: Side, octets: &Octets) -> (String, bool) {
        let shown = safe::octet_line(octets.as_slice());
        if from == Side::Server {
            if !(shown.starts_with("334") || shown.starts_with('+')) {
                self.logging_in.remove(&session);
            }
            return (shown, false);
        }
        if self.logging_in.contains(&session) {
            return (MASK.to_owned(), true);
        }
        let Some(kept) = public_part(&shown) else { return (shown, false) };
        let text = if kept.len() < shown.len() { format!("{kept}{MASK}") } else { kept.to_owned() };
        let masked = kept.len() < shown.len();
        self.logging_in.insert(session);
        (text, masked)
    }
}

/// The question with which DMARC leaves the domain that it began with for one above it (RFC 9989, the tree walk).
fn walk_begins(scene: &Scene<'_>) -> Option<EventId> {
    let mut asked = scene.events.iter().filter(|_| scene.kind == Kind::Dmarc).filter_map(|event| match &event.fact {
        Fact::Asked { name, .. } => Some((event.id, name.strip_prefix("_dmarc.")?)),
        _ => None,
    });
    let (_, first) = asked.next()?;
    asked.find(|(_, name)| first.strip_suffix(name).is_some_and(|below| below.ends_with('.'))).map(|(id, _)| id)
}

/// What of a login command may be shown; none where the line is no login command.
///
/// `AUTH PLAIN ` of `AUTH PLAIN AGFvaQ…`, `a1 LOGIN aoi ` of `a1 LOGIN aoi secret`.
fn public_part(line: &str) -> Option<&str> {
    let words: Vec<&str> = line.splitn(4, ' ').collect();
    let is = |index: usize, verb: &str| words.get(index).is_some_and(|word| word.eq_ignore_ascii_case(verb));
    let kept = if is(0, "AUTH") || is(1, "LOGIN") {
        2
    } else if is(1, "AUTHENTICATE") {
        3
    } else {
        return None;
    };
    // A quoted user name may hold spaces; then less of the line is shown, never more.
    let kept = if is(1, "LOGIN") && !words.get(2).is_some_and(|user| user.starts_with('"') && !user.ends_with('"')) {
        3
    } else {
        kept
    };
    let secret: usize = line.match_indices(' ').nth(kept - 1).map_or(line.len(), |(at, _)| at + 1);
    line.get(..secret)
}

fn content(event: EventId, from: Side, octets: &Octets, secret: bool, lang: Lang, lines: &mut Vec<Line>) {
    let (shown, left_out) = safe::wire_lines(octets.as_slice());
    let line = |text| Line { speaker: speaker(from), kind: LineKind::Letter, text, secret, event };
    lines.extend(shown.into_iter().map(line));
    if left_out > 0 {
        lines.push(note(event, &prose::left_out(lang, left_out)));
    }
}

/// Question and answer as `dig` prints them, without what a newcomer has no use for.
fn asked(event: EventId, name: &str, rtype: &str, answer: Option<&Answer>, lang: Lang, lines: &mut Vec<Line>) {
    let dns = |speaker, text: &str| Line { speaker, kind: LineKind::Dns, text: safe::line(text), secret: false, event };
    lines.push(dns(Speaker::Client, &format!("{name} IN {rtype} ?")));
    match answer {
        None => lines.push(note(event, prose::no_answer(lang))),
        Some(answer) if answer.rcode == Rcode::NoError && !answer.records.is_empty() => {
            lines.extend(answer.records.iter().take(safe::MOST_LINES).map(|one| dns(Speaker::Server, &record(one))));
        }
        Some(answer) => {
            lines.push(dns(Speaker::Server, &format!("status: {}", status(answer.rcode))));
            lines.push(note(event, prose::empty_answer(lang, answer.rcode)));
        }
    }
}

fn record(record: &Record) -> String {
    format!("{} {} IN {} {}", record.name, record.ttl, record.rtype, record.data)
}

/// The names that `dig` has for the codes of RFC 1035.
fn status(rcode: Rcode) -> &'static str {
    match rcode {
        Rcode::NoError => "NOERROR",
        Rcode::NxDomain => "NXDOMAIN",
        Rcode::ServFail => "SERVFAIL",
        Rcode::Other => "OTHER",
    }
}

fn speaker(side: Side) -> Speaker {
    match side {
        Side::Client => Speaker::Client,
        Side::Server => Speaker::Server,
    }
}

fn note(event: EventId, text: &str) -> Line {
    Line { speaker: Speaker::Nobody, kind: LineKind::Note, text: safe::line(text), secret: false, event }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_login_only_the_user_is_shown() {
        assert_eq!(public_part("AUTH PLAIN AGFvaQBhb2ktc2VjcmV0"), Some("AUTH PLAIN "));
        assert_eq!(public_part("auth login"), Some("auth login"));
        assert_eq!(public_part("a1 LOGIN aoi aoi-secret"), Some("a1 LOGIN aoi "));
        assert_eq!(public_part("a1 LOGIN \"a o i\" \"aoi secret\""), Some("a1 LOGIN "));
        assert_eq!(public_part("a1 AUTHENTICATE PLAIN AGFvaQ=="), Some("a1 AUTHENTICATE PLAIN "));
        assert_eq!(public_part("MAIL FROM:<a@x.example>"), None);
    }

    #[test]
    fn what_follows_a_login_command_is_masked_until_the_server_has_decided() {
        let mut lines = Lines::default();
        let mut say = |side, text: &str| lines.masked(SessionId(1), side, &text.into()).0;
        let talk = [
            (Side::Client, "AUTH LOGIN", "AUTH LOGIN"),
            (Side::Server, "334 VXNlcm5hbWU6", "334 VXNlcm5hbWU6"),
            (Side::Client, "YW9p", MASK),
            (Side::Server, "334 UGFzc3dvcmQ6", "334 UGFzc3dvcmQ6"),
            (Side::Client, "MAIL", MASK),
            (Side::Server, "235 2.7.0 welcome", "235 2.7.0 welcome"),
            (Side::Client, "MAIL FROM:<>", "MAIL FROM:<>"),
        ];
        for (side, said, shown) in talk {
            assert_eq!(say(side, said), shown);
        }
    }
}
