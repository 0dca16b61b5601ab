//! Stage ③: what SPF asks, and what its answers mean.

use super::Prose;
use crate::lang::Lang;
use crate::trace::proof::spf::{Ground, Outcome, Problem, Term};
use crate::trace::{SpfCheck, SpfIdentity, SpfResult};
use crate::{text, words};

/// SPF: may this address send for the domain on the envelope?
pub fn spf(lang: Lang, check: &SpfCheck) -> Prose {
    let (domain, ip, result) = (&check.domain, check.ip, check.result);
    let asked = match check.identity {
        SpfIdentity::MailFrom => text!(
            lang,
            en: "SPF asks {domain}, the domain on the envelope (MAIL FROM): may {ip} send mail for you?",
            ja: "SPF（送信元IPアドレスの確認）は、封筒のドメイン {domain} に「{ip} から送ってよいですか」と尋ねます。"
        ),
        SpfIdentity::Helo => text!(
            lang,
            en: "The envelope names no sender whom SPF could ask about, so it asks about the name in EHLO, {domain}: may {ip} send under it?",
            ja: "封筒に、調べられる差出人のアドレスがないので、SPF（送信元IPアドレスの確認）は、EHLO で名乗った {domain} に「{ip} から送ってよいですか」\
                 と尋ねます。"
        ),
    };
    let title = format!("SPF: {result}");
    Prose::new(title, super::join(lang, &[&asked, &answer(lang, check)])).meaning(meaning(lang, result, check.identity))
}

fn answer(lang: Lang, check: &SpfCheck) -> String {
    let term = check.term.as_deref().map(|term| text!(lang, en: " ({term})", ja: " ({term})")).unwrap_or_default();
    match check.result {
        SpfResult::Pass => {
            text!(lang, en: "Its record in DNS says yes{term}.", ja: "DNSの答えは「はい」でした{term}。")
        }
        SpfResult::Fail => {
            text!(lang, en: "Its record in DNS says no{term}.", ja: "DNSの答えは「いいえ」でした{term}。")
        }
        SpfResult::Softfail => {
            text!(lang, en: "Its record says: probably not{term}.", ja: "DNSの答えは「おそらく違います」でした{term}。")
        }
        SpfResult::Neutral if check.term.is_none() => words!(
            lang,
            en: "No part of its record fits this address, and the record does not say what to make of all others (all).",
            ja: "このアドレスに当てはまる項目はなく、「それ以外」(all) をどうするかも書かれていませんでした。"
        )
        .to_owned(),
        SpfResult::Neutral => {
            text!(
                lang,
                en: "Its record says neither yes nor no{term}.",
                ja: "DNSの答えは「どちらとも言えません」でした{term}。"
            )
        }
        SpfResult::None => {
            text!(lang, en: "It has published no SPF record.", ja: "SPFの設定は公開されていませんでした。")
        }
        SpfResult::Temperror => text!(lang, en: "DNS gave no answer.", ja: "DNSから答えがもらえませんでした。"),
        SpfResult::Permerror => mistake(lang, check).to_owned(),
    }
}

fn meaning(lang: Lang, result: SpfResult, identity: SpfIdentity) -> &'static str {
    match result {
        SpfResult::Pass if identity == SpfIdentity::Helo => words!(
            lang,
            en: "Note that SPF looked only at what the caller said, never at the From that the reader sees.",
            ja: "ただし、SPFが見たのは相手の名乗りだけです。読む人に見える便せんの差出人（ヘッダーFrom）は見ていません。"
        ),
        SpfResult::Pass => words!(
            lang,
            en: "Note that SPF looked only at the envelope, never at the From that the reader sees.",
            ja: "ただし、SPFが見たのは封筒だけです。読む人に見える便せんの差出人（ヘッダーFrom）は見ていません。"
        ),
        SpfResult::Fail => words!(
            lang,
            en: "So the letter comes from a server that may not send for that domain: the envelope is forged, or somebody \
                 passed the letter on.",
            ja: "このドメインが認めたサーバーから来たメールではありません。封筒が偽装されたか、\
                 誰かが転送したと考えられます。"
        ),
        SpfResult::Softfail => words!(
            lang,
            en: "The domain has doubts, but does not forbid it: many receivers deliver such a letter and mark it.",
            ja: "疑わしいけれど禁止まではしていない、という弱い失敗です。多くの受信者は、印を付けたうえで届けます。"
        ),
        SpfResult::Neutral | SpfResult::None => words!(
            lang,
            en: "So SPF says nothing for or against this sender.",
            ja: "SPFからは、本物とも偽物とも言えません。"
        ),
        SpfResult::Temperror => words!(
            lang,
            en: "That may be over in a while, so it counts neither for nor against the sender.",
            ja: "しばらくすれば直るかもしれないので、本物とも偽物とも決められません。"
        ),
        SpfResult::Permerror => words!(
            lang,
            en: "Only the owner of the domain can correct that.",
            ja: "直せるのは、そのドメインの管理者だけです。"
        ),
    }
}

/// What is wrong with the record, as far as that fits one sentence: the proof says the rest.
fn mistake(lang: Lang, check: &SpfCheck) -> &'static str {
    let branch = check.proof.as_ref().map(|proof| &proof.branch);
    let problem = branch.and_then(|branch| branch.terms.iter().find_map(problem));
    match (branch.map(|branch| &branch.ground), problem) {
        (Some(Ground::SeveralRecords), _) => words!(
            lang,
            en: "It has published more than one SPF record. There may be only one, so none of them can be used.",
            ja: "SPFレコードが2つ以上公開されていました。1つでなければならない決まりなので、どれも使えません。"
        ),
        (_, Some(Problem::TooManyLookups)) => words!(
            lang,
            en: "Its record needs more than ten terms that ask DNS. That is the limit, so the record cannot be used.",
            ja: "DNSに尋ねなければならない項目が、上限の10個を超えていました。このレコードは使えません。"
        ),
        (_, Some(Problem::TooManyVoids)) => words!(
            lang,
            en: "Three names in its record led to nothing in DNS. No more than two may, so the record cannot be used.",
            ja: "DNSに何もない名前（空振り）が3つありました。許されるのは2つまでなので、このレコードは使えません。"
        ),
        _ => words!(
            lang,
            en: "Its record has a mistake and cannot be used.",
            ja: "公開された設定に誤りがあり、使えませんでした。"
        ),
    }
}

fn problem(term: &Term) -> Option<&Problem> {
    if let Outcome::Problem { problem } = &term.outcome { Some(problem) } else { None }
}
