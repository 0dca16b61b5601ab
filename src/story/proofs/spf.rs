//! The proof of SPF: the evaluation as it went, term by term.
//!
//! ```text
//!   identity            which name was asked about, and whether DMARC will use it
//!   record              the one that was found
//!   ├─ term             meaning, outcome, limits   (term, words)
//!   │  ├─ bits          address and network        (bits)
//!   │  ├─ lookup        what DNS said              (looks)
//!   │  └─ record        include, redirect: again   (branch)
//!   └─ term             a mistake and its place    (mistakes)
//!   explanation         exp=                       (explanation)
//! ```

mod bits;
mod branch;
mod conclusion;
mod explanation;
mod looks;
mod mistakes;
mod term;
#[cfg(test)]
mod tests;
mod words;

use crate::lang::Lang;
use crate::story::model::{Proof, Reason, Sign};
use crate::story::{safe, verdicts};
use crate::text;
use crate::trace::proof::spf::Evaluation;
use crate::trace::{EventId, SpfCheck, SpfIdentity};

/// Why the check came out as it did; none where the trace does not say.
pub fn proof(event: EventId, check: &SpfCheck, lang: Lang) -> Option<Proof> {
    let evaluation = check.proof.as_deref()?;
    let mut reasons = vec![identity(check, lang)];
    reasons.extend(mapped(check, evaluation, lang));
    reasons.extend(branch::reasons(&evaluation.branch, evaluation.ip, lang));
    let explained = evaluation.explanation.as_ref();
    reasons.extend(explained.map(|explanation| explanation::reason(explanation, evaluation.ip, lang)));
    reasons.iter_mut().for_each(make_safe);
    Some(Proof {
        event,
        method: "SPF".to_owned(),
        question: safe::line(&question(check, evaluation, lang)),
        result: evaluation.result().word().to_owned(),
        tone: verdicts::spf_tone(evaluation.result()),
        conclusion: safe::line(&conclusion::sentence(evaluation, lang)),
        reasons,
    })
}

fn question(check: &SpfCheck, evaluation: &Evaluation, lang: Lang) -> String {
    let (domain, ip) = (&evaluation.branch.domain, evaluation.ip);
    match check.identity {
        SpfIdentity::MailFrom => text!(
            lang,
            en: "SPF of MAIL FROM: may {ip} send mail for {domain}, the domain on the envelope?",
            ja: "MAIL FROM のSPF：封筒のドメイン {domain} のメールを、{ip} から送ってよいですか。"
        ),
        SpfIdentity::Helo => text!(
            lang,
            en: "SPF of HELO: may {ip} call itself {domain}?",
            ja: "HELO のSPF：{ip} は {domain} と名乗ってよいですか。"
        ),
    }
}

/// Which of the two names it is about.
fn identity(check: &SpfCheck, lang: Lang) -> Reason {
    let (label, said, clause) = match check.identity {
        SpfIdentity::MailFrom => (
            format!("MAIL FROM:<{}>", check.sender),
            text!(
                lang,
                en: "This check is about the sender on the envelope, and DMARC uses its result. The From that the \
                     reader sees does not matter here.",
                ja: "封筒の差出人（エンベロープFrom）についての確認です。DMARCが使うのは、この結果です。読む人に見える\
                     ヘッダーFromは関係ありません。"
            ),
            "RFC 7208 §2.4",
        ),
        SpfIdentity::Helo => (
            format!("HELO {}", check.domain),
            text!(
                lang,
                en: "This check is about the name that the calling server gave itself. DMARC uses its result only where \
                     the envelope has no sender (<>), as with a bounce.",
                ja: "接続してきたサーバーが名乗った名前についての確認です。DMARCがこの結果を使うのは、不達通知のように\
                     封筒の差出人が空 (<>) のときだけです。"
            ),
            "RFC 7208 §2.3",
        ),
    };
    Reason::new(Sign::Note, label, said).clause(clause)
}

/// An IPv4 address in the clothes of an IPv6 address.
fn mapped(check: &SpfCheck, evaluation: &Evaluation, lang: Lang) -> Option<Reason> {
    let (called, compared) = (check.ip, evaluation.ip);
    let said = text!(
        lang,
        en: "The caller's address is the IPv4 address {compared}, written as an IPv6 address. SPF takes it as IPv4.",
        ja: "相手のアドレスは、IPv4の {compared} をIPv6の形で書いたものです。SPFではIPv4として扱います。"
    );
    (called != compared).then(|| Reason::new(Sign::Note, called.to_string(), said).clause("RFC 7208 §5"))
}

/// A trace may hold anything: nothing of it gets out unescaped.
fn make_safe(reason: &mut Reason) {
    reason.label = safe::line(&reason.label);
    reason.text = safe::line(&reason.text);
    for exhibit in &mut reason.exhibits {
        exhibit.caption = safe::line(&exhibit.caption);
        exhibit.lines.iter_mut().flatten().for_each(|span| span.text = safe::line(&span.text));
    }
    reason.reasons.iter_mut().for_each(make_safe);
}
