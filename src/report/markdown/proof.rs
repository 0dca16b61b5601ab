//! The proofs: each folded, as a list that nests as its reasons do.

use super::escape::{code, inline};
use super::writer::Writer;
use crate::lang::Lang;
use crate::report::labels;
use crate::story::{Exhibit, Proof, Reason, Story};
use crate::words;

/// How deep a list is indented; what is deeper stands below it.
const DEEPEST: usize = 8;

pub(super) fn section(page: &mut Writer, story: &Story) {
    if story.proofs.is_empty() {
        return;
    }
    page.heading(2, words!(story.lang, en: "Why", ja: "判定の理由"));
    for proof in &story.proofs {
        page.folded(&labels::proved(story, proof), |page| one(page, proof, story.lang));
    }
}

fn one(page: &mut Writer, proof: &Proof, lang: Lang) {
    page.block(&inline(&proof.question));
    page.gap();
    for reason in &proof.reasons {
        self::reason(page, reason, 0, lang);
    }
    page.block(&format!("**{}**", inline(&proof.conclusion)));
}

fn reason(page: &mut Writer, reason: &Reason, depth: usize, lang: Lang) {
    let indent = depth.min(DEEPEST) * 2;
    let (symbol, word) = labels::sign(lang, reason.sign);
    let clause = reason.clause.as_ref().map(|clause| format!("*({})*", inline(clause)));
    let said = [Some(code(&reason.label)), Some(inline(&reason.text)), clause];
    let said: Vec<String> = said.into_iter().flatten().filter(|piece| !piece.is_empty()).collect();
    page.line(&format!("{}- {symbol} {word} — {}", " ".repeat(indent), said.join(" ")));
    for exhibit in &reason.exhibits {
        show(page, exhibit, indent + 2);
    }
    for below in &reason.reasons {
        self::reason(page, below, depth + 1, lang);
    }
}

fn show(page: &mut Writer, exhibit: &Exhibit, indent: usize) {
    if !exhibit.caption.is_empty() {
        page.block(&format!("{}{}", " ".repeat(indent), inline(&exhibit.caption)));
    }
    let lines = exhibit.lines.iter().map(|line| line.iter().map(|span| span.text.as_str()).collect::<String>());
    page.fence(&lines.collect::<Vec<_>>().join("\n"), indent);
    page.gap();
}
