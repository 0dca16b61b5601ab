//! A machine in the middle of a conversation: where it stands, what it can do, and what it does.

use super::{Told, letter};
use crate::story::knowledge::{Knowledge, Session};
use crate::story::model::{Cargo, Motion, Outcome, Phase, Tone};
use crate::story::prose::{self, Prose};
use crate::story::safe;
use crate::story::scenes::Scene;
use crate::trace::{Fact, Interception};

/// It took something out, changed something, or answered in the place of the server.
pub(super) fn intercepted(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let session = known.session(scene);
    let (client, server) =
        session.map_or((scene.host, scene.host), |session| (&session.client.host, &session.server.host));
    let acts =
        || scene.facts().filter_map(|fact| if let Fact::Intercepted { act, .. } = fact { Some(act) } else { None });
    let changed = acts().filter(|act| matches!(act, Interception::Replaced { .. })).count();
    let answered = acts().any(|act| matches!(act, Interception::Answered { .. }));
    let (prose, motion) = if changed > 0 {
        let motion =
            letter(scene, known, Outcome::Arrived).map(|motion| Motion { to: safe::line(scene.host), ..motion });
        (prose::letter_changed(known.lang, scene.host, client, server, changed), motion)
    } else if answered {
        (prose::starttls_answered(known.lang, scene.host, client, server), towards(scene, client))
    } else {
        (prose::starttls_removed(known.lang, scene.host, client, server), towards(scene, server))
    };
    Told::new(Phase::Intercept, prose, Tone::Bad).moving(motion)
}

/// What an end said has come as far as the machine.
fn towards(scene: &Scene<'_>, from: &str) -> Option<Motion> {
    let (from, to) = (safe::line(from), safe::line(scene.host));
    (from != to).then_some(Motion { from, to, cargo: Cargo::Words, outcome: Outcome::Arrived })
}

/// A connection leads past such a machine.
pub(super) fn passes(prose: Prose, session: Option<&Session<'_>>, known: &Knowledge<'_>) -> Prose {
    let Some(machine) = session.and_then(|session| session.through) else { return prose };
    prose.also(known.lang, &prose::passes_machine(known.lang, &machine.host))
}

/// The letter crosses, and the machine sees what it can see of it.
pub(super) fn sees(prose: Prose, scene: &Scene<'_>, session: Option<&Session<'_>>, known: &Knowledge<'_>) -> Prose {
    let Some(machine) = session.and_then(|session| session.through) else { return prose };
    let in_clear = scene.facts().any(|fact| matches!(fact, Fact::Content { secret: false, .. }));
    if in_clear { prose.also(known.lang, &prose::machine_reads(known.lang, &machine.host)) } else { prose }
}

/// TLS has begun, and the machine is left outside.
pub(super) fn is_left_out(prose: Prose, session: Option<&Session<'_>>, known: &Knowledge<'_>) -> Prose {
    let Some(machine) = session.and_then(|session| session.through) else { return prose };
    prose.also(known.lang, &prose::machine_left_out(known.lang, &machine.host))
}
