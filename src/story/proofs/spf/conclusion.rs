//! The result in one or two sentences, with what decided.

use super::words;
use crate::lang::Lang;
use crate::text;
use crate::trace::SpfResult;
use crate::trace::proof::spf::{Branch, Evaluation, Ground, Outcome, Term};

/// What came out, and why.
pub(super) fn sentence(evaluation: &Evaluation, lang: Lang) -> String {
    words::join(lang, &[&answer(evaluation, lang), &ground(&evaluation.branch, lang)])
}

fn answer(evaluation: &Evaluation, lang: Lang) -> String {
    let (domain, ip) = (&evaluation.branch.domain, evaluation.ip);
    match evaluation.result() {
        SpfResult::Pass => {
            text!(
                lang,
                en: "pass: {domain} lets {ip} send.",
                ja: "pass（成功）：{domain} は {ip} からの送信を認めています。"
            )
        }
        SpfResult::Fail => text!(
            lang,
            en: "fail: {domain} does not let {ip} send.",
            ja: "fail（失敗）：{domain} は {ip} からの送信を認めていません。"
        ),
        SpfResult::Softfail => text!(
            lang,
            en: "softfail: {domain} probably does not let {ip} send.",
            ja: "softfail（弱い失敗）：{domain} は {ip} からの送信をおそらく認めていません。"
        ),
        SpfResult::Neutral => text!(
            lang,
            en: "neutral: {domain} says neither yes nor no about {ip}.",
            ja: "neutral（判断しない）：{domain} は {ip} について、よいとも悪いとも言っていません。"
        ),
        SpfResult::None => text!(
            lang,
            en: "none: {domain} does not say who may send.",
            ja: "none（設定なし）：{domain} は、どこから送ってよいかを公開していません。"
        ),
        SpfResult::Temperror => text!(
            lang,
            en: "temperror: for now nobody can tell whether {ip} may send.",
            ja: "temperror（一時エラー）：{ip} から送ってよいかどうか、今は分かりません。"
        ),
        SpfResult::Permerror => text!(
            lang,
            en: "permerror: until the record is corrected, nobody can tell whether {ip} may send.",
            ja: "permerror（設定エラー）：設定が直るまで、{ip} から送ってよいかどうか分かりません。"
        ),
    }
}

fn ground(branch: &Branch, lang: Lang) -> String {
    match (&branch.ground, deciding(branch)) {
        (Ground::Matched, Some(term)) => {
            let term = &term.text;
            text!(lang, en: "The term that decided is {term}.", ja: "決め手は項目 {term} です。")
        }
        (Ground::Redirected, Some(term)) => {
            let term = &term.text;
            text!(lang, en: "The record that {term} leads to decided.", ja: "{term} の案内先の設定で決まりました。")
        }
        (Ground::Mistake | Ground::Problem, Some(term)) => {
            let term = &term.text;
            text!(lang, en: "The trouble is with {term}.", ja: "問題は項目 {term} にあります。")
        }
        (Ground::Default, _) => text!(lang, en: "No term matched.", ja: "どの項目にも当てはまりませんでした。"),
        (Ground::SeveralRecords, _) => {
            text!(lang, en: "It has more than one record.", ja: "設定が2つ以上あります。")
        }
        (Ground::NotAscii, _) => {
            text!(lang, en: "The record is not plain ASCII.", ja: "設定にASCII以外の文字が入っています。")
        }
        (Ground::NoAnswer, _) => text!(lang, en: "DNS gave no answer.", ja: "DNSから答えがもらえませんでした。"),
        _ => String::new(),
    }
}

/// The term that ended the check, for good or ill.
fn deciding(branch: &Branch) -> Option<&Term> {
    let ended = |term: &&Term| matches!(term.outcome, Outcome::Problem { .. });
    branch.deciding().or_else(|| branch.terms.iter().find(ended))
}
