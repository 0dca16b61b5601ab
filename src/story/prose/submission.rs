//! Stage ①: a letter is written, put into its envelope, and handed to the sender's own server.

use super::Prose;
use crate::lang::Lang;
use crate::{text, words};

/// A letter is written.
pub fn write(lang: Lang, host: &str, author: &str, mail_from: &str, rcpt_to: &str) -> Prose {
    Prose {
        title: words!(lang, en: "A letter and its envelope", ja: "手紙を書いて封筒に入れる").to_owned(),
        text: text!(
            lang,
            en: "On {host} a mail is written. The letter inside says it is from {author} (header From); the envelope \
                 around it says from {mail_from} (envelope From, MAIL FROM) to {rcpt_to} (envelope To, RCPT TO). \
                 Servers go by the envelope; the reader only sees the letter.",
            ja: "{host} でメールが書かれました。便せんの差出人（ヘッダーFrom）は {author}、封筒の差出人（エンベロープFrom, \
                 MAIL FROM）は {mail_from}、宛先（エンベロープTo, RCPT TO）は {rcpt_to} です。サーバーは封筒を見て運び、\
                 読む人に見えるのは便せんだけです。"
        ),
    }
}

/// STARTTLS. `begun` where TLS really began, `relay` where one server talks to another.
pub fn encrypt(lang: Lang, client: &str, server: &str, begun: bool, relay: bool) -> Prose {
    let title = words!(lang, en: "The line is encrypted", ja: "通信を暗号化する").to_owned();
    if !begun {
        return Prose {
            title: words!(lang, en: "No encryption", ja: "暗号化できません").to_owned(),
            text: text!(
                lang,
                en: "{client} asks {server} for encryption (STARTTLS), and it does not begin.",
                ja: "{client} が {server} に暗号化 (STARTTLS) を求めましたが、始まりませんでした。"
            ),
        };
    }
    if relay {
        return Prose {
            title,
            text: text!(
                lang,
                en: "Servers encrypt as well, where the other one offers it (STARTTLS, TLS). Nobody between {client} and \
                     {server} can read along now; on the servers themselves the letter lies open.",
                ja: "サーバー同士も、相手が対応していれば暗号化します (STARTTLS, TLS)。{client} と {server} の間では、\
                     もう盗み見ることはできません。ただし、サーバーの中では手紙は開いたままです。"
            ),
        };
    }
    Prose {
        title,
        text: text!(
            lang,
            en: "After STARTTLS the conversation is encrypted (TLS), and {client} has checked that this really is \
                 {server}. Nobody on the way can read along now. TLS guards the way, though, not the truth: a forged \
                 sender would be encrypted just as well.",
            ja: "STARTTLS の合図で、ここから先の会話は暗号化 (TLS) されます。{client} は相手が本物の {server} であることも\
                 証明書で確かめました。途中で盗み見ることはもうできません。ただし守られるのは通り道だけで、\
                 差出人が本物かどうかは別の話です。"
        ),
    }
}

/// A user logs in at the submission server.
pub fn login(lang: Lang, server: &str, user: &str, accepted: bool) -> Prose {
    if accepted {
        Prose {
            title: text!(lang, en: "{user} logs in", ja: "{user} さんがログイン"),
            text: text!(
                lang,
                en: "{user} proves who they are with a password (AUTH). {server} takes letters to the outside from its \
                     own users only; otherwise anybody could send through it.",
                ja: "{user} さんがパスワードで本人だと示しました (AUTH)。{server} が外あてのメールを預かるのは、\
                     自分の利用者からだけです。そうしないと、誰でもこのサーバーから送れてしまいます。"
            ),
        }
    } else {
        Prose {
            title: words!(lang, en: "Wrong password", ja: "パスワードが違います").to_owned(),
            text: text!(
                lang,
                en: "{server} does not accept the name {user} with this password (AUTH). Whoever is not a user of this \
                     server cannot send through it.",
                ja: "{server} は、{user} という名前とこのパスワードの組を受け付けませんでした (AUTH)。\
                     利用者だと示せない人は、このサーバーから送れません。"
            ),
        }
    }
}

/// The sender's server has taken the letter.
pub fn submitted(lang: Lang, client: &str, server: &str) -> Prose {
    Prose {
        title: words!(lang, en: "The letter is handed in", ja: "手紙を預ける").to_owned(),
        text: text!(
            lang,
            en: "After DATA, {client} sends the letter itself: header, an empty line, body, and a single dot as the end. \
                 {server} says 250: from now on it is responsible for delivering the letter, or for saying that it \
                 could not.",
            ja: "DATA に続いて、{client} が便せん（ヘッダー、空行、本文）を送り、点だけの行で終わりを告げます。\
                 {server} の返事 250 は「確かに預かりました」という意味です。ここからは、届けることも、\
                 届かなかったと知らせることも、このサーバーの責任です。"
        ),
    }
}
