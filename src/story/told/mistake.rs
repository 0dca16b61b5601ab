//! A naive server makes a mistake.

use super::Told;
use crate::story::knowledge::Knowledge;
use crate::story::model::{Phase, Tone};
use crate::story::prose;
use crate::story::safe;
use crate::story::scenes::Scene;
use crate::trace::Fact;

pub(super) fn made(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let phase = known.phase_before(scene).unwrap_or(Phase::Data);
    let made = scene.facts().find_map(|fact| match fact {
        Fact::Mistaken { mistake, believed } => Some((*mistake, believed.as_deref().map(safe::line))),
        _ => None,
    });
    match made {
        Some((mistake, believed)) => {
            Told::new(phase, prose::mistake(known.lang, scene.host, mistake, believed.as_deref()), Tone::Bad)
        }
        None => Told::new(phase, prose::Prose::new("", ""), Tone::Bad),
    }
}
