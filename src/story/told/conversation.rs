//! The parts of a conversation between a client and a server, SMTP or IMAP.

use super::{Told, fared, letter, list, middle, no, words};
use crate::story::knowledge::{Knowledge, Session};
use crate::story::model::{Outcome, Phase, Tone};
use crate::story::prose::{self, Prose};
use crate::story::safe;
use crate::story::scenes::Scene;
use crate::trace::{Fact, Origin, Service, Side, Stage};

/// Who talks with whom; the host of the scene where the trace does not say.
fn ends<'a>(scene: &Scene<'a>, session: Option<&Session<'a>>) -> (&'a str, &'a str) {
    session.map_or((scene.host, scene.host), |session| (&session.client.host, &session.server.host))
}

fn is_imap(scene: &Scene<'_>, session: Option<&Session<'_>>) -> bool {
    session.map_or(scene.stage == Some(Stage::Retrieval), |session| session.service == Service::Imap)
}

pub(super) fn greeting(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let session = known.session(scene);
    let (client, server) = ends(scene, session);
    let encrypted = scene.facts().any(|fact| matches!(fact, Fact::TlsStarted { .. }));
    let prose = match session {
        Some(with) if !is_imap(scene, session) => {
            prose::greeting(known.lang, with.service, client, with.client.ip, server, with.server.ip)
        }
        _ => {
            let origin = session.map_or(Origin::Host, |session| session.origin);
            prose::opened(known.lang, client, server, Service::Imap.port_for(origin), encrypted)
        }
    };
    let prose = middle::passes(prose, session, known);
    let code = no(scene).map(|(code, _)| code);
    let tone = if code.is_some() { Tone::Warn } else { Tone::Plain };
    Told::new(Phase::Connect, prose, tone).moving(words(session, fared(code)))
}

pub(super) fn encrypt(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let session = known.session(scene);
    let (client, server) = ends(scene, session);
    let begun = scene.facts().any(|fact| matches!(fact, Fact::TlsStarted { .. }));
    let tone = if begun { Tone::Good } else { Tone::Warn };
    let relay = scene.stage == Some(Stage::Transfer);
    let is_visitor = session.is_some_and(|session| session.origin == Origin::Visitor);
    let prose = if is_visitor && begun && !relay {
        prose::encrypt_for_visitor(known.lang, client)
    } else {
        prose::encrypt(known.lang, client, server, begun, relay)
    };
    let prose = if begun { middle::is_left_out(prose, session, known) } else { prose };
    Told::new(Phase::Encrypt, prose, tone).moving(words(session, Outcome::Arrived))
}

pub(super) fn login(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let session = known.session(scene);
    let (client, server) = ends(scene, session);
    let told = scene.facts().find_map(|fact| match fact {
        Fact::Authenticated { user, accepted } => Some((user.as_str(), *accepted)),
        _ => None,
    });
    let (user, accepted) = told.map_or_else(
        || (user_of(scene).unwrap_or_else(|| client.to_owned()), accepted_by_lines(scene)),
        |(user, accepted)| (user.to_owned(), accepted),
    );
    let prose = if is_imap(scene, session) {
        prose::mailbox_login(known.lang, server, &user, accepted)
    } else {
        prose::login(known.lang, server, &user, accepted)
    };
    let (tone, outcome) = if accepted { (Tone::Good, Outcome::Arrived) } else { (Tone::Bad, Outcome::Refused) };
    Told::new(Phase::Login, prose, tone).moving(words(session, outcome))
}

/// `aoi` of `a1 LOGIN aoi secret`.
fn user_of(scene: &Scene<'_>) -> Option<String> {
    scene.facts().find_map(|fact| {
        let Fact::Line { from: Side::Client, octets, .. } = fact else { return None };
        let line = safe::octet_line(octets.as_slice());
        let mut words = line.splitn(4, ' ');
        let logs_in = words.nth(1)?.eq_ignore_ascii_case("LOGIN");
        let user = words.next()?.trim_matches('"');
        (logs_in && words.next().is_some()).then(|| user.to_owned())
    })
}

/// Whether the server's last word to a login was a yes: 235, or `a1 OK`.
fn accepted_by_lines(scene: &Scene<'_>) -> bool {
    let said = scene.facts().filter_map(|fact| match fact {
        Fact::Line { from: Side::Server, octets, .. } => Some(safe::octet_line(octets.as_slice())),
        _ => None,
    });
    said.last().is_some_and(|line| line.starts_with('2') || line.split(' ').nth(1) == Some("OK"))
}

pub(super) fn envelope(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let session = known.session(scene);
    let mail_from = session.map(|session| session.mail_from.0.as_str()).unwrap_or_default();
    let mail_from = if mail_from.is_empty() { "<>" } else { mail_from };
    let rcpt_to = list(session.iter().flat_map(|session| &session.rcpt_to).map(|to| to.0.as_str()));
    let refusal = no(scene);
    let reply = refusal.as_ref().map(|(_, line)| line.as_str());
    let stage_one = scene.stage == Some(Stage::Submission);
    let prose = if names_sender(scene) {
        prose::envelope(known.lang, stage_one, mail_from, &rcpt_to, reply)
    } else {
        prose::another_recipient(known.lang, &rcpt_to, reply)
    };
    let tone = if refusal.is_some() { Tone::Bad } else { Tone::Plain };
    let outcome = fared(refusal.map(|(code, _)| code));
    Told::new(Phase::Envelope, prose, tone).moving(words(session, outcome))
}

/// Whether MAIL FROM is said in this scene, and not before it.
fn names_sender(scene: &Scene<'_>) -> bool {
    let is_mail = |octets: &[u8]| octets.get(..4).is_some_and(|verb| verb.eq_ignore_ascii_case(b"MAIL"));
    scene
        .facts()
        .any(|fact| matches!(fact, Fact::Line { from: Side::Client, octets, .. } if is_mail(octets.as_slice())))
}

pub(super) fn data(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let session = known.session(scene);
    let (client, server) = ends(scene, session);
    let accepted = scene.facts().any(|fact| matches!(fact, Fact::Accepted { .. }));
    let refusal = no(scene);
    let reply = refusal.as_ref().map(|(_, line)| line.as_str());
    let prose = if accepted {
        prose::submitted(known.lang, client, server)
    } else {
        prose::data(known.lang, client, server, reply)
    };
    let prose = middle::sees(prose, scene, session, known);
    let tone = match (accepted, &refusal) {
        (_, Some(_)) => Tone::Bad,
        (true, None) => Tone::Good,
        (false, None) => Tone::Plain,
    };
    let outcome = fared(refusal.map(|(code, _)| code));
    Told::new(Phase::Data, prose, tone).moving(letter(scene, known, outcome))
}

pub(super) fn fetch(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let session = known.session(scene);
    let (client, server) = ends(scene, session);
    let selected = scene.facts().find_map(|fact| match fact {
        Fact::Line { from: Side::Client, octets, .. } => folder_of(&safe::octet_line(octets.as_slice())),
        _ => None,
    });
    if !scene.facts().any(|fact| matches!(fact, Fact::Content { .. })) {
        return Told::new(
            Phase::Fetch,
            prose::mailbox_look(known.lang, client, server, selected.as_deref()),
            Tone::Plain,
        );
    }
    let prose: Prose = prose::fetch(known.lang, client, server, selected.as_deref());
    Told::new(Phase::Fetch, prose, Tone::Plain).moving(letter(scene, known, Outcome::Arrived))
}

/// `Junk` of `a2 SELECT Junk`.
fn folder_of(line: &str) -> Option<String> {
    let mut words = line.splitn(3, ' ');
    let verb = words.nth(1)?;
    let selects = verb.eq_ignore_ascii_case("SELECT") || verb.eq_ignore_ascii_case("EXAMINE");
    let folder = words.next()?.trim_matches('"');
    (selects && !folder.is_empty()).then(|| folder.to_owned())
}
