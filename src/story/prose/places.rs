//! Mailboxes and queues.

use crate::lang::Lang;
use crate::story::model::PlaceKind;
use crate::{text, words};

/// What a mailbox or a queue is called.
pub fn place(lang: Lang, kind: PlaceKind, owner: &str, host: &str) -> String {
    match kind {
        PlaceKind::Inbox => text!(lang, en: "{owner}'s inbox", ja: "{owner} の受信トレイ"),
        PlaceKind::Junk => text!(lang, en: "{owner}'s junk folder", ja: "{owner} の迷惑メールフォルダー"),
        PlaceKind::Queue => text!(lang, en: "queue of {host}", ja: "{host} の送信待ちの列（キュー）"),
    }
}

/// Stands beside a letter that has just come into a queue.
pub fn first_try(lang: Lang) -> &'static str {
    words!(lang, en: "first try comes next", ja: "このあと最初の配送")
}

/// Stands beside a letter that was put off.
pub fn next_try(lang: Lang, number: u32, at: &str) -> String {
    text!(lang, en: "try {number}: {at}", ja: "次の配送（{number}回目）：{at}")
}
