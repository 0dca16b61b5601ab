//! Single words: results, roles, lengths of time.

use std::time::Duration;

use crate::lang::Lang;
use crate::story::model::ActorKind;
use crate::{text, words};

/// Sentences in a row; those that are empty are left out.
pub fn join(lang: Lang, sentences: &[&str]) -> String {
    let between = match lang {
        Lang::En => " ",
        Lang::Ja => "",
    };
    sentences.iter().filter(|sentence| !sentence.is_empty()).copied().collect::<Vec<_>>().join(between)
}

/// What a host is in the story.
pub fn actor(lang: Lang, kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::SenderPc => words!(lang, en: "sender's PC", ja: "送信者のPC"),
        ActorKind::SenderServer => words!(lang, en: "sender's mail server", ja: "送信者のメールサーバー"),
        ActorKind::Dns => words!(lang, en: "DNS server", ja: "DNSサーバー"),
        ActorKind::ReceiverServer => words!(lang, en: "receiver's mail server", ja: "受信者のメールサーバー"),
        ActorKind::ReceiverPc => words!(lang, en: "receiver's PC", ja: "受信者のPC"),
        ActorKind::Other => words!(lang, en: "another host", ja: "そのほかのホスト"),
    }
}

/// A PC that is neither the sender's nor the first receiver's.
pub fn another_pc(lang: Lang) -> &'static str {
    words!(lang, en: "another PC", ja: "そのほかのPC")
}

/// A mail server that is neither the sender's nor the first receiver's.
pub fn another_server(lang: Lang) -> &'static str {
    words!(lang, en: "another mail server", ja: "そのほかのメールサーバー")
}

/// A server that passes letters on.
pub fn forwarder(lang: Lang) -> &'static str {
    words!(lang, en: "forwarder", ja: "転送サーバー")
}

/// A machine in the middle.
pub fn machine_on_the_way(lang: Lang) -> &'static str {
    words!(lang, en: "on the way", ja: "途中の機械")
}

/// A server with a mailing list.
pub fn mailing_list(lang: Lang) -> &'static str {
    words!(lang, en: "mailing list", ja: "メーリングリスト")
}

/// A result word of RFC 8601 with its meaning.
pub fn gloss(lang: Lang, result: &str) -> String {
    let meaning = match result {
        "pass" => words!(lang, en: "it holds", ja: "成功"),
        "fail" => words!(lang, en: "it does not hold", ja: "失敗"),
        "softfail" => words!(lang, en: "it probably does not hold", ja: "弱い失敗"),
        "neutral" => words!(lang, en: "nothing can be said", ja: "判断しない"),
        "none" => words!(lang, en: "nothing to check", ja: "設定なし"),
        "temperror" => words!(lang, en: "error for now", ja: "一時エラー"),
        "permerror" => words!(lang, en: "error in the setup", ja: "設定エラー"),
        "policy" => words!(lang, en: "not accepted here", ja: "受信側の方針で不採用"),
        _ => return result.to_owned(),
    };
    text!(lang, en: "{result} ({meaning})", ja: "{result}（{meaning}）")
}

/// A length of time in days, hours, minutes and seconds, as far as there are any.
pub fn duration(lang: Lang, length: Duration) -> String {
    let mut left = length.as_secs();
    let mut parts = Vec::new();
    for (size, en, ja) in UNITS {
        if left >= size || (size == 1 && parts.is_empty()) {
            parts.push(counted(lang, left / size, en, ja));
        }
        left %= size;
    }
    parts.join(words!(lang, en: " ", ja: ""))
}

/// Seconds in each unit, and what it is called.
const UNITS: [(u64, (&str, &str), &str); 4] = [
    (86_400, ("day", "days"), "日"),
    (3_600, ("hour", "hours"), "時間"),
    (60, ("minute", "minutes"), "分"),
    (1, ("second", "seconds"), "秒"),
];

fn counted(lang: Lang, number: u64, (one, many): (&str, &str), ja: &str) -> String {
    let en = if number == 1 { one } else { many };
    text!(lang, en: "{number} {en}", ja: "{number}{ja}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_read_naturally() {
        let said = |lang, seconds| duration(lang, Duration::from_secs(seconds));
        assert_eq!(said(Lang::En, 300), "5 minutes");
        assert_eq!(said(Lang::En, 3_600), "1 hour");
        assert_eq!(said(Lang::Ja, 86_400), "1日");
        assert_eq!(said(Lang::Ja, 90), "1分30秒");
        assert_eq!(said(Lang::En, 76_800), "21 hours 20 minutes");
        assert_eq!(said(Lang::En, 0), "0 seconds");
    }
}
