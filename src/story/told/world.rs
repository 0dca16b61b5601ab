//! What happens without servers: the world changes, a letter is written, a letter is read.

use super::{Told, list};
use crate::auth::warning;
use crate::scenario::DnsStep;
use crate::story::knowledge::Knowledge;
use crate::story::letter::Letter;
use crate::story::model::{Phase, Tone};
use crate::story::prose::{self, Again, DnsChange};
use crate::story::safe;
use crate::story::scenes::Scene;
use crate::trace::{Fact, SpfResult};

pub(super) fn dns_changed(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let names = scene.facts().filter_map(|fact| if let Fact::DnsChanged { names } = fact { Some(names) } else { None });
    let names = list(names.flatten().map(String::as_str));
    let step = known.dns_step(scene);
    if step.is_some_and(|step| !step.forge.is_empty()) {
        return Told::new(Phase::World, prose::dns_forged(known.lang, &names), Tone::Bad);
    }
    let (change, tone) = match step {
        Some(DnsStep { set, remove, .. }) if !(set.is_empty() && remove.is_empty()) => {
            (DnsChange::Records, Tone::Plain)
        }
        Some(step) if !(step.timeout.is_empty() && step.servfail.is_empty()) => (DnsChange::Trouble, Tone::Bad),
        Some(step) if !step.answer.is_empty() => (recovery(known), Tone::Good),
        _ => (DnsChange::Records, Tone::Plain),
    };
    Told::new(Phase::World, prose::dns_changed(known.lang, &names, change), tone)
}

/// What is over when DNS answers as it should again: forged answers, where there is nothing else that it can be.
fn recovery(known: &Knowledge<'_>) -> DnsChange {
    if known.dns_is_only_forged() { DnsChange::Honest } else { DnsChange::Recovery }
}

pub(super) fn host_changed(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let up = scene.facts().any(|fact| matches!(fact, Fact::HostChanged { up: true }));
    let tone = if up { Tone::Good } else { Tone::Bad };
    if known.is_in_the_middle(scene.host) {
        let tone = if up { Tone::Bad } else { Tone::Good };
        return Told::new(Phase::World, prose::machine_changed(known.lang, scene.host, up), tone);
    }
    Told::new(Phase::World, prose::host_changed(known.lang, scene.host, up), tone)
}

pub(super) fn time_passed(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let wait = scene.facts().find_map(|fact| if let Fact::TimePassed { wait } = fact { Some(*wait) } else { None });
    let wait = prose::duration(known.lang, wait.unwrap_or_default());
    Told::new(Phase::World, prose::time_passed(known.lang, &wait), Tone::Plain)
}

pub(super) fn written<'a>(scene: &Scene<'a>, known: &Knowledge<'a>) -> Told {
    let letter = known.letter(scene);
    let author = letter.and_then(Letter::author).unwrap_or_else(|| "?".to_owned());
    let mail_from = letter.and_then(Letter::mail_from).unwrap_or_else(|| "<>".to_owned());
    let rcpt_to = letter.map(|letter| letter.rcpt_to().join(", ")).unwrap_or_default();
    if let Some(taken) = known.taken(scene) {
        let which = Again {
            number: known.number_of(taken.letter),
            author: &author,
            signed: letter.is_some_and(|letter| letter.shown("DKIM-Signature").is_some()),
            appended: !taken.appended.is_empty(),
        };
        let prose = prose::write_again(known.lang, scene.host, which, &mail_from, &rcpt_to);
        return Told::new(Phase::Write, prose, Tone::Warn);
    }
    let prose = match known.typed_at(scene).filter(|_| known.is_typed(scene)) {
        Some(server) => prose::typed_by_hand(known.lang, scene.host, server, &author, &mail_from, &rcpt_to),
        None => prose::write(known.lang, scene.host, &author, &mail_from, &rcpt_to),
    };
    Told::new(Phase::Write, prose, Tone::Plain)
}

pub(super) fn read(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let fetched = scene.facts().find_map(|fact| match fact {
        Fact::Fetched { user, folder, .. } => Some((user.as_str(), folder.as_str())),
        _ => None,
    });
    let (user, folder) = fetched.unwrap_or((scene.host, "INBOX"));
    // Where several people have that name, the PC says which of them reads.
    let of_pc = scene.host.split('-').next().unwrap_or(user);
    let user = if known.is_on_several_servers(user) { of_pc } else { user };
    let senders = known.letter(scene).and_then(|letter| letter.senders(known.lang));
    let bounce = senders.as_ref().is_some_and(|senders| senders.envelope == "<>");
    let verdicts = scene.letter.map(|letter| known.verdicts(letter)).unwrap_or_default();
    let dmarc = verdicts.iter().any(|verdict| verdict.method == "DMARC" && verdict.tone == Tone::Good);
    let advice = senders.as_ref().map_or("", |one| prose::advice(known.lang, one.same_domain, bounce, dmarc));
    let spf = known.spf_of(scene.letter).map(|spf| spf.result);
    let unproven = spf.is_some_and(|spf| spf != SpfResult::Pass) && known.signed_by(scene.letter).is_none() && !dmarc;
    let agree = senders.as_ref().is_some_and(|senders| senders.same_domain);
    let doubt = prose::agree_in_vain(known.lang, spf == Some(SpfResult::Fail));
    let doubt = if agree && unproven { doubt } else { "" };
    let warned = known.letter(scene).and_then(|letter| letter.shown(warning::NAME)).is_some();
    let warned = if warned { prose::warned(known.lang) } else { "" };
    let junk = !folder.eq_ignore_ascii_case("INBOX");
    let differ = senders.as_ref().is_some_and(|senders| !senders.same_domain) && !bounce && !dmarc;
    let text = senders.map(|senders| senders.text).unwrap_or_default();
    let report = known.letter(scene).and_then(Letter::report);
    let from = known.letter(scene).and_then(|letter| letter.shown("From")).unwrap_or_else(|| "?".to_owned());
    let tone = if junk || differ || !warned.is_empty() { Tone::Warn } else { Tone::Plain };
    if let Some(report) = report {
        let counts = prose::report_counts(known.lang, report.letters(), report.sources());
        let [receiver, domain] = [&report.receiver, &report.domain].map(|text| safe::line(text));
        return Told::new(Phase::Read, prose::report_read(known.lang, user, &receiver, &domain, &counts), tone);
    }
    let below = unsigned_part(scene, known);
    let remarks = [text.as_str(), doubt, advice, &below, warned];
    Told::new(Phase::Read, prose::read(known.lang, user, &from, junk, &remarks), tone)
}

pub(super) fn tidying(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let found = scene.facts().find_map(|fact| match fact {
        Fact::TidyingBegan { user, folder } => Some((user.as_str(), folder.as_str())),
        _ => None,
    });
    let (user, folder) = found.unwrap_or((scene.host, "INBOX"));
    Told::new(Phase::World, prose::tidying(known.lang, &safe::line(user), &safe::line(folder)), Tone::Plain)
}

pub(super) fn emptied(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let found = scene.facts().find_map(|fact| match fact {
        Fact::Emptied { user, folder, letters } => Some((user.as_str(), folder.as_str(), *letters)),
        _ => None,
    });
    let (user, folder, letters) = found.unwrap_or((scene.host, "INBOX", 0));
    Told::new(Phase::Fetch, prose::emptied(known.lang, &safe::line(user), &safe::line(folder), letters), Tone::Plain)
}

/// Where the part of the body begins that nobody has signed: its first words.
fn unsigned_part(scene: &Scene<'_>, known: &Knowledge<'_>) -> String {
    const LONGEST: usize = 40;
    let unsigned = scene.letter.and_then(|letter| known.unsigned(letter));
    let body = known.letter(scene).map(|letter| letter.view(known.lang).body);
    let (Some(unsigned), Some(body)) = (unsigned, body) else { return String::new() };
    let words = body.lines().skip(unsigned.from_line).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let words: String = words.chars().take(LONGEST).collect();
    prose::unsigned_from(known.lang, &words)
}
