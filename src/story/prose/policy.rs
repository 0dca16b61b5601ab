//! MTA-STS: what a domain says about encryption, and what a sender makes of it.

use super::Prose;
use crate::lang::Lang;
use crate::trace::{StsFailure, StsMode, StsTrouble};
use crate::{text, words};

fn title(lang: Lang) -> &'static str {
    words!(lang, en: "Does it have to be encrypted? (MTA-STS)", ja: "暗号化のポリシーを調べる (MTA-STS)")
}

/// Nobody knows what came of it.
pub fn policy_unknown(lang: Lang, host: &str) -> Prose {
    let asks = text!(
        lang,
        en: "{host} looks for what the domain says about encryption.",
        ja: "{host} が、暗号化についてのポリシーを調べます。"
    );
    Prose::new(title(lang), asks)
}

/// The domain has none.
pub fn policy_none(lang: Lang, host: &str, domain: &str) -> Prose {
    let asked = text!(
        lang,
        en: "{host} asks DNS whether {domain} has a policy about encryption (_mta-sts.{domain}). It has none.",
        ja: "{host} が、{domain} に暗号化のポリシーがあるかをDNSに尋ねました (_mta-sts.{domain})。ありませんでした。"
    );
    let so = words!(
        lang,
        en: "So the letter is encrypted where the other server offers it, and otherwise not.",
        ja: "そのため、相手のサーバーが対応していれば暗号化し、そうでなければ平文で送ります。"
    );
    Prose::new(title(lang), asked).meaning(so)
}

/// What a policy says.
pub fn policy_says(lang: Lang, mode: StsMode, mx: &str) -> String {
    match mode {
        StsMode::Enforce => text!(
            lang,
            en: "send only over an encrypted line, and only to {mx} (mode: enforce)",
            ja: "必ず暗号化し、{mx} 以外には送らないこと (mode: enforce)"
        ),
        StsMode::Testing => text!(
            lang,
            en: "the line should be encrypted, and the server be {mx}; it is only a test for now (mode: testing)",
            ja: "暗号化し、{mx} に送ること。ただし今は試験中 (mode: testing)"
        ),
        StsMode::None => {
            words!(lang, en: "no demands any more (mode: none)", ja: "もう何も求めない (mode: none)").to_owned()
        }
    }
}

/// It was fetched.
pub fn policy_fetched(lang: Lang, host: &str, domain: &str, says: &str, kept: &str) -> Prose {
    let fetched = text!(
        lang,
        en: "DNS says that {domain} has a policy about encryption. {host} fetches it over HTTPS from mta-sts.{domain}: {says}.",
        ja: "{domain} には暗号化のポリシーがあると、DNSが答えました。{host} は mta-sts.{domain} からHTTPSで取得します。\
             内容は「{says}」です。"
    );
    let proves = text!(
        lang,
        en: "The certificate of the web server proves that nobody on the way has changed the page. {host} remembers it for \
             {kept}.",
        ja: "ウェブサーバーの証明書が正しいので、途中で書き換えられていないと分かります。{host} はこれを{kept}間覚えておきます。"
    );
    Prose::new(title(lang), fetched).meaning(proves)
}

/// It was kept from an earlier time.
pub fn policy_kept(lang: Lang, host: &str, domain: &str, says: &str) -> Prose {
    let kept = text!(
        lang,
        en: "{host} still knows the policy of {domain} about encryption: {says}.",
        ja: "{host} は、前に取得した {domain} の暗号化のポリシーを覚えています。内容は「{says}」です。"
    );
    let late = words!(
        lang,
        en: "Somebody who takes the policy out of DNS now comes too late.",
        ja: "誰かが今になってDNSからポリシーを消しても、もう手遅れです。"
    );
    Prose::new(title(lang), kept).meaning(late)
}

/// It could not be fetched.
pub fn policy_failed(lang: Lang, host: &str, domain: &str, why: StsTrouble) -> Prose {
    let why = match why {
        StsTrouble::Unreachable => words!(lang, en: "nobody answers there", ja: "応答がありません"),
        StsTrouble::Certificate => {
            words!(lang, en: "the certificate there is not the right one", ja: "証明書が正しくありません")
        }
        StsTrouble::NotThere => words!(lang, en: "the page is not there", ja: "ページがありません"),
        StsTrouble::Unreadable => words!(lang, en: "what is there is no policy", ja: "内容がポリシーではありません"),
    };
    let failed = text!(
        lang,
        en: "DNS says that {domain} has a policy about encryption, but {host} cannot fetch it from mta-sts.{domain}: {why}.",
        ja: "{domain} には暗号化のポリシーがあると、DNSが答えました。しかし {host} は mta-sts.{domain} から取得できません。{why}。"
    );
    let so = words!(
        lang,
        en: "Who has no policy yet goes on as if there were none.",
        ja: "ポリシーをまだ知らない送信側は、ポリシーがないものとして先に進みます。"
    );
    Prose::new(title(lang), failed).meaning(so)
}

/// The server keeps to it.
pub fn policy_obeyed(lang: Lang, server: &str, domain: &str) -> Prose {
    let obeyed = text!(
        lang,
        en: "The line is encrypted, and the certificate says that this is {server}, one of the servers that {domain} names \
             in its policy.",
        ja: "通信は暗号化され、証明書から、相手が {domain} のポリシーにある {server} だと確かめられました。"
    );
    Prose::new(words!(lang, en: "The policy is kept", ja: "ポリシーどおり"), obeyed)
}

/// It does not.
pub fn policy_broken(lang: Lang, host: &str, server: &str, domain: &str, failure: StsFailure, mode: StsMode) -> Prose {
    let wrong = match failure {
        StsFailure::OtherName => text!(
            lang,
            en: "DNS leads to {server}, and the policy of {domain} names no such server.",
            ja: "DNSが示した {server} は、{domain} のポリシーにないサーバーです。"
        ),
        StsFailure::NoStarttls => text!(
            lang,
            en: "No offer of encryption came from {server}, and the policy of {domain} demands it.",
            ja: "{server} から「暗号化できる」という返事がありません。{domain} のポリシーは暗号化を求めています。"
        ),
        StsFailure::Certificate => text!(
            lang,
            en: "The certificate that {host} was shown is not one for {server} that can be trusted.",
            ja: "{host} に示された証明書は、{server} のものとして信頼できません。"
        ),
    };
    let title = words!(lang, en: "Against the policy", ja: "ポリシーに合わない");
    if mode != StsMode::Enforce {
        let on = words!(
            lang,
            en: "The policy is only being tested, so the letter goes on.",
            ja: "ポリシーは試験中なので、手紙はそのまま送られます。"
        );
        return Prose::new(title, wrong).meaning(on);
    }
    let stays = text!(
        lang,
        en: "{host} does not hand the letter over.",
        ja: "{host} は手紙を渡しません。"
    );
    let better = words!(
        lang,
        en: "A letter that waits is better than one that the wrong people read.",
        ja: "知らない誰かに読まれるくらいなら、待たせるほうを選びます。"
    );
    Prose::new(title, super::join(lang, &[&wrong, &stays])).meaning(better)
}
