//! Mistakes in the writing of a record: what is wrong, and where.

use crate::lang::Lang;
use crate::story::model::{Emphasis, Exhibit, Span};
use crate::story::safe;
use crate::text;
use crate::trace::proof::spf::Mistake;

/// The term with a mark at the place; one at its end stands behind it.
pub(super) fn place(term: &str, at: u32, lang: Lang) -> Exhibit {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(term.len());
    let (before, rest) = term.split_at(term.floor_char_boundary(at));
    let (wrong, after) = rest.split_at(rest.chars().next().map_or(0, char::len_utf8));
    let span = |text: &str, emphasis| Span { text: safe::line(text), emphasis };
    let wrong = if wrong.is_empty() { " " } else { wrong };
    let line = vec![span(before, Emphasis::Plain), span(wrong, Emphasis::Differs), span(after, Emphasis::Plain)];
    Exhibit { caption: text!(lang, en: "the place of the mistake", ja: "間違いのある場所"), lines: vec![line] }
}

/// What is wrong.
pub(super) fn sentence(mistake: Mistake, lang: Lang) -> String {
    match mistake {
        Mistake::UnknownMechanism | Mistake::ColonForEquals | Mistake::SignBeforeModifier | Mistake::ModifierName => {
            of_the_name(mistake, lang)
        }
        Mistake::Twice | Mistake::Unexpected | Mistake::NeedsDomain | Mistake::NeedsNetwork => {
            of_the_form(mistake, lang)
        }
        Mistake::NotAnIp4 | Mistake::NotAnIp6 | Mistake::Prefix => of_the_network(mistake, lang),
        Mistake::TopLabel | Mistake::AddressForName | Mistake::Character => of_the_domain(mistake, lang),
        Mistake::Percent | Mistake::Macro | Mistake::MacroLetter | Mistake::ExplanationOnly | Mistake::ZeroParts => {
            of_a_macro(mistake, lang)
        }
    }
}

fn of_the_name(mistake: Mistake, lang: Lang) -> String {
    match mistake {
        Mistake::ColonForEquals => text!(
            lang,
            en: "A = belongs here, not a colon: it is redirect= and exp=.",
            ja: "ここはコロンではなく「=」です。redirect= や exp= のように書きます。"
        ),
        Mistake::SignBeforeModifier => text!(
            lang,
            en: "A sign (+ - ~ ?) cannot come before a term that is written with =.",
            ja: "符号（+ - ~ ?）は、「=」を使う設定の前には付けられません。"
        ),
        Mistake::ModifierName => text!(
            lang,
            en: "The part before the = is not a name: a name begins with a letter.",
            ja: "「=」の前が名前になっていません。名前は英字で始めます。"
        ),
        _ => text!(
            lang,
            en: "SPF has no term of this name. It has all, include, a, mx, ptr, ip4, ip6, exists, redirect= and exp=.",
            ja: "SPFにない名前の項目です。使えるのは all、include、a、mx、ptr、ip4、ip6、exists、redirect=、exp= です。"
        ),
    }
}

fn of_the_form(mistake: Mistake, lang: Lang) -> String {
    match mistake {
        Mistake::Twice => text!(
            lang,
            en: "redirect= and exp= may each be written only once in a record.",
            ja: "redirect= と exp= は、1つの設定に1度ずつしか書けません。"
        ),
        Mistake::Unexpected => {
            text!(
                lang,
                en: "Nothing more may follow here: the term is complete.",
                ja: "項目はここまでです。この後ろには何も書けません。"
            )
        }
        Mistake::NeedsDomain => {
            text!(
                lang,
                en: "A domain is needed here, but there is none.",
                ja: "ここにドメイン名が必要ですが、ありません。"
            )
        }
        _ => {
            text!(
                lang,
                en: "An address is needed here, but there is none.",
                ja: "ここにIPアドレスが必要ですが、ありません。"
            )
        }
    }
}

fn of_the_network(mistake: Mistake, lang: Lang) -> String {
    match mistake {
        Mistake::NotAnIp4 => text!(
            lang,
            en: "This is not an IPv4 address. That has four numbers from 0 to 255, and no port.",
            ja: "IPv4アドレスになっていません。0から255までの数を4つ書きます。ポート番号は付けられません。"
        ),
        Mistake::NotAnIp6 => text!(lang, en: "This is not an IPv6 address.", ja: "IPv6アドレスになっていません。"),
        _ => text!(
            lang,
            en: "After the / comes the number of bits to compare: at most 32 for IPv4, at most 128 for IPv6 (written \
                 with // after a and mx), without leading zeros.",
            ja: "「/」の後ろには、比べるビット数を書きます。IPv4は32まで、IPv6は128まで（a と mx では「//」の後ろ）で、\
                 先頭に0は付けません。"
        ),
    }
}

fn of_the_domain(mistake: Mistake, lang: Lang) -> String {
    match mistake {
        Mistake::AddressForName => text!(
            lang,
            en: "There is an address here where a name is needed. An address is written with ip4: or ip6:.",
            ja: "名前を書く場所にIPアドレスがあります。IPアドレスには ip4: か ip6: を使います。"
        ),
        Mistake::Character => text!(
            lang,
            en: "This character is not allowed in a term. Terms are separated by spaces, and contain only visible \
                 ASCII characters.",
            ja: "項目に使えない文字があります。項目は空白で区切り、半角の英数字と記号だけで書きます。"
        ),
        _ => text!(
            lang,
            en: "A domain name cannot end like this. It ends in a dot and a top-level domain, such as .example, or in a macro.",
            ja: "ドメイン名の終わりが正しくありません。.example のような、点とトップレベルドメインで終わるか、マクロで終わります。"
        ),
    }
}

fn of_a_macro(mistake: Mistake, lang: Lang) -> String {
    match mistake {
        Mistake::Percent => text!(
            lang,
            en: "A % begins a macro such as %{{d}}. For the sign itself, write %%.",
            ja: "% は %{{d}} のようなマクロの始まりです。% の文字そのものは %% と書きます。"
        ),
        Mistake::MacroLetter => text!(
            lang,
            en: "There is no macro with this letter. The letters are s, l, o, d, i, p, v and h.",
            ja: "この文字のマクロはありません。使えるのは s、l、o、d、i、p、v、h です。"
        ),
        Mistake::ExplanationOnly => text!(
            lang,
            en: "The macros c, r and t may be used only in explanations.",
            ja: "マクロの c、r、t は、説明文の中だけで使えます。"
        ),
        Mistake::ZeroParts => text!(
            lang,
            en: "A macro cannot keep 0 parts of a name.",
            ja: "マクロで残す部分の数を0にはできません。"
        ),
        _ => text!(
            lang,
            en: "This macro is not written correctly. It is %{{, a letter, then if needed a number, r, and the signs \
                 to split at, and }}.",
            ja: "マクロの書き方が正しくありません。%{{ のあとに英字を1つ書き、必要なら数字、r、区切りの記号を続けて、\
                 }} で閉じます。"
        ),
    }
}
