//! A letter does not get through: not yet, or not at all.

use super::{Told, list};
use crate::story::knowledge::Knowledge;
use crate::story::model::{Cargo, Motion, Outcome, Phase, Tone};
use crate::story::prose::{self, Afterwards};
use crate::story::safe;
use crate::story::scenes::Scene;
use crate::trace::Fact;

pub(super) fn no_answer(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let tried = scene.events.iter().find_map(|event| match &event.fact {
        Fact::Unreachable { service, ip, refused } => Some((*service, *ip, *refused)),
        _ => None,
    });
    let Some((service, ip, refused)) = tried else { return deferred(scene, known) };
    let to = known.host_at(ip).map(safe::line);
    let motion = to.map(|to| Motion { from: safe::line(scene.host), to, cargo: Cargo::Words, outcome: Outcome::Lost });
    let prose = prose::nobody_answers(known.lang, scene.host, ip, service, refused);
    Told::new(Phase::Connect, prose, Tone::Bad).moving(motion)
}

pub(super) fn deferred(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let waits = scene.events.iter().find_map(|event| match &event.fact {
        Fact::Deferred { attempt, until, reply, .. } => Some((*attempt, until.since(event.at), reply.to_string())),
        _ => None,
    });
    let (attempt, wait, reply) = waits.unwrap_or_default();
    let wait = prose::duration(known.lang, wait);
    Told::new(Phase::Wait, prose::deferral(known.lang, scene.host, attempt, &wait, &reply), Tone::Warn)
}

pub(super) fn given_up(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let failed = scene.events.iter().find_map(|event| match &event.fact {
        Fact::Failed { recipients, reply } => Some((event.id, recipients, reply)),
        _ => None,
    });
    let who = list(failed.iter().flat_map(|(_, recipients, _)| recipients.iter()).map(|to| to.0.as_str()));
    let reply = failed.map(|(_, _, reply)| reply.to_string()).unwrap_or_default();
    let told = failed.is_some_and(|(event, ..)| known.was_bounced(event));
    let afterwards = if told { Afterwards::Bounce } else { known.afterwards(scene.letter, scene.host) };
    Told::new(Phase::Bounce, prose::given_up(known.lang, scene.host, &who, &reply, afterwards), Tone::Bad)
}

pub(super) fn bounced(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let to = scene
        .facts()
        .find_map(|fact| if let Fact::Written { envelope, .. } = fact { Some(&envelope.to) } else { None });
    let to = list(to.into_iter().flatten().map(|to| to.0.as_str()));
    Told::new(Phase::Bounce, prose::bounce(known.lang, scene.host, &to), Tone::Warn)
}
