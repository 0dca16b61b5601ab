//! The proof of ARC: link by link, who has sealed, what he says he saw, and whether it holds.
//!
//! ```text
//!   link i=1       what was found, the letter as it left, the seal   (link)
//!   link i=2       …
//!   what breaks it                                                   (broken)
//!   what a receiver may do with it                                   (worth)
//! ```

mod broken;
mod link;
mod worth;

use crate::lang::Lang;
use crate::story::model::{Proof, Reason, Sign};
use crate::story::proofs::shown;
use crate::story::{safe, verdicts};
use crate::trace::proof::arc::{ArcProof, Stray};
use crate::trace::{ArcCheck, DkimResult, EventId};
use crate::{text, words};

/// Why the check came out as it did; none where the trace does not say, or there is no chain.
pub fn proof(event: EventId, check: &ArcCheck, lang: Lang) -> Option<Proof> {
    let facts = check.proof.as_deref()?;
    let mut reasons: Vec<Reason> = facts.links.iter().map(|one| link::reason(lang, one, facts)).collect();
    reasons.extend(facts.strays.iter().map(|one| stray(lang, one)));
    reasons.extend(facts.broken.map(|broken| broken::reason(lang, broken)));
    reasons.push(worth::reason(lang, check.result, facts));
    reasons.extend(facts.disagrees.map(|ours| shown::disagreement(lang, ours.word(), check.result.word())));
    let question = words!(
        lang,
        en: "Servers that passed the letter on have noted what they found (ARC). Is the chain of their notes unbroken?",
        ja: "途中で転送したサーバーが、認証の結果を書き残しています（ARC）。その記録の鎖は、壊れていませんか。"
    );
    Some(Proof {
        event,
        method: "ARC".to_owned(),
        question: question.to_owned(),
        result: check.result.word().to_owned(),
        tone: verdicts::dkim_tone(check.result),
        conclusion: safe::line(&conclusion(lang, check.result, facts)),
        reasons: shown::escaped(reasons),
    })
}

/// A field whose number cannot be read (RFC 8617 §4.2.1).
fn stray(lang: Lang, stray: &Stray) -> Reason {
    let text = words!(
        lang,
        en: "This field has no number from 1 to 50 (i=), so it belongs to no link.",
        ja: "1から50までの番号 (i=) がないので、鎖のどの輪のものか分かりません。"
    );
    Reason::new(Sign::Error, format!("{}: {}", stray.name, stray.text), text).clause("RFC 8617 §4.2.1")
}

fn conclusion(lang: Lang, result: DkimResult, facts: &ArcProof) -> String {
    let links = facts.links.len();
    match (result, facts.broken) {
        (DkimResult::Pass, _) => text!(
            lang,
            en: "pass: every link is there ({links}), and the last signature and all seals hold.",
            ja: "pass（成功）：輪が全部そろい（{links}個）、最後の署名も、すべての封印も有効です。"
        ),
        (_, Some(broken)) => {
            let why = broken::short(lang, broken);
            text!(lang, en: "{result}: the chain is broken. {why}", ja: "{result}（失敗）：鎖が壊れています。{why}")
        }
        _ => text!(lang, en: "{result}: the chain is not whole.", ja: "{result}：鎖は完全ではありません。"),
    }
}
