//! What the pieces of a header field say, and how far they can be believed.

use super::gloss;
use crate::lang::Lang;
use crate::{text, words};

/// A clause of a `Received` line (RFC 5321 §4.4), or a remark in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clause {
    /// What the client called itself.
    From,
    /// Its address.
    Address,
    /// Who writes this.
    By,
    /// How the letter came (RFC 3848).
    With,
    /// What TLS has agreed on.
    Tls,
    /// Under which number the letter is kept.
    Id,
    /// For whom.
    For,
    /// When.
    Date,
}

/// What a clause of the line that `host` has added says.
pub fn clause(lang: Lang, clause: Clause, host: &str, value: &str) -> String {
    match clause {
        Clause::From => words!(
            lang,
            en: "What the caller said in EHLO. It can say anything.",
            ja: "相手が EHLO で名乗った名前です。どんな名前でも名乗れます。"
        )
        .to_owned(),
        Clause::Address => text!(
            lang,
            en: "The IP address that connected; {host} saw it itself.",
            ja: "接続してきたIPアドレスです。{host} が自分で確かめています。"
        ),
        Clause::By => {
            words!(lang, en: "The server that wrote this line.", ja: "この行を書いたサーバーです。").to_owned()
        }
        Clause::With => with(lang, value).to_owned(),
        Clause::Tls => words!(lang, en: "The kind of encryption.", ja: "暗号化の方式です。").to_owned(),
        Clause::Id => text!(
            lang,
            en: "The number of the letter in the log of {host}.",
            ja: "{host} の記録に残る、このメールの番号です。"
        ),
        Clause::For => words!(
            lang,
            en: "The recipient, as the caller named it in RCPT TO.",
            ja: "相手が RCPT TO で告げた宛先です。"
        )
        .to_owned(),
        Clause::Date => {
            text!(lang, en: "When it came, by the clock of {host}.", ja: "届いた時刻です（{host} の時計）。")
        }
    }
}

/// The words of RFC 3848.
fn with(lang: Lang, protocol: &str) -> &'static str {
    match protocol.to_ascii_uppercase().as_str() {
        "ESMTPSA" => {
            words!(lang, en: "Encrypted (S), after a login (A).", ja: "暗号化 (S) され、ログイン (A) 済みでした。")
        }
        "ESMTPS" => words!(lang, en: "Encrypted (S).", ja: "暗号化 (S) されていました。"),
        "ESMTPA" => {
            words!(lang, en: "After a login (A), not encrypted.", ja: "ログイン (A) 済みで、暗号化なしでした。")
        }
        "SMTP" | "ESMTP" => words!(lang, en: "Not encrypted.", ja: "暗号化なしでした。"),
        _ => words!(lang, en: "How the letter came.", ja: "届いた方法です。"),
    }
}

/// Return-Path of a bounce (RFC 5321 §4.5.5).
pub fn nobody_in_mail_from(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "Empty: a notice from a server, which no bounce may answer.",
        ja: "空なのは、サーバーからの知らせの印です。これに不達通知を返してはいけません。"
    )
}

/// Return-Path.
pub fn said_in_mail_from(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "Repeats what the caller said in MAIL FROM. It can say anything.",
        ja: "相手が MAIL FROM で告げたアドレスの写しです。どんなアドレスでも告げられます。"
    )
}

/// A line that was in the letter from the start.
pub fn unproven(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "No server on the way wrote this line: it proves nothing.",
        ja: "途中のサーバーが書いた行ではなく、何の証明にもなりません。"
    )
}

/// The name at the beginning of Authentication-Results (RFC 8601 §2.5).
pub fn results_by(lang: Lang) -> &'static str {
    words!(lang, en: "The server that checked.", ja: "確かめたサーバーです。")
}

/// One result of it.
pub fn result(lang: Lang, method: &str, result: &str, of_helo: bool) -> String {
    let meaning = gloss(lang, result);
    if of_helo {
        return text!(lang, en: "{method} of the name in EHLO: {meaning}", ja: "EHLO の名前の{method}：{meaning}");
    }
    format!("{method}: {meaning}")
}
