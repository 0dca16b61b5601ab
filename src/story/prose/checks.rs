//! Stage ③: what DKIM and ARC ask, and what their answers mean.

use super::Prose;
use crate::lang::Lang;
use crate::story::safe;
use crate::trace::{ArcCheck, Dkim2Check, DkimCheck, DkimResult};
use crate::{text, words};

/// DKIM: the best of `signatures` signatures; `touched` where a machine in the middle has changed the letter.
pub fn dkim(lang: Lang, check: &DkimCheck, signatures: usize, touched: bool) -> Prose {
    let domain = check.domain.as_deref().unwrap_or("?");
    let reason = reason(lang, check.reason.as_deref());
    let many = text!(
        lang,
        en: "The letter has {signatures} signatures; this is about the best of them.",
        ja: "署名は{signatures}個あり、いちばん良い結果を示しています。"
    );
    let text = match check.result {
        DkimResult::Pass => text!(
            lang,
            en: "The signature of {domain} (DKIM) fits the public key that {domain} keeps in DNS.",
            ja: "{domain} の署名（DKIM、電子署名）を、DNSにある公開鍵で確かめたところ、合っていました。"
        ),
        DkimResult::None => words!(
            lang,
            en: "The letter has no signature (DKIM, an electronic signature).",
            ja: "この手紙には署名（DKIM、電子署名）がありません。"
        )
        .to_owned(),
        DkimResult::Fail => text!(
            lang,
            en: "The signature of {domain} (DKIM) does not fit the letter{reason}: it was changed after signing, or \
                 somebody else signed it.",
            ja: "{domain} の署名（DKIM、電子署名）が手紙と合いません{reason}。署名のあとで書き換えられたか、\
                 別の人が署名したかのどちらかです。"
        ),
        DkimResult::Temperror => text!(
            lang,
            en: "DNS gives no answer about the key of {domain} for now, so its signature (DKIM) cannot be checked.",
            ja: "今はDNSから {domain} の公開鍵を取り出せず、署名（DKIM、電子署名）を確かめられません。"
        ),
        DkimResult::Policy | DkimResult::Neutral | DkimResult::Permerror => text!(
            lang,
            en: "The signature of {domain} (DKIM) cannot be used{reason}. It counts as if it were not there.",
            ja: "{domain} の署名（DKIM、電子署名）は使えません{reason}。署名がないのと同じ扱いになります。"
        ),
    };
    let many = if signatures > 1 { many.as_str() } else { "" };
    let title = format!("DKIM: {}", check.result);
    Prose::new(title, super::join(lang, &[&text, many])).meaning(dkim_meaning(lang, check, domain, touched))
}

fn dkim_meaning(lang: Lang, check: &DkimCheck, domain: &str, touched: bool) -> String {
    if let Some((signed, unsigned)) = check.in_part() {
        return text!(
            lang,
            en: "But it says l={signed}: only the first {signed} octets of the body are signed. The last {unsigned} octets may \
                 have been written by anybody, and nothing here shows whether {domain} knows of them.",
            ja: "ただし、署名には l={signed} とあり、本文のうち署名されたのは初めの{signed}バイトだけです。\
                 残りの{unsigned}バイトは誰でも書けるので、{domain} が書いたとは限りません。"
        );
    }
    match check.result {
        DkimResult::Pass if touched => words!(
            lang,
            en: "The letter was changed on the way, but only where this signature does not look: it covers certain lines, and with \
                 c=relaxed it does not count blanks and line breaks.",
            ja: "手紙は途中で変わりましたが、この署名が見ない所だけでした。署名の対象は決まった行だけで、c=relaxed なら、\
                 空白の数や改行の位置も数えません。"
        )
        .to_owned(),
        DkimResult::Pass => text!(
            lang,
            en: "So nothing that was signed has changed since, and {domain} stands behind the letter.",
            ja: "署名された部分は、署名されたときのままです。この手紙には {domain} が責任を持っていると分かります。"
        ),
        DkimResult::None => words!(
            lang,
            en: "That alone is nothing bad, but nobody vouches for the letter.",
            ja: "それだけで偽物とは言えませんが、手紙を保証する人はいません。"
        )
        .to_owned(),
        _ => String::new(),
    }
}

/// DKIM2: the signed envelopes of those who passed the letter on.
pub fn dkim2(lang: Lang, check: &Dkim2Check) -> Prose {
    let (result, hops) = (check.result, check.hops);
    let reason = reason(lang, check.reason.as_deref());
    let text = if result == DkimResult::Pass {
        text!(
            lang,
            en: "Every server that passed the letter on ({hops}) has signed its envelope too (DKIM2), and the last of \
                 them signed this very envelope. So nobody has picked the letter up on the way and sent it to others.",
            ja: "手紙の通った区間（{hops}）のすべてで、封筒にも署名があります（DKIM2）。最後の署名は、この封筒のものです。\
                 途中で拾われて、別の人へ送られた手紙ではありません。"
        )
    } else if let Some([domain, from, to]) = other_envelope(check) {
        text!(
            lang,
            en: "{domain} has signed the letter together with its envelope, from {from} to {to} (DKIM2). The envelope here \
                 is another one: somebody has picked the letter up and sent it to others{reason}.",
            ja: "{domain} は、差出人 {from}、宛先 {to} の封筒ごと、手紙に署名しました（DKIM2）。届いた封筒はそれと違います。\
                 誰かが手紙を拾って、別の人へ送ったのです{reason}。"
        )
    } else {
        text!(
            lang,
            en: "The signatures over the envelope (DKIM2) do not lead here without a gap{reason}. They count as if \
                 they were not there.",
            ja: "封筒の署名（DKIM2）は、ここまでつながっていません{reason}。署名がないのと同じ扱いになります。"
        )
    };
    let meaning = words!(
        lang,
        en: "DKIM2 is still a draft; hardly anybody uses it so far.",
        ja: "DKIM2は、まだ策定中の規格です。今のところ、ほとんど使われていません。"
    );
    Prose::new(format!("DKIM2: {result}"), text).meaning(meaning)
}

/// Who signed the envelope last, and what stood on it: from whom, to whom. None where it is the one that arrived.
fn other_envelope(check: &Dkim2Check) -> Option<[String; 3]> {
    let proof = check.proof.as_ref().filter(|proof| !proof.envelope_fits)?;
    let hop = proof.hops.last()?;
    Some([hop.domain.clone(), hop.mail_from.clone()?, hop.rcpt_to.join(", ")].map(|text| safe::line(&text)))
}

/// ARC: the findings of those who passed the letter on.
pub fn arc(lang: Lang, check: &ArcCheck) -> Prose {
    let (result, links) = (check.result, check.links);
    let reason = reason(lang, check.reason.as_deref());
    let text = if result == DkimResult::Pass {
        text!(
            lang,
            en: "Servers that passed the letter on have noted and sealed what they found (ARC, {links} links), and no seal \
                 is broken. Whether to believe them is up to the receiver.",
            ja: "途中で転送したサーバーが、認証の結果を書き残して封印しています（ARC、{links}個）。\
                 封印は破れていません。その内容を信じるかどうかは、受信者が決めます。"
        )
    } else {
        text!(
            lang,
            en: "The chain of notes by earlier servers (ARC, {links} links) is broken{reason}, so nothing in it can \
                 be relied on.",
            ja: "途中のサーバーが残した記録の鎖（ARC、{links}個）が壊れています{reason}。中身は当てにできません。"
        )
    };
    Prose::new(format!("ARC: {result}"), text)
}

/// Why, in the words of the verifier, where it has any.
fn reason(lang: Lang, why: Option<&str>) -> String {
    why.map(|why| text!(lang, en: " ({why})", ja: " ({why})")).unwrap_or_default()
}
