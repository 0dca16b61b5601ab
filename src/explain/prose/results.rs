//! What `Authentication-Results` and its relatives say, and whether to believe it.

use crate::explain::outcome::Outcome;
use crate::explain::results::{Belief, Report};
use crate::lang::Lang;
use crate::story::safe;
use crate::{text, words};

/// One result in a sentence.
pub(crate) fn outcome(lang: Lang, outcome: &Outcome) -> String {
    let of = |names: &[&str]| names.iter().find_map(|name| outcome.property(name)).map(safe::line).unwrap_or_default();
    let result = safe::line(&outcome.result);
    match outcome.method.as_str() {
        "spf" => spf(lang, &result, &identity(lang, &of(&["smtp.mailfrom", "smtp.mail"]), &of(&["smtp.helo"]))),
        "dkim" => dkim(lang, &result, &of(&["header.d", "header.i"])),
        "dmarc" => dmarc(lang, &result, &of(&["header.from"])),
        "arc" => arc(lang, &result),
        other => {
            let method = safe::line(other);
            text!(
                lang,
                en: "The result of the check {method} is {result}.",
                ja: "{method} の確認結果は {result} です。"
            )
        }
    }
}

/// Whose name SPF was asked about.
fn identity(lang: Lang, mail_from: &str, helo: &str) -> String {
    match (mail_from, helo) {
        ("", "") => words!(lang, en: "the sender on the envelope", ja: "封筒の差出人").to_owned(),
        ("", helo) => text!(lang, en: "{helo} (the name in HELO)", ja: "{helo}（HELOの名前）"),
        (from, _) => text!(lang, en: "{from} (envelope From)", ja: "{from}（エンベロープFrom）"),
    }
}

fn spf(lang: Lang, result: &str, who: &str) -> String {
    match result {
        "pass" => text!(
            lang,
            en: "SPF passed: the calling server may send for {who}.",
            ja: "SPFはpass（成功）です。接続してきたサーバーは、{who}の名前で送ってよいことになっています。"
        ),
        "fail" | "hardfail" => text!(
            lang,
            en: "SPF failed: this server may not send for {who}, says its domain. The envelope is forged, or somebody passed the letter on.",
            ja: "SPFはfail（失敗）です。{who}のドメインは、このサーバーからの送信を認めていません。封筒の差出人の偽装か、転送です。"
        ),
        "softfail" => text!(
            lang,
            en: "SPF: softfail. This server probably may not send for {who}, says its domain.",
            ja: "SPFはsoftfail（弱い失敗）です。{who}のドメインによれば、このサーバーからの送信はおそらく認められていません。"
        ),
        "neutral" => text!(
            lang,
            en: "SPF: neutral. Whether this server may send for {who}, its domain does not say.",
            ja: "SPFはneutral（判断しない）です。{who}のドメインは、このサーバーについて何も言っていません。"
        ),
        "none" => text!(
            lang,
            en: "SPF: none. There is no SPF record for {who}.",
            ja: "SPFはnone（設定なし）です。{who}のSPFレコードはありません。"
        ),
        "temperror" | "permerror" => text!(
            lang,
            en: "SPF: {result}. The record for {who} could not be used.",
            ja: "SPFは{result}です。{who}のSPFレコードを使えませんでした。"
        ),
        _ => text!(lang, en: "SPF: {result}, for {who}.", ja: "SPFは{result}です（{who}）。"),
    }
}

fn dkim(lang: Lang, result: &str, domain: &str) -> String {
    let domain = domain.trim_start_matches('@');
    let domain =
        if domain.is_empty() { words!(lang, en: "the signing domain", ja: "署名ドメイン") } else { domain };
    match result {
        "pass" => text!(
            lang,
            en: "DKIM passed: {domain} has signed this letter, and what it signed has not been changed.",
            ja: "DKIMはpass（成功）です。{domain} が署名し、署名された部分は変わっていません。"
        ),
        "fail" => text!(
            lang,
            en: "DKIM failed: the signature of {domain} does not fit the letter. It was changed on the way, or the signature is forged.",
            ja: "DKIMはfail（失敗）です。{domain} の署名がメールと合いません。途中で変更されたか、署名が偽物です。"
        ),
        "none" => text!(
            lang,
            en: "DKIM: none. The letter was not signed.",
            ja: "DKIMはnone（設定なし）です。署名がありません。"
        ),
        _ => text!(
            lang,
            en: "DKIM: {result}. The signature of {domain} could not be judged.",
            ja: "DKIMは{result}です。{domain} の署名を確かめられませんでした。"
        ),
    }
}

fn dmarc(lang: Lang, result: &str, author: &str) -> String {
    let author = if author.is_empty() {
        words!(lang, en: "the domain in From", ja: "ヘッダーFromのドメイン")
    } else {
        author
    };
    match result {
        "pass" => text!(
            lang,
            en: "DMARC passed: SPF or DKIM speaks for {author}, the domain in From.",
            ja: "DMARCはpass（成功）です。SPFかDKIMが、ヘッダーFromのドメイン {author} を保証しています。"
        ),
        "bestguesspass" => text!(
            lang,
            en: "DMARC: {author} has no record. If it had one, the letter would pass.",
            ja: "DMARCのレコードは {author} にありませんが、もしあれば成功していたはずです。"
        ),
        "fail" => text!(
            lang,
            en: "DMARC failed: neither SPF nor DKIM speaks for {author}, the domain in From. The sender that you see may be forged.",
            ja: "DMARCはfail（失敗）です。SPFもDKIMも、ヘッダーFromのドメイン {author} を保証していません。\
                 見えている差出人は偽物かもしれません。"
        ),
        "none" => text!(
            lang,
            en: "DMARC: none. {author} has published no record, so forged letters in its name are not refused.",
            ja: "DMARCはnone（設定なし）です。{author} にレコードがないので、この名前をかたるメールを止める決まりがありません。"
        ),
        _ => text!(
            lang,
            en: "DMARC: {result}. The record of {author} could not be used.",
            ja: "DMARCは{result}です。{author} のレコードを使えませんでした。"
        ),
    }
}

fn arc(lang: Lang, result: &str) -> String {
    match result {
        "pass" => text!(
            lang,
            en: "ARC passed: no seal of the servers that passed the letter on is broken.",
            ja: "ARCはpass（成功）です。転送したサーバーの封印は、どれも破れていません。"
        ),
        "none" => text!(
            lang,
            en: "ARC: none. Nobody on the way has sealed the letter.",
            ja: "ARCはnone（設定なし）です。途中で封印したサーバーはありません。"
        ),
        _ => text!(
            lang,
            en: "ARC: {result}. The seals on the way do not hold.",
            ja: "ARCは{result}です。途中で付けられた封印は有効ではありません。"
        ),
    }
}

/// A result that nobody has to believe, in a sentence.
pub(crate) fn claimed(lang: Lang, result: &str) -> String {
    text!(lang, en: "It claims: {result}", ja: "書かれている内容：{result}")
}

/// Whether to believe a field, and why.
pub(crate) fn belief(lang: Lang, report: &Report) -> String {
    let server = safe::line(&report.server);
    match report.belief {
        Belief::Above => text!(
            lang,
            en: "Believed: it is above the Received line of the server that took the letter in, where nobody outside \
                 can write.",
            ja: "信頼できます。メールを受け入れたサーバーのReceived行より上にあり、外の人はここに書けません。"
        ),
        Belief::Own => text!(
            lang,
            en: "Believed: it names the receiver's own server ({server}) and is right below that server's Received \
                 line. (A well-kept server removes lines of others that use its name.)",
            ja: "信頼できます。受信側のサーバー（{server}）の名前が書かれ、\
                 そのサーバーのReceived行のすぐ下にあります。（正しく設定されたサーバーは、\
                 自分の名前をかたる行を取り除きます。）"
        ),
        Belief::Unnamed => text!(
            lang,
            en: "Probably to be believed: it names no server, as usual with Microsoft, but it is right below the \
                 Received line of the receiver's own server.",
            ja: "おそらく信頼できます。サーバーの名前はありませんが（Microsoftの書き方です）、\
                 受信側のサーバーのReceived行のすぐ下にあります。"
        ),
        Belief::Forged => text!(
            lang,
            en: "Not believed: it names the receiver's own server ({server}), but that server would not have written \
                 it here. The sender probably did.",
            ja: "信頼できません。受信側のサーバー（{server}）の名前が書かれていますが、\
                 そのサーバーがここに書くはずはありません。送信者が書いた偽物でしょう。"
        ),
        Belief::Foreign if server.is_empty() => text!(
            lang,
            en: "Not believed: it came with the letter, so anyone may have written it.",
            ja: "信頼できません。メールと一緒に届いた部分で、誰でも書けます。"
        ),
        Belief::Foreign => text!(
            lang,
            en: "Not believed: {server} is not the receiver's own server, and the field came with the letter. It may be true; anyone may have written it.",
            ja: "信頼できません。{server} は受信側のサーバーではなく、この行はメールと一緒に届きました。本当かもしれませんが、誰でも書けます。"
        ),
        Belief::Arc => text!(
            lang,
            en: "A copy for later servers: {server} says what it found. It is worth as much as the seals of the ARC chain, which are not verified here.",
            ja: "後のサーバーのための写しです。{server} が確かめた結果が書かれています。\
                 ARCの封印が有効なときだけ意味がありますが、ここでは検証していません。"
        ),
        Belief::Aside => text!(
            lang,
            en: "Not believed: a server has set this line aside, because somebody else wrote it.",
            ja: "信頼できません。ほかの人が書いたものとして、サーバーが別にしておいた行です。"
        ),
        Belief::Unknown => text!(
            lang,
            en: "Not believed: without a Received line of the receiver's own server nobody can tell who wrote it.",
            ja: "信頼できません。受信側のサーバーのReceived行がないので、誰が書いたのか分かりません。"
        ),
    }
}
