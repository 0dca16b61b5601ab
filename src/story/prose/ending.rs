//! The end of the story: what came of each letter, and the table above its source.

use crate::lang::Lang;
use crate::trace::Address;
use crate::{text, words};

/// Rows of the table that mail clients show above the source of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// Message-ID.
    MessageId,
    /// When it was written.
    Created,
    /// Subject.
    Subject,
}

/// The label of a row; those of From, To, SPF, DKIM and DMARC are their names.
pub fn label(lang: Lang, row: Row) -> &'static str {
    match row {
        Row::MessageId => words!(lang, en: "Message-ID", ja: "メッセージID"),
        Row::Created => words!(lang, en: "Created", ja: "作成日時"),
        Row::Subject => words!(lang, en: "Subject", ja: "件名"),
    }
}

/// When it was written, and how much later it was delivered.
pub fn created(lang: Lang, date: &str, delay: &str) -> String {
    text!(lang, en: "{date} (delivered after {delay})", ja: "{date}（{delay}後に配信済み）")
}

/// A DKIM verdict, as the table has it; `signed` holds how many octets of the body are signed where others follow (l=).
pub fn kept_dkim(lang: Lang, result: &str, domain: Option<&str>, signed: Option<u64>) -> String {
    match (domain, signed) {
        (Some(domain), Some(signed)) => {
            let word = result.to_uppercase();
            text!(lang, en: "{word} with domain {domain} (l={signed})", ja: "{word}（ドメイン: {domain}、l={signed}）")
        }
        _ => kept(lang, result, None, domain),
    }
}

/// A verdict with what it is about, as the table has it: `PASS with IP 192.0.2.25`.
pub fn kept(lang: Lang, result: &str, ip: Option<&str>, domain: Option<&str>) -> String {
    let word = result.to_uppercase();
    match (ip, domain) {
        (Some(ip), _) => text!(lang, en: "{word} with IP {ip}", ja: "{word}（IP: {ip}）"),
        (None, Some(domain)) => text!(lang, en: "{word} with domain {domain}", ja: "{word}（ドメイン: {domain}）"),
        (None, None) => word,
    }
}

/// What became of a letter for one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It lies in the inbox.
    Inbox,
    /// It lies in the junk folder.
    Junk,
    /// No server took it from the sender's PC.
    Kept,
    /// A server gave up, and a bounce tells the sender.
    Bounced,
    /// A server gave up and told nobody.
    Lost,
    /// It still waits.
    Waiting,
}

/// A user of that server, where there is another one of the same name.
pub fn user_on(lang: Lang, user: &str, host: &str) -> String {
    text!(lang, en: "{user} on {host}", ja: "{host} の {user}")
}

/// What came of a letter, in one sentence.
pub fn outcome(lang: Lang, way: Way, who: &str) -> String {
    match way {
        Way::Inbox => {
            text!(lang, en: "The letter is in the inbox of {who}.", ja: "手紙は {who} さんの受信トレイに届きました。")
        }
        Way::Junk => {
            text!(
                lang,
                en: "The letter is in the junk folder of {who}.",
                ja: "手紙は {who} さんの迷惑メールフォルダーに入りました。"
            )
        }
        Way::Kept => words!(
            lang,
            en: "No server took the letter: it never left the sender.",
            ja: "どのサーバーも手紙を預からず、送信者の手元に残りました。"
        )
        .to_owned(),
        Way::Bounced => text!(
            lang,
            en: "The letter did not reach {who}; a bounce tells the sender on the envelope.",
            ja: "手紙は {who} に届きませんでした。封筒の差出人には不達通知が送られます。"
        ),
        Way::Lost => text!(
            lang,
            en: "The letter did not reach {who}, and nobody is told.",
            ja: "手紙は {who} に届きませんでした。誰にも知らせは行きません。"
        ),
        Way::Waiting => text!(
            lang,
            en: "The letter for {who} still waits in a queue.",
            ja: "{who} あての手紙は、まだ送信待ちの列（キュー）にあります。"
        ),
    }
}

/// The two senders compared in a sentence. Once the letter is `delivered`, Return-Path holds the envelope's sender.
pub fn senders(lang: Lang, envelope: &str, header: &str, same_domain: bool, delivered: bool) -> String {
    let path = if delivered { "Return-Path" } else { "MAIL FROM" };
    if envelope.is_empty() {
        return text!(
            lang,
            en: "The envelope names no sender (<>), as a bounce does; the letter (From) says {header}.",
            ja: "封筒の差出人は空 (<>) で、不達通知の形です。便せんの差出人 (From) は {header} です。"
        );
    }
    if !Address(envelope.to_owned()).is_mailbox() {
        return text!(
            lang,
            en: "The envelope ({path}) says {envelope}, which is not an address; the letter (From) says {header}.",
            ja: "封筒の差出人 ({path}) は {envelope} で、アドレスの形をしていません。便せんの差出人 (From) は {header} です。"
        );
    }
    if same_domain && envelope.eq_ignore_ascii_case(header) {
        text!(
            lang,
            en: "Envelope ({path}) and letter (From) name the same sender: {header}.",
            ja: "封筒の差出人 ({path}) と便せんの差出人 (From) は、同じ {header} です。"
        )
    } else if same_domain {
        text!(
            lang,
            en: "The envelope ({path}) says {envelope}, the letter (From) says {header}: the domain is the same.",
            ja: "封筒の差出人 ({path}) は {envelope}、便せんの差出人 (From) は {header} で、ドメインは同じです。"
        )
    } else {
        text!(
            lang,
            en: "The envelope ({path}) says {envelope}, but the letter (From) says {header}: two different domains.",
            ja: "封筒の差出人 ({path}) は {envelope} なのに、便せんの差出人 (From) は {header} です。ドメインが違います。"
        )
    }
}

/// Stands after two senders that agree where nothing speaks for them; `failed` where SPF even speaks against them.
pub fn agree_in_vain(lang: Lang, failed: bool) -> &'static str {
    if failed {
        words!(
            lang,
            en: "But SPF has failed for it, so the envelope may be forged as well.",
            ja: "ただし、SPFが失敗しているので、封筒の差出人も偽物かもしれません。"
        )
    } else {
        words!(
            lang,
            en: "But no check has confirmed it: anybody can write the same name on both.",
            ja: "ただし、それを裏付ける認証の結果はありません。両方に同じ名前を書くことは、誰にでもできます。"
        )
    }
}

/// What to make of it where the letter is read. `bounce` where the envelope named no sender, `dmarc` where DMARC has
/// passed.
pub fn advice(lang: Lang, same_domain: bool, bounce: bool, dmarc: bool) -> &'static str {
    if bounce {
        words!(lang, en: "Nobody is waiting for an answer to it.", ja: "返事を待つ人はいません。")
    } else if same_domain {
        ""
    } else if dmarc {
        words!(
            lang,
            en: "DMARC has passed for the From all the same.",
            ja: "それでも、DMARCはヘッダーFromのドメインについて成功しています。"
        )
    } else {
        words!(lang, en: "Look twice.", ja: "よく確かめましょう。")
    }
}
