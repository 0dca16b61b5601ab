//! Does SPF, or a signature, speak for the author? First: did it pass; then: for an aligned domain?

use super::{names, walk};
use crate::lang::Lang;
use crate::story::model::{Reason, Sign};
use crate::story::prose::gloss;
use crate::trace::proof::dmarc::{Alignment, Comparison, DmarcProof, Speaker};
use crate::{text, words};

/// One comparison (RFC 9989 §4.4).
pub fn reason(lang: Lang, one: &Alignment, facts: &DmarcProof) -> Reason {
    let (method, title, clause) = match one.speaker {
        Speaker::Spf => ("SPF", "SPF", "RFC 9989 §4.4.2"),
        Speaker::Dkim => ("DKIM", "d=", "RFC 9989 §4.4.1"),
    };
    if one.domain.is_empty() {
        return Reason::new(Sign::No, method, nobody(lang)).clause(clause);
    }
    let author = facts.walks.first().map(|walk| walk.domain.as_str()).unwrap_or_default();
    let (sign, text) = sum(lang, one, author);
    let others = facts.walks.iter().skip(1).filter(|walk| walk.domain == one.domain && one.domain != author);
    let walks: Vec<Reason> = others.take(1).map(|other| walk::of_other(lang, other)).collect();
    let within = (one.shows == Comparison::SameOrganization).then_some(one.organization.as_deref()).flatten();
    let compared = Reason {
        exhibits: vec![names::exhibit(author, title, &one.domain, within)],
        ..compared(lang, one, author).resting_on(walks)
    };
    Reason::new(sign, format!("{method} {}", one.domain), text)
        .clause(clause)
        .resting_on([passed(lang, one, method), compared])
}

fn nobody(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "There was no domain to ask about, so it speaks for nobody.",
        ja: "調べるドメインがなかったので、何も保証していません。"
    )
}

/// What both together come to.
fn sum(lang: Lang, one: &Alignment, author: &str) -> (Sign, String) {
    let domain = &one.domain;
    match (one.result.as_str(), one.shows.aligned()) {
        ("pass", Some(true)) => (
            Sign::Yes,
            text!(
                lang,
                en: "It speaks for {author}: it passed, and for an aligned domain.",
                ja: "{author} を保証しています。成功していて、ドメインも一致しています。"
            ),
        ),
        ("pass", Some(false)) => (
            Sign::No,
            text!(
                lang,
                en: "It does not speak for {author}: it passed, but only for {domain}.",
                ja: "{author} を保証していません。成功しましたが、それは {domain} についてだけです。"
            ),
        ),
        ("pass" | "temperror", None) | ("temperror", Some(true)) => (
            Sign::Error,
            text!(
                lang,
                en: "Whether it speaks for {author} cannot be told now, because DNS did not answer.",
                ja: "DNSの応答がないので、{author} を保証しているかどうか、今は分かりません。"
            ),
        ),
        _ => (
            Sign::No,
            text!(
                lang,
                en: "It does not speak for {author}, because it did not pass.",
                ja: "成功していないので、{author} を保証していません。"
            ),
        ),
    }
}

fn passed(lang: Lang, one: &Alignment, method: &str) -> Reason {
    let result = gloss(lang, &one.result);
    let domain = &one.domain;
    let text = text!(
        lang,
        en: "The result of {method} for {domain} is {result}.",
        ja: "{domain} についての{method}の結果は{result}です。"
    );
    let sign = match one.result.as_str() {
        "pass" => Sign::Yes,
        "temperror" => Sign::Error,
        _ => Sign::No,
    };
    let reason = Reason::new(sign, format!("{}={}", method.to_ascii_lowercase(), one.result), text);
    Reason { because: vec![one.check], ..reason.clause("RFC 9989 §5.3.3") }
}

fn compared(lang: Lang, one: &Alignment, author: &str) -> Reason {
    let (domain, organization) = (&one.domain, one.organization.as_deref().unwrap_or_default());
    let (sign, text) = match one.shows {
        Comparison::Same => (
            Sign::Yes,
            words!(
                lang,
                en: "Aligned: it is the very same name.",
                ja: "一致しています。まったく同じ名前です。"
            )
            .to_owned(),
        ),
        Comparison::SameOrganization => (
            Sign::Yes,
            text!(
                lang,
                en: "Aligned (relaxed): both belong to {organization}.",
                ja: "一致しています（緩やか、relaxed）。どちらも {organization} のものです。"
            ),
        ),
        Comparison::NotTheSame => (
            Sign::No,
            text!(
                lang,
                en: "Not aligned: {author} accepts only the very same name (strict).",
                ja: "一致していません。{author} は、まったく同じ名前だけを認めています（厳格、strict）。"
            ),
        ),
        Comparison::Outside => (
            Sign::No,
            text!(
                lang,
                en: "Not aligned: {domain} is not within the organization of {author}.",
                ja: "一致していません。{domain} は {author} の組織の外にあります。"
            ),
        ),
        Comparison::OtherOrganization => (
            Sign::No,
            text!(
                lang,
                en: "Not aligned: {domain} is an organization of its own.",
                ja: "一致していません。{domain} は別の組織です。"
            ),
        ),
        Comparison::Unknown => (
            Sign::Error,
            words!(
                lang,
                en: "DNS does not answer, so the organization is not known.",
                ja: "DNSの応答がないので、どの組織のものか分かりません。"
            )
            .to_owned(),
        ),
    };
    let tag = match (one.speaker, one.strict) {
        (Speaker::Spf, true) => "aspf=s",
        (Speaker::Spf, false) => "aspf=r",
        (Speaker::Dkim, true) => "adkim=s",
        (Speaker::Dkim, false) => "adkim=r",
    };
    Reason::new(sign, tag, text).clause("RFC 9989 §4.10.2")
}
