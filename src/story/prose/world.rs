//! Between deliveries: the world changes, time passes, somebody does not answer.

use std::net::IpAddr;

use super::Prose;
use crate::lang::Lang;
use crate::trace::Service;
use crate::{text, words};

/// What becomes of DNS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DnsChange {
    /// It knows other records.
    Records,
    /// It answers no more, or with an error.
    Trouble,
    /// It answers again.
    Recovery,
    /// Its answers are forged no more.
    Honest,
}

/// DNS knows something else from now on, or behaves otherwise.
pub fn dns_changed(lang: Lang, names: &str, change: DnsChange) -> Prose {
    match change {
        DnsChange::Records => records_changed(lang, names),
        DnsChange::Trouble => Prose::new(
            words!(lang, en: "DNS has a problem", ja: "DNSに問題が起きる"),
            text!(
                lang,
                en: "From now on nobody gets an answer from DNS about {names}.",
                ja: "ここから、{names} についてDNSに尋ねても、答えがもらえなくなります。"
            ),
        ),
        DnsChange::Recovery => Prose::new(
            words!(lang, en: "DNS is back", ja: "DNSが元に戻る"),
            text!(
                lang,
                en: "DNS answers questions about {names} again.",
                ja: "{names} について、DNSがまた答えるようになりました。"
            ),
        ),
        DnsChange::Honest => Prose::new(
            words!(lang, en: "DNS is back", ja: "DNSが元に戻る"),
            text!(
                lang,
                en: "Nobody forges the answers about {names} any more: DNS says what the zone says.",
                ja: "{names} についての答えは、もう偽装されません。DNSはゾーンのとおりに答えます。"
            ),
        ),
    }
}

fn records_changed(lang: Lang, names: &str) -> Prose {
    Prose::new(
        words!(lang, en: "DNS changes", ja: "DNSの内容が変わる"),
        text!(
            lang,
            en: "From now on DNS answers differently about {names}. Whoever asks again gets the new answer.",
            ja: "{names} について、DNSの答えがここから変わります。次に尋ねた人は、新しい答えを受け取ります。"
        ),
    )
}

/// Somebody puts false answers in the place of true ones.
pub fn dns_forged(lang: Lang, names: &str) -> Prose {
    let forged = text!(
        lang,
        en: "Somebody forges the answers about {names} from now on. The zone itself stays as it is.",
        ja: "ここから先、{names} についての答えを誰かが偽装します。ゾーンそのものは元のままです。"
    );
    let root = words!(
        lang,
        en: "DNS answers bear no signature unless a domain uses DNSSEC: whoever asks believes what comes back.",
        ja: "DNSの答えには、DNSSECを使わないかぎり署名がありません。尋ねた側は、返ってきた答えを信じるしかありません。"
    );
    Prose::new(words!(lang, en: "Answers of DNS are forged", ja: "DNSの答えが偽装される"), forged).meaning(root)
}

/// Only the reader can see that an answer is forged.
pub fn answer_is_forged(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "That answer is forged, and {host} cannot tell.",
        ja: "この答えは偽物ですが、{host} には見分けられません。"
    )
}

/// Stands beside a forged answer.
pub fn forged_answer(lang: Lang) -> &'static str {
    words!(lang, en: "forged: the zone says something else", ja: "偽の答え。本当のゾーンの内容とは違う")
}

/// Records are gone from DNS.
pub fn records_gone(lang: Lang, name: &str, rtype: Option<&str>) -> String {
    match rtype {
        Some(rtype) => {
            text!(lang, en: "{name}: no {rtype} record any more", ja: "{name}：{rtype}レコードがなくなりました")
        }
        None => text!(lang, en: "{name}: no records any more", ja: "{name}：レコードがなくなりました"),
    }
}

/// Nobody answers about a name.
pub fn name_silent(lang: Lang, name: &str) -> String {
    text!(lang, en: "{name}: no answer comes any more", ja: "{name}：応答がなくなりました")
}

/// The server fails about a name.
pub fn name_failing(lang: Lang, name: &str) -> String {
    text!(lang, en: "{name}: the server fails (SERVFAIL)", ja: "{name}：サーバーが答えられなくなりました (SERVFAIL)")
}

/// The server answers about a name again.
pub fn name_answers(lang: Lang, name: &str) -> String {
    text!(lang, en: "{name}: answered as the zone says again", ja: "{name}：またゾーンのとおりに答えるようになりました")
}

/// A server goes down or comes back.
pub fn host_changed(lang: Lang, host: &str, up: bool) -> Prose {
    if up {
        return Prose::new(
            text!(lang, en: "{host} is back", ja: "{host} が復旧"),
            text!(lang, en: "{host} answers again.", ja: "{host} が、また応答するようになりました。"),
        );
    }
    let waits = words!(
        lang,
        en: "Mail was designed for that: letters go to another server, or wait until this one is back.",
        ja: "メールはこうした事態を見込んで作られています。手紙は別のサーバーに回るか、復旧するまで待ちます。"
    );
    Prose::new(
        text!(lang, en: "{host} goes down", ja: "{host} が停止"),
        text!(lang, en: "{host} stops answering.", ja: "{host} が応答しなくなりました。"),
    )
    .meaning(waits)
}

/// Somebody sets out to throw away the letters of a folder.
pub fn tidying(lang: Lang, user: &str, folder: &str) -> Prose {
    Prose::new(
        text!(lang, en: "{user} tidies up", ja: "{user} さんが片づける"),
        text!(
            lang,
            en: "{user} throws away what lies in {folder}. The mail client does so on the server, over IMAP.",
            ja: "{user} さんが {folder} のメールを捨てます。メールソフトがIMAPでサーバーに接続して行います。"
        ),
    )
}

/// The letters of a folder are gone.
pub fn emptied(lang: Lang, user: &str, folder: &str, letters: usize) -> Prose {
    let letters_en = if letters == 1 { "1 letter is".to_owned() } else { format!("{letters} letters are") };
    Prose::new(
        words!(lang, en: "There is room again", ja: "空きができる"),
        text!(
            lang,
            en: "The mail client marks the letters as deleted (STORE), and EXPUNGE takes them out: {letters_en} gone from {folder} \
                 of {user}.",
            ja: "メールソフトが削除の印を付け (STORE)、EXPUNGE で取り除きます。{user} さんの {folder} から{letters}通がなくなりました。"
        ),
    )
    .meaning(words!(
        lang,
        en: "Nobody tells the servers that have letters for this mailbox.",
        ja: "このメールボックスあての手紙を持っているサーバーに、知らせは行きません。"
    ))
}

/// Time passes.
pub fn time_passed(lang: Lang, wait: &str) -> Prose {
    let jump = text!(
        lang,
        en: "The clock jumps forward by {wait}. Letters whose time has come are tried again.",
        ja: "時計を{wait}進めます。その間に順番が来た手紙は、もう一度送られます。"
    );
    Prose::new(text!(lang, en: "{wait} later", ja: "{wait}後"), jump).meaning(words!(
        lang,
        en: "You do not really have to wait.",
        ja: "本当に待つ必要はありません。"
    ))
}

/// A connection could not be made.
pub fn no_answer(lang: Lang, host: &str, ip: IpAddr, service: Service, refused: bool) -> Prose {
    let port = service.port();
    let tried = if refused {
        text!(
            lang,
            en: "{host} tries to connect to {ip}, port {port}, and is turned away: the machine is there, but no mail server.",
            ja: "{host} が {ip} のポート{port}に接続しようとしましたが、断られました。機械はあっても、メールサーバーが動いていません。"
        )
    } else {
        text!(
            lang,
            en: "{host} tries to connect to {ip}, port {port}, and nobody answers: the server is down or cannot be reached.",
            ja: "{host} が {ip} のポート{port}に接続しようとしましたが、返事がありません。サーバーが止まっているか、通信できない状態です。"
        )
    };
    let then = words!(
        lang,
        en: "The letter is not lost; it stays where it is for now.",
        ja: "これだけで手紙がなくなることはありません。今のところ、元の場所に残ります。"
    );
    Prose::new(text!(lang, en: "Nobody answers at {ip}", ja: "{ip} から応答がない"), tried).meaning(then)
}
