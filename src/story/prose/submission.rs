//! Stage ①: a letter is written, put into its envelope, and handed to the sender's own server.

use super::Prose;
use crate::lang::Lang;
use crate::{text, words};

/// A letter is written.
pub fn write(lang: Lang, host: &str, author: &str, mail_from: &str, rcpt_to: &str) -> Prose {
    let title = words!(lang, en: "A letter and its envelope", ja: "手紙を書いて封筒に入れる");
    let written = text!(
        lang,
        en: "A mail is written on {host}. The letter says that it is from {author} (header From). The envelope around it \
             says: from {mail_from} (envelope From, MAIL FROM), to {rcpt_to} (envelope To, RCPT TO).",
        ja: "{host} でメールが書かれました。便せんの差出人（ヘッダーFrom）は {author} です。封筒の差出人（エンベロープFrom、\
             MAIL FROM）は {mail_from}、宛先（エンベロープTo、RCPT TO）は {rcpt_to} です。"
    );
    let read_by = words!(
        lang,
        en: "Servers go by the envelope; the reader only sees the letter.",
        ja: "サーバーは封筒を見て運び、読む人に見えるのは便せんだけです。"
    );
    Prose::new(title, written).meaning(read_by)
}

/// A letter that goes out once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again<'a> {
    /// Which letter it was, as the story counts them.
    pub number: usize,
    /// Who stands in its header From.
    pub author: &'a str,
    /// Whether a signature is on it.
    pub signed: bool,
    /// Whether a text was added below.
    pub appended: bool,
}

/// Somebody puts a letter that they have received into a new envelope.
pub fn write_again(lang: Lang, host: &str, letter: Again<'_>, mail_from: &str, rcpt_to: &str) -> Prose {
    let Again { number, author, signed, appended } = letter;
    let title = words!(lang, en: "The very same letter, in a new envelope", ja: "同じ手紙を新しい封筒に入れる");
    let taken = text!(
        lang,
        en: "On {host} letter {number}, the one from {author} (header From), is taken out of the mailbox and put into a new \
             envelope: from {mail_from} (MAIL FROM), to {rcpt_to} (RCPT TO).",
        ja: "{host} が、受け取ってあった{number}通目の手紙を取り出し、新しい封筒に入れました。便せんの差出人（ヘッダーFrom）は \
             {author} のままです。新しい封筒の差出人は {mail_from} (MAIL FROM)、宛先は {rcpt_to} (RCPT TO) です。"
    );
    let changed = if appended {
        words!(
            lang,
            en: "Not a character of it is changed, but something is added below.",
            ja: "元の文章は1文字も変えていませんが、下に書き足しています。"
        )
    } else {
        words!(lang, en: "Not a character of it is changed.", ja: "中身は1文字も変えていません。")
    };
    let signature = words!(lang, en: "The old signature is still on it.", ja: "前の署名も付いたままです。");
    let signature = if signed { signature } else { "" };
    Prose::new(title, super::join(lang, &[&taken, changed, signature]))
}

/// Somebody is about to type SMTP by hand.
pub fn typed_by_hand(lang: Lang, host: &str, server: &str, author: &str, mail_from: &str, rcpt_to: &str) -> Prose {
    let title = words!(lang, en: "SMTP typed by hand", ja: "SMTPを手で打つ");
    let typed = text!(
        lang,
        en: "On {host} no mail program is used. Somebody talks to {server} directly and types the lines of SMTP one by one. \
             The envelope is to say: from {mail_from}, to {rcpt_to}. The letter is to say: from {author}.",
        ja: "{host} ではメールソフトを使いません。{server} に直接つないで、SMTPの行を1行ずつ手で打ちます。封筒の差出人は \
             {mail_from}、宛先は {rcpt_to}、便せんの差出人は {author} にするつもりです。"
    );
    let anything = words!(
        lang,
        en: "A mail program writes what the rules ask for. Whoever types decides about every single character.",
        ja: "メールソフトなら、決まりに合った形で書いてくれます。手で打つ人は、どの1文字も好きに決められます。"
    );
    Prose::new(title, typed).meaning(anything)
}

/// STARTTLS. `begun` where TLS really began, `relay` where one server talks to another.
pub fn encrypt(lang: Lang, client: &str, server: &str, begun: bool, relay: bool) -> Prose {
    if !begun {
        let title = words!(lang, en: "No encryption", ja: "暗号化できません");
        let asked = text!(
            lang,
            en: "{client} asks {server} for encryption (STARTTLS), but it does not begin.",
            ja: "{client} が {server} に暗号化 (STARTTLS) を求めましたが、始まりませんでした。"
        );
        return Prose::new(title, asked);
    }
    let title = words!(lang, en: "The line is encrypted", ja: "通信を暗号化する");
    if relay {
        let encrypted = text!(
            lang,
            en: "From here on {client} and {server} talk encrypted (STARTTLS, TLS).",
            ja: "ここから先、{client} と {server} の会話は暗号化されます (STARTTLS, TLS)。"
        );
        let open = words!(
            lang,
            en: "Servers do so wherever the other one offers it. Nobody in between can read the letter now; the \
                 servers themselves still can.",
            ja: "サーバー同士も、相手が対応していれば暗号化します。途中で盗み見ることはもうできませんが、\
                 サーバーは中身を読めます。"
        );
        return Prose::new(title, encrypted).meaning(open);
    }
    let encrypted = text!(
        lang,
        en: "After STARTTLS the conversation is encrypted (TLS), and {client} has checked that this really is {server}.",
        ja: "STARTTLS の合図で、ここから先の会話は暗号化 (TLS) されます。{client} は、相手が本物の {server} であることも\
             証明書で確かめました。"
    );
    let guards = words!(
        lang,
        en: "Nobody on the way can read it now. But TLS protects only the way: a letter with a forged sender is \
             encrypted just as well.",
        ja: "途中で盗み見ることはもうできません。ただし守られるのは通り道だけです。差出人を偽った手紙も、\
             同じように暗号化されます。"
    );
    Prose::new(title, encrypted).meaning(guards)
}

/// STARTTLS of a visitor's own mail client: nobody here knows what it has checked.
pub fn encrypt_for_visitor(lang: Lang, client: &str) -> Prose {
    let title = words!(lang, en: "The line is encrypted", ja: "通信を暗号化する");
    let encrypted = text!(
        lang,
        en: "After STARTTLS the conversation is encrypted (TLS). Whether {client} has checked the server's certificate, \
             only {client} knows.",
        ja: "STARTTLS の合図で、ここから先の会話は暗号化 (TLS) されます。サーバーの証明書を確かめたかどうかは、\
             {client} にしか分かりません。"
    );
    let unchecked = words!(
        lang,
        en: "Without that check an impostor's server could stand at the other end.",
        ja: "確かめなければ、相手が偽のサーバーでも気づけません。"
    );
    Prose::new(title, encrypted).meaning(unchecked)
}

/// A user logs in at the submission server.
pub fn login(lang: Lang, server: &str, user: &str, accepted: bool) -> Prose {
    if accepted {
        let title = text!(lang, en: "{user} logs in", ja: "{user} さんがログイン");
        let proves = text!(
            lang,
            en: "{user} proves who they are with a password (AUTH).",
            ja: "{user} さんがパスワードで本人だと示しました (AUTH)。"
        );
        let users_only = text!(
            lang,
            en: "{server} accepts outgoing letters only from its own users; otherwise anybody could send through it.",
            ja: "{server} が外あてのメールを預かるのは、自分の利用者からだけです。そうしないと、誰でもこのサーバーから送れて\
                 しまいます。"
        );
        return Prose::new(title, proves).meaning(users_only);
    }
    let title = words!(lang, en: "Wrong password", ja: "パスワードが違います");
    let refused = text!(
        lang,
        en: "{server} does not accept the name {user} with this password (AUTH).",
        ja: "{server} は、{user} という名前とこのパスワードの組を受け付けませんでした (AUTH)。"
    );
    let outsiders = words!(
        lang,
        en: "Whoever is not a user of this server cannot send through it.",
        ja: "利用者だと示せない人は、このサーバーから送れません。"
    );
    Prose::new(title, refused).meaning(outsiders)
}

/// The sender's server has taken the letter.
pub fn submitted(lang: Lang, client: &str, server: &str) -> Prose {
    let title = words!(lang, en: "The letter is handed in", ja: "手紙を預ける");
    let taken = text!(
        lang,
        en: "{client} hands over the letter itself (DATA), and {server} answers 250: taken.",
        ja: "{client} が便せんを渡し (DATA)、{server} は 250（確かに預かりました）と答えました。"
    );
    let responsible = text!(
        lang,
        en: "A letter is a header, an empty line and a body; a single dot ends it. From 250 on, {server} is responsible for \
             delivering it, or for saying that it could not.",
        ja: "便せんはヘッダー、空行、本文の順に送り、点だけの行で終わりを告げます。ここからは、届けることも、\
             届かなかったと知らせることも、{server} の責任です。"
    );
    Prose::new(title, taken).meaning(responsible)
}
