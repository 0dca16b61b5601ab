//! What the domain says to those who fail: `exp=`.

use std::net::IpAddr;

use super::{looks, mistakes};
use crate::lang::Lang;
use crate::story::model::{Emphasis, Exhibit, Reason, Sign, Span};
use crate::text;
use crate::trace::proof::spf::{Ending, Explanation, Kind, Look};

/// What came of the explanation.
pub(super) fn reason(explanation: &Explanation, ip: IpAddr, lang: Lang) -> Reason {
    let sign = if matches!(explanation.ending, Ending::Given { .. }) { Sign::Yes } else { Sign::Warn };
    let mut reason = Reason::new(sign, &explanation.text, said(explanation, lang)).clause(explanation.clause());
    reason.exhibits.extend(looks::macros(&explanation.target, lang));
    if let Ending::Given { published, text } = &explanation.ending {
        reason.exhibits.push(before_and_after(published, text, lang));
    }
    reason.reasons = looks::reasons(&explanation.looks, 0, Kind::Exp, ip, lang);
    reason.because =
        explanation.looks.iter().filter_map(Look::question).flat_map(|asked| asked.events.clone()).collect();
    reason
}

fn said(explanation: &Explanation, lang: Lang) -> String {
    match &explanation.ending {
        Ending::Given { .. } => text!(
            lang,
            en: "The domain's explanation for those who fail. A receiver may pass it on to the sender.",
            ja: "失敗した相手に向けて、ドメインが用意した説明文です。受信者はこれを送信者に伝えられます。"
        ),
        Ending::NotFound => text!(
            lang,
            en: "DNS has no explanation there. The result stays as it is.",
            ja: "DNSに説明文が見つかりません。結果は変わりません。"
        ),
        Ending::Several => text!(
            lang,
            en: "There are several texts there, so none of them is taken. The result stays as it is.",
            ja: "テキストが2つ以上あるので、どれも使いません。結果は変わりません。"
        ),
        Ending::NotAscii => text!(
            lang,
            en: "The text there is not plain ASCII, so it is not taken. The result stays as it is.",
            ja: "ASCII以外の文字が入っているので、使いません。結果は変わりません。"
        ),
        Ending::Mistake { mistake, .. } => {
            let mistake = mistakes::sentence(*mistake, lang);
            text!(
                lang,
                en: "{mistake} So the explanation is not taken. The result stays as it is.",
                ja: "{mistake}説明文は使いません。結果は変わりません。"
            )
        }
    }
}

fn before_and_after(published: &str, text: &str, lang: Lang) -> Exhibit {
    let line = |text: &str, emphasis| vec![Span { text: text.to_owned(), emphasis }];
    let caption = text!(lang, en: "what the domain says", ja: "ドメインからの説明");
    if published == text {
        return Exhibit { caption, lines: vec![line(text, Emphasis::Plain)] };
    }
    Exhibit { caption, lines: vec![line(published, Emphasis::Quiet), line(text, Emphasis::Plain)] }
}
