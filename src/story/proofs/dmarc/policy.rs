//! What the domain wants done: `p`, `sp` or `np`, and `t`.

use crate::lang::Lang;
use crate::story::model::{Reason, Sign};
use crate::story::prose::join;
use crate::trace::Policy;
use crate::trace::proof::dmarc::{AppliedPolicy, DmarcProof, Existence, RecordOf};
use crate::{text, words};

/// Which policy applies to the letter (RFC 9989 §4.10.1).
pub fn reason(lang: Lang, policy: &AppliedPolicy, facts: &DmarcProof) -> Reason {
    let label = policy.tag.as_ref().map_or_else(|| "p=none".to_owned(), |tag| format!("{tag}={}", policy.stated));
    let own = facts.record.as_ref().is_none_or(|record| record.of == RecordOf::Author);
    let existence = policy.existence.as_ref().map(|existence| exists(lang, existence, facts));
    let testing = policy.testing.then(|| tested(lang, policy));
    Reason::new(Sign::Note, label, join(lang, &[&which(lang, policy, own), wish(lang, policy.applied)]))
        .clause("RFC 9989 §4.10.1")
        .resting_on(existence.into_iter().chain(testing))
}

fn which(lang: Lang, policy: &AppliedPolicy, own: bool) -> String {
    let missing = policy.existence.as_ref().is_some_and(|existence| existence.exists == Some(false));
    let Some(tag) = policy.tag.as_deref() else {
        return words!(
            lang,
            en: "No policy can be used, so it counts as p=none.",
            ja: "使えるポリシーがないので、p=none とみなします。"
        )
        .to_owned();
    };
    match (own, missing) {
        (true, _) => text!(
            lang,
            en: "For the domain of the record itself, {tag} applies.",
            ja: "レコードのあるドメイン自身なので、{tag} を使います。"
        ),
        (false, true) => text!(
            lang,
            en: "For a subdomain that does not exist, {tag} applies.",
            ja: "実在しないサブドメインなので、{tag} を使います。"
        ),
        (false, false) => {
            text!(lang, en: "For a subdomain, {tag} applies.", ja: "サブドメインなので、{tag} を使います。")
        }
    }
}

fn wish(lang: Lang, applied: Policy) -> &'static str {
    match applied {
        Policy::None => words!(
            lang,
            en: "So a letter that fails is to be treated like any other.",
            ja: "失敗した手紙も、ほかの手紙と同じに扱います。"
        ),
        Policy::Quarantine => words!(
            lang,
            en: "So a letter that fails is to be put aside.",
            ja: "失敗した手紙は隔離するように求めています。"
        ),
        Policy::Reject => {
            words!(lang, en: "So a letter that fails is to be refused.", ja: "失敗した手紙は拒否するように求めています。")
        }
    }
}

fn exists(lang: Lang, existence: &Existence, facts: &DmarcProof) -> Reason {
    let author = facts.walks.first().map(|walk| walk.domain.as_str()).unwrap_or_default();
    let (sign, text) = match existence.exists {
        Some(true) => (Sign::Yes, text!(lang, en: "{author} exists in DNS.", ja: "{author} はDNSに実在します。")),
        Some(false) => (
            Sign::No,
            text!(
                lang,
                en: "{author} does not exist in DNS (NXDOMAIN).",
                ja: "{author} はDNSに実在しません (NXDOMAIN)。"
            ),
        ),
        None => (
            Sign::Error,
            text!(
                lang,
                en: "DNS does not say whether {author} exists, so it counts as existing.",
                ja: "{author} が実在するかどうか、DNSの応答がないので、実在するとみなします。"
            ),
        ),
    };
    let reason = Reason::new(sign, format!("{author} A"), text).clause("RFC 9989 §3.2.13");
    Reason { because: existence.asked.clone(), ..reason }
}

fn tested(lang: Lang, policy: &AppliedPolicy) -> Reason {
    let (stated, applied) = (policy.stated, policy.applied);
    let text = text!(
        lang,
        en: "The domain is only testing: {stated} becomes {applied}, one level milder.",
        ja: "試しているだけなので、{stated} は1段階緩い {applied} になります。"
    );
    Reason::new(Sign::Warn, "t=y", text).clause("RFC 9989 §4.7")
}
