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
    if service == Service::Submission {
        let connected = text!(
            lang,
            en: "{client} connects to its own mail server {server} [{server_ip}], port 587.",
            ja: "{client} が、自分のメールサーバー {server} ({server_ip}) のポート587に接続しました。"
        );
        let door = words!(
            lang,
            en: "That is the door where users hand in their letters (submission). The two greet each other with EHLO.",
            ja: "利用者が手紙を預ける窓口（サブミッション）です。EHLO で互いにあいさつします。"
        );
        return Prose::new(title, connected).meaning(door);
    }
    let connected = text!(
        lang,
        en: "{client} [{client_ip}] connects to {server} [{server_ip}], port 25.",
        ja: "{client} ({client_ip}) が、{server} ({server_ip}) のポート25に接続しました。"
    );
    let door = words!(
        lang,
        en: "That is the door where mail servers pass letters to each other (relay). In EHLO the caller may call itself \
             anything; the IP address it calls from is much harder to fake.",
        ja: "サーバー同士がメールを渡し合う窓口（リレー）です。EHLO では何とでも名乗れますが、\
             接続元のIPアドレスはそう簡単にはごまかせません。"
    );
    Prose::new(title, connected).meaning(door)
}

/// One more recipient, after the server has said something about the one before.
pub fn another_recipient(lang: Lang, rcpt_to: &str, refusal: Option<&str>) -> Prose {
    let reply = refusal.map(|reply| text!(lang, en: "The server answers: {reply}", ja: "サーバーの返事：{reply}"));
    let asked = text!(
        lang,
        en: "The same letter is for others as well: {rcpt_to} (RCPT TO). A server answers for each recipient on its own.",
        ja: "同じ手紙には、ほかの宛先もあります。{rcpt_to} (RCPT TO) です。サーバーは宛先ごとに返事をします。"
    );
    let title = words!(lang, en: "The next recipient", ja: "次の宛先");
    Prose::new(title, super::join(lang, &[&asked, reply.as_deref().unwrap_or_default()]))
}

/// The envelope is handed over. `refusal` holds the reply where the server would not have it.
pub fn envelope(lang: Lang, stage_one: bool, mail_from: &str, rcpt_to: &str, refusal: Option<&str>) -> Prose {
    let title = words!(lang, en: "The envelope comes first", ja: "まず封筒を渡す");
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
    if let Some(reply) = refusal {
        let reply = text!(lang, en: "The server answers: {reply}", ja: "サーバーの返事：{reply}");
        return Prose::new(title, super::join(lang, &[&handed, &reply]));
    }
    let meaning = match mail_from {
        "<>" => words!(
            lang,
            en: "The empty sender <> marks a notice from a server: nobody must ever answer it with another bounce.",
            ja: "差出人が空 (<>) なのは、サーバーからのお知らせの印です。これに不達通知を返してはいけません。"
        ),
        _ if stage_one => words!(
            lang,
            en: "What is written on the letter inside does not matter here.",
            ja: "中の便せんに何が書かれているかは、ここでは関係ありません。"
        ),
        _ => words!(
            lang,
            en: "As on a paper envelope, anyone's name can be written there as the sender. If delivery fails, the \
                 notice goes to that address.",
            ja: "紙の封筒と同じで、差出人には何でも書けます。届かなかったときの知らせは、ここに書かれた差出人に送られます。"
        ),
    };
    Prose::new(title, handed).meaning(meaning)
}

/// The letter crosses to a server that has not taken it yet. `refusal` holds its reply where it said no at once.
pub fn data(lang: Lang, client: &str, server: &str, refusal: Option<&str>) -> Prose {
    let title = words!(lang, en: "The letter itself", ja: "便せんを渡す");
    let handed = text!(
        lang,
        en: "Now {client} hands the letter itself to {server}: header and body, after DATA.",
        ja: "{client} が {server} に便せん（ヘッダーと本文）を渡しました (DATA)。"
    );
    if let Some(reply) = refusal {
        let reply = text!(lang, en: "The server answers: {reply}", ja: "サーバーの返事：{reply}");
        return Prose::new(title, super::join(lang, &[&handed, &reply]));
    }
    let checks = text!(
        lang,
        en: "Before {server} answers, it checks whether the sender is who they claim to be.",
        ja: "{server} は返事をする前に、差出人が名乗ったとおりの相手かどうかを調べます。"
    );
    Prose::new(title, handed).meaning(checks)
}

/// A header field was added. `receiver` where the server that adds it has already decided about the letter.
pub fn added(lang: Lang, host: &str, name: &str, tags: &[(&str, String)], receiver: bool) -> Prose {
    let tag = |wanted: &str| tags.iter().find(|(name, _)| *name == wanted).map_or("?", |(_, value)| value.as_str());
    match name.to_ascii_lowercase().as_str() {
        "received" => received(lang, host, receiver),
        "dkim-signature" => signature(lang, host, tag("d"), tag("s")),
        "message-instance" => message_instance(lang, host),
        "dkim2-signature" => signed_envelope(lang, host, tag("d")),
        "authentication-results" => findings(lang, host),
        "return-path" => return_path(lang, host),
        "delivered-to" => delivered_to(lang, host),
        "x-warning" => super::doubt::warning(lang, host),
        _ => Prose::new(
            text!(lang, en: "{name} is added", ja: "{name} を書き足す"),
            text!(
                lang,
                en: "{host} puts the header field {name} on top of the letter.",
                ja: "{host} が便せんのいちばん上に {name} というヘッダーフィールドを書き足しました。"
            ),
        ),
    }
}

fn received(lang: Lang, host: &str, receiver: bool) -> Prose {
    let title = words!(lang, en: "A postmark: Received", ja: "消印を押す (Received)");
    if receiver {
        let written = text!(
            lang,
            en: "{host} adds its own Received line on top, with the IP address that the connection really came from.",
            ja: "{host} も、いちばん上に自分の Received を書き足しました。実際に接続してきたIPアドレスが入っています。"
        );
        let trust = words!(
            lang,
            en: "Read them from the top: the newest is from the receiver's own server and can be trusted; those below came \
                 with the letter.",
            ja: "Received は上から読みます。いちばん上は受信者のメールサーバーが書いたので信頼でき、その下は手紙と一緒に\
                 届いたものです。"
        );
        return Prose::new(title, written).meaning(trust);
    }
    let written = text!(
        lang,
        en: "{host} writes at the top of the letter who brought it, and when (Received).",
        ja: "{host} が、誰からいつ受け取ったかを便せんのいちばん上に書き足しました (Received)。"
    );
    let postmark = words!(
        lang,
        en: "Every server on the way adds such a line above the others, like a postmark.",
        ja: "経由したサーバーが1つずつ上に重ねていく、消印のようなものです。"
    );
    Prose::new(title, written).meaning(postmark)
}

fn signature(lang: Lang, host: &str, domain: &str, selector: &str) -> Prose {
    let title = text!(lang, en: "Signed by {domain} (DKIM)", ja: "署名する (DKIM)");
    let signed = text!(
        lang,
        en: "{host} signs the letter in the name of {domain} (DKIM, an electronic signature).",
        ja: "{host} が {domain} の名前で手紙に署名しました（DKIM、電子署名）。"
    );
    let key = text!(
        lang,
        en: "Whoever gets the letter can check the signature with a public key, which is in DNS at \
             {selector}._domainkey.{domain}.",
        ja: "受け取った側は、DNSの {selector}._domainkey.{domain} に置かれた公開鍵を使って、この署名を確かめられます。"
    );
    Prose::new(title, signed).meaning(key)
}

fn message_instance(lang: Lang, host: &str) -> Prose {
    let title = words!(lang, en: "Hashes of the letter (DKIM2)", ja: "手紙のハッシュ値を書く (DKIM2)");
    let noted = text!(
        lang,
        en: "{host} writes down the hashes of the header and of the body, as the letter stands now (Message-Instance).",
        ja: "{host} が、今の時点でのヘッダーと本文のハッシュ値を書き足しました (Message-Instance)。"
    );
    let signed = words!(
        lang,
        en: "This line is signed next. It belongs to DKIM2, a draft.",
        ja: "この行に、続けて署名します。策定中の規格DKIM2の行です。"
    );
    Prose::new(title, noted).meaning(signed)
}

fn signed_envelope(lang: Lang, host: &str, domain: &str) -> Prose {
    let title = text!(lang, en: "Signed by {domain}, with the envelope (DKIM2)", ja: "封筒ごと署名する (DKIM2)");
    let signed = text!(
        lang,
        en: "{host} signs in the name of {domain} once more, and this time the envelope too (DKIM2): its sender stands in mf=, \
             its recipient in rt= (both in Base64).",
        ja: "{host} が {domain} の名前でもう一度、今度は封筒ごと署名しました (DKIM2)。封筒の差出人が mf=、宛先が rt= に\
             入っています（どちらもBase64）。"
    );
    let plain = words!(
        lang,
        en: "The plain signature (DKIM) says nothing about the envelope.",
        ja: "先ほどの署名 (DKIM) は、封筒には触れていません。"
    );
    Prose::new(title, signed).meaning(plain)
}

fn findings(lang: Lang, host: &str) -> Prose {
    let title = words!(lang, en: "The findings are noted", ja: "認証の結果を書き足す");
    let noted = text!(
        lang,
        en: "{host} writes the results of SPF, DKIM and DMARC on the letter (Authentication-Results).",
        ja: "{host} が、SPF・DKIM・DMARCの結果を便せんに書き足しました（Authentication-Results、認証の結果）。"
    );
    let shown = words!(
        lang,
        en: "The reader's “show original” takes its table from this line.",
        ja: "「メッセージのソースを表示」で見える表は、この行をもとにしています。"
    );
    Prose::new(title, noted).meaning(shown)
}

fn return_path(lang: Lang, host: &str) -> Prose {
    let title = words!(lang, en: "Out of the envelope: Return-Path", ja: "封筒の差出人を書き写す (Return-Path)");
    let copied = text!(
        lang,
        en: "{host} takes the letter out of its envelope and copies the envelope's sender onto it, as Return-Path.",
        ja: "{host} が手紙を封筒から出し、封筒の差出人（エンベロープFrom）を Return-Path として便せんに書き写しました。"
    );
    let kept = words!(
        lang,
        en: "The journey ends here, and the envelope is thrown away: only this line keeps its sender.",
        ja: "配送はここで終わりです。書き写しておかないと、封筒の差出人は分からなくなります。"
    );
    Prose::new(title, copied).meaning(kept)
}

fn delivered_to(lang: Lang, host: &str) -> Prose {
    let title = words!(lang, en: "A mark against loops: Delivered-To", ja: "堂々巡りを防ぐ印 (Delivered-To)");
    let noted = text!(
        lang,
        en: "{host} notes on the letter which of its addresses passes it on (Delivered-To).",
        ja: "{host} が、どのアドレスで転送したかを便せんに書き足しました (Delivered-To)。"
    );
    let known = words!(
        lang,
        en: "Should the letter ever come back here for the same address, this line gives it away.",
        ja: "同じアドレスあてにまた戻ってきたら、この行で気づくことができます。"
    );
    Prose::new(title, noted).meaning(known)
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
    Prose::new(title, text)
}
