//! A fact in a few words, for links that lead to it.

use crate::lang::Lang;
use crate::trace::{Check, Disposition, Fact, Interception, Route, SpfIdentity};
use crate::{text, words};

/// What happened, in a few words.
pub fn fact(lang: Lang, fact: &Fact) -> String {
    let with_names = on_the_wire(lang, fact).or_else(|| about_a_letter(lang, fact));
    with_names.unwrap_or_else(|| plain(lang, fact).to_owned())
}

fn on_the_wire(lang: Lang, fact: &Fact) -> Option<String> {
    Some(match fact {
        Fact::Line { octets, .. } => octets.escaped(),
        Fact::Asked { name, rtype, .. } => format!("{name} {rtype}"),
        Fact::Unreachable { ip, .. } => text!(lang, en: "no answer from {ip}", ja: "{ip} から応答なし"),
        Fact::Connected { client, .. } => {
            let (client, ip) = (&client.host, client.ip);
            text!(lang, en: "connection from {client} [{ip}]", ja: "{client} ({ip}) からの接続")
        }
        Fact::Routed { route, domain } => format!("{domain} → {}", first_server(route)),
        Fact::Authenticated { user, accepted: true } => text!(lang, en: "{user} logged in", ja: "{user} がログイン"),
        Fact::Authenticated { user, accepted: false } => {
            text!(lang, en: "{user}: no login", ja: "{user} はログインできず")
        }
        Fact::Intercepted { act, .. } => intercepted(lang, act),
        Fact::StsPolicy { domain, .. } => {
            text!(lang, en: "MTA-STS policy of {domain}", ja: "{domain} のMTA-STSポリシー")
        }
        Fact::StsChecked { server, .. } => {
            text!(lang, en: "{server} held against the policy", ja: "{server} をポリシーと照合")
        }
        _ => return None,
    })
}

fn intercepted(lang: Lang, act: &Interception) -> String {
    match act {
        Interception::Removed { octets, .. } => {
            let line = octets.escaped();
            text!(lang, en: "taken out: {line}", ja: "抜き取り：{line}")
        }
        Interception::Replaced { now, .. } => {
            let line = now.escaped();
            text!(lang, en: "changed to: {line}", ja: "書き換え：{line}")
        }
        Interception::Answered { reply, .. } => {
            let line = reply.escaped();
            text!(lang, en: "a false answer: {line}", ja: "偽の返事：{line}")
        }
    }
}

fn about_a_letter(lang: Lang, fact: &Fact) -> Option<String> {
    Some(match fact {
        Fact::Checked { check } => checked(check),
        Fact::HeaderAdded { field, .. } => {
            let name = &field.name;
            text!(lang, en: "{name} added", ja: "{name} を追加")
        }
        Fact::HeaderRemoved { field } => {
            let name = &field.name;
            text!(lang, en: "{name} removed", ja: "{name} を削除")
        }
        Fact::HeaderChanged { field, .. } => {
            let name = &field.name;
            text!(lang, en: "{name} changed", ja: "{name} を書き換え")
        }
        Fact::FooterAdded { .. } => words!(lang, en: "footer added", ja: "案内文を追加").to_owned(),
        Fact::FooterLeftOut { .. } => words!(lang, en: "footer left out", ja: "案内文は追加せず").to_owned(),
        Fact::Forwarded { recipient, .. } => {
            text!(lang, en: "passed on by {recipient}", ja: "{recipient} から転送")
        }
        Fact::Refused { reply, .. } => reply.to_string(),
        Fact::Filed { folder, .. } => text!(lang, en: "filed in {folder}", ja: "{folder} に入る"),
        Fact::Fetched { folder, .. } => text!(lang, en: "fetched from {folder}", ja: "{folder} から取り出し"),
        Fact::Deferred { reply, .. } => text!(lang, en: "put off: {reply}", ja: "あとで再送：{reply}"),
        Fact::Relayed { reply, .. } => text!(lang, en: "handed on: {reply}", ja: "引き渡し：{reply}"),
        Fact::Failed { reply, .. } => text!(lang, en: "given up: {reply}", ja: "配送を断念：{reply}"),
        _ => return None,
    })
}

fn plain(lang: Lang, fact: &Fact) -> &'static str {
    match fact {
        Fact::Mistaken { .. } => words!(lang, en: "the server makes a mistake", ja: "サーバーの誤り"),
        Fact::Written { .. } => words!(lang, en: "the letter is written", ja: "メールを書く"),
        Fact::Content { .. } => words!(lang, en: "the letter crosses", ja: "メール本体を送る"),
        Fact::Accepted { .. } => words!(lang, en: "the letter is taken", ja: "メールを引き受け"),
        Fact::Bounced { .. } => words!(lang, en: "a bounce is written", ja: "不達通知を書く"),
        Fact::TlsStarted { .. } => words!(lang, en: "TLS begins", ja: "暗号化 (TLS) を開始"),
        Fact::Closed { .. } => words!(lang, en: "the connection ends", ja: "接続終了"),
        Fact::TimePassed { .. } => words!(lang, en: "time passes", ja: "時間が過ぎる"),
        Fact::DnsChanged { .. } => words!(lang, en: "DNS is changed", ja: "DNSを変更"),
        Fact::HostChanged { up: true } => words!(lang, en: "the server is back", ja: "サーバーが復帰"),
        Fact::HostChanged { up: false } => words!(lang, en: "the server is down", ja: "サーバーが停止"),
        Fact::Reported { .. } => words!(lang, en: "a report is written", ja: "レポートを書く"),
        Fact::NotReported { .. } => words!(lang, en: "a report is left out", ja: "レポートは送らず"),
        Fact::TidyingBegan { .. } => words!(lang, en: "tidying up begins", ja: "片づけを始める"),
        Fact::Emptied { .. } => words!(lang, en: "the folder is emptied", ja: "フォルダーを空に"),
        Fact::Decided { disposition, .. } => decided(lang, *disposition),
        _ => words!(lang, en: "the scenario goes on", ja: "シナリオの次の手順"),
    }
}

fn decided(lang: Lang, disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Inbox => words!(lang, en: "decision: inbox", ja: "扱い：受信トレイ"),
        Disposition::Junk => words!(lang, en: "decision: junk folder", ja: "扱い：迷惑メールフォルダー"),
        Disposition::Forward => words!(lang, en: "decision: pass on", ja: "扱い：転送"),
        Disposition::Queue => words!(lang, en: "decision: taken", ja: "扱い：引き受け"),
        Disposition::Reject => words!(lang, en: "decision: refuse", ja: "扱い：受け取りを拒否"),
        Disposition::Defer => words!(lang, en: "decision: not now", ja: "扱い：今は受け取らない"),
    }
}

fn checked(check: &Check) -> String {
    match check {
        Check::Spf(spf) if spf.identity == SpfIdentity::Helo => format!("SPF (EHLO): {}", spf.result),
        Check::Spf(spf) => format!("SPF: {}", spf.result),
        Check::Dkim(dkim) => format!("DKIM: {}", dkim.result),
        Check::Dmarc(dmarc) => format!("DMARC: {}", dmarc.result),
        Check::Arc(arc) => format!("ARC: {}", arc.result),
        Check::Dkim2(dkim2) => format!("DKIM2: {}", dkim2.result),
    }
}

fn first_server(route: &Route) -> &str {
    match route {
        Route::Mx { targets } | Route::ImplicitMx { targets } => targets.first().map_or("?", |target| &target.name),
        Route::NullMx | Route::Nowhere | Route::Unknown => "?",
    }
}
