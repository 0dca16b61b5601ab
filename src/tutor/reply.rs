//! What an answer means: its three digits (RFC 5321 §4.2.1), and the three numbers behind them (RFC 3463).
//!
//! ```text
//!   5 5 0   5.7.1  …
//!   │ │ │   │ │ └── what exactly
//!   │ │ │   │ └──── about what: 7 is policy and security
//!   │ │ │   └────── how it ended: 5 for good, 4 for now, 2 well
//!   │ │ └────────── which of them
//!   │ └──────────── about what: 5 is the mail system
//!   └────────────── how it ended: 5 no, 4 not now, 3 go on, 2 yes
//! ```

use crate::lang::Lang;
use crate::trace::Reply;
use crate::{text, words};

/// What an answer means, in one sentence or two.
pub fn explain(reply: &Reply, lang: Lang) -> String {
    let code = code(reply.code, lang).unwrap_or_else(|| class(reply.code, lang));
    let Some((status, about)) = reply.status().and_then(|status| Some((status, subject(status, lang)?))) else {
        return code.to_owned();
    };
    text!(lang, en: "{code} ({status}: {about})", ja: "{code}（{status}：{about}）")
}

/// The first digit.
fn class(code: u16, lang: Lang) -> &'static str {
    match code / 100 {
        2 => words!(lang, en: "2xx: yes, done.", ja: "2xx：はい、できました。"),
        3 => words!(lang, en: "3xx: go on, more is expected.", ja: "3xx：続けてください。"),
        4 => words!(lang, en: "4xx: not now. Try again later.", ja: "4xx：今はできません。後でやり直してください。"),
        5 => {
            words!(lang, en: "5xx: no, and trying again will not help.", ja: "5xx：できません。やり直しても同じです。")
        }
        _ => words!(lang, en: "That is no code of SMTP.", ja: "SMTPの応答コードではありません。"),
    }
}

fn code(code: u16, lang: Lang) -> Option<&'static str> {
    Some(match code {
        214 => words!(lang, en: "214: here is help.", ja: "214：使い方の説明です。"),
        220 => words!(lang, en: "220: the server is ready.", ja: "220：サーバーの準備ができました。"),
        221 => words!(lang, en: "221: goodbye; the server hangs up.", ja: "221：さようなら。接続を切ります。"),
        235 => words!(lang, en: "235: you are logged in.", ja: "235：ログインできました。"),
        250 => words!(lang, en: "250: yes, done.", ja: "250：はい、できました。"),
        252 => {
            words!(lang, en: "252: the server does not say, but would try.", ja: "252：答えられませんが、送れば試します。")
        }
        334 => words!(lang, en: "334: go on with the login.", ja: "334：ログインを続けてください。"),
        354 => words!(
            lang,
            en: "354: go on with the letter; a dot alone ends it.",
            ja: "354：手紙を続けてください。点1つだけの行で終わります。"
        ),
        421 => {
            words!(lang, en: "421: not now, and the server hangs up.", ja: "421：今は応じられません。接続を切ります。")
        }
        450 | 451 => {
            words!(lang, en: "4xx: not now. Try again later.", ja: "4xx：今はできません。後でやり直してください。")
        }
        452 => {
            words!(lang, en: "452: no room now. Try again later.", ja: "452：今は空きがありません。後でやり直してください。")
        }
        500 => words!(lang, en: "500: that is no command it knows.", ja: "500：知らないコマンドです。"),
        501 => {
            words!(lang, en: "501: known, but not written rightly.", ja: "501：コマンドの書き方が正しくありません。")
        }
        502 => words!(lang, en: "502: known, but not offered here.", ja: "502：このサーバーでは使えません。"),
        503 => {
            words!(lang, en: "503: wrong order. Something else has to come first.", ja: "503：順番が違います。先に言うべきことがあります。")
        }
        504 => words!(lang, en: "504: that kind is not offered here.", ja: "504：その方式は使えません。"),
        530 => words!(lang, en: "530: log in first.", ja: "530：先にログインしてください。"),
        535 => words!(lang, en: "535: wrong user or password.", ja: "535：利用者名かパスワードが違います。"),
        538 => words!(lang, en: "538: encrypt first, with STARTTLS.", ja: "538：先にSTARTTLSで暗号化してください。"),
        550 => words!(lang, en: "550: no. It does not take this.", ja: "550：受け取れません。"),
        552 => {
            words!(lang, en: "552: too large, or the mailbox is full.", ja: "552：大きすぎるか、メールボックスがいっぱいです。")
        }
        553 => words!(lang, en: "553: this address cannot be used so.", ja: "553：そのアドレスは使えません。"),
        554 => words!(lang, en: "554: no. The letter is not taken.", ja: "554：この手紙は受け取れません。"),
        555 => {
            words!(lang, en: "555: it does not know what stands behind the address.", ja: "555：アドレスの後ろの指定が分かりません。")
        }
        _ => return None,
    })
}

/// About what: the second number of an enhanced status code, and some of the third.
fn subject(status: &str, lang: Lang) -> Option<&'static str> {
    let (_, detail) = status.split_once('.')?;
    Some(match detail {
        "1.0" => words!(lang, en: "about an address", ja: "アドレスについて"),
        "1.1" => words!(lang, en: "nobody of that name is here", ja: "その名前の人はいません"),
        "1.3" => {
            words!(lang, en: "the recipient is not written as an address", ja: "宛先がアドレスの形ではありません")
        }
        "1.5" => words!(lang, en: "the recipient is good", ja: "宛先は有効です"),
        "1.7" => {
            words!(lang, en: "the sender is not written as an address", ja: "差出人がアドレスの形ではありません")
        }
        "4.2" => {
            words!(lang, en: "the line was silent for too long", ja: "長い間、何も届きませんでした")
        }
        "5.1" => {
            words!(lang, en: "this command, at this moment", ja: "今はこのコマンドを使えません")
        }
        "7.1" => {
            words!(lang, en: "a rule of the receiver forbids it, or makes it wait", ja: "受信側の決まりで、断られたか待たされています")
        }
        "7.20" => words!(lang, en: "no signature passed", ja: "成功した署名がありません"),
        "7.23" => words!(lang, en: "SPF failed", ja: "SPFが失敗しました"),
        "7.26" => words!(lang, en: "several checks failed", ja: "複数の認証が失敗しました"),
        _ => match detail.split_once('.')?.0 {
            "1" => words!(lang, en: "about an address", ja: "アドレスについて"),
            "2" => words!(lang, en: "about a mailbox", ja: "メールボックスについて"),
            "3" => words!(lang, en: "about the mail system", ja: "メールシステムについて"),
            "4" => words!(lang, en: "about the network and the way", ja: "ネットワークと経路について"),
            "5" => words!(lang, en: "about the protocol", ja: "やりとりの規則について"),
            "6" => words!(lang, en: "about the letter's form", ja: "手紙の形式について"),
            "7" => words!(lang, en: "about security and rules", ja: "安全と決まりについて"),
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_and_number_is_explained_or_left_out() {
        for lang in Lang::ALL {
            for code in 0..=999 {
                for text in ["", "5.1.1 x", "4.9.9 x", "2.0.0 x", "5.7.999 x", "5. x", "葵"] {
                    assert!(!explain(&Reply::new(code, text), lang).is_empty());
                }
            }
        }
        let refused = explain(&Reply::new(550, "5.1.1 nobody is not here"), Lang::En);
        assert_eq!(refused, "550: no. It does not take this. (5.1.1: nobody of that name is here)");
    }
}
