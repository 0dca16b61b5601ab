//! Stages ① and ③: what an SMTP conversation consists of, and what servers write on the letter.

use std::net::IpAddr;

use super::Prose;
use crate::lang::Lang;
use crate::trace::Service;
use crate::{text, words};

/// A connection is made and both sides introduce themselves.
pub fn greeting(
    lang: Lang,
    service: Service,
    client: &str,
    client_ip: IpAddr,
    server: &str,
    server_ip: IpAddr,
) -> Prose {
    let title = text!(lang, en: "Connecting to {server}", ja: "{server} に接続する");
    let text = match service {
        Service::Submission => text!(
            lang,
            en: "{client} connects to its own mail server {server} [{server_ip}], port 587: the door where users hand in \
                 letters (submission). The two greet each other with EHLO.",
            ja: "{client} が、自分のメールサーバー {server} ({server_ip}) のポート587に接続しました。\
                 利用者が手紙を預ける窓口（サブミッション）です。EHLO で互いにあいさつします。"
        ),
        _ => text!(
            lang,
            en: "{client} connects to {server} [{server_ip}], port 25: the door where mail servers pass letters to each \
                 other (relay). In EHLO it may call itself anything; the address it calls from, {client_ip}, is much \
                 harder to fake.",
            ja: "{client} が {server} ({server_ip}) のポート25に接続しました。サーバー同士がメールを渡し合う窓口（リレー）\
                 です。EHLO では何とでも名乗れますが、接続元のIPアドレス {client_ip} はそう簡単にはごまかせません。"
        ),
    };
    Prose { title, text }
}

/// One more recipient, after the server has said something about the one before.
pub fn another_recipient(lang: Lang, rcpt_to: &str, refusal: Option<&str>) -> Prose {
    let reply = refusal.map(|reply| text!(lang, en: "The server answers: {reply}", ja: "サーバーの返事: {reply}"));
    let asked = text!(
        lang,
        en: "The same letter is for others as well: {rcpt_to} (RCPT TO). A server answers for each recipient on its own.",
        ja: "同じ手紙には、ほかの宛先もあります。{rcpt_to} (RCPT TO) です。サーバーは宛先ごとに返事をします。"
    );
    let title = words!(lang, en: "The next recipient", ja: "次の宛先").to_owned();
    Prose { title, text: super::join(lang, &[&asked, reply.as_deref().unwrap_or_default()]) }
}

/// The envelope is handed over. `refusal` holds the reply where the server would not have it.
pub fn envelope(lang: Lang, stage_one: bool, mail_from: &str, rcpt_to: &str, refusal: Option<&str>) -> Prose {
    let title = words!(lang, en: "The envelope comes first", ja: "まず封筒を渡す").to_owned();
    let handed = if rcpt_to.is_empty() {
        text!(
            lang,
            en: "Only the envelope is handed over for now; its sender is {mail_from} (MAIL FROM).",
            ja: "まず封筒の情報だけを渡します。差出人は {mail_from} (MAIL FROM) です。"
        )
    } else {
        text!(
            lang,
            en: "Only the envelope is handed over for now: from {mail_from} (MAIL FROM), to {rcpt_to} (RCPT TO).",
            ja: "まず封筒の情報だけを渡します。差出人は {mail_from} (MAIL FROM)、宛先は {rcpt_to} (RCPT TO) です。"
        )
    };
    let meaning = match refusal {
        Some(reply) => text!(lang, en: "The server answers: {reply}", ja: "サーバーの返事: {reply}"),
        None if mail_from == "<>" => words!(
            lang,
            en: "The empty sender <> marks a notice from a server: nobody must ever answer it with another bounce.",
            ja: "差出人が空 (<>) なのは、サーバーからのお知らせの印です。これに不達通知を返してはいけません。"
        )
        .to_owned(),
        None if stage_one => words!(
            lang,
            en: "What stands on the letter inside plays no part here.",
            ja: "中の便せんに何が書かれているかは、ここでは関係ありません。"
        )
        .to_owned(),
        None => words!(
            lang,
            en: "As on a paper envelope, any sender can be written there; should delivery fail, the news goes to \
                 that address.",
            ja: "紙の封筒と同じで、差出人には何でも書けます。届かないときの知らせは、ここに書かれた差出人に戻ります。"
        )
        .to_owned(),
    };
    Prose { title, text: super::join(lang, &[&handed, &meaning]) }
}

/// The letter crosses to a server that has not taken it yet. `refusal` holds its reply where it said no at once.
pub fn data(lang: Lang, client: &str, server: &str, refusal: Option<&str>) -> Prose {
    let handed = text!(
        lang,
        en: "Now {client} hands the letter itself to {server}: header and body, after DATA.",
        ja: "{client} が {server} に便せん（ヘッダーと本文）を渡しました (DATA)。"
    );
    let then = match refusal {
        Some(reply) => text!(lang, en: "The server answers: {reply}", ja: "サーバーの返事: {reply}"),
        None => text!(
            lang,
            en: "Before {server} answers, it wants to know whether the sender is who they say they are.",
            ja: "{server} は返事をする前に、差出人が名乗ったとおりの相手かどうかを調べます。"
        ),
    };
    let title = words!(lang, en: "The letter itself", ja: "便せんを渡す").to_owned();
    Prose { title, text: super::join(lang, &[&handed, &then]) }
}

/// A header field was added. `receiver` where the server that adds it has already decided about the letter.
pub fn added(lang: Lang, host: &str, name: &str, tags: &[(&str, String)], receiver: bool) -> Prose {
    let tag = |wanted: &str| tags.iter().find(|(name, _)| *name == wanted).map_or("?", |(_, value)| value.as_str());
    match name.to_ascii_lowercase().as_str() {
        "received" => received(lang, host, receiver),
        "dkim-signature" => signature(lang, host, tag("d"), tag("s")),
        "authentication-results" => findings(lang, host),
        "return-path" => return_path(lang, host),
        _ => Prose {
            title: text!(lang, en: "{name} is added", ja: "{name} を書き足す"),
            text: text!(
                lang,
                en: "{host} puts the header field {name} on top of the letter.",
                ja: "{host} が便せんのいちばん上に {name} というヘッダーフィールドを書き足しました。"
            ),
        },
    }
}

fn received(lang: Lang, host: &str, receiver: bool) -> Prose {
    let title = words!(lang, en: "A postmark: Received", ja: "消印を押す (Received)").to_owned();
    let text = if receiver {
        text!(
            lang,
            en: "{host} adds its own Received line on top, with the address that really called. Read them from the top: \
                 the newest is yours and can be trusted, those below came with the letter.",
            ja: "{host} も自分の Received を、実際に接続してきたIPアドレスとともにいちばん上に書き足しました。\
                 Received は上から読みます。いちばん上は自分のサーバーが書いたので信頼でき、その下は手紙と一緒に届いたものです。"
        )
    } else {
        text!(
            lang,
            en: "{host} writes on top of the letter from whom it came, and when (Received). Every server on the way adds \
                 such a line above the others, like a postmark.",
            ja: "{host} が、誰からいつ受け取ったかを便せんのいちばん上に書き足しました (Received)。\
                 経由したサーバーが1行ずつ上に重ねていく、消印のようなものです。"
        )
    };
    Prose { title, text }
}

fn signature(lang: Lang, host: &str, domain: &str, selector: &str) -> Prose {
    Prose {
        title: text!(lang, en: "Signed by {domain} (DKIM)", ja: "署名する (DKIM)"),
        text: text!(
            lang,
            en: "{host} signs the letter in the name of {domain} (DKIM, an electronic signature). The key to check it \
                 is public, in DNS at {selector}._domainkey.{domain}; a letter changed on the way no longer fits its \
                 signature.",
            ja: "{host} が {domain} の名前で手紙に署名しました（DKIM、電子署名）。確かめるための公開鍵は、DNSの \
                 {selector}._domainkey.{domain} に置かれています。途中で書き換えられた手紙は、署名と合わなくなります。"
        ),
    }
}

fn findings(lang: Lang, host: &str) -> Prose {
    Prose {
        title: words!(lang, en: "The findings are noted", ja: "認証の結果を書き足す").to_owned(),
        text: text!(
            lang,
            en: "{host} writes what SPF, DKIM and DMARC found onto the letter (Authentication-Results). The reader's \
                 “show original” takes its table from this line.",
            ja: "{host} が、SPF・DKIM・DMARC の結果を便せんに書き足しました（Authentication-Results、認証の結果）。\
                 「メッセージのソースを表示」で見える表は、この行をもとにしています。"
        ),
    }
}

fn return_path(lang: Lang, host: &str) -> Prose {
    Prose {
        title: words!(lang, en: "Out of the envelope: Return-Path", ja: "封筒の差出人を書き写す (Return-Path)")
            .to_owned(),
        text: text!(
            lang,
            en: "The way ends here, and {host} takes the letter out of its envelope. So that the envelope's sender is not \
                 lost, it is copied onto the letter as Return-Path: compare it with From later.",
            ja: "配送はここで終わり、{host} は手紙を封筒から出します。封筒の差出人（エンベロープFrom）が分からなくならないように、\
                 Return-Path として便せんに書き写します。あとで From と見比べるのはこの行です。"
        ),
    }
}

/// Header fields were taken out.
pub fn removed(lang: Lang, host: &str, name: &str) -> Prose {
    let title = text!(lang, en: "{name} is removed", ja: "{name} を取り除く");
    let text = if name.eq_ignore_ascii_case("Authentication-Results") {
        text!(
            lang,
            en: "The letter brought an Authentication-Results field along that claims to be from {host}. Anybody can write \
                 such a line; {host} removes it, so that nobody takes it for its own.",
            ja: "{host} が書いたと称する Authentication-Results が、はじめから手紙に付いていました。こうした行は誰にでも書けます。\
                 本物と取り違えないように、{host} が取り除きました。"
        )
    } else {
        text!(
            lang,
            en: "The letter brought a {name} field along that only this server may write. {host} removes it.",
            ja: "このサーバーだけが書いてよい {name} が、はじめから手紙に付いていました。{host} が取り除きました。"
        )
    };
    Prose { title, text }
}
