//! A machine in the middle, and what the two ends believe.

use super::Prose;
use crate::lang::Lang;
use crate::{text, words};

/// It goes, or comes back.
pub fn machine_changed(lang: Lang, machine: &str, there: bool) -> Prose {
    if there {
        return Prose::new(
            text!(lang, en: "{machine} is on the way again", ja: "{machine} が通り道に戻る"),
            text!(lang, en: "Everything passes {machine} from now on.", ja: "ここから先は、また {machine} を通ります。"),
        );
    }
    Prose::new(
        text!(lang, en: "{machine} is gone", ja: "{machine} がいなくなる"),
        text!(
            lang,
            en: "{machine} was found and taken off the way. What the two ends say to each other arrives as it was said again.",
            ja: "{machine} が見つかり、通り道から取り除かれました。これからは、言ったことがそのまま相手に届きます。"
        ),
    )
}

/// A connection leads past it.
pub fn passes_machine(lang: Lang, machine: &str) -> String {
    text!(
        lang,
        en: "On the way all of it passes {machine}, and neither end can see that.",
        ja: "ただし、通り道には {machine} がいます。両端からは、それが見えません。"
    )
}

/// STARTTLS is gone from what the server offers.
pub fn starttls_removed(lang: Lang, machine: &str, client: &str, server: &str) -> Prose {
    let removed = text!(
        lang,
        en: "{server} has offered encryption. {machine} takes the line STARTTLS out of the answer before it passes it on.",
        ja: "{server} は、暗号化に対応していると答えました。{machine} は、その返事から STARTTLS の行を抜き取って渡します。"
    );
    let believed = text!(
        lang,
        en: "{client} must think that {server} cannot encrypt. {server} will think that {client} does not want to.",
        ja: "{client} からは、{server} が暗号化に対応していないように見えます。{server} からは、{client} が暗号化を望んでいないように見えます。"
    );
    Prose::new(words!(lang, en: "A line disappears on the way", ja: "返事の1行が途中で消える"), removed)
        .meaning(believed)
}

/// The client has asked for TLS all the same, and heard a no that is not the server's.
pub fn starttls_answered(lang: Lang, machine: &str, client: &str, server: &str) -> Prose {
    let answered = text!(
        lang,
        en: "{client} asks for encryption all the same. {machine} answers in the place of {server}, which never hears of it.",
        ja: "それでも {client} は暗号化を求めました。ところが {machine} が、{server} のふりをして断ります。{server} には何も届いていません。"
    );
    Prose::new(words!(lang, en: "An answer from the wrong machine", ja: "別の機械からの返事"), answered)
}

/// Lines of the letter are changed.
pub fn letter_changed(lang: Lang, machine: &str, client: &str, server: &str, lines: usize) -> Prose {
    let plural = if lines == 1 { "" } else { "s" };
    let changed = text!(
        lang,
        en: "The letter goes in clear text. {machine} changes {lines} line{plural} of it before it goes on to {server}.",
        ja: "手紙は暗号化されずに送られています。{machine} が、その{lines}行を書き換えてから {server} に渡します。"
    );
    let unnoticed = text!(
        lang,
        en: "The envelope stays as it is, and so does the IP address from which {client} calls. Nobody notices so far.",
        ja: "封筒も、{client} の接続元IPアドレスも、そのままです。ここまでは誰も気づきません。"
    );
    Prose::new(words!(lang, en: "The letter is changed on the way", ja: "手紙が途中で書き換えられる"), changed)
        .meaning(unnoticed)
}

/// The letter passes it in clear text.
pub fn machine_reads(lang: Lang, machine: &str) -> String {
    text!(
        lang,
        en: "Nothing is encrypted: {machine}, on the way, can read every word of it.",
        ja: "暗号化されていないので、途中にいる {machine} は中身をすべて読めます。"
    )
}

/// TLS has begun.
pub fn machine_left_out(lang: Lang, machine: &str) -> String {
    text!(
        lang,
        en: "{machine} still stands on the way, but sees nothing but noise, and cannot change a word unnoticed.",
        ja: "{machine} は今も途中にいますが、意味のない文字の列しか見えません。気づかれずに書き換えることもできません。"
    )
}

/// A connection passes a machine in the middle.
pub fn through_machine(lang: Lang, machine: &str, ip: std::net::IpAddr) -> String {
    text!(lang, en: "All of it passes {machine} [{ip}]", ja: "途中で {machine} ({ip}) を通る")
}

/// Stands beside a line that was taken out.
pub fn line_removed(lang: Lang, machine: &str) -> String {
    text!(lang, en: "{machine} takes this line out", ja: "{machine} が抜き取った行")
}

/// Stands behind a line of a letter that was changed.
pub fn line_changed(lang: Lang, machine: &str) -> String {
    text!(lang, en: "{machine} makes of it:", ja: "{machine} が次のように書き換え：")
}

/// Stands beside an answer that is not the server's.
pub fn line_answered(lang: Lang, machine: &str) -> String {
    text!(lang, en: "{machine} answers in the server's place", ja: "サーバーのふりをした {machine} の返事")
}
