//! The proof of DMARC: from the header From to what became of the letter.
//!
//! ```text
//!   author        whom the header From names                     (author)
//!   walk          each name that was looked at, the organization (walk)
//!   record        whose it is, tag by tag                        (record, tags)
//!   alignment     two names, one above the other, for each       (alignment, names)
//!   policy        p, sp or np, and t                             (policy)
//!   decision      followed or not                                (decision)
//! ```

mod alignment;
mod author;
mod conclusion;
mod decision;
mod names;
mod policy;
mod record;
mod tags;
mod walk;

use crate::lang::Lang;
use crate::story::model::{Proof, Reason, Sign};
use crate::story::proofs::shown;
use crate::story::{safe, verdicts};
use crate::trace::proof::dmarc::{DmarcProof, Speaker};
use crate::trace::{DmarcCheck, Event, EventId};
use crate::{text, words};

/// Why the check came out as it did, and what the receiver made of it where `decided` says so; none where the trace does
/// not say.
pub fn proof(event: EventId, check: &DmarcCheck, decided: Option<&Event>, lang: Lang) -> Option<Proof> {
    let facts = check.proof.as_deref()?;
    let mut reasons = vec![author::reason(lang, &facts.author)];
    reasons.extend(facts.walks.first().map(|walk| walk::of_author(lang, walk)));
    reasons.extend(facts.record.as_ref().map(|record| record::reason(lang, record, facts)));
    reasons.extend(alignments(lang, facts));
    reasons.extend(facts.policy.as_ref().map(|policy| policy::reason(lang, policy, facts)));
    reasons.extend(decided.and_then(|decided| decision::reason(lang, check, decided)));
    reasons.extend(facts.disagrees.map(|ours| shown::disagreement(lang, ours.word(), check.result.word())));
    Some(Proof {
        event,
        method: "DMARC".to_owned(),
        question: safe::line(&question(lang, &check.author_domain)),
        result: check.result.word().to_owned(),
        tone: verdicts::dmarc_tone(check.result),
        conclusion: safe::line(&conclusion::sentence(lang, check, facts)),
        reasons: shown::escaped(reasons),
    })
}

fn question(lang: Lang, author: &str) -> String {
    if author.is_empty() {
        return words!(
            lang,
            en: "Does SPF or DKIM speak for the domain in the From that the reader sees?",
            ja: "読む人に見える差出人（ヘッダーFrom）のドメインを、SPFかDKIMが保証していますか。"
        )
        .to_owned();
    }
    text!(
        lang,
        en: "Does SPF or DKIM speak for {author}, the domain in the From that the reader sees?",
        ja: "読む人に見える差出人（ヘッダーFrom）のドメイン {author} を、SPFかDKIMが保証していますか。"
    )
}

/// Every comparison; where no domain has signed, that is said.
fn alignments(lang: Lang, facts: &DmarcProof) -> Vec<Reason> {
    if facts.alignments.is_empty() {
        return Vec::new();
    }
    let mut reasons: Vec<Reason> = facts.alignments.iter().map(|one| alignment::reason(lang, one, facts)).collect();
    if !facts.alignments.iter().any(|one| one.speaker == Speaker::Dkim) {
        let text = words!(
            lang,
            en: "No domain has signed the letter, so there is nothing to compare for DKIM.",
            ja: "署名したドメインがないので、DKIMについて比べるものはありません。"
        );
        reasons.push(Reason::new(Sign::No, "DKIM", text).clause("RFC 9989 §4.4.1"));
    }
    reasons
}
