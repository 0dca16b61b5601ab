//! One link of a chain: three fields of one server.

use crate::lang::Lang;
use crate::story::model::{Emphasis, Exhibit, Reason, Sign, Span};
use crate::trace::proof::arc::{ArcProof, Link, Results, Signed, State, Why};
use crate::{text, words};

/// A link (RFC 8617 §4.2).
pub fn reason(lang: Lang, link: &Link, facts: &ArcProof) -> Reason {
    let sealer = link.seal.as_ref().or(link.signature.as_ref()).and_then(|signed| signed.domain.as_deref());
    let text = match sealer {
        Some(domain) => text!(
            lang,
            en: "This link was added by {domain}: what it found, the letter as it left there, and a seal over all links so \
                 far.",
            ja: "{domain} が加えた、鎖の輪です。確かめた結果、送り出したときの手紙への署名、\
                 ここまでの輪すべてへの封印からなります。"
        ),
        None => words!(lang, en: "Nobody has sealed this link.", ja: "この輪を封印した人はいません。").to_owned(),
    };
    let sign = match link.seal.as_ref().map(|seal| seal.state) {
        Some(State::Holds) => Sign::Yes,
        Some(State::Unchecked) => Sign::Skipped,
        Some(State::Broken(_)) | None => Sign::No,
    };
    let label = format!("i={} {}", link.instance, sealer.unwrap_or_default());
    Reason::new(sign, label.trim_end(), text).clause("RFC 8617 §4.2").resting_on([
        link.results
            .as_ref()
            .map_or_else(|| missing(lang, "ARC-Authentication-Results", "§4.1.1"), |it| results(lang, it)),
        link.signature
            .as_ref()
            .map_or_else(|| missing(lang, "ARC-Message-Signature", "§4.1.2"), |it| signature(lang, it, link, facts)),
        link.seal.as_ref().map_or_else(|| missing(lang, "ARC-Seal", "§4.1.3"), |it| seal(lang, it, link)),
    ])
}

fn missing(lang: Lang, name: &str, clause: &str) -> Reason {
    let text = words!(lang, en: "It is not there, and every link needs it.", ja: "どの輪にも必要なのに、ありません。");
    Reason::new(Sign::Error, name, text).clause(format!("RFC 8617 {clause}"))
}

/// What the sealer says it found.
fn results(lang: Lang, results: &Results) -> Reason {
    let server = &results.server;
    let text = text!(
        lang,
        en: "What {server} says it found when the letter came in there. Nobody else vouches for it: believe it only \
             if you trust {server}.",
        ja: "手紙が届いたときに確かめた結果を、{server} が自分で書いたものです。{server} を信頼する人だけが、\
             当てにできます。"
    );
    let line = |method: &String| vec![Span { text: method.clone(), emphasis: Emphasis::Plain }];
    let lines: Vec<_> = results.methods.iter().map(line).collect();
    let exhibit = (!lines.is_empty()).then(|| Exhibit { caption: String::new(), lines });
    let reason = Reason::new(Sign::Note, "ARC-Authentication-Results", text).clause("RFC 8617 §4.1.1");
    Reason { exhibits: exhibit.into_iter().collect(), ..reason }
}

/// The signature over the letter. That of the last link must hold; an older one may break, and mostly does.
fn signature(lang: Lang, signed: &Signed, link: &Link, facts: &ArcProof) -> Reason {
    let last = facts.links.iter().map(|link| link.instance).max() == Some(link.instance);
    let (sign, text) = match (signed.state, last) {
        (State::Holds, _) => (
            Sign::Yes,
            words!(
                lang,
                en: "It holds: the letter is as it was when it left this server.",
                ja: "有効です。このサーバーを出たときから、手紙は変わっていません。"
            )
            .to_owned(),
        ),
        (State::Unchecked, _) => (Sign::Skipped, unchecked(lang).to_owned()),
        (State::Broken(why), true) => (Sign::No, broken(lang, why)),
        (State::Broken(why), false) => {
            let why = broken(lang, why);
            let text = text!(
                lang,
                en: "{why} The chain holds all the same: an older signature breaks whenever somebody later changes the \
                     letter, and only the last one has to hold.",
                ja: "{why}それでも鎖は壊れません。古い署名は、あとのサーバーが手紙を書き換えれば合わなくなるものです。有効でなければ\
                     ならないのは、最後の署名だけです。"
            );
            (Sign::Warn, text)
        }
    };
    let clause = if last { "RFC 8617 §5.2 step 4" } else { "RFC 8617 §5.2 step 5" };
    let reason = Reason::new(sign, label("ARC-Message-Signature", signed), text).clause(clause);
    Reason { because: signed.asked.clone(), ..reason }
}

/// The seal over this link and all before it.
fn seal(lang: Lang, signed: &Signed, link: &Link) -> Reason {
    let (sign, text) = match signed.state {
        State::Holds => (
            Sign::Yes,
            words!(
                lang,
                en: "It holds: nobody has changed a link up to this one.",
                ja: "有効です。ここまでの輪は、誰にも書き換えられていません。"
            )
            .to_owned(),
        ),
        State::Unchecked => (Sign::Skipped, unchecked(lang).to_owned()),
        State::Broken(why) => (Sign::No, broken(lang, why)),
    };
    let said = signed.cv.as_deref().map(|cv| validation(lang, cv, link.instance));
    let reason = Reason::new(sign, label("ARC-Seal", signed), text).clause("RFC 8617 §5.2 step 6").resting_on(said);
    Reason { because: signed.asked.clone(), ..reason }
}

/// What the sealer says of the chain that it found (RFC 8617 §4.4).
fn validation(lang: Lang, cv: &str, instance: u32) -> Reason {
    let expected = if instance == 1 { "none" } else { "pass" };
    let text = match cv {
        "none" => {
            words!(
                lang,
                en: "The sealer found no chain: it is the first.",
                ja: "鎖はまだなく、自分が最初だと言っています。"
            )
        }
        "pass" => words!(
            lang,
            en: "The sealer says that the chain was whole when it came in.",
            ja: "届いたときの鎖は、壊れていなかったと言っています。"
        ),
        "fail" => words!(
            lang,
            en: "The sealer says that the chain was broken when it came in. That cannot be mended.",
            ja: "届いたときの鎖は、すでに壊れていたと言っています。元には戻せません。"
        ),
        _ => words!(lang, en: "The sealer says something that has no meaning.", ja: "意味のないことが書かれています。"),
    };
    let sign = if cv == expected { Sign::Yes } else { Sign::No };
    Reason::new(sign, format!("cv={cv}"), text).clause("RFC 8617 §4.4")
}

fn label(name: &str, signed: &Signed) -> String {
    let tag = |name, value: &Option<String>| value.as_ref().map(|value| format!(" {name}={value}")).unwrap_or_default();
    [name.to_owned(), tag("d", &signed.domain), tag("s", &signed.selector), tag("a", &signed.algorithm)].concat()
}

fn unchecked(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "Nobody looked, because the chain was found broken before.",
        ja: "先に鎖が壊れていると分かったので、調べていません。"
    )
}

/// Why a signature does not hold.
fn broken(lang: Lang, why: Why) -> String {
    let why = match why {
        Why::NotTags => words!(lang, en: "it cannot be read as a list of tags", ja: "項目の並びとして読めません"),
        Why::TagTwice => words!(lang, en: "a tag is in it twice", ja: "同じ項目が2つ書かれています"),
        Why::TagMissing => words!(lang, en: "a tag that must be there is missing", ja: "必要な項目がありません"),
        Why::TagWrong => words!(lang, en: "a tag has a value that it cannot have", ja: "使えない値の項目があります"),
        Why::Forbidden => {
            words!(lang, en: "it names something that must not be in it", ja: "含めてはいけないものが含まれています")
        }
        Why::FromUnsigned => {
            words!(
                lang,
                en: "the From that the reader sees is not signed",
                ja: "読む人に見えるヘッダーFromが署名されていません"
            )
        }
        Why::NoKey => words!(lang, en: "there is no key for it in DNS", ja: "DNSに公開鍵がありません"),
        Why::BadKey => words!(lang, en: "the key in DNS cannot be used", ja: "DNSにある公開鍵が使えません"),
        Why::NoAnswer => {
            words!(lang, en: "DNS does not answer about its key", ja: "公開鍵についてDNSの応答がありません")
        }
        Why::Expired => words!(lang, en: "it has expired (x=)", ja: "有効期限 (x=) が過ぎています"),
        Why::Body => words!(
            lang,
            en: "the body is not the one that was signed (bh=)",
            ja: "本文が、署名されたときのものと違います (bh=)"
        ),
        Why::Mismatch => {
            words!(lang, en: "what was signed has been changed", ja: "署名されたものが、あとで書き換えられています")
        }
    };
    text!(lang, en: "It does not hold: {why}.", ja: "有効ではありません。{why}。")
}
