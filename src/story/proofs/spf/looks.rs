//! What was looked at for a term: questions to DNS, comparisons, names of the address, macros.

use std::net::IpAddr;

use super::bits;
use crate::lang::Lang;
use crate::story::model::{Emphasis, Exhibit, Reason, Sign, Span};
use crate::text;
use crate::trace::proof::spf::{Answered, Comparison, Kind, Look, Question, Target};

/// How many comparisons with what one question found are shown bit by bit, the one that matches not counted.
const MOST_EXHIBITS: usize = 3;

/// Each question with the comparisons that follow from its answer, and each name of the address.
pub(super) fn reasons(looks: &[Look], left_out: u32, kind: Kind, ip: IpAddr, lang: Lang) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for look in looks {
        match (look, reasons.last_mut()) {
            (Look::Asked(question), _) => reasons.push(asked(question, look.clause(kind), lang)),
            (Look::Named { name, validated, within }, _) => {
                reasons.push(named(name, *validated, *within, kind, lang).clause(look.clause(kind)));
            }
            (Look::Compared(comparison), Some(question)) => compared(question, comparison, ip, lang),
            // Shown with the term itself.
            (Look::Compared(_), None) => {}
        }
    }
    let more = text!(
        lang,
        en: "{left_out} more addresses were compared. None of them matched.",
        ja: "ほかに{left_out}個のIPアドレスと比べましたが、どれも違いました。"
    );
    reasons.extend((left_out > 0).then(|| Reason::new(Sign::Note, "…", more).clause(kind.clause())));
    reasons
}

fn asked(question: &Question, clause: &str, lang: Lang) -> Reason {
    let sign = match question.answer {
        Answered::Found => Sign::Yes,
        Answered::NoData | Answered::NxDomain | Answered::NotAName => Sign::No,
        Answered::Failed | Answered::Silent | Answered::TooLate => Sign::Error,
    };
    let label = format!("{} {}", question.name, question.rtype);
    let mut reason = Reason::new(sign, label, answer(question, lang)).clause(clause);
    reason.because.clone_from(&question.events);
    reason
}

/// What DNS answered.
pub(super) fn answer(question: &Question, lang: Lang) -> String {
    match question.answer {
        Answered::Found => {
            let (all, more) = (question.data.join(", "), question.left_out);
            if more > 0 {
                text!(lang, en: "DNS answers: {all}, and {more} more.", ja: "DNSの答え：{all}、ほか{more}個")
            } else {
                text!(lang, en: "DNS answers: {all}", ja: "DNSの答え：{all}")
            }
        }
        Answered::NoData => text!(
            lang,
            en: "The name exists, but has nothing of this kind (a void lookup).",
            ja: "名前はありますが、この種類のレコードがありません（空振り）。"
        ),
        Answered::NxDomain => {
            text!(lang, en: "There is no such name (a void lookup).", ja: "そのような名前はありません（空振り）。")
        }
        Answered::NotAName => text!(
            lang,
            en: "DNS does not allow such a name, so DNS was not asked.",
            ja: "DNSでは使えない形の名前なので、問い合わせませんでした。"
        ),
        Answered::Failed | Answered::Silent => no_answer(lang),
        Answered::TooLate => too_late(lang),
    }
}

/// What silence means.
pub(super) fn no_answer(lang: Lang) -> String {
    text!(
        lang,
        en: "DNS gave no answer. It may answer later, so nothing is decided yet.",
        ja: "DNSから答えがもらえませんでした。あとで答えが来るかもしれないので、まだ何も決められません。"
    )
}

/// What comes of a record that takes too long.
pub(super) fn too_late(lang: Lang) -> String {
    text!(
        lang,
        en: "The whole check took too long and was given up. It may work later, so nothing is decided yet.",
        ja: "全体に時間がかかりすぎたので、途中でやめました。あとでうまくいくかもしれないので、まだ何も決めません。"
    )
}

fn compared(question: &mut Reason, comparison: &Comparison, ip: IpAddr, lang: Lang) {
    if comparison.matches || question.exhibits.len() < MOST_EXHIBITS {
        question.exhibits.extend(bits::exhibit(ip, comparison, lang));
    }
}

fn named(name: &str, validated: bool, within: bool, kind: Kind, lang: Lang) -> Reason {
    let any_will_do = kind != Kind::Ptr;
    let (sign, said) = match (validated, within || any_will_do) {
        (false, _) => (
            Sign::No,
            text!(
                lang,
                en: "This name does not lead back to the address. Anybody can give an address a name, so it does not count.",
                ja: "この名前からは、元のIPアドレスに戻れません。名前は誰でも勝手に付けられるので、数えません。"
            ),
        ),
        (true, false) => (
            Sign::No,
            text!(
                lang,
                en: "This name leads back to the address, but it belongs to another domain.",
                ja: "元のIPアドレスに戻れますが、別のドメインの名前です。"
            ),
        ),
        (true, true) => (
            Sign::Yes,
            text!(
                lang,
                en: "This name leads back to the address, so it counts.",
                ja: "元のIPアドレスに戻れるので、数えます。"
            ),
        ),
    };
    Reason::new(sign, name, said)
}

/// Each macro before and after, and the name that they make.
pub(super) fn macros(target: &Target, lang: Lang) -> Option<Exhibit> {
    if target.expansions.is_empty() {
        return None;
    }
    let caption = if target.cut {
        text!(
            lang,
            en: "the name with its macros filled in; it was too long, so its left end was cut off",
            ja: "マクロに値を入れた名前。長すぎるので、左側を切りました"
        )
    } else {
        text!(lang, en: "the name with its macros filled in", ja: "マクロに値を入れた名前")
    };
    let whole = (target.spec.as_str(), target.name.as_str());
    let rows = target.expansions.iter().map(|one| (one.written.as_str(), one.value.as_str()));
    let rows = rows.filter(|row| *row != whole).chain([whole]);
    let width = target.expansions.iter().map(|one| one.written.chars().count()).max().unwrap_or_default();
    let line = |(before, after): (&str, &str)| {
        let span = |text: String, emphasis| Span { text, emphasis };
        vec![span(format!("{before:width$} → "), Emphasis::Plain), span(after.to_owned(), Emphasis::Added)]
    };
    Some(Exhibit { caption, lines: rows.map(line).collect() })
}
