//! The result in one sentence.

use crate::lang::Lang;
use crate::trace::proof::dmarc::DmarcProof;
use crate::trace::{DmarcCheck, DmarcResult};
use crate::{text, words};

/// The result, and what decided.
pub fn sentence(lang: Lang, check: &DmarcCheck, facts: &DmarcProof) -> String {
    let author = &check.author_domain;
    match check.result {
        DmarcResult::Pass => passed(lang, check),
        DmarcResult::Fail => text!(
            lang,
            en: "fail: neither SPF nor DKIM speaks for {author}.",
            ja: "fail（失敗）：SPFもDKIMも、{author} を保証していません。"
        ),
        DmarcResult::None => text!(
            lang,
            en: "none: no DMARC record was found for {author}, so DMARC does not apply.",
            ja: "none（設定なし）：{author} のDMARCレコードが見つからないので、DMARCの対象になりません。"
        ),
        DmarcResult::Temperror => text!(
            lang,
            en: "temperror: DNS did not answer, so nothing can be said about {author} for now.",
            ja: "temperror（一時エラー）：DNSの応答がないので、{author} について今は判断できません。"
        ),
        DmarcResult::Permerror if facts.record.is_some() => words!(
            lang,
            en: "permerror: the record has a mistake in it and cannot be used.",
            ja: "permerror（設定エラー）：レコードに間違いがあり、使えません。"
        )
        .to_owned(),
        DmarcResult::Permerror => words!(
            lang,
            en: "permerror: the header From does not name exactly one domain.",
            ja: "permerror（設定エラー）：ヘッダーFromのドメインが1つに決まりません。"
        )
        .to_owned(),
    }
}

fn passed(lang: Lang, check: &DmarcCheck) -> String {
    let author = &check.author_domain;
    match (check.spf_aligned, check.dkim_aligned) {
        (true, false) => {
            text!(lang, en: "pass: SPF speaks for {author}.", ja: "pass（成功）：SPFが {author} を保証しています。")
        }
        (false, true) => text!(
            lang,
            en: "pass: a signature (DKIM) speaks for {author}.",
            ja: "pass（成功）：署名（DKIM）が {author} を保証しています。"
        ),
        _ => text!(
            lang,
            en: "pass: SPF and a signature (DKIM) speak for {author}.",
            ja: "pass（成功）：SPFと署名（DKIM）が {author} を保証しています。"
        ),
    }
}
