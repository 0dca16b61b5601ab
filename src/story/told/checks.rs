//! What the receiver checks, each check with the questions to DNS that it asked.

use super::{Told, question};
use crate::story::knowledge::Knowledge;
use crate::story::model::{Phase, Tone};
use crate::story::prose::{self, Passed, Prose};
use crate::story::scenes::Scene;
use crate::story::verdicts;
use crate::trace::{ArcCheck, Check, Dkim2Check, DkimCheck, DmarcCheck, Fact, Mistake, SpfIdentity, SpfResult};

pub(super) fn spf(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    match known.spf_of(scene.letter).or_else(|| first_spf(scene)) {
        Some(check) => {
            let prose = prose::spf(known.lang, check);
            Told::new(Phase::Spf, prose, verdicts::spf_tone(check.result)).moving(question(scene, &check.domain))
        }
        None => nothing(Phase::Spf),
    }
}

fn first_spf<'a>(scene: &Scene<'a>) -> Option<&'a crate::trace::SpfCheck> {
    checks(scene).find_map(|check| if let Check::Spf(spf) = check { Some(spf) } else { None })
}

pub(super) fn dkim(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let signatures: Vec<&DkimCheck> =
        checks(scene).filter_map(|check| if let Check::Dkim(dkim) = check { Some(dkim) } else { None }).collect();
    match signatures.iter().min_by_key(|check| verdicts::badness(check.result)) {
        Some(best) => {
            let prose = prose::dkim(known.lang, best, signatures.len(), known.was_touched(scene.letter));
            let tone = if best.in_part().is_some() { Tone::Warn } else { verdicts::dkim_tone(best.result) };
            told(Phase::Dkim, prose, tone, scene)
        }
        None => nothing(Phase::Dkim),
    }
}

pub(super) fn dkim2(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let check: Option<&Dkim2Check> =
        checks(scene).find_map(|check| if let Check::Dkim2(dkim2) = check { Some(dkim2) } else { None });
    match check {
        Some(check) => told(Phase::Dkim, prose::dkim2(known.lang, check), verdicts::dkim_tone(check.result), scene),
        None => nothing(Phase::Dkim),
    }
}

pub(super) fn arc(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let check: Option<&ArcCheck> =
        checks(scene).find_map(|check| if let Check::Arc(arc) = check { Some(arc) } else { None });
    match check {
        Some(check) => told(Phase::Arc, prose::arc(known.lang, check), verdicts::dkim_tone(check.result), scene),
        None => nothing(Phase::Arc),
    }
}

pub(super) fn dmarc(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let check: Option<&DmarcCheck> =
        checks(scene).find_map(|check| if let Check::Dmarc(dmarc) = check { Some(dmarc) } else { None });
    let Some(check) = check else { return nothing(Phase::Dmarc) };
    let spf = known.spf_of(scene.letter).filter(|spf| spf.result == SpfResult::Pass);
    let passed = Passed {
        spf: spf.map(|spf| spf.domain.as_str()),
        dkim: known.signed_by(scene.letter),
        picked: [Mistake::FirstFromWins, Mistake::LastFromWins, Mistake::FirstAddressWins]
            .into_iter()
            .any(|mistake| known.has_erred(scene, mistake)),
        by_helo: spf.is_some_and(|spf| spf.identity == SpfIdentity::Helo)
            && !known.has_erred(scene, Mistake::MalformedMailFrom),
    };
    let prose = prose::dmarc(known.lang, check, passed);
    told(Phase::Dmarc, prose, verdicts::dmarc_tone(check.result), scene)
}

fn checks<'a>(scene: &Scene<'a>) -> impl Iterator<Item = &'a Check> {
    scene.facts().filter_map(|fact| if let Fact::Checked { check } = fact { Some(check) } else { None })
}

fn told(phase: Phase, prose: Prose, tone: Tone, scene: &Scene<'_>) -> Told {
    Told::new(phase, prose, tone).moving(question(scene, ""))
}

/// A scene of checks always has one; this is for the types.
fn nothing(phase: Phase) -> Told {
    Told::new(phase, Prose::new("", ""), Tone::Plain)
}
