//! What breaks a chain: one of the rules of RFC 8617 §5.2.

use crate::lang::Lang;
use crate::story::model::{Reason, Sign};
use crate::text;
use crate::trace::proof::arc::{Broken, Rule};

/// The rule, and the link that breaks it.
pub fn reason(lang: Lang, broken: Broken) -> Reason {
    let label = if broken.instance == 0 { "ARC".to_owned() } else { format!("i={}", broken.instance) };
    Reason::new(Sign::Error, label, short(lang, broken)).clause(clause(broken.rule))
}

fn clause(rule: Rule) -> &'static str {
    match rule {
        Rule::TooLong => "RFC 8617 §5.2 step 1",
        Rule::SaidToBeBroken => "RFC 8617 §5.2 step 2",
        Rule::Unreadable => "RFC 8617 §4.2",
        Rule::Missing | Rule::Twice => "RFC 8617 §5.2 step 3 A",
        Rule::Gap => "RFC 8617 §5.2 step 3 B",
        Rule::WrongCv => "RFC 8617 §5.2 step 3 C",
        Rule::Signature => "RFC 8617 §5.2 step 4",
        Rule::Seal => "RFC 8617 §5.2 step 6",
    }
}

/// The rule in one sentence.
pub fn short(lang: Lang, broken: Broken) -> String {
    let i = broken.instance;
    match broken.rule {
        Rule::TooLong => text!(lang, en: "It has more than 50 links.", ja: "輪が50個を超えています。"),
        Rule::SaidToBeBroken => text!(
            lang,
            en: "The last sealer (i={i}) says that it was broken already (cv=fail).",
            ja: "最後に封印したサーバー (i={i}) が、すでに壊れていたと言っています (cv=fail)。"
        ),
        Rule::Unreadable if i == 0 => {
            text!(
                lang,
                en: "A field of it has no number that can be read.",
                ja: "番号を読み取れないフィールドがあります。"
            )
        }
        Rule::Unreadable => {
            text!(
                lang,
                en: "A field of link i={i} cannot be read.",
                ja: "i={i} の輪に、読み取れないフィールドがあります。"
            )
        }
        Rule::Missing => text!(
            lang,
            en: "Link i={i} does not have all of its three fields.",
            ja: "i={i} の輪に、3つあるはずのフィールドがそろっていません。"
        ),
        Rule::Twice => {
            text!(
                lang,
                en: "Link i={i} has one of its fields twice.",
                ja: "i={i} の輪に、同じフィールドが2つあります。"
            )
        }
        Rule::Gap => text!(lang, en: "Link i={i} is missing.", ja: "i={i} の輪がありません。"),
        Rule::WrongCv => text!(
            lang,
            en: "The seal of link i={i} must say cv=none if it is the first, and cv=pass if it is not.",
            ja: "封印は、最初の輪なら cv=none、あとの輪なら cv=pass のはずですが、i={i} の輪はそうなっていません。"
        ),
        Rule::Signature => text!(
            lang,
            en: "The signature of the last link (i={i}) does not hold.",
            ja: "最後の輪 (i={i}) の署名が有効ではありません。"
        ),
        Rule::Seal => {
            text!(lang, en: "The seal of link i={i} does not hold.", ja: "i={i} の輪の封印が有効ではありません。")
        }
    }
}
