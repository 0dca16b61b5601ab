//! What the proofs share: reasons fit to be shown, and the word for a fault of this program.

use crate::lang::Lang;
use crate::story::model::{Reason, Sign};
use crate::story::safe;
use crate::text;

/// The most characters of one span of an exhibit.
pub const LONGEST_SPAN: usize = 400;

/// Reasons with everything in them that came from outside made harmless.
pub fn escaped(reasons: Vec<Reason>) -> Vec<Reason> {
    reasons.into_iter().map(one).collect()
}

fn one(mut reason: Reason) -> Reason {
    reason.label = safe::line(&reason.label);
    reason.text = safe::line(&reason.text);
    for span in reason.exhibits.iter_mut().flat_map(|exhibit| &mut exhibit.lines).flatten() {
        span.text = safe::line(&span.text.chars().take(LONGEST_SPAN).collect::<String>());
    }
    reason.reasons = escaped(reason.reasons);
    reason
}

/// The reasons lead to `ours`, the verdict is `told`.
pub fn disagreement(lang: Lang, ours: &str, told: &str) -> Reason {
    let text = text!(
        lang,
        en: "The reasons above lead to {ours}, but the verdict is {told}. That is a bug in this program; please \
             report it.",
        ja: "上の理由からは {ours} になるはずですが、結果は {told} です。このプログラムの不具合ですので、ご報告ください。"
    );
    Reason::new(Sign::Error, format!("{ours} ≠ {told}"), text).clause("tegami")
}
