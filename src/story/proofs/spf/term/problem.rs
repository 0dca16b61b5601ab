//! Why a term ended the evaluation with an error.

use super::super::{looks, mistakes, words};
use crate::lang::Lang;
use crate::text;
use crate::trace::proof::spf::{MOST_LOOKUPS, MOST_NAMES, MOST_VOIDS, Problem, Term};

/// What is wrong, and what follows from it.
pub(super) fn of(problem: &Problem, term: &Term, lang: Lang) -> String {
    match problem {
        Problem::Mistake { mistake, .. } => mistakes::sentence(*mistake, lang),
        Problem::TooManyLookups => text!(
            lang,
            en: "Only {MOST_LOOKUPS} terms may ask DNS, so that a record cannot make receivers work without end. This \
                 one is beyond the limit, so the result is permerror.",
            ja: "DNSに問い合わせる項目は{MOST_LOOKUPS}個までです。受信者にいくらでも仕事をさせられては困るからです。\
                 上限を超えたので、permerror（設定エラー）になります。"
        ),
        Problem::TooManyVoids => text!(
            lang,
            en: "More than {MOST_VOIDS} questions have found nothing in DNS. A correct record does not do that, so \
                 the result is permerror.",
            ja: "DNSに何もない問い合わせ（空振り）が{MOST_VOIDS}回を超えました。きちんとした設定では起きないことなので、\
                 permerror（設定エラー）になります。"
        ),
        Problem::TooManyServers { found } => text!(
            lang,
            en: "There are {found} mail servers, and no more than {MOST_NAMES} may be looked up. So the result is permerror.",
            ja: "メールサーバーが{found}台あります。調べてよいのは{MOST_NAMES}台までなので、permerror（設定エラー）になります。"
        ),
        Problem::NoAnswer => looks::no_answer(lang),
        Problem::TooLate => looks::too_late(lang),
        Problem::NoRecord => no_record(term, lang),
        Problem::Within { result } => {
            let result = words::result(lang, *result);
            text!(
                lang,
                en: "The check there ended with {result}, and an error there is an error here.",
                ja: "そこでの確認が {result}で終わりました。そこでのエラーは、ここでもエラーになります。"
            )
        }
    }
}

fn no_record(term: &Term, lang: Lang) -> String {
    let domain = term.branch.as_ref().map(|branch| branch.domain.as_str()).unwrap_or_default();
    text!(
        lang,
        en: "{domain} has no SPF record, so this term leads nowhere. That is a mistake in the record: permerror.",
        ja: "{domain} にはSPFの設定がなく、行き先がありません。この項目を書いた設定の誤りなので、\
             permerror（設定エラー）になります。"
    )
}
