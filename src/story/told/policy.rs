//! What a domain says about encryption (MTA-STS), and whether its servers keep to that.

use super::{Told, list, question, words};
use crate::story::knowledge::Knowledge;
use crate::story::model::{Outcome, Phase, Tone};
use crate::story::prose::{self, Prose};
use crate::story::scenes::Scene;
use crate::trace::{Fact, StsFound, StsMode, StsPolicy};

/// The policy is looked for.
pub(super) fn found(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let found = scene.facts().find_map(|fact| match fact {
        Fact::StsPolicy { domain, found } => Some((domain.as_str(), found)),
        _ => None,
    });
    let (prose, tone) = match found {
        Some((domain, found)) => of(scene.host, domain, found, known),
        None => (prose::policy_unknown(known.lang, scene.host), Tone::Warn),
    };
    let motion = words(known.session(scene), Outcome::Arrived);
    let asked = || question(scene, &format!("_mta-sts.{}", found.map_or("", |(domain, _)| domain)));
    Told::new(Phase::Policy, prose, tone).moving(motion.or_else(asked))
}

fn of(host: &str, domain: &str, found: &StsFound, known: &Knowledge<'_>) -> (Prose, Tone) {
    let says = |policy: &StsPolicy| {
        let mx = list(policy.mx.iter().map(String::as_str));
        prose::policy_says(known.lang, policy.mode, &mx)
    };
    match found {
        StsFound::Nothing => (prose::policy_none(known.lang, host, domain), Tone::Plain),
        StsFound::Fetched { policy } => {
            let kept = prose::duration(known.lang, std::time::Duration::from_secs(policy.max_age));
            (prose::policy_fetched(known.lang, host, domain, &says(policy), &kept), Tone::Good)
        }
        StsFound::Kept { policy } => (prose::policy_kept(known.lang, host, domain, &says(policy)), Tone::Good),
        StsFound::Failed { why } => (prose::policy_failed(known.lang, host, domain, *why), Tone::Warn),
    }
}

/// A server is held against it.
pub(super) fn checked(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let checked = scene.facts().find_map(|fact| match fact {
        Fact::StsChecked { domain, server, mode, failure } => Some((domain, server, *mode, *failure)),
        _ => None,
    });
    let Some((domain, server, mode, failure)) = checked else {
        return Told::new(Phase::Policy, prose::policy_unknown(known.lang, scene.host), Tone::Warn);
    };
    let prose = match failure {
        None => prose::policy_obeyed(known.lang, server, domain),
        Some(failure) => prose::policy_broken(known.lang, scene.host, server, domain, failure, mode),
    };
    let tone = match (failure, mode) {
        (None, _) => Tone::Good,
        (Some(_), StsMode::Enforce) => Tone::Bad,
        (Some(_), _) => Tone::Warn,
    };
    Told::new(Phase::Policy, prose, tone)
}
