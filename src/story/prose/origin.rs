//! Who put a header field on the letter, and because of what: one sentence for each kind of field.

use crate::lang::Lang;
use crate::text;

/// Return-Path, written on delivery.
pub fn return_path_added(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "{host} wrote it on delivery: the sender on the envelope (MAIL FROM).",
        ja: "{host} が配送のときに、封筒の差出人 (MAIL FROM) を書き写しました。"
    )
}

/// Received, written for a letter that somebody brought.
pub fn received_added(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "{host} wrote it when the letter came in: who brought it, and when.",
        ja: "{host} がメールを受け付けたときに、誰がいつ持ってきたかを書きました。"
    )
}

/// Received, written for a letter that began on the server itself.
pub fn received_added_at_home(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "{host} wrote it when the letter set out from there.",
        ja: "このメールは {host} から出たものなので、{host} が出発の時刻を書きました。"
    )
}

/// Authentication-Results.
pub fn results_added(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "{host} wrote down what its own checks had found. Believe such a line only if your own server wrote it.",
        ja: "{host} が、自分で確かめた結果を書きました。信頼できるのは、自分の側のサーバーが書いた行だけです。"
    )
}

/// DKIM-Signature; the domain is empty where it names none.
pub fn signature_added(lang: Lang, host: &str, domain: &str) -> String {
    if domain.is_empty() {
        return text!(lang, en: "{host} signed the letter.", ja: "{host} がメールに署名しました。");
    }
    text!(
        lang,
        en: "{host} signed the letter with the key of {domain}.",
        ja: "{host} が {domain} の鍵でメールに署名しました。"
    )
}

/// Delivered-To.
pub fn delivered_to_added(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "{host} wrote down which of its addresses passed the letter on. If it sees this line again, the letter goes round \
             in circles.",
        ja: "{host} が、自分のどのアドレスで転送したかを書きました。この行にもう一度出会えば、堂々巡りだと分かります。"
    )
}

/// List-Id and the like.
pub fn list_field_added(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "The mailing list on {host} added it, for the mail programs of its members.",
        ja: "{host} のメーリングリストが、参加者のメールソフトのために付けました。"
    )
}

/// A field of ARC.
pub fn seal_added(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "{host} sealed with it what it had found, before it passed the letter on.",
        ja: "{host} が、転送する前の認証の結果を封印するために付けました。"
    )
}

/// A field that a server has changed.
pub fn field_changed(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "{host} changed it on the way: the author wrote something else.",
        ja: "途中で {host} が書き換えました。書き手が書いたままではありません。"
    )
}

/// Any other field that a server has added.
pub fn field_added(lang: Lang, host: &str) -> String {
    text!(lang, en: "{host} added it on the way.", ja: "途中で {host} が付け加えました。")
}

/// A field of a bounce.
pub fn written_by_server(lang: Lang, host: &str) -> String {
    text!(lang, en: "{host} wrote it, as part of this notice.", ja: "{host} が、この通知を書いたときに付けました。")
}

/// A field that a user wrote.
pub fn typed(lang: Lang, host: &str) -> String {
    text!(lang, en: "The sender wrote it, on {host}.", ja: "送信者が {host} で書きました。")
}

/// A field that the user's mail client added by itself.
pub fn supplied(lang: Lang, host: &str) -> String {
    text!(lang, en: "The mail client on {host} added it by itself.", ja: "{host} のメールソフトが自動で付けました。")
}

/// A field of a letter that nobody saw being written.
pub fn brought(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "It was in the letter that {host} brought.",
        ja: "{host} が持ってきたメールに、初めから書いてありました。"
    )
}

/// A field that servers write, in a letter that had met none.
pub fn came_along(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "It was in the letter from the start, on {host}: anyone may write such a line.",
        ja: "{host} で書かれたときから入っていた行です。誰でも書けるので、うのみにはできません。"
    )
}

/// A signature that was in the letter from the beginning.
pub fn signature_came_along(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "It was in the letter from the start, on {host}. Only checking it shows whether it is genuine.",
        ja: "{host} で書かれたときから入っていた署名です。本物かどうかは、検証しないと分かりません。"
    )
}
