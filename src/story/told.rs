//! From a scene to what is said about it: one small file for each part of the way.

mod checks;
mod conversation;
mod decision;
mod forward;
mod lookup;
mod middle;
mod mistake;
mod policy;
mod report;
mod stamps;
mod waiting;
mod world;

use super::DNS;
use super::knowledge::{Knowledge, Session};
use super::model::{Cargo, Motion, Outcome, Phase, Tone};
use super::prose::Prose;
use super::safe;
use super::scenes::{Kind, Scene};
use crate::trace::{Fact, Octets, Side, Stage};

/// What a step says and shows.
pub struct Told {
    /// What kind of moment.
    pub phase: Phase,
    /// In words.
    pub prose: Prose,
    /// How it came out.
    pub tone: Tone,
    /// What moves on the map.
    pub motion: Option<Motion>,
}

/// Tells a scene.
pub fn tell(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    match scene.kind {
        Kind::DnsChange => world::dns_changed(scene, known),
        Kind::HostChange => world::host_changed(scene, known),
        Kind::Waiting => world::time_passed(scene, known),
        Kind::Write => world::written(scene, known),
        Kind::Greeting => conversation::greeting(scene, known),
        Kind::NoAnswer => waiting::no_answer(scene, known),
        Kind::Encrypt => conversation::encrypt(scene, known),
        Kind::Login => conversation::login(scene, known),
        Kind::Envelope => conversation::envelope(scene, known),
        Kind::Data => conversation::data(scene, known),
        Kind::Intercept => middle::intercepted(scene, known),
        Kind::Fetch => conversation::fetch(scene, known),
        Kind::Report => report::reported(scene, known),
        Kind::Tidying => world::tidying(scene, known),
        Kind::Empty => world::emptied(scene, known),
        Kind::Read => world::read(scene, known),
        Kind::Added => stamps::added(scene, known),
        Kind::Changed => forward::changed(scene, known),
        Kind::Footer => forward::footer(scene, known),
        Kind::ListFields => forward::list_fields(scene, known),
        Kind::Seal => forward::sealed(scene, known),
        Kind::Forward => forward::forwarded(scene, known),
        Kind::Removed => stamps::removed(scene, known),
        Kind::LookupMx => lookup::mx(scene, known),
        Kind::Lookup => lookup::address(scene, known),
        Kind::Policy => policy::found(scene, known),
        Kind::PolicyCheck => policy::checked(scene, known),
        Kind::NoRoute => lookup::no_route(scene, known),
        Kind::Spf => checks::spf(scene, known),
        Kind::Dkim => checks::dkim(scene, known),
        Kind::Dkim2 => checks::dkim2(scene, known),
        Kind::Arc => checks::arc(scene, known),
        Kind::Dmarc => checks::dmarc(scene, known),
        Kind::Mistake => mistake::made(scene, known),
        Kind::Decision => decision::decided(scene, known),
        Kind::Refusal => decision::refused(scene, known),
        Kind::File => decision::filed(scene, known),
        Kind::Deferral => waiting::deferred(scene, known),
        Kind::GivenUp => waiting::given_up(scene, known),
        Kind::Bounce => waiting::bounced(scene, known),
    }
}

impl Told {
    fn new(phase: Phase, prose: Prose, tone: Tone) -> Self {
        Self { phase, prose, tone, motion: None }
    }

    fn moving(mut self, motion: impl Into<Option<Motion>>) -> Self {
        self.motion = motion.into();
        self
    }
}

/// Words that go from the client to the server.
fn words(session: Option<&Session<'_>>, outcome: Outcome) -> Option<Motion> {
    let session = session?;
    let (from, to) = (safe::line(&session.client.host), safe::line(&session.server.host));
    Some(Motion { from, to, cargo: Cargo::Words, outcome })
}

/// The letter that goes from the client to the server, or to the mail client that fetches it.
fn letter(scene: &Scene<'_>, known: &Knowledge<'_>, outcome: Outcome) -> Option<Motion> {
    let session = known.session_about(scene)?;
    let (client, server) = (safe::line(&session.client.host), safe::line(&session.server.host));
    let sender = known.letter(scene).and_then(|letter| letter.mail_from().or_else(|| letter.return_path()));
    let mail_from = sender.unwrap_or_else(|| safe::line(&format!("<{}>", session.mail_from)));
    let fetched = scene.stage == Some(Stage::Retrieval);
    let refused = scene
        .facts()
        .find_map(|fact| if let Fact::Refused { recipient, .. } = fact { recipient.as_ref() } else { None });
    let all = if fetched { known.filed_for(scene) } else { &session.rcpt_to };
    let rcpt_to = refused.map_or(all, std::slice::from_ref);
    let mut rcpt_to = list(rcpt_to.iter().map(|to| to.0.as_str()));
    if rcpt_to.is_empty() {
        rcpt_to = known.letter(scene).map(|letter| letter.rcpt_to().join(", ")).unwrap_or_default();
    }
    let (from, to) = if fetched { (server, client) } else { (client, server) };
    // What was changed on the way comes from there.
    let from = session.through.filter(|_| session.altered).map_or(from, |machine| safe::line(&machine.host));
    let cargo = Cargo::Letter { bounce: mail_from == "<>", mail_from, rcpt_to };
    Some(Motion { from, to, cargo, outcome })
}

/// The question of the scene to DNS: the one about `name`, or else the first.
fn question(scene: &Scene<'_>, about: &str) -> Option<Motion> {
    let asks = |fact: &&Fact| matches!(fact, Fact::Asked { name, .. } if name.eq_ignore_ascii_case(about));
    scene.facts().find(asks).into_iter().chain(scene.facts()).find_map(|fact| {
        let Fact::Asked { name, rtype, answer, .. } = fact else { return None };
        let outcome = if answer.is_some() { Outcome::Arrived } else { Outcome::Lost };
        let question = safe::line(&format!("{name} {rtype}"));
        Some(Motion { from: safe::line(scene.host), to: DNS.to_owned(), cargo: Cargo::Question { question }, outcome })
    })
}

/// The first reply of the server in this scene that is a no: its code, and all of it.
fn no(scene: &Scene<'_>) -> Option<(u16, String)> {
    scene.facts().find_map(|fact| match fact {
        Fact::Line { from: Side::Server, octets, .. } => negative(octets),
        _ => None,
    })
}

fn negative(octets: &Octets) -> Option<(u16, String)> {
    let line = safe::octet_line(octets.as_slice());
    let code: u16 = line.get(..3)?.parse().ok()?;
    (400..600).contains(&code).then_some((code, line))
}

/// How a motion fares that is answered with such a code.
fn fared(code: Option<u16>) -> Outcome {
    match code {
        None => Outcome::Arrived,
        Some(400..500) => Outcome::Deferred,
        Some(_) => Outcome::Refused,
    }
}

/// Names in a row.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    safe::line(&names.collect::<Vec<_>>().join(", "))
}
