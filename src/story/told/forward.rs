//! A letter is passed on, and changed on the way.

use super::{Told, list};
use crate::story::knowledge::Knowledge;
use crate::story::model::{Phase, Tone};
use crate::story::scenes::Scene;
use crate::story::{decode, prose, safe};
use crate::trace::{Address, Fact, NoFooter, Passing};

pub(super) fn forwarded(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let found = scene.facts().find_map(|fact| match fact {
        Fact::Forwarded { recipient, how, was, envelope } => Some((recipient, *how, was, envelope)),
        _ => None,
    });
    let (lang, host) = (known.lang, scene.host);
    let Some((recipient, how, was, envelope)) = found else {
        return Told::new(Phase::Forward, prose::alias(lang, host, "?", "?", "?"), Tone::Plain);
    };
    let (recipient, was, from) = (shown(recipient), shown(was), shown(&envelope.from));
    let to = list(envelope.to.iter().map(|to| to.0.as_str()));
    let prose = match how {
        Passing::Alias { srs: false } => prose::alias(lang, host, &recipient, &to, &was),
        Passing::Alias { srs: true } => prose::rewritten(lang, host, &recipient, &to, &was, &from),
        Passing::List => prose::list(lang, host, &recipient, &to, &from),
        Passing::Returned => prose::returned(lang, host, &recipient, &to),
    };
    Told::new(Phase::Forward, prose, Tone::Plain)
}

pub(super) fn changed(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let found = scene.facts().find_map(|fact| match fact {
        Fact::HeaderChanged { field, before } => Some((field, before)),
        _ => None,
    });
    let (name, before, now) = found.map_or(("?", String::new(), String::new()), |(field, before)| {
        (field.name.as_str(), decode::shown(before.as_slice()), decode::shown(field.value.as_slice()))
    });
    Told::new(Phase::Stamp, prose::changed(known.lang, scene.host, &safe::line(name), &before, &now), Tone::Warn)
}

pub(super) fn footer(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let left_out: Option<NoFooter> =
        scene.facts().find_map(|fact| if let Fact::FooterLeftOut { why } = fact { Some(*why) } else { None });
    match left_out {
        Some(why) => Told::new(Phase::Stamp, prose::no_footer(known.lang, scene.host, why), Tone::Plain),
        None => Told::new(Phase::Stamp, prose::footer(known.lang, scene.host), Tone::Warn),
    }
}

pub(super) fn list_fields(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let names = scene.facts().filter_map(|fact| match fact {
        Fact::HeaderAdded { field, .. } => Some(field.name.as_str()),
        _ => None,
    });
    Told::new(Phase::Stamp, prose::list_fields(known.lang, scene.host, &list(names)), Tone::Plain)
}

pub(super) fn sealed(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let domain = scene.facts().find_map(|fact| match fact {
        Fact::HeaderAdded { field, .. } if field.name.eq_ignore_ascii_case("ARC-Seal") => {
            Some(safe::line(decode::domain(&safe::text_of(field.value.as_slice()))))
        }
        _ => None,
    });
    Told::new(
        Phase::Stamp,
        prose::sealed(known.lang, scene.host, domain.as_deref().filter(|domain| !domain.is_empty()).unwrap_or("?")),
        Tone::Plain,
    )
}

fn shown(address: &Address) -> String {
    if address.is_null() { "<>".to_owned() } else { safe::line(&address.0) }
}
