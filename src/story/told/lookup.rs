//! DNS is asked where the letter has to go.

use super::{Told, list, question};
use crate::story::knowledge::Knowledge;
use crate::story::model::{Phase, Tone};
use crate::story::prose::{self, Found, Prose};
use crate::story::safe;
use crate::story::scenes::Scene;
use crate::trace::{Answer, Fact, Rcode, Route, RouteTarget};

pub(super) fn mx(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let mut servers: Vec<(u16, &str)> = data(scene, &["MX"]).into_iter().map(exchange).collect();
    servers.sort_unstable();
    let listed = match servers.as_slice() {
        [(_, only)] => list([*only].into_iter()),
        several => list(
            several
                .iter()
                .map(|(preference, name)| format!("{name} ({preference})"))
                .collect::<Vec<_>>()
                .iter()
                .map(String::as_str),
        ),
    };
    let found = match servers.as_slice() {
        [(_, "")] => Found::Null,
        [_, _, ..] => Found::Several(&listed),
        _ => found(scene, &listed),
    };
    let (prose, tone) = told(prose::mx(known.lang, scene.host, name(scene), found), tone(found), scene, known);
    Told::new(Phase::Lookup, prose, tone).moving(question(scene, name(scene)))
}

pub(super) fn address(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    if let Some(rtype) = other_type(scene) {
        return other(scene, known, rtype);
    }
    let mut ips = list(data(scene, &["A", "AAAA"]).into_iter());
    if ips.is_empty() {
        let routed: Vec<String> = targets(scene).flat_map(|target| &target.ips).map(ToString::to_string).collect();
        ips = list(routed.iter().map(String::as_str));
    }
    let found = found(scene, &ips);
    let prose = prose::address(known.lang, scene.host, name(scene), found);
    let (prose, tone) = told(prose, tone(found), scene, known);
    Told::new(Phase::Lookup, prose, tone).moving(question(scene, name(scene)))
}

/// The type that was asked for, where nobody looks for a server.
fn other_type<'a>(scene: &Scene<'a>) -> Option<&'a str> {
    let mut asked = scene.facts().map(|fact| match fact {
        Fact::Asked { rtype, .. } => Some(rtype.as_str()),
        _ => None,
    });
    let first = asked.next()??;
    let alone = !scene.facts().any(|fact| matches!(fact, Fact::Routed { .. }));
    (alone && !matches!(first, "A" | "AAAA" | "MX")).then_some(first)
}

fn other(scene: &Scene<'_>, known: &Knowledge<'_>, rtype: &str) -> Told {
    let rtype = safe::line(rtype);
    let records = data(scene, &[&rtype]);
    let found = found(scene, if records.is_empty() { "" } else { "+" });
    let prose = prose::other(known.lang, scene.host, name(scene), &rtype, found);
    Told::new(Phase::Lookup, prose, tone(found)).moving(question(scene, name(scene)))
}

pub(super) fn no_route(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let routed = scene.facts().find_map(|fact| match fact {
        Fact::Routed { domain, route } => Some((domain.as_str(), route)),
        _ => None,
    });
    let (domain, route) = routed.unwrap_or(("?", &Route::Nowhere));
    let tone = if *route == Route::Unknown { Tone::Warn } else { Tone::Bad };
    Told::new(Phase::Lookup, prose::no_route(known.lang, scene.host, domain, route), tone)
}

/// An answer that somebody has forged is told as one: only the reader can see that.
fn told(prose: Prose, tone: Tone, scene: &Scene<'_>, known: &Knowledge<'_>) -> (Prose, Tone) {
    let forged = scene.facts().any(|fact| matches!(fact, Fact::Asked { forged: true, .. }));
    if forged {
        (prose.also(known.lang, &prose::answer_is_forged(known.lang, scene.host)), Tone::Bad)
    } else {
        (prose, tone)
    }
}

fn answers<'a>(scene: &Scene<'a>) -> impl Iterator<Item = Option<&'a Answer>> {
    scene.facts().filter_map(|fact| if let Fact::Asked { answer, .. } = fact { Some(answer.as_ref()) } else { None })
}

fn targets<'a>(scene: &Scene<'a>) -> impl Iterator<Item = &'a RouteTarget> {
    let routes = scene.facts().filter_map(|fact| match fact {
        Fact::Routed { route: Route::Mx { targets } | Route::ImplicitMx { targets }, .. } => Some(targets),
        _ => None,
    });
    routes.flatten()
}

/// The data of all records of these types, each once: a question may have been asked twice.
fn data<'a>(scene: &Scene<'a>, types: &[&str]) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for record in answers(scene).flatten().flat_map(|answer| &answer.records) {
        if types.contains(&record.rtype.as_str()) && !found.contains(&record.data.as_str()) {
            found.push(&record.data);
        }
    }
    found
}

fn found<'a>(scene: &Scene<'_>, records: &'a str) -> Found<'a> {
    let is = |rcode: Rcode| answers(scene).flatten().any(|answer| answer.rcode == rcode);
    if !records.is_empty() {
        Found::Records(records)
    } else if is(Rcode::NxDomain) {
        Found::NoSuchName
    } else if is(Rcode::NoError) {
        Found::Nothing
    } else {
        Found::Silence
    }
}

fn tone(found: Found<'_>) -> Tone {
    match found {
        Found::Records(_) | Found::Several(_) => Tone::Plain,
        Found::Null | Found::Nothing => Tone::Warn,
        Found::NoSuchName | Found::Silence => Tone::Bad,
    }
}

/// Preference and name of the data of an MX record.
fn exchange(data: &str) -> (u16, &str) {
    let (preference, name) = data.split_once(' ').unwrap_or((data, ""));
    (preference.parse().unwrap_or_default(), name.trim_end_matches('.'))
}

/// The name that was asked about.
fn name<'a>(scene: &Scene<'a>) -> &'a str {
    let name = scene.facts().find_map(|fact| match fact {
        Fact::Asked { name, .. } => Some(name.as_str()),
        Fact::Routed { domain, .. } => Some(domain.as_str()),
        _ => None,
    });
    name.unwrap_or("?")
}
