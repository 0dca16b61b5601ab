//! The proof of DKIM, from the field over the key to the octets.
//!
//! ```text
//!   DKIM-Signature          the field, and what each of its tags says            field, tags
//!   s1._domainkey… TXT      the key that DNS has                                 key
//!   h=                      which fields are signed, and which are not           cover
//!   c=                      the form in which they are hashed                    form
//!   bh=                     the body's hash, beside the one that was computed    hash
//!   b=                      the signature over the header                        hash
//! ```
//!
//! Where the trace has seen the signing too, what was signed is laid beside what arrived (`change`). A real receiver has
//! only the hash and cannot do that; the text says so.

mod change;
mod cover;
mod field;
mod form;
mod hash;
mod key;
pub mod show;
mod tags;
mod why;

use self::change::AsSigned;
use crate::lang::Lang;
use crate::story::model::{Exhibit, Proof, Reason, Sign};
use crate::story::{safe, verdicts};
use crate::trace::proof::dkim::DkimProof;
use crate::trace::{DkimCheck, DkimResult, EventId, Trace};
use crate::{text, words};

/// Why the check came out as it did; none where the trace does not say.
pub fn proof(trace: &Trace, event: EventId, check: &DkimCheck, lang: Lang) -> Option<Proof> {
    let (conclusion, reasons) = match &check.proof {
        Some(facts) => (why::conclusion(lang, check, facts), reasons(trace, event, check, facts, lang)),
        None if check.result == DkimResult::None => (unsigned(lang).to_owned(), vec![nothing(lang)]),
        None => return None,
    };
    Some(Proof {
        event,
        method: "DKIM".to_owned(),
        question: question(lang, check),
        result: check.result.to_string(),
        tone: verdicts::dkim_tone(check.result),
        conclusion,
        reasons,
    })
}

fn question(lang: Lang, check: &DkimCheck) -> String {
    match check.domain.as_deref().map(safe::line) {
        Some(domain) => text!(
            lang,
            en: "Has {domain} signed this letter, and is it still as it was signed?",
            ja: "この手紙に署名したのは {domain} ですか。署名されたときのままですか。"
        ),
        None => words!(
            lang,
            en: "Has a domain signed this letter, and is it still as it was signed?",
            ja: "この手紙に署名したドメインはありますか。署名されたときのままですか。"
        )
        .to_owned(),
    }
}

fn unsigned(lang: Lang) -> &'static str {
    words!(lang, en: "Nobody has signed the letter.", ja: "この手紙には誰も署名していません。")
}

fn nothing(lang: Lang) -> Reason {
    let text = words!(
        lang,
        en: "The letter has no such field, so there is nothing to check. That alone is nothing bad.",
        ja: "このフィールドがないので、確かめるものがありません。それだけで悪いメールとは言えません。"
    );
    Reason::new(Sign::Note, "DKIM-Signature", text).clause("RFC 6376 §6.1")
}

fn reasons(trace: &Trace, event: EventId, check: &DkimCheck, facts: &DkimProof, lang: Lang) -> Vec<Reason> {
    let as_signed = AsSigned::of(trace, event, facts);
    let mut reasons = vec![field::reason(facts, lang)];
    reasons.extend(key::reason(facts, lang));
    reasons.extend(cover::reason(facts, lang));
    reasons.extend(form::reason(facts, lang));
    reasons.extend(hash::body(facts, as_signed.as_ref(), lang));
    reasons.extend(hash::signature(facts, as_signed.as_ref(), lang));
    if (check.result == DkimResult::Pass) != facts.fault.is_none() {
        reasons.push(disagreement(lang));
    }
    reasons
}

/// Proof and verdict come from two hands; where they part, one of them is wrong.
fn disagreement(lang: Lang) -> Reason {
    let text = words!(
        lang,
        en: "The verdict and the reasons above do not agree. That is a bug in this program; please report it.",
        ja: "結果と、上の理由が食い違っています。このプログラムの不具合ですので、ご報告ください。"
    );
    Reason::new(Sign::Warn, "tegami", text).clause("RFC 6376 §6.1.3")
}

impl Reason {
    /// With something to look at.
    pub(super) fn showing(mut self, exhibit: impl IntoIterator<Item = Exhibit>) -> Self {
        self.exhibits.extend(exhibit);
        self
    }

    /// The facts behind it.
    pub(super) fn because(mut self, events: impl IntoIterator<Item = EventId>) -> Self {
        self.because.extend(events);
        self
    }
}
