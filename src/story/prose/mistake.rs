//! The mistakes of naive servers: what each of them does, and what it should have done.

use super::Prose;
use crate::lang::Lang;
use crate::trace::Mistake;
use crate::{text, words};

/// A server makes a mistake; it believes something because of it, or only takes what it should refuse.
pub fn mistake(lang: Lang, host: &str, mistake: Mistake, believed: Option<&str>) -> Prose {
    let title = text!(lang, en: "A mistake of {host}", ja: "{host} の誤り");
    let believed = believed.unwrap_or("?");
    let made = match mistake {
        Mistake::MalformedMailFrom if believed == "?" => takes_malformed(lang, host),
        Mistake::MalformedMailFrom => confuses_identities(lang, host, believed),
        Mistake::CommentInMailFrom if believed == "?" => takes_comment(lang, host),
        Mistake::CommentInMailFrom => leaves_comment_out(lang, host, believed),
        Mistake::FirstFromWins | Mistake::LastFromWins => {
            picks_from(lang, host, believed, mistake == Mistake::FirstFromWins)
        }
        Mistake::FirstAddressWins => picks_address(lang, host, believed),
        Mistake::NulEndsName => cuts_name(lang, host, believed),
        Mistake::KeepsForgedResults => keeps_results(lang, host),
        Mistake::BareLfEndsData => ends_early(lang, host),
        Mistake::PassesBareLf => passes_on(lang, host),
    };
    Prose::new(title, made).meaning(right(lang, mistake))
}

fn takes_malformed(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "What stands in MAIL FROM is no e-mail address, and {host} takes it all the same.",
        ja: "MAIL FROM に書かれたものはメールアドレスの形をしていません。それでも {host} は受け付けてしまいました。"
    )
}

fn confuses_identities(lang: Lang, host: &str, believed: &str) -> String {
    text!(
        lang,
        en: "SPF found no address in MAIL FROM and checked the name in EHLO instead. But DMARC on {host} reads {believed} in \
             MAIL FROM, and takes the result of SPF to be about that domain.",
        ja: "SPFは MAIL FROM にアドレスを見つけられず、代わりに EHLO の名前を調べました。ところが {host} のDMARCは、MAIL FROM に\
             {believed} と書いてあるのを見て、SPFの結果をこのドメインのものだと思い込みます。"
    )
}

fn takes_comment(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "In the domain of MAIL FROM a parenthesis is opened. No domain has one, and {host} takes it all the same.",
        ja: "MAIL FROM のドメインに、開き括弧「(」が入っています。ドメインに括弧は使えないのに、{host} は受け付けてしまいました。"
    )
}

fn leaves_comment_out(lang: Lang, host: &str, believed: &str) -> String {
    text!(
        lang,
        en: "SPF passed for the whole name, parenthesis and all. {host} writes that down, and its DMARC reads it again: what \
             stands behind a parenthesis looks like a comment to it, so that only {believed} is left.",
        ja: "SPFが成功したのは、括弧も含めた長い名前についてです。{host} はそれを文字で書き残し、DMARCが読み直します。DMARCは括弧の\
             後ろを注釈（コメント）だと思って読み飛ばすので、{believed} だけが残ります。"
    )
}

fn picks_from(lang: Lang, host: &str, believed: &str, first: bool) -> String {
    if first {
        text!(
            lang,
            en: "The letter has more than one From. DMARC on {host} looks at the first only: {believed}.",
            ja: "この手紙には From が2つ以上あります。{host} のDMARCが見るのは最初の1つ、{believed} だけです。"
        )
    } else {
        text!(
            lang,
            en: "The letter has more than one From. DMARC on {host} looks at the last only: {believed}.",
            ja: "この手紙には From が2つ以上あります。{host} のDMARCが見るのは最後の1つ、{believed} だけです。"
        )
    }
}

fn picks_address(lang: Lang, host: &str, believed: &str) -> String {
    text!(
        lang,
        en: "The From names more than one author. DMARC on {host} asks about the first only: {believed}.",
        ja: "From に書き手が2人以上書かれています。{host} のDMARCが調べるのは最初の1人、{believed} だけです。"
    )
}

fn cuts_name(lang: Lang, host: &str, believed: &str) -> String {
    text!(
        lang,
        en: "The selector (s=) of the signature has a NUL in it, the octet 0. For {host} a name ends there: it asks DNS for the \
             key at {believed}.",
        ja: "署名のセレクター (s=) に、値が0の文字（NUL）が入っています。{host} はそこで名前が終わると思い、{believed} の鍵を\
             DNSに問い合わせます。"
    )
}

fn keeps_results(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "The letter came with an Authentication-Results field that says it is from {host}. It is not, and {host} leaves it \
             on the letter.",
        ja: "この手紙には、{host} が書いたことになっている Authentication-Results が、届いたときから付いていました。偽物なのに、\
             {host} はそのまま残します。"
    )
}

fn ends_early(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "A line of the letter ended in a line feed alone (\\x0a), and a dot stood on the next one. {host} takes that for the \
             end of the letter, and reads what follows as commands.",
        ja: "手紙の途中に、改行文字LFだけ (\\x0a) で終わる行があり、次の行は点で始まっていました。{host} はそこを手紙の終わりだと\
             思い込み、続きをコマンドとして読みます。"
    )
}

fn passes_on(lang: Lang, host: &str) -> String {
    text!(
        lang,
        en: "There are line feeds alone (\\x0a) in the letter, where a line ends in CR and LF. {host} takes it, and will pass it \
             on octet by octet.",
        ja: "行の終わりはCRとLFの2文字のはずなのに、この手紙にはLFだけ (\\x0a) の所があります。{host} はそれを受け付け、\
             1文字も変えずに送り出します。"
    )
}

/// What a server does that does it right.
fn right(lang: Lang, mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::MalformedMailFrom | Mistake::CommentInMailFrom => words!(
            lang,
            en: "The right answer is 501: such a thing is no sender (RFC 5321 §4.1.2).",
            ja: "正しい返事は501です。これは差出人として通用しません（RFC 5321 §4.1.2）。"
        ),
        Mistake::FirstFromWins | Mistake::LastFromWins => words!(
            lang,
            en: "A letter has one From (RFC 5322 §3.6). Which of two a reader sees, nobody knows: the right answer is 550.",
            ja: "手紙の From は1つだけです（RFC 5322 §3.6）。2つあると、読む人にどちらが見えるか分かりません。正しい返事は550です。"
        ),
        Mistake::FirstAddressWins => words!(
            lang,
            en: "Where the authors are of different domains, DMARC has nobody to ask (RFC 9989 §5.3.1): the right answer is 550.",
            ja: "書き手のドメインが違うとき、DMARCは誰について調べればよいか決められません（RFC 9989 §5.3.1）。正しい返事は550です。"
        ),
        Mistake::NulEndsName => words!(
            lang,
            en: "A selector is made of letters, digits and hyphens (RFC 6376 §3.1). A signature with any other is worth nothing.",
            ja: "セレクターに使えるのは、英数字とハイフンだけです（RFC 6376 §3.1）。それ以外を含む署名は無効です。"
        ),
        Mistake::KeepsForgedResults => words!(
            lang,
            en: "A server must take out every such field in its own name before it adds its own (RFC 8601 §5).",
            ja: "自分の名前をかたる行は、自分の結果を書く前にすべて取り除かなければなりません（RFC 8601 §5）。"
        ),
        Mistake::BareLfEndsData => words!(
            lang,
            en: "Only a dot between two line ends of CR and LF ends a letter (RFC 5321 §4.1.1.4).",
            ja: "手紙が終わるのは、CRとLFの改行に挟まれた点だけの行です（RFC 5321 §4.1.1.4）。"
        ),
        Mistake::PassesBareLf => words!(
            lang,
            en: "CR and LF stand together or not at all (RFC 5321 §2.3.8): the right answer is 554.",
            ja: "CRとLFは必ず組で使います（RFC 5321 §2.3.8）。正しい返事は554です。"
        ),
    }
}
