//! What decided, in a sentence.

use crate::lang::Lang;
use crate::story::safe;
use crate::trace::proof::dkim::{DkimFault, DkimProof};
use crate::trace::{DkimCheck, DkimResult};
use crate::{text, words};

/// The result in a sentence.
pub fn conclusion(lang: Lang, check: &DkimCheck, facts: &DkimProof) -> String {
    let domain = safe::line(check.domain.as_deref().unwrap_or("?"));
    let in_part = facts.body.as_ref().is_some_and(|body| body.rest.is_some());
    match &facts.fault {
        None if check.result == DkimResult::Pass && in_part => text!(
            lang,
            en: "The signed fields and the beginning of the body are as they were when {domain} signed them. The end of the \
                 body is not signed.",
            ja: "署名されたフィールドと本文の始めの部分は、{domain} が署名したときのままです。本文の終わりは署名されていません。"
        ),
        None if check.result == DkimResult::Pass => text!(
            lang,
            en: "The body and the signed fields are as they were when {domain} signed them.",
            ja: "本文と、署名されたフィールドは、{domain} が署名したときのままです。"
        ),
        None => safe::line(check.reason.as_deref().unwrap_or_default()),
        Some(fault) => sentence(lang, fault),
    }
}

/// What speaks against a signature.
pub fn sentence(lang: Lang, fault: &DkimFault) -> String {
    match fault {
        DkimFault::Unreadable { tag } if !tag.is_empty() => {
            let tag = safe::line(tag);
            text!(lang, en: "{tag}= cannot be understood.", ja: "{tag}= の値が読み取れません。")
        }
        DkimFault::TagMissing { tag } => {
            let tag = safe::line(tag);
            text!(lang, en: "{tag}= must be there, and is not.", ja: "必要な {tag}= がありません。")
        }
        DkimFault::TagTwice { tag } => {
            let tag = safe::line(tag);
            text!(
                lang,
                en: "{tag}= is there twice, so the whole field is invalid.",
                ja: "{tag}= が2つあるので、フィールド全体が無効です。"
            )
        }
        fault => of_the_field(lang, fault).or_else(|| of_the_key(lang, fault)).unwrap_or_default().to_owned(),
    }
}

fn of_the_field(lang: Lang, fault: &DkimFault) -> Option<&'static str> {
    Some(match fault {
        DkimFault::Unreadable { .. } => words!(
            lang,
            en: "The field is not written as name=value; name=value.",
            ja: "「名前=値; 名前=値」の形で書かれていません。"
        ),
        DkimFault::FromNotSigned => words!(
            lang,
            en: "From is not signed. Then the name that a reader sees could be anybody's.",
            ja: "Fromが署名の対象になっていません。これでは、読む人に見える差出人を誰でも書き換えられます。"
        ),
        DkimFault::OtherIdentity => words!(
            lang,
            en: "The domain of i= must be that of d=, or one below it.",
            ja: "i= のドメインは、d= のドメインか、その下のドメインでなければなりません。"
        ),
        DkimFault::Expired => words!(lang, en: "The signature has expired.", ja: "署名の期限が切れています。"),
        DkimFault::LengthBeyondBody => words!(
            lang,
            en: "l= is longer than the body: something is missing at its end.",
            ja: "l= が本文より長くなっています。本文の終わりが失われています。"
        ),
        DkimFault::UnknownQuery => words!(
            lang,
            en: "q= names no known way to fetch the key.",
            ja: "q= に書かれているのは、知らない取り出し方です。"
        ),
        DkimFault::HistoricAlgorithm => words!(
            lang,
            en: "rsa-sha1 can be forged by now, so such signatures do not count any more.",
            ja: "rsa-sha1 は今では偽造できるので、この方法の署名はもう認められません。"
        ),
        DkimFault::TooMuch => {
            words!(lang, en: "There is more of it than a receiver looks at.", ja: "受信者が調べる量を超えています。")
        }
        DkimFault::BodyHash => words!(
            lang,
            en: "The hash of the body differs from bh=: the body was changed after signing.",
            ja: "本文のハッシュ値が bh= と違います。署名のあとで本文が変わりました。"
        ),
        DkimFault::Signature => words!(
            lang,
            en: "The signature does not fit the header: a signed field was changed, or somebody else signed.",
            ja: "署名がヘッダーと合いません。署名されたフィールドが変わったか、別の人が署名しました。"
        ),
        _ => return None,
    })
}

fn of_the_key(lang: Lang, fault: &DkimFault) -> Option<&'static str> {
    Some(match fault {
        DkimFault::NoAnswer => words!(
            lang,
            en: "DNS does not answer for now. Later it may.",
            ja: "今はDNSが答えません。あとで確かめられるかもしれません。"
        ),
        DkimFault::KeyMissing => {
            words!(lang, en: "There is no key at this name.", ja: "この名前には公開鍵がありません。")
        }
        DkimFault::KeyUnreadable => words!(
            lang,
            en: "The record at this name is not written as a key.",
            ja: "この名前のレコードは、公開鍵の形になっていません。"
        ),
        DkimFault::KeyRevoked => words!(
            lang,
            en: "p= is empty: the domain has taken this key back.",
            ja: "p= が空です。ドメインがこの鍵を取り消しています。"
        ),
        DkimFault::KeyTooShort => words!(
            lang,
            en: "A key of fewer than 1,024 bits can be broken, so it does not count.",
            ja: "1,024ビットより短い鍵は破られるので、認められません。"
        ),
        DkimFault::KeyOfOtherType => words!(
            lang,
            en: "The key is of another kind than a= says.",
            ja: "鍵の種類が a= と違います。"
        ),
        DkimFault::KeyForOtherHash => words!(
            lang,
            en: "The key may not be used with the hash of a=.",
            ja: "この鍵は、a= のハッシュ値の計算方法には使えません。"
        ),
        DkimFault::KeyForOtherService => {
            words!(lang, en: "The key is not for mail.", ja: "この鍵はメール用ではありません。")
        }
        DkimFault::Testing => words!(
            lang,
            en: "The domain is only testing DKIM (t=y): whatever the result, the letter counts as if it were not \
                 signed. Many receivers do not keep to that.",
            ja: "このドメインは、DKIMを試しているところです (t=y)。結果によらず、署名がないのと同じ扱いになります。\
                 そうしない受信者も多くいます。"
        ),
        _ => return None,
    })
}

/// The clause that says so.
pub fn clause(fault: &DkimFault) -> &'static str {
    match fault {
        DkimFault::Unreadable { .. } | DkimFault::TagTwice { .. } => "RFC 6376 §3.2",
        DkimFault::TagMissing { .. } | DkimFault::FromNotSigned => "RFC 6376 §6.1.1",
        DkimFault::OtherIdentity | DkimFault::Expired | DkimFault::LengthBeyondBody | DkimFault::UnknownQuery => {
            "RFC 6376 §3.5"
        }
        DkimFault::HistoricAlgorithm => "RFC 8301 §3.1",
        DkimFault::TooMuch => "RFC 6376 §8.4",
        DkimFault::NoAnswer
        | DkimFault::KeyMissing
        | DkimFault::KeyUnreadable
        | DkimFault::KeyRevoked
        | DkimFault::KeyOfOtherType
        | DkimFault::KeyForOtherHash => "RFC 6376 §6.1.2",
        DkimFault::KeyTooShort => "RFC 8301 §3.2",
        DkimFault::KeyForOtherService | DkimFault::Testing => "RFC 6376 §3.6.1",
        DkimFault::BodyHash | DkimFault::Signature => "RFC 6376 §6.1.3",
    }
}
