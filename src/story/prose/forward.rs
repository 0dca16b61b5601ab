//! On the way: an alias, a mailing list, and what they do to a letter.

use super::Prose;
use crate::lang::Lang;
use crate::trace::NoFooter;
use crate::{text, words};

/// An alias passes the letter on in an envelope that names the same sender.
pub fn alias(lang: Lang, host: &str, recipient: &str, to: &str, was: &str) -> Prose {
    let title = words!(lang, en: "Forwarded to another address", ja: "別のアドレスへ転送する");
    let passed = text!(
        lang,
        en: "{recipient} has no mailbox on {host}; it only stands for another address. The letter goes into an envelope \
             to {to}. The sender on the envelope stays {was}.",
        ja: "{recipient} のメールボックスは {host} にはなく、転送用のアドレスです。{host} は封筒の宛先を {to} に書き換えました。\
             封筒の差出人は {was} のままです。"
    );
    let meaning = if was == "<>" {
        words!(lang, en: "A bounce is forwarded like any other letter.", ja: "不達通知も、ほかのメールと同じように転送されます。")
    } else {
        words!(
            lang,
            en: "The next server will see a letter that names one domain on the envelope and comes from the server of another. \
                 That is how forwarding looks to SPF.",
            ja: "次のサーバーから見ると、封筒の差出人のドメインと、実際に送ってきたサーバーが食い違います。\
                 SPFにとって、転送とはそういうものです。"
        )
    };
    Prose::new(title, passed).meaning(meaning)
}

/// An alias passes the letter on, and puts its own domain into the envelope From.
pub fn rewritten(lang: Lang, host: &str, recipient: &str, to: &str, was: &str, from: &str) -> Prose {
    let title =
        words!(lang, en: "Forwarded, with a new envelope sender (SRS)", ja: "封筒の差出人を書き換えて転送する (SRS)");
    let passed = text!(
        lang,
        en: "{recipient} only stands for another address: {host} passes the letter on to {to}. On the envelope it also \
             replaces the sender {was} by {from}.",
        ja: "{recipient} は転送用のアドレスで、{host} は手紙を {to} へ送ります。そのとき封筒の差出人も、{was} から {from} に\
             書き換えました。"
    );
    let meaning = words!(
        lang,
        en: "SPF now asks about the forwarder's own domain. The old address stands inside the new one, with a check code, so \
             that a bounce still finds its way back. The letter itself is not touched.",
        ja: "これでSPFは転送サーバー自身のドメインについて調べます。元のアドレスは確認用の符号と一緒に新しいアドレスの中に残るので、\
             不達通知も元の差出人まで戻れます。便せんには手を加えません。"
    );
    Prose::new(title, passed).meaning(meaning)
}

/// A bounce comes to an address that was rewritten.
pub fn returned(lang: Lang, host: &str, recipient: &str, to: &str) -> Prose {
    let title = words!(lang, en: "Back to the first sender (SRS)", ja: "元の差出人へ送り返す (SRS)");
    let passed = text!(
        lang,
        en: "{recipient} is an address that {host} has made itself. The check code in it is right, so the letter goes on to \
             the address inside it: {to}.",
        ja: "{recipient} は {host} が自分で作ったアドレスです。確認用の符号が正しいので、その中に書かれた {to} へ送ります。"
    );
    let meaning = words!(
        lang,
        en: "Without the code anybody could have letters sent on from here to any address.",
        ja: "符号がなければ、誰でもこのサーバーから好きな宛先へ送らせることができてしまいます。"
    );
    Prose::new(title, passed).meaning(meaning)
}

/// A mailing list takes the letter for its members.
pub fn list(lang: Lang, host: &str, recipient: &str, to: &str, from: &str) -> Prose {
    let title = words!(lang, en: "To the members of the mailing list", ja: "メーリングリストの参加者へ");
    let passed = text!(
        lang,
        en: "{recipient} is a mailing list on {host}. The letter goes into a new envelope: to the members ({to}), from the \
             list's own address {from}.",
        ja: "{recipient} は {host} のメーリングリストです。手紙は新しい封筒に入ります。宛先は参加者 ({to})、\
             差出人はメーリングリストのアドレス {from} です。"
    );
    let meaning = words!(
        lang,
        en: "Bounces come to the list now and not to the author, who may not even know the members. SPF asks about the \
             list's domain.",
        ja: "届かなかったときの知らせは、参加者を知らない書き手ではなく、メーリングリストに届きます。SPFが調べるのも、\
             メーリングリストのドメインです。"
    );
    Prose::new(title, passed).meaning(meaning)
}

/// A field was changed where it stands.
pub fn changed(lang: Lang, host: &str, name: &str, before: &str, now: &str) -> Prose {
    let title = text!(lang, en: "{name} is changed", ja: "{name} を書き換える");
    let changed = text!(
        lang,
        en: "{host} changes the header field {name}, from “{before}” to “{now}”.",
        ja: "{host} が {name} を「{before}」から「{now}」に書き換えました。"
    );
    let meaning = if name.eq_ignore_ascii_case("From") {
        words!(
            lang,
            en: "Whoever reads the letter sees another sender from now on, and DMARC goes by the domain in From.",
            ja: "ここから先は、読む人に見える差出人も変わります。DMARCが手がかりにするのも、From のドメインです。"
        )
    } else {
        words!(
            lang,
            en: "An author's server has usually signed this field too: where it is changed, that signature no longer fits.",
            ja: "送信者のサーバーの署名は、ふつうこのフィールドも対象にしています。書き換えると、その署名は合わなくなります。"
        )
    };
    Prose::new(title, changed).meaning(meaning)
}

/// A text was put under the body.
pub fn footer(lang: Lang, host: &str) -> Prose {
    let title = words!(lang, en: "A footer under the text", ja: "本文の下に書き足す");
    let added = text!(
        lang,
        en: "{host} writes the list's footer under the body of the letter.",
        ja: "{host} が本文の下に、メーリングリストの案内文（フッター）を書き足しました。"
    );
    let meaning = words!(
        lang,
        en: "Well meant, but a DKIM signature holds a hash of the body: with one line more it no longer matches.",
        ja: "親切のつもりでも、DKIMの署名には本文のハッシュ値が入っています。1行でも増えると、署名と合わなくなります。"
    );
    Prose::new(title, added).meaning(meaning)
}

/// The footer was left out.
pub fn no_footer(lang: Lang, host: &str, why: NoFooter) -> Prose {
    let title = words!(lang, en: "No footer", ja: "案内文は書き足さない");
    let why = match why {
        NoFooter::NotPlainText => {
            words!(lang, en: "the body is not one plain text", ja: "本文が1つのプレーンテキストではない")
        }
        NoFooter::Encoded => words!(lang, en: "the body is encoded", ja: "本文が符号化されている"),
        NoFooter::CharacterSet => {
            words!(lang, en: "the letter's character set cannot express it", ja: "メールの文字コードでは表せない")
        }
    };
    let left = text!(
        lang,
        en: "{host} leaves the list's footer out: {why}.",
        ja: "{why}ため、{host} はメーリングリストの案内文（フッター）を書き足しませんでした。"
    );
    Prose::new(title, left)
}

/// The fields that a list is known by.
pub fn list_fields(lang: Lang, host: &str, names: &str) -> Prose {
    let title = words!(lang, en: "The list says who it is", ja: "メーリングリストの名前を書き足す");
    let added = text!(
        lang,
        en: "{host} puts fields on top of the letter that tell of the list ({names}).",
        ja: "{host} が便せんのいちばん上に、メーリングリストを示すフィールドを書き足しました ({names})。"
    );
    let meaning = words!(
        lang,
        en: "Mail programs sort by them and offer to unsubscribe. New fields break no signature.",
        ja: "メールソフトはこれを見て振り分けたり、退会のボタンを出したりします。フィールドが増えるだけなら、署名は壊れません。"
    );
    Prose::new(title, added).meaning(meaning)
}

/// A server seals what it has found.
pub fn sealed(lang: Lang, host: &str, domain: &str) -> Prose {
    let title = text!(lang, en: "Sealed by {domain} (ARC)", ja: "認証の結果を封印する (ARC)");
    let added = text!(
        lang,
        en: "{host} writes down what it found when the letter came in, signs the letter as it leaves, and seals both in the \
             name of {domain} (ARC).",
        ja: "{host} が、受け取ったときの認証の結果を書き残し、送り出す時点の手紙に署名して、その両方を {domain} の名前で\
             封印しました (ARC)。"
    );
    let meaning = words!(
        lang,
        en: "So the next server learns how the letter stood before it was changed here. It need not believe that: anybody can \
             seal anything.",
        ja: "次のサーバーは、ここで手を加える前の結果を知ることができます。ただし、封印は誰にでもできるので、\
             信じるかどうかは受け取る側しだいです。"
    );
    Prose::new(title, added).meaning(meaning)
}
