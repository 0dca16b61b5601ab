//! Stage ④: the letter is fetched and read.

use super::Prose;
use crate::lang::Lang;
use crate::{text, words};

/// The mailbox is opened.
pub fn opened(lang: Lang, client: &str, server: &str, port: u16, encrypted: bool) -> Prose {
    let title = words!(lang, en: "Opening the mailbox", ja: "メールボックスを開く");
    let connected = text!(
        lang,
        en: "On {client} the mail client connects to the mailbox on {server}, port {port} (IMAP).",
        ja: "{client} のメールソフトが、{server} のメールボックスに接続しました（IMAP、ポート{port}）。"
    );
    let tls = words!(
        lang,
        en: "Here encryption (TLS) comes first, before a single word is spoken.",
        ja: "ここでは、最初のひとことから暗号化 (TLS) されています。"
    );
    Prose::new(title, connected).meaning(if encrypted { tls } else { "" })
}

/// The user of the mailbox logs in.
pub fn login(lang: Lang, server: &str, user: &str, accepted: bool) -> Prose {
    if accepted {
        let title = text!(lang, en: "{user} logs in", ja: "{user} さんがログイン");
        let logged_in = text!(
            lang,
            en: "{user} logs in with a password.",
            ja: "{user} さんがパスワードでログインしました。"
        );
        let owner = text!(
            lang,
            en: "A mailbox on {server} is open to its owner only.",
            ja: "{server} のメールボックスを開けるのは、持ち主だけです。"
        );
        return Prose::new(title, logged_in).meaning(owner);
    }
    let title = words!(lang, en: "The mailbox stays closed", ja: "メールボックスを開けません");
    let refused = text!(
        lang,
        en: "{server} does not let {user} into the mailbox.",
        ja: "{server} は {user} さんのログインを受け付けませんでした。"
    );
    Prose::new(title, refused)
}

/// Somebody looks into the mailbox, and takes no letter out of it.
pub fn look(lang: Lang, client: &str, server: &str, folder: Option<&str>) -> Prose {
    let into = place(lang, server, folder);
    let title = words!(lang, en: "Looking into the mailbox", ja: "メールボックスの中を見る");
    let looked = text!(
        lang,
        en: "{client} looks into {into}. No letter is fetched.",
        ja: "{client} が、{into}の中を見ます。手紙は受け取っていません。"
    );
    Prose::new(title, looked)
}

/// The folder that was opened.
fn place(lang: Lang, server: &str, folder: Option<&str>) -> String {
    match folder {
        Some(inbox) if inbox.eq_ignore_ascii_case("INBOX") => {
            text!(lang, en: "the inbox ({inbox}) on {server}", ja: "{server} の受信トレイ ({inbox}) ")
        }
        Some("Junk") => {
            text!(lang, en: "the junk folder (Junk) on {server}", ja: "{server} の迷惑メールフォルダー (Junk) ")
        }
        Some(folder) => text!(lang, en: "the folder {folder} on {server}", ja: "{server} のフォルダー {folder} "),
        None => text!(lang, en: "the mailbox on {server}", ja: "{server} のメールボックス"),
    }
}

/// The letter is fetched.
pub fn fetch(lang: Lang, client: &str, server: &str, folder: Option<&str>) -> Prose {
    let from = place(lang, server, folder);
    let title = words!(lang, en: "The letter is fetched", ja: "手紙を受け取る");
    let fetched = text!(
        lang,
        en: "{client} fetches the letter from {from} (FETCH).",
        ja: "{client} が、{from}から手紙を受け取ります (FETCH)。"
    );
    let without_envelope = words!(
        lang,
        en: "The envelope is gone; what comes is the letter, with everything that the servers wrote on it.",
        ja: "封筒はもうありません。届くのは、途中のサーバーが行を書き足した便せんです。"
    );
    Prose::new(title, fetched).meaning(without_envelope)
}

/// The letter is read: the last step. The `remarks` compare the two senders, and say what to make of the letter.
pub fn read(lang: Lang, user: &str, from: &str, junk: bool, remarks: &[&str]) -> Prose {
    let title = words!(lang, en: "Reading: show original", ja: "メッセージのソースを表示する");
    let opened = if junk {
        text!(
            lang,
            en: "{user} finds the letter in the junk folder. The mail client shows who it claims to be from: {from}.",
            ja: "{user} さんは、迷惑メールフォルダーでこの手紙を見つけました。メールソフトに表示される差出人は {from} です。"
        )
    } else {
        text!(
            lang,
            en: "{user} opens the letter. The mail client shows who it claims to be from: {from}.",
            ja: "{user} さんが手紙を開きました。メールソフトに表示される差出人は {from} です。"
        )
    };
    let more = words!(
        lang,
        en: "“Show original” tells more.",
        ja: "「メッセージのソースを表示」を選ぶと、もっと詳しく分かります。"
    );
    let sentences: Vec<&str> = [opened.as_str(), more].into_iter().chain(remarks.iter().copied()).collect();
    Prose::new(title, super::join(lang, &sentences))
}
