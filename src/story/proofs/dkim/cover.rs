//! Which fields are signed, and which are not.

use super::show::{exhibit, plain, span};
use crate::lang::Lang;
use crate::story::model::{Emphasis, Reason, Sign, Span};
use crate::story::safe;
use crate::trace::proof::dkim::{Covered, DkimProof};
use crate::{text, words};

/// Fields that a reader sees or goes by: whoever may change them may deceive (RFC 6376 §5.4.1).
const TELLING: [&str; 7] = ["Subject", "To", "Cc", "Date", "Reply-To", "Content-Type", "MIME-Version"];

/// The fields of `h=`, and those that it leaves out.
pub fn reason(facts: &DkimProof, lang: Lang) -> Option<Reason> {
    if facts.signed.is_empty() {
        return None;
    }
    let text = words!(
        lang,
        en: "These fields are signed, in this order. Of several with the same name, the lowest is taken first.",
        ja: "署名の対象になっているフィールドを、この順に並べて計算します。同じ名前が複数あれば、下にあるものから取ります。"
    );
    let width = facts.signed.iter().map(|covered| covered.name.chars().count()).max().unwrap_or(0).min(30);
    let lines = facts.signed.iter().map(|covered| line(covered, width, lang)).collect();
    let children = doubled(facts, lang).into_iter().chain(unsigned(facts, lang)).chain(telling(facts, lang));
    let reason = Reason::new(Sign::Yes, "h=", text).clause("RFC 6376 §5.4.2");
    Some(reason.showing([exhibit("", lines)]).resting_on(children))
}

fn line(covered: &Covered, width: usize, lang: Lang) -> Vec<Span> {
    let name = safe::line(&covered.name);
    let (number, of) = (covered.from_bottom.unwrap_or(0), covered.of);
    let (note, emphasis) = match (covered.from_bottom, of) {
        (Some(_), 1) => (String::new(), Emphasis::Plain),
        (Some(_), _) => (
            text!(lang, en: "number {number} of {of}, from below", ja: "下から{number}番目（全部で{of}個）"),
            Emphasis::Quiet,
        ),
        (None, 0) => (words!(lang, en: "not in the letter", ja: "手紙にはない").to_owned(), Emphasis::Quiet),
        (None, _) => (words!(lang, en: "no more in the letter", ja: "手紙にはもうない").to_owned(), Emphasis::Quiet),
    };
    vec![plain(&format!("{name:width$}  ")), span(&note, emphasis)]
}

/// A name that stands for a field that must not be there.
fn doubled(facts: &DkimProof, lang: Lang) -> Option<Reason> {
    let mut names: Vec<&str> = Vec::new();
    for covered in facts.signed.iter().filter(|covered| covered.from_bottom.is_none()) {
        if !names.iter().any(|name| name.eq_ignore_ascii_case(&covered.name)) {
            names.push(&covered.name);
        }
    }
    let label = safe::line(&names.join(", "));
    let text = words!(
        lang,
        en: "It is listed once more than the letter has it. So anyone who adds such a field breaks the signature.",
        ja: "手紙にある数より1つ多く挙げられています。こうしておくと、誰かがこのフィールドを足せば署名が壊れます。"
    );
    (!names.is_empty()).then(|| Reason::new(Sign::Yes, label, text).clause("RFC 6376 §8.15"))
}

fn unsigned(facts: &DkimProof, lang: Lang) -> Option<Reason> {
    let mut names: Vec<&str> = facts.unsigned.iter().map(String::as_str).collect();
    names.dedup();
    let label = safe::line(&names.join(", "));
    let text = words!(
        lang,
        en: "Not signed: anybody on the way may have written or changed these.",
        ja: "署名の対象ではありません。途中で誰でも書き足したり、書き換えたりできます。"
    );
    (!names.is_empty()).then(|| Reason::new(Sign::Note, label, text).clause("RFC 6376 §5.4"))
}

fn telling(facts: &DkimProof, lang: Lang) -> impl Iterator<Item = Reason> {
    let is_unsigned = |name: &&str| facts.unsigned.iter().any(|other| other.eq_ignore_ascii_case(name));
    TELLING.into_iter().filter(is_unsigned).map(move |name| {
        let text = text!(
            lang,
            en: "{name} is seen by the reader or by the mail client, and this signature does not protect it.",
            ja: "{name} は読む人やメールソフトが見るものですが、この署名では守られていません。"
        );
        Reason::new(Sign::Warn, name, text).clause("RFC 6376 §5.4.1")
    })
}
