//! Why each check came out as it did: a proof as an indented tree.
//!
//! ```text
//!   SPF: fail (step 14)
//!     May 198.51.100.25 send for a-corp.example?
//!     [x] ip4:192.0.2.25
//!         does not match (RFC 7208 §5.6)
//!           11000110 00110011
//!             ^^  ^      ^^
//!     [+] -all
//!         matches every address: fail (RFC 7208 §5.1)
//! ```
//!
//! Nothing rests on colour: a sign stands before each reason, marks stand under what differs in an exhibit.

mod exhibit;

use crate::lang::Lang;
use crate::report::labels;
use crate::report::page::Page;
use crate::story::{Proof, Reason, Sign, Story};
use crate::{text, words};

/// How deep a tree is indented; what is deeper stands below it.
const DEEPEST: usize = 8;

/// All proofs of a story.
pub(super) fn section(page: &mut Page, story: &Story) {
    let lang = page.look.lang;
    page.heading(words!(lang, en: "Why", ja: "判定の理由"));
    if story.proofs.is_empty() {
        page.line(words!(
            lang,
            en: "Nothing was checked, or the trace does not say why it came out so.",
            ja: "何も確かめていないか、トレースに理由の記録がありません。"
        ));
        return;
    }
    legend(page);
    for proof in &story.proofs {
        one(page, proof, &labels::proved(story, proof));
    }
}

/// Proofs of which no story is told.
pub(in crate::report) fn alone(page: &mut Page, proofs: &[Proof]) {
    legend(page);
    for proof in proofs {
        one(page, proof, &format!("{}: {}", proof.method, proof.result));
    }
}

fn legend(page: &mut Page) {
    let lang = page.look.lang;
    page.paragraph(
        0,
        words!(
            lang,
            en: "[+] holds  [x] does not  [!] error  [?] look twice  [ ] not looked at  [*] note",
            ja: "[+] 成立  [x] 不成立  [!] エラー  [?] 要注意  [ ] 調べていない  [*] 説明"
        ),
    );
    page.paragraph(
        0,
        words!(
            lang,
            en: "^ differs  + added  - removed  ~ does not count",
            ja: "^ 違う  + 追加  - 削除  ~ 判定に関係しない"
        ),
    );
}

/// One proof under its title.
fn one(page: &mut Page, proof: &Proof, title: &str) {
    page.gap();
    page.line(&page.look.toned(proof.tone, &page.look.strong(title)));
    page.paragraph(2, &proof.question);
    for reason in &proof.reasons {
        self::reason(page, reason, 1, None);
    }
    page.paragraph(2, &page.look.toned(proof.tone, &proof.conclusion));
}

/// A reason and what it rests on. A clause that the reason above has named already is not named again.
fn reason(page: &mut Page, reason: &Reason, depth: usize, named: Option<&str>) {
    let indent = depth.min(DEEPEST) * 2;
    let before = " ".repeat(indent);
    let text = said(reason, named, page.look.lang);
    if reason.label.is_empty() {
        page.hanging(&format!("{before}{} ", sign(reason.sign)), &text);
    } else {
        page.verbatim(&format!("{before}{} ", sign(reason.sign)), &reason.label);
        if !text.is_empty() {
            page.paragraph(indent + 4, &text);
        }
    }
    for exhibit in &reason.exhibits {
        exhibit::draw(page, exhibit, indent + 4);
    }
    for below in &reason.reasons {
        self::reason(page, below, depth + 1, reason.clause.as_deref().or(named));
    }
}

/// The text of a reason with the clause that says so.
fn said(reason: &Reason, named: Option<&str>, lang: Lang) -> String {
    match reason.clause.as_deref().filter(|clause| named != Some(clause)) {
        Some(clause) => {
            let clause = text!(lang, en: "({clause})", ja: "（{clause}）");
            let between = if lang == Lang::En && !reason.text.is_empty() { " " } else { "" };
            format!("{}{between}{clause}", reason.text)
        }
        None => reason.text.clone(),
    }
}

fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Yes => "[+]",
        Sign::No => "[x]",
        Sign::Error => "[!]",
        Sign::Warn => "[?]",
        Sign::Skipped => "[ ]",
        Sign::Note => "[*]",
    }
}

#[cfg(test)]
mod tests;
