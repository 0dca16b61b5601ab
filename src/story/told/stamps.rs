//! What servers write on the letter, and what they take off.

use super::Told;
use crate::auth::warning;
use crate::story::knowledge::Knowledge;
use crate::story::model::{Phase, Tone};
use crate::story::scenes::Scene;
use crate::story::{decode, prose, safe};
use crate::trace::{Fact, Field};

pub(super) fn added(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let field = field(scene);
    let name = field.map(|field| field.name.as_str()).unwrap_or_default();
    let value = field.map(|field| safe::text_of(field.value.as_slice())).unwrap_or_default();
    let tags: Vec<_> = decode::tags(&value).map(|(name, value)| (name, safe::line(value))).collect();
    let prose = prose::added(known.lang, scene.host, name, &tags, known.has_decided(scene));
    let tone = if name.eq_ignore_ascii_case(warning::NAME) { Tone::Warn } else { Tone::Plain };
    Told::new(Phase::Stamp, prose, tone)
}

pub(super) fn removed(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let name = field(scene).map(|field| field.name.as_str()).unwrap_or_default();
    Told::new(Phase::Stamp, prose::removed(known.lang, scene.host, name), Tone::Warn)
}

fn field<'a>(scene: &Scene<'a>) -> Option<&'a Field> {
    scene.facts().find_map(|fact| match fact {
        Fact::HeaderAdded { field, .. } | Fact::HeaderRemoved { field } => Some(field),
        _ => None,
    })
}
