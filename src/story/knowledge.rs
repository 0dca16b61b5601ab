//! What is known at one moment of the story: who talks with whom, how each letter looks now, what the checks have found.

mod letters;
mod session;

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;

pub use self::session::Session;
use super::letter::{Letter, Versions};
use super::model::{LetterView, Phase, Verdict};
use super::prose::Afterwards;
use super::scenes::{Kind, Scene};
use super::verdicts;
use crate::lang::Lang;
use crate::scenario::{DnsStep, Host, Role, Scenario, StepKind};
use crate::trace::{
    Address, Check, DkimResult, Envelope, Event, EventId, Fact, Interception, LetterId, Mistake, Octets, SessionId,
    Side, SpfCheck, Stage, Trace, Writing,
};

/// All that is known so far.
pub struct Knowledge<'a> {
    /// In which language the story is told.
    pub lang: Lang,
    scenario: &'a Scenario,
    trace: &'a Trace,
    /// Facts that were answered by a bounce.
    bounced: HashSet<EventId>,
    sessions: HashMap<SessionId, Session<'a>>,
    /// The conversation that was last about a letter.
    last_session: HashMap<LetterId, SessionId>,
    versions: Versions,
    /// Where each letter was last seen.
    seen_at: HashMap<LetterId, String>,
    null_paths: HashSet<LetterId>,
    /// Letters of which a machine in the middle has changed a line.
    touched: HashSet<LetterId>,
    /// The mistakes of naive servers, each with the letter and the server.
    mistakes: HashSet<(LetterId, &'a str, Mistake)>,
    /// Letters that somebody typed by hand.
    typed: HashSet<LetterId>,
    verdicts: HashMap<LetterId, Vec<Verdict>>,
    checks: HashMap<LetterId, Vec<(EventId, &'a Check)>>,
    /// What a letter reports, where it is a report: it stands beside the verdicts, and its rows can be looked at.
    reports: HashMap<LetterId, Verdict>,
    decided: HashSet<(LetterId, &'a str)>,
    phases: HashMap<LetterId, Phase>,
    /// For whom each letter lies in a mailbox.
    filed: HashMap<LetterId, Vec<Address>>,
}

impl<'a> Knowledge<'a> {
    /// Nothing but what the trace says as a whole.
    pub fn new(scenario: &'a Scenario, trace: &'a Trace, lang: Lang) -> Self {
        let bounces = trace.events.iter().filter(|event| matches!(event.fact, Fact::Bounced { .. }));
        Self {
            lang,
            scenario,
            trace,
            bounced: bounces.flat_map(|event| event.because.iter().copied()).collect(),
            sessions: HashMap::new(),
            last_session: HashMap::new(),
            versions: Versions::default(),
            seen_at: HashMap::new(),
            null_paths: HashSet::new(),
            touched: HashSet::new(),
            typed: HashSet::new(),
            mistakes: HashSet::new(),
            verdicts: HashMap::new(),
            checks: HashMap::new(),
            reports: HashMap::new(),
            decided: HashSet::new(),
            phases: HashMap::new(),
            filed: HashMap::new(),
        }
    }

    /// Takes in what a scene holds.
    pub fn learn(&mut self, scene: &Scene<'a>) {
        if let (Some(letter), Some(session)) = (scene.letter, scene.session) {
            self.last_session.insert(letter, session);
        }
        for event in &scene.events {
            self.learn_fact(event);
            self.versions.take(event);
            if let (Some(taken), Some(letter)) = (self.trace.taken(event), event.letter) {
                self.versions.take_over(letter, &event.host, &taken, event);
            }
        }
        if let (Some(letter), Kind::Spf | Kind::Dkim | Kind::Dkim2 | Kind::Dmarc | Kind::Arc) =
            (scene.letter, scene.kind)
        {
            self.note_checks(letter, scene);
        }
    }

    fn learn_fact(&mut self, event: &'a Event) {
        match (&event.fact, event.letter) {
            (Fact::Connected { session, service, client, server, origin, through }, _) => {
                let (mail_from, rcpt_to) = (Address::NULL, Vec::new());
                let (service, origin, through, altered) = (*service, *origin, through.as_ref(), false);
                let begun = Session { service, client, server, origin, mail_from, rcpt_to, through, altered };
                self.sessions.insert(*session, begun);
            }
            (Fact::Intercepted { session, act: Interception::Replaced { .. } }, letter) => {
                self.touched.extend(letter);
                if let Some(session) = self.sessions.get_mut(session) {
                    session.altered = true;
                }
            }
            (Fact::Line { session, from: Side::Client, octets, .. }, _) => {
                if let Some(session) = self.sessions.get_mut(session) {
                    session.hear(octets.as_slice());
                }
            }
            (Fact::Content { session, from, octets, .. }, Some(letter)) => self.carry(letter, *session, *from, octets),
            (Fact::Written { envelope, how, .. }, Some(letter)) => {
                if envelope.from.is_null() {
                    self.null_paths.insert(letter);
                }
                if *how == Writing::Typed {
                    self.typed.insert(letter);
                }
            }
            (Fact::Refused { recipient: Some(recipient), .. }, Some(letter)) => {
                let session = self.last_session.get(&letter).and_then(|session| self.sessions.get_mut(session));
                if let Some(session) = session {
                    session.rcpt_to.retain(|to| to != recipient);
                }
            }
            (Fact::Filed { recipient, .. }, Some(letter)) => {
                self.filed.entry(letter).or_default().push(recipient.clone());
            }
            (Fact::Reported { domain, letters, sources }, Some(letter)) => {
                let verdict = verdicts::of_report(event.id, domain, *letters, *sources, self.lang);
                self.verdicts.insert(letter, vec![verdict.clone()]);
                self.reports.insert(letter, verdict);
            }
            (Fact::Mistaken { mistake, .. }, Some(letter)) => {
                self.mistakes.insert((letter, &event.host, *mistake));
            }
            (Fact::Decided { .. }, Some(letter)) => {
                self.decided.insert((letter, &event.host));
            }
            _ => {}
        }
    }

    /// A letter crosses the wire. One from outside the world is first seen here.
    fn carry(&mut self, letter: LetterId, session: SessionId, from: Side, octets: &Octets) {
        let Some(session) = self.sessions.get(&session) else { return };
        let (client, server) = (&session.client.host, &session.server.host);
        match from {
            Side::Client if self.versions.of(letter, client).is_none() => {
                let envelope = Envelope { from: session.mail_from.clone(), to: session.rcpt_to.clone() };
                self.versions.arrive(letter, server, &envelope, octets);
            }
            Side::Client => {
                self.versions.carry(letter, client, server, session.rcpt_to.clone());
                if session.altered {
                    self.versions.altered(letter, server, octets);
                }
            }
            Side::Server => self.versions.carry(letter, server, client, Vec::new()),
        }
    }

    /// Adds a scene's checks to those of the letter; SPF begins a new set, because a receiver checks in one go.
    fn note_checks(&mut self, letter: LetterId, scene: &Scene<'a>) {
        let known = self.checks.entry(letter).or_default();
        if scene.kind == Kind::Spf {
            known.clear();
        }
        for event in &scene.events {
            if let Fact::Checked { check } = &event.fact {
                known.push((event.id, check));
            }
        }
        let null_path = self.null_paths.contains(&letter);
        let mut found = verdicts::of(known, null_path, self.lang);
        found.extend(self.reports.get(&letter).cloned());
        self.verdicts.insert(letter, found);
    }

    /// The verdicts about a letter so far.
    pub fn verdicts(&self, letter: LetterId) -> &[Verdict] {
        self.verdicts.get(&letter).map(Vec::as_slice).unwrap_or_default()
    }

    /// The SPF check that counts for a letter so far.
    pub fn spf_of(&self, letter: Option<LetterId>) -> Option<&'a SpfCheck> {
        let letter = letter?;
        verdicts::counting_spf(self.checks.get(&letter)?, self.null_paths.contains(&letter)).map(|(_, spf)| spf)
    }

    /// The domain of the first signature of a letter that holds.
    pub fn signed_by(&self, letter: Option<LetterId>) -> Option<&'a str> {
        self.checks.get(&letter?)?.iter().find_map(|(_, check)| match check {
            Check::Dkim(dkim) if dkim.result == DkimResult::Pass => dkim.domain.as_deref(),
            _ => None,
        })
    }

    /// The conversation of a scene.
    pub fn session(&self, scene: &Scene<'_>) -> Option<&Session<'a>> {
        self.sessions.get(&scene.session?)
    }

    /// The conversation of a scene, or else the one that was last about its letter.
    pub fn session_about(&self, scene: &Scene<'_>) -> Option<&Session<'a>> {
        self.session(scene).or_else(|| self.sessions.get(self.last_session.get(&scene.letter?)?))
    }

    /// For whom the letter of a scene lies in a mailbox.
    pub fn filed_for(&self, scene: &Scene<'_>) -> &[Address] {
        scene.letter.and_then(|letter| self.filed.get(&letter)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the server of the scene has already decided about the letter.
    pub fn has_decided(&self, scene: &Scene<'_>) -> bool {
        scene.letter.is_some_and(|letter| self.decided.contains(&(letter, scene.host)))
    }

    /// Who hears of it when `server` cannot get rid of the letter.
    pub fn afterwards(&self, letter: Option<LetterId>, server: &str) -> Afterwards {
        let role = self.scenario.host(server).map(|host| &host.role);
        if letter.is_some_and(|letter| self.null_paths.contains(&letter)) {
            Afterwards::NullPath
        } else if let Some(Role::Server { bounces: false, .. }) = role {
            Afterwards::Quiet
        } else {
            Afterwards::Bounce
        }
    }

    /// The step of the scenario that a scene begins with, where that is one that changes DNS.
    pub fn dns_step(&self, scene: &Scene<'_>) -> Option<&'a DnsStep> {
        let began = scene.facts().find_map(|fact| if let Fact::StepBegan { step } = fact { Some(*step) } else { None });
        match &self.scenario.steps.get(began?)?.kind {
            StepKind::Dns(step) => Some(step),
            _ => None,
        }
    }

    /// Whether the only trouble that the scenario makes for DNS is false answers.
    pub fn dns_is_only_forged(&self) -> bool {
        let steps = self.scenario.steps.iter().filter_map(|step| match &step.kind {
            StepKind::Dns(dns) => Some(dns),
            _ => None,
        });
        let silent = |step: &&DnsStep| !(step.timeout.is_empty() && step.servfail.is_empty());
        steps.clone().any(|step| !step.forge.is_empty()) && !steps.clone().any(|step| silent(&step))
    }

    /// Whether the server of the scene, a naive one, has made that mistake about its letter.
    pub fn has_erred(&self, scene: &Scene<'_>, mistake: Mistake) -> bool {
        scene.letter.is_some_and(|letter| self.mistakes.contains(&(letter, scene.host, mistake)))
    }

    /// Whether the letter of a scene was typed by hand.
    pub fn is_typed(&self, scene: &Scene<'_>) -> bool {
        scene.letter.is_some_and(|letter| self.typed.contains(&letter))
    }

    /// Whether whoever typed the letter of a scene brings it too, so that no server stands behind it.
    pub fn comes_from_a_typist(&self, scene: &Scene<'_>) -> bool {
        let caller = self.session_about(scene).and_then(|session| self.scenario.host(&session.client.host));
        let by_server = caller.is_some_and(|host| matches!(host.role, Role::Server { .. }));
        self.is_typed(scene) && !by_server
    }

    /// At which server a scene begins to type by hand; none where it does not, or nobody knows where.
    pub fn typed_at(&self, scene: &Scene<'_>) -> Option<&'a str> {
        let began = scene.facts().find_map(|fact| if let Fact::StepBegan { step } = fact { Some(*step) } else { None });
        match &self.scenario.steps.get(began?)?.kind {
            StepKind::Raw(raw) => Some(&raw.to),
            _ => None,
        }
    }

    /// Whether that host is a machine in the middle.
    pub fn is_in_the_middle(&self, host: &str) -> bool {
        self.scenario.middles.iter().any(|middle| middle.host == host)
    }

    /// Whether users of that name have mailboxes on more than one server.
    pub fn is_on_several_servers(&self, user: &str) -> bool {
        let has = |host: &&Host| matches!(&host.role, Role::Server { users, .. } if users.iter().any(|u| u == user));
        self.scenario.hosts.iter().filter(has).count() > 1
    }

    /// Whether that server asks strangers to come back later.
    pub fn greylists(&self, host: &str) -> bool {
        self.scenario.receiver(host).greylist.is_some()
    }

    /// Whether the server that a letter was handed to lets its users write under their own address only.
    pub fn wants_own_senders(&self, scene: &Scene<'_>) -> bool {
        self.session_about(scene).is_some_and(|session| self.scenario.receiver(&session.server.host).own_senders_only)
    }

    /// What kind of moment the step before was, about the same letter.
    pub fn phase_before(&self, scene: &Scene<'_>) -> Option<Phase> {
        self.phases.get(&scene.letter?).copied()
    }

    /// Takes note of what kind of moment a step is.
    pub fn note_phase(&mut self, scene: &Scene<'_>, phase: Phase) {
        self.phases.extend(scene.letter.map(|letter| (letter, phase)));
    }

    /// Whether a bounce was written because of that fact.
    pub fn was_bounced(&self, fact: EventId) -> bool {
        self.bounced.contains(&fact)
    }

    /// The host that has that address.
    pub fn host_at(&self, ip: IpAddr) -> Option<&'a str> {
        self.scenario.hosts.iter().find(|host| host.ips.contains(&ip)).map(|host| host.name.as_str())
    }

    /// The letter of a scene as it is now, where the scene happens.
    pub fn letter(&self, scene: &Scene<'_>) -> Option<&Letter> {
        self.versions.of(scene.letter?, &self.place_of(scene)?)
    }

    /// The letter of a scene for the screen. What the scene changed is shown as new once.
    pub fn view(&mut self, scene: &Scene<'_>) -> Option<LetterView> {
        let (letter, place) = (scene.letter?, self.place_of(scene)?);
        let mut view = self.versions.of(letter, &place)?.view(self.lang);
        view.unsigned = self.unsigned(letter);
        self.versions.settle(letter, &place);
        self.seen_at.insert(letter, place);
        Some(view)
    }

    /// On which host the letter of a scene is to be looked at: before it has crossed, where it comes from.
    fn place_of(&self, scene: &Scene<'_>) -> Option<String> {
        let letter = scene.letter?;
        let mut places = Vec::new();
        if let Some(session) = self.session(scene) {
            let (client, server) = (session.client.host.as_str(), session.server.host.as_str());
            let crossed = scene.kind == Kind::Data || scene.stage == Some(Stage::Retrieval);
            places.extend(if crossed { [server, client] } else { [client, server] });
        }
        places.push(scene.host);
        places.extend(self.seen_at.get(&letter).map(String::as_str));
        places.into_iter().find(|place| self.versions.of(letter, place).is_some()).map(str::to_owned)
    }
}
