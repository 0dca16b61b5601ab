//! A receiver tells the owner of a domain what it has seen (RFC 9990).

use super::{Told, list, question};
use crate::story::knowledge::Knowledge;
use crate::story::model::{Phase, Tone};
use crate::story::scenes::Scene;
use crate::story::{prose, safe};
use crate::trace::Fact;

pub(super) fn reported(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let left_out = scene.facts().find_map(|fact| match fact {
        Fact::NotReported { domain, to } => Some((safe::line(domain), safe::line(&to.0), to.domain())),
        _ => None,
    });
    if let Some((domain, to, there)) = left_out {
        let prose = prose::not_reported(known.lang, scene.host, &domain, &to);
        let asked = question(scene, &format!("{domain}._report._dmarc.{there}"));
        return Told::new(Phase::Report, prose, Tone::Warn).moving(asked);
    }
    let told = scene.facts().find_map(|fact| match fact {
        Fact::Reported { domain, letters, sources } => Some((safe::line(domain), *letters, *sources)),
        _ => None,
    });
    let (domain, letters, sources) = told.unwrap_or(("?".to_owned(), 0, 0));
    let to = scene
        .facts()
        .find_map(|fact| if let Fact::Written { envelope, .. } = fact { Some(&envelope.to) } else { None });
    let to = list(to.into_iter().flatten().map(|to| to.0.as_str()));
    let asked = scene.facts().any(|fact| matches!(fact, Fact::Asked { .. }));
    let prose = prose::reported(known.lang, scene.host, &domain, letters, sources, &to, asked);
    Told::new(Phase::Report, prose, Tone::Plain)
}
