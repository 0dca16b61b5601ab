//! All sentences of a reading, in both languages: one file for each part of it.

mod input;
mod path;
mod remarks;
mod results;
mod senders;
mod signatures;

pub use input::unreadable;
pub(super) use path::{boundary, hop, waited};
pub(super) use remarks::remark;
pub(super) use results::{belief, claimed, outcome};
pub(super) use senders::sender;
pub(super) use signatures::signature;

use crate::lang::Lang;
use crate::{text, words};

/// What the reading is worth without DNS.
pub(super) fn caveat(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "Nothing was verified here. This only reads what is written in the header. Some of it was written by \
             servers; the rest may have been written by the sender. With --dns, SPF, DKIM, ARC and DMARC are checked \
             again.",
        ja: "ここでは何も検証していません。ヘッダーに書かれていることを読んだだけです。サーバーが書いた部分もあれば、送信者が自由に書ける\
             部分もあります。--dns を付けると、SPF・DKIM・ARC・DMARCをもう一度確かめます。",
    )
}

/// What the reading is worth where DNS was asked.
pub(super) fn caveat_checked(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "SPF, DKIM, ARC and DMARC were checked again, with what DNS says now. Records may have changed since the \
             letter arrived. Everything else is only read from the header.",
        ja: "SPF・DKIM・ARC・DMARCは、今のDNSの内容でもう一度確かめました。届いたときとは登録が変わっているかもしれません。\
             それ以外は、ヘッダーに書かれていることを読んだだけです。",
    )
}

/// A result that was found just now.
pub(super) fn checked_again(lang: Lang, result: &str) -> String {
    text!(lang, en: "Checked again: {result}", ja: "もう一度確かめた結果：{result}")
}

/// A length of time: `2 h 5 min`.
pub(super) fn length(lang: Lang, seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => text!(lang, en: "{seconds} s", ja: "{seconds}秒"),
        (0, 0, _) => {
            let rest = seconds % 60;
            text!(lang, en: "{minutes} min {rest} s", ja: "{minutes}分{rest}秒")
        }
        (0, ..) => text!(lang, en: "{hours} h {minutes} min", ja: "{hours}時間{minutes}分"),
        (1, ..) => text!(lang, en: "1 day {hours} h", ja: "1日と{hours}時間"),
        _ => text!(lang, en: "{days} days", ja: "{days}日"),
    }
}
