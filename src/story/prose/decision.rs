//! Stage ③: what the receiver does with the letter, and how it says so.

use super::Prose;
use crate::lang::Lang;
use crate::trace::{Disposition, DispositionReason, Policy};
use crate::{text, words};

/// The receiver decides.
pub fn decision(lang: Lang, host: &str, disposition: Disposition, reason: &DispositionReason, author: &str) -> Prose {
    let title = match disposition {
        Disposition::Inbox => words!(lang, en: "Decision: into the inbox", ja: "扱い：受信トレイへ"),
        Disposition::Junk => words!(lang, en: "Decision: into the junk folder", ja: "扱い：迷惑メールフォルダーへ"),
        Disposition::Forward => words!(lang, en: "Decision: passed on", ja: "扱い：転送する"),
        Disposition::Queue => words!(lang, en: "Decision: taken", ja: "扱い：引き受ける"),
        Disposition::Reject => words!(lang, en: "Decision: refused", ja: "扱い：受け取りを拒否"),
        Disposition::Defer => words!(lang, en: "Decision: not now", ja: "扱い：今は受け取らない"),
    };
    let so = match disposition {
        Disposition::Inbox => {
            text!(lang, en: "{host} will put the letter into the inbox.", ja: "{host} は手紙を受信トレイに入れます。")
        }
        Disposition::Junk => {
            text!(
                lang,
                en: "{host} will put the letter into the junk folder.",
                ja: "{host} は手紙を迷惑メールフォルダーに入れます。"
            )
        }
        Disposition::Forward => {
            text!(lang, en: "{host} will take the letter and pass it on.", ja: "{host} は手紙を引き受けて、転送します。")
        }
        Disposition::Queue => {
            text!(
                lang,
                en: "{host} will take the letter. Whether there is such a recipient it only looks up afterwards.",
                ja: "{host} は手紙を引き受けます。その宛先があるかどうかは、あとで調べます。"
            )
        }
        Disposition::Reject => {
            text!(lang, en: "{host} will not take the letter.", ja: "{host} は手紙を受け取りません。")
        }
        Disposition::Defer => {
            text!(
                lang,
                en: "{host} will ask for the letter to be brought again later.",
                ja: "{host} は、あとでもう一度持ってきてもらうことにします。"
            )
        }
    };
    Prose::new(title, super::join(lang, &[&why(lang, reason, author, disposition), &so]))
}

/// What made the receiver decide as it did.
pub fn why(lang: Lang, reason: &DispositionReason, author: &str, disposition: Disposition) -> String {
    match reason {
        DispositionReason::DmarcPolicy { policy: Policy::None } => text!(
            lang,
            en: "DMARC failed, but the policy for {author} asks receivers to do nothing about that (none): the policy \
                 decides, not the verdict.",
            ja: "DMARCは失敗しましたが、{author} についてのポリシーは none（何もしない）です。扱いを決めるのは、\
                 結果ではなくポリシーです。"
        ),
        DispositionReason::DmarcPolicy { policy } => {
            let wish = if *policy == Policy::Reject {
                words!(lang, en: "refuse the letter", ja: "拒否")
            } else {
                words!(lang, en: "put the letter aside", ja: "隔離")
            };
            text!(
                lang,
                en: "DMARC failed, and the receiver does what the policy for {author} asks for in that case: {wish} \
                     ({policy}).",
                ja: "DMARCが失敗したので、受信者は {author} についてのポリシー {policy}（{wish}）に従います。"
            )
        }
        DispositionReason::LocalRule { rule } => {
            let rule = super::rule(lang, rule);
            text!(
                lang,
                en: "The receiver's own rule decides here, not DMARC: {rule}.",
                ja: "ここで決め手になったのはDMARCではなく、受信者が自分で決めた規則です（{rule}）。"
            )
        }
        DispositionReason::TrustedSealer { policy, domain } => text!(
            lang,
            en: "DMARC failed, and {author} asks for p={policy}. But {domain}, a sealer that the receiver trusts, has noted that \
                 DMARC passed before the letter was changed, and the chain of seals is unbroken (ARC): the receiver believes it.",
            ja: "DMARCは失敗し、{author} のポリシーは p={policy} です。けれども、受信者が信頼する {domain} が「手を加える前は\
                 DMARCに成功していた」と書き残し、その封印は破れていません (ARC)。受信者はこちらを信じます。"
        ),
        DispositionReason::Nothing if disposition == Disposition::Defer => words!(
            lang,
            en: "The checks could not be finished because DNS did not answer.",
            ja: "DNSの応答がなく、確認を終えられませんでした。"
        )
        .to_owned(),
        DispositionReason::Nothing => words!(
            lang,
            en: "Nothing in the checks asks for the letter to be refused or put aside.",
            ja: "拒否や隔離を求める結果はありませんでした。"
        )
        .to_owned(),
    }
}

/// A rule of the receiver's own, by its key in the scenario file.
pub fn rule(lang: Lang, key: &str) -> String {
    match key {
        "spf_fail" => {
            words!(lang, en: "what to do when SPF fails (spf_fail)", ja: "SPFが失敗したときの扱い、spf_fail").to_owned()
        }
        "dkim2_fail" => words!(
            lang,
            en: "what to do when the signed envelope is another one (dkim2_fail)",
            ja: "署名された封筒と違うときの扱い、dkim2_fail"
        )
        .to_owned(),
        "greylist" => words!(
            lang,
            en: "strangers have to come a second time (greylist)",
            ja: "初めての送信元には出直してもらう、greylist"
        )
        .to_owned(),
        "temperror" => words!(
            lang,
            en: "when a check cannot be finished, ask again later (temperror)",
            ja: "確認を終えられないときは後回しにする、temperror"
        )
        .to_owned(),
        "one_author" => words!(
            lang,
            en: "a letter needs an author of exactly one domain in From (one_author)",
            ja: "From の差出人は1つのドメインに限る、one_author"
        )
        .to_owned(),
        other => other.to_owned(),
    }
}

/// Who says no, and to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusing<'a> {
    /// The sender's own server does not take the letter; it stays on the PC.
    Handover,
    /// For now only (4xx).
    ForNow,
    /// For now only, because the caller is a stranger: greylisting (RFC 6647).
    Stranger,
    /// For now only, because the mailbox is full.
    NoRoom,
    /// A user may not write in the name of somebody else (RFC 6409 §6.1).
    Impostor,
    /// One recipient.
    Recipient(&'a str),
    /// The whole letter, by the receiver's server.
    Letter,
    /// The whole letter, and no server stands behind it: somebody typed it.
    Typed,
}

/// A letter, or one recipient, is refused.
pub fn refusal(lang: Lang, host: &str, reply: &str, refusing: Refusing<'_>) -> Prose {
    let title = match refusing {
        Refusing::ForNow | Refusing::Stranger | Refusing::NoRoom => {
            words!(lang, en: "Not now: come back later", ja: "今は受け取れません")
        }
        Refusing::Handover | Refusing::Impostor => {
            words!(lang, en: "The letter stays on the PC", ja: "手紙はPCに残ります")
        }
        Refusing::Recipient(_) => words!(lang, en: "Recipient refused", ja: "宛先が断られました"),
        Refusing::Letter | Refusing::Typed => {
            words!(lang, en: "The letter is refused", ja: "手紙の受け取りを拒否")
        }
    };
    let said = match refusing {
        Refusing::Handover | Refusing::Impostor => {
            text!(lang, en: "The answer was: {reply}.", ja: "返ってきた答えは「{reply}」でした。")
        }
        Refusing::Recipient(recipient) => {
            text!(
                lang,
                en: "{host} says to {recipient}: {reply}.",
                ja: "{host} は宛先 {recipient} について「{reply}」と答えました。"
            )
        }
        _ => text!(lang, en: "{host} answers: {reply}.", ja: "{host} の返事は「{reply}」です。"),
    };
    Prose::new(title, said).meaning(refusal_means(lang, refusing))
}

fn refusal_means(lang: Lang, refusing: Refusing<'_>) -> &'static str {
    match refusing {
        Refusing::Handover => words!(
            lang,
            en: "No server has taken the letter; the mail client shows the error, and nobody else hears of it.",
            ja: "どのサーバーも手紙を預かっていません。メールソフトにエラーが表示されるだけで、ほかの誰にも届きません。"
        ),
        Refusing::ForNow => words!(
            lang,
            en: "A code that begins with 4 means: try again later. The sending server keeps the letter and does so.",
            ja: "4で始まる番号は「あとでもう一度」という意味です。送信側のサーバーは手紙を取っておき、出直します。"
        ),
        Refusing::Stranger => words!(
            lang,
            en: "It does not know this sender yet and asks it to come a second time (greylisting). A real mail server \
                 comes back; much of the software that sends spam does not bother.",
            ja: "初めての送信元には、わざと出直しを求めます（グレイリスティング）。本物のメールサーバーなら出直しますが、\
                 迷惑メールを送るソフトの多くは、その手間をかけません。"
        ),
        Refusing::NoRoom => words!(
            lang,
            en: "There is no room in the mailbox, but its owner may make some. That is why the code begins with 4: try \
                 again later. The sending server keeps the letter.",
            ja: "メールボックスに空きがありませんが、持ち主が片づけるかもしれません。そこで、4で始まる「あとでもう一度」の番号を\
                 返します。手紙は送信側のサーバーが取っておきます。"
        ),
        Refusing::Impostor => words!(
            lang,
            en: "Who has logged in may send under their own address only (submission rights): the server knows who is \
                 sending, and does not let them write as somebody else.",
            ja: "ログインした人が名乗れるのは、自分のアドレスだけです（送信の権限）。サーバーは誰が送っているかを知っているので、\
                 ほかの人を名乗らせません。"
        ),
        Refusing::Recipient(_) => words!(
            lang,
            en: "A code that begins with 5 is final: for this recipient the letter is not taken.",
            ja: "5で始まる番号は最終的な断りです。この宛先あての手紙は受け取られません。"
        ),
        Refusing::Typed => words!(
            lang,
            en: "A code that begins with 5 is final: nobody gets this letter. No server brought it, so there will be no bounce \
                 either; whoever types reads the answer.",
            ja: "5で始まる番号は最終的な断りで、この手紙は誰にも届きません。サーバーが持ってきた手紙ではないので、不達通知も\
                 出ません。返事を読むのは、打っている本人だけです。"
        ),
        Refusing::Letter => words!(
            lang,
            en: "A code that begins with 5 is final: nobody gets this letter. What happens next is up to the server that \
                 brought it.",
            ja: "5で始まる番号は最終的な断りで、この手紙は誰にも届きません。このあとどうするかは、持ってきたサーバーしだいです。"
        ),
    }
}

/// From whom a letter has just been taken that lies in a folder now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// From another server, which hears 250.
    FromServer,
    /// From somebody who types, who hears 250.
    FromTypist,
    /// It was here already.
    Before,
}

/// The letter lies in a folder of `who`.
pub fn filed(lang: Lang, host: &str, who: &str, junk: bool, taken: Taken) -> Prose {
    let (title, filed) = if junk {
        (
            words!(lang, en: "Into the junk folder", ja: "迷惑メールフォルダーに入る"),
            text!(
                lang,
                en: "{host} files the letter in the junk folder of {who}. It can still be found there, but not among the other \
                     letters.",
                ja: "{host} は手紙を {who} さんの迷惑メールフォルダーに入れました。探せば見つかりますが、ほかのメールには交じりません。"
            ),
        )
    } else {
        (
            words!(lang, en: "Into the inbox", ja: "受信トレイに入る"),
            text!(
                lang,
                en: "{host} files the letter in the inbox of {who}.",
                ja: "{host} は手紙を {who} さんの受信トレイに入れました。"
            ),
        )
    };
    let responsible = match taken {
        Taken::FromServer => words!(
            lang,
            en: "Its answer 250 means that it is responsible now. The sending server's work is done.",
            ja: "250 という返事は、責任を引き継いだという合図です。送信側のサーバーの仕事は、これで終わりです。"
        ),
        Taken::FromTypist => words!(
            lang,
            en: "Its answer 250 means that it is responsible now.",
            ja: "250 という返事は、責任を引き受けたという合図です。"
        ),
        Taken::Before => "",
    };
    Prose::new(title, filed).meaning(responsible)
}

/// The question that stands before a decision: its text and its choices.
pub fn question(lang: Lang) -> (&'static str, [&'static str; 3]) {
    (
        words!(
            lang,
            en: "You have seen the verdicts. What does the receiver's mail server do with the letter?",
            ja: "認証の結果が出そろいました。受信者のメールサーバーは、この手紙をどう扱うでしょうか。"
        ),
        [
            words!(lang, en: "It puts it into the inbox", ja: "受信トレイに入れる"),
            words!(lang, en: "It puts it into the junk folder", ja: "迷惑メールフォルダーに入れる"),
            words!(lang, en: "It refuses it", ja: "受け取りを拒否する"),
        ],
    )
}
