//! Stage ③: what DMARC asks, and what its answers mean.

use super::Prose;
use crate::lang::Lang;
use crate::story::safe;
use crate::trace::proof::dmarc::{Alignment, Comparison, Speaker};
use crate::trace::{DmarcCheck, DmarcResult};
use crate::{text, words};

/// For which domains the two others passed, where they did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Passed<'a> {
    /// SPF.
    pub spf: Option<&'a str>,
    /// DKIM.
    pub dkim: Option<&'a str>,
    /// Whether SPF went by the name in EHLO, because the envelope names nobody.
    pub by_helo: bool,
    /// Whether a naive server has picked one of several authors.
    pub picked: bool,
}

/// DMARC, and what the two others that it rests on have found.
pub fn dmarc(lang: Lang, check: &DmarcCheck, passed: Passed<'_>) -> Prose {
    let (result, author) = (check.result, &check.author_domain);
    let seen = if passed.picked {
        picked(lang, author)
    } else {
        text!(
            lang,
            en: "DMARC asks whether SPF or DKIM passed for {author}, the domain in the From that the reader sees (alignment).",
            ja: "DMARCは、読む人に見える差出人（ヘッダーFrom）のドメイン {author} について、SPFかDKIMが成功したかを調べます\
                 （アライメント、ドメインの一致）。"
        )
    };
    let text = match result {
        DmarcResult::Pass => super::join(lang, &[&seen, &dmarc_pass(lang, check, passed.by_helo)]),
        DmarcResult::Fail => super::join(lang, &[&seen, &dmarc_fail(lang, check, passed)]),
        DmarcResult::None => super::join(
            lang,
            &[
                &seen,
                &text!(
                    lang,
                    en: "But {author} has published no DMARC record: it does not say what to do with letters that forge its name.",
                    ja: "しかし {author} はDMARCを設定していません。名前をかたられたときにどう扱ってほしいかを、公開していないのです。"
                ),
            ],
        ),
        DmarcResult::Temperror if check.record.is_some() => super::join(lang, &[&seen, unfinished(lang)]),
        DmarcResult::Temperror => super::join(
            lang,
            &[
                &seen,
                words!(
                    lang,
                    en: "DNS gave no answer for now, so DMARC cannot tell.",
                    ja: "今はDNSから答えがもらえず、判断できません。"
                ),
            ],
        ),
        DmarcResult::Permerror if check.record.is_some() => super::join(lang, &[&seen, bad_record(lang)]),
        DmarcResult::Permerror => no_one_author(lang).to_owned(),
    };
    Prose::new(format!("DMARC: {result}"), text)
}

/// The tag that applies, as the record has it: `p=reject`, or `np=reject; t=y`.
pub fn policy(check: &DmarcCheck) -> Option<String> {
    let policy = check.policy?;
    let applied = check.proof.as_ref().and_then(|proof| proof.policy.as_ref());
    let Some((tag, applied)) = applied.and_then(|applied| Some((applied.tag.as_deref()?, applied))) else {
        return Some(format!("p={policy}"));
    };
    let testing = if applied.testing { "; t=y" } else { "" };
    Some(safe::line(&format!("{tag}={}{testing}", applied.stated)))
}

fn picked(lang: Lang, author: &str) -> String {
    text!(
        lang,
        en: "DMARC asks whether SPF or DKIM passed for {author}, the domain of the author that this server has picked (alignment).",
        ja: "DMARCは、このサーバーが選んだ書き手のドメイン {author} について、SPFかDKIMが成功したかを調べます\
             （アライメント、ドメインの一致）。"
    )
}

fn bad_record(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "But the DMARC record of that domain has a mistake in it, so nobody can tell what it asks for.",
        ja: "しかし、そのドメインのDMARCレコードに間違いがあり、どう扱ってほしいのかを読み取れません。"
    )
}

fn unfinished(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "Nothing has passed yet, but one of the checks is still open, because DNS did not answer. So DMARC cannot tell for now.",
        ja: "まだ成功したものはありませんが、DNSの応答がなく、結果の出ていない確認があります。そのため、今は判断できません。"
    )
}

fn no_one_author(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "DMARC begins with the domain in the From that the reader sees. This letter does not name exactly one domain there, so there is nobody to ask.",
        ja: "DMARCは、読む人に見える差出人（ヘッダーFrom）のドメインから調べ始めます。この手紙ではそのドメインが1つに決まらないため、調べようがありません。"
    )
}

fn dmarc_pass(lang: Lang, check: &DmarcCheck, by_helo: bool) -> String {
    if check.spf_aligned != check.dkim_aligned
        && let Some(relative) = relative(check)
    {
        let (author, domain) = (&check.author_domain, safe::line(&relative.domain));
        let method = if relative.speaker == Speaker::Spf { "SPF" } else { "DKIM" };
        return text!(
            lang,
            en: "{method} did, for {domain}: that and {author} belong to one organization, which is enough here (relaxed alignment).",
            ja: "{method}が {domain} について成功しました。{author} と同じ組織のドメインなので、一致とみなします（緩い一致）。"
        );
    }
    speaks(lang, check, by_helo).to_owned()
}

/// The domain for which a check has passed, where it is not the Author Domain itself but one of its organization.
fn relative(check: &DmarcCheck) -> Option<&Alignment> {
    let aligned = |one: &&Alignment| one.result == "pass" && one.shows.aligned() == Some(true);
    let mut all = check.proof.as_ref()?.alignments.iter().filter(aligned);
    let first = all.next().filter(|one| one.shows == Comparison::SameOrganization)?;
    all.all(|one| one.shows == Comparison::SameOrganization).then_some(first)
}

/// What stands in the way of a domain that passed and is no stranger: the record accepts only the very same name.
fn strictly(lang: Lang, check: &DmarcCheck) -> Option<String> {
    let alignments = &check.proof.as_ref()?.alignments;
    let below = |one: &&Alignment| {
        let (a, b) = (format!(".{}", one.domain), format!(".{}", check.author_domain));
        a.ends_with(&b) || b.ends_with(&a)
    };
    let refused = |one: &&Alignment| one.result == "pass" && one.shows == Comparison::NotTheSame;
    let one = alignments.iter().filter(refused).find(below)?;
    let tag = if one.speaker == Speaker::Spf { "aspf=s" } else { "adkim=s" };
    Some(text!(
        lang,
        en: "The record accepts the very same name only ({tag}, strict alignment).",
        ja: "レコードの {tag}（厳密な一致）により、まったく同じ名前でなければ一致とみなされません。"
    ))
}

/// Who speaks for the author.
fn speaks(lang: Lang, check: &DmarcCheck, by_helo: bool) -> &'static str {
    match (check.spf_aligned, check.dkim_aligned) {
        (true, false) if by_helo => {
            words!(
                lang,
                en: "SPF did: the name that the server gave and the letter agree.",
                ja: "SPFが成功しました。サーバーの名乗りと便せんの差出人が一致しています。"
            )
        }
        (true, false) => {
            words!(
                lang,
                en: "SPF did: envelope and letter agree.",
                ja: "SPFが成功しました。封筒と便せんの差出人が一致しています。"
            )
        }
        (false, true) => {
            words!(
                lang,
                en: "DKIM did: signature and letter agree.",
                ja: "DKIMが成功しました。署名と便せんの差出人が一致しています。"
            )
        }
        _ => words!(
            lang,
            en: "Both did: envelope, signature and letter speak of the same sender.",
            ja: "どちらも成功しました。封筒も署名も便せんも、同じ差出人を示しています。"
        ),
    }
}

fn dmarc_fail(lang: Lang, check: &DmarcCheck, passed: Passed<'_>) -> String {
    let author = &check.author_domain;
    let neither = match (passed.spf, passed.dkim) {
        (Some(spf), None) => text!(
            lang,
            en: "Neither did: SPF passed for {spf} only, the domain on the envelope.",
            ja: "どちらも成功していません。SPFが成功したのは、封筒のドメイン {spf} についてだけです。"
        ),
        (None, Some(dkim)) => text!(
            lang,
            en: "Neither did: DKIM passed for {dkim} only, the domain that signed.",
            ja: "どちらも成功していません。DKIMが成功したのは、署名したドメイン {dkim} についてだけです。"
        ),
        (Some(both), Some(dkim)) if both.eq_ignore_ascii_case(dkim) => text!(
            lang,
            en: "Neither did: SPF and DKIM passed for {both} only, the domain on the envelope and of the signature.",
            ja: "どちらも成功していません。SPFとDKIMが成功したのは、封筒と署名のドメイン {both} についてだけです。"
        ),
        (Some(spf), Some(dkim)) => text!(
            lang,
            en: "Neither did: SPF passed for {spf}, the domain on the envelope, and DKIM for {dkim}, the domain that signed.",
            ja: "どちらも成功していません。SPFが成功したのは封筒のドメイン {spf}、DKIMが成功したのは署名したドメイン {dkim} に\
                 ついてで、どちらも別のドメインです。"
        ),
        (None, None) => words!(lang, en: "Neither did.", ja: "どちらも成功していません。").to_owned(),
    };
    // What follows from the policy is for the decision to say: a question may stand before that.
    let policy = policy(check).map(|policy| {
        let whose = check.record_domain.as_ref().unwrap_or(author);
        text!(
            lang,
            en: "The DMARC record of {whose} says {policy}.",
            ja: "{whose} のDMARCレコードには {policy} と書かれています。"
        )
    });
    let strictly = strictly(lang, check).unwrap_or_default();
    super::join(lang, &[&neither, &strictly, policy.as_deref().unwrap_or_default()])
}
