//! Aggregate reports: what a receiver tells the owner of a domain, row by row (RFC 9990).

use super::Prose;
use crate::auth::aggregate::{Done, Row};
use crate::lang::Lang;
use crate::trace::{DkimResult, Policy, SpfResult};
use crate::{text, words};

/// A number of letters.
fn count(lang: Lang, letters: u32) -> String {
    let en = if letters == 1 { "letter" } else { "letters" };
    text!(lang, en: "{letters} {en}", ja: "{letters}通")
}

/// A report is written. `asked` where DNS was asked whether it is wanted there.
pub fn reported(lang: Lang, host: &str, domain: &str, letters: u32, sources: usize, to: &str, asked: bool) -> Prose {
    let title = words!(lang, en: "A report to the owner of the domain", ja: "ドメインの持ち主へのレポート");
    let (letters, addresses) = (count(lang, letters), if sources == 1 { "address" } else { "addresses" });
    let written = text!(
        lang,
        en: "The day is over. {host} counts what has come in the name of {domain}: {letters} from {sources} {addresses}. It \
             writes that to {to} (aggregate report).",
        ja: "1日が終わりました。{host} は、{domain} を名乗って届いたメールを数えます。{sources}か所のIPアドレスから{letters}でした。\
             これを {to} に報告します（集計レポート）。"
    );
    let may = words!(
        lang,
        en: "The address is in another domain, so DNS was asked there whether such reports are wanted: they are.",
        ja: "あて先は別のドメインなので、「このレポートを受け取りますか」とそのドメインのDNSに尋ねました。答えは「はい」でした。"
    );
    let asked_for = words!(
        lang,
        en: "The owner asked for it with rua= in the DMARC record. No reader and no text of a letter is named in it.",
        ja: "持ち主が、DMARCレコードの rua= で頼んでおいたものです。読んだ人の名前やメールの本文は書かれません。"
    );
    Prose::new(title, super::join(lang, &[&written, if asked { may } else { "" }])).meaning(asked_for)
}

/// A report is not sent, because nobody at that address has asked for it.
pub fn not_reported(lang: Lang, host: &str, domain: &str, to: &str) -> Prose {
    let title = words!(lang, en: "No report to that address", ja: "そのあて先にはレポートを送らない");
    let text = text!(
        lang,
        en: "The record of {domain} names {to} for reports, an address in another domain. {host} asks DNS there whether they \
             are wanted, and finds no word of it: nothing is sent.",
        ja: "{domain} のレコードには、レポートのあて先として {to} が書かれています。別のドメインのアドレスです。{host} は、そのドメインが\
             受け取ると言っているかをDNSに尋ねましたが、答えがありません。レポートは送りません。"
    );
    Prose::new(title, text).meaning(words!(
        lang,
        en: "Otherwise anybody could have reports poured over an innocent address.",
        ja: "そうしないと、無関係な人のところにレポートを送りつけることができてしまいます。"
    ))
}

/// What a report is about, in one sentence.
pub fn report_begins(lang: Lang, receiver: &str, domain: &str, begin: &str, end: &str) -> String {
    text!(
        lang,
        en: "{receiver} reports on letters in the name of {domain}, from {begin} to {end}:",
        ja: "{receiver} が、{domain} を名乗るメールについて報告します（{begin} から {end} まで）。"
    )
}

/// What a proof asks.
pub fn report_question(lang: Lang, domain: &str, receiver: &str) -> String {
    text!(
        lang,
        en: "Who has sent letters in the name of {domain} to {receiver}?",
        ja: "{domain} を名乗って {receiver} にメールを送ったのは誰でしょうか。"
    )
}

/// How many letters, from how many addresses.
pub fn report_counts(lang: Lang, letters: u32, sources: usize) -> String {
    let letters = count(lang, letters);
    let addresses = if sources == 1 { "address" } else { "addresses" };
    text!(lang, en: "{letters} from {sources} {addresses}", ja: "{sources}か所から{letters}")
}

/// What the report comes to: how many letters passed, and how many did not.
pub fn report_conclusion(lang: Lang, passed: u32, failed: u32) -> String {
    let (passed, failed_letters) = (count(lang, passed), count(lang, failed));
    if failed == 0 {
        return text!(lang, en: "{passed} passed DMARC, none failed.", ja: "{passed}がDMARCに成功し、失敗はありません。");
    }
    text!(
        lang,
        en: "{passed} passed DMARC, {failed_letters} did not. Whether those were forged or a server of your own that was \
             forgotten, only you can tell, by the addresses.",
        ja: "DMARCに成功したのは{passed}、失敗したのは{failed_letters}です。なりすましか、設定し忘れた自分のサーバーか。IPアドレスを見て\
             判断できるのは、持ち主だけです。"
    )
}

/// The policy that was published.
pub fn report_policy(lang: Lang, domain: &str, policy: Policy) -> String {
    text!(
        lang,
        en: "The policy that the receiver found for {domain}: p={policy}.",
        ja: "受信者が見つけた {domain} のポリシーは p={policy} です。"
    )
}

/// One row: from where, how many, how DMARC came out, and what became of them.
pub fn report_row(lang: Lang, ip: &str, row: &Row) -> String {
    let letters = count(lang, row.letters);
    let (verdict, done) = (verdict(lang, row), done(lang, row));
    text!(lang, en: "{letters} from {ip}. {verdict} {done}", ja: "{ip} から{letters}。{verdict}{done}")
}

fn verdict(lang: Lang, row: &Row) -> String {
    match (row.spf_aligned, row.dkim_aligned) {
        (true, true) => words!(
            lang,
            en: "DMARC passed, by SPF and by DKIM.",
            ja: "DMARCは成功（SPFもDKIMも一致）。"
        )
        .to_owned(),
        (true, false) => words!(lang, en: "DMARC passed, by SPF.", ja: "DMARCは成功（SPFが一致）。").to_owned(),
        (false, true) => words!(lang, en: "DMARC passed, by DKIM.", ja: "DMARCは成功（DKIMが一致）。").to_owned(),
        (false, false) => {
            let words = unaligned(lang, row);
            text!(lang, en: "DMARC failed.{words}", ja: "DMARCは失敗。{words}")
        }
    }
}

/// For whom SPF passed, where that is not the author's domain.
fn unaligned(lang: Lang, row: &Row) -> String {
    match &row.spf {
        Some((domain, SpfResult::Pass)) => text!(
            lang,
            en: " SPF passed, but for {domain}.",
            ja: "SPFは {domain} について成功しましたが、便せんの差出人とは違います。"
        ),
        _ => String::new(),
    }
}

fn done(lang: Lang, row: &Row) -> &'static str {
    match (row.done, row.overridden) {
        (Done::Passed, _) => words!(lang, en: "Delivered.", ja: "届けました。"),
        (Done::Nothing, true) => {
            words!(lang, en: "Delivered, by a rule of the receiver's own.", ja: "受信者自身の規則により届けました。")
        }
        (Done::Nothing, false) => words!(lang, en: "Delivered all the same.", ja: "それでも届けました。"),
        (Done::Quarantined, _) => {
            words!(lang, en: "Put into the junk folder.", ja: "迷惑メールフォルダーに入れました。")
        }
        (Done::Rejected, _) => words!(lang, en: "Refused.", ja: "受け取りを拒否しました。"),
    }
}

/// What SPF said about these letters.
pub fn report_spf(lang: Lang, domain: &str, result: SpfResult, aligned: bool) -> String {
    let aligned = alignment(lang, aligned);
    text!(
        lang,
        en: "SPF was asked about {domain}, the domain on the envelope: {result}, {aligned}.",
        ja: "SPFは封筒のドメイン {domain} について {result}、{aligned}。"
    )
}

/// What DKIM said about one signature on these letters.
pub fn report_dkim(lang: Lang, domain: &str, result: DkimResult, aligned: bool) -> String {
    let aligned = alignment(lang, aligned);
    text!(
        lang,
        en: "A signature of {domain}: {result}, {aligned}.",
        ja: "{domain} の署名は {result}、{aligned}。"
    )
}

fn alignment(lang: Lang, aligned: bool) -> &'static str {
    if aligned {
        words!(lang, en: "aligned with From", ja: "便せんの差出人と一致")
    } else {
        words!(lang, en: "not aligned with From", ja: "便せんの差出人と不一致")
    }
}

/// A report is read.
pub fn report_read(lang: Lang, user: &str, receiver: &str, domain: &str, counts: &str) -> Prose {
    let title = words!(lang, en: "The report is read", ja: "レポートを読む");
    let text = text!(
        lang,
        en: "{user} opens the report of {receiver} on {domain}. It counts {counts}; each row says from where, how often, and \
             what became of them.",
        ja: "{user} さんが、{domain} についての {receiver} のレポートを開きました。{counts}のメールが数えられています。行ごとに、どこから、\
             何通、どう扱われたかが書かれています。"
    );
    Prose::new(title, text).meaning(words!(
        lang,
        en: "The attachment is XML under gzip: programs read it, and here it is put into words.",
        ja: "添付ファイルはXMLをgzipで圧縮したもので、ふつうはプログラムが読みます。ここでは言葉に直して示します。"
    ))
}
