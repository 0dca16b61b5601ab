//! The verdicts as they stand on the screen: the RFC's word, what it means, and about what it was said.

use super::model::{Tone, Verdict};
use super::{prose, safe};
use crate::lang::Lang;
use crate::trace::{
    ArcCheck, Check, Dkim2Check, DkimCheck, DkimResult, DmarcCheck, DmarcResult, EventId, SpfCheck, SpfIdentity,
    SpfResult,
};
use crate::{text, words};

/// The verdicts of a set of checks: one for SPF, one for each signature, one for DMARC, one for an ARC chain.
pub fn of(checks: &[(EventId, &Check)], null_path: bool, lang: Lang) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> =
        counting_spf(checks, null_path).map(|(id, spf)| of_spf(id, spf, lang)).into_iter().collect();
    for (event, check) in checks {
        verdicts.extend(match check {
            Check::Spf(_) => None,
            Check::Dkim(dkim) => Some(of_dkim(*event, dkim, lang)),
            Check::Dkim2(dkim2) => Some(of_dkim2(*event, dkim2, lang)),
            Check::Dmarc(dmarc) => Some(of_dmarc(*event, dmarc, lang)),
            Check::Arc(arc) if arc.links == 0 && arc.result == DkimResult::None => None,
            Check::Arc(arc) => Some(of_arc(*event, arc, lang)),
        });
    }
    verdicts
}

/// The SPF check that counts: that of `MAIL FROM`, or of HELO where the reverse-path is null (RFC 7208 §2.4).
pub fn counting_spf<'a>(checks: &[(EventId, &'a Check)], null_path: bool) -> Option<(EventId, &'a SpfCheck)> {
    let spf = |(event, check): &(EventId, &'a Check)| match check {
        Check::Spf(spf) => Some((*event, spf)),
        _ => None,
    };
    let counts = |(_, spf): &(EventId, &SpfCheck)| (spf.identity == SpfIdentity::Helo) == null_path;
    checks.iter().filter_map(spf).find(counts).or_else(|| checks.iter().find_map(spf))
}

fn of_spf(event: EventId, check: &SpfCheck, lang: Lang) -> Verdict {
    let (domain, ip) = (&check.domain, check.ip);
    let about = match check.identity {
        SpfIdentity::MailFrom => text!(lang, en: "{domain}, from {ip}", ja: "{domain}（{ip} から）"),
        SpfIdentity::Helo => text!(lang, en: "HELO {domain}, from {ip}", ja: "HELO {domain}（{ip} から）"),
    };
    verdict(event, "SPF", check.result.word(), &about, spf_tone(check.result), lang)
}

fn of_dkim(event: EventId, check: &DkimCheck, lang: Lang) -> Verdict {
    let about = match (&check.domain, &check.selector) {
        (Some(domain), _) if let Some((signed, unsigned)) = check.in_part() => {
            text!(lang, en: "d={domain} l={signed}, {unsigned} octets unsigned", ja: "d={domain} l={signed}、{unsigned}バイトは署名なし")
        }
        (Some(domain), Some(selector)) => format!("d={domain} s={selector}"),
        (Some(domain), None) => format!("d={domain}"),
        (None, _) => text!(lang, en: "no signature", ja: "署名なし"),
    };
    let tone = if check.in_part().is_some() { Tone::Warn } else { dkim_tone(check.result) };
    verdict(event, "DKIM", check.result.word(), &about, tone, lang)
}

fn of_dkim2(event: EventId, check: &Dkim2Check, lang: Lang) -> Verdict {
    let hops = check.hops;
    let about = text!(lang, en: "signed hops: {hops}", ja: "署名された区間：{hops}");
    verdict(event, "DKIM2", check.result.word(), &about, dkim_tone(check.result), lang)
}

fn of_dmarc(event: EventId, check: &DmarcCheck, lang: Lang) -> Verdict {
    let about = match (check.author_domain.as_str(), prose::policy(check)) {
        ("", _) => words!(lang, en: "no single domain in From", ja: "Fromのドメインが1つに決まらない").to_owned(),
        (author, Some(policy)) => format!("From {author}, {policy}"),
        (author, None) => format!("From {author}"),
    };
    verdict(event, "DMARC", check.result.word(), &about, dmarc_tone(check.result), lang)
}

fn of_arc(event: EventId, check: &ArcCheck, lang: Lang) -> Verdict {
    let links = check.links;
    let about = text!(lang, en: "a chain of {links}", ja: "{links}個の鎖");
    verdict(event, "ARC", check.result.word(), &about, dkim_tone(check.result), lang)
}

/// What a letter reports to the owner of a domain: no verdict about the letter itself.
pub fn of_report(event: EventId, domain: &str, letters: u32, sources: usize, lang: Lang) -> Verdict {
    let counts = prose::report_counts(lang, letters, sources);
    Verdict {
        method: "REPORT".to_owned(),
        result: counts.clone(),
        gloss: counts,
        about: safe::line(domain),
        tone: Tone::Plain,
        event,
    }
}

fn verdict(event: EventId, method: &str, result: &str, about: &str, tone: Tone, lang: Lang) -> Verdict {
    Verdict {
        method: method.to_owned(),
        result: result.to_owned(),
        gloss: prose::gloss(lang, result),
        about: safe::line(about),
        tone,
        event,
    }
}

/// How to show a result of SPF.
pub fn spf_tone(result: SpfResult) -> Tone {
    match result {
        SpfResult::Pass => Tone::Good,
        SpfResult::Fail | SpfResult::Permerror => Tone::Bad,
        SpfResult::Softfail | SpfResult::Temperror => Tone::Warn,
        SpfResult::None | SpfResult::Neutral => Tone::Plain,
    }
}

/// How to show a result of DKIM or of ARC.
pub fn dkim_tone(result: DkimResult) -> Tone {
    match result {
        DkimResult::Pass => Tone::Good,
        DkimResult::Fail | DkimResult::Permerror => Tone::Bad,
        DkimResult::Temperror | DkimResult::Policy | DkimResult::Neutral => Tone::Warn,
        DkimResult::None => Tone::Plain,
    }
}

/// How to show a result of DMARC.
pub fn dmarc_tone(result: DmarcResult) -> Tone {
    match result {
        DmarcResult::Pass => Tone::Good,
        DmarcResult::Fail | DmarcResult::Permerror => Tone::Bad,
        DmarcResult::Temperror => Tone::Warn,
        DmarcResult::None => Tone::Plain,
    }
}

/// How much a signature's result is worth, the best first: of several, the best one counts.
pub fn badness(result: DkimResult) -> usize {
    match result {
        DkimResult::Pass => 0,
        DkimResult::Policy => 1,
        DkimResult::Temperror => 2,
        DkimResult::Fail => 3,
        DkimResult::Neutral => 4,
        DkimResult::Permerror => 5,
        DkimResult::None => 6,
    }
}
