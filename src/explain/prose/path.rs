//! What the `Received` lines say.

use super::length;
use crate::explain::path::{Boundary, Way};
use crate::explain::received::Received;
use crate::lang::Lang;
use crate::story::safe;
use crate::text;

/// A line in a sentence. Who is believed, and who only says so, is told apart.
pub(crate) fn hop(lang: Lang, line: &Received, believed: bool) -> String {
    let shown = |text: &Option<String>| text.as_deref().map(safe::line).unwrap_or_default();
    let (by, helo, rdns) = (shown(&line.by), shown(&line.helo), shown(&line.rdns));
    let ip = line.ip.map(|ip| ip.to_string()).unwrap_or_default();
    let by = if by.is_empty() {
        text!(lang, en: "a server that gives no name", ja: "名前のないサーバー")
    } else {
        by
    };
    if !line.has_from && !believed {
        return text!(
            lang,
            en: "It says: {by} took it. It does not say from whom.",
            ja: "「{by} が受け取った」と書かれています。相手は書かれていません。"
        );
    }
    if !line.has_from {
        return text!(
            lang,
            en: "{by} took it. It does not say from whom: this is a step inside one organization.",
            ja: "{by} が受け取りました。相手は書かれていません。同じ組織の中での受け渡しです。"
        );
    }
    let is_local = line.with.as_deref().is_some_and(|with| with.eq_ignore_ascii_case("local"));
    let client = if is_local && ip.is_empty() {
        text!(lang, en: "a program on the same machine (user {helo})", ja: "同じ機械の利用者 {helo}")
    } else {
        client(lang, &helo, &rdns, &ip)
    };
    if believed {
        text!(lang, en: "{by} took it from {client}.", ja: "{by} が、{client} から受け取りました。")
    } else {
        text!(
            lang,
            en: "It says: {by} took it from {client}.",
            ja: "「{by} が、{client} から受け取った」と書かれています。"
        )
    }
}

fn client(lang: Lang, helo: &str, rdns: &str, ip: &str) -> String {
    let differs = !rdns.is_empty() && !rdns.eq_ignore_ascii_case(helo);
    match (ip.is_empty(), helo.is_empty() || helo == ip) {
        (false, true) if !rdns.is_empty() => format!("{rdns} [{ip}]"),
        (false, true) => ip.to_owned(),
        (false, false) if differs => text!(
            lang,
            en: "{ip}, which DNS knows as {rdns} and which called itself {helo}",
            ja: "{helo} と名乗る、DNSでの名前が {rdns} の {ip}"
        ),
        (false, false) if rdns.is_empty() => {
            text!(lang, en: "{ip}, which called itself {helo}", ja: "{helo} と名乗る {ip}")
        }
        (false, false) => format!("{rdns} [{ip}]"),
        (true, false) => text!(lang, en: "a host that called itself {helo}", ja: "自称 {helo}"),
        (true, true) => text!(lang, en: "somebody", ja: "名前の分からない相手"),
    }
}

/// How long the letter took from the line below to this one.
pub(crate) fn waited(lang: Lang, seconds: i64) -> String {
    let length = length(lang, seconds);
    match seconds {
        ..0 => {
            text!(
                lang,
                en: "{length} before the line below: a clock is wrong, or a line is forged",
                ja: "下の行より{length}前。時計のずれか、偽の行です"
            )
        }
        0 => text!(lang, en: "in the same second as the line below", ja: "下の行と同じ秒"),
        _ => text!(lang, en: "{length} after the line below", ja: "下の行から{length}後"),
    }
}

/// Why trust ends where it does.
pub(crate) fn boundary(lang: Lang, way: &Way) -> String {
    let own = safe::line(&way.own.join(", "));
    let client = way.entrance().and_then(Received::client).map(|name| safe::line(&name)).unwrap_or_default();
    match way.boundary {
        Boundary::None => text!(
            lang,
            en: "There is no Received line, so nothing tells how the letter came. It may never have been sent, or \
                 part of the header is missing.",
            ja: "Received行がないので、どう届いたのか分かりません。送信前のメールか、ヘッダーの一部だけのようです。"
        ),
        Boundary::NotFound => text!(
            lang,
            en: "The topmost Received line was not written by {own}, which was named with --trust. So no line is believed.",
            ja: "いちばん上のReceived行は、--trust で指定した {own} が書いたものではありません。そのため、どの行も信頼しません。"
        ),
        Boundary::AllOwn => text!(
            lang,
            en: "Every line was written inside one organization ({own}): the letter never came from outside, or the lines below are missing.",
            ja: "どの行も同じ組織（{own}）の中で書かれたものです。外から来たメールではないか、下の行が失われています。"
        ),
        Boundary::Outside if own.is_empty() => text!(
            lang,
            en: "The topmost line is the receiver's own: its server put it there last. It got the letter from \
                 {client}. Everything below came with the letter, and anyone may have written it.",
            ja: "いちばん上の行は、受信側のサーバーが最後に書いたものなので信頼できます。メールは {client} から届きました。その下はメールと一緒に届いた部分で、誰でも書けます。"
        ),
        Boundary::Outside => text!(
            lang,
            en: "Taken for the receiver's own: {own}. There the letter came in from {client}. Everything below came \
                 with the letter, and anyone may have written it. If another server is yours, name it with --trust.",
            ja: "受信側のサーバーと見なしたもの：{own}。メールはここへ {client} から届きました。その下はメールと一緒に届いた部分で、誰でも書けます。自分のサーバーが別にあるときは --trust で指定してください。"
        ),
        Boundary::Claimed => text!(
            lang,
            en: "Taken for the receiver's own: {own}. Some of these lines know the server before them only by the name it gave, so this boundary is a guess. Name your own servers with --trust to be sure. The letter came in from {client}.",
            ja: "受信側のサーバーと見なしたもの：{own}。相手が名乗った名前だけが頼りの行があるので、この境目は推測です。確かにするには --trust で自分のサーバーを指定してください。メールは {client} から届きました。"
        ),
    }
}
