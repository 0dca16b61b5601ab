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
    Prose {
        title: words!(lang, en: "The letter waits in the queue", ja: "送信待ちの列で待つ").to_owned(),
        text: text!(
            lang,
            en: "Try {attempt} came to nothing ({reply}), but not for good. {host} keeps the letter in its queue and tries \
                 again in {wait}.",
            ja: "{attempt} 回目は届けられませんでした ({reply})。ただし、まだ望みはあります。{host} は手紙を送信待ちの列（キュー）\
                 に入れ、{wait}後にもう一度試します。"
        ),
    }
}

/// The server gives up.
pub fn given_up(lang: Lang, host: &str, who: &str, reply: &str, afterwards: Afterwards) -> Prose {
    let gives_up = text!(
        lang,
        en: "{host} gives up on delivering the letter to {who} ({reply}).",
        ja: "{host} は {who} への配送をあきらめました ({reply})。"
    );
    let then = match afterwards {
        Afterwards::Bounce => words!(
            lang,
            en: "A server must not lose a letter silently: it tells the sender on the envelope.",
            ja: "サーバーは手紙を黙って失くしてはいけません。封筒の差出人に知らせます。"
        ),
        Afterwards::Quiet => words!(
            lang,
            en: "It should tell the sender on the envelope, but an impostor's server keeps quiet.",
            ja: "本来は封筒の差出人に知らせますが、なりすまし犯のサーバーは黙っています。"
        ),
        Afterwards::NullPath => words!(
            lang,
            en: "The envelope names no sender (<>), so there is nobody to tell; bounces never go in circles.",
            ja: "封筒の差出人が空 (<>) なので、知らせる相手はいません。こうして不達通知の堂々巡りを防いでいます。"
        ),
    };
    Prose {
        title: words!(lang, en: "The server gives up", ja: "配送をあきらめる").to_owned(),
        text: super::join(lang, &[&gives_up, then]),
    }
}

/// A bounce is written.
pub fn bounce(lang: Lang, host: &str, to: &str) -> Prose {
    Prose {
        title: words!(lang, en: "A bounce is written", ja: "不達通知を書く").to_owned(),
        text: text!(
            lang,
            en: "{host} writes to {to}, the sender on the envelope, that the letter could not be delivered (bounce, delivery \
                 status notification). If somebody forged that sender, an innocent person gets this mail. Its own envelope \
                 bears the empty sender <>.",
            ja: "{host} が、封筒の差出人 {to} あてに「届けられませんでした」という知らせを書きました（不達通知、バウンスメール）。\
                 もし封筒の差出人が偽装されていたら、無関係な人にこれが届きます。この知らせ自身の封筒は、差出人が空 (<>) です。"
        ),
    }
}
