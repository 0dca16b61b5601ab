//! What happens to a letter that does not get through: it waits, it is tried again, and in the end its sender is told.

use super::Prose;
use crate::lang::Lang;
use crate::{text, words};

/// Who hears of it when a letter does not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afterwards {
    /// The sender on the envelope gets a bounce.
    Bounce,
    /// The server that has the letter keeps quiet.
    Quiet,
    /// Nobody can be told: the reverse-path is null.
    NullPath,
}

/// The letter waits for another try.
pub fn deferral(lang: Lang, host: &str, attempt: u32, wait: &str, reply: &str) -> Prose {
    let title = words!(lang, en: "The letter waits in the queue", ja: "送信待ちの列で待つ");
    let waits = text!(
        lang,
        en: "Try {attempt} did not work ({reply}). {host} keeps the letter in its queue and tries again in {wait}.",
        ja: "{attempt}回目は届けられませんでした ({reply})。{host} は手紙を送信待ちの列（キュー）に入れ、{wait}後にもう一度\
             試します。"
    );
    Prose::new(title, waits)
}

/// The server gives up.
pub fn given_up(lang: Lang, host: &str, who: &str, reply: &str, afterwards: Afterwards) -> Prose {
    let title = words!(lang, en: "The server gives up", ja: "配送をあきらめる");
    let gives_up = text!(
        lang,
        en: "{host} gives up on delivering the letter to {who} ({reply}).",
        ja: "{host} は {who} への配送をあきらめました ({reply})。"
    );
    let then = match afterwards {
        Afterwards::Bounce => words!(
            lang,
            en: "A server must not lose a letter silently: it tells the sender on the envelope.",
            ja: "サーバーは手紙を黙って捨ててはいけません。封筒の差出人に知らせます。"
        ),
        Afterwards::Quiet => words!(
            lang,
            en: "It should tell the sender on the envelope, but this server keeps quiet.",
            ja: "本来は封筒の差出人に知らせるべきですが、このサーバーは知らせません。"
        ),
        Afterwards::NullPath => words!(
            lang,
            en: "The envelope names no sender (<>), so there is nobody to tell; bounces never go in circles.",
            ja: "封筒の差出人が空 (<>) なので、知らせる相手はいません。こうして不達通知の堂々巡りを防いでいます。"
        ),
    };
    Prose::new(title, gives_up).meaning(then)
}

/// A bounce is written.
pub fn bounce(lang: Lang, host: &str, to: &str) -> Prose {
    let title = words!(lang, en: "A bounce is written", ja: "不達通知を書く");
    let written = text!(
        lang,
        en: "{host} writes to {to}, the sender on the envelope, that the letter could not be delivered (bounce, delivery \
             status notification). The bounce's own envelope has the empty sender <>.",
        ja: "{host} が、封筒の差出人 {to} あてに「届けられませんでした」という知らせ（不達通知、バウンスメール）を書きました。\
             この知らせ自身の封筒は、差出人が空 (<>) です。"
    );
    let innocent = words!(
        lang,
        en: "Had somebody forged that sender, an innocent person would get this mail.",
        ja: "もし封筒の差出人が偽装されていたら、無関係な人にこれが届いてしまいます。"
    );
    Prose::new(title, written).meaning(innocent)
}
