//! What the receiver did with the letter: what the author's domain asked for, or something else.

use crate::lang::Lang;
use crate::story::model::{Reason, Sign};
use crate::story::prose::rule;
use crate::trace::{Disposition, DispositionReason, DmarcCheck, DmarcResult, Event, Fact, Policy};
use crate::{text, words};

/// The decision that followed the check, seen from DMARC (RFC 9989 §5.4).
pub fn reason(lang: Lang, check: &DmarcCheck, decided: &Event) -> Option<Reason> {
    let Fact::Decided { disposition, reason } = &decided.fact else { return None };
    let (sign, text) = match (check.result, check.policy) {
        (DmarcResult::Fail, Some(policy)) => failed(lang, policy, *disposition, reason),
        _ => (Sign::Note, other(lang, check.result, reason)),
    };
    let reason = Reason::new(sign, disposition.word(), text).clause("RFC 9989 §5.4");
    Some(Reason { because: vec![decided.id], ..reason })
}

fn failed(lang: Lang, policy: Policy, disposition: Disposition, reason: &DispositionReason) -> (Sign, String) {
    let asked = match policy {
        Policy::None => None,
        Policy::Quarantine => Some(Disposition::Junk),
        Policy::Reject => Some(Disposition::Reject),
    };
    match (asked, reason) {
        (Some(asked), _) if asked == disposition => (
            Sign::Yes,
            words!(
                lang,
                en: "The receiver did what the policy asks for.",
                ja: "受信者はポリシーに従いました。"
            )
            .to_owned(),
        ),
        (Some(_), DispositionReason::LocalRule { rule: key }) => {
            let rule = rule(lang, key);
            (
                Sign::Warn,
                text!(
                    lang,
                    en: "The receiver did not follow the policy; a rule of its own counts more here: {rule}. It may do so.",
                    ja: "受信者はポリシーに従わず、自分の規則を優先しました（{rule}）。これは認められています。"
                ),
            )
        }
        (Some(_), _) => (
            Sign::Warn,
            words!(
                lang,
                en: "The receiver did not follow the policy. It may do so: the last word is its own.",
                ja: "受信者はポリシーに従いませんでした。最後に決めるのは受信者なので、これは認められています。"
            )
            .to_owned(),
        ),
        (None, DispositionReason::LocalRule { rule: key }) => {
            let rule = rule(lang, key);
            (
                Sign::Note,
                text!(
                    lang,
                    en: "The policy asks for nothing, so a rule of the receiver's own decided: {rule}.",
                    ja: "ポリシーは何も求めていないので、受信者自身の規則が決め手です（{rule}）。"
                ),
            )
        }
        (None, _) => (
            Sign::Note,
            words!(
                lang,
                en: "The policy asks for nothing, so the failure changes nothing.",
                ja: "ポリシーは何も求めていないので、失敗しても扱いは変わりません。"
            )
            .to_owned(),
        ),
    }
}

fn other(lang: Lang, result: DmarcResult, reason: &DispositionReason) -> String {
    match (result, reason) {
        (_, DispositionReason::LocalRule { rule: key }) => {
            let rule = rule(lang, key);
            text!(
                lang,
                en: "DMARC asks for nothing here; a rule of the receiver's own decided: {rule}.",
                ja: "DMARCは何も求めていません。受信者自身の規則が決め手です（{rule}）。"
            )
        }
        (DmarcResult::Pass, _) => words!(
            lang,
            en: "DMARC passed, so the policy is not used.",
            ja: "DMARCが成功したので、ポリシーは使われません。"
        )
        .to_owned(),
        _ => words!(lang, en: "DMARC asks for nothing here.", ja: "DMARCは何も求めていません。").to_owned(),
    }
}
